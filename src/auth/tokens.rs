//! What a session keeps.

use serde::Serialize;

use super::bearer::fault;
use crate::api::Json;

/// A token that is good for less than this is renewed, in milliseconds: a request takes time, and clocks differ.
const MARGIN: u64 = 60_000;

/// How long a token lives that X says nothing of, in seconds: as long as they all do.
const LIFE: u64 = 7200;

/// The last millisecond that a JavaScript `Date` can hold (ECMA-262, 21.4.1.1).
const LAST_MOMENT: u64 = 8_640_000_000_000_000;

/// The version of what is stored.
const VERSION: f64 = 1.0;

/// A pair of tokens. It has no `Debug`: it is meant for the store, and for requests.
#[derive(Clone, Default)]
pub struct Tokens {
    /// The access token.
    pub access: String,
    /// The refresh token, which is good once; empty where X gave none, for want of the scope `offline.access`.
    pub refresh: String,
    /// With spaces between.
    pub scope: String,
    /// By this device's clock, in milliseconds since the epoch.
    pub expires_at: u64,
}

impl Tokens {
    /// Reads what X's token endpoint answered (RFC 6749, 5.1). X leaves out a scope, or a refresh token, that has not
    /// changed.
    pub fn issued(reply: &impl Json, before: Option<&Self>, now: u64) -> Option<Box<Self>> {
        let before = before.cloned().unwrap_or_default();
        let life = reply.expires_in().and_then(whole).unwrap_or(LIFE) * 1000;
        Some(Box::new(Self {
            access: token(reply)?,
            refresh: reply.refresh_token().unwrap_or(before.refresh),
            scope: reply.scope().unwrap_or(before.scope),
            expires_at: now.saturating_add(life).min(LAST_MOMENT),
        }))
    }

    /// Reads what [`Tokens::to_stored`] wrote for the same client; none where it is anything else.
    pub fn stored(json: &impl Json, client_id: &str) -> Option<Box<Self>> {
        if json.version()? != VERSION || json.client_id()? != client_id {
            return None;
        }
        Some(Box::new(Self {
            access: token(json)?,
            refresh: json.refresh_token()?,
            scope: json.scope()?,
            expires_at: json.expires_at().and_then(whole).filter(|at| *at <= LAST_MOMENT)?,
        }))
    }

    /// For the store, as JSON.
    pub fn to_stored(&self, client_id: &str) -> String {
        let stored = StoredTokens {
            version: VERSION as u32,
            client_id,
            access_token: &self.access,
            refresh_token: &self.refresh,
            scope: &self.scope,
            expires_at: self.expires_at,
        };
        // Texts and numbers are always written.
        serde_json::to_string(&stored).unwrap_or_default()
    }

    /// For the JavaScript half.
    pub fn to_session(&self) -> SessionTokens<'_> {
        SessionTokens {
            access_token: &self.access,
            scope: &self.scope,
            expires_at: self.expires_at,
            renew_at: self.expires_at.saturating_sub(MARGIN),
        }
    }

    /// Whether the access token is good, as far as is known here.
    pub fn is_fresh(&self, now: u64, rejected: &str) -> bool {
        now < self.expires_at.saturating_sub(MARGIN) && self.access.as_str() != rejected
    }
}

/// What a store has.
#[derive(Serialize)]
struct StoredTokens<'t> {
    version: u32,
    client_id: &'t str,
    access_token: &'t str,
    refresh_token: &'t str,
    scope: &'t str,
    expires_at: u64,
}

/// What the JavaScript half has of a session: the access token and what is public. Times are in milliseconds since the epoch.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SessionTokens<'t> {
    access_token: &'t str,
    scope: &'t str,
    expires_at: u64,
    renew_at: u64,
}

fn token(json: &impl Json) -> Option<String> {
    json.access_token().filter(|token| fault(token).is_none())
}

/// A whole number that a double holds exactly.
fn whole(number: f64) -> Option<u64> {
    const MAX_SAFE: f64 = 9_007_199_254_740_991.0;
    ((0.0..=MAX_SAFE).contains(&number) && number.trunc() == number).then_some(number as u64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    const NOW: u64 = 1_700_000_000_000;

    fn parsed(text: &str) -> Option<Value> {
        serde_json::from_str(text).ok()
    }

    fn issued(json: &'static str, before: Option<&Tokens>) -> Option<Box<Tokens>> {
        Tokens::issued(&parsed(json)?, before, NOW)
    }

    #[test]
    fn what_is_stored_reads_back() {
        let tokens =
            issued(r#"{"access_token":"a","refresh_token":"r\/1","scope":"x y","expires_in":7200}"#, None).unwrap();
        let stored = parsed(&tokens.to_stored("c")).unwrap();
        let again = Tokens::stored(&stored, "c").unwrap();
        assert_eq!(again.to_stored("c"), tokens.to_stored("c"));
        assert_eq!((again.refresh.as_str(), again.expires_at), ("r/1", NOW + 7_200_000));
        assert!(Tokens::stored(&stored, "another").is_none());
    }

    #[test]
    fn what_stores_have_had_since_version_0_1_is_read_and_written() {
        let stored = concat!(
            r#"{"version":1,"client_id":"c","access_token":"a","refresh_token":"r","scope":"mute.write users.read","#,
            r#""expires_at":1700007200000}"#
        );
        let tokens = Tokens::stored(&parsed(stored).unwrap(), "c").unwrap();
        assert_eq!((tokens.access.as_str(), tokens.refresh.as_str()), ("a", "r"));
        assert_eq!((tokens.scope.as_str(), tokens.expires_at), ("mute.write users.read", NOW + 7_200_000));
        assert_eq!(tokens.to_stored("c"), stored);
    }

    #[test]
    fn a_version_of_what_is_stored_that_is_not_known_is_refused() {
        for version in ["0", "2", "1.5", "\"1\"", "null"] {
            let stored = format!(
                r#"{{"version":{version},"client_id":"c","access_token":"a","refresh_token":"r","scope":"","expires_at":1}}"#
            );
            assert!(Tokens::stored(&parsed(&stored).unwrap(), "c").is_none(), "{version}");
        }
    }

    #[test]
    fn what_x_leaves_out_stays_as_it_was() {
        let before = issued(r#"{"access_token":"a","refresh_token":"r","scope":"x","expires_in":10}"#, None).unwrap();
        let after = issued(r#"{"access_token":"b"}"#, Some(&before)).unwrap();
        assert_eq!((after.access.as_str(), after.refresh.as_str(), after.scope.as_str()), ("b", "r", "x"));
        assert_eq!(after.expires_at, NOW + 7_200_000);
    }

    #[test]
    fn a_token_is_fresh_until_a_minute_before_it_expires_unless_it_was_rejected() {
        let tokens = issued(r#"{"access_token":"a","expires_in":100}"#, None).unwrap();
        assert!(tokens.is_fresh(NOW + 39_999, ""));
        assert!(!tokens.is_fresh(NOW + 40_000, ""));
        assert!(!tokens.is_fresh(NOW, "a"));
    }

    #[test]
    fn what_is_no_session_is_refused() {
        for json in
            ["", "null", "[]", "{}", r#"{"access_token":5}"#, r#"{"access_token":""}"#, r#"{"access_token":"a b"}"#]
        {
            assert!(issued(json, None).is_none(), "{json}");
            assert!(parsed(json).and_then(|json| Tokens::stored(&json, "c")).is_none(), "{json}");
        }
        let wrong =
            r#"{"version":1,"client_id":"c","access_token":"a","refresh_token":"r","scope":"","expires_at":1.5}"#;
        assert!(Tokens::stored(&parsed(wrong).unwrap(), "c").is_none());
    }
}
