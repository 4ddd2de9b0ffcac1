//! Numbers that a double may not hold.

use super::{Reader, Value};
use crate::api::Text;

/// The longest number, sign and point and exponent included, of which every double holds all digits.
const SAFE_LENGTH: usize = 15;

/// The same JSON, with each number that a double may not hold written as a string.
pub fn with_safe_numbers(value: Value<'_>) -> Text {
    let mut safe = Text::default();
    let mut rest = Reader { text: value.0, at: 0 };
    let mut from = 0;
    while rest.at < rest.text.len() {
        let start = rest.at;
        let is_number = match rest.take() {
            b'"' => rest.string().is_none(),
            b'-' | b'0'..=b'9' => rest.number(start).is_some(),
            _ => false,
        };
        if is_number && rest.at - start > SAFE_LENGTH {
            safe.push_piece(rest.text, from, start).push("\"").push_piece(rest.text, start, rest.at).push("\"");
            from = rest.at;
        }
    }
    safe.push_piece(rest.text, from, rest.text.len());
    safe
}
