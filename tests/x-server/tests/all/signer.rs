use std::num::NonZeroU64;

use oauth1_request::{Builder, Credentials, HMAC_SHA1, ParameterList};
use serde_json::Value;
use x_server::seed;

use crate::client::{Reply, X};

/// The host is the one that [`X::request`] names.
const BASE: &str = "http://x";

/// What a client signs with.
pub struct Signer {
    pub base: String,
    pub consumer: [String; 2],
    pub token: [String; 2],
    pub nonce: String,
    pub timestamp_s: u64,
    pub version: bool,
}

impl Signer {
    /// With the seeded credentials.
    pub async fn of(x: &X) -> Self {
        let owned = |pair: [&str; 2]| pair.map(str::to_owned);
        Self {
            base: BASE.to_owned(),
            consumer: owned([seed::OAUTH1_CONSUMER_KEY, seed::OAUTH1_CONSUMER_SECRET]),
            token: owned([seed::OAUTH1_ACCESS_TOKEN, seed::OAUTH1_ACCESS_TOKEN_SECRET]),
            nonce: "nonce".to_owned(),
            timestamp_s: x.ask("clock").await["now_ms"].as_u64().unwrap() / 1000,
            version: true,
        }
    }

    /// With credentials the control interface has made.
    pub async fn told(x: &X, credentials: &Value) -> Self {
        let text = |name: &str| credentials[name].as_str().unwrap().to_owned();
        let consumer = [text("consumer_key"), text("consumer_secret")];
        Self { consumer, token: [text("access_token"), text("access_token_secret")], ..Self::of(x).await }
    }

    pub fn nonce(mut self, nonce: &str) -> Self {
        self.nonce = nonce.to_owned();
        self
    }

    pub fn base(mut self, base: &str) -> Self {
        self.base = base.to_owned();
        self
    }

    pub fn header(&self, method: &str, path: &str) -> String {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let [key, secret] = &self.consumer;
        let [token, token_secret] = &self.token;
        Builder::new(Credentials::new(key, secret), HMAC_SHA1)
            .token(Credentials::new(token, token_secret))
            .nonce(self.nonce.as_str())
            .timestamp(NonZeroU64::new(self.timestamp_s))
            .version(self.version)
            .authorize(method, format!("{}{path}", self.base), &ParameterList::new(pairs))
    }

    pub async fn send(&self, x: &X, method: &str, path: &str, body: &str) -> Reply {
        send(x, method, path, &self.header(method, path), body).await
    }

    pub async fn get(&self, x: &X, path: &str) -> Reply {
        self.send(x, "GET", path, "").await
    }
}

pub async fn send(x: &X, method: &str, path: &str, authorization: &str, body: &str) -> Reply {
    x.send(method, path, &[("authorization", authorization), ("content-type", "application/json")], body).await
}
