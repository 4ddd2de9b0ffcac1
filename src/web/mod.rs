//! The platform in browsers and the other JavaScript runtimes.

mod allocator;
mod call;
mod task;

#[cfg(feature = "trap")]
pub use allocator::counting::allocations;
pub use call::{Answer, Arrived, Call, arrived};
pub use task::{resume, spawn, wait};
