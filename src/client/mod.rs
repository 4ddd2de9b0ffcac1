//! What happens in which order, over a platform that fetches and tells the time.

mod auth;
mod call;
#[cfg(feature = "client")]
mod client_platform;
mod failure;
#[cfg(feature = "client")]
pub mod job;
#[cfg(feature = "client")]
mod job_platform;
#[cfg(feature = "client")]
mod plan;
mod platform;
mod retry_budget;
#[cfg(feature = "client")]
pub mod session;

pub use auth::Authorize;
#[cfg(feature = "client")]
pub use auth::{Auth, NO_CRYPTO};
pub use call::{Answer, call};
#[cfg(feature = "client")]
pub use client_platform::{ClientPlatform, Task, not_stored, perform};
pub use failure::{Failure, FailureOf};
#[cfg(feature = "client")]
pub use job_platform::{Heard, JobPlatform, Look};
#[cfg(feature = "client")]
pub use plan::{plan, turn};
pub use platform::{Platform, SendError, SendErrorKind};
pub use retry_budget::RetryBudget;
