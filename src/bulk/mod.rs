//! Many mutes: pure state machines that are told the time, and the formats of lists.

mod day;
pub mod forecast;
pub mod index;
mod job;
mod kept;
pub mod list;
mod pace;
mod paces;
mod part;
pub mod plan;
mod progress;
mod runner;
mod window;

pub use forecast::{Forecast, forecast};
pub use job::{Job, Settled, Step, Verdict};
pub use kept::Kept;
pub use pace::{Pace, Style};
pub use paces::Paces;
pub use part::{Entry, Outcome, Part};
pub use runner::{Action, Runner, Wish, look_at};
