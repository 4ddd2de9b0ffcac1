//! One call of X's API, from its request to its answer.

use super::{Fetched, Lost, Platform};
use crate::api::{self, Endpoint, Request};
use crate::auth::Bearer;
use crate::error::{Code, Error};

/// A failed call, with what the platform threw where it threw.
pub struct Failure<T> {
    /// What went wrong.
    pub error: Box<Error>,
    /// The platform's own error: the `cause`.
    pub thrown: Option<T>,
}

impl<T> From<Box<Error>> for Failure<T> {
    fn from(error: Box<Error>) -> Self {
        Self { error, thrown: None }
    }
}

/// Sends `request` and reads the answer.
///
/// # Errors
/// Whatever is not the success that was asked for.
pub async fn call<P: Platform>(
    platform: &P,
    request: &Request,
    bearer: &Bearer,
) -> Result<P::Reply, Failure<P::Thrown>> {
    let attempt = 1;
    let endpoint = request.endpoint;
    let sent_at = platform.now();
    let failure = match platform.fetch(request, bearer).await {
        Fetched::Reply(reply) => {
            if platform.listens() {
                let duration = platform.now().saturating_sub(sent_at);
                platform.responded(api::info(endpoint, attempt, duration, &reply).as_str());
            }
            if api::has_succeeded(endpoint, &reply) {
                return Ok(reply);
            }
            api::read_failure(endpoint, &reply, platform.now(), |text| bearer.strike_from(text)).into()
        }
        Fetched::Lost(why, thrown) => Failure { error: lost(endpoint, why), thrown: Some(thrown) },
    };
    let Failure { mut error, thrown } = failure;
    error.details.number("attempts", attempt.into());
    Err(Failure { error, thrown })
}

fn lost(endpoint: Endpoint, why: Lost) -> Box<Error> {
    let (code, what) = match why {
        Lost::Network => (Code::Network, ": the request or its answer was lost on the way"),
        Lost::Timeout => (Code::Timeout, ": there was no whole answer within timeoutMs"),
        Lost::TooLarge => (Code::BadResponse, ": the reply is larger than 16 MiB"),
        Lost::NotAResponse => (Code::BadResponse, ": the given fetch did not give a Response"),
    };
    let mut error = Error::new(code, endpoint.name());
    error.message.push(what);
    error.details.string("endpoint", endpoint.name());
    error
}
