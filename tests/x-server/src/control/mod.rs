//! How a test arranges its world, and looks into it. JSON in and out; what is not understood is refused in words.

mod accounts;
mod clients;
mod clock;
mod faults;
mod generation;
mod limits;
mod lists;
mod requests;
mod settings;
mod signers;
mod tokens;

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Extension, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::{Value, json};

use crate::api::USER_LISTS;
use crate::world::{State, World};

/// In bytes: room for a hundred thousand accounts.
const LONGEST_BODY: usize = 64 << 20;

type ThisWorld = Extension<Arc<World>>;
type Answer = Result<Json<Value>, Refusal>;

pub fn router() -> Router {
    let lists = USER_LISTS.iter().fold(Router::new(), |router, list| {
        let all = move |world: ThisWorld, user_id: Path<String>| lists::all(list, world, user_id);
        let set = move |world: ThisWorld, user_id: Path<String>, body: Bytes| lists::set(list, world, user_id, body);
        router.route(&format!("/control/{}/{{user_id}}", list.control), get(all).put(set))
    });
    lists
        .route("/control/accounts", post(accounts::put))
        .route("/control/clients", post(clients::put))
        .route("/control/clock", get(clock::now).post(clock::set))
        .route("/control/cors", post(settings::cors))
        .route("/control/empty_list", post(settings::empty_list))
        .route("/control/no_relation", post(settings::no_relation))
        .route("/control/faults", get(faults::left).post(faults::add).delete(faults::clear))
        .route("/control/limits", post(limits::set))
        .route("/control/missing_targets", post(settings::missing_targets))
        .route("/control/oauth1", post(signers::put))
        .route("/control/requests", get(requests::kept).delete(requests::clear))
        .route("/control/reset", post(settings::reset))
        .route("/control/signed_in", post(settings::signed_in))
        .route("/control/tokens", post(tokens::issue))
        .route("/control/vocabulary", post(settings::vocabulary))
        .fallback(async || Refusal::new(StatusCode::NOT_FOUND, "the control interface has no such path"))
        .method_not_allowed_fallback(async || {
            Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "this path does not take that method")
        })
        .layer(DefaultBodyLimit::max(LONGEST_BODY))
}

/// Why the control interface did nothing.
struct Refusal {
    status: StatusCode,
    error: String,
}

impl Refusal {
    fn new(status: StatusCode, error: impl Into<String>) -> Self {
        Self { status, error: error.into() }
    }

    fn bad(error: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, error)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (self.status, Json(json!({"error": self.error}))).into_response()
    }
}

/// Whatever its content-type: a page can then tell it things without a preflight.
fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
    serde_json::from_slice(body).map_err(|error| Refusal::bad(error.to_string()))
}

/// Tells `null` from a field that is not there, which wants `#[serde(default)]` too.
fn even_null<'de, D: Deserializer<'de>, T: Deserialize<'de>>(json: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(json).map(Some)
}

fn known_user(x: &State, user_id: &str) -> Result<(), Refusal> {
    match x.accounts.even_if_gone(user_id) {
        Some(_) => Ok(()),
        None => Err(Refusal::bad(format!("user_id: there is no account {user_id:?}"))),
    }
}

/// One, or an array of them.
enum Told<T> {
    One(T),
    Many(Vec<T>),
}

fn read_one_or_many<T: DeserializeOwned>(body: &[u8]) -> Result<Told<T>, Refusal> {
    let is_array = body.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'[');
    if is_array { read(body).map(Told::Many) } else { read(body).map(Told::One) }
}
