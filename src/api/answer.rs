//! How to read the answer.

use serde::Serialize;

use super::error::{Code, Error};
use super::json::Json;
#[cfg(feature = "client")]
use super::oauth_error;
use super::problem::Problem;
use super::rate_limit::RateLimit;
use super::reply::Reply;
use super::retry::{self, Retry};
#[cfg(feature = "client")]
use super::users::{self, Lookup, Page};
use super::{Endpoint, Request};

/// How much of a reply that could not be understood is kept, in bytes.
pub(super) const MAX_BODY: usize = 1024;

/// What X gave for a request, by its endpoint.
#[derive(Clone, Debug)]
pub enum Success<J> {
    /// X's own JSON, untouched: of `mute`, `unmute`, `token` and `revoke`.
    Reply(Option<J>),
    /// Of `me`.
    #[cfg(feature = "client")]
    User(J),
    /// Of `users`.
    #[cfg(feature = "client")]
    Lookup(Lookup<J>),
    /// Of `muted`.
    #[cfg(feature = "client")]
    Page(Page<J>),
}

/// Reads the success that was asked for. None where the answer is no such success.
pub fn read_success<R: Reply>(request: &Request, reply: &R) -> Option<Success<R::Json>> {
    if reply.status() != 200 {
        return None;
    }
    let json = reply.json();
    match request.endpoint {
        Endpoint::Mute => untouched(json, |json| muting(json) == Some(true)),
        Endpoint::Unmute => untouched(json, |json| muting(json) == Some(false)),
        #[cfg(feature = "client")]
        Endpoint::Token => untouched(json, |json| json.access_token().is_some()),
        #[cfg(feature = "client")]
        Endpoint::Revoke => Some(Success::Reply(json)),
        #[cfg(feature = "client")]
        Endpoint::Muted => users::read_page(request, reply, &json?).map(Success::Page),
        #[cfg(feature = "client")]
        Endpoint::Me => users::read_user(&json?).map(Success::User),
        #[cfg(feature = "client")]
        Endpoint::Users => users::read_lookup(request, reply, &json?).map(Success::Lookup),
    }
}

fn untouched<J: Json>(json: Option<J>, is_success: impl FnOnce(&J) -> bool) -> Option<Success<J>> {
    json.filter(is_success).map(|json| Success::Reply(Some(json)))
}

fn muting(json: &impl Json) -> Option<bool> {
    json.data()?.muting()
}

/// Reads an answer that is no success, with these limits and all that X said. `now` is in milliseconds since the epoch.
pub fn read_failure<R: Reply>(endpoint: Endpoint, reply: &R, limits: &[RateLimit], now: u64) -> Box<Error<R::Json>> {
    let status = reply.status();
    let (code, phrase) = meaning(status);
    let mut error = Error::new(code, format!("{}: {status}", endpoint.name()));
    error.endpoint = Some(endpoint);
    error.status = Some(status);
    error.transaction_id = reply.header("x-transaction-id");
    let problem = if is_redirect(status) { None } else { reply.problem().and_then(|json| Problem::read(&json)) };
    match endpoint {
        #[cfg(feature = "client")]
        Endpoint::Token | Endpoint::Revoke => oauth_error::add(&mut error, reply, problem.as_ref(), phrase),
        _ => add_words(&mut error, reply, problem, phrase),
    }
    // Where waiting does not help (a cap on usage), the message does not say when to come back.
    if error.code == Code::RateLimited || status == 503 {
        let Retry { limit, at } = retry::read(limits, reply, now);
        error.rate_limit = limit;
        error.retry_at = at;
    }
    error
}

/// Adds what X says, or the start of a reply that says nothing.
fn add_words<R: Reply>(error: &mut Error<R::Json>, reply: &R, problem: Option<Problem<R::Json>>, phrase: &str) {
    let opposite = error.endpoint.and_then(|endpoint| opposite(endpoint, reply));
    match (opposite, problem) {
        (None, Some(problem)) => add_problem(error, problem, phrase),
        (opposite, _) => add_body(error, reply, opposite, phrase),
    }
}

/// What the reply to a mute or an unmute says that is the opposite of what was asked for.
fn opposite(endpoint: Endpoint, reply: &impl Reply) -> Option<&'static str> {
    if reply.status() != 200 || !matches!(endpoint, Endpoint::Mute | Endpoint::Unmute) {
        return None;
    }
    let is_muted = muting(&reply.json()?)?;
    Some(if is_muted { ": X answered that it is muted still" } else { ": X answered that it is not muted" })
}

pub(super) const REDIRECTED: &str = ": redirects are not followed, for the token would go along";

pub(super) fn is_redirect(status: u16) -> bool {
    matches!(status, 300..400)
}

fn add_problem<J: Json>(error: &mut Error<J>, problem: Problem<J>, phrase: &str) {
    // 200 with only errors is a failure that its problem tells; without a known problem, X did not find something.
    error.code = match (problem.code(), error.code) {
        (Some(Code::PaymentRequired), _) => Code::PaymentRequired,
        (code, Code::BadResponse) => code.unwrap_or(Code::NotFound),
        (_, code) => code,
    };
    error.target = problem.target();
    let Problem { title, detail, message, reason, problem_type, errors, .. } = problem;
    // HTTP/2 has no status text: where X gives no title, HTTP's own words are used.
    let heading = if title.is_empty() { phrase } else { &title };
    error.say(" ", heading, "");
    error.say(": ", if detail == heading { "" } else { &detail }, "");
    error.say(": ", if message == detail { "" } else { &message }, "");
    error.say(" (", &problem_type, ")");
    error.title = nonempty(title);
    error.detail = nonempty(detail);
    error.problem_type = nonempty(problem_type);
    error.reason = nonempty(reason);
    error.errors = Some(errors);
}

pub(super) fn nonempty(text: String) -> Option<String> {
    if text.is_empty() { None } else { Some(text) }
}

fn add_body<R: Reply>(error: &mut Error<R::Json>, reply: &R, opposite: Option<&str>, phrase: &str) {
    error.say(" ", phrase, "");
    let text = reply.start();
    error.message.push_str(match opposite {
        Some(opposite) => opposite,
        None if is_redirect(reply.status()) => REDIRECTED,
        None if text.is_empty() => ": the reply has no body",
        None => ": the reply is not what X promises; its start is in `body`",
    });
    error.body = nonempty(start_of(&text).into());
}

/// The first KiB, cut where a character ends.
pub(super) fn start_of(text: &str) -> &str {
    let end = (0..=MAX_BODY).rev().find(|end| text.is_char_boundary(*end));
    end.and_then(|end| text.get(..end)).unwrap_or_default()
}

/// What is known of an HTTP response, by the names of `ResponseInfo`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ResponseInfo<'l> {
    endpoint: Endpoint,
    attempt: u32,
    status: u16,
    duration_ms: u64,
    rate_limits: &'l [RateLimit],
    #[serde(skip_serializing_if = "Option::is_none")]
    transaction_id: Option<String>,
}

impl<'l> ResponseInfo<'l> {
    /// Of a reply with these limits.
    pub fn new(
        endpoint: Endpoint,
        attempt: u32,
        duration_ms: u64,
        reply: &impl Reply,
        rate_limits: &'l [RateLimit],
    ) -> Self {
        let transaction_id = reply.header("x-transaction-id");
        Self { endpoint, attempt, status: reply.status(), duration_ms, rate_limits, transaction_id }
    }
}

/// What a status means, and its reason phrase in RFC 9110 where X is seen to answer with it.
#[allow(clippy::match_overlapping_arm, reason = "the ranges are for the statuses that are not named above them")]
fn meaning(status: u16) -> (Code, &'static str) {
    match status {
        200 => (Code::BadResponse, "OK"),
        400 => (Code::BadRequest, "Bad Request"),
        401 => (Code::Unauthorized, "Unauthorized"),
        402 => (Code::PaymentRequired, "Payment Required"),
        403 => (Code::Forbidden, "Forbidden"),
        404 => (Code::NotFound, "Not Found"),
        429 => (Code::RateLimited, "Too Many Requests"),
        500 => (Code::ServerError, "Internal Server Error"),
        502 => (Code::ServerError, "Bad Gateway"),
        503 => (Code::ServerError, "Service Unavailable"),
        504 => (Code::ServerError, "Gateway Timeout"),
        400..=499 => (Code::BadRequest, ""),
        500..=599 => (Code::ServerError, ""),
        _ => (Code::BadResponse, ""),
    }
}

#[cfg(test)]
mod tests;
