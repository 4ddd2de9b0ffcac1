//! What calls have to do.

use super::{plan, session};
use crate::api::{BaseUrl, Request, Text};
use crate::auth::OAuthClient;
use crate::bulk::plan::Planner;
use crate::client::{self, Auth, Failure, Patience, job, session as sessions};
use crate::error::Error;
use crate::web::{Answer, Call, spawn};

/// What a call has to do, unless it asks X once. One type and one task for all of them: a task for each takes 1 KB more,
/// compressed.
pub enum Work {
    /// Find out what a wanted change would do.
    Plan(Box<Planner>, Text, Auth, Patience),
    /// Say where to send people to sign in.
    BeginSignIn,
    /// Exchange the code that they came back with.
    CompleteSignIn(OAuthClient, Box<Request>),
    /// Look for a session in the store.
    Restore(OAuthClient),
    /// Get tokens that are good.
    Renew(OAuthClient),
    /// Revoke and forget them.
    SignOut(OAuthClient),
    /// Go on with a job, at this base URL.
    RunJob(Auth, Text),
}

/// Sets a call to work, unless what was given with it is refused.
pub fn start(call: Call, work: Result<Work, Box<Error>>) {
    match work {
        Err(error) => fail(&call, error.into()),
        Ok(mut work) => spawn(async move {
            match carry_out(&call, &mut work).await {
                Ok(json) => call.finish(json.as_str()),
                Err(failure) => fail(&call, failure),
            }
        }),
    }
}

/// Has a call ask X, unless what was given with it is refused. A task of its own: engines compile a function when it is first
/// called, and the other task is a large one.
pub fn ask(call: Call, request: Result<(Box<Request>, Auth), Box<Error>>, patience: Patience) {
    match request {
        Err(error) => fail(&call, error.into()),
        Ok((request, auth)) => spawn(async move {
            match client::whole(client::call(&call, &request, &auth, patience)).await {
                Ok((response, success)) if success.as_str().is_empty() => call.succeed(&response.answer),
                Ok((_, success)) => call.finish(success.as_str()),
                Err(failure) => fail(&call, failure),
            }
        }),
    }
}

/// Gives what the call ends with, as JSON.
fn carry_out(call: &Call, work: &mut Work) -> impl Future<Output = Result<Text, Failure<Answer>>> {
    client::whole(async move {
        let tokens = match work {
            Work::Plan(planner, base, auth, patience) => {
                client::plan(call, BaseUrl::parsed(base.as_str()), auth, *patience, planner).await?;
                return Ok(plan::write(call, planner));
            }
            Work::BeginSignIn => return session::begin(call).await,
            Work::RunJob(auth, base) => {
                let base = BaseUrl::parsed(base.as_str());
                let until_limited = !call.given("maxMs").is_empty();
                return job::run(call, auth, &call.given("source"), base, until_limited).await;
            }
            Work::CompleteSignIn(client, exchange) => Some(sessions::begin(call, client, exchange).await?),
            Work::Restore(client) => sessions::restore(call, client).await?,
            Work::Renew(client) => Some(sessions::renew(call, client, &call.given("rejectedToken")).await?),
            Work::SignOut(client) => {
                sessions::end(call, client).await?;
                None
            }
        };
        Ok(tokens.as_ref().map_or_else(|| Text::from("null"), |tokens| tokens.to_session()))
    })
}

fn fail(call: &Call, failure: Failure<Answer>) {
    match failure {
        Failure::Error(error, thrown) => call.fail(error.into_json().as_str(), thrown),
        Failure::Thrown(thrown) => call.fail("", Some(thrown)),
    }
}
