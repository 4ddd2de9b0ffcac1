//! Percent-encoding.

use super::text::Text;

impl Text {
    /// Adds text percent-encoded, as OAuth 1.0 wants it (RFC 5849, section 3.6): the unreserved characters of RFC 3986,
    /// section 2.3, stay; every other byte is written as `%` and two digits in upper case. The platform's own
    /// `encodeURIComponent` leaves `!'()*` too.
    pub fn push_encoded(&mut self, text: &str) -> &mut Self {
        for (at, byte) in text.bytes().enumerate() {
            if matches!(byte, b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~') {
                self.push_piece(text, at, at + 1);
            } else {
                self.push("%");
                for digit in [byte >> 4, byte & 15].map(usize::from) {
                    self.push_piece("0123456789ABCDEF", digit, digit + 1);
                }
            }
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
    use proptest::prelude::*;

    use super::*;

    fn encoded(text: &str) -> Text {
        let mut encoded = Text::default();
        encoded.push_encoded(text);
        encoded
    }

    #[test]
    fn only_what_rfc_3986_calls_unreserved_stays() {
        const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
        for character in '\0'..='\u{d7ff}' {
            let text = character.to_string();
            assert_eq!(encoded(&text).as_str(), utf8_percent_encode(&text, RESERVED).to_string());
        }
    }

    #[test]
    fn xs_own_examples_are_encoded_as_x_shows_them() {
        // https://docs.x.com/fundamentals/authentication/oauth-1-0a/percent-encoding-parameters
        let table = [
            ("Ladies + Gentlemen", "Ladies%20%2B%20Gentlemen"),
            ("An encoded string!", "An%20encoded%20string%21"),
            ("Dogs, Cats & Mice", "Dogs%2C%20Cats%20%26%20Mice"),
            ("☃", "%E2%98%83"),
        ];
        for (text, wanted) in table {
            assert_eq!(encoded(text).as_str(), wanted);
        }
    }

    #[test]
    fn what_was_there_stays_as_it_is() {
        let mut text = Text::from("a b");
        text.push_encoded("é b").push("&").push_encoded("");
        assert_eq!(text.as_str(), "a b%C3%A9%20b&");
    }

    proptest! {
        #[test]
        fn what_is_encoded_reads_back(text: String) {
            let encoded = encoded(&text);
            prop_assert_eq!(percent_encoding::percent_decode_str(encoded.as_str()).decode_utf8().unwrap(), text);
        }
    }
}
