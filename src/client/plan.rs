//! What a wanted change would do, found out by reads alone.

use super::{Auth, ClientPlatform, FailureOf, RetryBudget, call};
use crate::api::BaseUrl;
use crate::bulk::plan::Planner;

/// Reads until all is known that the plan takes. The platform is told of the line before the steps, and then of each step.
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
    let mut step = planner.head();
    loop {
        platform.learnt(planner.total(), planner.done(), step.as_str());
        let Some(request) = planner.next(base)? else { return Ok(()) };
        let answer = call(platform, &request, auth, budget).await?;
        step = planner.answered(&answer.success)?;
    }
}

#[cfg(test)]
mod tests;
