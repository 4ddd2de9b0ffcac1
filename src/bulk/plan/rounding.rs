//! User IDs that a spreadsheet or a floating-point number has rounded.
//!
//! A spreadsheet keeps 15 significant digits. An IEEE double keeps 53 bits; printed, it has 16 or 17 significant digits, with
//! zeros behind them, or all digits of the double.

/// The significant digits of a spreadsheet, of a double in its two lengths, and those of any ID.
const KEPT_DIGITS: [u32; 4] = [15, 16, 17, 20];

/// An ID below has no digit more than any rounding keeps.
const FIRST_ROUNDED: u64 = 1_000_000_000_000_000;

/// The most rows that a list has. A smaller ID may be the number of a row.
const ROWS: u64 = 1_000_000;

/// True if `is_it` is true of the ID, or of any number that it may be rounded to.
pub fn any_rounding(id: u64, is_it: &dyn Fn(u64) -> bool) -> bool {
    let digits = id.checked_ilog10().unwrap_or_default() + 1;
    let steps = KEPT_DIGITS.map(|kept| 10_u64.pow(digits.saturating_sub(kept)));
    [id, id as f64 as u64].iter().any(|number| {
        steps.iter().any(|step| {
            let truncated = number - number % step;
            is_it(truncated) || number % step * 2 >= *step && is_it(truncated.saturating_add(*step))
        })
    })
}

/// True if `id` is `rounded`, or may have been rounded to it.
pub fn rounds_to(id: u64, rounded: u64) -> bool {
    any_rounding(id, &|candidate| candidate == rounded)
}

/// True if an ID that stands beside a username may not be what its account has: it may have been rounded, or be the number of
/// a row.
pub fn is_doubtful(id: u64) -> bool {
    id < ROWS || id >= FIRST_ROUNDED && (id.is_multiple_of(100) || id as f64 as u64 == id)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// There are no user IDs of 16 to 18 digits below (public measurements).
    const FIRST_SNOWFLAKE: u64 = 699_500_000_000_000_000;

    #[test]
    fn ids_as_tools_round_them() {
        let id = 1_294_030_472_427_835_392;
        for (rounded, tool) in [
            (1_294_030_472_427_830_000, "a spreadsheet that truncates"),
            (1_294_030_472_427_840_000, "a spreadsheet that rounds to the nearest"),
            (1_294_030_472_427_835_400, "JavaScript"),
            (1_294_030_472_427_835_392, "none"),
        ] {
            assert!(rounds_to(id, rounded), "{tool}");
        }
        for other in
            [1_294_030_472_427_820_000, 1_294_030_472_427_830_001, 1_294_030_472_427_835_200, 0, 129_403_047_242_783]
        {
            assert!(!rounds_to(id, other), "{other}");
        }
        assert!(rounds_to(5, 5) && !rounds_to(5, 0) && !rounds_to(15, 20) && rounds_to(0, 0));
    }

    #[test]
    fn an_id_is_doubtful_where_it_looks_rounded_or_like_the_number_of_a_row() {
        for id in [0, 1, 999_999, 1_294_030_472_427_830_000, 1_294_030_472_427_835_400, 1_294_030_472_427_835_392] {
            assert!(is_doubtful(id), "{id}");
        }
        for id in [1_000_000, 783_214_000, 1_294_030_472_427_835_393, 999_999_999_999_999] {
            assert!(!is_doubtful(id), "{id}");
        }
    }

    proptest! {
        #[test]
        fn each_kind_of_rounding_is_recognized_and_looks_rounded(id in 1_000_000_000_000_000_u64..9_000_000_000_000_000_000) {
            let step = 10_u64.pow(id.ilog10() - 14);
            // Rust prints the shortest digits that give the same double, as JavaScript does.
            let shortest: u64 = format!("{}", id as f64).parse().unwrap();
            for rounded in [id / step * step, (id + step / 2) / step * step, shortest, id as f64 as u64] {
                prop_assert!(rounds_to(id, rounded), "{rounded}");
                prop_assert!(rounded == id || id < FIRST_SNOWFLAKE || is_doubtful(rounded), "{rounded}");
            }
        }

        #[test]
        fn nothing_rounds_to_what_differs_in_the_first_digits(id in 0_u64..10_000_000_000_000_000_000, other: u64) {
            let near = id / 100_000 * 100_000 + other % 100_000;
            for other in [other, near] {
                let step = 10_u64.pow(id.checked_ilog10().unwrap_or(0).saturating_sub(14));
                prop_assert!(!rounds_to(id, other) || id.abs_diff(other) < step || id == other);
            }
        }
    }
}
