//! How often to try again, and how long to wait before.

use crate::api::{Code, Error};

/// The first backoff is at most this, in milliseconds; each one doubles.
const FIRST_BACKOFF: u64 = 500;

/// No backoff is longer, in milliseconds; nor is a 503 waited for that asks for more.
const LONGEST_BACKOFF: u64 = 20_000;

/// The first wait for a limit is at least this, in milliseconds; each one doubles, should X tell of a reset in the past
/// again and again.
const FIRST_LIMIT_WAIT: u64 = 1000;

/// X's window, in milliseconds: the wait for a limit of which X does not tell the end.
const WINDOW: u64 = 15 * 60 * 1000;

/// The retries and the waits for limits that are left to a call.
#[derive(Clone, Copy, Debug)]
pub struct RetryBudget {
    retries: u32,
    rate_limit_wait: u64,
    failed: u32,
    limited: u32,
}

impl RetryBudget {
    /// At most `retries` after failures that may pass, and at most `rate_limit_wait` milliseconds, all together, spent
    /// on waiting for limits.
    pub fn new(retries: u32, rate_limit_wait: u32) -> Self {
        Self { retries, rate_limit_wait: rate_limit_wait.into(), failed: 0, limited: 0 }
    }

    /// How long to wait before the next attempt, in milliseconds; none to give up. `now` is in milliseconds since the epoch,
    /// `random` any number.
    pub fn wait_after<V>(&mut self, error: &Error<V>, now: u64, random: u32) -> Option<u64> {
        let until_retry = error.retry_at.map(|at| at.saturating_sub(now));
        match (error.code, error.status) {
            (Code::RateLimited, _) => self.wait_for_limit(until_retry.unwrap_or(WINDOW)),
            (Code::Network | Code::Timeout, _) | (Code::ServerError, Some(500 | 502..=504)) => {
                self.back_off(until_retry.unwrap_or(0), random)
            }
            _ => None,
        }
    }

    fn wait_for_limit(&mut self, until_reset: u64) -> Option<u64> {
        let wait = until_reset.max(doubled(FIRST_LIMIT_WAIT, self.limited));
        self.rate_limit_wait = self.rate_limit_wait.checked_sub(wait)?;
        self.limited += 1;
        Some(wait)
    }

    /// Exponential, with full jitter: many clients that failed together do not come back together.
    fn back_off(&mut self, at_least: u64, random: u32) -> Option<u64> {
        if self.failed == self.retries || at_least > LONGEST_BACKOFF {
            return None;
        }
        let ceiling = doubled(FIRST_BACKOFF, self.failed).min(LONGEST_BACKOFF);
        self.failed += 1;
        Some(at_least.max((ceiling * u64::from(random)) >> 32))
    }
}

fn doubled(first: u64, times: u32) -> u64 {
    first << times.min(20)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: u64 = 1_700_000_000_000;

    fn failure(code: Code, status: u16, retry_in: Option<u64>) -> Error {
        let mut error: Error = *Error::new(code, "");
        error.status = Some(status);
        error.retry_at = retry_in.map(|ms| NOW + ms);
        error
    }

    #[test]
    fn what_may_pass_is_tried_again_and_nothing_else() {
        let table = [
            (Code::Network, 0, true),
            (Code::Timeout, 0, true),
            (Code::ServerError, 500, true),
            (Code::ServerError, 501, false),
            (Code::ServerError, 502, true),
            (Code::ServerError, 503, true),
            (Code::ServerError, 504, true),
            (Code::ServerError, 505, false),
            (Code::BadRequest, 400, false),
            (Code::Unauthorized, 401, false),
            (Code::PaymentRequired, 402, false),
            (Code::PaymentRequired, 429, false),
            (Code::Forbidden, 403, false),
            (Code::NotFound, 404, false),
            (Code::BadResponse, 200, false),
            (Code::InvalidArgument, 0, false),
        ];
        for (code, status, wanted) in table {
            let wait = RetryBudget::new(2, 1_000_000).wait_after(&failure(code, status, None), NOW, 7);
            assert_eq!(wait.is_some(), wanted, "{code:?} {status}");
        }
    }

    #[test]
    fn backoff_doubles_and_ends() {
        let mut budget = RetryBudget::new(8, 0);
        let mut next = || budget.wait_after(&failure(Code::Network, 0, None), NOW, u32::MAX);
        let waits: Vec<_> = std::iter::from_fn(&mut next).collect();
        assert_eq!(waits, [499, 999, 1999, 3999, 7999, 15_999, 19_999, 19_999]);
    }

    #[test]
    fn a_503_is_waited_for_as_long_as_it_asks_within_reason() {
        let wait = |ms| RetryBudget::new(1, 0).wait_after(&failure(Code::ServerError, 503, Some(ms)), NOW, 0);
        assert_eq!(wait(5_000), Some(5_000));
        assert_eq!(wait(20_001), None);
    }

    #[test]
    fn a_limit_is_waited_for_within_the_callers_budget() {
        let wait = |longest, ms| RetryBudget::new(2, longest).wait_after(&failure(Code::RateLimited, 429, ms), NOW, 0);
        assert_eq!(wait(600_000, Some(600_000)), Some(600_000));
        assert_eq!(wait(599_999, Some(600_000)), None);
        assert_eq!(wait(600_000, None), None);
        assert_eq!(wait(899_999, None), None, "X's window is not over before 15 minutes");
        assert_eq!(wait(900_000, None), Some(900_000));
        assert_eq!(wait(0, Some(0)), None);
    }

    #[test]
    fn resets_in_the_past_are_not_asked_for_without_end() {
        let mut budget = RetryBudget::new(2, 60_000);
        let mut next = || budget.wait_after(&failure(Code::RateLimited, 429, Some(0)), NOW, 0);
        let waits: Vec<_> = std::iter::from_fn(&mut next).collect();
        assert_eq!(waits, [1_000, 2_000, 4_000, 8_000, 16_000]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100_000))]

        #[test]
        fn whatever_happens_waits_are_bounded_and_end(
            retries in 0..50_u32,
            longest in any::<u32>(),
            history in proptest::collection::vec((0..4_usize, any::<Option<u64>>(), any::<u64>(), any::<u32>()), 0..60),
        ) {
            let mut budget = RetryBudget::new(retries, longest);
            let (mut backoffs, mut waited) = (0, 0);
            for (kind, retry_at, now, random) in history {
                let (code, status) =
                    [(Code::RateLimited, 429), (Code::Network, 0), (Code::Timeout, 0), (Code::ServerError, 503)][kind];
                let mut error = failure(code, status, None);
                error.retry_at = retry_at;
                match budget.wait_after(&error, now, random) {
                    Some(wait) if code == Code::RateLimited => {
                        prop_assert!(wait >= FIRST_LIMIT_WAIT);
                        waited += wait;
                    }
                    Some(wait) => {
                        prop_assert!(wait <= LONGEST_BACKOFF);
                        backoffs += 1;
                    }
                    None => {}
                }
            }
            prop_assert!(backoffs <= retries);
            prop_assert!(waited <= u64::from(longest));
        }
    }
}
