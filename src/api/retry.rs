//! When to try again.

use super::rate_limit::{Limits, RateLimit, Scope};
use super::reply::Reply;

/// Clocks are wrong: no wait is shorter than this, in milliseconds.
const SHORTEST: u64 = 1000;

/// X's windows, in milliseconds: no wait for a limit is longer. A second more, for resets are told in whole seconds.
const QUARTER_OF_AN_HOUR: u64 = (15 * 60 + 1) * 1000;
const DAY: u64 = (24 * 60 * 60 + 1) * 1000;

/// When a request that X has refused can succeed.
#[derive(Debug)]
pub struct Retry {
    /// The limit that was hit: of those with nothing left the one that lasts longest.
    pub limit: Option<RateLimit>,
    /// The first moment at which a retry can succeed, in milliseconds since the epoch; none if nothing is known.
    pub at: Option<u64>,
}

impl Retry {
    /// Reads it from a reply with these limits. `now` is in milliseconds since the epoch.
    ///
    /// A 429 may come with calls remaining (a limit that X tells nothing of): then the end of the longest window that it
    /// does tell of is the best that is known. `Retry-After` (RFC 9110, 10.2.3) may only make it later.
    pub fn read(limits: &Limits, reply: &impl Reply, now: u64) -> Self {
        let end = |(scope, at)| bounded(at, now, longest(scope));
        let end_of = |limit: &RateLimit| end((limit.scope, limit.reset_at));
        let hit = limits.known.iter().filter(|limit| limit.remaining == 0).max_by_key(|limit| end_of(limit)).copied();
        let told = limits.known.iter().map(end_of).chain(limits.resets.iter().copied().map(end)).max();
        let at = hit.as_ref().map(end_of).or(told);
        Self { limit: hit, at: at.max(retry_after(reply, now)) }
    }
}

fn longest(scope: Scope) -> u64 {
    if scope == Scope::User15Min { QUARTER_OF_AN_HOUR } else { DAY }
}

fn bounded(at: u64, now: u64, longest: u64) -> u64 {
    at.min(now.saturating_add(longest)).max(now.saturating_add(SHORTEST))
}

/// In seconds or as a date; more than a day is not believed.
fn retry_after(reply: &impl Reply, now: u64) -> Option<u64> {
    let at = match reply.number("retry-after") {
        Some(seconds) => now.saturating_add(seconds * 1000),
        None => reply.date("retry-after")?,
    };
    Some(bounded(at, now, DAY))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::Written;

    const NOW: u64 = 1_700_000_000_000;

    fn retry_of(reply: &Written, now: u64) -> Retry {
        Retry::read(&Limits::read(reply), reply, now)
    }

    /// Seconds from now to the retry.
    fn seconds_until_retry(headers: &[(&str, &str)]) -> Option<i64> {
        let reply = Written::default().with(headers);
        let at = retry_of(&reply, NOW).at?;
        Some((at as i64 - NOW as i64) / 1000)
    }

    fn limit(prefix: &'static str, remaining: &str, reset: i64) -> Vec<(String, String)> {
        vec![
            (format!("{prefix}-limit"), "50".into()),
            (format!("{prefix}-remaining"), remaining.into()),
            (format!("{prefix}-reset"), (NOW as i64 / 1000 + reset).to_string()),
        ]
    }

    fn of(limits: &[Vec<(String, String)>], more: &[(&str, &str)]) -> Option<i64> {
        let told = limits.iter().flatten().map(|(name, value)| (name.as_str(), value.as_str()));
        seconds_until_retry(&told.chain(more.iter().copied()).collect::<Vec<_>>())
    }

    #[test]
    fn retry_at_is_the_reset_of_the_exhausted_limit() {
        let window = |remaining, reset| limit("x-rate-limit", remaining, reset);
        let day = |remaining, reset| limit("x-user-limit-24hour", remaining, reset);
        let table = [
            ("the window", of(&[window("0", 600)], &[]), Some(600)),
            ("the day, not the window", of(&[window("10", 600), day("0", 40_000)], &[]), Some(40_000)),
            ("the longer of two", of(&[window("0", 600), day("0", 40_000)], &[]), Some(40_000)),
            ("none of those that are told", of(&[window("10", 600)], &[]), Some(600)),
            ("a reset in the past", of(&[window("0", -600)], &[]), Some(1)),
            ("a window a week ahead", of(&[window("0", 600_000)], &[]), Some(901)),
            ("a day a week ahead", of(&[day("0", 600_000)], &[]), Some(86_401)),
            ("the reset alone", of(&[], &[("x-rate-limit-reset", "1700000600")]), Some(600)),
            ("no headers", of(&[], &[]), None),
        ];
        for (what, at, wanted) in table {
            assert_eq!(at, wanted, "{what}");
        }
    }

    #[test]
    fn the_limit_that_was_hit_is_the_one_that_lasts_longest() {
        let day = limit("x-user-limit-24hour", "0", 40_000);
        let window = limit("x-rate-limit", "0", 600);
        let table = [
            (vec![window.clone()], Some(Scope::User15Min)),
            (vec![window.clone(), day.clone()], Some(Scope::User24H)),
            (vec![limit("x-rate-limit", "3", 600), day], Some(Scope::User24H)),
            (vec![limit("x-rate-limit", "3", 600)], None),
            (vec![window, limit("x-app-limit-24hour", "9", 40_000)], Some(Scope::User15Min)),
        ];
        for (limits, wanted) in table {
            let headers: Vec<_> =
                limits.iter().flatten().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            let reply = Written::default().with(&headers);
            assert_eq!(retry_of(&reply, NOW).limit.map(|limit| limit.scope), wanted);
        }
    }

    #[test]
    fn retry_after_is_honoured_and_bounded() {
        let window = limit("x-rate-limit", "0", 600);
        let table = [
            ("seconds", of(&[], &[("retry-after", "120")]), Some(120)),
            ("none", of(&[], &[("retry-after", "0")]), Some(1)),
            ("a date", of(&[], &[("retry-after", "Tue, 14 Nov 2023 22:15:20 GMT")]), Some(120)),
            ("nonsense", of(&[], &[("retry-after", "soon")]), None),
            ("years", of(&[], &[("retry-after", "999999999999999")]), Some(86_401)),
            ("more than a number holds", of(&[], &[("retry-after", "99999999999999999999")]), None),
            ("later than the limit", of(std::slice::from_ref(&window), &[("retry-after", "700")]), Some(700)),
            ("earlier than the limit", of(&[window], &[("retry-after", "5")]), Some(600)),
        ];
        for (what, at, wanted) in table {
            assert_eq!(at, wanted, "{what}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100_000))]

        #[test]
        fn no_header_and_no_clock_leads_to_a_retry_at_once_or_after_a_day(
            now in any::<u64>(),
            names in proptest::sample::subsequence(vec![
                "x-rate-limit-limit", "x-rate-limit-remaining", "x-rate-limit-reset",
                "x-user-limit-24hour-limit", "x-user-limit-24hour-remaining", "x-user-limit-24hour-reset",
                "retry-after",
            ], 0..7),
            values in proptest::collection::vec("[0-9]{0,20}|-[0-9]|.{0,8}", 7),
        ) {
            let headers: Vec<(&str, &str)> = names.into_iter().zip(values.iter().map(String::as_str)).collect();
            let reply = Written::default().with(&headers);
            if let Some(at) = retry_of(&reply, now).at {
                prop_assert!(at >= now.saturating_add(SHORTEST));
                prop_assert!(at <= now.saturating_add(DAY));
            }
        }
    }
}
