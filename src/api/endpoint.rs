//! The endpoints of X's API v2.

use gloo_net::http::Method;
use serde::{Serialize, Serializer};

/// A call of X's API. Serialized, it is its public name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Endpoint {
    /// `POST /2/users/:id/muting`
    Mute,
    /// `DELETE /2/users/:source_user_id/muting/:target_user_id`
    Unmute,
    /// `GET /2/users/:id/…`
    #[cfg(feature = "client")]
    List(UserList),
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
            Self::List(list) => list.name(),
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

    /// True for OAuth 2.0's own endpoints, whose refusals are not about accounts.
    #[cfg(feature = "client")]
    pub fn is_oauth(self) -> bool {
        matches!(self, Self::Token | Self::Revoke)
    }

    /// False: the smaller module has no others.
    #[cfg(not(feature = "client"))]
    pub fn is_oauth(self) -> bool {
        false
    }

    /// The HTTP method.
    pub fn method(self) -> Method {
        match self {
            Self::Mute => Method::POST,
            Self::Unmute => Method::DELETE,
            #[cfg(feature = "client")]
            Self::List(_) | Self::Me | Self::Users => Method::GET,
            #[cfg(feature = "client")]
            Self::Token | Self::Revoke => Method::POST,
        }
    }
}

impl Serialize for Endpoint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // As a variant: serde-wasm-bindgen makes a JavaScript string of each variant's name only once. The index is not written.
        serializer.serialize_unit_variant("Endpoint", 0, self.name())
    }
}

/// A list of users that X gives page by page, of the user that asks.
#[cfg(feature = "client")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserList {
    /// The accounts that the user has muted.
    Muted,
}

#[cfg(feature = "client")]
impl UserList {
    /// All of them.
    pub const ALL: &[Self] = &[Self::Muted];

    /// The list whose endpoint has this public name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|list| list.name() == name)
    }

    /// The public name of its endpoint.
    pub fn name(self) -> &'static str {
        self.names().0
    }

    /// The last segment of its path.
    pub fn segment(self) -> &'static str {
        self.names().1
    }

    /// Public name and segment.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Muted => ("muted", "muting"),
        }
    }
}
