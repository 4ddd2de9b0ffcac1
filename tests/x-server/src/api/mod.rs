//! X's API v2, as its callers meet it.

mod call;
mod caller;
mod endpoint;
mod lists;
mod media_type;
mod muting;
mod oauth1;
mod oauth2;
mod params;
mod problem;
mod user;
mod users;

use axum::Router;
use axum::extract::Path;
use axum::routing::{delete, get, post};

use call::Call;
pub use call::FullPath;
pub use endpoint::{Endpoint, USER_LISTS, UserList};
pub use problem::Problem;

pub fn router() -> Router {
    let lists = USER_LISTS.iter().fold(Router::new(), |router, list| {
        let page = get(move |call: Call, id: Path<String>| lists::page(list, call, id));
        router.route(&format!("/2/users/{{id}}/{}", list.segment), page)
    });
    lists
        .route("/2/oauth2/revoke", post(oauth2::revoke))
        .route("/2/oauth2/token", post(oauth2::token))
        .route("/2/users", get(users::by_ids))
        .route("/2/users/by", get(users::by_usernames))
        .route("/2/users/me", get(users::me))
        .route("/2/users/{id}/muting", post(muting::mute))
        .route("/2/users/{source_user_id}/muting/{target_user_id}", delete(muting::unmute))
        .fallback(async || Problem::not_found())
        .method_not_allowed_fallback(async || Problem::method_not_allowed())
}
