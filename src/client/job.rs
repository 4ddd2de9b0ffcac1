//! A job, from where it was left to its end or its next stop.

use super::{Auth, ClientPlatform, Failure, FailureOf, RetryBudget, Task, call, perform};
use crate::api::{BaseUrl, Code, Error, Success};
use crate::bulk::{Action, Ended, Runner, Verdict, Wish};

/// What is said if the store or the lock fails.
const LOST: &str = "the job could not be locked, read or stored; nothing was sent without being noted before";

/// Goes on with the job in the store, of the account `source`; gives how it ended. It ends rather than waits, where that is
/// wished.
///
/// # Errors
/// What no wait cures; then the job is paused. `storage` too where what is kept is damaged.
pub async fn run<P: ClientPlatform>(
    platform: &P,
    auth: &Auth,
    source: &str,
    base: BaseUrl<'_>,
    until_limited: bool,
) -> Result<Ended, FailureOf<P>> {
    if !perform(platform, Task::Claim, LOST).await?.is_empty() {
        return Ok(Ended::ELSEWHERE);
    }
    let text = perform(platform, Task::Read(""), LOST).await?;
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
                runner.stored(&perform(platform, task, LOST).await?)?;
            }
            Action::Ask(request) => match call(platform, &request, auth, RetryBudget::new(0, 0)).await {
                Ok(answer) => {
                    let lookup = match &answer.success {
                        Success::Lookup(lookup) => Some(lookup),
                        _ => None,
                    };
                    runner.answered(answer.limits(), lookup, platform.now());
                }
                // Nobody hears of it any more, and it has not failed.
                Err(_) if platform.wish() == Wish::Abandon => {}
                Err(failure) => {
                    if failed(platform, &mut runner, &failure) == Verdict::Stopped {
                        stopped = Some(failure);
                    }
                }
            },
        }
    }
}

fn failed<P: ClientPlatform>(platform: &P, runner: &mut Runner<'_>, failure: &FailureOf<P>) -> Verdict {
    match failure {
        Failure::Error(error, _) => runner.failed(error, platform.now()),
        Failure::Thrown(thrown) if platform.passes(thrown) => {
            let error: Box<Error<<P::Reply as crate::api::Reply>::Json>> = Error::new(Code::Network, "");
            runner.failed(&error, platform.now())
        }
        Failure::Thrown(_) => runner.stop(),
    }
}

#[cfg(test)]
mod tests;
