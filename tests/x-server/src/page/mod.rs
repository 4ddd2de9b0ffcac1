//! Where X asks a user whether an app may have access.

mod authorization;
mod consent;
mod html;

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::Extension;
use axum::http::header::LOCATION;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::api::Problem;
use crate::world::account::Account;
use crate::world::code::Code;
use crate::world::session::Grant;
use crate::world::{State, World};
use authorization::Authorization;

pub fn router() -> Router {
    Router::new()
        .route("/i/oauth2/authorize", get(ask).post(decide))
        .fallback(async || Problem::not_found())
        .method_not_allowed_fallback(async || Problem::method_not_allowed())
}

async fn ask(Extension(world): Extension<Arc<World>>, uri: Uri) -> Response {
    let x = world.lock();
    match asked(&x, &uri) {
        Ok((authorization, account)) => consent::page(&authorization, account),
        Err(reason) => consent::refusal(&reason),
    }
}

/// What is asked stands in the address here too.
async fn decide(Extension(world): Extension<Arc<World>>, uri: Uri, body: Bytes) -> Response {
    let mut x = world.lock();
    match decided(&mut x, &uri, &body) {
        Ok(location) => (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response(),
        Err(reason) => consent::refusal(&reason),
    }
}

fn asked<'a>(x: &'a State, uri: &Uri) -> Result<(Authorization, &'a Account), String> {
    let authorization = Authorization::read(&x.clients, uri.query().unwrap_or_default())?;
    let account = x.accounts.get(&x.signed_in).ok_or("The account that is signed in is gone.")?;
    Ok((authorization, account))
}

/// Where the user goes from here.
fn decided(x: &mut State, uri: &Uri, body: &[u8]) -> Result<String, String> {
    let (authorization, account) = asked(x, uri)?;
    let user_id = account.id.clone();
    let state = ("state", authorization.state.as_str());
    let decisions: Vec<_> = form_urlencoded::parse(body).filter(|(name, _)| name == "decision").collect();
    match decisions.as_slice() {
        [(_, decision)] if decision == "allow" => {
            let code = issue(x, &authorization, user_id);
            Ok(authorization.back_with([state, ("code", &code)]))
        }
        [(_, decision)] if decision == "deny" => Ok(authorization.back_with([("error", "access_denied"), state])),
        _ => Err("The form must say decision=allow or decision=deny.".to_owned()),
    }
}

fn issue(x: &mut State, authorization: &Authorization, user_id: String) -> String {
    let client_id = authorization.client.client_id.clone();
    let grant = Grant { client_id, user_id, scopes: authorization.scopes.clone() };
    let (redirect_uri, challenge) = (authorization.redirect_uri.clone(), authorization.challenge.clone());
    let now_ms = x.clock.now_ms();
    x.codes.issue(Code::new(grant, redirect_uri, challenge, now_ms))
}
