//! How calls end.

use crate::client::Failure;
use crate::error::Error;
use crate::web::{Answer, Call, spawn};

/// Runs a task, unless what was given for it is refused. The call ends with what the task says, or with its failure.
pub fn run<T: 'static>(
    call: Call,
    given: Result<T, Box<Error>>,
    task: impl AsyncFnOnce(&Call, T) -> Result<(), Failure<Answer>> + 'static,
) {
    match given {
        Err(error) => fail(&call, error.into()),
        Ok(given) => spawn(async move {
            if let Err(failure) = task(&call, given).await {
                fail(&call, failure);
            }
        }),
    }
}

fn fail(call: &Call, failure: Failure<Answer>) {
    match failure {
        Failure::Error(error, thrown) => call.fail(error.into_json().as_str(), thrown),
        Failure::Thrown(thrown) => call.fail("", Some(thrown)),
    }
}
