//! When the next of many requests may be sent.

use super::style::Style;
use super::window::{Inferred, SLACK, WINDOW, length};
use crate::api::{RateLimit, Scope};
use crate::bulk::forecast::forecast;
use crate::bulk::numbers::{limits, numbers, push_limit, push_numbers};

/// What a clock may be set back without being another one, in milliseconds.
const SET_BACK: u64 = 60_000;

/// Keeps many requests of one endpoint within X's limits: as the headers tell of them, or as its refusals do.
#[derive(Clone, Debug)]
pub struct Pace {
    style: Style,
    /// What the headers told last.
    told: Vec<RateLimit>,
    inferred: Inferred,
    /// When the next request is due, at an even pace.
    due: u64,
    /// X has asked to wait until then.
    not_before: u64,
    /// When it heard of anything last.
    seen_at: u64,
}

impl Pace {
    /// A pace with nothing sent yet, and nothing known of X's limits.
    pub fn new(style: Style) -> Self {
        Self { style, told: Vec::new(), inferred: Inferred::default(), due: 0, not_before: 0, seen_at: 0 }
    }

    /// Spreads requests so from now on.
    pub fn set_style(&mut self, style: Style) {
        self.style = style;
    }

    /// When the next request may be sent, in milliseconds since the epoch: now or later.
    pub fn next_at(&self, now: u64) -> u64 {
        if self.is_set_back(now) {
            return now;
        }
        let mut at = now.max(self.not_before);
        if self.style == Style::Even {
            at = at.max(self.due);
        }
        for limit in self.told_or(&[self.inferred.limit(now)]) {
            if limit.remaining == 0 {
                at = at.max(limit.reset_at.wrapping_add(SLACK));
            }
        }
        at
    }

    /// Whether the clock has been set back: all times that are known are of another one, then.
    fn is_set_back(&self, now: u64) -> bool {
        now.wrapping_add(SET_BACK) < self.seen_at
    }

    fn see(&mut self, now: u64) {
        if self.is_set_back(now) {
            let limit = self.inferred.limit(now).limit;
            *self = Self { inferred: Inferred::kept(0, 0, limit, 0), ..Self::new(self.style) };
        }
        self.seen_at = now;
    }

    /// A request is sent.
    pub fn sent(&mut self, now: u64) {
        self.beside(now);
        let due = if self.due == 0 { now } else { self.due.max(now.saturating_sub(WINDOW)) };
        self.due = due.wrapping_add(self.share(now, due.wrapping_add(SLACK) < now));
    }

    /// A request that is not of this many is sent, too: it takes a place in the window, and no turn.
    pub fn beside(&mut self, now: u64) {
        self.see(now);
        self.inferred.sent(now);
        if self.told.iter().all(|limit| limit.reset_at <= now) {
            self.told.clear();
        }
        for limit in &mut self.told {
            limit.remaining = limit.remaining.saturating_sub(1);
        }
    }

    /// A reply tells of X's limits: of those that it knows now.
    pub fn told(&mut self, limits: &[RateLimit], now: u64) {
        self.see(now);
        if !limits.is_empty() {
            let mut told = Vec::new();
            for limit in limits {
                told.push(RateLimit { reset_at: self.reset_by(limit, now), ..*limit });
            }
            self.told = told;
        }
    }

    /// X has refused the last request, until `retry_at` where it said so.
    pub fn refused(&mut self, retry_at: Option<u64>, now: u64) {
        self.see(now);
        self.inferred.refused(now);
        self.not_before = retry_at.unwrap_or(self.inferred.ends_at()).wrapping_add(SLACK);
    }

    /// X answered as usual.
    pub fn passed(&mut self) {
        self.not_before = 0;
    }

    /// When so many more will have been sent, in milliseconds since the epoch: by the limits alone, and not by how long
    /// requests take.
    pub fn end_of(&self, count: u64, now: u64) -> u64 {
        if count == 0 {
            return now;
        }
        let start = self.next_at(now);
        let turns = if self.style == Style::Even { (count - 1) * self.share(now, true) } else { 0 };
        forecast(count, self.told_or(&[self.inferred.limit(start)]), start).end.max(start.wrapping_add(turns))
    }

    /// The limits that X told, or else these, which are inferred.
    fn told_or<'a>(&'a self, inferred: &'a [RateLimit]) -> &'a [RateLimit] {
        if self.told.is_empty() { inferred } else { &self.told }
    }

    /// Appends what is known, to be stored.
    pub fn write(&self, line: &mut String) {
        push_numbers(line, &[self.due, self.not_before, self.seen_at]);
        push_numbers(line, &self.inferred.numbers());
        for limit in &self.told {
            push_limit(line, limit);
        }
    }

    /// Reads what was stored. What cannot be read is not known.
    pub fn read(style: Style, line: &str) -> Self {
        let mut pace = Self::new(style);
        if let [due, not_before, seen_at, began_at, sent, limit, refused, ref told @ ..] = *numbers(line) {
            (pace.due, pace.not_before, pace.seen_at) = (due, not_before, seen_at);
            pace.inferred = Inferred::kept(began_at, sent, limit, refused);
            pace.told = limits(told);
        }
        pace
    }

    /// The time between two requests: it spreads a whole window's over the window, or those that are left over its rest.
    fn share(&self, now: u64, of_whole: bool) -> u64 {
        let mut longest = 0;
        for limit in self.told_or(&[self.inferred.limit(now)]) {
            let whole = length(limit);
            let (time, requests) = match of_whole {
                true => (whole, limit.limit),
                false => (limit.reset_at.saturating_sub(now).min(whole), limit.remaining + 1),
            };
            longest = longest.max(time / requests.max(1));
        }
        longest
    }

    /// When a limit's window is over, by the clock here. What is over already or further ahead than the window is long was
    /// told by another clock: then it is when the window that was counted here is over.
    fn reset_by(&self, limit: &RateLimit, now: u64) -> u64 {
        let latest = now.wrapping_add(length(limit) + SLACK);
        let before = self.told.iter().find(|told| told.scope == limit.scope).map_or(0, |told| told.reset_at);
        let counted = if limit.scope == Scope::User15Min { self.inferred.ends_at() } else { before };
        for at in [limit.reset_at, counted] {
            if at > now && at <= latest {
                return at;
            }
        }
        latest.wrapping_sub(SLACK)
    }
}

#[cfg(test)]
mod tests;
