use axum::Json;
use axum::body::Bytes;
use axum::extract::Extension;
use serde::Deserialize;
use serde_json::json;

use super::{Answer, Refusal, ThisWorld, even_null, read};
use crate::world::client::Client;
use crate::world::random::text;

/// What is to be known of a client. Of one that exists, what is not said stays as it is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewClient {
    client_id: Option<String>,
    /// `null` makes it public again.
    #[serde(default, deserialize_with = "even_null")]
    client_secret: Option<Option<String>>,
    redirect_uris: Option<Vec<String>>,
    name: Option<String>,
}

pub async fn put(Extension(world): ThisWorld, body: Bytes) -> Answer {
    let told: NewClient = read(&body)?;
    let mut x = world.lock();
    let client_id = told.client_id.unwrap_or_else(|| text(34));
    let before = x.clients.get(&client_id).cloned().unwrap_or_else(|| Client {
        client_id: client_id.clone(),
        client_secret: None,
        redirect_uris: Vec::new(),
        name: format!("App {client_id}"),
    });
    let client = Client {
        client_id,
        client_secret: told.client_secret.unwrap_or(before.client_secret),
        redirect_uris: told.redirect_uris.unwrap_or(before.redirect_uris),
        name: told.name.unwrap_or(before.name),
    };
    x.clients.put(client.clone()).map_err(Refusal::bad)?;
    Ok(Json(json!(client)))
}
