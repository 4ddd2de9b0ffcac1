//! What became of the entries of a part.

use crate::api::{Text, Value, cut, piece};
use crate::error::Error;

/// What became of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing yet.
    Todo,
    /// X has done it.
    Done,
    /// There is no such account any more.
    Gone,
    /// It failed.
    Failed,
}

/// What became of each entry, up to the last that is not still to do.
#[derive(Clone, Debug, Default)]
pub struct Outcomes {
    of_each: Vec<Outcome>,
    /// For each that failed, in order, a line break and an `XError`, as JSON on one line.
    errors: Text,
}

impl Outcomes {
    /// Reads a letter for each, and a line for each error. None where they are damaged.
    pub fn read(text: &str) -> Option<Self> {
        let mut outcomes = Self::default();
        let (letters, mut rest) = cut(text, b'\n');
        for letter in letters.bytes() {
            outcomes.of_each.push(match letter {
                b't' => Outcome::Todo,
                b'd' => Outcome::Done,
                b'g' => Outcome::Gone,
                b'f' => {
                    let (error, after) = cut(rest?, b'\n');
                    rest = after;
                    outcomes.errors.push("\n").push(Value::parse(error)?.raw());
                    Outcome::Failed
                }
                _ => return None,
            });
        }
        Some(outcomes)
    }

    /// Writes them.
    pub fn write(&self, text: &mut Text) {
        for outcome in &self.of_each {
            text.push(match outcome {
                Outcome::Todo => "t",
                Outcome::Done => "d",
                Outcome::Gone => "g",
                Outcome::Failed => "f",
            });
        }
        text.push(self.errors.as_str());
    }

    /// What became of an entry.
    pub fn of(&self, at: usize) -> Outcome {
        self.of_each.get(at).copied().unwrap_or(Outcome::Todo)
    }

    /// The first entry that is still to do.
    pub fn first_to_do(&self) -> usize {
        let ended = self.of_each.iter().position(|outcome| *outcome == Outcome::Todo);
        ended.unwrap_or(self.of_each.len())
    }

    /// The first entry that is still to do has ended so.
    pub fn end(&mut self, outcome: Outcome) {
        let at = self.first_to_do();
        match self.of_each.get_mut(at) {
            Some(before) => *before = outcome,
            None => self.of_each.push(outcome),
        }
    }

    /// It has failed.
    pub fn fail(&mut self, error: &Error) {
        self.end(Outcome::Failed);
        self.errors.push("\n").push_line(error.to_json().as_str());
    }

    /// So many that failed last are to do again.
    pub fn forget(&mut self, failures: usize) {
        let failed = self.of_each.iter_mut().rev().filter(|outcome| **outcome == Outcome::Failed);
        for outcome in failed.take(failures) {
            *outcome = Outcome::Todo;
            let errors = self.errors.as_str();
            let last = errors.bytes().rposition(|byte| byte == b'\n');
            self.errors = piece(errors, 0, last.unwrap_or(0)).into();
        }
        while self.of_each.last() == Some(&Outcome::Todo) {
            self.of_each.pop();
        }
    }
}
