//! How people relate to the user, as X tells by `connection_status`.
//!
//! X may leave the field out for whom there is no relation, and for everybody where the access level does not have it. So a
//! field that is absent means that there is none, once X has told anybody's. Where X has told nobody's in the lookups of a
//! plan, accounts that are known to be muted are looked up, and the user's own.

use super::roster::{FOLLOWER, FOLLOWING, MUTED, TOLD};
use crate::api::{BaseUrl, Code, Error, Json, People, Request};

/// What is known of whether X tells anybody's relations.
#[derive(Default)]
pub struct Probe {
    /// True once X has told a `connection_status`.
    pub told: bool,
    /// IDs of accounts that the list of the muted has shown, until they are looked up.
    pub muted: Vec<u64>,
    /// True once X has told nothing of an account that is muted.
    pub is_silent: bool,
    /// True once the user's own account has been looked up.
    pub is_own_known: bool,
}

/// A lookup of people with their relations.
pub fn relations_of(base: BaseUrl<'_>, people: &People) -> Request {
    Request::users(base, people, "connection_status")
}

/// The error where people are to be left out by their relations, and X does not tell these.
pub fn silent() -> Box<Error> {
    Error::new(
        Code::BadResponse,
        "users: X does not tell everybody's connection_status, so whom you follow is not known: plan without skip.following \
         and skip.followers, or with an access level that has it",
    )
}

/// What a lookup tells of a user's relations: [`TOLD`] and the facts, or nothing.
pub fn relations(user: &impl Json) -> u16 {
    let Some(status) = user.connection_status() else { return 0 };
    status.iter().fold(TOLD, |facts, word| {
        facts
            | match word.as_str() {
                "muting" => MUTED,
                "following" => FOLLOWING,
                "followed_by" => FOLLOWER,
                _ => 0,
            }
    })
}
