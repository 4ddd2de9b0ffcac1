//! A part of a job's entries, as it is kept.

use super::outcomes::Outcomes;
use crate::api::{UserId, is_username};
use crate::bulk::text::{Text, cut};

/// One account that is to be muted or unmuted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry<'t> {
    /// To be unmuted, or else muted.
    pub unmute: bool,
    /// Its ID.
    pub id: &'t str,
    /// Its username; empty where it is not known.
    pub username: &'t str,
}

impl<'t> Entry<'t> {
    /// Reads `mute 123 name` or `unmute 123`.
    fn read(line: &'t str) -> Option<Self> {
        let (action, rest) = cut(line, b' ');
        let (id, username) = cut(rest?, b' ');
        let unmute = match action {
            "mute" => false,
            "unmute" => true,
            _ => return None,
        };
        let username = username.unwrap_or_default();
        (username.is_empty() || is_username(username)).then_some(Self { unmute, id, username })
    }
}

/// A part of a job's entries, a line each.
#[derive(Clone, Debug, Default)]
pub struct Part(Text);

impl Part {
    /// Reads what was kept: the entries, an empty line, and the outcomes of a part that has ended. None where it is damaged.
    pub fn read(text: &str) -> Option<Self> {
        let mut lines = Text::default();
        let mut rest = text;
        // The empty line is there, or an ID may have been cut off: then it is another's.
        loop {
            let (line, after) = cut(rest, b'\n');
            rest = after?;
            if line.is_empty() {
                Outcomes::read(rest)?;
                return Some(Self(lines));
            }
            if UserId::fault(Entry::read(line)?.id).is_some() {
                return None;
            }
            lines.push_item("\n", line);
        }
    }

    /// What to keep of a part that has ended.
    pub fn write(&self, outcomes: &Outcomes) -> Text {
        let mut text = self.0.clone();
        text.push("\n\n");
        outcomes.write(&mut text);
        text
    }

    /// Its entries.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        let mut rest = Some(self.0.as_str());
        std::iter::from_fn(move || {
            let (line, after) = cut(rest?, b'\n');
            rest = after;
            Entry::read(line)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_reads_back_with_what_became_of_it() {
        let part = Part::read("mute 1 jack\nunmute 1234567890123456789\n\n").unwrap();
        let wanted = [
            Entry { unmute: false, id: "1", username: "jack" },
            Entry { unmute: true, id: "1234567890123456789", username: "" },
        ];
        assert_eq!(part.entries().collect::<Vec<_>>(), wanted);
        let text = part.write(&Outcomes::read("fd\n{\"code\":\"forbidden\"}").unwrap());
        assert_eq!(text.as_str(), "mute 1 jack\nunmute 1234567890123456789\n\nfd\n{\"code\":\"forbidden\"}");
        assert_eq!(Part::read(text.as_str()).unwrap().entries().collect::<Vec<_>>(), wanted);
    }

    #[test]
    fn what_is_damaged_is_no_part() {
        for text in
            ["", "mute", "mute x", "follow 1", "mute 1\n\nx", "mute 1\n\nf", "mute 01", "mute 1\nmute", "mute 1\n"]
        {
            assert!(Part::read(text).is_none(), "{text:?}");
        }
    }
}
