//! What a job needs of the world around it.

use super::{ClientPlatform, SendError};
use crate::api::RateLimit;
use crate::bulk::action::Action;
use crate::bulk::job::{Progress, RunControl, StateName};

/// What a job is told between two steps.
pub struct Look {
    /// Milliseconds since the epoch.
    pub now: u64,
    /// Whether the caller wants the job to go on.
    pub control: RunControl,
    /// What replies to other calls of the same client have told since the last look.
    pub heard: Vec<Heard>,
}

/// What a reply to another call has told.
pub struct Heard {
    /// What the call did.
    pub action: Action,
    /// X's limits, as the reply told them.
    pub limits: Vec<RateLimit>,
}

/// A store for the texts of one job, the lock of the job, and its caller. Each operation ends within a time limit.
pub trait JobPlatform: ClientPlatform {
    /// Becomes the one context that runs the job, until the call ends. False if another one does.
    fn claim(&self) -> impl Future<Output = Result<bool, SendError<Self::Thrown>>>;

    /// The text that is stored under this name; empty if there is none.
    fn read(&self, name: StateName) -> impl Future<Output = Result<String, SendError<Self::Thrown>>>;

    /// Stores `next` under this name if `expected` is there, and tells whether it was. An empty text stands for none.
    fn replace(
        &self,
        name: StateName,
        expected: &str,
        next: &str,
    ) -> impl Future<Output = Result<bool, SendError<Self::Thrown>>>;

    /// Remembers a state that was read as that of this job.
    fn accept(&self, state: &str);

    /// Looks at the clock and at what the caller wants.
    fn look(&self) -> Look;

    /// Tells the caller how far the job is.
    fn progressed(&self, progress: &Progress);
}
