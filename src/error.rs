//! What went wrong, as data. JavaScript meets it as an `XError`.

use crate::api::{Object, Text};

/// What kind of failure it was: `XError.code`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// Refused before anything was sent.
    InvalidArgument,
    /// 400, and the 4xx that have no code of their own.
    BadRequest,
    /// 401: the token is wrong, expired or revoked.
    Unauthorized,
    /// 402, or a usage cap: waiting for the window does not help.
    PaymentRequired,
    /// 403: scope, app permission, enrolment, app-only token.
    Forbidden,
    /// 404, or 200 with only `errors`.
    NotFound,
    /// 429.
    RateLimited,
    /// 5xx.
    ServerError,
    /// A reply that is not what X promises.
    BadResponse,
    /// The request or the reply was lost on the way.
    Network,
    /// `timeoutMs` passed.
    Timeout,
    /// OAuth 2.0's sign-in or refresh was refused.
    SignIn,
    /// The store failed, or stayed locked.
    Storage,
}

impl Code {
    /// The public name.
    pub fn name(self) -> &'static str {
        match self {
            Self::InvalidArgument => "invalid_argument",
            Self::BadRequest => "bad_request",
            Self::Unauthorized => "unauthorized",
            Self::PaymentRequired => "payment_required",
            Self::Forbidden => "forbidden",
            Self::NotFound => "not_found",
            Self::RateLimited => "rate_limited",
            Self::ServerError => "server_error",
            Self::BadResponse => "bad_response",
            Self::Network => "network",
            Self::Timeout => "timeout",
            Self::SignIn => "sign_in",
            Self::Storage => "storage",
        }
    }
}

/// What a failure says of the account that was to be muted or unmuted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Nothing.
    Unknown,
    /// It cannot be muted or unmuted; others may.
    Refused,
    /// There is no such account any more.
    Gone,
}

/// A failed call.
#[derive(Debug, PartialEq, Eq)]
pub struct Error {
    /// The kind of failure.
    pub code: Code,
    /// One sentence that reads well by itself and carries no secret; escaped, as the inside of a JSON string.
    pub message: Text,
    /// HTTP status; 0 where there was no response.
    pub status: u16,
    /// What it says of the target.
    pub target: Target,
    /// When a retry can succeed, in milliseconds since the epoch.
    pub retry_at: Option<u64>,
    /// What else is known, under the names of `XError`'s fields: times in milliseconds since the epoch.
    pub details: Object,
}

impl Error {
    /// A failure of which no more than this is known yet. Boxed: it is handed on often, and rarely made.
    pub fn new(code: Code, message: &str) -> Box<Self> {
        Box::new(Self {
            code,
            message: message.into(),
            status: 0,
            target: Target::Unknown,
            retry_at: None,
            details: Object::default(),
        })
    }

    /// An argument that is refused before anything is sent: what it must be, and what is wrong with it.
    pub fn invalid_argument(must: &str, fault: &str) -> Box<Self> {
        let mut error = Self::new(Code::InvalidArgument, must);
        error.message.push(fault);
        error
    }

    /// Adds to the message, where there is something to say.
    #[inline(never)]
    pub fn say(&mut self, before: &str, text: &str, after: &str) {
        if !text.is_empty() {
            self.message.push(before).push(text).push(after);
        }
    }

    /// All of it as JSON.
    pub fn to_json(&self) -> Text {
        let mut json = self.details.clone();
        if self.status > 0 {
            json.number("status", self.status.into());
        }
        if let Some(at) = self.retry_at {
            json.number("retryAt", at);
        }
        json.string("code", self.code.name());
        json.string("message", self.message.as_str());
        json.finish()
    }
}
