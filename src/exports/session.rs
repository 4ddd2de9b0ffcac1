//! Signing in, and sessions. Each asks its `Call` for what was given with it.

use wasm_bindgen::prelude::*;

use super::calls::base;
use super::outcome::run;
use crate::api::{BaseUrl, Object};
use crate::auth::{Callback, OAuthClient, SignIn, Tokens};
use crate::client::{Failure, Task, perform, session};
use crate::error::Error;
use crate::web::{Answer, Call};

/// Where to send people to sign in, and what to keep until they come back.
#[wasm_bindgen]
pub fn begin_sign_in(call: Call) {
    let authorize_url = call.given("authorizeUrl");
    let checked = match BaseUrl::parse(&authorize_url) {
        Ok(_) => Ok(()),
        Err(_) => {
            let must = "authorizeUrl must be an https URL (http only on a loopback host) with no query";
            Err(Error::invalid_argument(must, ""))
        }
    };
    run(call, checked, async |call, ()| {
        let state = perform(call, Task::Random, "WebCrypto").await?;
        let verifier = perform(call, Task::Random, "WebCrypto").await?;
        let challenge = perform(call, Task::Sha256(&verifier), "WebCrypto").await?;
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
        call.finish(begun.finish().as_str());
        Ok(())
    });
}

/// Takes the way back, and exchanges the code.
#[wasm_bindgen]
pub fn complete_sign_in(call: Call) {
    let code = call.given("code");
    let callback = Callback {
        url: &call.given("callbackUrl"),
        state: &call.given("state"),
        code: &code,
        error: &call.given("error"),
        error_description: &call.given("errorDescription"),
    };
    let checked = callback.check(&call.given("pendingState"), &call.given("redirectUrl"));
    let given = checked.and_then(|()| client(&call));
    run(call, given, async move |call, client| {
        let exchange = client.exchange(&code, &call.given("verifier"), &call.given("redirectUri"));
        tell(call, session::begin(call, &client, &exchange).await)
    });
}

/// The session in the store; null where there is none.
#[wasm_bindgen]
pub fn restore_session(call: Call) {
    let given = OAuthClient::new(&call.given("clientId"), "", BaseUrl::default(), "");
    run(call, given, async |call, client| match session::restore(call, &client).await? {
        Some(tokens) => tell(call, Ok(tokens)),
        None => nothing(call),
    });
}

/// Tokens that are good, and not the rejected one.
#[wasm_bindgen]
pub fn renew_session(call: Call) {
    let given = client(&call);
    run(call, given, async |call, client| {
        tell(call, session::renew(call, &client, &call.given("rejectedToken")).await)
    });
}

/// Revokes and forgets the session.
#[wasm_bindgen]
pub fn sign_out(call: Call) {
    let given = client(&call);
    run(call, given, async |call, client| {
        session::end(call, &client).await?;
        nothing(call)
    });
}

fn client(call: &Call) -> Result<OAuthClient, Box<Error>> {
    let authorization = call.given("authorization");
    OAuthClient::new(&call.given("clientId"), &authorization, base(&call.given("baseUrl"))?, &call.given("page"))
}

fn tell(call: &Call, tokens: Result<Tokens, Failure<Answer>>) -> Result<(), Failure<Answer>> {
    call.finish(tokens?.to_session().as_str());
    Ok(())
}

fn nothing(call: &Call) -> Result<(), Failure<Answer>> {
    call.finish("null");
    Ok(())
}
