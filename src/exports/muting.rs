//! Mute and unmute.

use wasm_bindgen::prelude::*;

use super::{auth, outcome};
use crate::api::{BaseUrl, Request, UserId};
use crate::client::{self, Answer, FailureOf, RetryBudget};
use crate::web::{Call, Reply};

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
    let budget = RetryBudget::new(max_retries, max_rate_limit_wait_ms);
    Change { auth, source, target, base_url, budget }.send(&call, Request::mute).await
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
    let budget = RetryBudget::new(max_retries, max_rate_limit_wait_ms);
    Change { auth, source, target, base_url, budget }.send(&call, Request::unmute).await
}

/// [`Request::mute`] or [`Request::unmute`].
type Build = fn(BaseUrl<'_>, UserId<'_>, UserId<'_>) -> Request;

/// A mute or an unmute as it was asked for.
struct Change {
    auth: auth::Argument,
    source: String,
    target: String,
    base_url: Option<String>,
    budget: RetryBudget,
}

impl Change {
    async fn send(self, call: &Call, build: Build) -> Result<JsValue, JsValue> {
        outcome::settled(call, self.answer(call, build).await)
    }

    async fn answer(&self, call: &Call, build: Build) -> Result<Answer<Reply>, FailureOf<Call>> {
        let auth = auth::read(&self.auth)?;
        let base = auth::base_url(self.base_url.as_deref())?;
        let source = UserId::parse("sourceUserId", &self.source)?;
        let target = UserId::parse("targetUserId", &self.target)?;
        client::call(call, &build(base, source, target), &auth, self.budget).await
    }
}
