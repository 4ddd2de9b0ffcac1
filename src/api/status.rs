//! HTTP's status codes.

use super::error::Code;

/// What an error says of a redirect.
pub const REDIRECTED: &str = ": redirects are not followed, for the token would go along";

/// True for 3xx.
pub fn is_redirect(status: u16) -> bool {
    matches!(status, 300..400)
}

/// What a status means, and its reason phrase in RFC 9110 where X is seen to answer with it.
#[allow(clippy::match_overlapping_arm, reason = "the ranges are for the statuses that are not named above them")]
pub fn meaning(status: u16) -> (Code, &'static str) {
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
