//! Lists of people, as users have them: X's own archive, JSON, CSV, and one ID, @handle or profile URL a line.
//!
//! What a list is, its content says, not its name. Nothing in it makes the whole fail: what is no person is rejected, with
//! its line. Nothing is guessed: two values on a line, say, with no header that names them, may be a number and a name that
//! is not a username. An account that is muted by mistake is not told of it.

mod field;
mod format;
mod json;
mod rows;
#[cfg(test)]
mod tests;
mod text;

use serde::Serialize;

use crate::bulk::account_hash::{AccountHash, Places, id_number};
use crate::bulk::json::Reader;
use field::{Account, Field};
use rows::Rows;
use text::piece;

pub use format::format;
#[cfg(test)]
pub use tests::read;

/// The most bytes of a rejected entry that are shown.
const SHOWN: usize = 100;

/// The most rejected entries that are told of one by one: a text that is no list has as many as it has lines.
const MAX_REJECTED: u64 = 1000;

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// A file of X's archive.
    Archive,
    /// JSON.
    Json,
    /// A table with a header.
    Csv,
    /// One account a line.
    Lines,
}

/// An entry that names no account.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Rejected {
    /// Its line, from 1.
    pub line: u64,
    /// Its beginning.
    pub text: String,
    /// What is wrong with it.
    pub why: &'static str,
}

/// The accounts of a list, and what else is said of it.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ParsedList<'t> {
    /// The IDs, each once, in the order of the list. They leave for JavaScript in parts.
    #[serde(skip)]
    pub ids: Vec<&'t str>,
    /// The usernames without `@`, as the IDs.
    #[serde(skip)]
    pub usernames: Vec<&'t str>,
    /// The first entries that name no account.
    pub rejected: Vec<Rejected>,
    /// How many name none.
    pub rejected_count: u64,
    /// How many name an account that is there already.
    pub duplicates: u64,
    /// What the text is; none until it has been read.
    pub format: Option<Format>,
}

/// A list that is being read.
pub struct List<'t> {
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
    /// The columns of a list of rows.
    rows: Option<Rows>,
    /// Up to where lines have been counted, in bytes, and the line there.
    counted: usize,
    line: u64,
    found: ParsedList<'t>,
    /// Places of IDs and of usernames.
    known_ids: Places,
    known_usernames: Places,
    hash: AccountHash,
}

impl<'t> List<'t> {
    /// A list of which nothing is read yet. `seed` is any number that the author of the list does not know.
    pub fn new(text: &'t str, seed: u32) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Self {
            text,
            reader: Reader::new(text),
            start: 0,
            best: Field::NONE,
            texts: 0,
            lists: 0,
            rows: None,
            counted: 0,
            line: 1,
            found: ParsedList::default(),
            known_ids: Places::default(),
            known_usernames: Places::default(),
            hash: AccountHash::new(seed),
        }
    }

    /// Reads on, so far as a page can wait for it; true if there is more. Lists in JSON are read at once.
    pub fn read_on(&mut self) -> bool {
        if self.rows.is_none() && self.found.format.is_none() {
            self.found.format = self.read_json();
            if self.found.format.is_some() {
                return false;
            }
        }
        let (format, has_more) = self.read_rows();
        self.found.format = Some(format);
        has_more
    }

    /// What has been read.
    pub fn finish(self) -> ParsedList<'t> {
        self.found
    }

    /// Takes the entry up to here.
    fn add(&mut self) {
        let best = std::mem::replace(&mut self.best, Field::NONE);
        let is_new = match best.account() {
            Err(why) => return self.reject(why),
            Ok(Account::Id(id)) => self.add_id(id),
            Ok(Account::Username(name)) => self.add_username(name),
        };
        self.found.duplicates += u64::from(!is_new);
    }

    /// Takes an ID; true if it is new.
    fn add_id(&mut self, id: &'t str) -> bool {
        let ids = &mut self.found.ids;
        let hash = self.hash.id(id_number(id).unwrap_or_default());
        let known = self.known_ids.add(hash, ids.len() as u32, &|at| ids.get(at as usize) == Some(&id));
        if known.is_none() {
            ids.push(id);
        }
        known.is_none()
    }

    /// Takes a username; true if it is new.
    fn add_username(&mut self, name: &'t str) -> bool {
        let names = &mut self.found.usernames;
        let is_it = |at| names.get(at as usize).is_some_and(|known: &&str| known.eq_ignore_ascii_case(name));
        let known = self.known_usernames.add(self.hash.username(name), names.len() as u32, &is_it);
        if known.is_none() {
            names.push(name);
        }
        known.is_none()
    }

    /// Rejects the entry up to here.
    fn reject(&mut self, why: &'static str) {
        self.found.rejected_count += 1;
        if self.found.rejected_count > MAX_REJECTED {
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
        // A control character could be one of a terminal's.
        let shown = |char| if char < ' ' && char != '\n' { ' ' } else { char };
        let text = piece(self.text, self.start, end).chars().map(shown).collect();
        self.found.rejected.push(Rejected { line: self.line, text, why });
    }
}
