//! Sign-in and sessions.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::auth::base_url;
use super::outcome;
use crate::api::{BaseUrl, Error, Request};
use crate::auth::{Callback, OAuthClient, SignIn, Tokens};
use crate::client::{FailureOf, NO_CRYPTO, Task, perform, session};
use crate::web::{Call, CallbackOptions};

/// `BegunSignIn`: where to send the user, and what to keep until they come back.
#[derive(Serialize)]
struct BegunSignIn {
    url: String,
    pending: PendingSignIn,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PendingSignIn {
    state: String,
    verifier: String,
    client_id: String,
    redirect_uri: String,
}

/// Makes up what tells this sign-in from others; gives `{ url, pending }`.
#[wasm_bindgen]
pub async fn begin_sign_in(call: Call) -> Result<JsValue, JsValue> {
    let begun = begin(&call).await.map_err(|failure| outcome::rejection(&call, failure))?;
    Ok(outcome::value(&begun))
}

async fn begin(call: &Call) -> Result<BegunSignIn, FailureOf<Call>> {
    let options = call.sign_in_options();
    let authorize_url = options.authorize_url();
    if BaseUrl::parse(&authorize_url).is_err() {
        let must = "authorizeUrl must be an https URL (http only on a loopback host) with no query";
        return Err(Error::invalid_argument(must).into());
    }
    let state = perform(call, Task::Random, NO_CRYPTO).await?;
    let verifier = perform(call, Task::Random, NO_CRYPTO).await?;
    let challenge = perform(call, Task::Sha256(&verifier), NO_CRYPTO).await?;
    let (client_id, redirect_uri) = (options.client_id(), options.redirect_uri());
    let sign_in = SignIn {
        authorize_url: &authorize_url,
        client_id: &client_id,
        redirect_uri: &redirect_uri,
        scopes: &options.scopes(),
        state: &state,
        challenge: &challenge,
    };
    let url = sign_in.url();
    Ok(BegunSignIn { url, pending: PendingSignIn { state, verifier, client_id, redirect_uri } })
}

/// Checks that the callback is of the pending sign-in, and exchanges its code; gives the session's tokens.
#[wasm_bindgen]
pub async fn complete_sign_in(call: Call) -> Result<JsValue, JsValue> {
    let tokens = async {
        let client = client(&call)?;
        session::begin(&call, &client, &exchange(&call.callback_options(), &client)?).await
    };
    settled(&call, tokens.await.map(Some))
}

/// The request that exchanges the code.
fn exchange(options: &CallbackOptions, client: &OAuthClient) -> Result<Request, Box<Error>> {
    let code = options.code();
    let callback = Callback {
        url: &options.callback_url(),
        state: &options.state(),
        code: &code,
        error: &options.error(),
        error_description: &options.error_description(),
    };
    callback.check(&options.pending_state(), &options.redirect_href())?;
    Ok(client.exchange(&code, &options.verifier(), &options.redirect_uri()))
}

/// Gives the tokens of the session in the store; undefined where there is none. Asks nothing of X, so a page may do so with any
/// base URL.
#[wasm_bindgen]
pub async fn restore_session(call: Call) -> Result<JsValue, JsValue> {
    let tokens = async {
        let client = client_of(&call, None)?;
        session::restore(&call, &client).await
    };
    settled(&call, tokens.await)
}

/// Gives tokens that are good, and not the rejected one.
#[wasm_bindgen]
pub async fn renew_session(call: Call) -> Result<JsValue, JsValue> {
    let tokens = async {
        let client = client(&call)?;
        session::renew(&call, &client, &call.session_options().rejected_token()).await
    };
    settled(&call, tokens.await.map(Some))
}

/// Revokes and forgets the session.
#[wasm_bindgen]
pub async fn sign_out(call: Call) -> Result<JsValue, JsValue> {
    let ended = async {
        let client = client(&call)?;
        session::end(&call, &client).await
    };
    settled(&call, ended.await.map(|()| None))
}

/// The application, for calls that ask X.
fn client(call: &Call) -> Result<OAuthClient, Box<Error>> {
    client_of(call, call.session_options().page())
}

fn client_of(call: &Call, page: Option<String>) -> Result<OAuthClient, Box<Error>> {
    let (options, url) = (call.session_options(), call.base_url());
    let authorization = options.authorization();
    OAuthClient::new(&options.client_id(), authorization.as_deref(), base_url(url.as_deref())?, page.as_deref())
}

/// Converts a session's tokens into what the promise settles with.
fn settled(call: &Call, tokens: Result<Option<Box<Tokens>>, FailureOf<Call>>) -> Result<JsValue, JsValue> {
    match tokens {
        Ok(tokens) => Ok(tokens.map_or(JsValue::UNDEFINED, |tokens| outcome::value(&tokens.to_session()))),
        Err(failure) => Err(outcome::rejection(call, failure)),
    }
}
