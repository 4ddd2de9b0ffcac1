//! Rows of text: CSV (RFC 4180, and what spreadsheets make of it), and lines.
//!
//! csv-core has no place for two rules of lists: a quote that never ends is a character as any other, so that one row does not
//! hide the rest of a file, and a field is a part of the text, so that its line is known.

use super::profile_url::HOSTS;

/// The most columns that a header has.
const MAX_COLUMNS: usize = 10_000;

/// Reads rows and their fields, in the order of the text.
pub struct Rows<'t> {
    text: &'t str,
    /// Where it is, in bytes.
    pub at: usize,
}

/// What separates rows.
fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\r' | b'\n')
}

impl<'t> Rows<'t> {
    /// Begins.
    pub fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or_default()
    }

    /// The next place where a byte is wanted, or the end.
    fn until(&self, at: usize, is_wanted: impl Fn(u8) -> bool) -> usize {
        let rest = self.text.as_bytes().get(at..).unwrap_or_default();
        rest.iter().position(|byte| is_wanted(*byte)).map_or(self.text.len(), |ahead| at + ahead)
    }

    /// Moves on to the next row that is not empty and no comment; false if there is none.
    pub fn next_row(&mut self, has_comments: bool) -> bool {
        loop {
            self.at = self.until(self.at, |byte| byte != b' ' && !is_line_end(byte));
            let is_comment = has_comments
                && match [self.byte(self.at), self.byte(self.at + 1)] {
                    // The number sign may be the name of a column.
                    [b'#', next] => !matches!(next, b',' | b';' | b'\t' | b'|'),
                    [first, second] => first == b'/' && second == b'/',
                };
            // An address may leave out its scheme.
            let is_address =
                is_comment && self.byte(self.at) == b'/' && self.byte(self.at + 2) != b' ' && self.has_host();
            if !is_comment || is_address {
                return self.at < self.text.len();
            }
            self.skip();
        }
    }

    /// True if one of X's hosts follows two slashes.
    fn has_host(&self) -> bool {
        let end = self.until(self.at, is_line_end);
        let line = self.text.get(self.at + 2..end).unwrap_or_default();
        let host = line.split('/').next().unwrap_or_default();
        HOSTS.iter().any(|known| {
            host.eq_ignore_ascii_case(known)
                || host.split_once('.').is_some_and(|(sub, rest)| sub.len() <= 6 && rest.eq_ignore_ascii_case(known))
        })
    }

    /// Moves on to the end of the line.
    pub fn skip(&mut self) {
        self.at = self.until(self.at, is_line_end);
    }

    /// Reads the rest of the line.
    pub fn line(&mut self) -> &'t str {
        let start = self.at;
        self.skip();
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// Reads the fields of a row, so many as a header may have.
    pub fn row(&mut self, separator: u8) -> Vec<&'t str> {
        let mut cells = Vec::new();
        loop {
            let (cell, has_more) = self.cell(separator);
            if cells.len() < MAX_COLUMNS {
                cells.push(cell);
            }
            if !has_more {
                return cells;
            }
        }
    }

    /// Reads a field, without the spaces around it or its quotes, and says whether there is another in the row. A quote that does
    /// not end a field, or never ends, is a character as any other.
    pub fn cell(&mut self, separator: u8) -> (&'t str, bool) {
        let from = self.until(self.at, |byte| byte != b' ');
        let (from, to, end) = self.quoted(from, separator).unwrap_or_else(|| {
            let end = self.until(from, |byte| byte == separator || is_line_end(byte));
            (from, end, end)
        });
        let has_more = self.byte(end) == separator && end < self.text.len();
        self.at = end + usize::from(has_more);
        (self.text.get(from..to).unwrap_or_default().trim_end_matches(' '), has_more)
    }

    /// The inside of a quoted field, and where the field ends; none if it is not quoted.
    fn quoted(&self, from: usize, separator: u8) -> Option<(usize, usize, usize)> {
        if self.byte(from) != b'"' {
            return None;
        }
        let mut quote = from;
        loop {
            quote = self.until(quote + 1, |byte| byte == b'"');
            if quote >= self.text.len() {
                return None;
            }
            let end = self.until(quote + 1, |byte| byte != b' ');
            let next = self.byte(end);
            if self.byte(quote + 1) == b'"' {
                // Two are one within the field; no ID and no username has any.
                quote += 1;
            } else if end >= self.text.len() || is_line_end(next) || next == separator {
                return Some((from + 1, quote, end));
            } else {
                return None;
            }
        }
    }
}
