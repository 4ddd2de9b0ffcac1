//! How many entries have ended, and how.

use super::outcomes::Outcome;
use crate::bulk::action::Action;

/// How many entries have ended so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Accounts that are muted.
    pub muted: u64,
    /// Accounts that are unmuted.
    pub unmuted: u64,
    /// Accounts that do not exist any more.
    pub gone: u64,
    /// Entries that failed.
    pub failed: u64,
}

impl Counts {
    /// The sum of both.
    pub fn plus(self, other: Self) -> Self {
        Self {
            muted: self.muted + other.muted,
            unmuted: self.unmuted + other.unmuted,
            gone: self.gone + other.gone,
            failed: self.failed + other.failed,
        }
    }

    /// How many have ended at all.
    pub fn sum(self) -> u64 {
        self.muted + self.unmuted + self.gone + self.failed
    }
}

/// How far a part is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// The entries that have ended.
    pub ended: Counts,
    /// Mutes that have ended, or whose request is under way.
    pub mutes: u64,
    /// Unmutes that have ended, or whose request is under way.
    pub unmutes: u64,
}

impl Tally {
    /// Counts the entries of a part. If a request is under way, it is that of the first entry that is still to do.
    pub fn of(entries: impl Iterator<Item = (Action, Outcome)>, mut is_sending: bool) -> Self {
        let mut tally = Self::default();
        for (action, outcome) in entries {
            let ended = &mut tally.ended;
            match (outcome, action) {
                (Outcome::Todo, _) if !std::mem::take(&mut is_sending) => continue,
                (Outcome::Todo, _) => {}
                (Outcome::Done, Action::Mute) => ended.muted += 1,
                (Outcome::Done, Action::Unmute) => ended.unmuted += 1,
                (Outcome::Gone, _) => ended.gone += 1,
                (Outcome::Failed, _) => ended.failed += 1,
            }
            match action {
                Action::Mute => tally.mutes += 1,
                Action::Unmute => tally.unmutes += 1,
            }
        }
        tally
    }
}
