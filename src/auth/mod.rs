//! Who is asking.

mod bearer;
mod oauth1;
mod oauth2;
mod tokens;

pub use bearer::Bearer;
pub use oauth1::OAuth1;
pub use oauth2::{Callback, OAuthClient, SignIn};
pub use tokens::Tokens;
