//! Percent-encoding.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Every byte but the unreserved characters of RFC 3986, section 2.3. The platform's own `encodeURIComponent` leaves `!'()*`, too.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Text percent-encoded as OAuth 1.0 wants it (RFC 5849, section 3.6): the unreserved characters stay, every other byte is
/// written as `%` and two digits in upper case.
pub fn encoded(text: &str) -> impl Iterator<Item = &str> {
    utf8_percent_encode(text, RESERVED)
}

/// Appends `name=value` to a query or a form, both encoded, after an `&` unless the pair is the first.
pub fn push_pair(pairs: &mut String, name: &str, value: &str) {
    if !pairs.is_empty() {
        pairs.push('&');
    }
    pairs.push_str(name);
    pairs.push('=');
    pairs.extend(encoded(value));
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(encoded(text).collect::<String>(), wanted);
        }
    }

    #[test]
    fn the_unreserved_characters_stay() {
        assert_eq!(encoded("AZaz09-._~").collect::<String>(), "AZaz09-._~");
    }

    #[test]
    fn pairs_are_joined_by_an_ampersand() {
        let mut pairs = String::new();
        push_pair(&mut pairs, "a", "x y");
        push_pair(&mut pairs, "b", "");
        assert_eq!(pairs, "a=x%20y&b=");
    }
}
