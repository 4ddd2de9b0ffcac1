//! Accounts: who asks, lists of users, and lookups.

use wasm_bindgen::prelude::*;

use super::{auth, outcome};
use crate::api::{BaseUrl, InvalidArgument, People, Request, UserId, UserList};
use crate::client::{self, Auth, RetryBudget};
use crate::web::Call;

/// One page of the list whose endpoint has the public name `list`: `{ users?, nextToken?, errors? }`.
#[wasm_bindgen]
pub async fn user_list(
    call: Call,
    list: String,
    source: String,
    page_size: u32,
    next_token: String,
    user_fields: String,
) -> Result<JsValue, JsValue> {
    let build = |base: BaseUrl<'_>| {
        let list = UserList::from_name(&list).ok_or_else(no_list)?;
        let source = UserId::parse("userId", &source)?;
        Request::list(base, list, source, page_size, &next_token, &user_fields)
    };
    ask(&call, build).await
}

fn no_list() -> InvalidArgument {
    InvalidArgument { message: "there is no such list".into() }
}

/// `GET /2/users/me`: X's user.
#[wasm_bindgen]
pub async fn me(call: Call) -> Result<JsValue, JsValue> {
    ask(&call, |base| Ok(Request::me(base))).await
}

/// The ID of the user that asks: what OAuth 1.0a's access token says, if there is one.
#[wasm_bindgen]
pub fn user_id(call: &Call) -> Option<String> {
    match auth::read(&call.auth()) {
        Ok(Auth::OAuth1(keys, _)) => keys.user_id().map(Into::into),
        _ => None,
    }
}

/// `GET /2/users` or `GET /2/users/by`, of up to 100 people with commas between: `{ users, missing }`.
#[wasm_bindgen]
pub async fn users(
    call: Call,
    ids: Option<String>,
    usernames: String,
    user_fields: String,
) -> Result<JsValue, JsValue> {
    let build = |base: BaseUrl<'_>| {
        let people = ids.as_deref().map_or_else(|| People::usernames(&usernames), People::ids)?;
        Ok(Request::users(base, &people, &user_fields))
    };
    ask(&call, build).await
}

/// How much a call may try.
pub fn budget(call: &Call) -> RetryBudget {
    RetryBudget::new(call.max_retries(), call.max_rate_limit_wait_ms())
}

async fn ask(
    call: &Call,
    build: impl FnOnce(BaseUrl<'_>) -> Result<Request, InvalidArgument>,
) -> Result<JsValue, JsValue> {
    let answer = async {
        let auth = auth::read(&call.auth())?;
        let base = call.base_url();
        let request = build(auth::base_url(base.as_deref())?)?;
        client::call(call, &request, &auth, budget(call)).await
    };
    outcome::settled(call, answer.await)
}
