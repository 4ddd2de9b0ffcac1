//! Signing in, and sessions. Each asks its `Call` for what was given with it.

use wasm_bindgen::prelude::*;

use super::calls::base;
use super::work::{Work, start};
use crate::api::{BaseUrl, Object, Reply, Request, Text};
use crate::auth::{Callback, OAuthClient, SignIn};
use crate::client::{Failure, NO_CRYPTO, Task, perform, session};
use crate::error::Error;
use crate::web::{Answer, Call};

/// Where to send people to sign in, and what to keep until they come back.
#[wasm_bindgen]
pub fn begin_sign_in(call: Call) {
    start(call, Work::BeginSignIn);
}

/// The URL, and what to keep, as JSON.
pub async fn begin(call: &Call) -> Result<Text, Failure<Answer>> {
    let authorize_url = call.given("authorizeUrl");
    if BaseUrl::parse(&authorize_url).is_err() {
        let must = "authorizeUrl must be an https URL (http only on a loopback host) with no query";
        return Err(Error::invalid_argument(must, "").into());
    }
    let state = perform(call, Task::Random, NO_CRYPTO).await?.text(u32::MAX);
    let verifier = perform(call, Task::Random, NO_CRYPTO).await?.text(u32::MAX);
    let challenge = perform(call, Task::Sha256(&verifier), NO_CRYPTO).await?.text(u32::MAX);
    let (client_id, redirect_uri) = (call.given("clientId"), call.given("redirectUri"));
    let sign_in = SignIn {
        authorize_url: &authorize_url,
        client_id: &client_id,
        redirect_uri: &redirect_uri,
        scopes: &call.given("scopes"),
        state: &state,
        challenge: &challenge,
    };
    let mut pending = Object::default();
    pending.string("state", &state);
    pending.string("verifier", &verifier);
    pending.plain("clientId", &client_id);
    pending.plain("redirectUri", &redirect_uri);
    let mut begun = Object::default();
    begun.plain("url", sign_in.url().as_str());
    begun.raw("pending", pending.finish().as_str());
    Ok(begun.finish())
}

/// Takes the way back, and exchanges the code.
#[wasm_bindgen]
pub fn complete_sign_in(call: Call) {
    start(call, Work::Session(Step::Begin));
}

/// The request that exchanges the code.
fn exchange(call: &Call, client: &OAuthClient) -> Result<Box<Request>, Box<Error>> {
    let code = call.given("code");
    let callback = Callback {
        url: &call.given("callbackUrl"),
        state: &call.given("state"),
        code: &code,
        error: &call.given("error"),
        error_description: &call.given("errorDescription"),
    };
    callback.check(&call.given("pendingState"), &call.given("redirectUrl"))?;
    Ok(client.exchange(&code, &call.given("verifier"), &call.given("redirectUri")))
}

/// The session in the store; null where there is none.
#[wasm_bindgen]
pub fn restore_session(call: Call) {
    start(call, Work::Session(Step::Restore));
}

/// Tokens that are good, and not the rejected one.
#[wasm_bindgen]
pub fn renew_session(call: Call) {
    start(call, Work::Session(Step::Renew));
}

/// Revokes and forgets the session.
#[wasm_bindgen]
pub fn sign_out(call: Call) {
    start(call, Work::Session(Step::End));
}

/// What to do with a session.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Exchange the code that people came back with.
    Begin,
    /// Look for it in the store.
    Restore,
    /// Get tokens that are good.
    Renew,
    /// Revoke and forget them.
    End,
}

/// Its tokens after that, as JSON; null where there are none.
pub async fn take(call: &Call, step: Step) -> Result<Text, Failure<Answer>> {
    // Who only looks asks nothing of X, so a page may do so whatever its base URL.
    let page = if step == Step::Restore { String::new() } else { call.given("page") };
    let url = call.given("baseUrl");
    let client = OAuthClient::new(&call.given("clientId"), &call.given("authorization"), base(&url)?, &page)?;
    let tokens = match step {
        Step::Begin => {
            let exchange = exchange(call, &client)?;
            Some(session::begin(call, &client, &exchange).await?)
        }
        Step::Restore => session::restore(call, &client).await?,
        Step::Renew => Some(session::renew(call, &client, &call.given("rejectedToken")).await?),
        Step::End => {
            session::end(call, &client).await?;
            None
        }
    };
    Ok(tokens.as_ref().map_or_else(|| Text::from("null"), |tokens| tokens.to_session()))
}
