//! OAuth 1.0a (RFC 5849): what is signed, and how the signature is sent. The platform computes the HMAC.

use crate::api::{InvalidArgument, UserId, encoded};

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
    consumer_key: String,
    consumer_secret: String,
    access_token: String,
    access_token_secret: String,
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
    ) -> Result<Self, InvalidArgument> {
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
        let (id, _) = self.access_token.split_once('-')?;
        UserId::fault(id).is_none().then_some(id)
    }

    /// What is signed: the signature base string (RFC 5849, section 3.4.1).
    ///
    /// `url` has no query, and is as the platform's own parser writes it: with the host in lower case, without the
    /// scheme's own port. `query` is not encoded yet, and `timestamp` is in seconds.
    pub fn signature_base(
        &self,
        method: &str,
        url: &str,
        query: &[(&str, String)],
        nonce: &str,
        timestamp: u64,
    ) -> String {
        let mut parameters = self.protocol(nonce, timestamp);
        parameters.extend(query.iter().map(|(name, value)| encoded_pair(name, value)));
        signature_base(method, url, parameters)
    }

    /// With what it is signed: the key of the HMAC (RFC 5849, section 3.4.2).
    pub fn key(&self) -> String {
        [&self.consumer_secret, &self.access_token_secret].map(|secret| encoded(secret).collect::<String>()).join("&")
    }

    /// The value of the Authorization header (RFC 5849, section 3.5.1), with a signature in base64.
    pub fn header(&self, nonce: &str, timestamp: u64, signature: &str) -> String {
        let mut parameters = self.protocol(nonce, timestamp);
        parameters.push(encoded_pair("oauth_signature", signature));
        let fields: Vec<String> = parameters.iter().map(|(name, value)| format!("{name}=\"{value}\"")).collect();
        format!("OAuth {}", fields.join(", "))
    }

    /// The protocol parameters that are signed (RFC 5849, section 3.1), encoded.
    fn protocol(&self, nonce: &str, timestamp: u64) -> Vec<(String, String)> {
        vec![
            encoded_pair("oauth_consumer_key", &self.consumer_key),
            encoded_pair("oauth_nonce", nonce),
            encoded_pair("oauth_signature_method", "HMAC-SHA1"),
            encoded_pair("oauth_timestamp", &timestamp.to_string()),
            encoded_pair("oauth_token", &self.access_token),
            encoded_pair("oauth_version", "1.0"),
        ]
    }
}

/// Joins the method, the URL and the encoded parameters, in their order (RFC 5849, sections 3.4.1.1 and 3.4.1.3.2).
fn signature_base(method: &str, url: &str, mut parameters: Vec<(String, String)>) -> String {
    parameters.sort_unstable();
    let pairs: Vec<String> = parameters.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let parts = [method, url, &pairs.join("&")];
    parts.map(|part| encoded(part).collect::<String>()).join("&")
}

fn encoded_pair(name: &str, value: &str) -> (String, String) {
    (encoded(name).collect(), encoded(value).collect())
}

fn check(argument: &str, text: &str) -> Result<(), InvalidArgument> {
    let Some(fault) = fault(text) else {
        return Ok(());
    };
    Err(InvalidArgument { message: format!("{argument} must be as X issued it; what was given {fault}") })
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
