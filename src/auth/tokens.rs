//! What a session keeps.

use super::bearer::fault;
use crate::api::{Object, Reply, Text};

/// A token that is good for less than this is renewed, in milliseconds: a request takes time, and clocks differ.
const MARGIN: u64 = 60_000;

/// How long a token lives that X says nothing of, in seconds: as long as they all do.
const LIFE: u64 = 7200;

/// The last millisecond that a JavaScript `Date` can hold (ECMA-262, 21.4.1.1).
const LAST_MOMENT: u64 = 8_640_000_000_000_000;

/// The version of what is stored.
const VERSION: u64 = 1;

/// A pair of tokens. It has no `Debug`: it is meant for the store, and for requests.
#[derive(Clone, Default)]
pub struct Tokens {
    /// The access token.
    pub access: Text,
    /// The refresh token, which is good once; empty where X gave none, for want of the scope `offline.access`.
    pub refresh: Text,
    /// With spaces between.
    pub scope: Text,
    /// By this device's clock, in milliseconds since the epoch.
    pub expires_at: u64,
}

impl Tokens {
    /// Reads what X's token endpoint answered (RFC 6749, 5.1). X leaves out a scope, or a refresh token, that has not
    /// changed.
    pub fn issued(reply: &impl Reply, before: Option<&Self>, now: u64) -> Option<Box<Self>> {
        let mut tokens = before.cloned().unwrap_or_default();
        tokens.access = token(reply, "access_token")?;
        if let Some(refresh) = text(reply, "refresh_token") {
            tokens.refresh = refresh;
        }
        if let Some(scope) = text(reply, "scope") {
            tokens.scope = scope;
        }
        // A number of a reply's has 2^53 at most.
        let life = reply.number("expires_in").unwrap_or(LIFE) * 1000;
        tokens.expires_at = now.saturating_add(life).min(LAST_MOMENT);
        Some(Box::new(tokens))
    }

    /// Reads what [`Tokens::to_stored`] wrote for the same client; none where it is anything else.
    pub fn stored(reply: &impl Reply, client_id: &str) -> Option<Box<Self>> {
        if reply.number("version")? != VERSION || reply.field("client_id")? != client_id {
            return None;
        }
        Some(Box::new(Self {
            access: token(reply, "access_token")?,
            refresh: text(reply, "refresh_token")?,
            scope: text(reply, "scope")?,
            expires_at: reply.number("expires_at").filter(|at| *at <= LAST_MOMENT)?,
        }))
    }

    /// For the store, as JSON.
    pub fn to_stored(&self, client_id: &str) -> Text {
        let mut object = Object::default();
        object.number("version", VERSION);
        object.plain("client_id", client_id);
        object.plain("access_token", self.access.as_str());
        object.plain("refresh_token", self.refresh.as_str());
        object.plain("scope", self.scope.as_str());
        object.number("expires_at", self.expires_at);
        object.finish()
    }

    /// For the JavaScript half, as JSON: the access token and what is public.
    pub fn to_session(&self) -> Text {
        let mut object = Object::default();
        object.plain("accessToken", self.access.as_str());
        object.plain("scope", self.scope.as_str());
        object.number("expiresAt", self.expires_at);
        object.number("renewAt", self.expires_at.saturating_sub(MARGIN));
        object.finish()
    }

    /// Whether the access token is good, as far as is known here.
    pub fn is_fresh(&self, now: u64, rejected: &str) -> bool {
        now < self.expires_at.saturating_sub(MARGIN) && self.access.as_str() != rejected
    }
}

fn token(reply: &impl Reply, name: &str) -> Option<Text> {
    text(reply, name).filter(|token| fault(token.as_str()).is_none())
}

fn text(reply: &impl Reply, name: &str) -> Option<Text> {
    reply.field(name).map(|text| text.as_str().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Written;

    const NOW: u64 = 1_700_000_000_000;

    fn issued(json: &'static str, before: Option<&Tokens>) -> Option<Box<Tokens>> {
        Tokens::issued(&Written::ok(json), before, NOW)
    }

    #[test]
    fn what_is_stored_reads_back() {
        let tokens =
            issued(r#"{"access_token":"a","refresh_token":"r\/1","scope":"x y","expires_in":7200}"#, None).unwrap();
        let stored = Written::ok(tokens.to_stored("c").as_str());
        let again = Tokens::stored(&stored, "c").unwrap();
        assert_eq!(again.to_stored("c"), tokens.to_stored("c"));
        assert_eq!((again.refresh.as_str(), again.expires_at), ("r/1", NOW + 7_200_000));
        assert!(Tokens::stored(&stored, "another").is_none());
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
            assert!(Tokens::stored(&Written::ok(json), "c").is_none(), "{json}");
        }
        let wrong =
            r#"{"version":1,"client_id":"c","access_token":"a","refresh_token":"r","scope":"","expires_at":1.5}"#;
        assert!(Tokens::stored(&Written::ok(wrong), "c").is_none());
    }
}
