//! A part of a job's entries, and what became of them, as they are kept.

use crate::api::{Text, UserId, cut};
use crate::error::Error;

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
        Some(Self { unmute, id, username: username.unwrap_or_default() })
    }
}

/// What became of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing yet.
    Todo,
    /// X has done it.
    Done,
    /// There is no such account any more.
    Gone,
    /// It failed: an `XError`, as JSON on one line.
    Failed(Text),
}

impl Outcome {
    /// That of an entry that has failed.
    pub fn of(error: &Error) -> Self {
        let mut line = Text::default();
        line.push_line(error.clone().into_json().as_str());
        Self::Failed(line)
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
                read_outcomes(rest)?;
                return Some(Self(lines));
            }
            UserId::parse("", Entry::read(line)?.id).ok()?;
            lines.push(if lines.as_str().is_empty() { "" } else { "\n" }).push(line);
        }
    }

    /// What to keep of a part that has ended.
    pub fn write(&self, outcomes: &[Outcome]) -> Text {
        let mut text = self.0.clone();
        text.push("\n\n");
        write_outcomes(&mut text, outcomes);
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

/// Writes a line with a letter for each, and one for each error.
pub fn write_outcomes(text: &mut Text, outcomes: &[Outcome]) {
    for outcome in outcomes {
        text.push(match outcome {
            Outcome::Todo => "t",
            Outcome::Done => "d",
            Outcome::Gone => "g",
            Outcome::Failed(_) => "f",
        });
    }
    for outcome in outcomes {
        if let Outcome::Failed(error) = outcome {
            text.push("\n").push(error.as_str());
        }
    }
}

/// Reads them. None where they are damaged.
pub fn read_outcomes(text: &str) -> Option<Vec<Outcome>> {
    let (letters, mut errors) = cut(text, b'\n');
    let mut outcomes = Vec::new();
    for letter in letters.bytes() {
        outcomes.push(match letter {
            b't' => Outcome::Todo,
            b'd' => Outcome::Done,
            b'g' => Outcome::Gone,
            b'f' => {
                let (error, after) = cut(errors?, b'\n');
                errors = after;
                Outcome::Failed(error.into())
            }
            _ => return None,
        });
    }
    Some(outcomes)
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
        let outcomes = [Outcome::Failed(r#"{"code":"forbidden"}"#.into()), Outcome::Done];
        let text = part.write(&outcomes);
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
