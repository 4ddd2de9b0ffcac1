//! A job, from where it was left to its end or its next stop.

use super::{Auth, Failure, Patience, Platform, Task, call, perform, whole};
use crate::api::{BaseUrl, Reply, Text, read_limits};
use crate::bulk::{Action, Runner, Verdict, Wish};
use crate::error::{Code, Error};

/// What is said where the store or the lock fails.
const LOST: &str = "the job could not be locked, read or stored; nothing was sent without being noted before";

/// Goes on with the job in the store, of the account `source`; gives the JSON of how it ended: its `state`, and when to
/// resume it. It ends rather than waits, where that is wished.
///
/// # Errors
/// What no wait cures; then the job is paused. `storage` too where what is kept is damaged.
pub fn run<P: Platform>(
    platform: &P,
    auth: &Auth,
    source: &str,
    base: BaseUrl<'_>,
    until_limited: bool,
) -> impl Future<Output = Result<Text, Failure<P::Thrown>>> {
    whole(async move {
        if !perform(platform, Task::Claim, LOST).await?.text(u32::MAX).is_empty() {
            return Ok(Text::from(r#"{"state":"elsewhere"}"#));
        }
        let text = perform(platform, Task::Read(""), LOST).await?.text(u32::MAX);
        let mut runner = Runner::new(&text, source, base, until_limited)?;
        let mut stopped = None;
        loop {
            runner.hear(&platform.heard(), platform.now());
            let action = runner.next(platform.now(), platform.wish())?;
            if let Some(progress) = runner.news(platform.now()) {
                platform.progressed(progress.as_str());
            }
            match action {
                Action::End(ended) => return stopped.map_or(Ok(ended), Err),
                Action::Wait(milliseconds) => platform.wait(milliseconds).await,
                Action::Store(name, text) => {
                    let task = match &text {
                        None => Task::Read(name.as_str()),
                        Some(text) => Task::Write(name.as_str(), text.as_str()),
                    };
                    runner.stored(&perform(platform, task, LOST).await?.text(u32::MAX))?;
                }
                Action::Ask(request) => {
                    match whole(call(platform, &request, auth, Patience::new(0, 0))).await {
                        Ok((reply, lookup)) => runner.answered(&read_limits(&reply), lookup.as_str(), platform.now()),
                        // Nobody hears of it any more, and it has not failed.
                        Err(_) if platform.wish() == Wish::Abandon => {}
                        Err(failure) => {
                            let verdict = match &failure {
                                Failure::Error(error, _) => runner.failed(error, platform.now()),
                                Failure::Thrown(thrown) if platform.passes(thrown) => {
                                    runner.failed(&Error::new(Code::Network, ""), platform.now())
                                }
                                Failure::Thrown(_) => runner.stop(),
                            };
                            if verdict == Verdict::Stopped {
                                stopped = Some(failure);
                            }
                        }
                    }
                }
            }
        }
    })
}

#[cfg(test)]
mod tests;
