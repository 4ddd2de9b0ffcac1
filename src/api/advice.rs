//! What to do about a failure: the end of its message.

use super::error::{Code, Error};

/// What to do about what X has answered; empty if that is in X's own words, which go before.
pub fn advice<V>(error: &Error<V>) -> &'static str {
    match error.code {
        Code::Unauthorized => "get a new token: they live two hours",
        Code::PaymentRequired => "waiting does not help: see the app's plan at X",
        Code::Forbidden if error.errors.is_none() => "check the token's scopes and the app's permissions",
        Code::RateLimited if error.retry_at.is_some() => "wait until `retryAt`, or set maxRateLimitWaitMs",
        Code::RateLimited => "wait 15 minutes, or set maxRateLimitWaitMs",
        Code::ServerError => "try again later",
        _ => "",
    }
}
