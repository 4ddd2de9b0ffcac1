//! Many mutes: pure state machines that are told the time.

mod day;
mod entry;
mod job;
mod pace;
mod window;

pub use entry::{Entry, Outcome};
pub use job::{Job, Settled, Step, Verdict};
pub use pace::{Pace, Style};
