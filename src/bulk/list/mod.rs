//! Lists of people, as users have them: X's own archive, JSON, CSV, and one ID, @handle or profile URL a line.
//!
//! What a list is, its content says, not its name. Nothing in it makes the whole fail: what is no person is rejected, with
//! its line. Nothing is guessed: two values on a line, say, with no header that names them, may be a number and a name that
//! is not a username. Whoever is muted by mistake does not hear of it.

mod field;
mod format;
mod json;
mod rows;
#[cfg(test)]
mod tests;

use super::index::{Index, Key, number};
use crate::bulk::json::Reader;
use crate::bulk::text::{Object, Text, piece};
use field::Field;

pub use format::format;

/// The most bytes of a rejected entry that are shown.
const SHOWN: usize = 100;

/// The most rejected entries that are told of one by one: what is no list has as many as it has lines.
const MAX_REJECTED: u64 = 1000;

/// Reads a list; gives JSON: `ids` and `usernames` in their order and each once, the first that were `rejected`, how many were
/// in all (`rejectedCount`), the number of `duplicates`, and which `format` it is. `seed` is any number, which nobody who has made the list knows.
pub fn read(text: &str, seed: u32) -> Text {
    let bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let text = piece(text, bom, text.len());
    let mut list = List {
        text,
        reader: Reader::new(text),
        start: 0,
        best: Field::NONE,
        texts: 0,
        lists: 0,
        counted: 0,
        line: 1,
        ids: Text::default(),
        usernames: Text::default(),
        rejected: Text::default(),
        rejected_count: 0,
        duplicates: 0,
        seen: Index::new(seed),
    };
    let format = list.read();
    let mut json = Object::default();
    for (name, items) in [("ids", &list.ids), ("usernames", &list.usernames), ("rejected", &list.rejected)] {
        json.list(name, after_comma(items));
    }
    json.number("rejectedCount", list.rejected_count);
    json.number("duplicates", list.duplicates);
    json.string("format", format);
    json.finish()
}

/// Without the comma at the beginning.
fn after_comma(items: &Text) -> &str {
    piece(items.as_str(), 1, items.as_str().len())
}

/// The byte at a place; 0 at the end.
#[inline(never)]
fn byte(text: &str, at: usize) -> u8 {
    text.as_bytes().get(at).copied().unwrap_or_default()
}

/// Where the next byte is that is one of these, or is not; or the end.
#[inline(never)]
fn until(text: &str, mut at: usize, wanted: bool, bytes: &[u8]) -> usize {
    while text.as_bytes().get(at).is_some_and(|byte| bytes.contains(byte) != wanted) {
        at += 1;
    }
    at
}

/// What has been read of a list.
struct List<'t> {
    text: &'t str,
    reader: Reader<'t>,
    /// Where the entry begins that is being read, in bytes.
    start: usize,
    /// Its best field.
    best: Field<'t>,
    /// Of a list in JSON: the rank of its texts.
    texts: usize,
    /// The lists there have been in an object: one bit for those whose name tells what their texts are, one for another.
    lists: u8,
    /// Up to where lines have been counted, in bytes, and the line there.
    counted: usize,
    line: u64,
    /// JSON, with a comma before each item, as the next two.
    ids: Text,
    usernames: Text,
    rejected: Text,
    rejected_count: u64,
    duplicates: u64,
    seen: Index,
}

impl List<'_> {
    /// Takes the entry up to here.
    fn add(&mut self) {
        let best = std::mem::replace(&mut self.best, Field::NONE);
        match best.person() {
            Err(why) => self.reject(why),
            Ok((is_username, who)) if self.is_new(is_username, who) => {
                let people = if is_username { &mut self.usernames } else { &mut self.ids };
                people.push(",\"").push(who).push("\"");
            }
            Ok(_) => self.duplicates += 1,
        }
    }

    fn is_new(&mut self, is_username: bool, who: &str) -> bool {
        let key = if is_username { Key::username(who) } else { Key::id(number(who)) };
        self.seen.put(key, 0).is_none()
    }

    /// Rejects the entry up to here.
    fn reject(&mut self, why: &str) {
        self.rejected_count += 1;
        if self.rejected_count > MAX_REJECTED {
            return;
        }
        let mut last = 0;
        for byte in piece(self.text, self.counted, self.start).bytes() {
            self.line += u64::from(byte == b'\r' || byte == b'\n' && last != b'\r');
            last = byte;
        }
        self.counted = self.start;
        let mut end = self.reader.at.min(self.start + SHOWN).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        self.rejected.push(",{\"line\":").push_number(self.line);
        self.rejected.push(",\"text\":\"").push_escaped(piece(self.text, self.start, end));
        self.rejected.push("\",\"why\":\"").push(why).push("\"}");
    }
}
