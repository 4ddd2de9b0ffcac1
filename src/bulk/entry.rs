//! One account of a list.

use crate::api::Text;

/// One account that is to be muted or unmuted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its ID.
    pub id: Text,
    /// Its username; empty where it is not known.
    pub username: Text,
    /// To be unmuted, or else muted.
    pub unmute: bool,
    /// What became of it.
    pub outcome: Outcome,
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
    /// It failed: an `XError`, as JSON.
    Failed(Text),
}
