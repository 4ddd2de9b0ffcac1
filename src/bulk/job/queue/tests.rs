//! Jobs against an X that answers as it likes, on a clock that flies, and cut off at any moment.

use std::collections::HashSet;

use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::api::{RateLimit, Scope};
use crate::bulk::action::Action;
use crate::bulk::job::part::Part;
use crate::bulk::pace::Style;

const START: u64 = 1_700_000_000_000;
const WINDOW: u64 = 15 * 60 * 1000;

fn entries(count: usize) -> Vec<Entry> {
    let line = |number: usize| format!("{} {number}", if number % 7 == 3 { "unmute" } else { "mute" });
    Part::read(&((1..=count).map(line).collect::<Vec<_>>().join("\n") + "\n\n")).unwrap().entries
}

fn job(count: usize, style: Style) -> Queue {
    let style = style.name();
    let state = JobState::read(&format!("x-mutes-job 1 7 {style} id\n0 0 0 0 1 0 0 0 0 0 0 0 0\n\n\n\n")).unwrap();
    Queue { entries: entries(count), ..Queue::new(state) }
}

fn outcomes(job: &Queue) -> impl Iterator<Item = (&Entry, Outcome)> {
    job.entries.iter().enumerate().map(|(at, entry)| (entry, job.state.outcomes.of(at)))
}

fn error(code: Code) -> Error<Value> {
    *Error::new(code, "no")
}

/// What one request meets.
#[derive(Clone, Copy, Debug)]
enum Meets {
    Success,
    /// X does it, and nobody hears of it.
    LostAnswer,
    /// It never reaches X.
    Lost,
    Gone,
    BadRequest,
    /// Refused though there is room, without a word on when to come back.
    Refusal,
    Permission,
    /// The job is killed before, or after X has done it.
    KilledBefore,
    KilledAfter,
}

/// An X with limits, and who is muted there.
#[derive(Default)]
struct X {
    asked: Vec<String>,
    done: HashSet<String>,
    windows: [(u64, u64); 2],
}

impl X {
    /// Whether there is room, and what the headers say.
    fn charge(&mut self, action: Action, now: u64) -> (bool, RateLimit) {
        let window = &mut self.windows[usize::from(action == Action::Unmute)];
        if now >= window.0 + WINDOW {
            *window = (now / 1000 * 1000, 0);
        }
        let has_room = window.1 < 50;
        window.1 += u64::from(has_room);
        let limit =
            RateLimit { scope: Scope::User15Min, limit: 50, remaining: 50 - window.1, reset_at: window.0 + WINDOW };
        (has_room, limit)
    }
}

/// Runs a job to its end through all that it meets, and then through successes; gives it, X, how often it was stopped,
/// killed, and refused for want of room.
fn run(count: usize, meets: &[Meets], style: Style) -> (Queue, X, [usize; 3]) {
    let (mut job, mut x, mut now) = (job(count, style), X::default(), START);
    let mut meets = meets.iter().copied();
    let [mut stopped, mut killed, mut refused] = [0; 3];
    for _ in 0..100_000 {
        match job.next(now) {
            Step::Done => return (job, x, [stopped, killed, refused]),
            Step::Wait(until) => {
                assert!(until > now && until <= now + 3 * WINDOW, "{until} is a wait of {} ms", until - now);
                now = until;
            }
            Step::Settle => {
                let is_done = x.done.contains(&job.current().unwrap().id);
                job.settled(if is_done { Outcome::Done } else { Outcome::Todo });
            }
            Step::Send => {
                let id = job.current().unwrap().id.clone();
                job.sent(now);
                now += 50;
                let meets = meets.next().unwrap_or(Meets::Success);
                if matches!(meets, Meets::KilledBefore | Meets::KilledAfter) {
                    killed += 1;
                    if matches!(meets, Meets::KilledAfter) && x.charge(job.current().unwrap().action, now).0 {
                        x.asked.push(id.clone());
                        x.done.insert(id);
                    }
                    let mut again = self::job(count, style);
                    again.state.outcomes = job.state.outcomes;
                    again.was_cut_off();
                    job = again;
                    continue;
                }
                if matches!(meets, Meets::Lost) {
                    job.failed(&error(Code::Network), now);
                    continue;
                }
                let (has_room, limit) = x.charge(job.current().unwrap().action, now);
                job.told(&[limit], now);
                if !has_room {
                    refused += 1;
                    job.failed(&Error { retry_at: Some(limit.reset_at), ..error(Code::RateLimited) }, now);
                    continue;
                }
                x.asked.push(id.clone());
                let verdict = match meets {
                    Meets::Gone => job.failed(&Error { target: Target::Gone, ..error(Code::NotFound) }, now),
                    Meets::BadRequest => job.failed(&error(Code::BadRequest), now),
                    Meets::Refusal => job.failed(&error(Code::RateLimited), now),
                    Meets::Permission => job.failed(&error(Code::Forbidden), now),
                    Meets::LostAnswer => {
                        x.done.insert(id);
                        job.failed(&error(Code::Timeout), now)
                    }
                    _ => {
                        x.done.insert(id);
                        job.succeeded();
                        Verdict::GoesOn
                    }
                };
                stopped += usize::from(verdict == Verdict::Stopped);
            }
        }
    }
    panic!("it does not end");
}

#[test]
fn every_entry_is_done_once_and_in_order() {
    let (job, x, [stopped, _, refused]) = run(500, &[], Style::Burst);
    let wanted: Vec<String> = (1..=500).map(|id| id.to_string()).collect();
    assert_eq!(x.asked, wanted);
    assert_eq!((stopped, refused), (0, 0));
    assert!(outcomes(&job).all(|(_, outcome)| outcome == Outcome::Done));
}

#[test]
fn a_failure_of_one_does_not_stop_the_others() {
    let meets = [Meets::Success, Meets::BadRequest, Meets::Gone, Meets::Success];
    let (job, _, [stopped, ..]) = run(4, &meets, Style::Burst);
    let outcomes: Vec<_> = outcomes(&job).map(|(_, outcome)| outcome).collect();
    assert_eq!(outcomes, [Outcome::Done, Outcome::Failed, Outcome::Gone, Outcome::Done]);
    assert_eq!(stopped, 0);
}

#[test]
fn what_no_wait_cures_stops_the_job_and_it_goes_on_with_the_same_entry() {
    for code in [Code::Unauthorized, Code::Forbidden, Code::PaymentRequired, Code::SignIn, Code::Storage] {
        let mut job = job(2, Style::Burst);
        assert_eq!(job.next(START), Step::Send);
        job.sent(START);
        assert_eq!(job.failed(&error(code), START), Verdict::Stopped, "{code:?}");
        assert_eq!(job.next(START + 1000), Step::Send);
    }
}

#[test]
fn ten_that_fail_alike_are_left_to_do_and_stop_the_job() {
    let (job, x, [stopped, ..]) = run(30, &[Meets::BadRequest; 10], Style::Burst);
    assert_eq!(stopped, 1);
    assert!(outcomes(&job).all(|(_, outcome)| outcome == Outcome::Done));
    assert_eq!(x.asked.len(), 40);
}

#[test]
fn an_x_that_is_down_for_an_hour_is_asked_now_and_then() {
    let mut job = job(1, Style::Burst);
    let (mut now, mut asked) = (START, 0);
    while now < START + 60 * 60 * 1000 {
        match job.next(now) {
            Step::Wait(until) => now = until,
            _ => {
                asked += 1;
                job.sent(now);
                assert_eq!(job.failed(&error(Code::ServerError), now), Verdict::GoesOn);
            }
        }
    }
    assert!((8..=14).contains(&asked), "{asked}");
    assert_eq!(job.next(now), Step::Send);
}

#[test]
fn no_wait_for_what_passes_is_longer_than_a_quarter_of_an_hour_or_moves_with_the_clock() {
    let mut job = job(1, Style::Burst);
    job.sent(START);
    let later = Error { retry_at: Some(START + 4 * WINDOW), ..error(Code::ServerError) };
    job.failed(&later, START);
    assert_eq!(job.next(START), Step::Wait(START + WINDOW));
    assert_eq!(job.next(START + 1), Step::Wait(START + WINDOW));
    assert_eq!(job.next(START - 24 * 4 * WINDOW), Step::Send, "the clock has been set back");
}

fn any_meets() -> impl Strategy<Value = Meets> {
    prop_oneof![
        6 => Just(Meets::Success),
        1 => Just(Meets::LostAnswer),
        1 => Just(Meets::Lost),
        1 => Just(Meets::Gone),
        1 => Just(Meets::BadRequest),
        1 => Just(Meets::Refusal),
        1 => Just(Meets::Permission),
        1 => Just(Meets::KilledBefore),
        1 => Just(Meets::KilledAfter),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    /// Whatever happens it ends; it never goes beyond a limit that it knows; it loses and repeats no entry, but for the
    /// request that is under way at each kill, or whose answer was lost.
    #[test]
    fn any_history_ends_with_every_entry_settled(
        count in 1..120_usize,
        history in proptest::collection::vec(any_meets(), 0..200),
        even in any::<bool>(),
    ) {
        let (job, x, [_, killed, refused]) = run(count, &history, if even { Style::Even } else { Style::Burst });
        prop_assert!(outcomes(&job).all(|(_, outcome)| outcome != Outcome::Todo));
        for (entry, outcome) in outcomes(&job) {
            prop_assert!(outcome != Outcome::Done || x.done.contains(&entry.id));
        }
        // A job that was killed has forgotten what it knew of the limits.
        prop_assert!(refused <= killed);
        let repeats = history.iter().filter(|meets| !matches!(meets, Meets::Success | Meets::Gone | Meets::BadRequest)).count();
        let failures = history.iter().filter(|meets| matches!(meets, Meets::BadRequest)).count();
        prop_assert!(x.asked.len() <= count + repeats + failures);
    }
}
