//! What became of each entry, for those who ask.

use serde::Serialize;

use super::outcomes::{Outcome, Outcomes};
use super::part::Part;
use super::state::JobState;
use crate::api::UserId;
use crate::bulk::action::Action;

/// One entry of a report, under the names of the public `JobEntry`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EntryReport {
    /// The account's ID.
    pub id: String,
    /// Its username, if it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// What was to be done.
    pub action: Action,
    /// What became of it.
    pub outcome: Outcome,
    /// The JSON of an `XError`, if it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

/// Reports on the entries of the part of this number. None if the texts are damaged.
pub fn part_report(state: &str, number: u64, part: &str) -> Option<Vec<EntryReport>> {
    let state = JobState::read(state)?;
    let Part { entries, outcomes: ended } = Part::read(part)?;
    let outcomes: &Outcomes = if number == state.part { &state.outcomes } else { &ended };
    let mut errors = outcomes.errors().iter();
    let report = entries.into_iter().enumerate().map(|(at, entry)| {
        let outcome = outcomes.of(at);
        let error = if outcome == Outcome::Failed { errors.next().cloned() } else { None };
        EntryReport { id: entry.id, username: entry.username, action: entry.action, outcome, error }
    });
    Some(report.collect())
}

/// The IDs in a damaged part of the accounts to which this is to be done.
pub fn salvage(part: &str, action: Action) -> Vec<String> {
    let mut ids = Vec::new();
    let mut rest = part;
    // The last line may have been cut off in the middle of an ID.
    while let Some((line, after)) = rest.split_once('\n') {
        rest = after;
        let mut words = line.split(' ');
        if words.next() == Some(action.name()) {
            ids.extend(words.next().filter(|id| UserId::fault(id).is_none()).map(str::to_owned));
        }
    }
    ids
}
