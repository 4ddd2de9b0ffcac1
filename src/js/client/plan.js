// @ts-check
import { CALL } from "./client-options.js";
import { PlanCourse } from "./plan-course.js";
import { Planning } from "./planning.js";
import { each, flag, ID, idText, invalid, items, kindOf, NONE, object, optionsOf } from "../options.js";
import { members } from "../own.js";

/**
 * @import { People, PersonEntry, Plan, PlanOptions, RequestOptions, Wanted } from "x-mutes/client"
 * @import { Result } from "../types.d.ts"
 * @import { ClientFunctions } from "./glue.js"
 * @import { EntryTexts, PlanCall, WantedList } from "./types.d.ts"
 */

/** @typedef {NonNullable<PlanOptions["skip"]>} Skip */

/** @type {People & { __proto__: null }} */
const NOBODY = { __proto__: null, ids: [] };

/**
 * What a wanted change would do.
 *
 * @param {Wanted} wanted
 * @param {PlanOptions | undefined} options
 * @param {(planning: Planning, given: Partial<PlanCall>, request: RequestOptions) => Promise<Result<ClientFunctions, "plan">>} run makes
 *   the call with these options; gives all of the plan but its entries
 * @returns {Promise<Plan>}
 */
export async function plan(wanted, options, run) {
  const { skip = /** @type {Skip} */ (NONE), onProgress, partial, ...request } = optionsOf("options", options, ["skip", "onProgress", "partial", ...CALL]);
  const people = readWanted(object("wanted", wanted));
  const { following, followers, safe } = readSkip(skip);
  const course = new PlanCourse(onProgress, partial);
  const planning = new Planning(course.partial, [["safe", safe], ...people.lists], { exact: people.exact, following, followers });
  try {
    const { version, userId, ...summary } = await run(planning, course.given, request);
    const { mute, unmute, skipped, invalids } = planning;
    const earliestEnd = new Date(summary.earliestEnd).toISOString();
    return { version, userId, mute, unmute, skipped: skipped.concat(invalids), ...summary, earliestEnd };
  } catch (thrown) {
    throw request.signal?.aborted ? thrown : course.explain(thrown);
  } finally {
    course.end();
  }
}

/**
 * Whom to mute and unmute, as lists of texts.
 *
 * @param {Wanted} wanted
 */
function readWanted(wanted) {
  const { mute, unmute, exact } = optionsOf("wanted", wanted, ["mute", "unmute", "exact"]);
  if (mute === undefined && unmute === undefined) throw invalid("wanted must have mute or unmute, like { mute: { usernames: [\"@jack\"] } }");
  const isExact = flag("wanted.exact", exact) > 0;
  if (isExact && (mute === undefined || unmute !== undefined)) throw invalid("wanted.exact must have wanted.mute beside it, and no wanted.unmute");
  return { exact: isExact, lists: [...readPeople("mute", mute), ...readPeople("unmute", unmute)] };
}

/**
 * Who is wanted of one kind.
 *
 * @param {"mute" | "unmute"} kind
 * @param {People | undefined} people
 * @returns {WantedList[]}
 */
function readPeople(kind, people = NOBODY) {
  const argument = `wanted.${kind}`;
  const { ids, usernames, entries: given } = members(object(argument, people), ["ids", "usernames", "entries"]);
  // Lists and maps, which are no People, have a method of this name.
  const entries = typeof given === "function" ? undefined : given;
  if (ids === undefined && usernames === undefined && entries === undefined) throw invalid(`${argument} must have ids, usernames or entries`);
  return [
    [kind, items(`${argument}.ids`, ids).map((id) => idText(`each of ${argument}.ids`, id))],
    [`${kind}ByName`, items(`${argument}.usernames`, usernames).map((username) => usernameText(`each of ${argument}.usernames`, username))],
    [`${kind}ByEntry`, items(`${argument}.entries`, entries).map((entry) => readEntry(`each of ${argument}.entries`, entry))],
  ];
}

/**
 * An entry as texts; undefined for what it does not have.
 *
 * @param {string} argument
 * @param {unknown} given
 * @returns {EntryTexts}
 */
function readEntry(argument, given) {
  const entry = /** @type {PersonEntry} */ (object(argument, given));
  const { id, username, roundedId } = members(entry, ["id", "username", "roundedId"]);
  return {
    id: id === undefined ? undefined : idText(`id of ${argument}`, id),
    username: username === undefined ? undefined : usernameText(`username of ${argument}`, username),
    roundedId: roundedId === undefined ? undefined : idText(`roundedId of ${argument}`, roundedId),
  };
}

/** @param {string} argument @param {unknown} username */
function usernameText(argument, username) {
  if (typeof username === "string") return username;
  throw invalid(`${argument} must be a string; it was ${kindOf(username)}`);
}

/**
 * Whom to leave out.
 *
 * @param {Skip} skip
 */
function readSkip(skip) {
  const { following, followers, ids } = optionsOf("skip", skip, ["following", "followers", "ids"]);
  const texts = items("skip.ids", ids).map((id) => idText("each of skip.ids", id));
  return {
    following: flag("skip.following", following) > 0,
    followers: flag("skip.followers", followers) > 0,
    safe: each("each of skip.ids", texts, ID, "a user ID, 1 to 19 digits"),
  };
}
