//! Lists in JSON, and in X's archive, which is JSON after an assignment.

use super::field::{EITHER, Field, ID, rank};
use super::text::{byte, piece};
use super::{Format, List};
use crate::bulk::json::Value;

/// How every file of X's archive begins: `window.YTD.mute.part0 = [`, say.
const ARCHIVE: &str = "window.YTD.";

impl<'t> List<'t> {
    /// Reads all of it, or up to where it is damaged. Several texts may follow each other, as the parts of an archive. None where
    /// it is no JSON.
    pub fn read_json(&mut self) -> Option<Format> {
        let mut format = None;
        loop {
            self.reader.space();
            self.start = self.reader.at;
            let rest = piece(self.text, self.start, self.text.len());
            if rest.is_empty() && format.is_some() {
                return format;
            }
            if rest.starts_with(ARCHIVE) {
                format = Some(Format::Archive);
                while !matches!(self.reader.take(), b'=' | 0) {}
                self.reader.space();
            } else if format.is_none() {
                if !matches!(byte(rest, 0), b'[' | b'{') {
                    return None;
                }
                format = Some(Format::Json);
            }
            if self.document().is_none() {
                self.reader.at = self.text.len();
                self.reject("is damaged: from here on nothing was read");
            }
        }
    }

    /// Reads a list, or an object with lists, or with one person's fields. None where it is damaged.
    fn document(&mut self) -> Option<()> {
        self.best = Field::NONE;
        self.lists = 0;
        match self.reader.peek() {
            b'[' => self.list(EITHER),
            b'{' => {
                self.items(Self::member)?;
                if self.lists == 0 {
                    self.add();
                }
                Some(())
            }
            _ => None,
        }
    }

    /// Reads a member of the object at the top.
    fn member(&mut self, name: &str) -> Option<()> {
        if self.reader.peek() != b'[' {
            return self.value(name);
        }
        self.start = self.reader.at;
        // `ids`, say.
        let texts = rank(name.strip_suffix("s").unwrap_or_default()).min(EITHER);
        if texts < EITHER || self.lists < 2 {
            return self.list(texts);
        }
        // Such as those to unmute, after those to mute.
        if self.reader.any()?.raw() != "[]" {
            self.reject("is a second list: only the first was read");
        }
        Some(())
    }

    /// Reads a list whose texts are of this rank.
    fn list(&mut self, texts: usize) -> Option<()> {
        self.texts = texts;
        self.lists |= if texts < EITHER { 1 } else { 2 };
        self.best = Field::NONE;
        self.items(Self::entry)
    }

    /// Reads an entry of a list.
    fn entry(&mut self, _: &str) -> Option<()> {
        self.start = self.reader.at;
        if self.reader.peek() == b'{' {
            self.items(Self::field)?;
        } else {
            let value = self.reader.any()?;
            let end = self.reader.at;
            self.reader.space();
            // A number that is cut off is another number.
            matches!(self.reader.peek(), b',' | b']').then_some(())?;
            self.reader.at = end;
            let rank = if value.text().is_some() || self.texts < EITHER { self.texts } else { ID };
            self.best.offer(rank, said(value));
        }
        self.add();
        self.start = self.reader.at;
        Some(())
    }

    /// Reads a field of an entry.
    fn field(&mut self, name: &str) -> Option<()> {
        // X's archive has the first two, its API 1.1 the last.
        if self.reader.peek() == b'{' && matches!(name, "muting" | "blocking" | "user") {
            return self.items(Self::value);
        }
        self.value(name)
    }

    /// Reads a field that has none within.
    fn value(&mut self, name: &str) -> Option<()> {
        let value = self.reader.any()?;
        self.best.offer(rank(name), said(value));
        Some(())
    }

    /// Reads an array or an object: `item` reads each item, and is given its name in an object.
    fn items(&mut self, item: fn(&mut Self, &str) -> Option<()>) -> Option<()> {
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
                b',' => {}
                byte => return (byte == end).then_some(()),
            }
        }
    }
}

/// A string's inside, or another value as it stands; nothing where it is null.
fn said(value: Value<'_>) -> &str {
    match value.raw() {
        "null" => "",
        raw => value.text().unwrap_or(raw),
    }
}
