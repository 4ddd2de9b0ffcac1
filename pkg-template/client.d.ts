// Written by hand, as index.d.ts is, whose types of a call, an error and a limit these are, too.
import type {
  Endpoint, Muting, MutingResponse, RateLimit, RequestOptions, ResponseInfo, UserId, XErrorCode,
} from "./index.js";
import { XError } from "./index.js";

export { XError };
export type { Endpoint, Muting, MutingResponse, RateLimit, RequestOptions, ResponseInfo, UserId, XErrorCode };

/**
 * Load and compile the WebAssembly module of `x-mutes/client`, which is not the one of `x-mutes`. Optional: the first call that
 * needs it does it. Call it to preload, or to say where the module is (an extension, a CDN).
 *
 * Idempotent, and safe to call concurrently. Ends within 30 seconds. After a failed load the next call tries again.
 *
 * @throws {XError} `unsupported`
 * @example
 * import init from "x-mutes/client";
 * await init();
 */
export default function init(
  wasm?: URL | string | Request | Response | ArrayBuffer | ArrayBufferView | WebAssemblyModule | undefined,
): Promise<void>;

/** People, by ID, by username or both. An all-digit username exists, so the two are never guessed apart. */
export interface People {
  /** IDs, none of them a number. */
  ids?: Iterable<UserId> | undefined;
  /** With or without `@`. */
  usernames?: Iterable<string> | undefined;
  /** For {@link Client.plan} only; `users` looks up the others. People of whom a list may have both. */
  entries?: Iterable<PersonEntry> | undefined;
}

/**
 * Someone by ID, username or both, as lists have them. With both, the username is looked up, and nobody is taken who is not
 * unmistakably meant:
 *
 * - An account is taken that has both, or whose ID rounds to `roundedId` or to an `id` that looks rounded.
 * - Where nobody has the username any more, the account with the ID is taken, unless that looks rounded or like the number of a
 *   row (below 1,000,000).
 * - Where another account has the username, both are left out as `"mismatch"`, unless another entry has both of them right.
 */
export interface PersonEntry {
  /** Every digit of it; no number. */
  readonly id?: UserId | undefined;
  /** With or without `@`. */
  readonly username?: string | undefined;
  /** An ID that a spreadsheet or a number has rounded. It goes with a username, and without `id`. */
  readonly roundedId?: UserId | undefined;
}

/** An account, as X describes it: `id`, `name` and `username`, and what `userFields` asked for. */
export interface User {
  /** The ID: every digit of it. */
  id: string;
  /** The name that is shown; it may be anything. */
  name?: string;
  /** The handle, without `@`. */
  username?: string;
  /** Whatever else X sends: what `userFields` asked for, by X's own names. */
  [field: string]: unknown;
}

/** Someone who was looked up and is not there, with what X says of them. */
export interface MissingUser {
  /** The ID that was asked for, where it was one. */
  id?: string;
  /** The username that was asked for, where it was one. */
  username?: string;
  /** The title of X's problem. */
  title?: string;
  /** The detail of X's problem. */
  detail?: string;
  /** The problem type's last path segment, e.g. `"resource-not-found"`. */
  type?: string;
}

/** How a list is read. */
export interface ListOptions extends RequestOptions {
  /** Users in a page, from 1 to 1000. Default 1000. */
  pageSize?: number | undefined;
  /** X's `user.fields`, e.g. `["description", "public_metrics"]`. */
  userFields?: readonly string[] | undefined;
  /** Where to begin: what an earlier page or error has. */
  nextToken?: string | undefined;
}

/** How people are looked up. */
export interface LookupOptions extends RequestOptions {
  /** X's `user.fields`, e.g. `["description", "public_metrics"]`. */
  userFields?: readonly string[] | undefined;
}

/** Who was looked up. */
export interface FoundUsers {
  /** Those who are there. */
  users: User[];
  /** The others, with what X says of them. */
  missing: MissingUser[];
}

/** The accounts that are muted, one by one, in X's order. Its pages are fetched as they are consumed. */
export interface MutedList extends AsyncIterableIterator<User> {
  /**
   * The same, a page at a time.
   *
   * @throws {XError} what a request fails with, with a `nextToken` from which to go on
   * @example
   * for await (const { users, nextToken } of client.muted({ pageSize: 100 }).pages()) console.log(users.length, nextToken);
   */
  pages(): AsyncIterableIterator<Page>;
}

/** How to wait. */
export interface WaitOptions {
  /** Ends the waiting: it rejects with `signal.reason`. */
  signal?: AbortSignal | null | undefined;
}

/** A page of a list. */
export interface Page {
  /** At most `pageSize` of them. */
  users: User[];
  /** Where the next page begins; absent on the last one. */
  nextToken?: string;
  /** X's own errors, where it could not show some of it. */
  errors?: readonly object[];
}

/**
 * One account, and all its calls. They may overlap as they like.
 *
 * @example
 * import { Client } from "x-mutes/client";
 * const client = new Client({ auth: token });
 * await client.mute(theirId);
 * for await (const { username } of client.muted()) console.log(username);
 */
export class Client {
  /** @throws {XError} `invalid_argument` */
  constructor(options: ClientOptions);
  /**
   * The account's own ID: the one given, the one in an OAuth 1.0a access token, or else what X says when asked; it is asked
   * once, whoever needs it.
   *
   * @throws {XError} what {@link Client.me} fails with
   * @example
   * const myId = await client.userId();
   */
  userId(options?: RequestOptions | undefined): Promise<string>;
  /**
   * Mute an account. Like `mute()` of "x-mutes".
   *
   * @throws {XError} see {@link XErrorCode}; or the signal's reason
   * @example
   * await client.mute("1234567890123456789", { maxRateLimitWaitMs: 900_000 });
   */
  mute(targetUserId: UserId, options?: RequestOptions | undefined): Promise<MutingResponse>;
  /**
   * Unmute an account. Like `unmute()` of "x-mutes".
   *
   * @throws {XError} see {@link XErrorCode}; or the signal's reason
   * @example
   * await client.unmute(1234567890123456789n);
   */
  unmute(targetUserId: UserId, options?: RequestOptions | undefined): Promise<MutingResponse>;
  /**
   * Everyone whom the account has muted, fetched page by page as they are consumed; leaving the loop ends the requests.
   * `pages()` gives the pages. It never ends early in silence: it waits for X's limit within `maxRateLimitWaitMs`, or
   * throws an XError with a `nextToken`. X allows 15 pages in 15 minutes. Needs the scope `mute.read`.
   *
   * @throws {XError} what a request fails with, with a `nextToken` from which to go on
   * @example
   * for await (const { id, username } of client.muted({ maxRateLimitWaitMs: 900_000 })) console.log(id, username);
   */
  muted(options?: ListOptions | undefined): MutedList;
  /**
   * The account itself: `GET /2/users/me`.
   *
   * @throws {XError} see {@link XErrorCode}; or the signal's reason
   * @example
   * const { id, username } = await client.me();
   */
  me(options?: RequestOptions | undefined): Promise<User>;
  /**
   * Look up any number of people, 100 at a time. Whoever is not there is in `missing`.
   *
   * @throws {XError} `invalid_argument` for a list with anything else in it; and what a request fails with
   * @example
   * const { users, missing } = await client.users({ usernames: ["@loudneighbour"], ids: ["2244994945"] });
   */
  users(who: People, options?: LookupOptions | undefined): Promise<FoundUsers>;
  /**
   * What a wanted change would do, before it is done. It sends only reads: people are looked up 100 at a time, or the list of
   * the muted is read where that costs less, as far as can be known. Each request has `maxRetries` and
   * `maxRateLimitWaitMs` of its own. Needs the scopes `users.read mute.read`.
   *
   * Where it fails half-way, nothing that was read is lost: `error.cause.partial` goes in as `partial` of the next try. An
   * abort rejects with the signal's reason as it is; the last {@link PlanProgress} has the partial plan then.
   *
   * @throws {XError} `invalid_argument`, also where somebody is to be both muted and unmuted; `bad_response` where people
   * are to be left out whom you follow, and X tells of nobody whether you do; and what a request fails with
   * @example
   * const plan = await client.plan({ mute: { usernames: ["@loudneighbour"] } }, { skip: { following: true } });
   * console.log(plan.mute.length, "to mute, by", plan.earliestEnd);
   */
  plan(wanted: Wanted, options?: PlanOptions | undefined): Promise<Plan>;
  /**
   * A job that carries out a plan of this account, or goes on from a checkpoint. Nothing is sent before `run()`.
   *
   * Where the store has a job of the same entries under the key, done or not, it is that one.
   *
   * @throws {XError} `invalid_argument`, also for another account's plan; `storage`, also where another job is kept under
   * the key that is not done
   * @example
   * const job = await client.job(plan, { store: indexedDbStore(), onProgress: ({ done, total }) => console.log(done, "of", total) });
   * await job.run();
   */
  job(plan: Plan | Checkpoint, options?: JobOptions | undefined): Promise<Job>;
  /**
   * The job that the store has under this key, or undefined.
   *
   * @throws {XError} `invalid_argument` where it is another account's; `storage`, also where it is damaged: its
   * `cause.salvaged` has everybody that could be read, for {@link Client.plan}
   * @example
   * const job = await client.resumeJob({ store: indexedDbStore() });
   * await job?.run();
   */
  resumeJob(options: JobOptions & { store: Store }): Promise<Job | undefined>;
  /**
   * The last known limits of an endpoint; empty where never seen.
   *
   * @example
   * for (const { remaining, resetAt } of client.rateLimits("mute")) console.log(remaining, "left until", resetAt);
   */
  rateLimits(endpoint: Endpoint): RateLimit[];
}

/** A wanted change of an account's mutes: `mute`, `unmute` or both, with nobody in common. */
export interface Wanted {
  /** Who is to be muted. */
  mute?: People | undefined;
  /** Who is to be unmuted. */
  unmute?: People | undefined;
  /** Make the account's mutes exactly `mute`: whoever else is muted is unmuted. Goes without `unmute`. Default false. */
  exact?: boolean | undefined;
}

/** How a plan is made. */
export interface PlanOptions extends RequestOptions {
  /** Who is not to be muted. */
  skip?: {
    /** Whom you follow. */
    following?: boolean | undefined;
    /** Who follows you. */
    followers?: boolean | undefined;
    /** These. */
    ids?: Iterable<UserId> | undefined;
  } | undefined;
  /**
   * Called after each answer, and when a wait begins; at most ten times a second, and once more before the promise settles
   * where there is more to tell. What it throws goes to `reportError`.
   */
  onProgress?: ((progress: PlanProgress) => void) | undefined;
  /**
   * Where an earlier plan of the same account and the same wanted change was cut short; `skip` may be another. It is plain
   * JSON: it can be stored.
   */
  partial?: object | undefined;
}

/** How far a plan is. */
export interface PlanProgress {
  /** People; with `exact`, those who have been found on the list of the muted, too. */
  total: number;
  /** Of how many all is known. */
  done: number;
  /** When the wait for X's limit, or before another try, ends. */
  waitingUntil?: Date;
  /** What has been read so far, for {@link PlanOptions.partial}. Structured clones go without it. */
  partial(): object;
}

/** What a wanted change would do. Plain JSON: it can be stored, posted and shown. */
export interface Plan {
  /** Of this format. */
  readonly version: 1;
  /** The account whose plan this is. */
  readonly userId: string;
  /** Who will be muted. */
  readonly mute: readonly PlanEntry[];
  /** Who will be unmuted. */
  readonly unmute: readonly PlanEntry[];
  /** Who is left out. */
  readonly skipped: readonly SkippedEntry[];
  /** Users that X gave to make this plan, those of a partial one included: some accounts are billed by these. */
  readonly usersRead: number;
  /** Requests that X has answered to make this plan, and those that it takes. */
  readonly requests: PlanRequests;
  /** Windows of 15 minutes that it takes, the one under way included. Mutes and unmutes go side by side. */
  readonly windows: number;
  /** When it can be done at the earliest, beginning now: ISO 8601. */
  readonly earliestEnd: string;
  /** Whether these two go by limits that X has told this client of, or by the usual ones. */
  readonly limits: "seen" | "assumed";
}

/** Someone whom a plan leaves out. */
export interface SkippedEntry {
  /** Where it is known. */
  readonly id?: string;
  /** Where it is known. */
  readonly username?: string;
  /**
   * `"already"` is whoever is as wanted, `"self"` you yourself, `"following"` whom you follow, `"follower"` who follows you,
   * `"safelist"` whom `skip.ids` names, `"missing"` whom X does not have, `"invalid"` what X does not take, `"mismatch"` an
   * entry whose ID and username are not one account's, with the ID and username that were given, and an account that such an
   * entry names.
   */
  readonly why: "already" | "self" | "following" | "follower" | "safelist" | "missing" | "invalid" | "mismatch";
}

/** Requests that a plan has taken, and will take. */
export interface PlanRequests {
  /** Those that X has answered to make the plan. */
  readonly reads: number;
  /** One for each mute and unmute. */
  readonly writes: number;
}

/** Someone who is to be muted or unmuted. */
export interface PlanEntry {
  /** Who it is. */
  readonly id: string;
  /** Where it was read. */
  readonly username?: string;
}

/** What a client has for all its calls: whatever a call is given goes before. */
export interface ClientOptions extends Omit<RequestOptions, "signal"> {
  /** Who asks. */
  auth: Auth;
  /** The account's own ID. Default: it is found out. */
  userId?: UserId | undefined;
  /** The time, where it is not the system's: in tests and simulations. */
  clock?: Clock | undefined;
}

/** The time. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Lets time pass; ends at once, in whatever way, when the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

/**
 * Who asks:
 * - an OAuth 2.0 user access token;
 * - a function that gives one. It is asked before every request, and once more after a 401, with the token that was refused.
 *   It may take as long as `timeoutMs`;
 * - keys and tokens of OAuth 1.0a, by which every request is signed;
 * - a {@link Session}, which refreshes itself;
 * - `{ proxy: true }`: a proxy on the page's own origin knows. No token is sent; the cookies of that origin are.
 */
export type Auth =
  | string
  | ((why: { rejectedToken?: string; signal: AbortSignal }) => string | Promise<string>)
  | OAuth1
  | Session
  | ProxyAuth;

/** A proxy on the page's own origin adds the token. */
export interface ProxyAuth {
  /** Nothing else. */
  proxy: true;
}

/** OAuth 1.0a, by HMAC-SHA1 (RFC 5849). The consumer's secret belongs on a server. */
export interface OAuth1 {
  /** The app's API key. */
  consumerKey: string;
  /** The app's API key secret. */
  consumerSecret: string;
  /** The user's access token: it begins with the user's ID. */
  accessToken: string;
  /** The user's access token secret. */
  accessTokenSecret: string;
  /** The origin that is signed when `baseUrl` is a proxy. Default `"https://api.x.com"`. */
  signedBaseUrl?: string | undefined;
}

/**
 * Begin to sign in, by OAuth 2.0 with PKCE: send the user to `url`, and keep `pending` (plain JSON) until they come back.
 *
 * @throws {XError} `invalid_argument`; `unsupported` where there is no WebCrypto (a page over plain http)
 * @example
 * import { beginSignIn } from "x-mutes/client";
 * const { url, pending } = await beginSignIn({ clientId, redirectUri });
 */
export function beginSignIn(options: SignInOptions): Promise<BegunSignIn>;

/** A sign-in that has begun. */
export interface BegunSignIn {
  /** Where to send the user. */
  url: string;
  /** What {@link completeSignIn} needs when they come back. */
  pending: PendingSignIn;
}

/**
 * Finish to sign in, with the URL that X has sent the user back to. The code in it lives 30 seconds and is exchanged exactly
 * once, whatever comes of it. The session is kept in the store.
 *
 * A web page must give a proxy on its own origin as `baseUrl`: X would spend the code, and the page could not read the
 * answer. Without that, it is refused before anything is sent.
 *
 * @throws {XError} `sign_in` where the user did not allow it, where the URL is not of this sign-in, or where X refuses;
 * `storage` where the session could not be kept; `invalid_argument`, `network` or `timeout`
 * @example
 * import { completeSignIn, indexedDbStore } from "x-mutes/client";
 * const session = await completeSignIn(location.href, pending, { store: indexedDbStore(), baseUrl: location.origin });
 */
export function completeSignIn(callbackUrl: string | URL, pending: PendingSignIn, options: SessionOptions): Promise<Session>;

/** Plain JSON, to be kept between the two halves. It has the PKCE verifier: keep it where only this user's browser has it. */
export interface PendingSignIn {
  /** What X gives back with the user (RFC 6749, 10.12): it tells sign-ins apart. */
  readonly state: string;
  /** The PKCE verifier, the client and the redirect URI. */
  readonly [field: string]: string;
}

/** What to ask for. */
export interface SignInOptions {
  /** The app's OAuth 2.0 client ID. */
  clientId: string;
  /** Where X sends the user back to; exactly as it is registered with the app. */
  redirectUri: string;
  /** Default: `mute.read mute.write tweet.read users.read offline.access`. Without the last one nothing is refreshed. */
  scopes?: readonly string[] | undefined;
  /** X's page. Default `"https://x.com/i/oauth2/authorize"`. */
  authorizeUrl?: string | undefined;
}

/** How a session is kept. */
export interface SessionOptions {
  /** Where the tokens are kept. */
  store: Store;
  /** Tells the sessions of several accounts apart. Default `"session"`. */
  key?: string | undefined;
  /** Of a confidential client. On servers only: in a browser it is refused. */
  clientSecret?: string | undefined;
  /** As in {@link RequestOptions}. A web page must give its own origin, with a proxy there. */
  baseUrl?: string | URL | undefined;
  /** As in {@link RequestOptions}. */
  fetch?: RequestOptions["fetch"];
  /** As in {@link RequestOptions}. */
  headers?: RequestOptions["headers"];
  /** As in {@link ClientOptions}. */
  clock?: Clock | undefined;
}

/** Which token is wanted. */
export interface TokenOptions extends WaitOptions {
  /** One that X has refused: another is given, so it is refreshed where the session still has that one. */
  rejectedToken?: string | undefined;
}

/** Which session is to be found again. */
export interface RestoreOptions extends SessionOptions {
  /** The app's OAuth 2.0 client ID. */
  clientId: string;
}

/**
 * A signed-in account. X's refresh tokens are good once, so one refresh at a time is made, across all tabs and workers that
 * share the store, and the new pair is stored before it is used.
 *
 * One thing cannot be saved: where X has refreshed and its answer is lost on the way, nobody has the new pair. Then the next
 * call rejects with `sign_in`.
 *
 * @example
 * import { Client, indexedDbStore, Session } from "x-mutes/client";
 * const session = await Session.restore({ clientId, store: indexedDbStore(), baseUrl: location.origin });
 * const client = session && new Client({ auth: session, baseUrl: location.origin });
 */
export class Session {
  private constructor();
  /**
   * The session in the store, or undefined where there is none of this client's.
   *
   * @throws {XError} `storage`
   * @example
   * const session = await Session.restore({ clientId, store: indexedDbStore() });
   */
  static restore(options: RestoreOptions): Promise<Session | undefined>;
  /** What the user has allowed. */
  readonly scopes: readonly string[];
  /** When the access token expires, by this device's clock. */
  readonly expiresAt: Date;
  /**
   * An access token that is good now. It is refreshed a minute before it expires. An abort ends the waiting, and never a
   * refresh under way; that ends by itself, within 30 seconds.
   *
   * @throws {XError} `sign_in` where the session has ended; `storage`, `network` and others, after which a call may be
   * tried again
   * @example
   * const token = await session.accessToken({ signal: AbortSignal.timeout(5000) });
   */
  accessToken(options?: TokenOptions | undefined): Promise<string>;
  /**
   * Revoke both tokens at X, and forget them; here also where X cannot be told, which it then rejects with.
   *
   * @throws {XError} what the requests to X fail with; `storage`
   * @example
   * await session.signOut();
   */
  signOut(): Promise<void>;
}

/**
 * Where values are kept that must outlive a page: text by key. Make your own for whatever else keeps text, a database
 * on a server say.
 */
export interface Store {
  /**
   * What is kept where: two stores of one name, in whichever tab or worker, are the same. Locks are named after it, so a
   * store without one is refused.
   */
  readonly name: string;
  /** The value of a key, or undefined where there is none. */
  get(key: string): Promise<string | undefined>;
  /**
   * Replaces a value, atomically: `change` gets it as it is, or undefined, and returns the new one, or undefined to delete
   * it. `change` must not wait, and may be called more than once. Rejects with what it throws; the value stays then.
   */
  update(key: string, change: (old: string | undefined) => string | undefined): Promise<void>;
}

/**
 * A store in memory, which ends with the page or process. Each is one of its own.
 *
 * @example
 * import { memoryStore } from "x-mutes/client";
 * const store = memoryStore();
 */
export function memoryStore(): Store;

/**
 * A store in IndexedDB, which all pages and workers of an origin share. Nothing is opened before it is used. Its promises
 * reject with what IndexedDB fails with, a `QuotaExceededError` say. While something else keeps the database from being
 * opened, they wait.
 *
 * @param name of the database, which must be nobody else's; default `"x-mutes"`
 * @throws {XError} `invalid_argument`; `unsupported` where there is no IndexedDB
 * @example
 * import { indexedDbStore } from "x-mutes/client";
 * const store = indexedDbStore();
 */
export function indexedDbStore(name?: string | undefined): Store;

/**
 * A store in an extension's storage, which its service worker and its pages share; content scripts have other locks. Keys
 * begin with `x-mutes:` there. The manifest needs `"permissions": ["storage"]`. Its promises reject with what the storage
 * fails with, its quota say; an update also when others have held its lock for 10 seconds.
 *
 * @param area `chrome.storage.local`, or `session`; in Firefox those of `browser.storage`
 * @throws {XError} `invalid_argument`
 * @example
 * import { extensionStore } from "x-mutes/client";
 * const store = extensionStore(chrome.storage.local);
 */
export function extensionStore(area: object): Store;

/**
 * Read a list of people. What it is, its content says:
 *
 * - X's data archive: `data/mute.js`, `data/block.js`, `data/following.js`, `data/follower.js`;
 * - JSON, or one object a line: an array of IDs, `@handles` or objects, or an object with such an array;
 * - a table with commas, semicolons, tabs or pipes, and a header that names at least one column, such as `id`, `user_id`,
 *   `username`, `screen_name`, `handle` or `profile_url`;
 * - one ID, `@handle` or profile URL a line. Empty lines and comments (`#`, `//`) are skipped.
 *
 * Nobody is guessed, and no entry makes the whole fail: what is not unmistakably a person is in `rejected`, with the reason and what
 * to do. IDs in strings of JSON and in X's archive are taken as they are. Elsewhere one that a spreadsheet or a program has rounded
 * stands for nobody; the username beside it is taken. Posts are no people: with `authors` who wrote them is.
 *
 * @param list a file, its bytes (UTF-8, UTF-16 or Windows-1252) or its text; at most 32 MiB (33,554,432 characters or bytes). Bytes
 *   are better than a text, which somebody may have decoded wrongly
 * @throws {XError} `invalid_argument` where `list` is none of these, or longer
 * @example
 * import { parseList } from "x-mutes/client";
 * const { entries, rejected, bareWords } = await parseList(file);
 */
export function parseList(list: string | Uint8Array | BlobLike, options?: ParseListOptions | undefined): Promise<ParsedList>;

/** A Blob or a File, of whatever platform. */
export interface BlobLike {
  /** In bytes. */
  readonly size: number;
  /** Its bytes. */
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** How a list is read. */
export interface ParseListOptions {
  /** Whether posts stand for their authors. Otherwise, and by default, posts are rejected. A post's own ID is never taken. */
  authors?: boolean | undefined;
}

/** What a list has, each in the order in which it is there. */
export interface ParsedList {
  /** The exact IDs, each once. */
  ids: string[];
  /** Without `@`, of those who have no exact ID. */
  usernames: string[];
  /** Everyone once: an ID and a username of the same person stay together. */
  entries: ListEntry[];
  /** What names nobody: the first 1,000 of them. */
  rejected: RejectedEntry[];
  /** How many entries were rejected in all. */
  rejectedCount: number;
  /** How many entries were left out because they are there already. Usernames are the same in upper and lower case. */
  duplicates: number;
  /** What the list was taken for. */
  format: ListFormat;
  /** How many entries there were: those of `entries`, the duplicates and those rejected. */
  rows: number;
  /** The columns of a table, or the fields of JSON objects, and what they were taken for; at most 100. */
  columns: ListColumn[];
  /** True where usernames were taken from bare words. Ask before you plan: the first may be a header. */
  bareWords: boolean;
}

/** Someone a list names. */
export interface ListEntry {
  /** The exact ID. */
  id?: string;
  /** The username, without `@`. */
  username?: string;
  /** An ID that was rounded, as the list has it. It stands only beside a username, and a plan compares it with the account found. */
  roundedId?: string;
}

/** A column of a table, or a field of JSON objects. */
export interface ListColumn {
  /** Its name in the list, at most 100 characters. */
  name: string;
  /** What it was taken for. `"author"` is who wrote a post. */
  takenFor: "id" | "username" | "profile" | "author" | "nothing";
}

/** An entry of a list that names nobody. */
export interface RejectedEntry {
  /** Where it begins; the first line is 1. */
  line: number;
  /** Its beginning, at most 100 characters. */
  text: string;
  /** What is wrong with it, as it follows on the text, e.g. `"has a leading zero"`, and what to do. */
  why: string;
}

/** How a list is written. `"archive"` is X's own data archive, `"lines"` one ID or `@handle` a line. */
export type ListFormat = "archive" | "csv" | "json" | "lines";

/**
 * Write a list that {@link parseList} reads back the same. Usernames of people with an ID are kept in CSV and JSON. In CSV an ID is
 * written as `="123"`, which spreadsheets keep as text: a number of that length they round. Nothing else in it is a formula, and
 * names are left out. In CSV and lines, an ID that ends like a rounded one is written as `https://x.com/i/user/ID`.
 *
 * @param people IDs and usernames, or users, as X describes them
 * @throws {XError} `invalid_argument`; also for a username without an ID where `format` is `"archive"`, which has IDs only
 * @example
 * import { formatList } from "x-mutes/client";
 * const csv = await formatList({ ids: ["2244994945"], usernames: ["@loudneighbour"] }, "csv");
 */
export function formatList(
  people: People | Iterable<{ readonly id: UserId; readonly username?: string | undefined }>, format: ListFormat,
): Promise<string>;

/** How a job is kept, and at which pace it runs. */
export interface JobOptions {
  /** Where it is kept. Without one it ends with the page, unless you keep its `checkpoint()`. */
  store?: Store | undefined;
  /** Tells several jobs in one store apart. Default `"job"`. */
  key?: string | undefined;
  /** Told how far the job is, at most ten times a second. What it throws goes to `reportError`. */
  onProgress?: ((progress: Progress) => void) | undefined;
  /** `"even"` (the default) spreads the requests of a window of X's over it; `"burst"` sends them as fast as the limit lets. */
  pace?: "even" | "burst" | undefined;
  /** At most so many mutes and unmutes of this job, together, in any 24 hours. Default: as many as X lets. */
  maxPerDay?: number | undefined;
}

/**
 * Many mutes and unmutes of one account, one after the other and within X's limits: 50 mutes in 15 minutes today, or what
 * X's headers say. 10,000 take two days.
 *
 * What was done is kept before anything else is sent, so whatever kills the page, no more than the one request under way
 * is in doubt, and X is asked about that one.
 *
 * An entry ends as done, as gone (X has no such account any more) or as failed, with its error; the others go on. What
 * no wait cures (a session that has ended, a missing permission, spent credits, a store that is full) pauses the job, with
 * the reason in `stoppedBy`; `run()` goes on once that is mended. Whatever passes is waited for.
 *
 * Several jobs, in whichever tabs, with the same store and key are one: it runs in one of them. Where that one is closed
 * while it runs, another that has called `run()` takes over.
 *
 * @example
 * const job = await client.job(plan, { store: indexedDbStore() });
 * const { muted, failed, stoppedBy } = await job.run();
 */
export class Job {
  private constructor();
  /**
   * Run until all is done, or paused. While it runs, calling it again gives the same end.
   *
   * An abort rejects with the signal's reason; what was done is kept, and `run()` goes on.
   *
   * @throws {XError} `invalid_argument` where `auth` gives no token, `unsupported` or `internal`; whatever else stops it is
   * in the report. What `auth` throws is thrown.
   * @example
   * const report = await job.run();
   * console.log(report.muted, "muted;", report.failed, "failed");
   */
  run(options?: WaitOptions | undefined): Promise<Report>;
  /**
   * For places that must not sleep, an extension's service worker say: do all that is due since the last time, for at most
   * `maxMs` milliseconds, and say when more is. It waits for no longer than 2 seconds. Waking every 30 seconds or every
   * 15 minutes loses nothing.
   *
   * `resumeAt` is there where the state is `"paused"` and coming back helps; where it does not, `report().stoppedBy` says why.
   *
   * @throws {XError} as {@link Job.run}
   * @example
   * const { state, resumeAt } = await job.runUntilLimited({ maxMs: 20_000 });
   * if (resumeAt) await chrome.alarms.create("job", { when: resumeAt.getTime() });
   */
  runUntilLimited(options?: RestOptions | undefined): Promise<Rest>;
  /**
   * End `run()`, with the state `"paused"`, once the request under way is settled.
   *
   * @example
   * job.pause();
   */
  pause(): void;
  /**
   * What became of each entry so far.
   *
   * @example
   * const failures = job.report().entries.filter(({ outcome }) => outcome === "failed");
   */
  report(): Report;
  /**
   * The same entries as CSV (RFC 4180), with the columns id, username, action, outcome, code and message.
   *
   * @example
   * const file = new Blob([job.csv()], { type: "text/csv" });
   */
  csv(): string;
  /**
   * All that another page needs to go on: plain JSON for {@link Client.job}, with no secrets.
   *
   * @example
   * const again = await client.job(job.checkpoint());
   */
  checkpoint(): Checkpoint;
  /**
   * The plan that undoes what this job has done, and nothing else: whoever was muted before it stays so.
   *
   * @throws {XError} `internal` where the module has stopped and has not been loaded since
   * @example
   * await job.discard();
   * const undoing = await client.job(job.undo());
   */
  undo(): Plan;
  /**
   * Pause it, and delete it from the store. Where it runs in another tab, it stops there, with `storage`.
   *
   * @throws {XError} `storage`
   * @example
   * await job.discard();
   */
  discard(): Promise<void>;
}

/** How long {@link Job.runUntilLimited} may go on. */
export interface RestOptions extends WaitOptions {
  /** In milliseconds, from 1 to 2147483647. Default 20000. */
  maxMs?: number | undefined;
}

/** Where {@link Job.runUntilLimited} has come to. */
export interface Rest {
  /** As in a {@link Report}. */
  state: Report["state"];
  /** When to call again; absent where that does not help. */
  resumeAt?: Date;
}

/** A job, as plain JSON. */
export interface Checkpoint {
  /** Of this format. */
  readonly version: 1;
  /** The account whose job it is. */
  readonly userId: string;
  /** What the job needs to go on. */
  readonly [field: string]: unknown;
}

/** How far a job is. */
export interface Progress {
  /** Entries in all. */
  total: number;
  /** Entries that have ended, in whatever way. */
  done: number;
  /** Those that were muted. */
  muted: number;
  /** Those that were unmuted. */
  unmuted: number;
  /** Those whom X does not have any more. */
  gone: number;
  /** Those that failed. */
  failed: number;
  /** The entry whose turn it is. */
  current?: PlanEntry;
  /** Nothing is sent before then. */
  waitingUntil?: Date;
  /** When the last is sent, by the limits that are known and the pace. */
  eta: Date;
}

/** What became of a job. */
export interface Report {
  /** `"elsewhere"`: another tab runs the same job; `onProgress` is told how far it is, here too. */
  state: "done" | "paused" | "elsewhere";
  /** Why it is paused, where that was not asked for. */
  stoppedBy?: XError;
  /** Entries in all. */
  total: number;
  /** Those that were muted. */
  muted: number;
  /** Those that were unmuted. */
  unmuted: number;
  /** Those whom X does not have any more. */
  gone: number;
  /** Those that failed. */
  failed: number;
  /** Each of them, in the order of the plan. */
  entries: readonly ReportEntry[];
}

/** What became of an entry. */
export interface ReportEntry extends PlanEntry {
  /** What was wanted. */
  action: "mute" | "unmute";
  /** What came of it; `"gone"` is whoever X does not have any more. */
  outcome: "todo" | "done" | "gone" | "failed";
  /** Of one that has failed. */
  error?: XError;
}

// The platform's own types, as in index.d.ts.
interface URL {
  /** The URL as text. */
  readonly href: string;
}
interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: any;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}
interface Request { readonly url: string; readonly method: string }
interface Response { readonly status: number; readonly ok: boolean; arrayBuffer(): Promise<ArrayBuffer> }
/** A `WebAssembly.Module`. */
type WebAssemblyModule = object;

export {};
