//! One call of X's API, from its request to its answer.

use std::cell::OnceCell;
use std::mem;

use super::{Authorize, Failure, FailureOf, Platform, RetryBudget, SendErrorKind};
use crate::api::{
    Code, Endpoint, Error, Limits, RateLimit, Reply, Request, ResponseInfo, Success, read_failure, read_success,
};

/// A reply. Its limits are read once, when they are first asked for.
struct Received<R> {
    reply: R,
    limits: OnceCell<Limits>,
}

impl<R: Reply> Received<R> {
    fn limits(&self) -> &Limits {
        self.limits.get_or_init(|| Limits::read(&self.reply))
    }
}

/// The success that was asked for.
pub struct Answer<R: Reply> {
    /// What X gave.
    pub success: Success<R::Json>,
    received: Received<R>,
}

impl<R: Reply> Answer<R> {
    /// The limits that the reply tells of.
    pub fn limits(&self) -> &[RateLimit] {
        &self.received.limits().known
    }

    /// The failure that the reply is after all, where what X gave cannot be used. `now` is in milliseconds since the epoch.
    #[cfg(feature = "client")]
    pub fn to_failure(&self, endpoint: Endpoint, now: u64) -> Box<Error<R::Json>> {
        read_failure(endpoint, &self.received.reply, self.received.limits(), now)
    }
}

/// Sends `request`, again where that may help and `budget` allows, and reads the answer.
///
/// # Errors
/// What the last answer is, if it is not the success that was asked for; and what [`Authorize::header`] fails with.
pub async fn call<P: Platform>(
    platform: &P,
    request: &Request,
    auth: &impl Authorize<P>,
    mut budget: RetryBudget,
) -> Result<Answer<P::Reply>, FailureOf<P>> {
    let mut refused: Option<String> = None;
    let mut may_ask_again = auth.has_other_tokens();
    let mut attempt = 1;
    loop {
        let header = auth.header(platform, request, refused.take().as_deref()).await;
        let authorization = header.map_err(|failure| failure.after(attempt - 1))?;
        let sent_at = platform.listens().then(|| platform.now());
        let (mut error, thrown) = match platform.send(request, authorization.as_deref()).await {
            Ok(reply) => match read(platform, request, attempt, sent_at, reply) {
                Ok(answer) => return Ok(answer),
                Err(error) => (error, None),
            },
            Err(error) => (unanswered(request.endpoint, error.kind), Some(error.thrown)),
        };
        if error.code == Code::Unauthorized && mem::take(&mut may_ask_again) {
            refused = authorization;
        } else {
            match budget.wait_after(&error, platform.now(), platform.random()) {
                Some(wait) => platform.wait(wait).await,
                None => {
                    error.attempts = attempt;
                    return Err(Failure::Error(error, thrown));
                }
            }
        }
        attempt += 1;
    }
}

/// The failure that a reply is.
type ErrorOf<R> = Box<Error<<R as Reply>::Json>>;

/// Calls `onResponse`, and then interprets the reply.
fn read<P: Platform>(
    platform: &P,
    request: &Request,
    attempt: u32,
    sent_at: Option<u64>,
    reply: P::Reply,
) -> Result<Answer<P::Reply>, ErrorOf<P::Reply>> {
    let received = Received { reply, limits: OnceCell::new() };
    if let Some(sent_at) = sent_at {
        let duration_ms = platform.now().saturating_sub(sent_at);
        let limits = &received.limits().known;
        platform.responded(&ResponseInfo::new(request.endpoint, attempt, duration_ms, &received.reply, limits));
    }
    match read_success(request, &received.reply) {
        Some(success) => Ok(Answer { success, received }),
        None => Err(read_failure(request.endpoint, &received.reply, received.limits(), platform.now())),
    }
}

fn unanswered<V>(endpoint: Endpoint, kind: SendErrorKind) -> Box<Error<V>> {
    let (code, what) = match kind {
        SendErrorKind::Failed => (Code::Network, "no answer"),
        SendErrorKind::Timeout => (Code::Timeout, "no whole answer within timeoutMs; try again"),
        SendErrorKind::TooLarge => (Code::BadResponse, "the reply is larger than 16 MiB; check baseUrl"),
        SendErrorKind::Cancelled => (Code::BadResponse, "cancelled"),
        SendErrorKind::NotAResponse => (Code::BadResponse, "fetch gave something that is no Response"),
    };
    let mut error = Error::new(code, format!("{}: {what}", endpoint.name()));
    error.endpoint = Some(endpoint);
    error
}

#[cfg(test)]
#[cfg(feature = "client")]
mod tests;
