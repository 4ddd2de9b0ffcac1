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

/// What the names of a limit's three headers begin with; they end in `-limit`, `-remaining` and `-reset`.
const HEADERS: [(Scope, &str); 3] = [
    (Scope::User15Min, "x-rate-limit"),
    (Scope::User24H, "x-user-limit-24hour"),
    (Scope::App24H, "x-app-limit-24hour"),
];

/// The last second that a JavaScript `Date` can hold (ECMA-262, 21.4.1.1).
const LAST_SECOND: u64 = 8_640_000_000_000;

/// The limits that a reply tells of.
pub fn read(reply: &impl Reply) -> Vec<RateLimit> {
    HEADERS.iter().filter_map(|(scope, prefix)| read_one(reply, *scope, prefix)).collect()
}

/// A limit of which one header is missing or is not a number is not known.
fn read_one(reply: &impl Reply, scope: Scope, prefix: &str) -> Option<RateLimit> {
    let limit = number(reply, prefix, "-limit")?;
    let remaining = number(reply, prefix, "-remaining")?;
    let reset = number(reply, prefix, "-reset").filter(|second| *second <= LAST_SECOND)?;
    Some(RateLimit { scope, limit, remaining, reset_at: reset * 1000 })
}

fn number(reply: &impl Reply, prefix: &str, suffix: &str) -> Option<u64> {
    whole_number(&reply.header(&[prefix, suffix].concat())?)
}

/// A number in digits and nothing else; of 15 at most, which no sum of milliseconds exceeds.
pub fn whole_number(text: &str) -> Option<u64> {
    let is_one = (1..=15).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_one { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Written;

    fn limits(headers: &[(&str, &str)]) -> Vec<RateLimit> {
        read(&Written::default().with(headers))
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
    fn a_limit_with_a_missing_or_unreadable_header_is_unknown() {
        let whole =
            [("x-rate-limit-limit", "50"), ("x-rate-limit-remaining", "49"), ("x-rate-limit-reset", "1700000000")];
        for at in 0..whole.len() {
            for value in ["", "-1", "NaN", "50, 50", "1e3", "99999999999999999999", "+5", " 5"] {
                let mut headers = whole;
                headers[at].1 = value;
                assert_eq!(limits(&headers), [], "{value:?}");
            }
        }
        assert_eq!(limits(&[]), []);
    }
}
