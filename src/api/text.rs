//! Texts of X's, as an error keeps them.

/// How much of a text of unknown length is kept, in bytes.
pub const MAX_KEPT: usize = 1024;

/// None if a text is empty.
pub fn nonempty(text: String) -> Option<String> {
    if text.is_empty() { None } else { Some(text) }
}

/// The first KiB, cut where a character ends.
pub fn start_of(text: &str) -> &str {
    let end = (0..=MAX_KEPT).rev().find(|end| text.is_char_boundary(*end));
    end.and_then(|end| text.get(..end)).unwrap_or_default()
}

/// The first byte of a text that is no white space; it is `<` in HTML.
pub fn first_visible(text: &str) -> Option<u8> {
    text.bytes().find(|byte| !byte.is_ascii_whitespace())
}
