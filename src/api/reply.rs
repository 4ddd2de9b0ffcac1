//! An HTTP response, as the platform gives it.

use super::Json;

/// A response with its whole body. What is kept of it for an error has no secret that was sent: nothing else of it may be kept.
pub trait Reply {
    /// The body, as the platform's own parser reads it.
    type Json: Json;

    /// HTTP status.
    fn status(&self) -> u16;
    /// A header by its lower-case name, without the secrets that were sent.
    fn header(&self, name: &str) -> Option<String>;
    /// A header that is a whole number of at most 15 digits, also if a proxy has doubled it (`50, 50`) or written `50.0`.
    fn number(&self, name: &str) -> Option<u64>;
    /// A header that is a date (RFC 9110, 5.6.7), in milliseconds since the epoch.
    fn date(&self, name: &str) -> Option<u64>;
    /// The body as JSON, untouched: numbers are as doubles hold them. None where it is no object or list.
    fn json(&self) -> Option<Self::Json>;
    /// The body as an error may keep it: JSON of at most 64 KiB without the secrets that were sent, with numbers of more digits
    /// than a double holds as strings. None where it is anything else.
    fn problem(&self) -> Option<Self::Json>;
    /// The start of the body, of some KiB, without the secrets that were sent.
    fn start(&self) -> String;
    /// A text of this reply without the secrets that were sent, should somebody have echoed them, however they are spelled.
    fn redacted(&self, text: &str) -> String;
    /// The accounts of a list of users in one text: of each its `id` and its `username`, all with commas between; empty in place of
    /// one that is no string, or has a comma. None where this is no list.
    fn accounts(&self, list: &Self::Json) -> Option<String>;
    /// Parses a text that was written here.
    fn parse(&self, text: &str) -> Option<Self::Json>;
}
