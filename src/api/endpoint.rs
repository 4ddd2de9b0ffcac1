//! The endpoints of X's API v2.

use gloo_net::http::Method;
use serde::Serialize;

/// A call of X's API. Serialized, it has its public name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Endpoint {
    /// `POST /2/users/:id/muting`
    Mute,
    /// `DELETE /2/users/:source_user_id/muting/:target_user_id`
    Unmute,
    /// `GET /2/users/:id/muting`
    #[cfg(feature = "client")]
    Muted,
    /// `GET /2/users/me`
    #[cfg(feature = "client")]
    Me,
    /// `GET /2/users` and `GET /2/users/by`
    #[cfg(feature = "client")]
    Users,
    /// `POST /2/oauth2/token`
    #[cfg(feature = "client")]
    Token,
    /// `POST /2/oauth2/revoke`
    #[cfg(feature = "client")]
    Revoke,
}

impl Endpoint {
    /// The public name, in messages and in `onResponse`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mute => "mute",
            Self::Unmute => "unmute",
            #[cfg(feature = "client")]
            Self::Muted => "muted",
            #[cfg(feature = "client")]
            Self::Me => "me",
            #[cfg(feature = "client")]
            Self::Users => "users",
            #[cfg(feature = "client")]
            Self::Token => "token",
            #[cfg(feature = "client")]
            Self::Revoke => "revoke",
        }
    }

    /// The HTTP method.
    pub fn method(self) -> Method {
        match self {
            Self::Mute => Method::POST,
            Self::Unmute => Method::DELETE,
            #[cfg(feature = "client")]
            Self::Muted | Self::Me | Self::Users => Method::GET,
            #[cfg(feature = "client")]
            Self::Token | Self::Revoke => Method::POST,
        }
    }
}
