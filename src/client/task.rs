//! What only the platform can do, besides sending requests.

use super::{ClientPlatform, Failure, FailureOf, SendErrorKind};
use crate::api::{Code, Error};

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
    /// Becomes the one who runs the job, until the call ends; or gives a word, where somebody else does.
    Claim,
    /// What the store has of the job under this name.
    Read(&'a str),
    /// Puts that there: a name and a text.
    Write(&'a str, &'a str),
}

/// Has the platform do something; `fault` is what an error says of it.
///
/// # Errors
/// `storage` where it is for a store. Of anything else what was thrown, or `timeout`.
pub async fn perform<P: ClientPlatform>(platform: &P, task: Task<'_>, fault: &str) -> Result<String, FailureOf<P>> {
    let is_for_store = !matches!(task, Task::Token(_) | Task::HmacSha1(..) | Task::Sha256(_) | Task::Random);
    platform.perform(task).await.map_err(|lost| match lost.kind {
        _ if is_for_store => Failure::Error(Error::new(Code::Storage, fault), Some(lost.thrown)),
        SendErrorKind::Timeout => Error::new(Code::Timeout, fault).into(),
        _ => Failure::Thrown(lost.thrown),
    })
}
