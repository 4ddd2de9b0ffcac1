/**
 * An element the page is sure to have.
 *
 * @param {string} id
 * @returns {any}
 */
export function byId(id) {
  return document.getElementById(id);
}

/** Whether an element is to be seen. @param {string} id @param {unknown} is */
export function show(id, is) {
  byId(id).hidden = !is;
}

/**
 * A new element. Text goes in as text nodes only: what X says is never read as HTML.
 *
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
