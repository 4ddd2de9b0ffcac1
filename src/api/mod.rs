//! X's API v2 in plain Rust: what to ask, and how to read the answer.

mod base_url;
mod endpoint;
mod id;
mod json;
mod problem;
mod rate_limit;
mod reply;
mod retry;
mod text;

pub use base_url::BaseUrl;
pub use endpoint::{Endpoint, Method, Request};
pub use id::UserId;
pub use rate_limit::{RateLimit, Scope};
pub use reply::{Reply, has_succeeded, info, read_failure};
pub use text::{Object, Text};
