//! All that a call needs of the world around it.

#[cfg(feature = "client")]
use super::Task;
use crate::api::{Reply, Request, ResponseInfo};
#[cfg(feature = "client")]
use crate::bulk::Wish;

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
    /// fetch failed, or the body broke off.
    Network,
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

    /// True if `onResponse` is to be called: what is not heard need not be said.
    fn listens(&self) -> bool {
        false
    }

    /// Calls `onResponse`.
    fn responded(&self, _info: &ResponseInfo<'_>) {}
}

/// What accounts, sessions, plans and jobs need besides: cryptography, a store, and the caller's other callbacks.
#[cfg(feature = "client")]
pub trait ClientPlatform: Platform {
    /// Does what only the platform can, within a time limit; gives a text.
    fn perform(&self, task: Task<'_>) -> impl Future<Output = Result<String, SendError<Self::Thrown>>>;

    /// Parses a text that was stored.
    fn parse(&self, text: &str) -> Option<<Self::Reply as Reply>::Json>;

    /// True if what was thrown is a failure that passes: who is to give a token may be offline.
    fn passes(&self, _thrown: &Self::Thrown) -> bool {
        false
    }

    /// Whether the caller wants a job to go on.
    fn wish(&self) -> Wish {
        Wish::GoOn
    }

    /// Tells the caller how far a job is, by the JSON of a `Progress`.
    fn progressed(&self, _progress: &str) {}

    /// What replies to other calls of the same client have told of X's limits since this was asked the last time, as
    /// [`crate::bulk::Runner::hear`] takes it.
    fn heard(&self) -> String {
        String::new()
    }

    /// Tells the caller of a call that makes many requests how many people there are, of how many all is known, and what
    /// it has learnt: a text of the call's own.
    fn learnt(&self, _total: u32, _done: u32, _step: &str) {}
}
