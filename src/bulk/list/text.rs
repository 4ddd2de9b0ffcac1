//! Looking at the bytes of a text.

/// The byte at a place; 0 at the end.
#[inline(never)]
pub fn byte(text: &str, at: usize) -> u8 {
    text.as_bytes().get(at).copied().unwrap_or_default()
}

/// Where the next byte is that is one of these, or is not; or the end.
#[inline(never)]
pub fn until(text: &str, mut at: usize, wanted: bool, bytes: &[u8]) -> usize {
    while text.as_bytes().get(at).is_some_and(|byte| bytes.contains(byte) != wanted) {
        at += 1;
    }
    at
}

/// The text between two places; empty where there is none.
#[inline(never)]
pub fn piece(text: &str, from: usize, to: usize) -> &str {
    text.get(from..to).unwrap_or_default()
}
