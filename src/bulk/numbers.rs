//! Numbers and limits, as they are stored.

use crate::api::{RateLimit, Scope};

/// Appends numbers to a line of numbers, each after a space.
pub fn push_numbers(text: &mut String, numbers: &[u64]) {
    for number in numbers {
        if !text.is_empty() && !text.ends_with('\n') {
            text.push(' ');
        }
        text.push_str(&number.to_string());
    }
}

/// The whole numbers of a line, with spaces between, up to the first word that is none.
pub fn numbers(line: &str) -> Vec<u64> {
    line.split(' ').map_while(whole_number).collect()
}

/// Parses 1 to 15 digits: seconds, as milliseconds, still fit in 64 bits.
pub fn whole_number(text: &str) -> Option<u64> {
    let is_valid = (1..=15).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_valid { text.parse().ok() } else { None }
}

/// Appends a limit to a line of numbers: the number of its scope, the limit, what remains, and when it ends.
pub fn push_limit(text: &mut String, limit: &RateLimit) {
    push_numbers(text, &[limit.scope as u64, limit.limit, limit.remaining, limit.reset_at]);
}

/// Reads limits, as [`push_limit`] writes them.
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
        for (number, scope) in (0..).zip(scopes) {
            assert_eq!(limits(&[number, 50, 49, 1_700_000_000_000])[0].scope, scope);
        }
    }
}
