use std::collections::{BTreeSet, HashMap};

use serde::Serialize;

/// How far a timestamp may be from the world's clock.
const LEEWAY_S: u64 = 5 * 60;

/// What an app signs requests with, OAuth 1.0a, in the name of a user.
#[derive(Clone, Serialize)]
pub struct Credentials {
    pub user_id: String,
    pub consumer_key: String,
    pub consumer_secret: String,
    pub access_token: String,
    pub access_token_secret: String,
}

struct AccessToken {
    user_id: String,
    consumer_key: String,
    secret: String,
}

/// Who may sign requests, and with what.
#[derive(Default)]
pub struct Signers {
    /// What is signed in place of the scheme, the host and the world's prefix. None: those, as the client sees them.
    pub base_url: Option<String>,
    consumer_secrets: HashMap<String, String>,
    access_tokens: HashMap<String, AccessToken>,
    /// Timestamp, access token and nonce of the requests that may still be replayed.
    seen: BTreeSet<(u64, String, String)>,
}

impl Signers {
    /// None: there is no such consumer key, or no such token of that consumer's.
    pub fn credentials(&self, consumer_key: &str, access_token: &str) -> Option<Credentials> {
        let consumer_secret = self.consumer_secret(consumer_key)?.to_owned();
        let token = self.access_tokens.get(access_token).filter(|token| token.consumer_key == consumer_key)?;
        Some(Credentials {
            user_id: token.user_id.clone(),
            consumer_key: consumer_key.to_owned(),
            consumer_secret,
            access_token: access_token.to_owned(),
            access_token_secret: token.secret.clone(),
        })
    }

    pub fn consumer_secret(&self, consumer_key: &str) -> Option<&str> {
        self.consumer_secrets.get(consumer_key).map(String::as_str)
    }

    /// Refused, in words, is a token that is not of X's shape.
    pub fn put(&mut self, it: Credentials) -> Result<(), String> {
        let rest = it.access_token.strip_prefix(&it.user_id).and_then(|rest| rest.strip_prefix('-'));
        if rest.is_none_or(str::is_empty) {
            return Err(format!("access_token must be {}-<rest>, was {:?}", it.user_id, it.access_token));
        }
        let token =
            AccessToken { user_id: it.user_id, consumer_key: it.consumer_key.clone(), secret: it.access_token_secret };
        self.consumer_secrets.insert(it.consumer_key, it.consumer_secret);
        self.access_tokens.insert(it.access_token, token);
        Ok(())
    }

    /// Whether a request with these is neither old nor a replay. It is one from now on.
    pub fn admit(&mut self, timestamp_s: u64, access_token: &str, nonce: &str, now_ms: u64) -> bool {
        let now_s = now_ms / 1000;
        while self.seen.first().is_some_and(|(seen_s, _, _)| seen_s.saturating_add(LEEWAY_S) < now_s) {
            self.seen.pop_first();
        }
        timestamp_s.abs_diff(now_s) <= LEEWAY_S
            && self.seen.insert((timestamp_s, access_token.to_owned(), nonce.to_owned()))
    }
}
