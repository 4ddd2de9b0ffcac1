use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::Extension;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::client::client_id;
use super::form::Form;
use crate::api::problem::{Problem, success};
use crate::world::session::{ACCESS_LIFE_S, Issued, Redeemed};
use crate::world::{State, World};

/// `POST /2/oauth2/token`
pub async fn token(Extension(world): Extension<Arc<World>>, headers: HeaderMap, body: Bytes) -> Response {
    let issued = Form::read(&headers, &body).and_then(|form| {
        let mut x = world.lock();
        let client_id = client_id(&x, &headers, &form)?;
        match form.required("grant_type")? {
            "authorization_code" => exchange(&mut x, &client_id, &form),
            "refresh_token" => refresh(&mut x, &client_id, form.required("refresh_token")?),
            _ => Err(Problem::oauth2_request(
                "Value passed for the grant type was invalid. Grant type should be one of [authorization_code, \
                 refresh_token].",
            )),
        }
    });
    match issued {
        Ok(issued) => success(&answer(issued)),
        Err(problem) => problem.into_response(),
    }
}

/// Whoever names a code spends it, whether they get something for it or not.
fn exchange(x: &mut State, client_id: &str, form: &Form) -> Result<Issued, Problem> {
    let invalid = || Problem::oauth2_request("Value passed for the authorization code was invalid.");
    let (code, redirect_uri) = (form.required("code")?, form.required("redirect_uri")?);
    let verifier = form.required("code_verifier")?;
    let now_ms = x.clock.now_ms();
    let code = x.codes.get_mut(code).filter(|code| code.grant.client_id == client_id).ok_or_else(invalid)?;
    if code.spent {
        // RFC 6749, section 4.1.2: what came of it is not to be trusted any more.
        code.session.into_iter().for_each(|session| x.end_session(session));
        return Err(invalid());
    }
    code.spent = true;
    if !code.is_alive(now_ms) {
        return Err(invalid());
    }
    if code.redirect_uri != redirect_uri {
        let message = "Value passed for the redirect uri did not match the uri of the authorization code.";
        return Err(Problem::oauth2_request(message));
    }
    if !code.challenge.is_met_by(verifier) {
        let message = "Value passed for the code verifier did not match the code challenge.";
        return Err(Problem::oauth2_request(message));
    }
    let session = x.sessions.begin(code.grant.clone());
    code.session = Some(session);
    x.issue(session).ok_or_else(invalid)
}

fn refresh(x: &mut State, client_id: &str, refresh_token: &str) -> Result<Issued, Problem> {
    let invalid = Problem::invalid_token;
    match x.sessions.redeem(refresh_token, client_id) {
        Redeemed::Fresh(session) => x.issue(session).ok_or_else(invalid),
        Redeemed::Again(session) => {
            x.end_session(session);
            Err(invalid())
        }
        Redeemed::Unknown => Err(invalid()),
    }
}

fn answer(issued: Issued) -> Value {
    let mut answer = json!({
        "token_type": "bearer",
        "expires_in": ACCESS_LIFE_S,
        "access_token": issued.access_token,
        "scope": issued.scopes.join(" "),
    });
    if let (Some(refresh_token), Value::Object(fields)) = (issued.refresh_token, &mut answer) {
        fields.insert("refresh_token".to_owned(), Value::String(refresh_token));
    }
    answer
}
