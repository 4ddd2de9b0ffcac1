//! A job from where it was left to its end or its next stop: what to do next, and what comes of it.
//!
//! Before each request it is stored that the request is about to be sent, with what became of those before it. So a context
//! that is killed leaves at most one entry of which nobody knows, and X is asked about that one.

use super::ended::{EndState, Ended};
use super::outcomes::Outcome;
use super::part::Part;
use super::progress::{Current, Progress};
use super::queue::{Queue, Step, Verdict};
use super::state::{JobState, StateName};
use crate::api::{BaseUrl, Code, Error, Json, Lookup, Missing, People, RateLimit, Request, UserId};
use crate::bulk::action::Action;
use crate::bulk::pace::window::SLACK;
use crate::bulk::plan::{MUTED, TOLD, relations};

/// No wait is longer, in milliseconds: a laptop that has slept, or a clock that was set, is found out after it.
const LONGEST_WAIT: u64 = 60_000;

/// A job that may not wait still waits so long, in milliseconds: an alarm that rings every 15 minutes rings just before the next
/// window begins.
const SHORT_WAIT: u64 = 2 * SLACK;

/// What to do next.
pub enum Next {
    /// Read the part of this number, and pass it to [`Runner::read`].
    Read(u64),
    /// Store this text in place of the one that is there, and call [`Runner::stored`].
    Store(StateName, String),
    /// Ask X, and call [`Runner::answered`] or [`Runner::failed`].
    Ask(Request),
    /// Let so many milliseconds pass.
    Wait(u64),
    /// Nothing more.
    End(Ended),
}

/// Whether a job is to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunControl {
    /// It is.
    GoOn,
    /// It is to end once the request under way is settled.
    Pause,
    /// Nobody waits for it any more.
    Abandon,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// The next part is to be read.
    Load,
    /// Its entries are worked on.
    Work,
    /// It is stored that the request is about to be sent.
    Send,
    /// The part has ended, which is to be stored.
    SavePart,
    /// It is to be stored that nobody runs the job any more.
    Close,
    /// The run has ended.
    Over,
}

/// Runs a job.
pub struct Runner<'a> {
    base: BaseUrl<'a>,
    until_limited: bool,
    queue: Queue,
    phase: Phase,
    /// The end of the wait that has been told and stored, if there is one.
    waiting_until: Option<u64>,
    resume_at: Option<u64>,
    has_news: bool,
}

impl<'a> Runner<'a> {
    /// Takes up a job of the account `source`. It ends rather than waits if `until_limited`.
    ///
    /// # Errors
    /// `invalid_argument` if the job belongs to another account.
    pub fn new(mut state: JobState, source: &str, base: BaseUrl<'a>, until_limited: bool) -> Result<Self, Box<Error>> {
        if state.user_id != source {
            return Err(Error::invalid_argument("the job that is kept belongs to another account"));
        }
        state.is_running = true;
        let phase = if state.is_done() { Phase::Over } else { Phase::Load };
        let queue = Queue::new(state);
        Ok(Self { base, until_limited, queue, phase, waiting_until: None, resume_at: None, has_news: false })
    }

    /// What to do now.
    ///
    /// # Errors
    /// `storage` if the stored IDs are none, which `JobState::read` and `Part::read` have ruled out.
    pub fn next(&mut self, now: u64, control: RunControl) -> Result<Next, Box<Error>> {
        if control == RunControl::Abandon {
            self.phase = Phase::Over;
        }
        if self.phase == Phase::Work
            && let Some(next) = self.work(now, control)
        {
            return Ok(next);
        }
        let part = self.queue.state.part;
        Ok(match self.phase {
            Phase::Load => Next::Read(part),
            Phase::Work | Phase::Send => Next::Ask(self.request()?),
            Phase::SavePart => {
                Next::Store(StateName::Part(part), Part::write(&self.queue.entries, &self.queue.state.outcomes))
            }
            Phase::Close => {
                self.queue.state.is_running = false;
                self.store_state()
            }
            Phase::Over => Next::End(self.ended()),
        })
    }

    /// What the queue does now, or none if the phase has changed.
    fn work(&mut self, now: u64, control: RunControl) -> Option<Next> {
        match (control, self.queue.next(now)) {
            (RunControl::Pause, _) => self.phase = Phase::Close,
            (_, Step::Done) => self.phase = Phase::SavePart,
            (_, Step::Settle) => self.phase = Phase::Send,
            (_, Step::Send) => {
                self.phase = Phase::Send;
                self.queue.state.is_sending = true;
                self.queue.sent(now);
                return Some(self.store_state());
            }
            (_, Step::Wait(until)) if self.until_limited && until > now + SHORT_WAIT => {
                self.resume_at = Some(until);
                self.phase = Phase::Close;
            }
            (_, Step::Wait(until)) if self.waiting_until == Some(until) => {
                return Some(Next::Wait(until.saturating_sub(now).min(LONGEST_WAIT)));
            }
            (_, Step::Wait(until)) => {
                self.waiting_until = Some(until);
                return Some(self.store_state());
            }
        }
        None
    }

    fn store_state(&mut self) -> Next {
        self.has_news = true;
        Next::Store(StateName::State, self.queue.state.write())
    }

    /// The request of the entry that is next, or the question what became of it.
    fn request(&self) -> Result<Request, Box<Error>> {
        let Some(entry) = self.queue.current() else { return Err(damaged()) };
        if self.queue.is_uncertain() {
            return Ok(Request::users(self.base, &People::Ids(entry.id.as_str().into()), "connection_status"));
        }
        let build = match entry.action {
            Action::Mute => Request::mute,
            Action::Unmute => Request::unmute,
        };
        let source = UserId::parse("", &self.queue.state.user_id)?;
        Ok(build(self.base, source, UserId::parse("", &entry.id)?))
    }

    fn ended(&self) -> Ended {
        let state = if self.queue.state.is_done() { EndState::Done } else { EndState::Paused };
        Ended { state, resume_at: self.resume_at }
    }

    /// Takes the text of the part that was to be read.
    ///
    /// # Errors
    /// `storage` if it is damaged.
    pub fn read(&mut self, text: &str) -> Result<(), Box<Error>> {
        self.queue.entries = Part::read(text).ok_or_else(damaged)?.entries;
        if self.queue.state.is_sending {
            self.queue.was_cut_off();
        }
        self.phase = Phase::Work;
        Ok(())
    }

    /// What was to be stored is stored.
    pub fn stored(&mut self) {
        match self.phase {
            Phase::SavePart => {
                let tally = self.queue.tally();
                self.queue.state.next_part(&tally);
                self.phase = if self.queue.state.is_done() { Phase::Close } else { Phase::Load };
                self.queue.entries = Vec::new();
            }
            Phase::Close => self.phase = Phase::Over,
            _ => {}
        }
    }

    /// X has answered: with these limits, and with this lookup if it was asked what became of an entry.
    pub fn answered(&mut self, limits: &[RateLimit], lookup: Option<&Lookup<impl Json>>, now: u64) {
        self.settled();
        if self.queue.is_uncertain() {
            let settled = lookup.map_or(Outcome::Todo, |lookup| self.read_lookup(lookup));
            self.queue.settled(settled);
        } else {
            self.queue.told(limits, now);
            self.queue.succeeded();
        }
    }

    /// X, or the way there, has failed.
    pub fn failed<J: Json>(&mut self, error: &Error<J>, now: u64) -> Verdict {
        self.settled();
        // X does not tell. It is asked again to do what was wanted, which changes nothing if it is done.
        if self.queue.is_uncertain() && matches!(error.code, Code::BadRequest | Code::BadResponse | Code::NotFound) {
            self.queue.settled(Outcome::Todo);
            return Verdict::GoesOn;
        }
        self.queue.state.is_sending = self.queue.is_uncertain();
        let verdict = self.queue.failed(error, now);
        if verdict == Verdict::Stopped {
            self.phase = Phase::Close;
        }
        verdict
    }

    /// Nothing was sent: there is no token.
    pub fn stop(&mut self) -> Verdict {
        self.queue.state.is_sending = self.queue.is_uncertain();
        self.phase = Phase::Close;
        Verdict::Stopped
    }

    fn settled(&mut self) {
        self.queue.state.is_sending = false;
        self.phase = Phase::Work;
        self.waiting_until = None;
    }

    /// What the lookup of the entry that is next says of it.
    fn read_lookup(&self, lookup: &Lookup<impl Json>) -> Outcome {
        let Some(user) = lookup.users.first() else {
            // If X says nothing of the account, it is asked again to do what was wanted.
            let is_told = |missing: &Missing| missing.title.is_some() || missing.problem_type.is_some();
            return if lookup.missing.first().is_some_and(is_told) { Outcome::Gone } else { Outcome::Todo };
        };
        let facts = relations(user);
        if facts & TOLD == 0 {
            return Outcome::Todo;
        }
        let wanted = self.queue.current().map(|entry| entry.action);
        let found = if facts & MUTED > 0 { Action::Mute } else { Action::Unmute };
        if wanted == Some(found) { Outcome::Done } else { Outcome::Todo }
    }

    /// Takes in that another call of the same client was answered, and with which limits.
    pub fn heard(&mut self, action: Action, limits: &[RateLimit], now: u64) {
        self.queue.state.paces.heard(action, limits, now);
    }

    /// How far the job is, if there is news of that.
    pub fn news(&mut self, now: u64) -> Option<Progress> {
        std::mem::take(&mut self.has_news).then(|| self.progress(now))
    }

    fn progress(&self, now: u64) -> Progress {
        let state = &self.queue.state;
        let tally = self.queue.tally();
        let ended = state.ended.plus(tally.ended);
        let (mutes, unmutes) = (state.mutes.saturating_sub(tally.mutes), state.unmutes.saturating_sub(tally.unmutes));
        let current = self.queue.current();
        Progress {
            total: state.total,
            muted: ended.muted,
            unmuted: ended.unmuted,
            gone: ended.gone,
            failed: ended.failed,
            done: ended.sum(),
            current: current.map(|entry| Current { id: entry.id.clone(), username: entry.username.clone() }),
            waiting_until: self.waiting_until,
            eta: state.paces.end_of(mutes, unmutes, now),
        }
    }
}

/// The error of a job whose texts cannot be read.
pub fn damaged() -> Box<Error> {
    Error::new(
        Code::Storage,
        "the job that is kept is damaged, or of another version: resumeJob() gives those of its entries that can be read",
    )
}
