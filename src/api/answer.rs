//! How to read the answer.

use serde::Serialize;

use super::advice::advice;
use super::error::{Code, Error};
use super::json::Json;
#[cfg(feature = "client")]
use super::oauth_error;
use super::problem::Problem;
use super::rate_limit::{Limits, RateLimit};
use super::reply::Reply;
use super::retry::Retry;
use super::status::{REDIRECTED, is_redirect, meaning};
use super::text::{first_visible, nonempty, start_of};
#[cfg(feature = "client")]
use super::users::{self, Lookup, Page};
use super::{Endpoint, Request};

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
    /// Of a list of users.
    #[cfg(feature = "client")]
    Page(Page<J>),
}

/// Reads a 200. None if it is not the success that its endpoint promises.
pub fn read_success<R: Reply>(request: &Request, reply: &R) -> Option<Success<R::Json>> {
    if reply.status() != 200 {
        return None;
    }
    let json = reply.json();
    match request.endpoint {
        Endpoint::Mute => json_if(json, |json| muting(json) == Some(true)),
        Endpoint::Unmute => json_if(json, |json| muting(json) == Some(false)),
        #[cfg(feature = "client")]
        Endpoint::Token => json_if(json, |json| json.access_token().is_some()),
        #[cfg(feature = "client")]
        Endpoint::Revoke => Some(Success::Reply(json)),
        #[cfg(feature = "client")]
        Endpoint::List(_) => users::read_page(request, reply, &json?).map(Success::Page),
        #[cfg(feature = "client")]
        Endpoint::Me => users::read_user(&json?).map(Success::User),
        #[cfg(feature = "client")]
        Endpoint::Users => users::read_lookup(request, reply, &json?).map(Success::Lookup),
    }
}

fn json_if<J: Json>(json: Option<J>, is_success: impl FnOnce(&J) -> bool) -> Option<Success<J>> {
    json.filter(is_success).map(|json| Success::Reply(Some(json)))
}

fn muting(json: &impl Json) -> Option<bool> {
    json.data()?.muting()
}

/// Builds the error of a reply that is no success, from its status, its problem and its limits. `now` is in milliseconds since the
/// epoch.
#[cold]
pub fn read_failure<R: Reply>(endpoint: Endpoint, reply: &R, limits: &Limits, now: u64) -> Box<Error<R::Json>> {
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
        _ => describe(&mut error, reply, problem, phrase),
    }
    // Waiting does not help against a cap on usage, so its error does not say when to come back.
    if error.code == Code::RateLimited || status == 503 {
        let Retry { limit, at } = Retry::read(limits, reply, now);
        error.rate_limit = limit;
        error.retry_at = at;
    }
    if !endpoint.is_oauth() {
        let advice = advice(&error);
        error.append_nonempty("; ", advice, "");
    }
    error
}

/// Adds what X says, or the start of a reply that says nothing.
fn describe<R: Reply>(error: &mut Error<R::Json>, reply: &R, problem: Option<Problem<R::Json>>, phrase: &str) {
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
    Some(if is_muted { ": X says that the account is still muted" } else { ": X says that the account is not muted" })
}

fn add_problem<J: Json>(error: &mut Error<J>, problem: Problem<J>, phrase: &str) {
    error.code = match (problem.code(), error.code) {
        (Some(Code::PaymentRequired), _) => Code::PaymentRequired,
        (Some(code), Code::BadResponse) => code,
        // X answers 200 with `errors` alone for an account that it does not find.
        (None, Code::BadResponse) if problem.has_errors => Code::NotFound,
        (_, code) => code,
    };
    error.target = problem.target();
    let is_foreign = error.code == Code::NotFound && error.status == Some(404) && !problem.is_of_x;
    let Problem { title, detail, message, reason, problem_type, errors, .. } = problem;
    // HTTP/2 has no status text: where X gives no title, HTTP's own words are used.
    let heading = if title.is_empty() { phrase } else { &title };
    error.append_nonempty(" ", heading, "");
    error.append_nonempty(": ", if detail == heading { "" } else { &detail }, "");
    error.append_nonempty(": ", if message == detail { "" } else { &message }, "");
    error.append_nonempty(" (", &problem_type, ")");
    error.title = nonempty(title);
    error.detail = nonempty(detail);
    error.problem_type = nonempty(problem_type);
    error.reason = nonempty(reason);
    error.errors = Some(errors);
    if is_foreign {
        error.set_foreign();
    }
}

fn add_body<R: Reply>(error: &mut Error<R::Json>, reply: &R, opposite: Option<&str>, phrase: &str) {
    error.append_nonempty(" ", phrase, "");
    let text = reply.start();
    let first = first_visible(&text);
    let said = match opposite {
        Some(opposite) => opposite,
        None if is_redirect(reply.status()) => REDIRECTED,
        None if first.is_none() => ": the reply has no body",
        None if is_foreign(error.code, first) => {
            error.set_foreign();
            "; its start is in `body`"
        }
        None => ": the reply is not JSON of X's; its start is in `body`",
    };
    error.message.push_str(said);
    error.body = nonempty(start_of(&text).into());
}

/// True if X does not send texts that begin so. With 429 and 5xx it does; 404 it sends with no body or a problem.
fn is_foreign(code: Code, first: Option<u8>) -> bool {
    match code {
        Code::BadResponse | Code::NotFound => true,
        Code::RateLimited | Code::ServerError => false,
        _ => first == Some(b'<'),
    }
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

#[cfg(test)]
mod tests;
