//! Many mutes: pure state machines that are told the time, and the formats of lists.

pub mod action;
mod forecast;
mod index;
pub mod job;
mod json;
pub mod list;
mod numbers;
pub mod pace;
pub mod plan;
mod text;

pub use forecast::forecast;
pub use text::{Object, Text};
