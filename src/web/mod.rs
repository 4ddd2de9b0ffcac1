//! The platform in browsers and the other JavaScript runtimes.

mod allocator;
mod call;
mod task;

pub use call::{Answer, Arrived, Call, arrived};
pub use task::{resume, spawn, wait};
