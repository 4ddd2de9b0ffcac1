//! How long many requests take, by X's limits.

use super::pace::window::{SLACK, USUAL_LIMIT, WINDOW, length};
use crate::api::{RateLimit, Scope};

/// What X's limits make of many requests of one endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// The windows of 15 minutes that they take, the one under way included.
    pub windows: u64,
    /// When the last of them can be sent at the earliest, in milliseconds since the epoch.
    pub end: u64,
}

/// Foretells `count` requests that begin now, by the limits that X has told of; where none for 15 minutes is among them,
/// it is taken for the usual one.
pub fn forecast(count: u64, limits: &[RateLimit], now: u64) -> Forecast {
    let mut forecast = Forecast { windows: 0, end: now };
    if count == 0 {
        return forecast;
    }
    let usual = RateLimit { scope: Scope::User15Min, limit: USUAL_LIMIT, remaining: 0, reset_at: 0 };
    let is_told = limits.iter().any(|limit| length(limit) == WINDOW);
    for limit in limits.iter().chain((!is_told).then_some(&usual)) {
        let length = length(limit);
        let in_a_window = limit.limit.max(1);
        // One that has ended counts no more, and the next begins with the first request. None lasts longer than it can.
        let (left, until) = if limit.reset_at > now {
            (limit.remaining, limit.reset_at.min(now.wrapping_add(length + SLACK)))
        } else {
            (in_a_window, now.wrapping_add(length))
        };
        let more = count.saturating_sub(left).div_ceil(in_a_window);
        if more > 0 {
            forecast.end = forecast.end.max(until.wrapping_add((more - 1).wrapping_mul(length)));
        }
        if length == WINDOW {
            forecast.windows = forecast.windows.max(1 + more);
        }
    }
    forecast
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: u64 = 1_700_000_000_000;
    const MINUTE: u64 = 60_000;
    const DAY: u64 = 24 * 60 * MINUTE;

    fn limit(scope: Scope, limit: u64, remaining: u64, reset_in: i64) -> RateLimit {
        RateLimit { scope, limit, remaining, reset_at: NOW.saturating_add_signed(reset_in * MINUTE as i64) }
    }

    #[test]
    fn it_is_what_the_limits_allow() {
        let window = |remaining, reset_in| limit(Scope::User15Min, 50, remaining, reset_in);
        let day = |remaining, reset_in| limit(Scope::User24H, 100, remaining, reset_in);
        let table: [(&str, u64, &[RateLimit], u64, u64); 22] = [
            ("nothing", 0, &[], 0, 0),
            ("nothing, in a spent window", 0, &[window(0, 5)], 0, 0),
            ("one", 1, &[], 1, 0),
            ("a window's worth", 50, &[], 1, 0),
            ("one more", 51, &[], 2, 15 * MINUTE),
            ("two windows' worth", 100, &[], 2, 15 * MINUTE),
            ("1,000", 1000, &[], 20, 19 * 15 * MINUTE),
            ("10,000", 10_000, &[], 200, 199 * 15 * MINUTE),
            ("what is left", 7, &[window(7, 5)], 1, 0),
            ("more than is left", 8, &[window(7, 5)], 2, 5 * MINUTE),
            ("more than the next window holds", 58, &[window(7, 5)], 3, 20 * MINUTE),
            ("nothing is left", 50, &[window(0, 5)], 2, 5 * MINUTE),
            ("a window that has ended", 50, &[window(0, -1)], 1, 0),
            ("a window that has ended, and more", 51, &[window(0, -1)], 2, 15 * MINUTE),
            ("a window that ends now", 50, &[window(0, 0)], 1, 0),
            ("a window that lasts too long", 1, &[window(0, 60)], 2, 15 * MINUTE + SLACK),
            ("the legacy limit of one", 3, &[limit(Scope::User15Min, 1, 1, 5)], 3, 20 * MINUTE),
            ("a limit of none", 2, &[limit(Scope::User15Min, 0, 0, 5)], 3, 20 * MINUTE),
            ("a day that suffices", 60, &[window(50, 5), day(60, 600)], 2, 5 * MINUTE),
            ("a day that does not", 60, &[window(50, 5), day(59, 600)], 2, 600 * MINUTE),
            ("several days", 260, &[window(50, 5), day(59, 600)], 6, 600 * MINUTE + 2 * DAY),
            ("only the day is told", 60, &[day(100, 600)], 2, 15 * MINUTE),
        ];
        for (what, count, limits, windows, takes) in table {
            assert_eq!(forecast(count, limits, NOW), Forecast { windows, end: NOW + takes }, "{what}");
        }
    }

    #[test]
    fn no_number_is_too_large() {
        for limits in [vec![], vec![RateLimit { reset_at: u64::MAX, ..limit(Scope::App24H, u64::MAX, u64::MAX, 0) }]] {
            forecast(u64::MAX, &limits, u64::MAX);
        }
    }
}
