//! What a person looks like: an ID, a handle or the URL of a profile.

use super::id_text::{Number, is_nobody, is_rounded, number};
use super::profile_url;
use super::said::{Said, Source};
use crate::api::{UserId, all_digits, is_username};
use crate::bulk::account_hash::id_number;

/// Why an entry that names nobody at all is rejected.
pub const NOBODY: &str = "has no ID, username or profile URL";

/// Why an ID that was rounded is rejected where no username stands beside it.
pub const ROUNDED: &str = "was rounded by a spreadsheet or another program, so it may be someone else's ID: \
     export IDs as text, or give usernames; an ID that is exact can be written as https://x.com/i/user/ID";

const FORMATTED: &str = "is a formatted number, not an ID as text: write only its digits, or give usernames";
const OF_NOBODY: &str = "has no user: X has given nobody an ID in this range; it may be a date or a telephone number";
const PLACEHOLDER: &str = "has no username: the word stands for a missing value, or for a message";
/// Why a handle that is none is rejected.
pub const NO_USERNAME: &str = "has an @, but no username: 1 to 15 of A-Z, a-z, 0-9 and _";

/// Reads a field whose column does not tell what it is.
pub fn read(field: &str, source: Source) -> Said<'_> {
    // Most are IDs: this is for speed.
    if matches!(field.as_bytes(), [b'1'..=b'9', ..]) && all_digits(field.as_bytes()) {
        return id(field, source);
    }
    let (text, source) = clean(field, source);
    match text.as_bytes() {
        [] => Said::Nothing,
        digits if all_digits(digits) => id(text, source),
        [b'@', ..] => handle(text),
        [b'0'..=b'9' | b'+' | b'-', ..] if !is_username(text) && !text.contains('/') => match number(text) {
            Number::Whole(digits) => id(digits, source),
            Number::Formatted(number) => Said::Rounded(number, if is_rounded(number) { ROUNDED } else { FORMATTED }),
            Number::Rounded(number) => Said::Rounded(number, ROUNDED),
            Number::None if text.contains([',', ';', '|', ' ', '\t']) => Said::Nobody(NOBODY),
            Number::None => Said::Nobody(UserId::fault(text).unwrap_or(NOBODY)),
        },
        _ if is_placeholder(text) => Said::Nobody(PLACEHOLDER),
        _ if is_username(text) => Said::Word(text),
        _ => profile_url::read(text).unwrap_or(Said::Nobody(NOBODY)),
    }
}

/// Reads a field of a column of IDs.
pub fn in_id_column(field: &str, source: Source) -> Said<'_> {
    match read(field, source) {
        Said::Word(text) => Said::Nobody(UserId::fault(text).unwrap_or(NOBODY)),
        said => said,
    }
}

/// Reads a field of a column of usernames: digits are a username, too.
pub fn in_username_column(field: &str) -> Said<'_> {
    let (text, _) = clean(field, Source::Plain);
    match read(text, Source::Plain) {
        Said::Word(name) => Said::Username(name),
        Said::Id(_) | Said::Rounded(..) | Said::Nobody(_) if is_username(text) && !is_placeholder(text) => {
            Said::Username(text)
        }
        Said::Id(_) | Said::Rounded(..) => Said::Nobody("has an ID or a number in place of a username"),
        said => said,
    }
}

fn id(digits: &str, source: Source) -> Said<'_> {
    if let Some(fault) = UserId::fault(digits) {
        return Said::Nobody(fault);
    }
    let number = id_number(digits).unwrap_or_default();
    if source != Source::Exact && is_rounded(number) {
        Said::Rounded(number, ROUNDED)
    } else if source == Source::Plain && is_nobody(number) {
        Said::Nobody(OF_NOBODY)
    } else {
        Said::Id(digits)
    }
}

fn handle(text: &str) -> Said<'_> {
    let name = text.strip_prefix('@').unwrap_or(text).trim_start_matches(is_unseen);
    if is_username(name) { Said::Username(name) } else { Said::Nobody(NO_USERNAME) }
}

/// Words that programs write where there is no username, and those of messages and of sums.
const PLACEHOLDERS: [&str; 16] = [
    "null",
    "none",
    "nan",
    "nil",
    "na",
    "undefined",
    "unknown",
    "empty",
    "true",
    "false",
    "deleted",
    "suspended",
    "total",
    "unauthorized",
    "forbidden",
    "error",
];

/// True for a bare word that stands for no one. With an `@` before it, it is a username.
pub fn is_placeholder(text: &str) -> bool {
    PLACEHOLDERS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// The same of a line, in whatever it is wrapped.
pub fn is_placeholder_word(line: &str) -> bool {
    is_placeholder(clean(line, Source::Plain).0)
}

/// Takes off what surrounds a value: spaces, what cannot be seen, quotes, and what makes a number text to a spreadsheet, which
/// is `="123"` or an apostrophe before it.
pub fn clean(field: &str, mut source: Source) -> (&str, Source) {
    let mut text = field.trim_matches(is_unseen);
    if let Some(formula) = text.strip_prefix('=') {
        text = formula;
        if source == Source::Plain && text.starts_with('"') {
            source = Source::Text;
        }
    }
    (text.trim_matches(is_quote).trim_matches(is_unseen), source)
}

fn is_quote(char: char) -> bool {
    matches!(char, '"' | '\'' | '`' | '\u{2018}'..='\u{201f}')
}

/// True for spaces, and for what cannot be seen: marks of direction, of zero width and of the byte order.
pub fn is_unseen(char: char) -> bool {
    char.is_whitespace()
        || matches!(char, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}')
}
