// @ts-check
import { byId, codeBlock, make } from "./dom.js";
import { curlCommand } from "./curl.js";
import { indented } from "./json-text.js";

const section = byId("request");
const content = section.querySelector(".content");
const copy = byId("copy-curl");
const copied = byId("copied");
const curl = byId("curl");

/** @type {import("./recorder.js").Sent | undefined} */
let shown;
let upstream = "https://api.x.com";

copy.addEventListener("click", copyAsCurl);

/** @param {string} address where the page's proxy passes calls on to */
export function setUpstream(address) {
  upstream = address;
}

/** @param {string} text */
export function showNoRequest(text) {
  shown = undefined;
  copy.hidden = curl.hidden = true;
  copied.textContent = "";
  content.replaceChildren(make("p", { class: "note" }, text));
}

/** @param {import("./recorder.js").Attempt[]} attempts at least one */
export function showRequest(attempts) {
  const { sent } = attempts[attempts.length - 1];
  if (shown !== sent) copied.textContent = "";
  shown = sent;
  copy.hidden = false;
  curl.hidden = true;
  const { pathname, search } = new URL(sent.url);
  content.replaceChildren(
    make("p", { class: "line" }, make("span", { class: "method" }, sent.method), ` ${pathname}${search}`),
    headerBlock(sent.headers),
    sent.body ? codeBlock("The body that was sent", indented(sent.body)) : make("p", { class: "note" }, "No body."),
  );
  if (attempts.length > 1) content.append(make("p", { class: "note" }, `Sent ${attempts.length} times; this is the last.`));
}

/** @param {[string, string][]} headers */
function headerBlock(headers) {
  const list = make("dl", { class: "headers" });
  for (const [name, value] of headers) {
    const text = name === "authorization" ? value.replace("HIDDEN", "••••") : value;
    list.append(make("div", {}, make("dt", {}, `${name}:`), " ", make("dd", {}, text)));
  }
  return list;
}

async function copyAsCurl() {
  if (!shown) return;
  const command = curlCommand(shown, upstream);
  try {
    await navigator.clipboard.writeText(command);
    copied.textContent = "Copied";
  } catch {
    curl.value = command;
    curl.hidden = false;
    curl.focus();
    curl.select();
    copied.textContent = "Copying is not allowed here: the text is selected, copy it by hand";
  }
}
