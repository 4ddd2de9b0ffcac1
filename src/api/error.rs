//! What went wrong, as data. JavaScript meets it as an `XError`.

use std::convert::Infallible;

use serde::Serialize;

use super::{Endpoint, RateLimit};

/// What an error says if the reply is not X's.
const FOREIGN: &str = ": a web page or something else answered, not X: check baseUrl and the proxy";

/// What kind of failure it was: `XError.code`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
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
    /// A 404 that is X's or empty, or 200 with only `errors`.
    NotFound,
    /// 429.
    RateLimited,
    /// 5xx.
    ServerError,
    /// A reply that is not what X promises, or not X's.
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

/// What a failure says of the account that was to be muted or unmuted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Target {
    /// Nothing.
    #[default]
    Unknown,
    /// X refuses to mute or unmute this account; it may not refuse others.
    Refused,
    /// The account does not exist any more.
    Gone,
}

/// An argument that is refused before anything is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidArgument {
    /// What the argument must be, and what it was unless that may be a secret.
    pub message: String,
}

impl<V> From<InvalidArgument> for Box<Error<V>> {
    fn from(invalid: InvalidArgument) -> Self {
        Error::new(Code::InvalidArgument, invalid.message)
    }
}

/// A failed call, under the names of `XError`'s fields. Times are in milliseconds since the epoch.
///
/// `V` is a value of JSON as the platform has parsed it. An error that was made before any reply has none.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase", bound = "")]
pub struct Error<V = Infallible> {
    /// The kind of failure.
    pub code: Code,
    /// One sentence that reads well by itself and carries no secret.
    pub message: String,
    /// The call of X's API that failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<Endpoint>,
    /// HTTP status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// `title` of X's problem; `error` of an OAuth error.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// `detail` of X's problem; `error_description` of an OAuth error.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The last path segment of `type` of X's problem.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub problem_type: Option<String>,
    /// `reason` of X's problem.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// X's `errors`, a list. It is handed on as it is, beside the rest.
    #[serde(skip)]
    pub errors: Option<V>,
    /// The limit that was hit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate_limit: Option<RateLimit>,
    /// When a retry can succeed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_at: Option<u64>,
    /// `x-transaction-id`, for X's support.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transaction_id: Option<String>,
    /// The start of a reply that could not be understood.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// How many requests were sent.
    pub attempts: u32,
    /// What the failure says of the target.
    #[serde(skip)]
    pub target: Target,
    /// True if a web page, or something else that is not X, has answered.
    #[serde(skip)]
    pub is_foreign: bool,
}

impl<V> Error<V> {
    /// An error with no details yet. Boxed: it is large, and passed through many results.
    pub fn new(code: Code, message: impl Into<String>) -> Box<Self> {
        Box::new(Self {
            code,
            message: message.into(),
            endpoint: None,
            status: None,
            title: None,
            detail: None,
            problem_type: None,
            reason: None,
            errors: None,
            rate_limit: None,
            retry_at: None,
            transaction_id: None,
            body: None,
            attempts: 0,
            target: Target::Unknown,
            is_foreign: false,
        })
    }

    /// An argument that is refused before anything is sent: the message says what it must be, and what it was.
    pub fn invalid_argument(message: impl Into<String>) -> Box<Self> {
        Self::new(Code::InvalidArgument, message)
    }

    /// Marks a reply that is not X's.
    pub fn set_foreign(&mut self) {
        self.code = Code::BadResponse;
        self.is_foreign = true;
        self.message.push_str(FOREIGN);
    }

    /// Appends `before`, `text` and `after` to the message, unless `text` is empty.
    pub fn append_nonempty(&mut self, before: &str, text: &str, after: &str) {
        if !text.is_empty() {
            self.message.extend([before, text, after]);
        }
    }
}

#[cfg(feature = "client")]
impl Error {
    /// The same error where those with X's `errors` are expected.
    pub fn widen<V>(self) -> Error<V> {
        Error {
            code: self.code,
            message: self.message,
            endpoint: self.endpoint,
            status: self.status,
            title: self.title,
            detail: self.detail,
            problem_type: self.problem_type,
            reason: self.reason,
            errors: None,
            rate_limit: self.rate_limit,
            retry_at: self.retry_at,
            transaction_id: self.transaction_id,
            body: self.body,
            attempts: self.attempts,
            target: self.target,
            is_foreign: self.is_foreign,
        }
    }
}
