//! A job from where it was left to its end or its next stop: what to do next, and what comes of it.
//!
//! Before each request it is kept that the request is about to be sent, with what became of those before it. So whoever
//! is killed leaves one entry at most of which nobody knows, and X is asked about that one.

use super::forecast::limits;
use super::job::{Job, Step, Verdict};
use super::kept::{Kept, PART, PARTS, RUNNING, SENDING, TOTAL};
use super::outcomes::Outcome;
use super::part::Part;
use super::plan::{MUTED, TOLD, relations};
use super::progress::{Tally, progress};
use super::window::SLACK;
use serde::Serialize;

use crate::api::{BaseUrl, Json, Lookup, Missing, People, RateLimit, Request, UserId};
use crate::api::{Code, Error};
use crate::bulk::text::{Object, Text, cut};

/// No wait is longer, in milliseconds: a laptop that has slept, or a clock that was set, is found out after it.
const LONGEST_WAIT: u64 = 60_000;

/// A wait as short as this is no sleep, in milliseconds: whoever wakes as often as X's window is long comes just before the
/// next one.
const SHORT_WAIT: u64 = 2 * SLACK;

/// What to do next.
pub enum Action {
    /// Read what is kept under this name, or keep this text there, and tell [`Runner::stored`].
    Store(Text, Option<Text>),
    /// Ask X, and tell [`Runner::answered`] or [`Runner::failed`].
    Ask(Request),
    /// Let so many milliseconds pass.
    Wait(u64),
    /// Nothing more: how it ended.
    End(Ended),
}

/// How a job has ended, or why it rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Ended {
    /// `done`, `paused` or `elsewhere`.
    pub state: &'static str,
    /// When to resume it, in milliseconds since the epoch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resume_at: Option<u64>,
}

impl Ended {
    /// Another tab or worker runs it.
    pub const ELSEWHERE: Self = Self { state: "elsewhere", resume_at: None };
}

/// Whether a job is to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// It is.
    GoOn,
    /// It is to end once what is under way is settled.
    Pause,
    /// Nobody waits for it any more.
    Abandon,
}

/// Where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// The part that is next is to be read.
    Load,
    /// Its entries are worked on.
    Work,
    /// It is kept that the request is about to be sent.
    Send,
    /// The part has ended, which is to be kept.
    SavePart,
    /// It is to be kept that nobody runs it any more.
    Close,
    /// It has ended.
    Over,
}

/// Runs a job.
pub struct Runner<'a> {
    base: BaseUrl<'a>,
    until_limited: bool,
    job: Job,
    phase: Phase,
    /// What is waited for has been told and kept; 0 where nothing is.
    waiting_until: u64,
    resume_at: u64,
    has_news: bool,
}

impl<'a> Runner<'a> {
    /// Takes up what is kept of a job of the account `source`. It ends rather than waits, where that is wished.
    ///
    /// # Errors
    /// `storage` where it is damaged, `invalid_argument` where it belongs to another account.
    pub fn new(text: &str, source: &str, base: BaseUrl<'a>, until_limited: bool) -> Result<Self, Box<Error>> {
        let mut kept = Kept::read(text).ok_or_else(damaged)?;
        if kept.user_id.as_str() != source {
            return Err(Error::invalid_argument("the job that is kept belongs to another account"));
        }
        kept.numbers[RUNNING] = 1;
        let phase = if kept.is_done() { Phase::Over } else { Phase::Load };
        let job = Job::new(kept);
        Ok(Self { base, until_limited, job, phase, waiting_until: 0, resume_at: 0, has_news: false })
    }

    /// What to do now.
    ///
    /// # Errors
    /// None that what was checked before does not give.
    pub fn next(&mut self, now: u64, wish: Wish) -> Result<Action, Box<Error>> {
        if wish == Wish::Abandon {
            self.phase = Phase::Over;
        }
        if self.phase == Phase::Work {
            match (wish, self.job.next(now)) {
                (Wish::Pause, _) => self.phase = Phase::Close,
                (_, Step::Done) => self.phase = Phase::SavePart,
                (_, Step::Settle) => self.phase = Phase::Send,
                (_, Step::Send) => {
                    self.phase = Phase::Send;
                    self.job.kept.numbers[SENDING] = 1;
                    self.job.sent(now);
                    return Ok(self.save());
                }
                (_, Step::Wait(until)) if self.until_limited && until > now + SHORT_WAIT => {
                    self.resume_at = until;
                    self.phase = Phase::Close;
                }
                (_, Step::Wait(until)) if self.waiting_until == until => {
                    return Ok(Action::Wait(until.saturating_sub(now).min(LONGEST_WAIT)));
                }
                (_, Step::Wait(until)) => {
                    self.waiting_until = until;
                    return Ok(self.save());
                }
            }
        }
        Ok(match self.phase {
            Phase::Load => Action::Store(self.part_name(), None),
            Phase::Work | Phase::Send => Action::Ask(self.request()?),
            Phase::SavePart => Action::Store(self.part_name(), Some(self.job.write_part())),
            Phase::Close => {
                self.job.kept.numbers[RUNNING] = 0;
                self.save()
            }
            Phase::Over => Action::End(self.ended()),
        })
    }

    fn part_name(&self) -> Text {
        let mut name = Text::default();
        name.push_number(self.job.kept.numbers[PART]);
        name
    }

    /// Keeps where it is.
    fn save(&mut self) -> Action {
        self.has_news = true;
        Action::Store(Text::default(), Some(self.job.kept.write()))
    }

    /// The request of the entry that is next, or the question what became of it.
    fn request(&self) -> Result<Request, Box<Error>> {
        let Some(entry) = self.job.current() else { return Err(damaged()) };
        if self.job.is_uncertain() {
            return Ok(Request::users(self.base, &People::Ids(entry.id.into()), "connection_status"));
        }
        let build = if entry.unmute { Request::unmute } else { Request::mute };
        let source = UserId::parse("", self.job.kept.user_id.as_str())?;
        Ok(build(self.base, source, UserId::parse("", entry.id)?))
    }

    fn ended(&self) -> Ended {
        Ended {
            state: if self.job.kept.is_done() { "done" } else { "paused" },
            resume_at: (self.resume_at > 0).then_some(self.resume_at),
        }
    }

    /// What was to be kept is, or this is the text that was asked for.
    ///
    /// # Errors
    /// `storage` where it is damaged.
    pub fn stored(&mut self, text: &str) -> Result<(), Box<Error>> {
        match self.phase {
            Phase::Load => {
                self.job.part = Part::read(text).ok_or_else(damaged)?;
                if self.job.kept.numbers[SENDING] > 0 {
                    self.job.was_cut_off();
                }
                self.phase = Phase::Work;
            }
            Phase::SavePart => {
                let tally = Tally::of(&self.job, 0);
                self.job.kept.next_part(&tally);
                self.phase = if self.job.kept.is_done() { Phase::Close } else { Phase::Load };
                self.job.part = Part::default();
            }
            Phase::Close => self.phase = Phase::Over,
            _ => {}
        }
        Ok(())
    }

    /// X has answered: with these limits, and with this lookup where it was asked what became of an entry.
    pub fn answered(&mut self, limits: &[RateLimit], lookup: Option<&Lookup<impl Json>>, now: u64) {
        self.settled();
        if self.job.is_uncertain() {
            let settled = lookup.map_or(Outcome::Todo, |lookup| self.read_lookup(lookup));
            self.job.settled(settled);
        } else {
            self.job.told(limits, now);
            self.job.succeeded();
        }
    }

    /// X, or the way there, has failed.
    pub fn failed<J: Json>(&mut self, error: &Error<J>, now: u64) -> Verdict {
        self.settled();
        // X does not tell. It is asked again to do what was wanted, which changes nothing where it is done.
        if self.job.is_uncertain() && matches!(error.code, Code::BadRequest | Code::BadResponse | Code::NotFound) {
            self.job.settled(Outcome::Todo);
            return Verdict::GoesOn;
        }
        self.job.kept.numbers[SENDING] = self.job.is_uncertain().into();
        let verdict = self.job.failed(error, now);
        if verdict == Verdict::Stopped {
            self.phase = Phase::Close;
        }
        verdict
    }

    /// Nothing was sent: there is no token.
    pub fn stop(&mut self) -> Verdict {
        self.job.kept.numbers[SENDING] = self.job.is_uncertain().into();
        self.phase = Phase::Close;
        Verdict::Stopped
    }

    fn settled(&mut self) {
        self.job.kept.numbers[SENDING] = 0;
        self.phase = Phase::Work;
        self.waiting_until = 0;
    }

    /// What the lookup of the entry that is next says of it.
    fn read_lookup(&self, lookup: &Lookup<impl Json>) -> Outcome {
        let Some(user) = lookup.users.first() else {
            // Where X says nothing of them, it is asked again to do what was wanted.
            let is_told = |missing: &Missing| missing.title.is_some() || missing.problem_type.is_some();
            return if lookup.missing.first().is_some_and(is_told) { Outcome::Gone } else { Outcome::Todo };
        };
        let facts = relations(user);
        if facts & TOLD == 0 {
            return Outcome::Todo;
        }
        let is_muted = facts & MUTED > 0;
        let unmute = self.job.current().is_some_and(|entry| entry.unmute);
        if is_muted == unmute { Outcome::Todo } else { Outcome::Done }
    }

    /// Takes in what other calls of the same client have learnt: a line for each, of its endpoint, a space, and X's limits as
    /// `forecast::limits` reads them.
    pub fn hear(&mut self, heard: &str, now: u64) {
        let mut rest = Some(heard);
        while let Some((line, after)) = rest.map(|heard| cut(heard, b'\n')).filter(|(line, _)| !line.is_empty()) {
            let (endpoint, told) = cut(line, b' ');
            self.job.kept.paces.heard(endpoint == "unmute", &limits(told.unwrap_or_default()), now);
            rest = after;
        }
    }

    /// How far it is, should there be news of that: the JSON of a `Progress`.
    pub fn news(&mut self, now: u64) -> Option<Text> {
        let has_news = std::mem::take(&mut self.has_news);
        has_news.then(|| progress(&self.job, self.waiting_until, now))
    }
}

/// Looks at a job's state: JSON of whose it is, how many parts there are, how many of them have not ended, and how many
/// entries. None where it is damaged.
pub fn look_at(text: &str) -> Option<Text> {
    let kept = Kept::read(text)?;
    let mut found = Object::default();
    found.string("userId", kept.user_id.as_str());
    found.number("parts", kept.numbers[PARTS]);
    found.number("left", kept.numbers[PARTS].checked_sub(kept.numbers[PART])?);
    found.number("total", kept.numbers[TOTAL]);
    Some(found.finish())
}

fn damaged() -> Box<Error> {
    Error::new(Code::Storage, "the job that is kept is damaged, or of another version")
}
