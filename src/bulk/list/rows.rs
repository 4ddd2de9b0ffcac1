//! Lists of rows: CSV (RFC 4180, and what spreadsheets make of it), and one person a line.

use super::field::{EITHER, NONE, rank};
use super::text::{byte, piece, until};
use super::{Format, List};

/// How many rows are read at once.
const AT_ONCE: usize = 50_000;

/// The bytes of a line with an ID, as most have 19 digits.
const LINE: usize = 20;

/// What the first row tells of the others.
#[derive(Clone)]
pub struct Rows {
    format: Format,
    /// The rank of each column.
    columns: Vec<usize>,
    /// The rank of the fields beyond these.
    beyond: usize,
    separator: u8,
    has_comments: bool,
}

impl<'t> List<'t> {
    /// Reads the next rows; gives what the list is, and whether there are more.
    pub fn read_rows(&mut self) -> (Format, bool) {
        let rows = match self.rows.take() {
            Some(rows) => rows,
            None => self.read_header(),
        };
        let mut left = AT_ONCE;
        while left > 0 && self.next_row(rows.has_comments) < self.text.len() {
            left -= 1;
            let mut ranks = rows.columns.iter();
            let mut is_blank = true;
            let mut has_more = true;
            while has_more {
                let cell;
                (cell, has_more) = self.cell(rows.separator);
                is_blank &= cell.is_empty();
                self.best.offer(ranks.next().copied().unwrap_or(rows.beyond), cell);
            }
            if !is_blank {
                self.add();
            }
        }
        let format = rows.format;
        self.rows = Some(rows);
        (format, left == 0)
    }

    /// Reads the first row, which says whether it is the header of a table.
    fn read_header(&mut self) -> Rows {
        let start = self.next_row(true);
        let separator = match byte(self.text, until(self.text, start, true, b",;\t")) {
            0 => b'\n',
            mark => mark,
        };
        let mut columns = Vec::new();
        let mut has_more = true;
        while has_more {
            let name;
            (name, has_more) = self.cell(separator);
            columns.push(rank(name));
        }
        if columns.iter().any(|rank| *rank < NONE) {
            // The first column may be a text that nobody needs, which may begin as a comment does.
            let has_comments = columns.first() != Some(&NONE);
            return Rows { format: Format::Csv, columns, beyond: NONE, separator, has_comments };
        }
        // Without a header, a line is one field. A table that grows stops the page while it is copied.
        let ids = self.text.len() / LINE;
        self.found.ids.reserve(ids);
        self.known_ids.reserve(ids);
        self.reader.at = start;
        Rows { format: Format::Lines, columns: Vec::new(), beyond: EITHER, separator: b'\n', has_comments: true }
    }

    /// Goes on to the next row that is not empty; gives where it is.
    fn next_row(&mut self, has_comments: bool) -> usize {
        loop {
            self.start = until(self.text, self.reader.at, false, b" \r\n");
            self.reader.at = self.start;
            let [first, second] = [0, 1].map(|ahead| byte(self.text, self.start + ahead));
            if !has_comments || first != b'#' && (first != b'/' || second != b'/') {
                return self.start;
            }
            self.reader.at = until(self.text, self.start, true, b"\r\n");
        }
    }

    /// Reads a field, without the spaces around it or its quotes, and says whether there is another in the row. A quote
    /// that does not end a field, or never ends, is a character as any other.
    #[inline(never)]
    fn cell(&mut self, separator: u8) -> (&'t str, bool) {
        let text = self.text;
        let mut from = until(text, self.reader.at, false, b" ");
        let mut to = until(text, from, true, &[b'\r', b'\n', separator]);
        let mut end = to;
        if byte(text, from) == b'"' {
            let mut quote = from;
            loop {
                quote = until(text, quote + 1, true, b"\"");
                let next = byte(text, quote + 1);
                if byte(text, quote) == 0 {
                    break;
                }
                if next == b'"' {
                    // Two are one within the field; no ID and no username has any.
                    quote += 1;
                } else {
                    if matches!(next, 0 | b'\r' | b'\n') || next == separator {
                        (from, to, end) = (from + 1, quote, quote + 1);
                    }
                    break;
                }
            }
        }
        while to > from && byte(text, to - 1) == b' ' {
            to -= 1;
        }
        let has_more = separator != b'\n' && byte(text, end) == separator;
        self.reader.at = end + usize::from(has_more);
        (piece(text, from, to), has_more)
    }
}
