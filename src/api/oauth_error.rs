//! What the token and revoke endpoints say when they say no.

use super::problem::Problem;
use super::status::{REDIRECTED, is_redirect};
use super::text::{MAX_KEPT, first_visible, nonempty, start_of};
use super::{Code, Error, Json, Reply};

/// A longer word in an OAuth error, in bytes, may be a token, unless it has letters and marks of prose only.
const LONGEST_WORD: usize = 20;

/// The `error` of a token that is used, expired or revoked (RFC 6749, 5.2).
const INVALID_GRANT: &str = "invalid_grant";

/// X's `error_description` of such a token, beside an `error` that it has for any faulty request, too: `invalid_request`.
const INVALID_TOKEN: &str = "Value passed for the token was invalid.";

/// Adds what the token and revoke endpoints say: OAuth's own two fields (RFC 6749, 5.2) and nothing else, for anything else may
/// have tokens in it.
pub fn add<R: Reply>(error: &mut Error<R::Json>, reply: &R, problem: Option<&Problem<R::Json>>, phrase: &str) {
    let json = reply.json();
    let field = |of: fn(&R::Json) -> Option<String>| {
        let text = json.as_ref().and_then(of).unwrap_or_default();
        start_without_tokens(&reply.redacted(&text))
    };
    let (title, detail) = (field(R::Json::error), field(R::Json::error_description));
    error.append_nonempty(" ", if title.is_empty() { phrase } else { &title }, "");
    error.append_nonempty(": ", &detail, "");
    let is_foreign = match reply.status() {
        200 => first_visible(&reply.start()) == Some(b'<'),
        404 => problem.is_none() && first_visible(&reply.start()).is_some(),
        _ => false,
    };
    if is_foreign {
        return error.set_foreign();
    }
    if title.is_empty() && detail.is_empty() {
        error.message.push_str(match reply.status() {
            200 => ": the answer is not what X promises",
            status if is_redirect(status) => REDIRECTED,
            _ => "",
        });
    }
    error.title = nonempty(title);
    error.detail = nonempty(detail);
    error.code = match reply.status() {
        400..=403 => Code::SignIn,
        _ => problem.and_then(Problem::code).unwrap_or(error.code),
    };
}

/// True if the token endpoint's answer says that the refresh token is used, expired or revoked. Other refusals, of the client or of
/// the request, say nothing of the token: it may still be good.
pub fn is_dead_token<V>(error: &Error<V>) -> bool {
    error.status == Some(400)
        && (error.title.as_deref() == Some(INVALID_GRANT) || error.detail.as_deref() == Some(INVALID_TOKEN))
}

/// The start of a text, with its words that may be tokens struck out: before it is cut, for what is left of one would look like
/// another word.
fn start_without_tokens(text: &str) -> String {
    let is_prose = |byte| matches!(byte, b'A'..=b'Z' | b'a'..=b'z' | b'_' | b'.' | b',' | b':' | b';' | b'\'');
    let is_token = |word: &str| word.len() > LONGEST_WORD && !word.bytes().all(is_prose);
    // A word has a space after it: more words than bytes are never kept.
    let words = text.split(' ').take(MAX_KEPT + 1).map(|word| if is_token(word) { "[token]" } else { word });
    start_of(&words.collect::<Vec<_>>().join(" ")).into()
}

#[cfg(test)]
mod tests;
