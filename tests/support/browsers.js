// Real browsers by WebDriver: what differs between them is here.
import { spawn } from "node:child_process";
import { Builder } from "selenium-webdriver";
import chrome from "selenium-webdriver/chrome.js";
import firefox from "selenium-webdriver/firefox.js";
import { freePort } from "./free-port.js";

// Without the last ones Chromium keeps asking for its maker's hosts.
export const CHROMIUM_FLAGS = [
  "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

/**
 * The browsers by name; each gives a WebDriver session. `dark` is for the colour scheme; without `wasm`, WebAssembly is
 * switched off: in Chromium as its high security mode does it, with the compilers. With `bidi`, Chromium tells of what
 * happens, as Firefox does always. `jsFlags` are V8's, `preferences` are Firefox's.
 */
export const BROWSERS = {
  chromium: async ({ dark = false, wasm = true, bidi = false, jsFlags = [] } = {}) => {
    const ofV8 = wasm ? jsFlags : [...jsFlags, "--jitless"];
    const flags = ofV8.length === 0 ? CHROMIUM_FLAGS : [...CHROMIUM_FLAGS, `--js-flags=${ofV8.join(" ")}`];
    const options = new chrome.Options().setBinaryPath("/usr/bin/chromium").addArguments(...flags);
    if (bidi) options.enableBidi();
    const browser = await new Builder().forBrowser("chrome").setChromeOptions(options)
      .setChromeService(new chrome.ServiceBuilder("/usr/bin/chromedriver")).build();
    const features = [{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }];
    await browser.sendDevToolsCommand("Emulation.setEmulatedMedia", { features });
    return browser;
  },
  firefox: ({ dark = false, wasm = true, preferences = {} } = {}) => {
    const options = new firefox.Options().setBinary("/usr/bin/firefox-esr").addArguments("-headless").enableBidi()
      .setPreference("layout.css.prefers-color-scheme.content-override", dark ? 0 : 1)
      .setPreference("javascript.options.wasm", wasm);
    for (const [name, value] of Object.entries(preferences)) options.setPreference(name, value);
    return new Builder().forBrowser("firefox").setFirefoxOptions(options)
      .setFirefoxService(new firefox.ServiceBuilder(process.env.GECKODRIVER)).build();
  },
  webkit: async ({ wasm = true } = {}) => {
    const port = await freePort();
    const env = wasm ? process.env : { ...process.env, JSC_useWasm: "0", JSC_useWebAssembly: "0" };
    const driver = spawn("/usr/bin/WebKitWebDriver", [`--port=${port}`], { stdio: "ignore", env });
    await reachable(`http://127.0.0.1:${port}/status`);
    const capabilities = {
      browserName: "MiniBrowser",
      "webkitgtk:browserOptions": {
        binary: "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
        args: ["--automation"],
      },
    };
    const session = await new Builder().usingServer(`http://127.0.0.1:${port}`).withCapabilities(capabilities).build();
    const quit = session.quit.bind(session);
    session.quit = async () => {
      await quit();
      driver.kill();
    };
    return session;
  },
};

async function reachable(url) {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await fetch(url).then((response) => response.ok, () => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} does not answer`);
}
