use axum::http::header::{CONTENT_LENGTH, HeaderMap, HeaderName, HeaderValue, TRANSFER_ENCODING};
use serde::{Deserialize, Serialize};

/// Header fields, as pairs of name and value.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(try_from = "Vec<(String, String)>", into = "Vec<(String, String)>")]
pub struct Headers(Vec<(HeaderName, HeaderValue)>);

impl Headers {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each replaces the one of its name.
    pub fn set(&self, headers: &mut HeaderMap) {
        for (name, value) in &self.0 {
            headers.insert(name, value.clone());
        }
    }

    /// Each is added to those of its name.
    pub fn append(&self, headers: &mut HeaderMap) {
        for (name, value) in &self.0 {
            headers.append(name, value.clone());
        }
    }
}

impl TryFrom<Vec<(String, String)>> for Headers {
    type Error = String;

    fn try_from(pairs: Vec<(String, String)>) -> Result<Self, String> {
        let header = |(name, value): (String, String)| {
            let unfit = || format!("a header {name:?}: {value:?} can be sent by raw only");
            let parsed = (HeaderName::try_from(&name), HeaderValue::from_bytes(value.as_bytes()));
            match parsed {
                // hyper frames the body, and stops at a header that contradicts it.
                (Ok(CONTENT_LENGTH | TRANSFER_ENCODING), _) => Err(unfit()),
                (Ok(name), Ok(value)) => Ok((name, value)),
                _ => Err(unfit()),
            }
        };
        pairs.into_iter().map(header).collect::<Result<_, _>>().map(Self)
    }
}

impl From<Headers> for Vec<(String, String)> {
    fn from(headers: Headers) -> Self {
        let text = |value: HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        headers.0.into_iter().map(|(name, value)| (name.to_string(), text(value))).collect()
    }
}
