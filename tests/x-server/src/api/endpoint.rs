use serde::{Deserialize, Serialize};

/// What X counts and guards together.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Endpoint {
    Mute,
    Unmute,
    Muted,
    Me,
    Users,
}

/// A list of users: `GET /2/users/{id}/` and a segment gives it, `control/` and a name sets it.
pub struct UserList {
    pub endpoint: Endpoint,
    pub segment: &'static str,
    pub control: &'static str,
}

pub const USER_LISTS: &[UserList] = &[UserList { endpoint: Endpoint::Muted, segment: "muting", control: "mutes" }];

impl Endpoint {
    /// All of them are needed. From X's OpenAPI description, as is [`Endpoint::takes_app_only`].
    pub fn scopes(self) -> &'static [&'static str] {
        match self {
            Self::Mute | Self::Unmute => &["mute.write", "tweet.read", "users.read"],
            Self::Muted => &["mute.read", "tweet.read", "users.read"],
            Self::Me | Self::Users => &["tweet.read", "users.read"],
        }
    }

    /// Whether an app may call it with no user behind it.
    pub fn takes_app_only(self) -> bool {
        matches!(self, Self::Users)
    }

    /// Calls per user in 15 minutes. From X's table of rate limits, 2026.
    pub fn usual_limit(self) -> u64 {
        match self {
            Self::Mute | Self::Unmute => 50,
            Self::Muted => 15,
            Self::Me => 75,
            Self::Users => 900,
        }
    }
}
