//! When the next of many requests may be sent.

use super::day::Day;
use super::window::{Inferred, SLACK, WINDOW};
use crate::api::{RateLimit, Scope};

/// How a window's requests are spread over it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Evenly. Whoever was away catches up, by a window's worth at most.
    Even,
    /// As fast as the limit lets.
    Burst,
}

/// Keeps many requests of one endpoint within X's limits: as the headers tell of them, or as its refusals do.
#[derive(Clone, Debug)]
pub struct Pace {
    style: Style,
    /// What the headers told last, and when.
    told: Vec<RateLimit>,
    told_at: u64,
    inferred: Inferred,
    day: Day,
    /// When the next request is due, at an even pace.
    due: u64,
    /// X has asked to wait until then.
    not_before: u64,
}

impl Pace {
    /// A pace with nothing sent yet, and nothing known of X's limits.
    pub fn new(style: Style, max_per_day: Option<u32>) -> Self {
        Self {
            style,
            told: Vec::new(),
            told_at: 0,
            inferred: Inferred::default(),
            day: Day::new(max_per_day),
            due: 0,
            not_before: 0,
        }
    }

    /// When the next request may be sent, in milliseconds since the epoch: now or later.
    pub fn next_at(&self, now: u64) -> u64 {
        let even = if self.style == Style::Even { self.due.min(now.saturating_add(2 * WINDOW)) } else { 0 };
        let limits = self.told.iter().filter(|limit| limit.remaining == 0).map(|limit| self.reset_of(limit));
        let told = limits.max().unwrap_or(0);
        let inferred = if self.told.is_empty() { self.inferred.free_at() } else { 0 };
        now.max(even).max(told).max(inferred).max(self.day.free_at(now)).max(self.not_before)
    }

    /// A request is sent.
    pub fn sent(&mut self, now: u64) {
        self.inferred.sent(now);
        self.day.sent(now);
        self.told.retain(|limit| now < limit.reset_at);
        for limit in &mut self.told {
            limit.remaining = limit.remaining.saturating_sub(1);
        }
        let due = if self.due == 0 { now } else { self.due.max(now.saturating_sub(WINDOW)) };
        let is_behind = due.saturating_add(SLACK) < now;
        self.due = due.saturating_add(if is_behind { self.fair_share() } else { self.share_of_rest(now) });
    }

    /// A reply tells of X's limits: of those that it knows now.
    pub fn told(&mut self, limits: &[RateLimit], now: u64) {
        if !limits.is_empty() {
            self.told = limits.to_vec();
            self.told_at = now;
        }
    }

    /// X has refused the last request, until `retry_at` where it said so.
    pub fn refused(&mut self, retry_at: Option<u64>, now: u64) {
        self.inferred.refused(now);
        self.not_before = retry_at.map_or_else(|| self.inferred.ends_at(), |at| at.saturating_add(SLACK));
    }

    /// X answered as usual.
    pub fn passed(&mut self) {
        self.not_before = 0;
    }

    /// The time between two requests that spreads a whole window's over it.
    fn fair_share(&self) -> u64 {
        let told = self.told.iter().map(|limit| length(limit) / limit.limit.max(1)).max();
        told.unwrap_or(WINDOW / self.inferred.limit() + 1)
    }

    /// The time between two requests that spreads those that are left over the rest of the window.
    fn share_of_rest(&self, now: u64) -> u64 {
        let share = |limit: &RateLimit| {
            let rest = limit.reset_at.saturating_sub(now).min(length(limit));
            rest / limit.remaining.saturating_add(1)
        };
        self.told.iter().map(share).max().unwrap_or_else(|| self.fair_share())
    }

    /// When a limit's window is over; no later than windows last, whatever was said.
    fn reset_of(&self, limit: &RateLimit) -> u64 {
        limit.reset_at.min(self.told_at.saturating_add(length(limit))).saturating_add(SLACK)
    }
}

/// The length of a limit's window, in milliseconds.
fn length(limit: &RateLimit) -> u64 {
    if limit.scope == Scope::User15Min { WINDOW } else { 24 * 4 * WINDOW }
}

#[cfg(test)]
mod tests;
