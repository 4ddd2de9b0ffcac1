//! Lines of numbers, as they are kept and handed over.

use crate::api::{RateLimit, Scope};
use crate::bulk::text::{Text, cut};

/// Adds numbers to a line, with spaces between.
#[inline(never)]
pub fn push_numbers(text: &mut Text, numbers: &[u64]) {
    for number in numbers {
        text.push(if text.as_str().ends_with('\n') { "" } else { " " }).push_number(*number);
    }
}

/// The whole numbers of a line; of what is none, up to there.
#[inline(never)]
pub fn numbers(line: &str, separator: u8) -> Vec<u64> {
    let mut numbers = Vec::new();
    let mut rest = Some(line);
    while let Some(line) = rest {
        let (word, after) = cut(line, separator);
        let Some(number) = whole_number(word) else { break };
        numbers.push(number);
        rest = after;
    }
    numbers
}

/// Parses 1 to 15 digits: seconds, as milliseconds, still fit in 64 bits.
pub fn whole_number(text: &str) -> Option<u64> {
    let is_valid = (1..=15).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_valid { text.parse().ok() } else { None }
}

/// Limits: of each the number of its scope, the limit, what remains, and when it ends.
#[inline(never)]
pub fn limits(numbers: &[u64]) -> Vec<RateLimit> {
    let mut limits = Vec::new();
    for limit in numbers.chunks_exact(4) {
        if let [scope, limit, remaining, reset_at] = *limit {
            let scope = match scope {
                0 => Scope::User15Min,
                1 => Scope::User24H,
                _ => Scope::App24H,
            };
            limits.push(RateLimit { scope, limit, remaining, reset_at });
        }
    }
    limits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_scope_of_a_limit_comes_back_as_it_was() {
        let scopes = [Scope::User15Min, Scope::User24H, Scope::App24H];
        let names = scopes.map(|scope| serde_json::to_string(&scope).unwrap()).join(", ");
        let javascript = include_str!("../js/client/client.js");
        assert!(javascript.contains(&format!("const SCOPES = [{names}];")), "{names}");
        for (number, scope) in (0..).zip(scopes) {
            assert_eq!(limits(&[number, 50, 49, 1_700_000_000_000])[0].scope, scope);
        }
    }
}
