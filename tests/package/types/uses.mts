// What people write, and what they must not be able to write. No platform's types are needed for it.
import init, * as api from "x-mutes";
import initClient, * as clientApi from "x-mutes/client";
const values: { mute: typeof api.mute; unmute: typeof api.unmute; XError: typeof api.XError } = api;
const reply: Promise<api.MutingResponse> = values.mute("t", "1", 2n, { signal: null, timeoutMs: undefined });
const stores: clientApi.Store[] = [clientApi.memoryStore(), clientApi.indexedDbStore(), clientApi.indexedDbStore("mine"), clientApi.extensionStore({})];
stores[0]!.update("key", (old: string | undefined) => (old === "a" ? undefined : "a")).then((nothing: void) => nothing);
// @ts-expect-error a change must not wait
stores[0]!.update("key", async () => "a");
const auths: clientApi.Auth[] = ["t", ({ rejectedToken, signal }) => rejectedToken ?? String(signal.aborted), async () => "t", { proxy: true },
  { consumerKey: "a", consumerSecret: "b", accessToken: "c", accessTokenSecret: "d" }];
const client = new clientApi.Client({ auth: auths[0]!, userId: 5n, clock: { now: () => 0, wait: async (ms: number) => {} } });
const listed: Promise<clientApi.User[]> = (async () => { const all = []; for await (const user of client.muted({ pageSize: 5 })) all.push(user); return all; })();
client.muted().pages().next().then(({ value }: IteratorResult<clientApi.Page>) => value?.users);
client.users({ ids: ["1", 2n], usernames: new Set(["a"]) }).then(({ users: [user], missing }) => [user?.username, missing[0]?.detail]);
const skip = { following: true, followers: undefined, ids: ["1", 2n] };
const planned: Promise<clientApi.Plan> = client.plan({ mute: { ids: ["1"] }, exact: true }, { skip, maxRateLimitWaitMs: 1 });
planned.then(({ mute: [entry], skipped: [left], requests: { reads } }) => [entry?.id.length, left?.why === "already", reads.toFixed()]);
client.plan({ unmute: { usernames: new Set(["a"]) } }, { onProgress: ({ total, done, waitingUntil, partial }) => [total - done, waitingUntil?.getTime(), partial()] });
planned.catch((error: api.XError) => client.plan({ mute: {} }, { partial: (error.cause as { partial: object }).partial }));
// @ts-expect-error people are given by ID or username
client.plan({ mute: ["1"] });
// @ts-expect-error nobody is wanted by a number
client.plan({ mute: { ids: [1] } });
const job: Promise<clientApi.Job> = planned.then((plan) => client.job(plan, { store: stores[0], key: "k", pace: "burst", maxPerDay: 100,
  onProgress: ({ total, done, eta, current, waitingUntil }) => [total - done, eta.getTime(), current?.username, waitingUntil?.getTime()] }));
job.then((one) => one.run({ signal: null })).then(({ state, stoppedBy, entries: [entry] }) => [state === "elsewhere", stoppedBy?.code, entry?.error?.message]);
job.then((one) => one.runUntilLimited({ maxMs: 1 })).then(({ resumeAt }: { resumeAt?: Date }) => resumeAt);
job.then(async (one) => { one.pause(); await one.discard(); return [one.csv().length, one.report().gone, client.job(one.undo()), client.job(one.checkpoint())]; });
client.resumeJob({ store: stores[0]! }).then((one: clientApi.Job | undefined) => one);
// @ts-expect-error a job that is to be found again has a store
client.resumeJob({});
// @ts-expect-error jobs are made by a client
new clientApi.Job();
const viaFunction = new clientApi.Client({ auth: async (why) => (await signedIn).accessToken(why) });
const signedIn: Promise<clientApi.Session> = clientApi.beginSignIn({ clientId: "c", redirectUri: "https://a.b" })
  .then(({ url, pending }) => clientApi.completeSignIn(url, pending, { store: stores[0]!, clientSecret: "s" }));
clientApi.Session.restore({ clientId: "c", store: stores[0]! }).then((session: clientApi.Session | undefined) => session?.expiresAt.getTime());
// @ts-expect-error sessions are made by the package
new clientApi.Session();
// @ts-expect-error a string is no list of people
client.users("a");
const read: Promise<clientApi.ParsedList> = clientApi.parseList(new Uint8Array()).then(async (list) => clientApi.parseList(await clientApi.formatList(list, list.format)));
read.then(({ ids: [id], rejected: [entry], duplicates }) => [id?.length, entry?.line.toFixed(), entry?.why, duplicates.toFixed()]);
listed.then((users) => clientApi.formatList(users, "csv")).then((text: string) => text);
clientApi.formatList({ usernames: new Set(["a"]) }, "lines");
clientApi.formatList([{ id: 1n, username: undefined }], "json");
// @ts-expect-error a string is no list of people
clientApi.formatList("1", "csv");
// @ts-expect-error usernames alone are given as People
clientApi.formatList([{ username: "a" }], "csv");
// @ts-expect-error there is no such format
clientApi.formatList({ ids: [] }, "xml");
// @ts-expect-error a list is text or bytes
clientApi.parseList(["1"]);
// @ts-expect-error a number is no ID
api.mute("t", 1, "2");
// @ts-expect-error there is no such option
api.mute("t", "1", "2", { timeout: 1 });
// @ts-expect-error errors are made by the package
new api.XError();
export const code: api.XErrorCode = "internal";
export { init, initClient, listed, reply, signedIn, viaFunction };
