use axum::Json;
use axum::body::Bytes;
use axum::extract::Extension;
use serde::Deserialize;
use serde_json::json;

use super::{Answer, Refusal, ThisWorld, read};
use crate::world::YOU;
use crate::world::token::Token;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewToken {
    user_id: Option<String>,
    scopes: Option<Vec<String>>,
    #[serde(default)]
    app_only: bool,
    /// In seconds of the world's clock.
    expires_in: Option<u64>,
}

pub async fn issue(Extension(world): ThisWorld, body: Bytes) -> Answer {
    let told: NewToken = read(&body)?;
    if told.app_only && (told.user_id.is_some() || told.scopes.is_some()) {
        return Err(Refusal::bad("an app_only token has no user_id and no scopes"));
    }
    let mut x = world.lock();
    let mut token = if told.app_only {
        Token::app_only()
    } else {
        let user_id = told.user_id.as_deref().unwrap_or(YOU);
        if x.accounts.even_if_gone(user_id).is_none() {
            return Err(Refusal::bad(format!("user_id: there is no account {user_id:?}")));
        }
        Token::of_user(user_id)
    };
    if let Some(scopes) = told.scopes {
        token.scopes = scopes;
    }
    token.expires_at_ms = told.expires_in.map(|s| x.clock.now_ms().saturating_add(s.saturating_mul(1000)));
    Ok(Json(json!({"access_token": x.tokens.issue(token)})))
}
