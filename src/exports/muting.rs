//! Mute and unmute.

use wasm_bindgen::prelude::*;

use super::{auth, outcome};
use crate::api::{BaseUrl, InvalidArgument, Request, UserId};
use crate::client::{self, RetryBudget};
use crate::web::Call;

/// `POST /2/users/:id/muting`. Gives X's own JSON.
#[wasm_bindgen]
pub async fn mute(
    call: Call,
    auth: auth::Argument,
    source: String,
    target: String,
    base_url: Option<String>,
    max_retries: u32,
    max_rate_limit_wait_ms: u32,
) -> Result<JsValue, JsValue> {
    let request = build(Request::mute, base_url, &source, &target);
    send(&call, request, &auth, RetryBudget::new(max_retries, max_rate_limit_wait_ms)).await
}

/// `DELETE /2/users/:source_user_id/muting/:target_user_id`. Gives X's own JSON.
#[wasm_bindgen]
pub async fn unmute(
    call: Call,
    auth: auth::Argument,
    source: String,
    target: String,
    base_url: Option<String>,
    max_retries: u32,
    max_rate_limit_wait_ms: u32,
) -> Result<JsValue, JsValue> {
    let request = build(Request::unmute, base_url, &source, &target);
    send(&call, request, &auth, RetryBudget::new(max_retries, max_rate_limit_wait_ms)).await
}

type Build = fn(BaseUrl<'_>, UserId<'_>, UserId<'_>) -> Request;

fn build(build: Build, base_url: Option<String>, source: &str, target: &str) -> Result<Request, InvalidArgument> {
    let base = auth::base_url(base_url.as_deref())?;
    Ok(build(base, UserId::parse("sourceUserId", source)?, UserId::parse("targetUserId", target)?))
}

async fn send(
    call: &Call,
    request: Result<Request, InvalidArgument>,
    auth: &auth::Argument,
    budget: RetryBudget,
) -> Result<JsValue, JsValue> {
    let answer = async {
        let auth = auth::read(auth)?;
        client::call(call, &request?, &auth, budget).await
    };
    outcome::settled(call, answer.await)
}
