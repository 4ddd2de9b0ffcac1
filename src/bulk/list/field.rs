//! The field of an entry that tells who it is.

use super::text::{byte, piece, until};
use crate::api::{UserId, all_digits, is_username};

/// The names of such fields, the best first: `id` alone may be the number of a row. `id_str` is X's own, in its API 1.1,
/// where a double may have rounded the `id`.
const NAMES: [&str; 7] = ["id_str", "user_id", "accountId", "id", "username", "screen_name", "handle"];

/// How good a field is, by its name or its place: lower is better. Up to here they are IDs.
pub const ID: usize = 3;
/// Up to here they are usernames.
pub const USERNAME: usize = 6;
/// An ID where there are only digits, and else a username.
pub const EITHER: usize = 7;
/// Neither.
pub const NONE: usize = 8;

/// How good a field of this name is.
pub fn rank(name: &str) -> usize {
    NAMES.iter().position(|known| name.eq_ignore_ascii_case(known)).unwrap_or(NONE)
}

/// How the URL of a profile begins, part by part: a URL may leave out any of these.
const BEFORE_DOMAIN: [&str; 4] = ["https://", "http://", "www.", "mobile."];
/// Of the next parts, those that are there tell how good the rest is; the last one counts.
const DOMAIN_AND_PATH: [(&str, usize); 5] = [
    ("x.com/", USERNAME),
    ("twitter.com/", USERNAME),
    ("intent/user?screen_name=", USERNAME),
    ("intent/user?user_id=", ID),
    ("i/user/", ID),
];

/// An account as an entry names it.
pub enum Account<'t> {
    /// By ID.
    Id(&'t str),
    /// By username, without `@`.
    Username(&'t str),
}

/// A field of an entry.
pub struct Field<'t> {
    /// How good it is.
    pub rank: usize,
    /// What it says.
    pub text: &'t str,
}

impl<'t> Field<'t> {
    /// No field at all.
    pub const NONE: Self = Self { rank: NONE, text: "" };

    /// Takes another in its place, if that is better and not empty.
    pub fn offer(&mut self, rank: usize, text: &'t str) {
        if rank < self.rank && !text.is_empty() {
            *self = Self { rank, text };
        }
    }

    /// The account that it names.
    ///
    /// # Errors
    /// What is wrong with it, as it follows on "it".
    pub fn account(mut self) -> Result<Account<'t>, &'static str> {
        // Most are IDs: this is for speed.
        if !all_digits(self.text.as_bytes()) {
            self.read_url();
        }
        if let Some(text) = self.text.strip_prefix('@') {
            self = Self { rank: USERNAME, text };
        }
        let text = self.text;
        if self.rank <= ID || self.rank == EITHER && all_digits(text.as_bytes()) {
            UserId::fault(text).map_or(Ok(Account::Id(text)), Err)
        } else if is_username(text) {
            Ok(Account::Username(text))
        } else {
            Err("has no ID, username or profile URL")
        }
    }

    /// Takes what is in a URL on X in its place.
    fn read_url(&mut self) {
        let mut text = self.text;
        let mut rank = NONE;
        for start in BEFORE_DOMAIN {
            text = after(text, start).unwrap_or(text);
        }
        for (start, found) in DOMAIN_AND_PATH {
            if let Some(rest) = after(text, start) {
                (text, rank) = (rest, found);
            }
        }
        if rank < NONE {
            let end = until(text, 0, true, b"/?#&");
            // What goes on after a slash is not a profile.
            let is_all = byte(text, end) != b'/' || matches!(byte(text, end + 1), 0 | b'?' | b'#');
            *self = Self { rank, text: piece(text, 0, if is_all { end } else { 0 }) };
        }
    }
}

/// What follows this beginning, in upper or lower case.
fn after<'t>(text: &'t str, start: &str) -> Option<&'t str> {
    let (head, rest) = text.split_at_checked(start.len())?;
    head.eq_ignore_ascii_case(start).then_some(rest)
}
