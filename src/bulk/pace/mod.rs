//! When the next of many requests may be sent.

mod day;
mod endpoint;
mod paces;
mod style;
pub mod window;

pub use endpoint::Pace;
pub use paces::Paces;
pub use style::Style;
