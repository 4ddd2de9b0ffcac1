//! A job as it is stored, and run: what is written in which order.
//!
//! Without a state there is no job. So a state is the first text that is removed and the last that is put there: a context that
//! is killed in between leaves no job, and not half of two. Nothing is overwritten that was not read before.

use serde::Serialize;

use super::{Auth, Failure, FailureOf, JobPlatform, RetryBudget, SendError, call, not_stored};
use crate::api::{BaseUrl, Code, Error, Reply, Success};
use crate::bulk::job::{Ended, JobState, Next, Part, Runner, StateName, Verdict, damaged};
use crate::bulk::pace::Style;

/// The most parts that a job can have.
const MAX_PARTS: u64 = 1000;

/// So many parts in a row that are not there are the end of a job whose state cannot be read.
const MISSING: u32 = 10;

/// So often it is tried to remove the state of a job that another context is writing.
const REMOVALS: u32 = 1000;

/// A job that was found in the store.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Found {
    /// False if it is damaged: then nothing else of it is known.
    pub is_whole: bool,
    /// Whose job it is.
    pub user_id: String,
    /// What tells it from other jobs under the same key.
    pub id: String,
    /// How many parts there are.
    pub parts: u64,
    /// How many parts have not ended.
    pub left: u64,
    /// True if some context runs it, or was killed while it did.
    pub is_running: bool,
}

/// Reads all texts of the job in the store; none if there is no job.
///
/// # Errors
/// `storage` if the store fails.
pub async fn load<P: JobPlatform>(platform: &P) -> Result<Option<Found>, FailureOf<P>> {
    let text = stored(platform.read(StateName::State).await)?;
    if text.is_empty() {
        return Ok(None);
    }
    platform.accept(&text);
    let state = JobState::read(&text);
    let count = state.as_ref().map_or(MAX_PARTS, |state| state.parts.min(MAX_PARTS));
    let (mut number, mut missing, mut entries) = (0, 0, Some(0));
    while number < count && missing < MISSING {
        let part = stored(platform.read(StateName::Part(number)).await)?;
        missing = if part.is_empty() { missing + 1 } else { 0 };
        entries = entries.and_then(|entries| Some(entries + Part::read(&part)?.entries.len() as u64));
        number += 1;
    }
    let whole = state.filter(|state| entries.is_some_and(|entries| state.is_whole(number, entries)));
    Ok(Some(whole.map_or_else(Found::default, |state| Found {
        is_whole: true,
        left: state.parts.saturating_sub(state.part),
        parts: state.parts,
        is_running: state.is_running,
        user_id: state.user_id,
        id: state.id,
    })))
}

/// A job that gives way, and the texts that take its place.
pub struct Replacement<'a> {
    /// The ID of the job that is there.
    pub id: &'a str,
    /// Its state; empty if there is none.
    pub before: &'a str,
    /// How many parts it has.
    pub parts_before: usize,
    /// The state and the parts of the new job; empty if there is to be none.
    pub texts: &'a [String],
}

/// Removes a job from the store, even while another context runs it, and stores a new one if there is one. False if another context
/// has stored another job since.
///
/// # Errors
/// `storage` if the store fails.
pub async fn replace<P: JobPlatform>(platform: &P, job: Replacement<'_>) -> Result<bool, FailureOf<P>> {
    let mut before = job.before.to_owned();
    let mut removals = REMOVALS;
    while !stored(platform.replace(StateName::State, &before, "").await)? {
        removals -= 1;
        if removals == 0 {
            return Err(storage(LOST, None));
        }
        before = stored(platform.read(StateName::State).await)?;
        let is_same = JobState::read(&before).is_none_or(|state| state.id == job.id);
        if !job.texts.is_empty() || !is_same {
            return Ok(false);
        }
    }
    let mut texts = job.texts.iter();
    let state = texts.next();
    for number in 0..job.parts_before.max(texts.len()) {
        let part = texts.next().map_or("", |text| text.as_str());
        let name = StateName::Part(number as u64);
        let before = stored(platform.read(name).await)?;
        if !stored(platform.replace(name, &before, part).await)? {
            return Ok(false);
        }
    }
    match state {
        Some(state) => stored(platform.replace(StateName::State, "", state).await),
        None => Ok(true),
    }
}

fn stored<V, T, R>(result: Result<R, SendError<T>>) -> Result<R, Failure<V, T>> {
    result.map_err(|error| not_stored(LOST, error))
}

fn storage<V, T>(message: &str, cause: Option<T>) -> Failure<V, T> {
    Failure::Error(Error::new(Code::Storage, message), cause)
}

/// What is said if the store or the lock fails.
const LOST: &str = "the job could not be locked, read or stored; nothing was sent without being noted before";

/// What is said if the job is not there any more.
const DISCARDED: &str = "the job was discarded, or another one is kept in its place: make it anew, or resume the other";

/// How a job is to run.
pub struct Run<'a> {
    /// The account whose job it must be.
    pub source: &'a str,
    /// Where the API is.
    pub base: BaseUrl<'a>,
    /// The state as the caller knows it: the job must be the same.
    pub known: &'a str,
    /// How its requests are spread from now on, unless as before.
    pub style: Option<Style>,
    /// At most so many mutes and unmutes in any 24 hours from now on, unless as before.
    pub max_per_day: Option<u64>,
    /// True if it is to end rather than to wait.
    pub until_limited: bool,
}

/// Goes on with the job in the store; gives how the run ended.
///
/// # Errors
/// What no wait cures; then the job is paused. `storage`, too, if the store fails, or the job is damaged or not there any more.
pub async fn run<P: JobPlatform>(platform: &P, auth: &Auth, options: Run<'_>) -> Result<Ended, FailureOf<P>> {
    if !stored(platform.claim().await)? {
        return Ok(Ended::ELSEWHERE);
    }
    let (mut state_text, state) = current_state(platform, &options).await?;
    let mut part_text = String::new();
    let mut runner = Runner::new(state, options.source, options.base, options.until_limited)?;
    let mut stopped = None;
    loop {
        let look = platform.look();
        for heard in &look.heard {
            runner.heard(heard.action, &heard.limits, look.now);
        }
        let next = runner.next(look.now, look.control)?;
        if let Some(progress) = runner.news(look.now) {
            platform.progressed(&progress);
        }
        match next {
            Next::End(ended) => return stopped.map_or(Ok(ended), Err),
            Next::Wait(milliseconds) => platform.wait(milliseconds).await,
            Next::Read(number) => {
                part_text = stored(platform.read(StateName::Part(number)).await)?;
                runner.read(&part_text)?;
            }
            Next::Store(name, text) => {
                let before = if name == StateName::State { &mut state_text } else { &mut part_text };
                if !stored(platform.replace(name, before, &text).await)? {
                    return Err(storage(DISCARDED, None));
                }
                *before = text;
                runner.stored();
            }
            Next::Ask(request) => match call(platform, &request, auth, RetryBudget::new(0, 0)).await {
                Ok(answer) => {
                    let lookup = match &answer.success {
                        Success::Lookup(lookup) => Some(lookup),
                        _ => None,
                    };
                    runner.answered(answer.limits(), lookup, platform.now());
                }
                // If the job was abandoned, the next look ends it before this is stored.
                Err(failure) => {
                    if failed(platform, &mut runner, &failure) == Verdict::Stopped {
                        stopped = Some(failure);
                    }
                }
            },
        }
    }
}

/// Reads the state, and the parts that have ended elsewhere since the caller knew it.
async fn current_state<P: JobPlatform>(platform: &P, options: &Run<'_>) -> Result<(String, JobState), FailureOf<P>> {
    let text = stored(platform.read(StateName::State).await)?;
    let known = JobState::read(options.known).ok_or_else(damaged)?;
    let Some(mut state) = JobState::read(&text).filter(|state| state.id == known.id) else {
        return Err(storage(DISCARDED, None));
    };
    platform.accept(&text);
    for number in known.part..state.part.min(known.parts) {
        stored(platform.read(StateName::Part(number)).await)?;
    }
    state.set_pace(options.style.unwrap_or(state.style), options.max_per_day.unwrap_or(state.max_per_day));
    Ok((text, state))
}

fn failed<P: JobPlatform>(platform: &P, runner: &mut Runner<'_>, failure: &FailureOf<P>) -> Verdict {
    match failure {
        Failure::Error(error, _) => runner.failed(error, platform.now()),
        Failure::Thrown(thrown) if platform.passes(thrown) => {
            let error: Box<Error<<P::Reply as Reply>::Json>> = Error::new(Code::Network, "");
            runner.failed(&error, platform.now())
        }
        Failure::Thrown(_) => runner.stop(),
    }
}

#[cfg(test)]
mod tests;
