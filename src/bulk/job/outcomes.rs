//! What became of the entries of a part.

use serde::Serialize;

use crate::api::{Error, Json};
use crate::bulk::json::Value;

/// What became of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
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

impl Outcome {
    fn letter(self) -> char {
        match self {
            Self::Todo => 't',
            Self::Done => 'd',
            Self::Gone => 'g',
            Self::Failed => 'f',
        }
    }
}

/// What became of each entry, up to the last that has ended.
#[derive(Clone, Debug, Default)]
pub struct Outcomes {
    of_each: Vec<Outcome>,
    /// Of each entry that failed, in order: the JSON of an `XError`, on one line.
    errors: Vec<String>,
}

impl Outcomes {
    /// Reads a letter for each entry, and a line for each error. None if they are damaged.
    pub fn read(text: &str) -> Option<Self> {
        let mut outcomes = Self::default();
        let mut lines = text.split('\n');
        for letter in lines.next()?.bytes() {
            outcomes.of_each.push(match letter {
                b't' => Outcome::Todo,
                b'd' => Outcome::Done,
                b'g' => Outcome::Gone,
                b'f' => {
                    let error = lines.next()?;
                    Value::parse(error)?;
                    outcomes.errors.push(error.into());
                    Outcome::Failed
                }
                _ => return None,
            });
        }
        Some(outcomes)
    }

    /// Appends them as they are stored.
    pub fn write(&self, text: &mut String) {
        text.extend(self.of_each.iter().map(|outcome| outcome.letter()));
        for error in &self.errors {
            text.extend(["\n", error]);
        }
    }

    /// What became of an entry.
    pub fn of(&self, at: usize) -> Outcome {
        self.of_each.get(at).copied().unwrap_or(Outcome::Todo)
    }

    /// The errors of the entries that failed, in order, each as the JSON of an `XError`.
    pub fn errors(&self) -> &[String] {
        &self.errors
    }

    /// The first entry that is still to do.
    pub fn first_to_do(&self) -> usize {
        let ended = self.of_each.iter().position(|outcome| *outcome == Outcome::Todo);
        ended.unwrap_or(self.of_each.len())
    }

    /// Sets the outcome of the first entry that is still to do.
    pub fn end(&mut self, outcome: Outcome) {
        let at = self.first_to_do();
        match self.of_each.get_mut(at) {
            Some(before) => *before = outcome,
            None => self.of_each.push(outcome),
        }
    }

    /// Marks the first entry that is still to do as failed, and stores its error.
    pub fn fail<J: Json>(&mut self, error: &Error<J>) {
        self.end(Outcome::Failed);
        self.errors.push(stored_error(error));
    }

    /// Marks so many entries that failed last as still to do.
    pub fn forget(&mut self, failures: usize) {
        let failed = self.of_each.iter_mut().rev().filter(|outcome| **outcome == Outcome::Failed);
        for outcome in failed.take(failures) {
            *outcome = Outcome::Todo;
            self.errors.pop();
        }
        while self.of_each.last() == Some(&Outcome::Todo) {
            self.of_each.pop();
        }
    }
}

/// The JSON of an `XError` on one line.
fn stored_error<J: Json>(error: &Error<J>) -> String {
    // Texts and numbers can always be written.
    let json = serde_json::to_string(error).unwrap_or_default();
    let members = json.strip_prefix('{').unwrap_or_default();
    let with_errors = error.errors.as_ref().map(|errors| format!("{{\"errors\":{},{members}", errors.to_text()));
    // `errors` that nest too deeply could not be read back.
    with_errors.filter(|json| Value::parse(json).is_some()).unwrap_or(json)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::api::Code;
    use crate::testing::told;

    fn written_after(error: &Error<Value>) -> String {
        let mut outcomes = Outcomes::default();
        outcomes.fail(error);
        let mut text = String::new();
        outcomes.write(&mut text);
        text
    }

    #[test]
    fn an_error_is_stored_with_x_s_errors_on_one_line() {
        let error = Error { errors: Some(json!([{ "message": "a\nb" }])), ..*Error::new(Code::Forbidden, "no\nmore") };
        let text = written_after(&error);
        let (letters, line) = text.split_once('\n').unwrap();
        assert_eq!(letters, "f");
        assert_eq!(serde_json::from_str::<Value>(line).unwrap(), told(&error));
    }

    #[test]
    fn an_error_whose_errors_nest_too_deeply_is_stored_without_them() {
        for depth in [1, 62, 63, 64, 65, 1000] {
            let errors = (0..depth).fold(json!([]), |inner, _| json!([inner]));
            let error = Error { errors: Some(errors), ..*Error::new(Code::Forbidden, "no") };
            let text = written_after(&error);
            assert!(Outcomes::read(&text).is_some(), "{depth}");
            assert_eq!(text.contains("\"errors\""), depth < 63, "{depth}");
            assert!(text.contains("\"code\":\"forbidden\""), "{depth}");
        }
    }
}
