//! The endpoints of X's API v2.

/// A call of X's API. The names are the public ones, of messages and of `onResponse`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Endpoint {
    /// `POST /2/users/:id/muting`
    Mute,
    /// `DELETE /2/users/:source_user_id/muting/:target_user_id`
    Unmute,
    /// `GET /2/users/:id/muting`
    Muted,
    /// `GET /2/users/me`
    Me,
    /// `GET /2/users` and `GET /2/users/by`
    Users,
    /// `POST /2/oauth2/token`
    Token,
    /// `POST /2/oauth2/revoke`
    Revoke,
}

impl Endpoint {
    /// The public name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mute => "mute",
            Self::Unmute => "unmute",
            Self::Muted => "muted",
            Self::Me => "me",
            Self::Users => "users",
            Self::Token => "token",
            Self::Revoke => "revoke",
        }
    }

    /// The HTTP method.
    pub fn method(self) -> &'static str {
        match self {
            Self::Muted | Self::Me | Self::Users => "GET",
            Self::Mute | Self::Token | Self::Revoke => "POST",
            Self::Unmute => "DELETE",
        }
    }
}
