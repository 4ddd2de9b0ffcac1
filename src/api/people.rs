//! Lists of people to look up.

use super::text::cut;
use super::{Text, UserId};
use crate::error::Error;

/// X's own pattern for usernames is `^[A-Za-z0-9_]{1,15}$`.
const MAX_USERNAME: usize = 15;

/// People by ID or by username, as X takes them: with commas between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct People {
    /// Usernames, or else IDs.
    pub are_usernames: bool,
    /// All of them.
    pub list: Text,
}

impl People {
    /// Takes user IDs with commas between.
    ///
    /// # Errors
    /// `invalid_argument`, for the first that is none.
    pub fn ids(list: &str) -> Result<Self, Box<Error>> {
        let mut rest = Some(list);
        while let Some(list) = rest {
            let (id, after) = cut(list, b',');
            UserId::parse("each of ids", id)?;
            rest = after;
        }
        Ok(Self { are_usernames: false, list: list.into() })
    }

    /// Takes usernames with commas between; each may have an `@` before it.
    ///
    /// # Errors
    /// `invalid_argument`, for the first that is none.
    pub fn usernames(list: &str) -> Result<Self, Box<Error>> {
        let mut names = Text::default();
        let mut rest = Some(list);
        while let Some(list) = rest {
            let (name, after) = cut(list, b',');
            rest = after;
            names.push_item(",", Self::username(name)?);
        }
        Ok(Self { are_usernames: true, list: names })
    }

    /// Takes a username, which may have an `@` before it; gives it without.
    ///
    /// # Errors
    /// `invalid_argument`, where it is none.
    pub fn username(name: &str) -> Result<&str, Box<Error>> {
        let must = "each of usernames must be 1 to 15 of A-Z, a-z, 0-9 and _, with or without @";
        let name = name.strip_prefix("@").unwrap_or(name);
        if is_username(name) { Ok(name) } else { Err(Error::invalid_argument(must, "")) }
    }

    /// The query's parameter.
    pub fn parameter(&self) -> &'static str {
        if self.are_usernames { "usernames" } else { "ids" }
    }
}

/// Whether it is a username, without an `@`.
pub fn is_username(name: &str) -> bool {
    (1..=MAX_USERNAME).contains(&name.len()) && name.bytes().all(|byte| byte == b'_' || byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usernames_are_taken_with_and_without_the_at_sign() {
        assert_eq!(People::usernames("@jack,x_1").unwrap().list.as_str(), "jack,x_1");
        for wrong in ["", "@", "a b", "@@a", "sixteencharacters", "a,,b", "é", "a/b"] {
            let message = People::usernames(wrong).unwrap_err().message;
            assert!(message.as_str().starts_with("each of usernames must be"), "{wrong}");
        }
        assert!(People::ids("1,02").unwrap_err().message.as_str().contains("each of ids must be a user ID"));
    }
}
