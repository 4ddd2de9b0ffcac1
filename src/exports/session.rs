//! Signing in, and sessions. Each asks its `Call` for what was given with it.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::auth::base_url;
use super::outcome;
use crate::api::{BaseUrl, Error, Request};
use crate::auth::{Callback, OAuthClient, SignIn, Tokens};
use crate::client::{FailureOf, NO_CRYPTO, Task, perform, session};
use crate::web::Call;

/// Where to send people to sign in, and what to keep until they come back.
#[derive(Serialize)]
struct Begun {
    url: String,
    pending: Pending,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Pending {
    state: String,
    verifier: String,
    client_id: String,
    redirect_uri: String,
}

/// Gives `{ url, pending }`.
#[wasm_bindgen]
pub async fn begin_sign_in(call: Call) -> Result<JsValue, JsValue> {
    let begun = begin(&call).await.map_err(|failure| outcome::rejection(&call, failure))?;
    Ok(outcome::value(&begun))
}

async fn begin(call: &Call) -> Result<Begun, FailureOf<Call>> {
    let authorize_url = call.given("authorizeUrl");
    if BaseUrl::parse(&authorize_url).is_err() {
        let must = "authorizeUrl must be an https URL (http only on a loopback host) with no query";
        return Err(Error::invalid_argument(must).into());
    }
    let state = perform(call, Task::Random, NO_CRYPTO).await?;
    let verifier = perform(call, Task::Random, NO_CRYPTO).await?;
    let challenge = perform(call, Task::Sha256(&verifier), NO_CRYPTO).await?;
    let (client_id, redirect_uri) = (call.given("clientId"), call.given("redirectUri"));
    let sign_in = SignIn {
        authorize_url: &authorize_url,
        client_id: &client_id,
        redirect_uri: &redirect_uri,
        scopes: &call.given("scopes"),
        state: &state,
        challenge: &challenge,
    };
    let url = sign_in.url();
    Ok(Begun { url, pending: Pending { state, verifier, client_id, redirect_uri } })
}

/// Takes the way back, and exchanges the code; gives the session's tokens.
#[wasm_bindgen]
pub async fn complete_sign_in(call: Call) -> Result<JsValue, JsValue> {
    let tokens = async {
        let client = client(&call)?;
        session::begin(&call, &client, &exchange(&call, &client)?).await
    };
    told(&call, tokens.await.map(Some))
}

/// The request that exchanges the code.
fn exchange(call: &Call, client: &OAuthClient) -> Result<Request, Box<Error>> {
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

/// The tokens of the session in the store; undefined where there is none. Asks nothing of X, so a page may do so whatever its base
/// URL.
#[wasm_bindgen]
pub async fn restore_session(call: Call) -> Result<JsValue, JsValue> {
    let tokens = async {
        let client = client_of(&call, None)?;
        session::restore(&call, &client).await
    };
    told(&call, tokens.await)
}

/// Tokens that are good, and not the rejected one.
#[wasm_bindgen]
pub async fn renew_session(call: Call) -> Result<JsValue, JsValue> {
    let tokens = async {
        let client = client(&call)?;
        session::renew(&call, &client, &call.given("rejectedToken")).await
    };
    told(&call, tokens.await.map(Some))
}

/// Revokes and forgets the session.
#[wasm_bindgen]
pub async fn sign_out(call: Call) -> Result<JsValue, JsValue> {
    let ended = async {
        let client = client(&call)?;
        session::end(&call, &client).await
    };
    told(&call, ended.await.map(|()| None))
}

/// The application, for calls that ask X.
fn client(call: &Call) -> Result<OAuthClient, Box<Error>> {
    client_of(call, Some(call.given("page")).filter(|page| !page.is_empty()))
}

fn client_of(call: &Call, page: Option<String>) -> Result<OAuthClient, Box<Error>> {
    let (url, authorization) = (call.base_url(), call.given("authorization"));
    let authorization = Some(authorization.as_str()).filter(|header| !header.is_empty());
    OAuthClient::new(&call.given("clientId"), authorization, base_url(url.as_deref())?, page.as_deref())
}

fn told(call: &Call, tokens: Result<Option<Box<Tokens>>, FailureOf<Call>>) -> Result<JsValue, JsValue> {
    match tokens {
        Ok(tokens) => Ok(tokens.map_or(JsValue::UNDEFINED, |tokens| outcome::value(&tokens.to_session()))),
        Err(failure) => Err(outcome::rejection(call, failure)),
    }
}
