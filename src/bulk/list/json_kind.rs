//! What lists of JSON have in them, by the name of the member that has the list.

use super::column::Column;

/// What the items of a list are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// People, however they are named.
    People,
    /// IDs.
    Ids,
    /// Usernames.
    Usernames,
    /// What X says of people whom it cannot give.
    Errors,
    /// Posts.
    Posts,
    /// X's lists.
    Lists,
    /// Anything: only what has a username or the ID of a user is a person.
    Unknown,
}

/// Names of lists of people, which are separated by spaces.
const PEOPLE: &str = "users accounts people members data items list entries mute mutes muted muting block blocks blocked blocking \
     unmute mutelist blocklist following followers friends profiles results";

impl Kind {
    /// What a member of this name has.
    pub fn of(name: &str) -> Self {
        let is_one_of = |names: &str| names.split(' ').any(|known| name.eq_ignore_ascii_case(known));
        if is_one_of(PEOPLE) {
            return Self::People;
        }
        if is_one_of("errors") {
            return Self::Errors;
        }
        if is_one_of("tweets posts statuses likes favorites liked_tweets") {
            return Self::Posts;
        }
        if is_one_of("lists owned_lists") {
            return Self::Lists;
        }
        match Column::of(name.strip_suffix('s').unwrap_or(name)) {
            Column::Id | Column::IdStr | Column::UserId => Self::Ids,
            Column::Username => Self::Usernames,
            Column::Post if name.len() < 12 && name.ends_with('s') && !name.starts_with("edit") => Self::Posts,
            _ => Self::Unknown,
        }
    }
}
