//! How far a plan is, as it is told to the caller and handed back for the next try.

use serde::Serialize;

/// What begins a partial plan. A plan goes on only from the steps of one with the same head.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PlanHead {
    /// The version of the steps.
    pub version: u32,
    /// The ID of the user whose plan it is.
    pub user_id: String,
    /// A digest of the wanted change.
    pub wanted: String,
}

/// How far a plan is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlanProgress {
    /// How many people there are so far.
    pub total: u32,
    /// Of how many of them all is known.
    pub done: u32,
    /// What the last answer has shown, for a partial plan; none before the first answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
}
