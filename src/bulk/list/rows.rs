//! Lists of rows: CSV (RFC 4180, and what spreadsheets make of it), and one person a line.

use super::field::{EITHER, NONE, rank};
use super::{List, byte, until};
use crate::bulk::text::{Text, piece};

impl<'t> List<'t> {
    /// Reads all of it, and says which of the two it is: the first row tells.
    pub fn read_rows(&mut self) -> &'static str {
        let start = self.next_row(true);
        // The ranks of the columns, a digit each.
        let mut columns = Text::default();
        let mut separator = match byte(self.text, until(self.text, start, true, b",;\t")) {
            0 => b'\n',
            mark => mark,
        };
        let mut is_table = false;
        let mut has_more = true;
        while has_more {
            let name;
            (name, has_more) = self.cell(separator);
            let rank = rank(name);
            is_table |= rank < NONE;
            columns.push_number(rank as u64);
        }
        // Without a header, a line is one field.
        let mut beyond = NONE;
        if !is_table {
            columns = Text::default();
            beyond = EITHER;
            separator = b'\n';
            self.reader.at = start;
        }
        // Where the first column is a text that nobody needs, that may begin as a comment does.
        let has_comments = byte(columns.as_str(), 0) != b'8';
        while self.next_row(has_comments) < self.text.len() {
            let mut ranks = columns.as_str().bytes();
            let mut is_blank = true;
            let mut has_more = true;
            while has_more {
                let cell;
                (cell, has_more) = self.cell(separator);
                is_blank &= cell.is_empty();
                self.best.offer(ranks.next().map_or(beyond, |digit| usize::from(digit & 15)), cell);
            }
            if !is_blank {
                self.add();
            }
        }
        if is_table { "csv" } else { "lines" }
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
