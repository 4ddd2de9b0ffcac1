use std::collections::HashMap;

use super::State;
use super::random::{Kind, secret};
use super::token::Token;

/// Of an access token, in seconds.
pub const ACCESS_LIFE_S: u64 = 7200;

/// What a user has allowed an app.
#[derive(Clone)]
pub struct Grant {
    pub client_id: String,
    pub user_id: String,
    pub scopes: Vec<String>,
}

impl Grant {
    pub fn is_offline(&self) -> bool {
        self.scopes.iter().any(|scope| scope == "offline.access")
    }
}

/// A refresh token that has been given out. One that was used is kept, so that its second use is known for what it is.
struct RefreshToken {
    session: u64,
    used: bool,
}

/// A session is all that came of one consent: it began with a code, and goes on with each refresh.
#[derive(Default)]
pub struct Sessions {
    last_number: u64,
    grants: HashMap<u64, Grant>,
    refresh_tokens: HashMap<String, RefreshToken>,
}

/// What becomes of a refresh token that is presented.
pub enum Redeemed {
    Fresh(u64),
    /// It had been used before: somebody else has it, or two took it at once.
    Again(u64),
    Unknown,
}

impl Sessions {
    pub fn begin(&mut self, grant: Grant) -> u64 {
        self.last_number += 1;
        self.grants.insert(self.last_number, grant);
        self.last_number
    }

    pub fn grant(&self, session: u64) -> Option<&Grant> {
        self.grants.get(&session)
    }

    pub fn issue(&mut self, session: u64, now_ms: u64) -> String {
        let refresh_token = secret(Kind::RefreshToken, now_ms);
        self.refresh_tokens.insert(refresh_token.clone(), RefreshToken { session, used: false });
        refresh_token
    }

    /// Uses the token up, if it is one of that client's.
    pub fn redeem(&mut self, refresh_token: &str, client_id: &str) -> Redeemed {
        match self.refresh_tokens.get_mut(refresh_token) {
            Some(it) if self.grants.get(&it.session).is_none_or(|grant| grant.client_id != client_id) => {
                Redeemed::Unknown
            }
            Some(it) if it.used => Redeemed::Again(it.session),
            Some(it) => {
                it.used = true;
                Redeemed::Fresh(it.session)
            }
            None => Redeemed::Unknown,
        }
    }

    pub fn of_refresh_token(&self, refresh_token: &str) -> Option<u64> {
        self.refresh_tokens.get(refresh_token).map(|it| it.session)
    }

    pub fn remove(&mut self, refresh_token: &str) {
        if self.refresh_tokens.get(refresh_token).is_some_and(|it| !it.used) {
            self.refresh_tokens.remove(refresh_token);
        }
    }

    fn end(&mut self, session: u64) {
        self.grants.remove(&session);
        self.refresh_tokens.retain(|_, it| it.session != session);
    }
}

/// What a client is handed.
pub struct Issued {
    pub access_token: String,
    /// Only where the scope offline.access was granted.
    pub refresh_token: Option<String>,
    pub scopes: Vec<String>,
}

impl State {
    /// The next tokens of a session. None: it has ended.
    pub fn issue(&mut self, session: u64) -> Option<Issued> {
        let now_ms = self.clock.now_ms();
        let grant = self.sessions.grant(session)?.clone();
        let token = Token {
            user_id: Some(grant.user_id.clone()),
            scopes: grant.scopes.clone(),
            expires_at_ms: Some(now_ms.saturating_add(ACCESS_LIFE_S * 1000)),
            session: Some(session),
        };
        let access_token = self.tokens.issue(token, now_ms);
        let refresh_token = grant.is_offline().then(|| self.sessions.issue(session, now_ms));
        Some(Issued { access_token, refresh_token, scopes: grant.scopes })
    }

    pub fn end_session(&mut self, session: u64) {
        self.tokens.remove_session(session);
        self.sessions.end(session);
    }
}
