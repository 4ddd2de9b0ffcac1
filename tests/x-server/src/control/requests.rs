use axum::Json;
use axum::extract::Extension;
use serde_json::json;

use super::{Answer, ThisWorld};

pub async fn kept(Extension(world): ThisWorld) -> Answer {
    let (requests, dropped) = {
        let x = world.lock();
        (x.log.kept(), x.log.dropped())
    };
    Ok(Json(json!({"requests": requests, "dropped": dropped})))
}

pub async fn clear(Extension(world): ThisWorld) -> Answer {
    world.lock().log.clear();
    Ok(Json(json!({"requests": [], "dropped": 0})))
}
