// @ts-check

/**
 * An element the page is sure to have.
 * @param {string} id
 * @returns {any}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`index.html has no #${id}`);
  return found;
}

/**
 * A new element. Text goes in as text nodes only: what X says is never read as HTML.
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/**
 * A description list out of the pairs that have something to say.
 * @param {[string, unknown][]} pairs
 */
export function facts(pairs) {
  const list = make("dl", { class: "facts" });
  for (const [term, value] of pairs) {
    if (value === undefined || value === null || value === "") continue;
    list.append(make("dt", {}, term), make("dd", {}, String(value)));
  }
  return list;
}

/**
 * Text that may be long: it scrolls by itself, so it can be focused and has a name.
 * @param {string} label
 * @param {string} text
 */
export function codeBlock(label, text) {
  return make("pre", { class: "code", tabindex: "0", role: "group", "aria-label": label }, text);
}
