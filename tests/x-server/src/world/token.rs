use std::collections::HashMap;
use std::iter;

/// What a user token made without a word about scopes is granted: enough to mute, unmute and list.
pub const USUAL_SCOPES: [&str; 4] = ["mute.read", "mute.write", "tweet.read", "users.read"];

/// What an access token stands for.
pub struct Token {
    /// None: the app's own token, with no user behind it.
    pub user_id: Option<String>,
    pub scopes: Vec<String>,
    /// By the world's clock. None: it does not expire.
    pub expires_at_ms: Option<u64>,
}

impl Token {
    pub fn of_user(user_id: &str) -> Self {
        let scopes = USUAL_SCOPES.map(str::to_owned).to_vec();
        Self { user_id: Some(user_id.to_owned()), scopes, expires_at_ms: None }
    }

    pub fn app_only() -> Self {
        Self { user_id: None, scopes: Vec::new(), expires_at_ms: None }
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
        self.0.get(access_token).filter(|token| token.expires_at_ms.is_none_or(|at_ms| now_ms < at_ms))
    }

    pub fn put(&mut self, access_token: &str, token: Token) {
        self.0.insert(access_token.to_owned(), token);
    }

    /// Gives out a token with a text of its own, shaped like X's.
    pub fn issue(&mut self, token: Token) -> String {
        let access_token = match token.user_id {
            Some(_) => random_text(88),
            None => format!("{}{}%3D{}", "A".repeat(22), random_text(40), random_text(50)),
        };
        self.put(&access_token, token);
        access_token
    }
}

fn random_text(length: usize) -> String {
    iter::repeat_with(fastrand::alphanumeric).take(length).collect()
}
