//! What happens in which order, over a platform that fetches and tells the time.

mod call;
mod platform;

pub use call::{Failure, call};
pub use platform::{Fetched, Lost, Platform};
