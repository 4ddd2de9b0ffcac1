//! What the calls of accounts, sessions, plans and jobs have besides.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::call::send_error;
use super::{Call, Json};
use crate::bulk::plan::{PlanHead, PlanProgress};
use crate::client::{ClientPlatform, SendError, Task};

#[wasm_bindgen]
extern "C" {
    /// What `js/client/auth.js` has read: a token, keys, or whether there is a proxy; where it is none of these, the caller is
    /// asked.
    pub type Auth;

    /// A token.
    #[wasm_bindgen(method, getter)]
    pub fn token(this: &Auth) -> Option<String>;
    /// Keys of OAuth 1.0a.
    #[wasm_bindgen(method, getter)]
    pub fn keys(this: &Auth) -> Option<OAuth1Keys>;
    /// True if a proxy knows who asks.
    #[wasm_bindgen(method, getter, js_name = isProxy)]
    pub fn is_proxy(this: &Auth) -> bool;

    /// Keys and tokens of OAuth 1.0a.
    pub type OAuth1Keys;

    /// `auth.consumerKey`
    #[wasm_bindgen(method, getter, js_name = consumerKey)]
    pub fn consumer_key(this: &OAuth1Keys) -> String;
    /// `auth.consumerSecret`
    #[wasm_bindgen(method, getter, js_name = consumerSecret)]
    pub fn consumer_secret(this: &OAuth1Keys) -> String;
    /// `auth.accessToken`
    #[wasm_bindgen(method, getter, js_name = accessToken)]
    pub fn access_token(this: &OAuth1Keys) -> String;
    /// `auth.accessTokenSecret`
    #[wasm_bindgen(method, getter, js_name = accessTokenSecret)]
    pub fn access_token_secret(this: &OAuth1Keys) -> String;
    /// `auth.signedBaseUrl`, as the platform's own parser writes it.
    #[wasm_bindgen(method, getter, js_name = signedBaseUrl)]
    pub fn signed_base_url(this: &OAuth1Keys) -> Option<String>;
}

/// The class `ClientCall` of `js/client/client-call.js`. Nothing of it throws; what it promises gives a text, or rejects with a
/// `SendError`.
#[wasm_bindgen]
extern "C" {
    /// Who asks.
    #[wasm_bindgen(method, getter)]
    pub fn auth(this: &Call) -> Auth;
    /// `baseUrl`, as the platform's own parser writes it.
    #[wasm_bindgen(method, getter, js_name = baseUrl)]
    pub fn base_url(this: &Call) -> Option<String>;
    /// `maxRetries`
    #[wasm_bindgen(method, getter, js_name = maxRetries)]
    pub fn max_retries(this: &Call) -> u32;
    /// `maxRateLimitWaitMs`
    #[wasm_bindgen(method, getter, js_name = maxRateLimitWaitMs)]
    pub fn max_rate_limit_wait_ms(this: &Call) -> u32;

    #[wasm_bindgen(method, catch)]
    async fn token(this: &Call, rejected: Option<&str>) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = hmacSha1)]
    async fn hmac_sha1(this: &Call, key: &str, text: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn sha256(this: &Call, text: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = randomText)]
    async fn random_text(this: &Call) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn load(this: &Call) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn save(this: &Call, text: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn lock(this: &Call) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn turn(this: &Call) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method)]
    fn parse(this: &Call, text: &str) -> Option<Json>;
    #[wasm_bindgen(method)]
    fn passes(this: &Call, thrown: &JsValue) -> bool;
    #[wasm_bindgen(method, js_name = planBegan)]
    fn plan_began(this: &Call, head: &JsValue, progress: &JsValue);
    #[wasm_bindgen(method, js_name = planProgressed)]
    fn plan_progressed(this: &Call, progress: &JsValue);
}

impl ClientPlatform for Call {
    async fn perform(&self, task: Task<'_>) -> Result<String, SendError<JsValue>> {
        let performed = match task {
            Task::Token(rejected) => self.token(rejected).await,
            Task::HmacSha1(key, text) => self.hmac_sha1(key, text).await,
            Task::Sha256(text) => self.sha256(text).await,
            Task::Random => self.random_text().await,
            Task::Load => self.load().await,
            Task::Save(text) => self.save(text).await,
            Task::Lock => self.lock().await,
            Task::Turn => self.turn().await,
        };
        performed.map(|text| text.as_string().unwrap_or_default()).map_err(send_error)
    }

    fn parse(&self, text: &str) -> Option<Json> {
        self.parse(text)
    }

    fn passes(&self, thrown: &JsValue) -> bool {
        self.passes(thrown)
    }

    fn plan_began(&self, head: &PlanHead, progress: &PlanProgress) {
        self.plan_began(&plain(head), &plain(progress));
    }

    fn plan_progressed(&self, progress: &PlanProgress) {
        self.plan_progressed(&plain(progress));
    }
}

/// A plain object.
fn plain(value: &impl Serialize) -> JsValue {
    // Only keys that are no strings fail, and there are none.
    serde_wasm_bindgen::to_value(value).unwrap_or_default()
}
