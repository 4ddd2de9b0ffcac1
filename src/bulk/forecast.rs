//! How long many requests take, by X's limits.

use super::window::{USUAL_LIMIT, WINDOW};
use crate::api::{RateLimit, Scope};

/// How long they take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// 15-minute windows, the one under way included.
    pub windows: u64,
    /// When the last of them can be sent, in milliseconds since the epoch.
    pub end: u64,
}

/// How long `count` requests of one endpoint take, within these limits, or within what is usual where none are known.
pub fn forecast(count: u64, limits: &[RateLimit], now: u64) -> Forecast {
    let usual =
        [RateLimit { scope: Scope::User15Min, limit: USUAL_LIMIT, remaining: USUAL_LIMIT, reset_at: now + WINDOW }];
    let limits = if limits.is_empty() { &usual } else { limits };
    let mut forecast = Forecast { windows: count.min(1), end: now };
    for limit in limits {
        let is_over = limit.reset_at <= now;
        let length = if limit.scope == Scope::User15Min { WINDOW } else { 24 * 4 * WINDOW };
        let (remaining, reset_at) =
            if is_over { (limit.limit, now.saturating_add(length)) } else { (limit.remaining, limit.reset_at) };
        let more = count.saturating_sub(remaining).div_ceil(limit.limit.max(1));
        if more > 0 {
            forecast.end = forecast.end.max(reset_at.saturating_add((more - 1).saturating_mul(length)));
        }
        if length == WINDOW {
            forecast.windows = forecast.windows.max(more + 1).min(more + count.min(1));
        }
    }
    forecast
}
