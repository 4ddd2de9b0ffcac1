//! What calls have to do.

#[cfg(feature = "client")]
use super::session::{self, Step};
#[cfg(feature = "client")]
use super::{job, plan};
use crate::api::Request;
#[cfg(feature = "client")]
use crate::api::Text;
use crate::client::{self, Auth, Failure, Patience};
use crate::error::Error;
use crate::web::{Answer, Call, spawn};

#[cfg(feature = "client")]
/// What a call has to do, unless it asks X once. One task for all of them: a task for each takes 1 KB more, compressed.
#[derive(Clone, Copy)]
pub enum Work {
    /// Find out what a wanted change would do.
    Plan,
    /// Say where to send people to sign in.
    BeginSignIn,
    /// Do something with a session.
    Session(Step),
    /// Go on with a job.
    RunJob,
}

#[cfg(feature = "client")]
/// Sets a call to work.
pub fn start(call: Call, work: Work) {
    spawn(async move {
        match carry_out(&call, work).await {
            Ok(json) => call.finish(json.as_str()),
            Err(failure) => fail(&call, failure),
        }
    });
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

#[cfg(feature = "client")]
/// Gives what the call ends with, as JSON.
fn carry_out(call: &Call, work: Work) -> impl Future<Output = Result<Text, Failure<Answer>>> {
    client::whole(async move {
        match work {
            Work::Plan => plan::make(call).await,
            Work::BeginSignIn => session::begin(call).await,
            Work::Session(step) => session::take(call, step).await,
            Work::RunJob => job::run(call).await,
        }
    })
}

/// Ends a call that has failed.
pub fn fail(call: &Call, failure: Failure<Answer>) {
    match failure {
        Failure::Error(error, thrown) => call.fail(error.to_json().as_str(), thrown),
        Failure::Thrown(thrown) => call.fail("", Some(thrown)),
    }
}
