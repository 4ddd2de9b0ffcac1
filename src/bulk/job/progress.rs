//! How far a job is.

use serde::Serialize;

/// How far a job is, under the names of the public `Progress`. Times are in milliseconds since the epoch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Progress {
    /// How many entries there are.
    pub total: u64,
    /// How many accounts are muted.
    pub muted: u64,
    /// How many are unmuted.
    pub unmuted: u64,
    /// How many do not exist any more.
    pub gone: u64,
    /// How many failed.
    pub failed: u64,
    /// How many have ended.
    pub done: u64,
    /// The entry that is next, or whose request is under way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current: Option<Current>,
    /// Until when the job waits, if it waits for a limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waiting_until: Option<u64>,
    /// When it will be done, by X's limits alone.
    pub eta: u64,
}

/// The entry that is next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Current {
    /// The account's ID.
    pub id: String,
    /// Its username, if it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
}
