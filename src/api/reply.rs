//! How to read the answer.

use super::problem::Problem;
use super::retry::{self, Retry};
use super::text::{Object, Text, cut, either, piece};
use super::{Endpoint, Request, rate_limit, users};
use crate::error::{Code, Error};

/// An HTTP response with its whole body, as the platform gives it. What is kept of it for an error goes through
/// [`Reply::redacted`] first.
pub trait Reply {
    /// HTTP status.
    fn status(&self) -> u16;
    /// A header by its lower-case name, without the secrets that were sent.
    fn header(&self, name: &str) -> Option<String>;
    /// A header that is a date (RFC 9110, 5.6.7), in milliseconds since the epoch.
    fn date(&self, name: &str) -> Option<u64>;
    /// The body as text, or as much of it as `max` UTF-16 units hold.
    fn text(&self, max: u32) -> String;
    /// A text of this reply without the secrets that were sent, should somebody have echoed them, however they are spelled.
    fn redacted(&self, text: &str) -> String;
    /// The boolean at `data.muting` of a JSON body, as the platform's own parser reads it.
    fn muting(&self) -> Option<bool>;
    /// The string at the top of a JSON body, as the platform's own parser reads it.
    fn field(&self, name: &str) -> Option<String>;
    /// The whole number, of at most 2^53-1, at the top of a JSON body.
    fn number(&self, name: &str) -> Option<u64>;
}

/// The longest reply that is read, in UTF-16 units: more than any page of X's.
const MAX_TEXT: u32 = 16 * 1024 * 1024;

/// The longest problem that is read as one, in UTF-16 units: X's are of a few hundred.
const MAX_PROBLEM: u32 = 64 * 1024;

/// How much is looked at of a longer body, in UTF-16 units: enough that a secret at the end of what is shown of it is whole.
const MAX_START: u32 = 8 * 1024;

/// A longer word in an OAuth error, in bytes, may be a token, unless it has letters and marks of prose only.
const LONGEST_WORD: usize = 20;

/// How much of a reply that could not be understood is kept, in bytes.
const MAX_BODY: usize = 1024;

/// Reads the success that was asked for: what is to be handed on in place of X's own JSON, or nothing where that is handed
/// on untouched. None where the answer is no such success.
pub fn read_success(request: &Request, reply: &impl Reply) -> Option<Text> {
    let untouched = |succeeded: bool| succeeded.then(Text::default);
    let text = || reply.text(MAX_TEXT);
    match request.endpoint {
        _ if reply.status() != 200 => None,
        Endpoint::Mute => untouched(muting(reply) == Some(true)),
        Endpoint::Unmute => untouched(muting(reply) == Some(false)),
        Endpoint::Muted => users::read_page(request, reply, &text()),
        Endpoint::Me => users::read_user(&text()),
        Endpoint::Users => users::read_lookup(request, reply, &text()),
        Endpoint::Token => untouched(reply.field("access_token").is_some()),
        Endpoint::Revoke => untouched(true),
    }
}

fn muting(reply: &impl Reply) -> Option<bool> {
    if reply.status() == 200 { reply.muting() } else { None }
}

/// Reads an answer that is no success, with all that X said. `now` is in milliseconds since the epoch.
pub fn read_failure(endpoint: Endpoint, reply: &impl Reply, now: u64) -> Box<Error> {
    let muting = if matches!(endpoint, Endpoint::Mute | Endpoint::Unmute) { muting(reply) } else { None };
    let text = &kept_of(reply);
    let problem = Problem::read(text).filter(|_| muting.is_none() && !is_redirect(reply.status()));
    let (code, phrase) = meaning(reply.status());
    let mut error = Error::new(code, endpoint.name());
    error.message.push(": ").push_number(reply.status().into());
    error.details.string("endpoint", endpoint.name());
    if let Some(id) = reply.header("x-transaction-id") {
        error.details.plain("transactionId", &id);
    }
    match problem {
        _ if matches!(endpoint, Endpoint::Token | Endpoint::Revoke) => {
            tell_of_oauth(&mut error, reply, problem, phrase)
        }
        Some(problem) => tell_of_problem(&mut error, problem, phrase),
        None => {
            error.say(" ", phrase, "");
            tell_of_body(&mut error, text, muting, reply.status());
        }
    }
    error.status = reply.status();
    tell_of_retry(&mut error, reply, now);
    error
}

const REDIRECTED: &str = ": redirects are not followed, for the token would go along";

fn is_redirect(status: u16) -> bool {
    matches!(status, 300..400)
}

/// The limit that was hit, and when to try again. Where waiting does not help (a cap on usage), neither is told.
fn tell_of_retry(error: &mut Error, reply: &impl Reply, now: u64) {
    if error.code == Code::RateLimited || reply.status() == 503 {
        let Retry { limit, at } = retry::read(reply, now);
        if let Some(limit) = limit {
            error.details.raw("rateLimit", limit.to_json().as_str());
        }
        error.retry_at = at;
    }
}

/// The body as far as an error may keep it: as a problem, or else its beginning.
fn kept_of(reply: &impl Reply) -> String {
    let text = reply.text(MAX_PROBLEM + 1);
    let is_whole = text.len() <= MAX_PROBLEM as usize;
    reply.redacted(&if is_whole { text } else { reply.text(MAX_START) })
}

/// What the token and revoke endpoints say: OAuth's own two fields (RFC 6749, 5.2) and nothing else, for anything else may
/// have tokens in it.
fn tell_of_oauth(error: &mut Error, reply: &impl Reply, problem: Option<Problem<'_>>, phrase: &str) {
    let [kind, description] = ["error", "error_description"].map(|name| {
        let text = reply.field(name).unwrap_or_default();
        prose(&reply.redacted(start_of(&text)))
    });
    error.say(" ", either(kind.as_str(), phrase), "");
    error.say(": ", description.as_str(), "");
    error.details.keep("title", kind.as_str());
    error.details.keep("detail", description.as_str());
    if kind.as_str().is_empty() && description.as_str().is_empty() {
        error.message.push(match reply.status() {
            200 => ": the answer is not what X promises",
            status if is_redirect(status) => REDIRECTED,
            _ => "",
        });
    }
    error.code = match reply.status() {
        400..=403 => Code::SignIn,
        _ => problem.and_then(|problem| problem.code()).unwrap_or(error.code),
    };
}

/// A text as the inside of a JSON string, with its words that may be tokens struck out.
fn prose(text: &str) -> Text {
    let is_token = |word: &str| {
        word.len() > LONGEST_WORD
            && !word
                .bytes()
                .all(|byte| matches!(byte, b'A'..=b'Z' | b'a'..=b'z' | b'_' | b'.' | b',' | b':' | b';' | b'\''))
    };
    let mut prose = Text::default();
    let mut rest = Some(text);
    while let Some(words) = rest {
        let (word, after) = cut(words, b' ');
        let space = if after.is_some() { " " } else { "" };
        prose.push_escaped(if is_token(word) { "[token]" } else { word }).push(space);
        rest = after;
    }
    prose
}

fn tell_of_problem(error: &mut Error, problem: Problem<'_>, phrase: &str) {
    // HTTP/2 has no status text: where X gives no title, HTTP's own words are used.
    let title = either(problem.title, phrase);
    error.say(" ", title, "");
    let detail = problem.detail;
    let message = problem.message;
    error.say(": ", if detail == title { "" } else { detail }, "");
    error.say(": ", if message == detail { "" } else { message }, "");
    error.say(" (", problem.kind, ")");
    error.details.keep("title", problem.title);
    error.details.keep("detail", detail);
    error.details.keep("type", problem.kind);
    error.details.keep("reason", problem.reason);
    error.details.raw("errors", problem.errors().as_str());
    error.target = problem.target();
    // 200 with only errors is a failure that its problem tells; without a known problem, X did not find something.
    error.code = match (problem.code(), error.code) {
        (Some(Code::PaymentRequired), _) => Code::PaymentRequired,
        (code, Code::BadResponse) => code.unwrap_or(Code::NotFound),
        (_, code) => code,
    };
}

fn tell_of_body(error: &mut Error, text: &str, muting: Option<bool>, status: u16) {
    error.message.push(match muting {
        Some(true) => ": X answered that it is muted still",
        Some(false) => ": X answered that it is not muted",
        None if is_redirect(status) => REDIRECTED,
        None if text.is_empty() => ": the reply has no body",
        None => ": the reply is not what X promises; its start is in `body`",
    });
    if !text.is_empty() {
        error.details.plain("body", start_of(text));
    }
}

/// What the caller may hear of a response: the JSON of a `ResponseInfo`.
pub fn info(endpoint: Endpoint, attempt: u32, duration_ms: u64, reply: &impl Reply) -> Text {
    let mut info = Object::default();
    info.string("endpoint", endpoint.name());
    info.number("attempt", attempt.into());
    info.number("status", reply.status().into());
    info.number("durationMs", duration_ms);
    let mut limits = Text::default();
    for limit in &rate_limit::read(reply) {
        limits.push_item(",", limit.to_json().as_str());
    }
    info.list("rateLimits", limits.as_str());
    if let Some(id) = reply.header("x-transaction-id") {
        info.plain("transactionId", &id);
    }
    info.finish()
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

/// The first KiB, cut where a character ends.
fn start_of(text: &str) -> &str {
    let mut end = text.len().min(MAX_BODY);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    piece(text, 0, end)
}

#[cfg(test)]
mod tests;
