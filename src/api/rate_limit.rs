//! X's rate limits, as the headers of a reply tell them.

use serde::Serialize;

use super::Reply;

/// What a limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Scope {
    /// The user's calls of one endpoint in 15 minutes.
    #[serde(rename = "user-15min")]
    User15Min,
    /// The user's calls in 24 hours.
    #[serde(rename = "user-24h")]
    User24H,
    /// The app's calls in 24 hours, all its users together.
    #[serde(rename = "app-24h")]
    App24H,
}

/// What X says of one limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RateLimit {
    /// What is counted.
    pub scope: Scope,
    /// Calls in a window.
    pub limit: u64,
    /// Calls that are left in it.
    pub remaining: u64,
    /// When the window ends, in milliseconds since the epoch.
    pub reset_at: u64,
}

/// The headers of each limit: how many calls a window has, how many are left, and when it ends.
const HEADERS: [(Scope, [&str; 3]); 3] = [
    (Scope::User15Min, ["x-rate-limit-limit", "x-rate-limit-remaining", "x-rate-limit-reset"]),
    (Scope::User24H, ["x-user-limit-24hour-limit", "x-user-limit-24hour-remaining", "x-user-limit-24hour-reset"]),
    (Scope::App24H, ["x-app-limit-24hour-limit", "x-app-limit-24hour-remaining", "x-app-limit-24hour-reset"]),
];

/// The last second that a JavaScript `Date` can hold (ECMA-262, 21.4.1.1).
const LAST_SECOND: u64 = 8_640_000_000_000;

/// What the headers of a reply tell of X's limits.
#[derive(Debug, Default)]
pub struct Limits {
    /// The limits of which all three headers can be read.
    pub known: Vec<RateLimit>,
    /// When the windows of the others end, in milliseconds since the epoch.
    pub resets: Vec<(Scope, u64)>,
}

impl Limits {
    /// Reads what can be read: headers come in part, and proxies change them.
    pub fn read(reply: &impl Reply) -> Self {
        let mut limits = Self::default();
        for (scope, [limit, remaining, reset]) in HEADERS {
            let Some(second) = reply.number(reset).filter(|second| *second <= LAST_SECOND) else { continue };
            let reset_at = second * 1000;
            match (reply.number(limit), reply.number(remaining)) {
                (Some(limit), Some(remaining)) => limits.known.push(RateLimit { scope, limit, remaining, reset_at }),
                _ => limits.resets.push((scope, reset_at)),
            }
        }
        limits
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Written;

    fn limits(headers: &[(&str, &str)]) -> Vec<RateLimit> {
        Limits::read(&Written::default().with(headers)).known
    }

    #[test]
    fn each_of_the_three_limits_is_read_from_its_own_headers() {
        let all = limits(&[
            ("x-rate-limit-limit", "50"),
            ("x-rate-limit-remaining", "49"),
            ("x-rate-limit-reset", "1700000000"),
            ("x-user-limit-24hour-limit", "1000"),
            ("x-user-limit-24hour-remaining", "0"),
            ("x-user-limit-24hour-reset", "1700086400"),
            ("x-app-limit-24hour-limit", "5000"),
            ("x-app-limit-24hour-remaining", "4999"),
            ("x-app-limit-24hour-reset", "1700086400"),
        ]);
        let expected = [
            RateLimit { scope: Scope::User15Min, limit: 50, remaining: 49, reset_at: 1_700_000_000_000 },
            RateLimit { scope: Scope::User24H, limit: 1000, remaining: 0, reset_at: 1_700_086_400_000 },
            RateLimit { scope: Scope::App24H, limit: 5000, remaining: 4999, reset_at: 1_700_086_400_000 },
        ];
        assert_eq!(all, expected);
    }

    #[test]
    fn a_limit_with_an_unreadable_header_is_unknown() {
        let whole =
            [("x-rate-limit-limit", "50"), ("x-rate-limit-remaining", "49"), ("x-rate-limit-reset", "1700000000")];
        for at in 0..whole.len() {
            for value in ["", "-1", "NaN", "50, 49", "50,", "1e3", "99999999999999999999", "+5", "5 0", "5.5"] {
                let mut headers = whole;
                headers[at].1 = value;
                assert_eq!(limits(&headers), [], "{value:?}");
            }
        }
        assert_eq!(limits(&[]), []);
    }

    #[test]
    fn a_reset_is_told_where_the_rest_of_its_limit_is_missing() {
        for others in [&[][..], &[("x-rate-limit-limit", "50")], &[("x-rate-limit-remaining", "0")]] {
            let reply = Written::default().with(others).with(&[("x-rate-limit-reset", "1700000000")]);
            let limits = Limits::read(&reply);
            assert_eq!(limits.known, []);
            assert_eq!(limits.resets, [(Scope::User15Min, 1_700_000_000_000)], "{others:?}");
        }
    }
}
