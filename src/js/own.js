// Reading what others have made, whatever some library has put on Object.prototype.

/** No class has as many ancestors; a Proxy may. */
const MAX_ANCESTORS = 100;

/**
 * True for the object that the plain objects of a realm inherit from. Each realm (a frame, a test runner's sandbox) has its
 * own, so it is told by what it is and not by which it is.
 */
function isRoot(object) {
  return Object.hasOwn(object, "hasOwnProperty") && Object.getPrototypeOf(object) === null;
}

/** Whether an object, or its class, has a member; what Object.prototype alone has is some library's. */
export function hasMember(object, name) {
  // Most of what is asked for is not there at all, and that is answered soonest.
  if (object === null || object === undefined || !(name in Object(object))) return false;
  if (Object.hasOwn(object, name)) return true;
  let at = Object.getPrototypeOf(object);
  for (let ancestors = 0; at !== null && ancestors < MAX_ANCESTORS && !isRoot(at); ancestors += 1) {
    if (Object.hasOwn(at, name)) return true;
    at = Object.getPrototypeOf(at);
  }
  return false;
}

/** A member of an object's own or of its class; undefined where it has none. */
export function member(object, name) {
  return hasMember(object, name) ? object[name] : undefined;
}

/** The members of these names, each read once, in an object without a prototype; undefined where there is none. */
export function members(object, names) {
  const found = { __proto__: null };
  for (const name of names) found[name] = member(object, name);
  return found;
}

/** An own member of parsed JSON; undefined where it is no object, or has none. */
export function ownMember(json, name) {
  return typeof json === "object" && json !== null && Object.hasOwn(json, name) ? json[name] : undefined;
}

/** Gives an object a member of its own, whatever it inherits. */
export function define(object, name, value, enumerable = true) {
  Object.defineProperty(object, name, { __proto__: null, value, enumerable, configurable: true, writable: true });
}
