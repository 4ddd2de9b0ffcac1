use serde::{Deserialize, Serialize};

use super::base64::Base64;

/// Bytes in place of any HTTP.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    #[serde(default)]
    bytes: String,
    bytes_base64: Option<Base64>,
    pub repeat: Option<Repeat>,
    #[serde(default)]
    pub then: Then,
}

/// More bytes, again and again.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Repeat {
    #[serde(default)]
    bytes: String,
    bytes_base64: Option<Base64>,
    /// Real time before each of them.
    #[serde(default)]
    pub every_ms: u64,
    /// 0: until the client goes.
    #[serde(default)]
    pub times: u64,
}

/// What becomes of the connection after the bytes.
#[derive(Clone, Copy, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Then {
    #[default]
    Close,
    Reset,
    Hold,
}

impl Raw {
    pub fn bytes(&self) -> &[u8] {
        Base64::or(self.bytes_base64.as_ref(), &self.bytes)
    }

    pub fn check(&self) -> Result<(), String> {
        let twice = !self.bytes.is_empty() && self.bytes_base64.is_some();
        let repeat_twice = self.repeat.as_ref().is_some_and(|it| !it.bytes.is_empty() && it.bytes_base64.is_some());
        if twice || repeat_twice { Err("raw: one of bytes, bytes_base64".to_owned()) } else { Ok(()) }
    }
}

impl Repeat {
    pub fn bytes(&self) -> &[u8] {
        Base64::or(self.bytes_base64.as_ref(), &self.bytes)
    }
}
