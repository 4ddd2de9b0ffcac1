//! What tests of several modules use.

#[cfg(feature = "client")]
use std::pin::pin;
#[cfg(feature = "client")]
use std::task::{Context, Poll, Waker};

use serde_json::Value;

use crate::api::{Error, Json, Reply};

/// The longest body that is read as a problem, in bytes.
const MAX_PROBLEM: usize = 64 * 1024;

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
    #[cfg(feature = "client")]
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
}

impl Reply for Written {
    type Json = Value;

    fn status(&self) -> u16 {
        self.status
    }

    fn header(&self, name: &str) -> Option<String> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone())
    }

    fn number(&self, name: &str) -> Option<u64> {
        let value = self.header(name)?;
        let is_valid = (1..=15).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_digit());
        is_valid.then(|| value.parse().ok()).flatten()
    }

    /// One date is enough for a test.
    fn date(&self, name: &str) -> Option<u64> {
        (self.header(name)? == "Tue, 14 Nov 2023 22:15:20 GMT").then_some(1_700_000_120_000)
    }

    fn json(&self) -> Option<Value> {
        self.parse(&self.body)
    }

    fn problem(&self) -> Option<Value> {
        self.parse(&self.redacted(&self.body)).filter(|_| self.body.len() <= MAX_PROBLEM)
    }

    fn start(&self) -> String {
        self.redacted(&self.body)
    }

    fn redacted(&self, text: &str) -> String {
        self.secret.as_ref().map_or_else(|| text.into(), |secret| text.replace(secret, "[token]"))
    }

    fn accounts(&self, list: &Value) -> Option<String> {
        accounts(list)
    }

    fn parse(&self, text: &str) -> Option<Value> {
        parsed(text)
    }
}

/// The accounts of a list, as [`Reply::accounts`] gives them.
pub fn accounts(list: &Value) -> Option<String> {
    let field = |user: &Value, name| text(user, name).filter(|text| !text.contains(',')).unwrap_or_default();
    let users = list.as_array()?.iter();
    Some(users.map(|user| [field(user, "id"), field(user, "username")].join(",")).collect::<Vec<_>>().join(","))
}

/// All that an error says.
pub fn told(error: &Error<Value>) -> Value {
    let mut told = serde_json::to_value(error).unwrap();
    if let Some(errors) = &error.errors {
        told["errors"] = errors.clone();
    }
    told
}

/// The JSON of a text, where that is an object or a list.
pub fn parsed(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok().filter(is_compound)
}

fn is_compound(value: &Value) -> bool {
    value.is_object() || value.is_array()
}

/// What stands in the place of a value that is no object and no list.
fn compound(value: &Value) -> Value {
    if is_compound(value) { value.clone() } else { Value::Object(serde_json::Map::new()) }
}

fn object(json: &Value, name: &str) -> Option<Value> {
    json.get(name).filter(|value| !value.is_null()).map(compound)
}

fn text(json: &Value, name: &str) -> Option<String> {
    Some(json.get(name)?.as_str()?.to_owned())
}

fn number(json: &Value, name: &str) -> Option<f64> {
    json.get(name)?.as_f64()
}

impl Json for Value {
    fn items(&self) -> Option<impl Iterator<Item = Self>> {
        Some(self.as_array()?.iter().map(compound))
    }
    fn into_list(self) -> Self {
        Self::Array(vec![self])
    }
    fn to_text(&self) -> String {
        self.to_string()
    }
    fn data(&self) -> Option<Self> {
        object(self, "data")
    }
    fn errors(&self) -> Option<Self> {
        object(self, "errors")
    }
    fn meta(&self) -> Option<Self> {
        object(self, "meta")
    }
    fn muting(&self) -> Option<bool> {
        self.get("muting")?.as_bool()
    }
    fn result_count(&self) -> Option<f64> {
        number(self, "result_count")
    }
    fn code(&self) -> Option<f64> {
        number(self, "code")
    }
    fn expires_in(&self) -> Option<f64> {
        number(self, "expires_in")
    }
    fn expires_at(&self) -> Option<f64> {
        number(self, "expires_at")
    }
    fn version(&self) -> Option<f64> {
        number(self, "version")
    }
    fn id(&self) -> Option<String> {
        text(self, "id")
    }
    fn username(&self) -> Option<String> {
        text(self, "username")
    }
    fn connection_status(&self) -> Option<Vec<String>> {
        Some(self.get("connection_status")?.as_array()?.iter().filter_map(Self::as_str).map(str::to_owned).collect())
    }
    fn next_token(&self) -> Option<String> {
        text(self, "next_token")
    }
    fn title(&self) -> Option<String> {
        text(self, "title")
    }
    fn detail(&self) -> Option<String> {
        text(self, "detail")
    }
    fn message(&self) -> Option<String> {
        text(self, "message")
    }
    fn reason(&self) -> Option<String> {
        text(self, "reason")
    }
    fn problem_type(&self) -> Option<String> {
        text(self, "type")
    }
    fn value(&self) -> Option<String> {
        text(self, "value")
    }
    fn error(&self) -> Option<String> {
        text(self, "error")
    }
    fn error_description(&self) -> Option<String> {
        text(self, "error_description")
    }
    fn access_token(&self) -> Option<String> {
        text(self, "access_token")
    }
    fn refresh_token(&self) -> Option<String> {
        text(self, "refresh_token")
    }
    fn scope(&self) -> Option<String> {
        text(self, "scope")
    }
    fn client_id(&self) -> Option<String> {
        text(self, "client_id")
    }
}

/// What a future gives that waits for nothing outside.
#[cfg(feature = "client")]
pub fn ready<T>(future: impl Future<Output = T>) -> T {
    let Poll::Ready(output) = pin!(future).poll(&mut Context::from_waker(Waker::noop())) else {
        panic!("it waits for something");
    };
    output
}
