//! All that a call needs of the world around it.

use crate::api::{Reply, Request, ResponseInfo};

/// Why there is no whole answer, and what the platform threw.
pub struct SendError<T> {
    /// Why.
    pub kind: SendErrorKind,
    /// What the platform threw.
    pub thrown: T,
}

/// Why there is no whole answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SendErrorKind {
    /// fetch failed, the body broke off, or what else was asked of the platform failed.
    Failed,
    /// The time limit of an attempt passed.
    Timeout,
    /// The body is larger than is ever read.
    TooLarge,
    /// The call is settled: nobody waits for the answer.
    Cancelled,
    /// The caller's own `fetch` gave something that is not a `Response`.
    NotAResponse,
}

/// A runtime: fetch, a clock, and the caller's `onResponse`.
pub trait Platform {
    /// An HTTP response.
    type Reply: Reply;
    /// What the platform throws. It goes back to the caller as it came.
    type Thrown;

    /// Milliseconds since the epoch.
    fn now(&self) -> u64;

    /// Any number.
    fn random(&self) -> u32;

    /// Lets time pass. Ends at once when the call is settled.
    fn wait(&self, milliseconds: u64) -> impl Future<Output = ()>;

    /// Sends a request, with an Authorization header if there is one, and reads the whole answer, within the call's time limit.
    fn send(
        &self,
        request: &Request,
        authorization: Option<&str>,
    ) -> impl Future<Output = Result<Self::Reply, SendError<Self::Thrown>>>;

    /// True if the caller gave `onResponse`. Otherwise no [`ResponseInfo`] is built.
    fn listens(&self) -> bool {
        false
    }

    /// Calls `onResponse`.
    fn responded(&self, _info: &ResponseInfo<'_>) {}
}
