use axum::Json;
use axum::body::Bytes;
use axum::extract::Extension;
use axum::http::HeaderValue;
use serde::Deserialize;
use serde_json::json;

use super::{Answer, Refusal, ThisWorld, known_user, read};
use crate::world::cors::Cors;
use crate::world::setting::{EmptyList, MissingTargets, NoRelation, Vocabulary};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewCors {
    allow_origin: Option<String>,
    #[serde(default = "yes")]
    expose_headers: bool,
}

fn yes() -> bool {
    true
}

pub async fn cors(Extension(world): ThisWorld, body: Bytes) -> Answer {
    let NewCors { allow_origin, expose_headers } = read(&body)?;
    let unfit = |_| Refusal::bad("allow_origin must be *, an origin or null");
    let value = allow_origin.as_deref().map(HeaderValue::try_from).transpose().map_err(unfit)?;
    world.lock().cors = Cors { allow_origin: value, expose_headers };
    Ok(Json(json!({"allow_origin": allow_origin, "expose_headers": expose_headers})))
}

/// One of several ways.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Way<T> {
    r#as: T,
}

pub async fn missing_targets(Extension(world): ThisWorld, body: Bytes) -> Answer {
    let told: Way<MissingTargets> = read(&body)?;
    world.lock().missing_targets = told.r#as;
    Ok(Json(json!({"as": told.r#as})))
}

pub async fn empty_list(Extension(world): ThisWorld, body: Bytes) -> Answer {
    let told: Way<EmptyList> = read(&body)?;
    world.lock().empty_list = told.r#as;
    Ok(Json(json!({"as": told.r#as})))
}

pub async fn no_relation(Extension(world): ThisWorld, body: Bytes) -> Answer {
    let told: Way<NoRelation> = read(&body)?;
    world.lock().no_relation = told.r#as;
    Ok(Json(json!({"as": told.r#as})))
}

pub async fn vocabulary(Extension(world): ThisWorld, body: Bytes) -> Answer {
    let told: Way<Vocabulary> = read(&body)?;
    world.lock().vocabulary = told.r#as;
    Ok(Json(json!({"as": told.r#as})))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SignedIn {
    user_id: String,
}

pub async fn signed_in(Extension(world): ThisWorld, body: Bytes) -> Answer {
    let told: SignedIn = read(&body)?;
    let mut x = world.lock();
    known_user(&x, &told.user_id)?;
    x.signed_in.clone_from(&told.user_id);
    Ok(Json(json!({"user_id": told.user_id})))
}

/// The world as it was when it was new, with nothing in it of what happened since.
pub async fn reset(Extension(world): ThisWorld) -> Answer {
    world.lock().reset();
    Ok(Json(json!({})))
}
