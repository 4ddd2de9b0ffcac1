//! X's windows, and the 15-minute one where nobody tells of it: a proxy hides the headers.
//!
//! Sums of times wrap here, and in what goes by windows: no time that X tells comes near the end of 64 bits.

use crate::api::{RateLimit, Scope};

/// The length of X's window, in milliseconds.
pub const WINDOW: u64 = 15 * 60 * 1000;

/// The length of a limit's window, in milliseconds.
pub fn length(limit: &RateLimit) -> u64 {
    if limit.scope == Scope::User15Min { WINDOW } else { 24 * 4 * WINDOW }
}

/// Resets are told in whole seconds, and clocks differ: how long after one the next request is sent, in milliseconds.
pub const SLACK: u64 = 1000;

/// What the limit is taken for until X refuses: what it allows today.
pub const USUAL_LIMIT: u64 = 50;

/// A window that is inferred from what was sent and what was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inferred {
    began_at: u64,
    sent: u64,
    limit: u64,
    refused: bool,
    /// How many were sent when it was over by the clock here: X may have counted them to the next.
    late: u64,
}

impl Default for Inferred {
    fn default() -> Self {
        Self { began_at: 0, sent: 0, limit: USUAL_LIMIT, refused: false, late: 0 }
    }
}

impl Inferred {
    /// When the window is over.
    pub fn ends_at(&self) -> u64 {
        self.began_at.wrapping_add(WINDOW)
    }

    /// The limit, as X would tell it now.
    pub fn limit(&self, now: u64) -> RateLimit {
        let remaining = match now {
            _ if now >= self.ends_at() + SLACK => self.limit,
            _ if self.refused => 0,
            _ => self.limit.saturating_sub(self.sent),
        };
        RateLimit { scope: Scope::User15Min, limit: self.limit, remaining, reset_at: self.ends_at() }
    }

    /// What is known, to be kept.
    pub fn numbers(&self) -> [u64; 4] {
        [self.began_at, self.sent, self.limit, 2 * self.late + u64::from(self.refused)]
    }

    /// What was kept; `rest` is twice how many were late, and one more where X has refused.
    pub fn kept(began_at: u64, sent: u64, limit: u64, rest: u64) -> Self {
        Self {
            began_at,
            sent,
            limit: limit.clamp(1, USUAL_LIMIT),
            refused: rest & 1 > 0,
            late: (rest / 2).min(USUAL_LIMIT),
        }
    }

    /// A request is sent.
    pub fn sent(&mut self, now: u64) {
        let over_at = self.ends_at() + SLACK;
        if now >= over_at {
            self.grow();
            let is_adjacent = self.late > 0 && now < over_at + WINDOW;
            let (began_at, sent) = if is_adjacent { (over_at, self.late) } else { (now, 0) };
            *self = Self { began_at, sent, limit: self.limit, refused: false, late: 0 };
        }
        self.sent += 1;
        self.late += u64::from(now >= self.ends_at());
    }

    /// The request that was sent last is refused: whatever went before it in this window is what the limit allows.
    pub fn refused(&mut self, now: u64) {
        self.limit = self.sent.saturating_sub(1).max(1);
        if self.sent <= 1 {
            self.began_at = now;
        }
        self.refused = true;
    }

    /// Others may have had a part of the window in which X refused: a window that was used up without a refusal is
    /// followed by one in which a little more is tried.
    fn grow(&mut self) {
        if !self.refused && self.sent >= self.limit {
            self.limit = (self.limit + 1 + self.limit / 4).min(USUAL_LIMIT);
        }
    }
}
