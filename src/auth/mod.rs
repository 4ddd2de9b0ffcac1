//! Who is asking.

mod bearer;
#[cfg(feature = "client")]
mod oauth1;
#[cfg(feature = "client")]
mod oauth2;
#[cfg(feature = "client")]
mod tokens;

pub use bearer::Bearer;
#[cfg(feature = "client")]
pub use oauth1::OAuth1;
#[cfg(feature = "client")]
pub use oauth2::{Callback, OAuthClient, SignIn};
#[cfg(feature = "client")]
pub use tokens::{SessionTokens, Tokens};
