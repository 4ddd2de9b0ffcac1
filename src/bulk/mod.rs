//! Many mutes: pure state machines that are told the time, and the formats of lists.

mod day;
mod forecast;
mod index;
mod job;
mod json;
mod kept;
pub mod list;
mod numbers;
mod outcomes;
mod pace;
mod paces;
mod part;
pub mod plan;
mod progress;
mod runner;
mod text;
mod window;

pub use forecast::forecast;
pub use job::Verdict;
pub use part::Part;
pub use runner::{Action, Ended, Runner, Wish, look_at};
pub use text::{Object, Text};
