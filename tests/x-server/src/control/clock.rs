use axum::Json;
use axum::body::Bytes;
use axum::extract::Extension;
use serde::Deserialize;
use serde_json::json;

use super::{Answer, Refusal, ThisWorld, read};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewTime {
    now_ms: Option<u64>,
    advance_ms: Option<u64>,
}

pub async fn now(Extension(world): ThisWorld) -> Answer {
    Ok(Json(json!({"now_ms": world.lock().clock.now_ms()})))
}

pub async fn set(Extension(world): ThisWorld, body: Bytes) -> Answer {
    let told: NewTime = read(&body)?;
    let mut x = world.lock();
    match (told.now_ms, told.advance_ms) {
        (Some(now_ms), None) => x.clock.set(now_ms),
        (None, Some(by_ms)) => x.clock.advance(by_ms),
        _ => return Err(Refusal::bad("one of now_ms, advance_ms")),
    }
    Ok(Json(json!({"now_ms": x.clock.now_ms()})))
}
