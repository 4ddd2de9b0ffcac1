//! IDs as spreadsheets and programs write numbers, and the signs that one was rounded.

/// Up to here a double holds every whole number.
const MAX_EXACT: u64 = 1 << 53;

/// The significant digits that a spreadsheet keeps.
const SPREADSHEET_DIGITS: u64 = 1_000_000_000_000_000;

/// Nobody's IDs begin here: X counted up to some 4,924,100,000 until February 2016.
const NOBODY_FROM: u64 = 5_000_000_000;

/// And end here: since then IDs have a time in them, and begin at some 699,500,000,000,000,000.
const NOBODY_TO: u64 = 690_000_000_000_000_000;

/// True for an ID that X has given to nobody. It may be a time, or a telephone number.
pub fn is_nobody(id: u64) -> bool {
    (NOBODY_FROM..NOBODY_TO).contains(&id)
}

/// True for a number that ends as a rounded one does: a spreadsheet keeps 15 digits, and the shortest digits that tell a double
/// from the next have zeros behind them.
pub fn is_rounded(id: u64) -> bool {
    if id <= MAX_EXACT || !id.is_multiple_of(10) {
        return false;
    }
    let mut unit = 10;
    while id.is_multiple_of(unit * 10) {
        unit *= 10;
    }
    let double = id as f64;
    let below = id - id % (unit * 10);
    let is_shortest = below as f64 != double && (below + unit * 10) as f64 != double;
    id / unit < SPREADSHEET_DIGITS || is_shortest && id.abs_diff(double as u64) <= unit / 2
}

/// A number as it is written.
#[derive(Debug, PartialEq, Eq)]
pub enum Number<'t> {
    /// Whole, as its digits: of `2244994945.0`, say.
    Whole(&'t str),
    /// With marks between its digits, as in `2,244,994,945`.
    Formatted(u64),
    /// As a double, which may have rounded it; 0 if it shows fewer digits than a spreadsheet keeps.
    Rounded(u64),
    /// No such number.
    None,
}

/// Reads a number: with a fraction of zeros, an exponent, or marks between thousands.
pub fn number(text: &str) -> Number<'_> {
    if let Some((mantissa, exponent)) = text.split_once(['e', 'E']) {
        return scientific(mantissa, exponent);
    }
    if let Some((whole, zeros)) = text.split_once(['.', ','])
        && digits(whole).is_some()
        && !zeros.is_empty()
        && zeros.bytes().all(|byte| byte == b'0')
        && (zeros.len() != 3 || whole.len() > 3)
    {
        return match digits(whole) {
            Some(number) if number > MAX_EXACT => Number::Rounded(number),
            _ => Number::Whole(whole),
        };
    }
    grouped(text).map_or(Number::None, Number::Formatted)
}

/// 1 to 19 digits.
fn digits(text: &str) -> Option<u64> {
    let is_valid = (1..=19).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_valid { text.parse().ok() } else { None }
}

/// A number with an exponent, as `1.29403047242784E+018`.
fn scientific<'t>(mantissa: &str, exponent: &str) -> Number<'t> {
    let exponent = digits(exponent.strip_prefix('+').unwrap_or(exponent));
    let (whole, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, ""));
    let has_fraction = fraction.is_empty() || digits(fraction).is_some();
    let (Some(exponent @ ..=18), Some(whole @ ..=9), true) = (exponent, digits(whole), has_fraction) else {
        return Number::None;
    };
    let kept = fraction.len() as u64;
    if kept > exponent || kept < 14 {
        return Number::Rounded(0);
    }
    let all = (1..=kept).fold(whole, |number, _| number * 10) + digits(fraction).unwrap_or_default();
    Number::Rounded((kept..exponent).fold(all, |number, _| number.saturating_mul(10)))
}

/// Digits in groups of three, with the same mark between all.
fn grouped(text: &str) -> Option<u64> {
    let mark = text.chars().find(|char| !char.is_ascii_digit())?;
    if !matches!(mark, ',' | '.' | ' ' | '\'' | '_' | '\u{a0}' | '\u{2009}' | '\u{2019}' | '\u{202f}') {
        return None;
    }
    let mut number = 0_u64;
    for (at, group) in text.split(mark).enumerate() {
        let is_valid = if at == 0 { group.len() <= 3 } else { group.len() == 3 };
        let group = digits(group).filter(|_| is_valid)?;
        number = number.checked_mul(1000)?.checked_add(group)?;
    }
    Some(number)
}
