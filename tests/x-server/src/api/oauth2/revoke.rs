use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::Extension;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::client::client_id;
use super::form::Form;
use crate::api::problem::{Problem, success};
use crate::world::{State, World};

/// `POST /2/oauth2/revoke`
pub async fn revoke(Extension(world): Extension<Arc<World>>, headers: HeaderMap, body: Bytes) -> Response {
    let revoked = Form::read(&headers, &body).and_then(|form| {
        let mut x = world.lock();
        let client_id = client_id(&x, &headers, &form)?;
        let token = form.required("token")?;
        // RFC 7009, section 2.1.
        if owner(&x, token).is_some_and(|owner| owner != client_id) {
            return Err(Problem::invalid_token());
        }
        x.tokens.remove(token);
        x.sessions.remove(token);
        Ok(json!({"revoked": true}))
    });
    match revoked {
        Ok(answer) => success(&answer),
        Err(problem) => problem.into_response(),
    }
}

/// The client of the session that the token is of.
fn owner<'a>(x: &'a State, token: &str) -> Option<&'a str> {
    let of_access_token = || x.tokens.even_if_expired(token).and_then(|token| token.session);
    let session = x.sessions.of_refresh_token(token).or_else(of_access_token)?;
    x.sessions.grant(session).map(|grant| grant.client_id.as_str())
}
