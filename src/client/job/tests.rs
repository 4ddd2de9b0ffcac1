//! Jobs on a platform that can be killed at every step, against an X with limits, on a clock that flies.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::future::pending;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::api::{RateLimit, Request, Scope};
use crate::auth::Bearer;
use crate::bulk::action::Action;
use crate::bulk::job::{Entry, Progress, RunControl, new_job};
use crate::client::{ClientPlatform, Heard, Look, Platform, SendError, SendErrorKind, Task};
use crate::testing::{Written, parsed, told};

const START: u64 = 1_700_000_000_000;
const HOUR: u64 = 60 * 60 * 1000;
const WINDOW: u64 = 15 * 60 * 1000;
const SOURCE: &str = "7";

/// What all tabs share: X, the store, the lock and the time.
struct World {
    now: Cell<u64>,
    store: RefCell<HashMap<String, String>>,
    locked: Cell<bool>,
    muted: RefCell<HashSet<String>>,
    /// Every mute and unmute that X has carried out.
    carried_out: RefCell<Vec<String>>,
    lookups: Cell<u32>,
    refused: Cell<u32>,
    /// When the window of mutes began, and what was used of it.
    window: Cell<(u64, u64)>,
    shows_headers: bool,
    /// What the next requests meet in place of an answer.
    meets: RefCell<Vec<Result<Written, SendErrorKind>>>,
    is_full: Cell<bool>,
    progress: RefCell<Vec<Value>>,
    wish: Cell<RunControl>,
    /// The state as it was to begin with.
    known: RefCell<String>,
    /// What another call is told while the next request is under way, and what has been told and not heard.
    tells: Cell<Option<RateLimit>>,
    told: RefCell<Vec<Heard>>,
    /// True if the store says at each try that something else is there.
    contradicts: Cell<bool>,
    /// The texts that were written, and their length in bytes.
    writes: RefCell<Vec<(StateName, usize)>>,
}

impl World {
    /// A new job of so many entries, of which every fifth unmutes, in parts of `part`.
    fn new(count: usize, part: usize, pace: &str) -> Self {
        let lines: Vec<String> = (1..=count).map(line).collect();
        let mut store: HashMap<String, String> =
            lines.chunks(part).enumerate().map(|(at, lines)| (at.to_string(), lines.join("\n") + "\n\n")).collect();
        let unmutes = lines.iter().filter(|line| line.starts_with("unmute")).count();
        let numbers = format!("0 {count} {} {unmutes} {} 0 0 0 0 0 0 0 0", count - unmutes, store.len());
        let state = format!("x-mutes-job 1 {SOURCE} {pace} id\n{numbers}\n\n\n\n");
        store.insert(String::new(), state.clone());
        Self {
            now: Cell::new(START),
            store: RefCell::new(store),
            locked: Cell::new(false),
            muted: RefCell::new(
                lines.iter().filter_map(|line| line.strip_prefix("unmute ")).map(str::to_owned).collect(),
            ),
            carried_out: RefCell::default(),
            lookups: Cell::new(0),
            refused: Cell::new(0),
            window: Cell::new((0, 0)),
            shows_headers: true,
            meets: RefCell::default(),
            is_full: Cell::new(false),
            progress: RefCell::default(),
            wish: Cell::new(RunControl::GoOn),
            known: RefCell::new(state),
            tells: Cell::new(None),
            told: RefCell::default(),
            contradicts: Cell::new(false),
            writes: RefCell::default(),
        }
    }

    fn text(&self, name: StateName) -> String {
        self.store.borrow().get(&key(name)).cloned().unwrap_or_default()
    }

    fn answer(&self, request: &Request) -> Written {
        let path = request.path.as_str();
        if path == "/2/users" {
            self.lookups.set(self.lookups.get() + 1);
            let id = request.parameter("ids").unwrap();
            let status = if self.muted.borrow().contains(id) { "\"muting\"" } else { "" };
            return Written::ok(&format!(r#"{{"data":[{{"id":"{id}","connection_status":[{status}]}}]}}"#));
        }
        let unmute = path.split('/').nth(5);
        let (began, used) = self.window.get();
        let (began, used) =
            if self.now.get() >= began + WINDOW { (self.now.get() / 1000 * 1000, 0) } else { (began, used) };
        let has_room = unmute.is_some() || used < 50;
        self.window.set((began, used + u64::from(has_room && unmute.is_none())));
        let left = (50 - self.window.get().1).to_string();
        let reset = ((began + WINDOW) / 1000).to_string();
        let headers = [("x-rate-limit-limit", "50"), ("x-rate-limit-remaining", &left), ("x-rate-limit-reset", &reset)];
        let headers = if self.shows_headers && unmute.is_none() { &headers[..] } else { &[] };
        if !has_room {
            self.refused.set(self.refused.get() + 1);
            return Written::new(429, "Rate limit exceeded").with(headers);
        }
        let id = match unmute {
            Some(id) => id.to_owned(),
            None => request.body.as_ref().unwrap().as_str().split('"').nth(3).unwrap().to_owned(),
        };
        self.carried_out.borrow_mut().push(id.clone());
        if unmute.is_some() {
            self.muted.borrow_mut().remove(&id);
        } else {
            self.muted.borrow_mut().insert(id);
        }
        Written::ok(&format!(r#"{{"data":{{"muting":{}}}}}"#, unmute.is_none())).with(headers)
    }

    /// Each entry's outcome, by its letter.
    fn outcomes(&self) -> String {
        let store = self.store.borrow();
        let state = &store[""];
        let part: usize = state.split_whitespace().nth(10).unwrap().parse().unwrap();
        let mut outcomes: String = (0..part)
            .map(|at| store[&at.to_string()].split("\n\n").nth(1).unwrap().lines().next().unwrap().to_owned())
            .collect();
        outcomes.push_str(state.split('\n').nth(5).unwrap());
        outcomes
    }
}

fn line(number: usize) -> String {
    if number.is_multiple_of(5) { format!("unmute {number}") } else { format!("mute {number}") }
}

/// One tab. It is killed before or after what it does at step `dies_at`, if that is not 0.
struct Tab<'w> {
    world: &'w World,
    step: Cell<u32>,
    dies_at: u32,
    holds_lock: Cell<bool>,
}

impl Tab<'_> {
    async fn step(&self) {
        self.step.set(self.step.get() + 1);
        if self.step.get() == self.dies_at {
            pending::<()>().await;
        }
    }
}

/// A lock ends with the tab that holds it.
impl Drop for Tab<'_> {
    fn drop(&mut self) {
        if self.holds_lock.get() {
            self.world.locked.set(false);
        }
    }
}

impl Platform for Tab<'_> {
    type Reply = Written;
    type Thrown = &'static str;

    fn now(&self) -> u64 {
        self.world.now.get()
    }

    fn random(&self) -> u32 {
        7
    }

    async fn wait(&self, milliseconds: u64) {
        assert!(milliseconds <= 60_000, "{milliseconds} ms");
        self.step().await;
        self.world.now.set(self.world.now.get() + milliseconds);
    }

    async fn send(&self, request: &Request, _: Option<&str>) -> Result<Written, SendError<&'static str>> {
        self.step().await;
        self.world.now.set(self.world.now.get() + 50);
        if let Some(limit) = self.world.tells.take() {
            self.world.told.borrow_mut().push(Heard { action: Action::Mute, limits: vec![limit] });
        }
        let meets = self.world.meets.borrow_mut().pop();
        let answer = meets.unwrap_or_else(|| Ok(self.world.answer(request)));
        self.step().await;
        answer.map_err(|kind| SendError { kind, thrown: "lost" })
    }
}

impl ClientPlatform for Tab<'_> {
    async fn perform(&self, task: Task<'_>) -> Result<String, SendError<&'static str>> {
        panic!("a job does not need {task:?}")
    }

    fn parse(&self, text: &str) -> Option<Value> {
        parsed(text)
    }
}

impl JobPlatform for Tab<'_> {
    async fn claim(&self) -> Result<bool, SendError<&'static str>> {
        self.step().await;
        let is_free = !self.world.locked.get();
        if is_free {
            self.world.locked.set(true);
            self.holds_lock.set(true);
        }
        self.step().await;
        Ok(is_free)
    }

    async fn read(&self, name: StateName) -> Result<String, SendError<&'static str>> {
        self.step().await;
        let text = self.world.text(name);
        self.step().await;
        Ok(text)
    }

    async fn replace(&self, name: StateName, expected: &str, next: &str) -> Result<bool, SendError<&'static str>> {
        self.step().await;
        if self.world.is_full.get() {
            return Err(SendError { kind: SendErrorKind::Failed, thrown: "full" });
        }
        let is_there = self.world.text(name) == expected && !self.world.contradicts.get();
        if is_there {
            self.world.writes.borrow_mut().push((name, next.len()));
            self.world.store.borrow_mut().insert(key(name), next.into());
        }
        self.step().await;
        Ok(is_there)
    }

    fn accept(&self, state: &str) {
        self.world.known.replace(state.into());
    }

    fn look(&self) -> Look {
        Look { now: self.world.now.get(), control: self.world.wish.get(), heard: self.world.told.take() }
    }

    fn progressed(&self, progress: &Progress) {
        self.world.progress.borrow_mut().push(serde_json::to_value(progress).unwrap());
    }
}

/// The key of a text in the store.
fn key(name: StateName) -> String {
    match name {
        StateName::State => String::new(),
        StateName::Part(number) => number.to_string(),
    }
}

/// Acts in a tab that dies at that step, if it is not 0; gives what comes of it, or none if the tab was killed.
fn in_tab<T>(world: &World, dies_at: u32, act: impl AsyncFnOnce(&Tab<'_>) -> T) -> Option<T> {
    let tab = Tab { world, step: Cell::new(0), dies_at, holds_lock: Cell::new(false) };
    match pin!(act(&tab)).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Pending => None,
        Poll::Ready(output) => Some(output),
    }
}

/// What is found in the store.
fn found(world: &World) -> Option<Found> {
    in_tab(world, 0, async |tab| load(tab).await.ok().unwrap()).unwrap()
}

/// Stores a job of so many mutes in place of the one that is there; gives whether it was stored, or none if the tab was killed.
fn replace_by(world: &World, count: usize, dies_at: u32) -> Option<bool> {
    let mutes = (1..=count).map(|id| Entry { action: Action::Mute, id: id.to_string(), username: None });
    let state = JobState::new(SOURCE.into(), "new".into(), Style::Burst, 0);
    let (state, parts) = new_job(state, mutes.collect(), Vec::new());
    let texts: Vec<String> = [state].into_iter().chain(parts).collect();
    let before = world.text(StateName::State);
    let job = Replacement { id: "id", before: &before, parts_before: 3, texts: &texts };
    in_tab(world, dies_at, async |tab| replace(tab, job).await.ok().unwrap())
}

/// Runs the job in a tab that dies at that step, if it is not 0; gives how it ended, or none if the tab was killed.
fn run_in_tab(world: &World, dies_at: u32, until_limited: bool) -> Option<Result<Value, Value>> {
    let auth = Auth::Bearer(Bearer::parse("token", "token").ok().unwrap());
    let known = world.known.borrow().clone();
    let (style, max_per_day) = (None, None);
    let options = Run { source: SOURCE, base: BaseUrl::default(), known: &known, style, max_per_day, until_limited };
    in_tab(world, dies_at, async |tab| match run(tab, &auth, options).await {
        Ok(ended) => Ok(serde_json::to_value(ended).unwrap()),
        Err(Failure::Error(error, _)) => Err(told(&error)),
        Err(Failure::Thrown(thrown)) => Err(thrown.into()),
    })
}

fn run_on(world: &World) -> Result<Value, Value> {
    run_in_tab(world, 0, false).unwrap()
}

fn done() -> Result<Value, Value> {
    Ok(json!({ "state": "done" }))
}

/// Every entry is done, and X has carried out each once.
fn assert_all_done(world: &World, count: usize) {
    assert_eq!(world.outcomes(), "d".repeat(count));
    let mut carried_out = world.carried_out.borrow().clone();
    carried_out.sort_by_key(|id| id.parse::<usize>().unwrap());
    assert_eq!(carried_out, (1..=count).map(|id| id.to_string()).collect::<Vec<_>>());
}

#[test]
fn ten_thousand_take_the_limits_own_time_and_none_is_refused() {
    for pace in ["even", "burst"] {
        let world = World::new(12_500, 100, pace);
        assert_eq!(run_on(&world), done());
        assert_all_done(&world, 12_500);
        assert_eq!(world.refused.get(), 0, "{pace}");
        // 10,000 of them mute, in 200 windows.
        assert!(
            world.now.get() - START <= 200 * WINDOW / 100 * 101,
            "{pace}: {} windows",
            (world.now.get() - START) / WINDOW
        );
        assert_eq!(world.lookups.get(), 0);
    }
}

#[test]
fn killed_at_random_500_times_every_entry_is_done_once() {
    let world = World::new(2_000, 90, "burst");
    let (mut random, mut killed) = (12_345_u64, 0);
    while killed < 500 {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        match run_in_tab(&world, (random >> 33) as u32 % 40 + 1, false) {
            None => killed += 1,
            Some(ended) => {
                assert_eq!(ended, done());
                break;
            }
        }
    }
    assert_eq!(killed, 500, "it takes that many");
    assert_eq!(run_on(&world), done());
    assert_all_done(&world, 2_000);
    assert!(world.lookups.get() <= killed, "X is asked about nobody but whom a kill left in doubt");
}

#[test]
fn killed_at_each_step_it_loses_and_repeats_nothing() {
    for dies_at in 1.. {
        let world = World::new(7, 3, "even");
        let ended = run_in_tab(&world, dies_at, false);
        assert!(!world.locked.get());
        if ended.is_none() {
            assert_eq!(run_on(&world), done());
        }
        assert_all_done(&world, 7);
        if let Some(ended) = ended {
            assert_eq!(ended, done());
            return assert!(dies_at > 60, "{dies_at} steps");
        }
    }
}

#[test]
fn who_finds_it_running_elsewhere_does_nothing() {
    let world = World::new(3, 3, "even");
    world.locked.set(true);
    assert_eq!(run_on(&world), Ok(json!({ "state": "elsewhere" })));
    assert_eq!(world.carried_out.borrow().len(), 0);
}

#[test]
fn who_may_not_wait_does_what_is_due_and_says_when_more_is() {
    for (pace, wakes, windows) in [
        ("even", 30_000, 4),
        ("even", WINDOW + 1_000, 5),
        ("burst", 30_000, 4),
        ("burst", WINDOW + 1_000, 4),
        ("even", WINDOW, 5),
        ("burst", WINDOW, 4),
    ] {
        let world = World::new(200, 1_000, pace);
        loop {
            let ended = run_in_tab(&world, 0, true).unwrap().unwrap();
            if ended == done().unwrap() {
                break;
            }
            let resume_at = ended["resumeAt"].as_u64().unwrap();
            assert!(resume_at > world.now.get());
            while world.now.get() < resume_at {
                world.now.set(world.now.get() + wakes);
            }
        }
        assert_all_done(&world, 200);
        assert_eq!(world.refused.get(), 0, "{pace} {wakes}");
        assert!(
            world.now.get() - START <= windows * (WINDOW + 31_000),
            "{pace} {wakes}: {} min",
            (world.now.get() - START) / 60_000
        );
    }
}

#[test]
fn what_no_wait_cures_pauses_it_and_it_goes_on_once_that_is_mended() {
    let table = [
        (401, r#"{"title":"Unauthorized","type":"about:blank"}"#, "unauthorized"),
        (402, r#"{"title":"CreditsDepleted"}"#, "payment_required"),
        (403, r#"{"title":"Forbidden","type":"https://api.x.com/2/problems/oauth1-permissions"}"#, "forbidden"),
        (429, r#"{"title":"UsageCapExceeded","type":"https://api.x.com/2/problems/usage-capped"}"#, "payment_required"),
    ];
    for (status, body, code) in table {
        let world = World::new(3, 2, "burst");
        world.meets.replace(vec![Ok(Written::new(status, body))]);
        let error = run_on(&world).unwrap_err();
        assert_eq!(error["code"], code, "{error}");
        assert!(world.store.borrow()[""].contains(" 0 0\n"), "nothing is under way, and nobody runs it");
        assert_eq!(run_on(&world), done());
        assert_all_done(&world, 3);
        assert_eq!(world.lookups.get(), 0);
    }
}

#[test]
fn an_x_that_is_down_for_an_hour_is_waited_for() {
    let world = World::new(3, 3, "even");
    world.meets.replace(vec![Ok(Written::new(503, "upstream connect error")); 12]);
    assert_eq!(run_on(&world), done());
    assert_all_done(&world, 3);
    assert!(world.now.get() - START > HOUR);
}

#[test]
fn one_that_fails_is_told_of_and_the_others_go_on() {
    let world = World::new(4, 4, "burst");
    let gone =
        Written::new(404, r#"{"title":"Not Found Error","type":"https://api.x.com/2/problems/resource-not-found"}"#);
    let refused =
        Written::new(403, "{\"title\":\"Forbidden\",\n \"type\":\"https://api.x.com/2/problems/disallowed-resource\"}");
    world.meets.replace(vec![Ok(gone), Ok(refused)]);
    assert_eq!(run_on(&world), done());
    assert_eq!(world.outcomes(), "fgdd");
    let part = world.store.borrow()["0"].clone();
    let error: Value = serde_json::from_str(part.lines().last().unwrap()).unwrap();
    assert!(error["code"] == "forbidden" && error["type"] == "disallowed-resource", "{error}");
}

#[test]
fn a_404_that_says_nothing_of_the_target_is_not_taken_for_a_deleted_account() {
    let world = World::new(30, 30, "burst");
    world.meets.replace(vec![Ok(Written::new(404, "")); 10]);
    assert_eq!(run_on(&world).unwrap_err()["code"], "not_found");
    assert_eq!(run_on(&world), done());
    assert_all_done(&world, 30);
}

#[test]
fn nothing_is_sent_that_could_not_be_noted_before() {
    let world = World::new(3, 3, "burst");
    world.is_full.set(true);
    assert_eq!(run_on(&world).unwrap_err()["code"], "storage");
    assert_eq!(world.carried_out.borrow().len(), 0);
    world.is_full.set(false);
    assert_eq!(run_on(&world), done());
    assert_all_done(&world, 3);
}

#[test]
fn a_clock_that_is_set_back_or_forward_by_a_day_costs_neither_an_entry_nor_a_day() {
    const DAY: i64 = 24 * 60 * 60 * 1000;
    for pace in ["even", "burst"] {
        for by in [DAY, -DAY] {
            let world = World::new(125, 1_000, pace);
            for step in [5, 60, 230] {
                assert_eq!(run_in_tab(&world, step, false), None);
                world.now.set(world.now.get().saturating_add_signed(by));
                let (began, used) = world.window.get();
                // X's own clock is not set.
                world.window.set((began.saturating_add_signed(by), used));
            }
            let before = world.now.get();
            assert_eq!(run_on(&world), done());
            assert_all_done(&world, 125);
            assert!(world.now.get() - before <= 3 * WINDOW, "{pace} {by}: {} min", (world.now.get() - before) / 60_000);
        }
    }
}

#[test]
fn a_wish_to_pause_is_heard_before_the_next_request() {
    let world = World::new(3, 3, "burst");
    world.wish.set(RunControl::Pause);
    assert_eq!(run_on(&world), Ok(json!({ "state": "paused" })));
    assert_eq!(world.carried_out.borrow().len(), 0);
    world.wish.set(RunControl::GoOn);
    assert_eq!(run_on(&world), done());
}

#[test]
fn progress_says_how_many_and_until_when() {
    let world = World::new(120, 60, "burst");
    assert_eq!(run_on(&world), done());
    let progress = world.progress.borrow();
    let first = json!({
        "total": 120, "muted": 0, "unmuted": 0, "gone": 0, "failed": 0, "done": 0, "current": { "id": "1" },
        "eta": progress[0]["eta"],
    });
    assert_eq!(progress[0], first);
    // 96 mutes are two windows.
    let eta = progress[0]["eta"].as_u64().unwrap();
    assert!((eta - START) / WINDOW == 1, "{}", progress[0]);
    let last = progress.last().unwrap();
    let counts = ["muted", "unmuted", "gone", "failed", "done"].map(|name| last[name].as_u64().unwrap());
    assert_eq!(counts, [96, 24, 0, 0, 120], "{last}");
}

#[test]
fn what_is_damaged_or_of_another_account_is_not_run() {
    for (name, from, to) in
        [("", "job 1", "job 9"), ("", "1 7 ", "1 8 "), ("0", "mute 1", "mute x"), ("0", "mute 1", "")]
    {
        let world = World::new(3, 3, "burst");
        let text = world.store.borrow()[name].replacen(from, to, 1);
        world.store.borrow_mut().insert(name.into(), text);
        assert!(run_on(&world).is_err(), "{name} {to}");
        assert_eq!(world.carried_out.borrow().len(), 0);
    }
}

#[test]
fn a_replacement_that_is_killed_at_any_step_leaves_one_whole_job_or_none() {
    for dies_at in 1.. {
        let world = World::new(7, 3, "even");
        let is_stored = replace_by(&world, 5, dies_at);
        if let Some(found) = found(&world) {
            assert!(found.is_whole && ["id", "new"].contains(&found.id.as_str()), "step {dies_at}: {found:?}");
        }
        if is_stored.is_some() {
            assert_eq!((is_stored, found(&world).unwrap().id.as_str()), (Some(true), "new"));
            assert!(world.text(StateName::Part(1)).is_empty() && world.text(StateName::Part(2)).is_empty());
            return assert!(dies_at > 10, "{dies_at} steps");
        }
    }
}

#[test]
fn a_replacement_leaves_a_job_that_another_context_has_stored_since() {
    let world = World::new(7, 3, "even");
    let before = world.text(StateName::State);
    let another = before.replacen(" id\n", " another\n", 1);
    world.store.borrow_mut().insert(key(StateName::State), another.clone());
    for texts in [&[before.clone()][..], &[]] {
        let job = Replacement { id: "id", before: &before, parts_before: 3, texts };
        assert_eq!(in_tab(&world, 0, async |tab| replace(tab, job).await.ok().unwrap()), Some(false));
        assert_eq!(world.text(StateName::State), another);
    }
}

#[test]
fn a_job_that_is_discarded_while_it_runs_elsewhere_stops_and_nothing_of_it_is_left() {
    let world = World::new(7, 3, "burst");
    let before = world.text(StateName::State);
    assert_eq!(run_in_tab(&world, 20, false), None);
    let job = Replacement { id: "id", before: &before, parts_before: 3, texts: &[] };
    assert_eq!(in_tab(&world, 0, async |tab| replace(tab, job).await.ok().unwrap()), Some(true));
    assert!(world.store.borrow().values().all(String::is_empty));
    assert_eq!(run_on(&world).unwrap_err()["code"], "storage");
}

#[test]
fn a_store_that_contradicts_itself_keeps_nobody_waiting() {
    let world = World::new(7, 3, "burst");
    let before = world.text(StateName::State);
    world.contradicts.set(true);
    let job = Replacement { id: "id", before: &before, parts_before: 3, texts: &[] };
    let error = in_tab(&world, 0, async |tab| replace(tab, job).await.err().unwrap()).unwrap();
    assert!(matches!(error, Failure::Error(error, _) if error.code == Code::Storage));
}

#[test]
fn what_another_call_is_told_while_a_request_fails_is_heard() {
    let world = World::new(1, 1, "burst");
    let reset_at = START + WINDOW / 2;
    world.tells.set(Some(RateLimit { scope: Scope::User15Min, limit: 50, remaining: 0, reset_at }));
    world.meets.replace(vec![Err(SendErrorKind::Failed)]);
    assert_eq!(run_on(&world), done());
    assert!(world.now.get() >= reset_at, "{}", world.now.get() - START);
}

#[test]
fn a_request_writes_its_state_once_and_a_part_writes_once_more() {
    let world = World::new(2_000, 1_000, "burst");
    assert_eq!(run_on(&world), done());
    let writes = world.writes.borrow();
    let of_state: Vec<usize> =
        writes.iter().filter(|(name, _)| *name == StateName::State).map(|(_, size)| *size).collect();
    assert_eq!(writes.len() - of_state.len(), 2, "one for each part");
    let waits = 2_000 / 50;
    assert!(of_state.len() <= 2_000 + waits + 2, "{}", of_state.len());
    assert!(
        of_state.iter().all(|size| *size < 1_000 + 400),
        "a letter for each entry of the part, and what is known of limits"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// It ends, loses and repeats nothing, and never sends more than it knows to be allowed.
    #[test]
    fn any_history_of_kills_and_failures_ends_with_all_done(
        count in 1..90_usize,
        part in 1..40_usize,
        even in any::<bool>(),
        kills in proptest::collection::vec(1..60_u32, 0..12),
        meets in proptest::collection::vec(0..5_u8, 0..12),
    ) {
        let world = World::new(count, part, if even { "even" } else { "burst" });
        world.meets.replace(meets.into_iter().map(|kind| match kind {
            0 => Err(SendErrorKind::Failed),
            1 => Err(SendErrorKind::Timeout),
            2 => Ok(Written::new(500, "")),
            3 => Ok(Written::new(429, "Rate limit exceeded")),
            _ => Ok(Written::new(401, "")),
        }).collect());
        for dies_at in kills {
            run_in_tab(&world, dies_at, false);
        }
        for _ in 0..20 {
            if run_on(&world) == done() {
                break;
            }
        }
        assert_all_done(&world, count);
        prop_assert_eq!(world.refused.get(), 0);
    }
}
