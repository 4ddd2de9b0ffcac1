use axum::Json;
use axum::body::Bytes;
use axum::extract::Extension;
use axum::http::HeaderValue;
use serde::Deserialize;
use serde_json::json;

use super::{Answer, Refusal, ThisWorld, read};
use crate::world::MissingTargets;
use crate::world::cors::Cors;

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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewMissingTargets {
    r#as: MissingTargets,
}

pub async fn missing_targets(Extension(world): ThisWorld, body: Bytes) -> Answer {
    let told: NewMissingTargets = read(&body)?;
    world.lock().missing_targets = told.r#as;
    Ok(Json(json!({"as": told.r#as})))
}

/// The world as it was when it was new, with nothing in it of what happened since.
pub async fn reset(Extension(world): ThisWorld) -> Answer {
    world.lock().reset();
    Ok(Json(json!({})))
}
