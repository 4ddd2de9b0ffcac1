//! X's API v2 in plain Rust: what to ask, and how to read the answer.

mod advice;
mod answer;
mod base_url;
#[cfg(feature = "client")]
mod encode;
mod endpoint;
mod error;
mod id;
mod json;
#[cfg(feature = "client")]
mod oauth_error;
#[cfg(feature = "client")]
mod people;
mod problem;
mod rate_limit;
mod reply;
mod request;
mod retry;
mod status;
mod text;
#[cfg(feature = "client")]
mod users;

pub use answer::{ResponseInfo, Success, read_failure, read_success};
pub use base_url::BaseUrl;
#[cfg(feature = "client")]
pub use encode::encoded;
pub use endpoint::Endpoint;
#[cfg(feature = "client")]
pub use endpoint::UserList;
pub use error::{Code, Error, InvalidArgument, Target};
pub use id::{UserId, all_digits};
pub use json::Json;
#[cfg(feature = "client")]
pub use oauth_error::is_dead_token;
#[cfg(feature = "client")]
pub use people::{People, is_username};
pub use rate_limit::{Limits, RateLimit, Scope};
pub use reply::Reply;
pub use request::{Body, Request};
#[cfg(feature = "client")]
pub use users::{Lookup, Missing, Page};
