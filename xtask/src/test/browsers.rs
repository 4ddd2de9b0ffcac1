//! The browsers that tests run in, as Debian packages them.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;
use serde_json::{Value, json};

/// A browser.
pub struct Browser {
    pub name: &'static str,
    /// Its WebDriver; none where that is built by us.
    pub driver: Option<&'static str>,
    /// How wasm-bindgen's test runner is told of the driver.
    pub driver_variable: &'static str,
    capabilities: fn() -> Value,
}

pub const BROWSERS: [Browser; 3] = [
    Browser {
        name: "Chromium",
        driver: Some("/usr/bin/chromedriver"),
        driver_variable: "CHROMEDRIVER",
        capabilities: chromium,
    },
    Browser { name: "Firefox", driver: None, driver_variable: "GECKODRIVER", capabilities: firefox },
    Browser {
        name: "WebKit",
        driver: Some("/usr/bin/WebKitWebDriver"),
        driver_variable: "SAFARIDRIVER",
        capabilities: webkit,
    },
];

/// Debian's packages, each with a file of it.
pub const PACKAGES: [(&str, &str); 5] = [
    ("chromium", "/usr/bin/chromium"),
    ("chromium-driver", "/usr/bin/chromedriver"),
    ("firefox-esr", "/usr/bin/firefox-esr"),
    ("webkit2gtk-driver", "/usr/bin/WebKitWebDriver"),
    ("xvfb", "/usr/bin/Xvfb"),
];

/// Firefox's WebDriver, which Debian does not package.
pub const GECKODRIVER: (&str, &str) = ("geckodriver", "0.37.1");

/// How long a page may take to load, in milliseconds; it takes about a second.
const PAGE_LOAD_MS: u32 = 20_000;

impl Browser {
    /// Writes what wasm-bindgen's test runner asks the driver for.
    pub fn capabilities_file(&self) -> Result<PathBuf> {
        let path = std::env::current_dir()?.join(format!("target/webdriver-{}.json", self.name));
        let mut capabilities = (self.capabilities)();
        if let Some(all) = capabilities.as_object_mut() {
            all.insert("timeouts".into(), json!({ "pageLoad": PAGE_LOAD_MS }));
        }
        fs::write(&path, capabilities.to_string())?;
        Ok(path)
    }
}

/// The flags are those of tests/support/browsers.js.
fn chromium() -> Value {
    json!({ "goog:chromeOptions": { "binary": "/usr/bin/chromium", "args": [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ] } })
}

fn firefox() -> Value {
    json!({ "moz:firefoxOptions": { "binary": "/usr/bin/firefox-esr", "args": ["-headless"] } })
}

fn webkit() -> Value {
    json!({ "webkitgtk:browserOptions": {
        "binary": "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
        "args": ["--automation"],
    } })
}
