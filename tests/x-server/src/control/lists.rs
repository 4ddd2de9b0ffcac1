use axum::Json;
use axum::body::Bytes;
use axum::extract::{Extension, Path};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use super::{Answer, Refusal, ThisWorld, read};
use crate::api::UserList;
use crate::world::State;

/// The last one added first.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewList {
    ids: Vec<String>,
}

pub async fn all(list: &UserList, Extension(world): ThisWorld, Path(user_id): Path<String>) -> Answer {
    let mut x = world.lock();
    known(&x, &user_id)?;
    Ok(Json(json!({"ids": x.lists.of(list.endpoint).all(&user_id)})))
}

pub async fn set(list: &UserList, Extension(world): ThisWorld, Path(user_id): Path<String>, body: Bytes) -> Answer {
    let told: NewList = read(&body)?;
    let mut x = world.lock();
    known(&x, &user_id)?;
    if let Some(id) = told.ids.iter().find(|id| x.accounts.even_if_gone(id).is_none()) {
        return Err(Refusal::bad(format!("ids: there is no account {id:?}; control/accounts makes it")));
    }
    let members = x.lists.of(list.endpoint);
    members.set(&user_id, &told.ids);
    Ok(Json(json!({"ids": members.all(&user_id)})))
}

fn known(x: &State, user_id: &str) -> Result<(), Refusal> {
    match x.accounts.even_if_gone(user_id) {
        Some(_) => Ok(()),
        None => Err(Refusal::new(StatusCode::NOT_FOUND, format!("there is no account {user_id:?}"))),
    }
}
