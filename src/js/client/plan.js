import { Course } from "./course.js";
import { each, flag, ID, idText, invalid, items, kindOf, NONE, object, USERNAME } from "../options.js";
import { members } from "../own.js";

/** How much of what is no ID or username is told of. */
const MAX_SHOWN = 100;

const NOBODY = { __proto__: null, ids: [] };

/** What a wanted change would do. `run` makes the call, with what Rust is to be given. */
export async function plan(wanted, options, run) {
  const { skip = NONE, onProgress, partial, signal } = members(options, ["skip", "onProgress", "partial", "signal"]);
  const invalids = [];
  const given = { ...readWanted(object("wanted", wanted), invalids), ...readSkip(object("skip", skip)) };
  const course = new Course(onProgress, partial);
  try {
    const { skipped, earliestEnd, ...made } = JSON.parse(await run({ ...given, ...course.given }));
    // The latest time that a Date can hold.
    const end = new Date(Math.min(earliestEnd, 8.64e15));
    return { ...made, skipped: skipped.concat(invalids), earliestEnd: end.toISOString() };
  } catch (thrown) {
    throw signal?.aborted ? thrown : course.explain(thrown);
  } finally {
    course.end();
  }
}

/** Whom to mute and unmute. What is no ID and no username is not wanted by anyone, and is told of in the plan. */
function readWanted(wanted, invalids) {
  const { mute, unmute, exact } = members(wanted, ["mute", "unmute", "exact"]);
  if (mute === undefined && unmute === undefined) throw invalid("wanted must have mute or unmute");
  const isExact = flag("wanted.exact", exact);
  if (isExact && (mute === undefined || unmute !== undefined)) throw invalid("wanted.exact must have wanted.mute beside it, and no wanted.unmute");
  const [muteIds, muteUsernames] = readPeople("wanted.mute", mute, invalids);
  const [unmuteIds, unmuteUsernames] = readPeople("wanted.unmute", unmute, invalids);
  return { muteIds, muteUsernames, unmuteIds, unmuteUsernames, exact: isExact };
}

function readPeople(argument, people = NOBODY, invalids) {
  const { ids, usernames } = members(object(argument, people), ["ids", "usernames"]);
  if (ids === undefined && usernames === undefined) throw invalid(`${argument} must have ids or usernames`);
  const read = (name, list, pattern, text) => items(`${argument}.${name}s`, list)
    .map((item) => text(`each of ${argument}.${name}s`, item))
    .filter((item) => pattern.test(item) || !invalids.push({ [name]: item.slice(0, MAX_SHOWN), why: "invalid" }));
  return [
    read("id", ids, ID, idText).join(),
    read("username", usernames, USERNAME, usernameText).join().replaceAll("@", ""),
  ];
}

function usernameText(argument, username) {
  if (typeof username === "string") return username;
  throw invalid(`${argument} must be a string; it was ${kindOf(username)}`);
}

/** Whom to leave out. */
function readSkip(skip) {
  const { following, followers, ids } = members(skip, ["following", "followers", "ids"]);
  const texts = items("skip.ids", ids).map((id) => idText("each of skip.ids", id));
  return {
    skipFollowing: flag("skip.following", following),
    skipFollowers: flag("skip.followers", followers),
    safeIds: each("each of skip.ids", texts, ID, "a user ID, 1 to 19 digits").join(),
  };
}
