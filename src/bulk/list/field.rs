//! The field of an entry that tells who it is.

use super::{byte, until};
use crate::api::{UserId, all_digits, is_username};
use crate::bulk::text::{after, cut, is_alike, piece};

/// The names of such fields, the best first: `id` alone may be the number of a row. `id_str` is X's own, in its API 1.1,
/// where a double may have rounded the `id`.
const NAMES: &str = "id_str,user_id,accountId,id,username,screen_name,handle";

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
    let mut rank = 0;
    let mut rest = Some(NAMES);
    while let Some(names) = rest {
        let (known, others) = cut(names, b',');
        if is_alike(name, known) {
            return rank;
        }
        rest = others;
        rank += 1;
    }
    NONE
}

/// How the URL of a profile begins: one of each line, or none.
const URL: &str = "https://,http://,www.,mobile.,\
    x.com/,twitter.com/,\
    intent/user?screen_name=,\
    intent/user?user_id=,i/user/";

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

    /// Whether it is a username, and the ID or the username without `@`.
    ///
    /// # Errors
    /// What is wrong with it, as it follows on "it".
    pub fn person(mut self) -> Result<(bool, &'t str), &'static str> {
        // Most are IDs: this is for speed.
        if !all_digits(self.text.as_bytes()) {
            self.read_url();
        }
        if byte(self.text, 0) == b'@' {
            self = Self { rank: USERNAME, text: piece(self.text, 1, self.text.len()) };
        }
        let text = self.text;
        if self.rank <= ID || self.rank == EITHER && all_digits(text.as_bytes()) {
            UserId::fault(text).map_or(Ok((false, text)), Err)
        } else if is_username(text) {
            Ok((true, text))
        } else {
            Err("has no ID, username or profile URL")
        }
    }

    /// Takes what is in a URL on X in its place.
    fn read_url(&mut self) {
        let mut text = self.text;
        let mut rank = NONE;
        let mut part = 0;
        let mut rest = Some(URL);
        while let Some(starts) = rest {
            let (start, others) = cut(starts, b',');
            if let Some(found) = after(text, start) {
                text = found;
                if part > 3 {
                    rank = if part > 6 { ID } else { USERNAME };
                }
            }
            rest = others;
            part += 1;
        }
        if rank < NONE {
            let end = until(text, 0, true, b"/?#&");
            // What goes on after a slash is not a profile.
            let is_all = byte(text, end) != b'/' || matches!(byte(text, end + 1), 0 | b'?' | b'#');
            *self = Self { rank, text: piece(text, 0, if is_all { end } else { 0 }) };
        }
    }
}
