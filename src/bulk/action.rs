//! Mute or unmute.

use serde::Serialize;

/// What is done to an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// `POST /2/users/:id/muting`
    Mute,
    /// `DELETE /2/users/:source_user_id/muting/:target_user_id`
    Unmute,
}

impl Action {
    /// Its name, as it is stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mute => "mute",
            Self::Unmute => "unmute",
        }
    }

    /// Reads a name.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "mute" => Some(Self::Mute),
            "unmute" => Some(Self::Unmute),
            _ => None,
        }
    }
}
