//! Lists of people, as users have them: X's own archive, JSON, tables, and one ID, @handle or profile URL a line.
//!
//! # Who is a person
//!
//! A list names somebody only where nothing else can be meant. An account that is muted by mistake is not told of it, so what is
//! unsure is rejected, with its line, a reason and what to do. Nothing in a list makes the whole fail, and nothing is left out in
//! silence. What a list is, its content says, not its name.
//!
//! **Is a person:**
//!
//! - an ID of 1 to 19 digits: in a string of JSON and in X's archive as it stands; elsewhere unless it ends as a rounded number does
//!   or lies where X has given nobody an ID;
//! - `@handle`; the URL of a profile on x.com or twitter.com (`/name`, a tab of it, `/i/user/ID`, `/intent/user`, `/intent/follow`);
//!   several of them on a line, or as a link in Markdown;
//! - a field of a column that is known by its name (`column`); in a column of usernames digits are a username;
//! - a bare word, only where every line or string is one; then the list says so.
//!
//! **Is never one:** a post, unless its author is asked for, and then never by the post's ID; one of X's lists, errors and own
//! pages; a placeholder (`null`, `nan`, `Total`); the number of a row; a bare word among others; a row with more fields than its
//! header; values on a line that no header names; what is packed, a picture or another document.
//!
//! **What is unsure:** an ID that was rounded stands for nobody. Where a username stands beside it, the username is taken, and the
//! rounded ID with it: the plan compares it with the account that is found. So it is with an ID that cannot be read. An exact ID and
//! a username stay a pair. Someone who is named twice is one entry.
//!
//! # Files
//!
//! `encoding` makes text of bytes. `lines`, `table` (on the rows of `csv`) and `json` (with X's archive) read a format
//! each. `record` decides who is meant by an entry with several fields, `person` by one, with `profile_url` for URLs and
//! `id_text` for numbers. `found` collects.

mod column;
mod csv;
mod encoding;
mod format;
mod found;
mod id_text;
mod json;
mod json_kind;
mod lines;
mod person;
mod profile_url;
mod record;
mod said;
mod table;
#[cfg(test)]
mod tests;

use csv::Rows;
use found::{Found, Span};
use json::JsonList;
use lines::Lines;
use table::{Head, Table};

pub use encoding::{NoText, decode};
pub use format::format;
pub use found::{Entry, Format, ParsedList};
#[cfg(test)]
pub use tests::read;

/// How many rows are read at once.
const AT_ONCE: usize = 50_000;

/// The bytes of a line with an ID, as most have 19 digits.
const LINE: usize = 20;

/// What is read next.
enum Stage {
    Beginning,
    Table(Table),
    Lines(Lines),
    End,
}

/// A list that is being read.
pub struct List<'t> {
    text: &'t str,
    rows: Rows<'t>,
    authors: bool,
    stage: Stage,
    found: Found<'t>,
}

impl<'t> List<'t> {
    /// A list of which nothing is read yet. With `authors`, posts stand for who wrote them. `seed` is any number that the author of
    /// the list does not know.
    pub fn new(text: &'t str, authors: bool, seed: u32) -> Self {
        Self { text, rows: Rows::new(text), authors, stage: Stage::Beginning, found: Found::new(text, seed) }
    }

    /// Reads on, so far as a page can wait for it; true if there is more. Lists in JSON are read at once.
    pub fn read_on(&mut self) -> bool {
        if matches!(self.stage, Stage::Beginning) {
            self.stage = self.begin();
        }
        match &self.stage {
            Stage::Table(table) => table.read(&mut self.rows, &mut self.found, AT_ONCE),
            Stage::Lines(lines) => lines.read(&mut self.rows, &mut self.found, AT_ONCE),
            Stage::Beginning | Stage::End => false,
        }
    }

    /// Reads all that is JSON, or the header.
    fn begin(&mut self) -> Stage {
        let found = &mut self.found;
        found.list.format = JsonList::new(self.text, found, self.authors).read();
        if found.list.format.is_some() {
            return Stage::End;
        }
        found.list.format = Some(Table::FORMAT);
        match table::head(&mut self.rows, found, self.authors) {
            Head::Table(table) => return Stage::Table(table),
            Head::Unknown => return Stage::End,
            Head::Column => {}
            Head::Lines => {
                found.list.format = Some(Format::Lines);
                // A table that grows stops the page while it is copied.
                found.reserve(self.text.len() / LINE);
            }
        }
        Stage::Lines(Lines::new(&mut self.rows, self.authors))
    }

    /// What has been read.
    pub fn finish(self) -> ParsedList<'t> {
        self.found.list
    }
}

/// What is said of a file that is no text: one entry, which is rejected.
pub fn unread(why: NoText) -> ParsedList<'static> {
    let mut found = Found::new("", 0);
    found.list.format = Some(Format::Lines);
    found.reject(why.0.into(), Span { start: 0, end: 0 });
    found.list
}
