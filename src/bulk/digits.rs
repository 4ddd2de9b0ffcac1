//! Numbers as text.

use serde::{Serialize, Serializer};

/// The most digits that 64 bits have.
const MAX_DIGITS: usize = 20;

/// So many digits at once are split off a number: they fit in 32 bits, whose arithmetic is fast in WebAssembly.
const CHUNK: u64 = 1_000_000_000;

/// A whole number in decimal digits, without an allocation. Serialized, it is a string.
#[derive(Clone, Copy, Debug)]
pub struct Digits {
    bytes: [u8; MAX_DIGITS],
    start: u8,
}

impl Digits {
    /// The digits of a number.
    pub fn of(mut number: u64) -> Self {
        let mut bytes = [b'0'; MAX_DIGITS];
        let mut start = MAX_DIGITS;
        let mut end = MAX_DIGITS;
        loop {
            let mut chunk = (number % CHUNK) as u32;
            number /= CHUNK;
            while chunk > 0 {
                start -= 1;
                if let Some(byte) = bytes.get_mut(start) {
                    *byte = b'0' + (chunk % 10) as u8;
                }
                chunk /= 10;
            }
            if number == 0 {
                break;
            }
            end -= 9;
            start = end;
        }
        Self { bytes, start: start.min(MAX_DIGITS - 1) as u8 }
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        let digits = self.bytes.get(usize::from(self.start)..).unwrap_or_default();
        std::str::from_utf8(digits).unwrap_or_default()
    }
}

impl Serialize for Digits {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn zeros_between_are_written() {
        for number in
            [0, 1, 10, 999_999_999, 1_000_000_000, 1_000_000_000_000_000_000, 18_000_000_000_000_000_001, u64::MAX]
        {
            assert_eq!(Digits::of(number).as_str(), number.to_string());
        }
    }

    proptest! {
        #[test]
        fn it_is_what_the_standard_library_writes(number: u64, digits in 0..20_u32) {
            let number = number / 10_u64.pow(digits);
            let digits = Digits::of(number);
            prop_assert_eq!(digits.as_str(), number.to_string());
        }
    }
}
