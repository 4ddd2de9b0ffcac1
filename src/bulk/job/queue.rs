//! The entries of the part that is under way: which is next, when, and what comes of failures.

use super::outcomes::Outcome;
use super::part::Entry;
use super::state::JobState;
use super::tally::Tally;
use crate::api::{Code, Error, Json, RateLimit, Target};
use crate::bulk::pace::Pace;

/// The first wait after a failure that passes, in milliseconds; each one in a row doubles.
const FIRST_WAIT: u64 = 2_000;

/// No wait of those is longer, in milliseconds.
const LONGEST_WAIT: u64 = 15 * 60 * 1000;

/// So many entries in a row that fail in the same way do not fail for themselves: the rest would, too. Each time that the
/// job goes on all the same, it takes twice as many.
const SAME_IN_A_ROW: usize = 10;

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing: every entry has ended.
    Done,
    /// Wait until then, in milliseconds since the epoch.
    Wait(u64),
    /// Ask X whether this entry is as wanted: a request for it was under way when the job was cut off.
    Settle,
    /// Send the request of this entry.
    Send,
}

/// Whether a job goes on by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It does.
    GoesOn,
    /// It is paused by what no wait cures.
    Stopped,
}

/// The queue of a job's entries. It is told the time, what was sent and what came of it.
pub struct Queue {
    /// The state of the job.
    pub state: JobState,
    /// The entries of the part that is under way.
    pub entries: Vec<Entry>,
    /// True if a request for the first entry that has not ended may have reached X without anyone having heard the answer.
    is_uncertain: bool,
    /// Failures in a row that pass.
    troubles: u32,
    not_before: u64,
    /// The code of the entries that have failed in a row, and how many there are.
    failing: Option<(Code, usize)>,
}

impl Queue {
    /// A job that goes on from its state, once the entries of its part are there.
    pub fn new(state: JobState) -> Self {
        Self { state, entries: Vec::new(), is_uncertain: false, troubles: 0, not_before: 0, failing: None }
    }

    /// How far the part is.
    pub fn tally(&self) -> Tally {
        let entries = self.entries.iter().enumerate();
        Tally::of(entries.map(|(at, entry)| (entry.action, self.state.outcomes.of(at))), self.state.is_sending)
    }

    /// The entry that is next, unless all have ended.
    pub fn current(&self) -> Option<&Entry> {
        self.entries.get(self.state.outcomes.first_to_do())
    }

    /// True if X is to be asked what became of the entry that is next.
    pub fn is_uncertain(&self) -> bool {
        self.is_uncertain
    }

    /// What was under way when the job was cut off is not known: X is to be asked.
    pub fn was_cut_off(&mut self) {
        self.is_uncertain = self.current().is_some();
    }

    /// What to do now.
    pub fn next(&self, now: u64) -> Step {
        let Some(entry) = self.current() else { return Step::Done };
        // What is further ahead was reckoned by a clock that has been set back since.
        let not_before = if self.not_before > now.wrapping_add(LONGEST_WAIT) { 0 } else { self.not_before };
        let (at, step) = match self.is_uncertain {
            true => (not_before, Step::Settle),
            false => (self.state.paces.next_at(entry.action, now).max(not_before), Step::Send),
        };
        if at > now { Step::Wait(at) } else { step }
    }

    /// The request of the entry is sent.
    pub fn sent(&mut self, now: u64) {
        if let Some(action) = self.current().map(|entry| entry.action) {
            self.state.paces.sent(action, now);
        }
    }

    /// A reply tells of X's limits.
    pub fn told(&mut self, limits: &[RateLimit], now: u64) {
        if let Some(pace) = self.pace() {
            pace.told(limits, now);
        }
    }

    /// X has done what was asked.
    pub fn succeeded(&mut self) {
        self.failing = None;
        self.state.stops = 0;
        self.end(Outcome::Done);
    }

    /// X answered to the question what became of the entry.
    pub fn settled(&mut self, outcome: Outcome) {
        self.is_uncertain = false;
        if outcome != Outcome::Todo {
            self.end(outcome);
        }
    }

    /// The request, or the question what became of it, has failed.
    pub fn failed<J: Json>(&mut self, error: &Error<J>, now: u64) -> Verdict {
        match error.code {
            Code::RateLimited => {
                match (self.is_uncertain, error.retry_at) {
                    (false, retry_at) => self.refused(retry_at, now),
                    (true, retry_at) => {
                        let latest = now.wrapping_add(LONGEST_WAIT);
                        self.not_before = retry_at.map_or(latest, |at| at.min(latest));
                    }
                }
                Verdict::GoesOn
            }
            Code::Network | Code::Timeout | Code::ServerError => {
                let wait = (FIRST_WAIT << self.troubles.min(20)).min(LONGEST_WAIT);
                self.troubles = self.troubles.wrapping_add(1);
                let asked = error.retry_at.unwrap_or(0).min(now.wrapping_add(LONGEST_WAIT));
                self.not_before = asked.max(now.wrapping_add(wait));
                Verdict::GoesOn
            }
            // A 404 that says nothing of the target may be a proxy's.
            _ if error.target == Target::Gone => {
                self.end(Outcome::Gone);
                Verdict::GoesOn
            }
            _ if error.target == Target::Refused => self.fail(error),
            Code::NotFound | Code::BadRequest | Code::BadResponse => self.fail(error),
            _ => Verdict::Stopped,
        }
    }

    /// One entry fails. Should many have failed in the same way, it is not for themselves: they are left to do.
    fn fail<J: Json>(&mut self, error: &Error<J>) -> Verdict {
        let in_a_row = match self.failing {
            Some((code, count)) if code == error.code => count + 1,
            _ => 1,
        };
        self.failing = Some((error.code, in_a_row));
        self.ended();
        self.state.outcomes.fail(error);
        if in_a_row < SAME_IN_A_ROW << self.state.stops.min(16) {
            return Verdict::GoesOn;
        }
        self.failing = None;
        self.state.stops += 1;
        self.state.outcomes.forget(in_a_row);
        Verdict::Stopped
    }

    fn refused(&mut self, retry_at: Option<u64>, now: u64) {
        if let Some(pace) = self.pace() {
            pace.refused(retry_at, now);
        }
    }

    fn end(&mut self, outcome: Outcome) {
        self.ended();
        self.state.outcomes.end(outcome);
    }

    /// The entry that is next ends: what it waited for is over.
    fn ended(&mut self) {
        if let Some(pace) = self.pace() {
            pace.passed();
        }
        self.troubles = 0;
        self.not_before = 0;
        self.is_uncertain = false;
    }

    fn pace(&mut self) -> Option<&mut Pace> {
        let action = self.current()?.action;
        Some(self.state.paces.of(action))
    }
}

#[cfg(test)]
mod tests;
