use std::collections::HashMap;

use super::random::{Kind, secret, text};

/// What a user token made without a word about scopes is granted: enough to mute, unmute and list.
pub const USUAL_SCOPES: &[&str] = &["mute.read", "mute.write", "tweet.read", "users.read"];

/// What an access token stands for.
pub struct Token {
    /// None: the app's own token, with no user behind it.
    pub user_id: Option<String>,
    pub scopes: Vec<String>,
    /// By the world's clock. None: it does not expire.
    pub expires_at_ms: Option<u64>,
    /// The session it ends with. None: nobody's consent is behind it.
    pub session: Option<u64>,
}

impl Token {
    pub fn of_user(user_id: &str) -> Self {
        let scopes = USUAL_SCOPES.iter().map(|&scope| scope.to_owned()).collect();
        Self { user_id: Some(user_id.to_owned()), scopes, expires_at_ms: None, session: None }
    }

    pub fn app_only() -> Self {
        Self { user_id: None, scopes: Vec::new(), expires_at_ms: None, session: None }
    }

    pub fn has(&self, scope: &str) -> bool {
        self.scopes.iter().any(|granted| granted == scope)
    }

    /// X's word for it, in `x-access-level`.
    pub fn access_level(&self) -> &'static str {
        if self.scopes.iter().any(|scope| scope.ends_with(".write")) { "read-write" } else { "read" }
    }
}

/// The tokens X has given out, by their text.
#[derive(Default)]
pub struct Tokens(HashMap<String, Token>);

impl Tokens {
    /// The token, unless it has expired.
    pub fn get(&self, access_token: &str, now_ms: u64) -> Option<&Token> {
        self.even_if_expired(access_token).filter(|token| token.expires_at_ms.is_none_or(|at_ms| now_ms < at_ms))
    }

    pub fn even_if_expired(&self, access_token: &str) -> Option<&Token> {
        self.0.get(access_token)
    }

    pub fn put(&mut self, access_token: &str, token: Token) {
        self.0.insert(access_token.to_owned(), token);
    }

    /// Gives out a token with a text of its own, shaped like X's.
    pub fn issue(&mut self, token: Token, now_ms: u64) -> String {
        let access_token = match token.user_id {
            Some(_) => secret(Kind::AccessToken, now_ms),
            None => format!("{}{}%3D{}", "A".repeat(22), text(40), text(50)),
        };
        self.put(&access_token, token);
        access_token
    }

    pub fn remove(&mut self, access_token: &str) {
        self.0.remove(access_token);
    }

    pub fn remove_session(&mut self, session: u64) {
        self.0.retain(|_, token| token.session != Some(session));
    }
}
