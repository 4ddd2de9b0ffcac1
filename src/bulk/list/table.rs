//! Tables: their header, and who is in their rows.

use super::column::Column;
use super::csv::Rows;
use super::found::{Format, Found, Span};
use super::person;
use super::record::{Field, Record, Rules};
use super::said::{Said, Source};

/// What separates the fields of a table.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How many rows are looked through for a header: some exports have a title above it.
const TITLE_ROWS: usize = 5;

/// The most characters of an unknown header that are shown.
const SHOWN: usize = 200;

/// A table whose header is known.
pub struct Table {
    separator: u8,
    columns: Vec<Column>,
    rules: Rules,
    has_comments: bool,
}

/// What the first rows say of a text.
pub enum Head {
    /// A table follows.
    Table(Table),
    /// A table whose header names no known column. It has been rejected.
    Unknown,
    /// One column with a header over it: lines follow.
    Column,
    /// Lines from the beginning on.
    Lines,
}

/// Reads the header, if the text has one.
pub fn head<'t>(rows: &mut Rows<'t>, found: &mut Found<'t>, authors: bool) -> Head {
    let start = rows.at;
    let separators = stated_separator(rows).map_or(SEPARATORS.to_vec(), |separator| vec![separator]);
    let first = rows.at;
    for row in 0..TITLE_ROWS {
        if !rows.next_row(true) {
            break;
        }
        let at = rows.at;
        let (known, separator) = best_separator(rows, &separators);
        let is_header = if row == 0 { known > 0 } else { known > 1 };
        if is_header {
            reject_title(rows, found, first, at);
            rows.at = at;
            return header(rows, found, separator, authors);
        }
    }
    rows.at = first;
    if rows.next_row(true) && is_unknown_table(rows, &separators) {
        return reject_all(rows, found, &separators);
    }
    rows.at = if first == start || separators.len() == 1 { first } else { start };
    Head::Lines
}

/// The separator that the first line states, as Excel has it: `sep=;`.
fn stated_separator(rows: &mut Rows<'_>) -> Option<u8> {
    let start = rows.at;
    rows.next_row(true);
    let line = rows.line().trim_matches('"');
    if let Some((name, separator)) = line.split_once('=')
        && name.eq_ignore_ascii_case("sep")
        && let [separator, ..] = separator.as_bytes()
    {
        return Some(*separator);
    }
    rows.at = start;
    None
}

/// The separator by which the row under the reader has most known columns, and how many these are.
fn best_separator(rows: &mut Rows<'_>, separators: &[u8]) -> (usize, u8) {
    let start = rows.at;
    let mut best = (0, 0, b',');
    for separator in separators {
        rows.at = start;
        let names = rows.row(*separator);
        let known = names.iter().filter(|name| Column::of(name).is_known()).count();
        if (known, names.len()) > (best.0, best.1) {
            best = (known, names.len(), *separator);
        }
    }
    (best.0, best.2)
}

/// Rejects the rows above a header.
fn reject_title<'t>(rows: &mut Rows<'t>, found: &mut Found<'t>, first: usize, header: usize) {
    rows.at = first;
    while rows.next_row(true) && rows.at < header {
        let start = rows.at;
        rows.skip();
        found.reject("has no person: it is above the header".into(), Span { start, end: rows.at });
    }
}

/// Reads the header under the reader.
fn header<'t>(rows: &mut Rows<'t>, found: &mut Found<'t>, separator: u8, authors: bool) -> Head {
    let mut names = rows.row(separator);
    while names.last().is_some_and(|name| name.is_empty()) {
        names.pop();
    }
    let mut columns: Vec<Column> = names.iter().map(|name| Column::of(name)).collect();
    let of_posts = columns.iter().any(|column| matches!(column, Column::Post | Column::Author | Column::AuthorId));
    let has = |wanted: &[Column]| columns.iter().any(|column| wanted.contains(column));
    // Where another column tells who is meant, these tell something else.
    let has_id = has(&[Column::UserId]);
    let has_username = has(&[Column::Username]);
    for column in &mut columns {
        let is_other = match column {
            Column::Id | Column::IdStr => has_id,
            Column::Account => has_username || has_id,
            Column::Url => has_username && !of_posts,
            _ => false,
        };
        if is_other {
            *column = Column::Other;
        }
    }
    for (name, column) in names.iter().zip(&columns) {
        found.column(name, column.taken_for(of_posts));
    }
    if columns == [Column::Account] {
        return Head::Column;
    }
    // The first column may be a text that nobody needs, which may begin as a comment does.
    let has_comments = columns.first().is_some_and(|column| column.is_known());
    let mut table = Table { separator, columns, rules: Rules { authors, of_posts, ..Rules::default() }, has_comments };
    table.rules.counts = table.counts(rows);
    Head::Table(table)
}

/// True if the row under the reader may be a header of which no name is known: it and the rows below have as many fields, and none
/// of its own names a person.
fn is_unknown_table(rows: &mut Rows<'_>, separators: &[u8]) -> bool {
    let start = rows.at;
    let found = separators.iter().any(|separator| {
        rows.at = start;
        let names = rows.row(*separator);
        let is_name =
            |name: &&str| matches!(person::read(name, Source::Plain), Said::Word(_) | Said::Nobody(_) | Said::Nothing);
        let is_header =
            names.len() > 1 && names.iter().all(is_name) && !names.iter().any(|name| name.contains(['@', '/']));
        is_header && rows.next_row(true) && rows.row(*separator).len() == names.len()
    });
    rows.at = start;
    found
}

/// Rejects a table for its header, and counts its rows.
fn reject_all<'t>(rows: &mut Rows<'t>, found: &mut Found<'t>, separators: &[u8]) -> Head {
    let start = rows.at;
    let separator = separators.iter().copied().max_by_key(|separator| {
        rows.at = start;
        rows.row(*separator).len()
    });
    rows.at = start;
    let separator = separator.unwrap_or(b',');
    let names = rows.row(separator);
    let end = rows.at;
    for name in &names {
        found.column(name, Column::Other.taken_for(false));
    }
    let names: String = names.join(", ").chars().take(SHOWN).collect();
    let why = [
        "has columns of which none is known (",
        &names,
        "): name a column id, user_id, username, screen_name, handle or \
         profile_url; of the rows below nothing was read",
    ];
    let mut count = 0;
    while rows.next_row(false) {
        rows.row(separator);
        count += 1;
    }
    found.reject_rows(why.concat().into(), Span { start, end }, count);
    Head::Unknown
}

impl Table {
    /// What a table is.
    pub const FORMAT: Format = Format::Csv;

    /// True if the IDs count the rows: 0, 1, 2 or 1, 2, 3, beside other columns.
    fn counts(&self, rows: &mut Rows<'_>) -> bool {
        let start = rows.at;
        let at = self.columns.iter().position(|column| matches!(column, Column::UserId | Column::IdStr | Column::Id));
        let mut next = || {
            let is_there = rows.next_row(self.has_comments);
            let cell = at.and_then(|at| rows.row(self.separator).get(at).copied());
            cell.filter(|_| is_there)
        };
        let counts = match (next(), next()) {
            (Some("0"), Some("1")) | (Some("1"), Some("2")) => self.columns.len() > 1,
            (Some("0" | "1"), None) => self.columns.contains(&Column::Username),
            _ => false,
        };
        rows.at = start;
        counts
    }

    /// Reads so many rows at most; true if there may be more.
    pub fn read<'t>(&self, rows: &mut Rows<'t>, found: &mut Found<'t>, most: usize) -> bool {
        for _ in 0..most {
            if !rows.next_row(self.has_comments) {
                return false;
            }
            self.row(rows, found);
        }
        true
    }

    fn row<'t>(&self, rows: &mut Rows<'t>, found: &mut Found<'t>) {
        let start = rows.at;
        let mut record = Record::EMPTY;
        let (mut fields, mut is_blank, mut is_ruler, mut is_beyond) = (0, true, true, false);
        loop {
            let (cell, has_more) = rows.cell(self.separator);
            let text = cell.trim_matches(person::is_unseen);
            is_blank &= text.is_empty();
            is_ruler &= text.bytes().all(|byte| matches!(byte, b'-' | b':' | b'='));
            match self.columns.get(fields) {
                Some(column) => record.offer(*column, Field { text: cell, source: Source::Plain }),
                None => is_beyond |= !text.is_empty(),
            }
            fields += 1;
            if !has_more {
                break;
            }
        }
        let span = Span { start, end: rows.at };
        if is_blank || is_ruler {
            return;
        }
        if is_beyond {
            return found
                .reject("has more fields than the header: a field with a separator in it needs quotes".into(), span);
        }
        if fields < self.columns.len() && record.is_bare() {
            return found.reject("has fewer fields than the header: it may be a part of another row".into(), span);
        }
        found.settle(record.person(self.rules), span);
    }
}
