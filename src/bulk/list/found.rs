//! What a list was found to have, while it is read and after.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use crate::bulk::account_hash::{AccountHash, Places, id_number};
use crate::bulk::digits::Digits;

/// The most bytes of a rejected entry that are shown.
const SHOWN: usize = 100;

/// The most rejected entries that are described one by one: a text that is no list has as many as it has lines.
const MAX_REJECTED: usize = 1000;

/// The most columns that are described.
const MAX_COLUMNS: usize = 100;

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

/// Someone a list names: by an exact ID, by a username or by both. An ID that was rounded stands only beside a username.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry<'t> {
    /// The exact ID; empty if the list has none.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub id: &'t str,
    /// The username without `@`; empty if the list has none.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub username: &'t str,
    /// The ID as it was rounded; 0 if the list has none.
    #[serde(rename = "roundedId", skip_serializing_if = "is_zero", serialize_with = "digits")]
    pub rounded: u64,
}

/// Someone an entry names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Person<'t> {
    /// By what.
    pub entry: Entry<'t>,
    /// True if the username is a bare word, which nothing says is one.
    pub is_bare_word: bool,
}

impl<'t> Person<'t> {
    /// By an exact ID.
    pub fn id(id: &'t str) -> Self {
        Self { entry: Entry { id, ..Entry::default() }, is_bare_word: false }
    }

    /// By a username.
    pub fn username(username: &'t str) -> Self {
        Self { entry: Entry { username, ..Entry::default() }, is_bare_word: false }
    }

    /// By a bare word, which may be a username.
    pub fn word(username: &'t str) -> Self {
        Self { is_bare_word: true, ..Self::username(username) }
    }
}

fn is_zero(number: &u64) -> bool {
    *number == 0
}

fn digits<S: Serializer>(number: &u64, serializer: S) -> Result<S::Ok, S::Error> {
    Digits::of(*number).serialize(serializer)
}

/// An entry that names nobody.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Rejected {
    /// Its line, from 1.
    pub line: u64,
    /// Its beginning.
    pub text: String,
    /// What is wrong with it, as it follows on the text, and what to do.
    pub why: Cow<'static, str>,
}

/// What a column was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TakenFor {
    /// IDs.
    Id,
    /// Usernames.
    Username,
    /// URLs of profiles.
    Profile,
    /// The authors of posts.
    Author,
    /// Nothing that tells who is meant.
    Nothing,
}

/// A column of a table, or a field of JSON objects.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NamedColumn {
    /// Its name, as the list has it, or the beginning of it.
    pub name: String,
    /// What it was taken for.
    pub taken_for: TakenFor,
}

/// The accounts of a list, and what else is said of it.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ParsedList<'t> {
    /// Everyone once, in the order of the list. They leave for JavaScript in parts.
    #[serde(skip)]
    pub entries: Vec<Entry<'t>>,
    /// The first entries that name nobody.
    pub rejected: Vec<Rejected>,
    /// How many name nobody.
    pub rejected_count: u64,
    /// How many name an account that is there already.
    pub duplicates: u64,
    /// What the text is; none until it has been read.
    pub format: Option<Format>,
    /// How many entries there were, those rejected included.
    pub rows: u64,
    /// The columns of a table, or the fields of JSON objects.
    pub columns: Vec<NamedColumn>,
    /// True if usernames were taken from bare words.
    pub bare_words: bool,
}

/// A part of the text, in bytes.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// Collects what is found in a text.
pub struct Found<'t> {
    text: &'t str,
    /// What has been found.
    pub list: ParsedList<'t>,
    /// Up to where lines have been counted, in bytes, and the line there.
    counted: usize,
    line: u64,
    /// The places of entries with an ID, and of those with a username.
    known_ids: Places,
    known_usernames: Places,
    hash: AccountHash,
}

impl<'t> Found<'t> {
    /// Nothing yet. `seed` is any number that the author of the list does not know.
    pub fn new(text: &'t str, seed: u32) -> Self {
        Self {
            text,
            list: ParsedList::default(),
            counted: 0,
            line: 1,
            known_ids: Places::default(),
            known_usernames: Places::default(),
            hash: AccountHash::new(seed),
        }
    }

    /// Makes room for so many IDs: a table that grows stops the page while it is copied.
    pub fn reserve(&mut self, ids: usize) {
        self.list.entries.reserve(ids);
        self.known_ids.reserve(ids);
    }

    /// Takes an entry, or rejects it.
    pub fn settle(&mut self, person: Result<Person<'t>, &'static str>, span: Span) {
        match person {
            Ok(person) => self.add(person),
            Err(why) => self.reject(why.into(), span),
        }
    }

    /// Takes someone. Who is there already by the ID, or by the username where one of both has no ID, is not taken again.
    pub fn add(&mut self, person: Person<'t>) {
        self.list.rows += 1;
        self.list.bare_words |= person.is_bare_word;
        let entry = person.entry;
        let Some(known) = self.known(&entry) else {
            return self.list.entries.push(entry);
        };
        self.list.duplicates += 1;
        if let Some(known) = self.list.entries.get_mut(known as usize) {
            if known.id.is_empty() && !entry.id.is_empty() {
                (known.id, known.rounded) = (entry.id, 0);
            } else if known.id.is_empty() && known.rounded == 0 {
                known.rounded = entry.rounded;
            }
            if known.username.is_empty() {
                known.username = entry.username;
            }
        }
    }

    /// The place of the same person, if there is one; else notes where the entry will be.
    fn known(&mut self, entry: &Entry<'t>) -> Option<u32> {
        let entries = &self.list.entries;
        let at = |place: u32| entries.get(place as usize);
        let next = entries.len() as u32;
        let mut by_name = None;
        if !entry.username.is_empty() {
            by_name = self.known_usernames.find(self.hash.username(entry.username), &|place| {
                at(place).is_some_and(|known| {
                    (known.id.is_empty() || entry.id.is_empty() || known.id == entry.id)
                        && known.username.eq_ignore_ascii_case(entry.username)
                })
            });
        }
        let mut by_id = None;
        if !entry.id.is_empty() {
            let hash = self.hash.id(id_number(entry.id).unwrap_or_default());
            let place = by_name.unwrap_or(next);
            by_id = self.known_ids.add(hash, place, &|place| at(place).is_some_and(|known| known.id == entry.id));
        }
        if !entry.username.is_empty() && by_name.is_none() {
            self.known_usernames.add(self.hash.username(entry.username), by_id.unwrap_or(next), &|_| false);
        }
        by_id.or(by_name)
    }

    /// Rejects an entry.
    pub fn reject(&mut self, why: Cow<'static, str>, span: Span) {
        self.reject_rows(why, span, 1);
    }

    /// Rejects so many entries for one reason.
    pub fn reject_rows(&mut self, why: Cow<'static, str>, span: Span, rows: u64) {
        self.list.rows += rows;
        self.list.rejected_count += rows;
        if self.list.rejected.len() >= MAX_REJECTED {
            return;
        }
        let line = self.line_at(span.start);
        let mut end = span.end.min(span.start + SHOWN).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        // A control character could be one of a terminal's.
        let shown = |char| if char < ' ' && char != '\n' { ' ' } else { char };
        let text = self.text.get(span.start..end).unwrap_or_default().chars().map(shown).collect();
        self.list.rejected.push(Rejected { line, text, why });
    }

    /// The line of a place, from 1. Places are asked for in the order of the text.
    fn line_at(&mut self, place: usize) -> u64 {
        let mut last = 0;
        for byte in self.text.get(self.counted..place).unwrap_or_default().bytes() {
            self.line += u64::from(byte == b'\r' || byte == b'\n' && last != b'\r');
            last = byte;
        }
        self.counted = self.counted.max(place);
        self.line
    }

    /// Notes what a column was taken for, once.
    pub fn column(&mut self, name: &str, taken_for: TakenFor) {
        let name: String = name.chars().take(SHOWN).collect();
        let columns = &mut self.list.columns;
        if columns.len() < MAX_COLUMNS && columns.iter().all(|known| known.name != name) {
            columns.push(NamedColumn { name, taken_for });
        }
    }
}
