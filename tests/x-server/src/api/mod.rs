//! X's API v2, as its callers meet it.

mod call;
mod caller;
mod endpoint;
mod media_type;
mod muting;
mod oauth1;
mod oauth2;
mod params;
mod problem;
mod user;
mod users;

use axum::Router;
use axum::routing::{delete, get, post};

pub use call::FullPath;
pub use endpoint::Endpoint;
pub use problem::Problem;

pub fn router() -> Router {
    Router::new()
        .route("/2/oauth2/revoke", post(oauth2::revoke))
        .route("/2/oauth2/token", post(oauth2::token))
        .route("/2/users", get(users::by_ids))
        .route("/2/users/by", get(users::by_usernames))
        .route("/2/users/me", get(users::me))
        .route("/2/users/{id}/muting", get(muting::muted).post(muting::mute))
        .route("/2/users/{source_user_id}/muting/{target_user_id}", delete(muting::unmute))
        .fallback(async || Problem::not_found())
        .method_not_allowed_fallback(async || Problem::method_not_allowed())
}
