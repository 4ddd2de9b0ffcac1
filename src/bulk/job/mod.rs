//! A job: many mutes and unmutes of one account, in parts of 1,000 entries, one after the other.
//!
//! What is stored of it are texts: one of its [`JobState`], which is written with each request, and one of each [`Part`].

mod ended;
mod new;
mod outcomes;
mod part;
mod progress;
mod queue;
mod report;
mod runner;
mod state;
mod tally;

pub use ended::{EndState, Ended};
pub use new::{entries_of, fault_of, new_job};
pub use part::{Entry, Part};
pub use progress::Progress;
pub use queue::Verdict;
pub use report::{EntryReport, part_report, salvage};
pub use runner::{Next, RunControl, Runner, damaged};
pub use state::{JobState, StateName};
