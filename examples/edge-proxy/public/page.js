// The page. It never has a token: the proxy adds it, and its cookie is not for scripts.
import { Client, parseList } from "./x-mutes/client.js";
import { askJob } from "./job.js";

const headers = { "x-requested-with": "x-mutes" };
const client = new Client({ auth: { proxy: true }, headers });
const $ = (id) => document.getElementById(id);
let plan;

/** How often to look how far the job is, in milliseconds. */
const LOOK_MS = 15_000;

/** Does what was asked for, and says what came of it. */
async function attempt(work) {
  try {
    $("said").textContent = await work() ?? "";
  } catch (error) {
    if (error.status === 401) showSignedIn(false);
    $("said").textContent = error.message;
  }
}

function showSignedIn(isSignedIn) {
  $("sign-in").hidden = isSignedIn;
  for (const id of ["sign-out", "one", "many"]) $(id).hidden = !isSignedIn;
}

function showJob({ state, total, muted, unmuted, gone, failed, resumeAt, stoppedBy }) {
  const ended = muted + unmuted + gone + failed;
  const later = state === "running" ? `, on at ${new Date(resumeAt).toLocaleTimeString()}` : "";
  $("job").textContent = `${ended} of ${total}: ${state}${later}${stoppedBy ? `, for ${stoppedBy.message}` : ""}`;
  $("pause").hidden = state !== "running";
  $("resume").hidden = state !== "paused";
  $("begin").hidden = true;
}

/** Looks how far the job is, where there is one and somebody is looking. */
async function look() {
  if (document.hidden || $("many").hidden) return;
  const job = await askJob("GET", "/job").catch(() => undefined);
  if (job) showJob(job);
}

$("one").addEventListener("submit", (event) => {
  event.preventDefault();
  const { value: action } = event.submitter;
  attempt(async () => {
    const { users: [user], missing } = await client.users({ usernames: [$("username").value] });
    if (user === undefined) return missing[0].detail;
    await client[action](user.id);
    return `${action}d @${user.username}`;
  });
});

$("many").addEventListener("submit", (event) => {
  event.preventDefault();
  attempt(async () => {
    const { entries, usernames, bareWords } = await parseList($("list").value);
    if (bareWords && !confirm(`The list has words without @: are they all usernames? ${usernames.slice(0, 12).join(", ")}`)) return "Cancelled.";
    plan = await askJob("POST", "/job/plan", { wanted: { mute: { entries } }, skip: { following: true } });
    $("begin").hidden = plan.mute.length === 0;
    const end = new Date(plan.earliestEnd).toLocaleString();
    return `${plan.mute.length} to mute, ${plan.skipped.length} left out; done by ${end} at the earliest`;
  });
});

$("begin").addEventListener("click", () => attempt(async () => showJob(await askJob("POST", "/job", plan))));
$("pause").addEventListener("click", () => attempt(async () => showJob(await askJob("POST", "/job/pause"))));
$("resume").addEventListener("click", () => attempt(async () => showJob(await askJob("POST", "/job/resume"))));
$("sign-out").addEventListener("click", () => attempt(async () => {
  const response = await fetch("/sign-out", { method: "POST", headers });
  showSignedIn(false);
  $("who").textContent = "You are signed out.";
  // X may not have heard of it.
  return response.ok ? undefined : (await response.json()).detail;
}));

try {
  const { username } = await client.me();
  $("who").textContent = `You are @${username}.`;
  showSignedIn(true);
  setInterval(look, LOOK_MS);
  await look();
} catch (error) {
  const isSignedIn = error.status !== 401;
  $("who").textContent = isSignedIn ? error.message : "You are not signed in.";
  // Where X or the day's quota refuses, there is still somebody to be signed out, and a job to be paused.
  showSignedIn(isSignedIn);
  if (isSignedIn) await look();
}
