//! OAuth 1.0a (RFC 5849): what is signed, and how the signature is sent. The platform computes the HMAC.

use std::mem;

use crate::api::{Text, UserId, cut};
use crate::error::{Code, Error};

#[cfg(test)]
mod tests;

/// No key, token or secret is longer, in bytes: those of X have some 50.
const MAX_LENGTH: usize = 10_000;

/// An app's keys and a user's access token, for the signature and the Authorization header and for nothing else. So
/// they cannot be printed:
///
/// ```compile_fail,E0277
/// let auth = x_mutes::auth::OAuth1::parse("key", "secret", "token", "secret").ok();
/// println!("{auth:?}");
/// ```
pub struct OAuth1 {
    consumer_key: Text,
    consumer_secret: Text,
    access_token: Text,
    access_token_secret: Text,
}

impl OAuth1 {
    /// Takes all four as they are, without trimming. X does not say of what they are made: any visible ASCII will do.
    ///
    /// # Errors
    /// `invalid_argument`, naming which of them, without repeating it.
    pub fn parse(
        consumer_key: &str,
        consumer_secret: &str,
        access_token: &str,
        access_token_secret: &str,
    ) -> Result<Self, Box<Error>> {
        check("auth.consumerKey", consumer_key)?;
        check("auth.consumerSecret", consumer_secret)?;
        check("auth.accessToken", access_token)?;
        check("auth.accessTokenSecret", access_token_secret)?;
        Ok(Self {
            consumer_key: consumer_key.into(),
            consumer_secret: consumer_secret.into(),
            access_token: access_token.into(),
            access_token_secret: access_token_secret.into(),
        })
    }

    /// Whose access token it is. X issues them as the user's ID, a hyphen, and more.
    pub fn user_id(&self) -> Option<&str> {
        let (id, more) = cut(self.access_token.as_str(), b'-');
        (more.is_some() && UserId::fault(id).is_none()).then_some(id)
    }

    /// What is signed: the signature base string (RFC 5849, section 3.4.1).
    ///
    /// `url` has no query, and is as the platform's own parser writes it: with the host in lower case, without the
    /// scheme's own port. `query` is not encoded yet, and `timestamp` is in seconds.
    pub fn signature_base(&self, method: &str, url: &str, query: &[(&str, Text)], nonce: &str, timestamp: u64) -> Text {
        let mut parameters = self.protocol(nonce, timestamp);
        for (name, value) in query {
            parameters.add(name, value.as_str());
        }
        parameters.signature_base(method, url)
    }

    /// With what it is signed: the key of the HMAC (RFC 5849, section 3.4.2).
    pub fn key(&self) -> Text {
        let mut key = Text::default();
        key.push_encoded(self.consumer_secret.as_str());
        key.push("&").push_encoded(self.access_token_secret.as_str());
        key
    }

    /// The value of the Authorization header (RFC 5849, section 3.5.1), with a signature in base64.
    pub fn header(&self, nonce: &str, timestamp: u64, signature: &str) -> Text {
        let mut header = Text::from("OAuth ");
        for (name, value) in &self.protocol(nonce, timestamp).0 {
            header.push(name.as_str()).push("=\"").push(value.as_str()).push("\", ");
        }
        header.push("oauth_signature=\"").push_encoded(signature).push("\"");
        header
    }

    /// The protocol parameters that are signed (RFC 5849, section 3.1), and all but one of those that are sent.
    fn protocol(&self, nonce: &str, timestamp: u64) -> Parameters {
        let mut digits = Text::default();
        digits.push_number(timestamp);
        let mut parameters = Parameters::default();
        parameters.add("oauth_consumer_key", self.consumer_key.as_str());
        parameters.add("oauth_nonce", nonce);
        parameters.add("oauth_signature_method", "HMAC-SHA1");
        parameters.add("oauth_timestamp", digits.as_str());
        parameters.add("oauth_token", self.access_token.as_str());
        parameters.add("oauth_version", "1.0");
        parameters
    }
}

fn check(argument: &str, text: &str) -> Result<(), Box<Error>> {
    let Some(fault) = fault(text) else {
        return Ok(());
    };
    let mut error = Error::new(Code::InvalidArgument, argument);
    error.message.push(" must be as X issued it; what was given ").push(fault);
    Err(error)
}

fn fault(text: &str) -> Option<&'static str> {
    if text.is_empty() {
        Some("is empty")
    } else if text.len() > MAX_LENGTH {
        Some("is too long")
    } else if text.bytes().all(|byte| matches!(byte, b'!'..=b'~')) {
        None
    } else if text.bytes().any(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')) {
        Some("has a space or a line break")
    } else {
        Some("has a character that is not visible ASCII")
    }
}

/// Names and values, encoded, in the order in which they are signed (RFC 5849, section 3.4.1.3.2).
#[derive(Default)]
struct Parameters(Vec<(Text, Text)>);

impl Parameters {
    /// Adds one that is not encoded yet, in its place. There are few, and the standard library's sort takes several KB.
    /// `Vec::insert` takes 1.3 KB, to say why it panics.
    fn add(&mut self, name: &str, value: &str) {
        let mut pair = (Text::default(), Text::default());
        pair.0.push_encoded(name);
        pair.1.push_encoded(value);
        for other in &mut self.0 {
            if (pair.0.as_str(), pair.1.as_str()) < (other.0.as_str(), other.1.as_str()) {
                mem::swap(&mut pair, other);
            }
        }
        self.0.push(pair);
    }

    fn signature_base(&self, method: &str, url: &str) -> Text {
        let mut base = Text::from(method);
        base.push("&").push_encoded(url).push("&");
        let mut ampersand = "";
        for (name, value) in &self.0 {
            base.push(ampersand).push_encoded(name.as_str()).push("%3D").push_encoded(value.as_str());
            ampersand = "%26";
        }
        base
    }
}
