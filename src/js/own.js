// @ts-check
// Reads members of objects that others have made, and ignores what a library may have put on Object.prototype.

/** @import { Member } from "./types.d.ts" */

/** How far a chain of prototypes is followed: no class has as many ancestors, but a Proxy may. */
const MAX_ANCESTORS = 100;

/**
 * True for a realm's Object.prototype. Each realm (a frame, a test runner's sandbox) has its own, so it is told by its members, not by
 * identity.
 *
 * @param {object} object
 */
function isRoot(object) {
  return Object.hasOwn(object, "hasOwnProperty") && Object.getPrototypeOf(object) === null;
}

/**
 * True for an object of no class: a literal, or one without a prototype.
 *
 * @param {object} object
 */
export function isPlain(object) {
  const prototype = Object.getPrototypeOf(object);
  return prototype === null || isRoot(prototype);
}

/**
 * True if an object or its class has a member. What only Object.prototype has does not count.
 *
 * @template {PropertyKey} Name
 * @param {unknown} object
 * @param {Name} name
 * @returns {object is Record<Name, unknown>}
 */
export function hasMember(object, name) {
  // Most members that are looked for are absent: this answers soonest.
  if (object === null || object === undefined || !(name in Object(object))) return false;
  if (Object.hasOwn(object, name)) return true;
  let at = Object.getPrototypeOf(object);
  for (let ancestors = 0; at !== null && ancestors < MAX_ANCESTORS && !isRoot(at); ancestors += 1) {
    if (Object.hasOwn(at, name)) return true;
    at = Object.getPrototypeOf(at);
  }
  return false;
}

/**
 * A member of an object or of its class; undefined if it has none.
 *
 * @template T
 * @template {PropertyKey} Name
 * @param {T} object
 * @param {Name} name
 * @returns {Member<T, Name>}
 */
export function member(object, name) {
  return /** @type {Member<T, Name>} */ (hasMember(object, name) ? object[name] : undefined);
}

/**
 * The members of these names, each read once, in an object without a prototype; undefined for each that is absent.
 *
 * @template T
 * @template {string} Name
 * @param {T} object
 * @param {readonly Name[]} names
 * @returns {{ [Each in Name]: Member<T, Each> }}
 */
export function members(object, names) {
  /** @type {Record<string, unknown>} */
  const found = { __proto__: null };
  for (const name of names) found[name] = member(object, name);
  return /** @type {{ [Each in Name]: Member<T, Each> }} */ (found);
}

/**
 * An own member of parsed JSON; undefined if the JSON is no object, or has no such member.
 *
 * @param {unknown} json
 * @param {string} name
 * @returns {unknown}
 */
export function ownMember(json, name) {
  return typeof json === "object" && json !== null && Object.hasOwn(json, name) ? /** @type {Record<string, unknown>} */ (json)[name] : undefined;
}

/**
 * Gives an object an own member, whatever setter it inherits.
 *
 * @param {object} object
 * @param {string} name
 * @param {unknown} value
 */
export function define(object, name, value, enumerable = true) {
  Object.defineProperty(object, name, { __proto__: null, value, enumerable, configurable: true, writable: true });
}
