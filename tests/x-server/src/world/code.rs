use std::collections::HashMap;

use super::challenge::Challenge;
use super::random::{Kind, secret};
use super::session::Grant;

/// Of a code, by the world's clock.
const LIFE_MS: u64 = 30_000;

/// What an authorization code stands for.
pub struct Code {
    pub grant: Grant,
    pub redirect_uri: String,
    pub challenge: Challenge,
    made_at_ms: u64,
    /// Whether somebody has tried to exchange it. It is kept, so that a second try is known for what it is.
    pub spent: bool,
    /// What came of it.
    pub session: Option<u64>,
}

impl Code {
    pub fn new(grant: Grant, redirect_uri: String, challenge: Challenge, now_ms: u64) -> Self {
        Self { grant, redirect_uri, challenge, made_at_ms: now_ms, spent: false, session: None }
    }

    pub fn is_alive(&self, now_ms: u64) -> bool {
        now_ms < self.made_at_ms.saturating_add(LIFE_MS)
    }
}

/// The codes X has given out, by their text.
#[derive(Default)]
pub struct Codes(HashMap<String, Code>);

impl Codes {
    pub fn issue(&mut self, code: Code) -> String {
        let text = secret(Kind::Code, code.made_at_ms);
        self.0.insert(text.clone(), code);
        text
    }

    pub fn get_mut(&mut self, text: &str) -> Option<&mut Code> {
        self.0.get_mut(text)
    }
}
