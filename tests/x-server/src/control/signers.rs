use axum::Json;
use axum::body::Bytes;
use axum::extract::Extension;
use serde::Deserialize;
use serde_json::json;

use super::{Answer, Refusal, ThisWorld, even_null, known_user, read};
use crate::world::YOU;
use crate::world::random::text;
use crate::world::seed::OAUTH1_CONSUMER_KEY;
use crate::world::signer::{Credentials, Signers};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewCredentials {
    user_id: Option<String>,
    consumer_key: Option<String>,
    consumer_secret: Option<String>,
    access_token: Option<String>,
    access_token_secret: Option<String>,
    /// Of the whole world. `null`: the URL as the client sees it.
    #[serde(default, deserialize_with = "even_null")]
    signed_base_url: Option<Option<String>>,
}

impl NewCredentials {
    /// What is not said is the new world's app, which is known already, or made up.
    fn complete(self, signers: &Signers) -> Credentials {
        let user_id = self.user_id.unwrap_or_else(|| YOU.to_owned());
        let consumer_key = self.consumer_key.unwrap_or_else(|| OAUTH1_CONSUMER_KEY.to_owned());
        let known_secret = || signers.consumer_secret(&consumer_key).map_or_else(|| text(50), str::to_owned);
        Credentials {
            consumer_secret: self.consumer_secret.unwrap_or_else(known_secret),
            access_token: self.access_token.unwrap_or_else(|| format!("{user_id}-{}", text(40))),
            access_token_secret: self.access_token_secret.unwrap_or_else(|| text(45)),
            user_id,
            consumer_key,
        }
    }
}

pub async fn put(Extension(world): ThisWorld, body: Bytes) -> Answer {
    let mut told: NewCredentials = read(&body)?;
    let mut x = world.lock();
    known_user(&x, told.user_id.as_deref().unwrap_or(YOU))?;
    let base_url = told.signed_base_url.take().map(|url| url.map(base_url).transpose()).transpose()?;
    let credentials = told.complete(&x.signers);
    x.signers.put(credentials.clone()).map_err(Refusal::bad)?;
    x.signers.base_url = base_url.unwrap_or_else(|| x.signers.base_url.take());
    let mut answer = json!(credentials);
    if let Some(fields) = answer.as_object_mut() {
        fields.insert("signed_base_url".to_owned(), json!(x.signers.base_url));
    }
    Ok(Json(answer))
}

/// Without a slash at the end.
fn base_url(url: String) -> Result<String, Refusal> {
    let is_http = url.starts_with("http://") || url.starts_with("https://");
    if !is_http || url.contains(['?', '#']) {
        return Err(Refusal::bad(format!("signed_base_url must be http or https, without ? and #, was {url:?}")));
    }
    Ok(url.trim_end_matches('/').to_owned())
}
