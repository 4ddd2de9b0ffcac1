//! What happens in which order, over a platform that fetches and tells the time.

mod call;
mod patience;
mod platform;

pub use call::{Failure, call};
pub use patience::Patience;
pub use platform::{Fetched, Lost, Platform};
