//! Many mutes: pure state machines that are told the time, and the formats of lists.

mod account_hash;
pub mod action;
mod digits;
mod forecast;
pub mod job;
mod json;
pub mod list;
mod numbers;
pub mod pace;
pub mod plan;

pub use forecast::forecast;
