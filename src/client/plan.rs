//! What a wanted change would do, found out by reads alone.

use super::{Auth, ClientPlatform, FailureOf, RetryBudget, Task, call, perform};
use crate::api::BaseUrl;
use crate::bulk::plan::Planner;

/// Reads until the plan is known, and tells the platform what each answer has shown.
///
/// # Errors
/// What [`Planner`] refuses, and what any of the requests fails with.
pub async fn plan<P: ClientPlatform>(
    platform: &P,
    base: BaseUrl<'_>,
    auth: &Auth,
    budget: RetryBudget,
    planner: &mut Planner,
) -> Result<(), FailureOf<P>> {
    platform.plan_began(&planner.head(), &planner.progress(None));
    while let Some(request) = planner.next(base)? {
        let answer = call(platform, &request, auth, budget).await?;
        let step = planner.answered(&answer.success)?;
        platform.plan_progressed(&planner.progress(Some(step)));
        turn(platform).await?;
    }
    Ok(())
}

/// Lets the thread do other work, if this call has kept it for long.
///
/// # Errors
/// The call is settled, and nobody waits for it.
pub async fn turn<P: ClientPlatform>(platform: &P) -> Result<(), FailureOf<P>> {
    perform(platform, Task::Turn, "").await.map(|_| ())
}

#[cfg(test)]
mod tests;
