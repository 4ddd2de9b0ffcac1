use axum::Json;
use axum::body::Bytes;
use axum::extract::Extension;
use serde_json::json;

use super::{Answer, Refusal, ThisWorld, Told, read_one_or_many};
use crate::world::fault::Fault;

pub async fn add(Extension(world): ThisWorld, body: Bytes) -> Answer {
    let faults = match read_one_or_many::<Fault>(&body)? {
        Told::One(fault) => vec![fault],
        Told::Many(faults) => faults,
    };
    faults.iter().try_for_each(Fault::check).map_err(Refusal::bad)?;
    let mut x = world.lock();
    x.faults.add(faults);
    Ok(Json(json!({"faults": x.faults.left()})))
}

pub async fn left(Extension(world): ThisWorld) -> Answer {
    Ok(Json(json!({"faults": world.lock().faults.left()})))
}

pub async fn clear(Extension(world): ThisWorld) -> Answer {
    world.lock().faults.clear();
    Ok(Json(json!({"faults": []})))
}
