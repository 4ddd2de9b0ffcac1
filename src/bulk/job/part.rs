//! A part of a job's entries, as it is stored.

use super::outcomes::Outcomes;
use crate::api::{UserId, is_username};
use crate::bulk::action::Action;

/// How many entries a part has. What is written with each request is of one part.
pub const PART_SIZE: usize = 1000;

/// One account that is to be muted or unmuted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What is to be done.
    pub action: Action,
    /// Its ID.
    pub id: String,
    /// Its username, if it is known.
    pub username: Option<String>,
}

impl Entry {
    /// Reads `mute 123 name` or `unmute 123`.
    fn read(line: &str) -> Option<Self> {
        let mut words = line.split(' ');
        let action = Action::from_name(words.next()?)?;
        let id = words.next().filter(|id| UserId::fault(id).is_none())?;
        let username = words.next();
        let is_valid = username.is_none_or(is_username) && words.next().is_none();
        is_valid.then(|| Self { action, id: id.into(), username: username.map(Into::into) })
    }

    fn write(&self, text: &mut String) {
        text.extend([self.action.name(), " ", &self.id]);
        if let Some(username) = &self.username {
            text.extend([" ", username]);
        }
    }
}

/// A part of a job's entries, and what has become of them if the part has ended.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// The entries, in the order in which they are done.
    pub entries: Vec<Entry>,
    /// Empty while the part has not ended.
    pub outcomes: Outcomes,
}

impl Part {
    /// Reads a part: a line for each entry, an empty line, and the outcomes. None if it is damaged.
    pub fn read(text: &str) -> Option<Self> {
        let mut entries = Vec::new();
        let mut rest = text;
        // Without the empty line, the last ID may have been cut off: then it is another account's.
        loop {
            let (line, after) = rest.split_once('\n')?;
            rest = after;
            if line.is_empty() {
                return Some(Self { entries, outcomes: Outcomes::read(rest)? });
            }
            entries.push(Entry::read(line)?);
        }
    }

    /// The part as it is stored: a new one if `outcomes` is empty, else one that has ended.
    pub fn write(entries: &[Entry], outcomes: &Outcomes) -> String {
        let mut text = String::new();
        for entry in entries {
            entry.write(&mut text);
            text.push('\n');
        }
        text.push('\n');
        outcomes.write(&mut text);
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_reads_back_with_what_became_of_it() {
        let part = Part::read("mute 1 jack\nunmute 1234567890123456789\n\n").unwrap();
        let wanted = [
            Entry { action: Action::Mute, id: "1".into(), username: Some("jack".into()) },
            Entry { action: Action::Unmute, id: "1234567890123456789".into(), username: None },
        ];
        assert_eq!(part.entries, wanted);
        let text = Part::write(&part.entries, &Outcomes::read("fd\n{\"code\":\"forbidden\"}").unwrap());
        assert_eq!(text, "mute 1 jack\nunmute 1234567890123456789\n\nfd\n{\"code\":\"forbidden\"}");
        assert_eq!(Part::read(&text).unwrap().entries, wanted);
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
