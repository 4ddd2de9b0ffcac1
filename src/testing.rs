//! What tests of several modules use.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use crate::api::Reply;

/// A reply that was written down.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// HTTP status.
    pub status: u16,
    /// Names in lower case, and values.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
    /// What was sent, and is not to come back.
    pub secret: Option<String>,
}

impl Written {
    /// A reply with this status, no headers, and this body.
    pub fn new(status: u16, body: &str) -> Self {
        Self { status, body: body.into(), ..Self::default() }
    }

    /// A reply with status 200.
    pub fn ok(body: &str) -> Self {
        Self::new(200, body)
    }

    /// The same with these headers.
    pub fn with(mut self, headers: &[(&str, &str)]) -> Self {
        self.headers.extend(headers.iter().map(|(name, value)| ((*name).into(), (*value).into())));
        self
    }

    /// The same to a request with this secret in it.
    pub fn to(mut self, secret: &str) -> Self {
        self.secret = Some(secret.into());
        self
    }

    fn json(&self) -> Option<serde_json::Value> {
        serde_json::from_str(&self.body).ok()
    }
}

impl Reply for Written {
    fn status(&self) -> u16 {
        self.status
    }

    fn header(&self, name: &str) -> Option<String> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone())
    }

    /// One date is enough for a test.
    fn date(&self, name: &str) -> Option<u64> {
        (self.header(name)? == "Tue, 14 Nov 2023 22:15:20 GMT").then_some(1_700_000_120_000)
    }

    fn text(&self, max: u32) -> String {
        self.body.chars().take(max as usize).collect()
    }

    fn redacted(&self, text: &str) -> String {
        self.secret.as_ref().map_or_else(|| text.into(), |secret| text.replace(secret, "[token]"))
    }

    fn muting(&self) -> Option<bool> {
        self.json()?.get("data")?.get("muting")?.as_bool()
    }

    fn field(&self, name: &str) -> Option<String> {
        Some(self.json()?.get(name)?.as_str()?.to_owned())
    }

    fn number(&self, name: &str) -> Option<u64> {
        self.json()?.get(name)?.as_u64()
    }
}

/// What a future gives that waits for nothing outside.
pub fn ready<T>(future: impl Future<Output = T>) -> T {
    let Poll::Ready(output) = pin!(future).poll(&mut Context::from_waker(Waker::noop())) else {
        panic!("it waits for something");
    };
    output
}
