//! OAuth 2.0 bearer tokens (RFC 6750).

use crate::api::InvalidArgument;

/// No token is longer, in bytes: those of X have some 100.
const MAX_LENGTH: usize = 10_000;

/// An access token, for the Authorization header and for nothing else. So it cannot be printed:
///
/// ```compile_fail,E0277
/// let bearer = x_mutes::auth::Bearer::parse("token", "token").ok();
/// println!("{bearer:?}");
/// ```
pub struct Bearer(String);

impl Bearer {
    /// What the Authorization header's value begins with.
    pub const SCHEME: &str = "Bearer ";

    /// Takes a token as RFC 6750, section 2.1, spells it, and `%`, which is in X's app-only tokens.
    ///
    /// # Errors
    /// `invalid_argument`, which names the argument and does not repeat the token.
    pub fn parse(argument: &str, token: &str) -> Result<Self, InvalidArgument> {
        match fault(token) {
            None => Ok(Self([Self::SCHEME, token].concat())),
            Some(fault) => Err(InvalidArgument {
                message: format!("{argument} must be an OAuth 2.0 access token as X issued it; what was given {fault}"),
            }),
        }
    }

    /// The Authorization header's value.
    pub fn header(&self) -> &str {
        &self.0
    }
}

/// What is wrong with a token, if anything.
pub fn fault(token: &str) -> Option<&'static str> {
    if token.is_empty() {
        Some("is empty")
    } else if token.len() > MAX_LENGTH {
        Some("is longer than any token")
    } else if token.get(..Bearer::SCHEME.len()).is_some_and(|start| start.eq_ignore_ascii_case(Bearer::SCHEME)) {
        Some("starts with `Bearer `, which is added here")
    } else if token.bytes().all(is_token_byte) {
        None
    } else if token.bytes().any(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')) {
        Some("has a space or a line break")
    } else {
        Some("has a character that no token has")
    }
}

fn is_token_byte(byte: u8) -> bool {
    matches!(byte, b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'+' | b'/' | b'=' | b'%')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_as_x_issues_them_are_taken() {
        for token in ["bGRzZnNkZjpnaGpr", "AAAA%2BUse%3D", "a-b.c_d~e+f/g=="] {
            let header = Bearer::parse("token", token).ok().map(|bearer| bearer.header().to_owned());
            assert_eq!(header, Some(format!("Bearer {token}")));
        }
    }

    #[test]
    fn what_is_no_token_is_refused_without_being_repeated() {
        let table = [
            ("", "is empty"),
            ("Bearer s3cret", "starts with `Bearer `"),
            ("bearer s3cret", "starts with `Bearer `"),
            ("s3cret ", "a space or a line break"),
            ("s3c\nret", "a space or a line break"),
            ("s3c\r\nx-injected: ret", "a space or a line break"),
            ("s3cret\0", "a character that no token has"),
            ("s3crét", "a character that no token has"),
            ("\"s3cret\"", "a character that no token has"),
            (&"s3cret".repeat(2000), "longer than any token"),
        ];
        for (token, wanted) in table {
            let error = Bearer::parse("token", token).err().unwrap();
            assert!(error.message.starts_with("token must be"), "{:?}", error.message);
            assert!(error.message.contains(wanted), "{:?}", error.message);
            assert!(!error.message.contains("s3c"), "{:?}", error.message);
        }
    }
}
