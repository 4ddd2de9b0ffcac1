//! What became of the entries of a part.

use crate::api::{Error, Json};
use crate::bulk::json::Value;
use crate::bulk::text::{Text, cut, piece};

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
    pub fn fail<J: Json>(&mut self, error: &Error<J>) {
        self.end(Outcome::Failed);
        self.errors.push("\n").push(&kept_error(error));
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

/// The JSON of an `XError`, on one line, as the platform and serde write it.
fn kept_error<J: Json>(error: &Error<J>) -> String {
    // What is written are texts and numbers.
    let json = serde_json::to_string(error).unwrap_or_default();
    let members = json.strip_prefix('{').unwrap_or_default();
    let with_errors = error.errors.as_ref().map(|errors| format!("{{\"errors\":{},{members}", errors.to_text()));
    // With errors that nest too deeply, what is kept could not be read again.
    with_errors.filter(|json| Value::parse(json).is_some()).unwrap_or(json)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::api::Code;
    use crate::testing::told;

    fn written_after(error: &Error<Value>) -> Text {
        let mut outcomes = Outcomes::default();
        outcomes.fail(error);
        let mut text = Text::default();
        outcomes.write(&mut text);
        text
    }

    #[test]
    fn an_error_is_kept_with_x_s_errors_on_one_line() {
        let error = Error { errors: Some(json!([{ "message": "a\nb" }])), ..*Error::new(Code::Forbidden, "no\nmore") };
        let text = written_after(&error);
        let (letters, line) = text.as_str().split_once('\n').unwrap();
        assert_eq!(letters, "f");
        assert_eq!(serde_json::from_str::<Value>(line).unwrap(), told(&error));
    }

    #[test]
    fn an_error_whose_errors_nest_too_deeply_is_kept_without_them() {
        for depth in [1, 62, 63, 64, 65, 1000] {
            let errors = (0..depth).fold(json!([]), |inner, _| json!([inner]));
            let error = Error { errors: Some(errors), ..*Error::new(Code::Forbidden, "no") };
            let text = written_after(&error);
            assert!(Outcomes::read(text.as_str()).is_some(), "{depth}");
            assert_eq!(text.as_str().contains("\"errors\""), depth < 63, "{depth}");
            assert!(text.as_str().contains("\"code\":\"forbidden\""), "{depth}");
        }
    }
}
