//! OAuth 2.0: tokens for codes, tokens for refresh tokens, and their end.

mod client;
mod form;
mod revoke;
mod token;

pub use revoke::revoke;
pub use token::token;
