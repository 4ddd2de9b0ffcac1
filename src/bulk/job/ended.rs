//! How a run of a job has ended.

use serde::Serialize;

/// How a run of a job has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Ended {
    /// Where the job stands.
    pub state: EndState,
    /// When to resume it, in milliseconds since the epoch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resume_at: Option<u64>,
}

/// Where a job stands after a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum EndState {
    /// All entries have ended.
    Done,
    /// Some entries are still to do.
    Paused,
    /// Another context runs it.
    Elsewhere,
}

impl Ended {
    /// Another tab or worker runs it.
    pub const ELSEWHERE: Self = Self { state: EndState::Elsewhere, resume_at: None };
}
