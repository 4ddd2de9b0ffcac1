//! Lists in JSON, of one document or one a line, and in X's archive, which is JSON after an assignment.

use super::column::Column;
use super::found::{Format, Found, Person, Span};
use super::json_kind::Kind;
use super::person::{self, NOBODY};
use super::record::{Field, Record, Rules, someone};
use super::said::{Said, Source};
use crate::bulk::json::{Reader, Value};

const ARCHIVE: &str = "window.";
const DAMAGED: &str = "is damaged: from here on nothing was read";
const SECOND: &str = "is a second list: only the first was read";
const UNKNOWN: &str =
    "has no known name for a list of people (users, ids, usernames, muted, blocked …): it was not read";
const BARE: &str = "has a bare word among other entries, which may be anything: put an @ before a username";

/// How deep an object may be in which a list of people is, and a user in an entry.
const MAX_DEPTH: u32 = 3;

/// The most names of fields that are remembered.
const MAX_NAMES: usize = 64;

/// Reads a text as JSON.
pub struct JsonList<'f, 't> {
    text: &'t str,
    reader: Reader<'t>,
    found: &'f mut Found<'t>,
    authors: bool,
    /// Where the entry begins that is being read, in bytes.
    start: usize,
    /// The lists of people there have been in a document.
    lists: u32,
    /// Names of fields that have been met, and where the next is looked for first.
    names: Vec<(&'t str, Column)>,
    hint: usize,
}

impl<'f, 't> JsonList<'f, 't> {
    /// Begins.
    pub fn new(text: &'t str, found: &'f mut Found<'t>, authors: bool) -> Self {
        let reader = Reader::new(text);
        Self { text, reader, found, authors, start: 0, lists: 0, names: Vec::new(), hint: 0 }
    }

    /// Reads all of it, or up to where it is damaged. Several documents may follow each other, as the parts of an archive. None where
    /// it is no JSON.
    pub fn read(mut self) -> Option<Format> {
        let mut format = None;
        loop {
            self.reader.space();
            self.start = self.reader.at;
            let rest = self.text.get(self.start..).unwrap_or_default();
            if rest.is_empty() && format.is_some() {
                self.tell_columns();
                return format;
            }
            if rest.starts_with(ARCHIVE) {
                format = Some(Format::Archive);
                while !matches!(self.reader.take(), b'=' | 0) {}
                self.reader.space();
            } else if format.is_none() {
                if !is_json(rest) {
                    return None;
                }
                format = Some(Format::Json);
            } else if rest.starts_with([',', ';']) {
                self.reader.at += 1;
                continue;
            }
            self.lists = 0;
            if self.document().is_none() {
                self.reader.at = self.text.len();
                self.reject(DAMAGED);
            }
        }
    }

    /// Tells what the fields were taken for.
    fn tell_columns(&mut self) {
        let of_posts = self.names.iter().any(|(_, column)| matches!(column, Column::Post | Column::AuthorId));
        for (name, column) in &self.names {
            self.found.column(name, column.taken_for(of_posts));
        }
    }

    fn reject(&mut self, why: &'static str) {
        let span = self.span();
        self.found.reject(why.into(), span);
    }

    fn span(&self) -> Span {
        Span { start: self.start, end: self.reader.at }
    }

    fn document(&mut self) -> Option<()> {
        match self.reader.peek() {
            b'[' => self.list(Kind::People),
            b'{' => self.object(MAX_DEPTH),
            _ => None,
        }
    }

    /// Reads an object with lists, or with the fields of one entry.
    fn object(&mut self, depth: u32) -> Option<()> {
        let start = self.reader.at;
        let mut record = Record::EMPTY;
        let mut has_lists = false;
        let mut others = Vec::new();
        let is_whole = self.items(&mut |this, name| match this.reader.peek() {
            b'[' => {
                let kind = Kind::of(name);
                if kind == Kind::Unknown {
                    others.push(this.reader.at);
                    record.mark(Column::of(name));
                    return this.reader.any().map(|_| ());
                }
                has_lists = true;
                this.member_list(kind)
            }
            b'{' if depth > 0 && matches!(name, "data" | "response" | "result" | "results") => {
                has_lists = true;
                this.object(depth - 1)
            }
            _ => this.field(&mut record, name, MAX_DEPTH),
        });
        let end = self.reader.at;
        if !has_lists && (record.is_someone() || others.is_empty()) {
            self.start = start;
            is_whole?;
            return self.settle(&record, Kind::People);
        }
        for at in others {
            self.reader.at = at;
            self.member_list(Kind::Unknown)?;
        }
        is_whole?;
        self.reader.at = end;
        Some(())
    }

    /// Reads a list that is a member of an object.
    fn member_list(&mut self, kind: Kind) -> Option<()> {
        self.start = self.reader.at;
        if matches!(kind, Kind::People | Kind::Unknown) {
            if self.lists > 0 {
                // Such as those to unmute, after those to mute.
                if self.reader.any()?.raw() != "[]" {
                    self.reject(SECOND);
                }
                return Some(());
            }
            self.lists += 1;
        }
        self.list(kind)
    }

    /// Reads a list.
    fn list(&mut self, kind: Kind) -> Option<()> {
        let are_words = kind == Kind::People && self.are_words();
        self.items(&mut |this, _| {
            this.start = this.reader.at;
            if this.reader.peek() == b'{' && kind != Kind::Errors {
                let record = this.record(MAX_DEPTH)?;
                this.settle(&record, kind)?;
            } else {
                let value = this.reader.any()?;
                let end = this.reader.at;
                this.reader.space();
                // A number that is cut off is another number.
                matches!(this.reader.peek(), b',' | b']').then_some(())?;
                this.reader.at = end;
                let person = this.scalar(value, kind, are_words);
                let span = this.span();
                this.found.settle(person, span);
            }
            this.start = this.reader.at;
            Some(())
        })
    }

    /// True if all items of the list under the reader are bare words.
    fn are_words(&mut self) -> bool {
        let start = self.reader.at;
        let mut are_words = true;
        self.items(&mut |this, _| {
            let value = this.reader.any()?;
            let said = value.text().map_or(Said::Nobody(NOBODY), |text| person::read(text, Source::Exact));
            are_words = matches!(said, Said::Word(_)) || value.text().is_some_and(person::is_placeholder_word);
            are_words.then_some(())
        });
        self.reader.at = start;
        are_words
    }

    /// Who is meant by an item that is no object.
    fn scalar(&self, value: Value<'t>, kind: Kind, are_words: bool) -> Result<Person<'t>, &'static str> {
        let field = field(value);
        let said = match kind {
            Kind::Errors => return Err("is an error of X's, not a person"),
            Kind::Posts => return Err("is a post, not a person"),
            Kind::Lists => return Err("is a list, not a person"),
            Kind::Unknown => return Err(UNKNOWN),
            Kind::Ids => person::in_id_column(field.text, field.source),
            Kind::Usernames => person::in_username_column(field.text),
            Kind::People => person::read(field.text, field.source),
        };
        someone(said, self.authors, are_words, BARE)
    }

    /// Takes an entry that has been read, or rejects it.
    fn settle(&mut self, record: &Record<'t>, kind: Kind) -> Option<()> {
        let rules = Rules {
            authors: self.authors,
            of_posts: kind == Kind::Posts,
            counts: false,
            names_are_lists: true,
            only_usernames: matches!(kind, Kind::Unknown | Kind::Lists),
        };
        let span = self.span();
        self.found.settle(record.person(rules), span);
        Some(())
    }

    /// Reads the object of an entry.
    fn record(&mut self, depth: u32) -> Option<Record<'t>> {
        let mut record = Record::EMPTY;
        self.hint = 0;
        self.items(&mut |this, name| this.field(&mut record, name, depth))?;
        Some(record)
    }

    /// Reads a field of an entry.
    fn field(&mut self, record: &mut Record<'t>, name: &'t str, depth: u32) -> Option<()> {
        if self.reader.peek() == b'{' && depth > 0 {
            match name {
                // X's archive has the first four, its API 1.1 the fifth.
                "muting" | "blocking" | "following" | "follower" | "user" => {
                    record.take_user(&self.record(depth - 1)?);
                    return Some(());
                }
                "author" => {
                    record.take_author(&self.record(depth - 1)?);
                    return Some(());
                }
                // As X's own pages have users.
                "legacy" | "core" => return self.items(&mut |this, name| this.field(record, name, depth - 1)),
                _ => {}
            }
        }
        let column = self.column(name);
        let value = self.reader.any()?;
        if value.raw().starts_with(['{', '[']) {
            record.mark(column);
        } else {
            record.offer(column, field(value));
        }
        Some(())
    }

    /// The column of a field of this name.
    fn column(&mut self, name: &'t str) -> Column {
        let is_it = |known: &&(&str, Column)| known.0 == name;
        if let Some((_, column)) = self.names.get(self.hint).filter(is_it) {
            self.hint += 1;
            return *column;
        }
        if let Some(at) = self.names.iter().position(|known| known.0 == name) {
            self.hint = at + 1;
            return self.names.get(at).map_or(Column::Other, |(_, column)| *column);
        }
        let column = Column::of(name);
        if self.names.len() < MAX_NAMES {
            self.names.push((name, column));
        }
        column
    }

    /// Reads an array or an object: `item` reads each item, and is given its name in an object.
    fn items(&mut self, item: &mut dyn FnMut(&mut Self, &'t str) -> Option<()>) -> Option<()> {
        // Of either bracket, the other is two further.
        let end = self.reader.take() + 2;
        self.reader.space();
        if self.reader.peek() == end {
            self.reader.at += 1;
            return Some(());
        }
        loop {
            let name = if end == b'}' { self.reader.key()? } else { "" };
            self.reader.space();
            item(self, name)?;
            self.reader.space();
            match self.reader.take() {
                b',' => self.reader.space(),
                byte => return (byte == end).then_some(()),
            }
        }
    }
}

/// True if a text begins as JSON does, and not as a link in Markdown or the time of a message.
fn is_json(text: &str) -> bool {
    let mut chars = text.chars();
    match chars.next() {
        Some('{') => true,
        Some('[') => !chars
            .as_str()
            .trim_start()
            .starts_with(|char: char| !char.is_ascii() || char.is_ascii_alphabetic() || char == '@'),
        _ => false,
    }
}

/// A value as a field: a string's inside, or another value as it stands; nothing where it is null.
fn field(value: Value<'_>) -> Field<'_> {
    match value.text() {
        Some(text) => Field { text, source: Source::Exact },
        None => Field { text: if value.raw() == "null" { "" } else { value.raw() }, source: Source::Plain },
    }
}
