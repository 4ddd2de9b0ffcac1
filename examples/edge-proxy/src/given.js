// What a page gives for its bulk job: read into new objects of known shape and size, before anything is done with it.
import { Problem } from "./problem.js";

/** The most people of a list or a plan. */
export const MOST_PEOPLE = 50_000;

/** The most answers of X's that a plan which was cut short goes on from: lookups of 100, and pages. */
const MOST_STEPS = 2000;

/** The longest ID or username that is looked at, in characters. */
const LONGEST = 100;

const TEXT = "a string";

/** @returns {{ wanted: object, skip?: object, partial?: object }} as x-mutes' plan() takes them */
export function readWanted(given) {
  const { wanted, skip, partial } = object("the body", given);
  const { mute, unmute, exact } = object("wanted", wanted);
  const people = { mute: peopleOf("wanted.mute", mute), unmute: peopleOf("wanted.unmute", unmute) };
  demandAtMost("wanted", Object.values(people).flatMap((one) => Object.values(one ?? {})).reduce((sum, list) => sum + (list?.length ?? 0), 0));
  return {
    wanted: { ...people, exact: flag("wanted.exact", exact) },
    skip: skip === undefined ? undefined : skipOf(object("skip", skip)),
    partial: partial === undefined ? undefined : partialOf(object("partial", partial)),
  };
}

/**
 * A plan. No checkpoint, which x-mutes takes, too: a forged one could keep this account from every other job. Each entry is a
 * request that is paid for, so nobody may be there twice.
 */
export function readPlan(given) {
  const { version, userId, mute, unmute } = object("plan", given);
  if (version !== 1 || userId === undefined) throw refused("plan must be what plan() gave, with version, userId, mute and unmute");
  const lists = { mute: list("plan.mute", mute), unmute: list("plan.unmute", unmute) };
  demandAtMost("a plan", lists.mute.length + lists.unmute.length);
  const entries = (name) => lists[name].map((entry) => entryOf(`each of plan.${name}`, entry));
  const plan = { version, userId: text("plan.userId", userId), mute: entries("mute"), unmute: entries("unmute") };
  const seen = new Set();
  for (const { id } of [...plan.mute, ...plan.unmute]) {
    if (seen.has(id)) throw refused(`a plan must have nobody twice; it has ${id} twice`);
    seen.add(id);
  }
  return plan;
}

function entryOf(what, entry) {
  const { id, username } = object(what, entry);
  return { id: text(`the id of ${what}`, id), ...username !== undefined && { username: text(`the username of ${what}`, username) } };
}

function peopleOf(what, people) {
  if (people === undefined) return undefined;
  const { ids, usernames, entries } = object(what, people);
  return {
    ids: texts(`${what}.ids`, ids),
    usernames: texts(`${what}.usernames`, usernames),
    entries: entries === undefined ? undefined : list(`${what}.entries`, entries).map((entry) => pairOf(`each of ${what}.entries`, entry)),
  };
}

/** Somebody of a list, as x-mutes' parseList() gives them. */
function pairOf(what, entry) {
  const given = object(what, entry);
  const names = ["id", "username", "roundedId"].filter((name) => given[name] !== undefined);
  return Object.fromEntries(names.map((name) => [name, text(`the ${name} of ${what}`, given[name])]));
}

function skipOf({ following, followers, ids }) {
  if (Array.isArray(ids)) demandAtMost("skip.ids", ids.length);
  return { following: flag("skip.following", following), followers: flag("skip.followers", followers), ids: texts("skip.ids", ids) };
}

function partialOf({ version, userId, wanted, steps }) {
  const told = list("partial.steps", steps);
  if (told.length > MOST_STEPS) throw refused(`partial must have ${MOST_STEPS} steps at most; it has ${told.length}`);
  return {
    version: number("partial.version", version),
    userId: text("partial.userId", userId),
    wanted: text("partial.wanted", wanted),
    steps: told.map((step) => must("each of partial.steps", step, typeof step === "string" && !step.includes("\n"), `${TEXT} of one line`)),
  };
}

function demandAtMost(what, count) {
  if (count > MOST_PEOPLE) throw refused(`${what} must have ${MOST_PEOPLE} people at most; it has ${count}`);
}

function object(what, value) {
  return must(what, value, typeof value === "object" && value !== null && !Array.isArray(value), "an object");
}

function list(what, value) {
  return must(what, value, Array.isArray(value), "a list");
}

function texts(what, value) {
  return value === undefined ? undefined : list(what, value).map((item) => text(`each of ${what}`, item));
}

function text(what, value) {
  return must(what, value, typeof value === "string" && value.length <= LONGEST, `${TEXT} of ${LONGEST} characters at most`);
}

function number(what, value) {
  return must(what, value, typeof value === "number", "a number");
}

function flag(what, value) {
  return must(what, value, value === undefined || typeof value === "boolean", "true or false");
}

function must(what, value, is, kind) {
  if (!is) throw refused(`${what} must be ${kind}`);
  return value;
}

function refused(detail) {
  return new Problem(400, detail);
}
