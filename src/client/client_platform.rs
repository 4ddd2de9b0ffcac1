//! What accounts, sessions, plans and jobs need of the world around them.

use super::{Failure, FailureOf, Platform, SendError, SendErrorKind};
use crate::api::{Code, Error, Reply};
use crate::bulk::plan::{PlanHead, PlanProgress};

/// What only the platform can do. Each gives a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task<'a> {
    /// Asks the caller for a token, again where this one was refused.
    Token(Option<&'a str>),
    /// HMAC-SHA1 (RFC 2104) of a text, in base64: a key and the text.
    HmacSha1(&'a str, &'a str),
    /// SHA-256 of a text, in base64url without padding.
    Sha256(&'a str),
    /// 256 random bits, in base64url without padding.
    Random,
    /// What the store has under the session's key; empty where it has nothing.
    Load,
    /// Puts this there; empty deletes what is there.
    Save(&'a str),
    /// Waits until nobody else, in whichever tab or worker, works on the session. Ends with the call.
    Lock,
    /// Lets the thread do other work, if this call has kept it for long. Gives nothing.
    Turn,
}

/// What accounts, sessions, plans and jobs need besides: cryptography, a store, and the caller's other callbacks.
pub trait ClientPlatform: Platform {
    /// Does what only the platform can, within a time limit; gives a text.
    fn perform(&self, task: Task<'_>) -> impl Future<Output = Result<String, SendError<Self::Thrown>>>;

    /// Parses a text that was stored.
    fn parse(&self, text: &str) -> Option<<Self::Reply as Reply>::Json>;

    /// True if what was thrown is a failure that passes: who is to give a token may be offline.
    fn passes(&self, _thrown: &Self::Thrown) -> bool {
        false
    }

    /// Tells the caller that a plan begins, and what a partial one begins with.
    fn plan_began(&self, _head: &PlanHead, _progress: &PlanProgress) {}

    /// Tells the caller what the last answer has shown for a plan.
    fn plan_progressed(&self, _progress: &PlanProgress) {}
}

/// The failure of a store or a lock; `fault` is what the error says of it. The platform adds what was thrown.
pub fn not_stored<V, T>(fault: &str, failed: SendError<T>) -> Failure<V, T> {
    let mut error = Error::new(Code::Storage, fault);
    if failed.kind == SendErrorKind::Timeout {
        error.message.push_str(": the store did not answer within 10 seconds");
    }
    Failure::Error(error, Some(failed.thrown))
}

/// Has the platform do something; `fault` is what an error says of it.
///
/// # Errors
/// `storage` where it is for a store. Of anything else what was thrown, or `timeout`.
pub async fn perform<P: ClientPlatform>(platform: &P, task: Task<'_>, fault: &str) -> Result<String, FailureOf<P>> {
    let is_for_store =
        !matches!(task, Task::Token(_) | Task::HmacSha1(..) | Task::Sha256(_) | Task::Random | Task::Turn);
    platform.perform(task).await.map_err(|error| match error.kind {
        _ if is_for_store => not_stored(fault, error),
        SendErrorKind::Timeout => Error::new(Code::Timeout, fault).into(),
        _ => Failure::Thrown(error.thrown),
    })
}
