//! The platform in browsers and the other JavaScript runtimes.

mod allocator;
mod call;
#[cfg(feature = "client")]
mod client_call;
#[cfg(feature = "client")]
mod job_call;
mod json;
#[cfg(feature = "client")]
mod rate_limit;
mod reply;
#[cfg(feature = "client")]
mod session;

#[cfg(feature = "trap")]
pub use allocator::counting::allocations;
pub use call::Call;
#[cfg(feature = "client")]
pub use client_call::{Auth, OAuth1Keys};
pub use json::Json;
#[cfg(feature = "client")]
pub use rate_limit::RateLimit;
pub use reply::Reply;
#[cfg(feature = "client")]
pub use session::{CallbackOptions, SessionOptions, SignInOptions};
