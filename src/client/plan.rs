//! What a wanted change would do, found out by reads alone.

use super::{Auth, Failure, Patience, Platform, call, whole};
use crate::api::{BaseUrl, Endpoint};
use crate::bulk::plan::Planner;

/// Reads until all is known that the plan takes. The platform is told of the line before the steps, and then of each step.
///
/// # Errors
/// What [`Planner`] refuses, and what any of the requests fails with.
pub fn plan<P: Platform>(
    platform: &P,
    base: BaseUrl<'_>,
    auth: &Auth,
    patience: Patience,
    planner: &mut Planner,
) -> impl Future<Output = Result<(), Failure<P::Thrown>>> {
    whole(async move {
        let mut step = planner.head();
        loop {
            platform.learnt(planner.total(), planner.done(), step.as_str());
            let Some(request) = planner.next(base)? else { return Ok(()) };
            let (_, answer) = whole(call(platform, &request, auth, patience)).await?;
            step = planner.answered(request.endpoint == Endpoint::Muted, &answer)?;
        }
    })
}

#[cfg(test)]
mod tests;
