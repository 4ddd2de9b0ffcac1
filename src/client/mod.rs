//! What happens in which order, over a platform that fetches and tells the time.

mod auth;
mod call;
mod failure;
pub mod job;
mod patience;
mod plan;
mod platform;
pub mod session;
mod task;
mod whole;

pub use auth::{Auth, NO_CRYPTO};
pub use call::call;
pub use failure::Failure;
pub use patience::Patience;
pub use plan::plan;
pub use platform::{Fetched, Lost, Platform};
pub use task::{Task, perform};
pub use whole::whole;
