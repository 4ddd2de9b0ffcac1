//! Signing in, and sessions. Each asks its `Call` for what was given with it.

use wasm_bindgen::prelude::*;

use super::calls::base;
use super::work::{Work, start};
use crate::api::{BaseUrl, Object, Reply, Text};
use crate::auth::{Callback, OAuthClient, SignIn};
use crate::client::{Failure, NO_CRYPTO, Task, perform};
use crate::error::Error;
use crate::web::{Answer, Call};

/// Where to send people to sign in, and what to keep until they come back.
#[wasm_bindgen]
pub fn begin_sign_in(call: Call) {
    let work = match BaseUrl::parse(&call.given("authorizeUrl")) {
        Ok(_) => Ok(Work::BeginSignIn),
        Err(_) => {
            let must = "authorizeUrl must be an https URL (http only on a loopback host) with no query";
            Err(Error::invalid_argument(must, ""))
        }
    };
    start(call, work);
}

/// The URL, and what to keep, as JSON.
pub async fn begin(call: &Call) -> Result<Text, Failure<Answer>> {
    let state = perform(call, Task::Random, NO_CRYPTO).await?.text(u32::MAX);
    let verifier = perform(call, Task::Random, NO_CRYPTO).await?.text(u32::MAX);
    let challenge = perform(call, Task::Sha256(&verifier), NO_CRYPTO).await?.text(u32::MAX);
    let (client_id, redirect_uri) = (call.given("clientId"), call.given("redirectUri"));
    let sign_in = SignIn {
        authorize_url: &call.given("authorizeUrl"),
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
    let work = exchange(&call);
    start(call, work);
}

fn exchange(call: &Call) -> Result<Work, Box<Error>> {
    let client = client(call)?;
    let code = call.given("code");
    let callback = Callback {
        url: &call.given("callbackUrl"),
        state: &call.given("state"),
        code: &code,
        error: &call.given("error"),
        error_description: &call.given("errorDescription"),
    };
    callback.check(&call.given("pendingState"), &call.given("redirectUrl"))?;
    let exchange = client.exchange(&code, &call.given("verifier"), &call.given("redirectUri"));
    Ok(Work::CompleteSignIn(client, exchange))
}

/// The session in the store; null where there is none.
#[wasm_bindgen]
pub fn restore_session(call: Call) {
    // Nothing is asked of X yet, so a page may look whatever its base URL.
    let client = base(&call.given("baseUrl")).and_then(|base| OAuthClient::new(&call.given("clientId"), "", base, ""));
    start(call, client.map(Work::Restore));
}

/// Tokens that are good, and not the rejected one.
#[wasm_bindgen]
pub fn renew_session(call: Call) {
    let client = client(&call);
    start(call, client.map(Work::Renew));
}

/// Revokes and forgets the session.
#[wasm_bindgen]
pub fn sign_out(call: Call) {
    let client = client(&call);
    start(call, client.map(Work::SignOut));
}

fn client(call: &Call) -> Result<OAuthClient, Box<Error>> {
    let authorization = call.given("authorization");
    OAuthClient::new(&call.given("clientId"), &authorization, base(&call.given("baseUrl"))?, &call.given("page"))
}
