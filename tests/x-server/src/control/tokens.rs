use axum::Json;
use axum::body::Bytes;
use axum::extract::Extension;
use serde::Deserialize;
use serde_json::{Map, json};

use super::{Answer, Refusal, ThisWorld, known_user, read};
use crate::world::seed::CLIENT_ID;
use crate::world::session::Grant;
use crate::world::token::Token;
use crate::world::{State, YOU};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewToken {
    user_id: Option<String>,
    scopes: Option<Vec<String>>,
    #[serde(default)]
    app_only: bool,
    /// In seconds of the world's clock.
    expires_in: Option<u64>,
    /// Whose refresh token it is that comes with the scope offline.access.
    client_id: Option<String>,
}

pub async fn issue(Extension(world): ThisWorld, body: Bytes) -> Answer {
    let told: NewToken = read(&body)?;
    if told.app_only && (told.user_id.is_some() || told.scopes.is_some() || told.client_id.is_some()) {
        return Err(Refusal::bad("an app_only token has no user_id, no scopes and no client_id"));
    }
    let mut x = world.lock();
    let now_ms = x.clock.now_ms();
    let expires_at_ms = told.expires_in.map(|s| now_ms.saturating_add(s.saturating_mul(1000)));
    let mut token = if told.app_only { Token::app_only() } else { of_user(&mut x, told)? };
    token.expires_at_ms = expires_at_ms;
    let mut answer = Map::new();
    if let Some(session) = token.session {
        answer.insert("refresh_token".to_owned(), json!(x.sessions.issue(session, now_ms)));
    }
    answer.insert("access_token".to_owned(), json!(x.tokens.issue(token, now_ms)));
    Ok(Json(answer.into()))
}

fn of_user(x: &mut State, told: NewToken) -> Result<Token, Refusal> {
    let user_id = told.user_id.as_deref().unwrap_or(YOU);
    let client_id = told.client_id.as_deref().unwrap_or(CLIENT_ID);
    known_user(x, user_id)?;
    if x.clients.get(client_id).is_none() {
        return Err(Refusal::bad(format!("client_id: there is no client {client_id:?}")));
    }
    let mut token = Token::of_user(user_id);
    token.scopes = told.scopes.unwrap_or(token.scopes);
    let scopes = token.scopes.clone();
    let grant = Grant { client_id: client_id.to_owned(), user_id: user_id.to_owned(), scopes };
    token.session = grant.is_offline().then(|| x.sessions.begin(grant));
    Ok(token)
}
