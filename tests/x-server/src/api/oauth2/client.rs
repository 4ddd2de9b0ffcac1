use axum::http::header::{AUTHORIZATION, HeaderMap, HeaderValue};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::form::Form;
use crate::api::problem::Problem;
use crate::world::State;

/// The ID of the client that asks: a confidential one has shown its secret, by HTTP Basic; a public one has none, and
/// names itself in the form.
pub fn client_id(x: &State, headers: &HeaderMap, form: &Form) -> Result<String, Problem> {
    let authorization = headers.get(AUTHORIZATION);
    let basic = authorization.and_then(basic);
    let client_id = match (form.get("client_id"), &basic) {
        (Some(client_id), _) => client_id,
        (None, Some((client_id, _))) => client_id,
        (None, None) if authorization.is_some() => return Err(Problem::unauthorized_client()),
        (None, None) => form.required("client_id")?,
    };
    let client = x.clients.get(client_id).ok_or_else(Problem::invalid_client)?;
    let is_proven = match (&client.client_secret, &basic) {
        (None, _) => authorization.is_none(),
        (Some(secret), Some((id, shown))) => id == client_id && shown == secret,
        (Some(_), None) => false,
    };
    if is_proven { Ok(client_id.to_owned()) } else { Err(Problem::unauthorized_client()) }
}

fn basic(authorization: &HeaderValue) -> Option<(String, String)> {
    let (scheme, rest) = authorization.to_str().ok()?.split_once(' ')?;
    let text = String::from_utf8(STANDARD.decode(rest).ok()?).ok()?;
    let (id, secret) = text.split_once(':')?;
    scheme.eq_ignore_ascii_case("basic").then(|| (id.to_owned(), secret.to_owned()))
}
