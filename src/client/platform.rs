//! All that a call needs of the world around it.

use super::Task;
use crate::api::{Reply, Request};
use crate::bulk::Wish;

/// What became of a request.
pub enum Fetched<R, T> {
    /// X, or somebody on the way, answered, and the whole body is here.
    Reply(R),
    /// There is no whole answer, and what the platform threw.
    Lost(Lost, T),
}

/// Why there is no whole answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// fetch failed, or the body broke off.
    Network,
    /// The time limit of an attempt passed.
    Timeout,
    /// The body is larger than is ever read.
    TooLarge,
    /// The caller does not wait any more: nobody hears of it.
    Cancelled,
    /// The caller's own `fetch` gave something that is not a `Response`.
    NotAResponse,
}

/// A runtime: fetch, a clock, cryptography, a store and the caller's ear.
pub trait Platform {
    /// An HTTP response.
    type Reply: Reply;
    /// What the platform throws. It goes back to the caller as it came.
    type Thrown;

    /// Milliseconds since the epoch.
    fn now(&self) -> u64;

    /// Any number.
    fn random(&self) -> u32;

    /// Lets time pass. Ends at once when the caller waits no more.
    fn wait(&self, milliseconds: u64) -> impl Future<Output = ()>;

    /// Sends a request, with an Authorization header unless that is empty, and reads the whole answer, within the call's
    /// time limit.
    fn fetch(&self, request: &Request, authorization: &str)
    -> impl Future<Output = Fetched<Self::Reply, Self::Thrown>>;

    /// Does what only the platform can, within a time limit.
    fn perform(&self, task: Task<'_>) -> impl Future<Output = Fetched<Self::Reply, Self::Thrown>>;

    /// Whether anyone wants to hear of responses: what is not heard need not be said.
    fn listens(&self) -> bool {
        false
    }

    /// Tells the caller of a response, by the JSON of a `ResponseInfo`.
    fn responded(&self, _info: &str) {}

    /// Whether what was thrown is a failure that passes: who is to give a token may be offline.
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
    /// it has learnt: JSON of the call's own.
    fn learnt(&self, _total: u32, _done: u32, _step: &str) {}
}
