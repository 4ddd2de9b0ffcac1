//! What happens in which order, over a platform that fetches and tells the time.

mod auth;
mod call;
mod failure;
#[cfg(feature = "client")]
pub mod job;
#[cfg(feature = "client")]
mod plan;
mod platform;
mod retry_budget;
#[cfg(feature = "client")]
pub mod session;
#[cfg(feature = "client")]
mod task;

pub use auth::Authorize;
#[cfg(feature = "client")]
pub use auth::{Auth, NO_CRYPTO};
pub use call::{Answer, call};
pub use failure::{Failure, FailureOf};
#[cfg(feature = "client")]
pub use plan::plan;
#[cfg(feature = "client")]
pub use platform::ClientPlatform;
pub use platform::{Platform, SendError, SendErrorKind};
pub use retry_budget::RetryBudget;
#[cfg(feature = "client")]
pub use task::{Task, perform};
