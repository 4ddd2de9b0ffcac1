//! Lists of people to look up.

use super::{InvalidArgument, UserId};

/// X's own pattern for usernames is `^[A-Za-z0-9_]{1,15}$`.
const MAX_USERNAME: usize = 15;

/// People by ID or by username, as X takes them: with commas between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum People {
    /// User IDs.
    Ids(String),
    /// Usernames without `@`.
    Usernames(String),
}

impl People {
    /// Takes user IDs with commas between.
    ///
    /// # Errors
    /// `invalid_argument`, for the first that is none.
    pub fn ids(list: &str) -> Result<Self, InvalidArgument> {
        for id in list.split(',') {
            UserId::parse("each of ids", id)?;
        }
        Ok(Self::Ids(list.into()))
    }

    /// Takes usernames with commas between; each may have an `@` before it.
    ///
    /// # Errors
    /// `invalid_argument`, for the first that is none.
    pub fn usernames(list: &str) -> Result<Self, InvalidArgument> {
        let mut names = String::with_capacity(list.len());
        for name in list.split(',') {
            if !names.is_empty() {
                names.push(',');
            }
            names.push_str(Self::username(name)?);
        }
        Ok(Self::Usernames(names))
    }

    /// Takes a username, which may have an `@` before it; gives it without.
    ///
    /// # Errors
    /// `invalid_argument`, where it is none.
    pub fn username(name: &str) -> Result<&str, InvalidArgument> {
        let must = "each of usernames must be 1 to 15 of A-Z, a-z, 0-9 and _, with or without @";
        let name = name.strip_prefix('@').unwrap_or(name);
        if is_username(name) { Ok(name) } else { Err(InvalidArgument { message: must.into() }) }
    }

    /// The query's parameter and its value.
    pub fn parameter(&self) -> (&'static str, &str) {
        match self {
            Self::Ids(list) => ("ids", list),
            Self::Usernames(list) => ("usernames", list),
        }
    }
}

/// True for a username without an `@`.
pub fn is_username(name: &str) -> bool {
    (1..=MAX_USERNAME).contains(&name.len()) && name.bytes().all(|byte| byte == b'_' || byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usernames_are_taken_with_and_without_the_at_sign() {
        assert_eq!(People::usernames("@jack,x_1"), Ok(People::Usernames("jack,x_1".into())));
        for wrong in ["", "@", "a b", "@@a", "sixteencharacters", "a,,b", "é", "a/b"] {
            let message = People::usernames(wrong).unwrap_err().message;
            assert!(message.starts_with("each of usernames must be"), "{wrong}");
        }
        assert!(People::ids("1,02").unwrap_err().message.contains("each of ids must be a user ID"));
    }
}
