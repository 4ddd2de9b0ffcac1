//! User IDs. They are 64-bit numbers, of which those of 17 to 19 digits do not fit in a double: they stay text.

use super::InvalidArgument;

/// X's own pattern for IDs is `^[0-9]{1,19}$`.
const MAX_DIGITS: usize = 19;

/// What is longer than this is not shown in a message: it is no ID, and might be a token in the wrong place.
const MAX_SHOWN: usize = 24;

/// A user ID: 1 to 19 ASCII digits with no leading zero (but "0").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UserId<'t>(&'t str);

impl<'t> UserId<'t> {
    /// Takes `text` as it is, without trimming or guessing.
    ///
    /// # Errors
    /// `invalid_argument`, naming `argument` and what is wrong with the text.
    pub fn parse(argument: &str, text: &'t str) -> Result<Self, InvalidArgument> {
        let Some(fault) = Self::fault(text) else {
            return Ok(Self(text));
        };
        let shown = if is_visible(text) { format!("`{text}`") } else { "what was given".into() };
        Err(InvalidArgument { message: format!("{argument} must be a user ID, 1 to 19 digits; {shown} {fault}") })
    }

    /// What is wrong with a text that is to be an ID, if anything.
    pub fn fault(text: &str) -> Option<&'static str> {
        match text.as_bytes() {
            [b'0'] => None,
            [] => Some("is empty"),
            digits if all_digits(digits) => match digits {
                [b'0', ..] => Some("has a leading zero"),
                _ => (digits.len() > MAX_DIGITS).then_some("has too many digits"),
            },
            [b'@', ..] => Some("is a username"),
            [b'+' | b'-', rest @ ..] if all_digits(rest) => Some("has a sign"),
            [b' ' | b'\t' | b'\n' | b'\r', ..] | [.., b' ' | b'\t' | b'\n' | b'\r'] => {
                Some("begins or ends with a space")
            }
            _ => Some("has characters other than the digits 0 to 9"),
        }
    }

    /// The digits.
    pub fn as_str(self) -> &'t str {
        self.0
    }
}

/// Whether there are only ASCII digits.
pub fn all_digits(text: &[u8]) -> bool {
    text.iter().all(u8::is_ascii_digit)
}

/// Whether the text can be shown: it is short, and every character of it can be seen.
fn is_visible(text: &str) -> bool {
    let visible = |byte| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\' | b'`');
    !text.is_empty() && text.len() <= MAX_SHOWN && text.bytes().all(visible)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn message(text: &str) -> String {
        let error = UserId::parse("targetUserId", text).unwrap_err();
        error.message
    }

    #[test]
    fn ids_of_1_to_19_digits_are_taken_as_they_are() {
        for id in ["0", "5", "2244994945", "1234567890123456789", "9999999999999999999"] {
            assert_eq!(UserId::parse("targetUserId", id).unwrap().as_str(), id);
        }
    }

    #[test]
    fn whatever_is_not_an_id_is_refused_and_named() {
        let table = [
            ("", "is empty"),
            ("007", "has a leading zero"),
            ("00", "has a leading zero"),
            (" 1", "begins or ends with a space"),
            ("1 ", "begins or ends with a space"),
            ("1\n", "begins or ends with a space"),
            ("1\u{a0}", "has characters other than"),
            ("+1", "has a sign"),
            ("-1", "has a sign"),
            ("@jack", "is a username"),
            ("1/2", "has characters other than"),
            ("..", "has characters other than"),
            ("1e3", "has characters other than"),
            ("1.0", "has characters other than"),
            ("0x1f", "has characters other than"),
            ("12345678901234567890", "has too many digits"),
            ("١٢٣", "has characters other than"),
            ("１２３", "has characters other than"),
            ("1\u{0}2", "has characters other than"),
            ("1%2f", "has characters other than"),
        ];
        for (text, wanted) in table {
            let message = message(text);
            assert!(message.starts_with("targetUserId must be a user ID"), "{message}");
            assert!(message.contains(wanted), "{text:?}: {message}");
        }
    }

    #[test]
    fn the_message_shows_the_value_where_it_can_be_seen() {
        assert_eq!(message("007"), "targetUserId must be a user ID, 1 to 19 digits; `007` has a leading zero");
        assert_eq!(message(""), "targetUserId must be a user ID, 1 to 19 digits; what was given is empty");
        assert!(message("1\u{200b}").contains("; what was given has characters other than"));
        assert!(message("1\"2").contains("; what was given has characters other than"));
    }

    #[test]
    fn a_token_given_in_place_of_an_id_is_not_shown() {
        let token = "bWFkZS11cC10b2tlbi10aGF0LWlzLWxvbmc";
        assert!(!message(token).contains(token));
    }

    proptest! {
        #[test]
        fn only_what_matches_xs_pattern_is_taken(text in ".{0,24}|[0-9]{0,22}") {
            let digits = text.bytes().all(|byte| byte.is_ascii_digit());
            let wanted = digits && (1..=19).contains(&text.len()) && (text == "0" || !text.starts_with('0'));
            prop_assert_eq!(UserId::parse("targetUserId", &text).is_ok(), wanted);
        }
    }
}
