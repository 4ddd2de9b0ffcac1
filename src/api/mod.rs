//! X's API v2 in plain Rust: what to ask, and how to read the answer.

mod base_url;
mod encode;
mod endpoint;
mod id;
mod json;
mod people;
mod problem;
mod rate_limit;
mod reply;
mod request;
mod retry;
mod text;
mod users;

pub use base_url::BaseUrl;
pub use endpoint::Endpoint;
pub use id::{UserId, all_digits};
pub use json::{Reader, Value};
pub use people::{People, is_username};
pub use rate_limit::{RateLimit, Scope, read as read_limits, whole_number};
pub use reply::{Reply, info, read_failure, read_success};
pub use request::Request;
pub use text::{Object, Text, after, cut, is_alike, piece};
