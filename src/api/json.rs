//! JSON where it lies: values are pieces of the text, so numbers keep every digit and strings stay escaped.
//!
//! What is read here is mostly written out again, as part of an error for the platform's own parser; so nothing needs
//! to be unescaped and escaped anew. Of the crates that keep numbers as text, nojson 0.3 is the best made; it takes
//! 8.8 KB brotli in this module, which as a whole must stay below 9.

use super::rate_limit::whole_number;
use super::text::Text;

/// How deep values may nest. X's go to about 6.
const MAX_DEPTH: u32 = 64;

/// One value of a JSON text that is known to be valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Value<'t>(&'t str);

impl<'t> Value<'t> {
    /// Reads a whole text; none where it is not JSON (RFC 8259) or nests too deeply.
    pub fn parse(text: &'t str) -> Option<Self> {
        let mut reader = Reader { text, at: 0 };
        let value = reader.value(MAX_DEPTH)?;
        reader.space();
        (reader.at == text.len()).then_some(value)
    }

    /// As it stands in the text.
    pub fn raw(self) -> &'t str {
        self.0
    }

    /// The inside of a string, still escaped; none where it is no string or is empty.
    pub fn string(self) -> Option<&'t str> {
        self.0.strip_prefix("\"")?.strip_suffix("\"").filter(|text| !text.is_empty())
    }

    /// A number in at most 15 digits and nothing else.
    pub fn whole_number(self) -> Option<u64> {
        whole_number(self.0)
    }

    /// An object's member of this name.
    pub fn member(self, name: &str) -> Option<Self> {
        let mut reader = Reader::within(self, b'{')?;
        loop {
            let key = reader.value(1)?;
            reader.space();
            reader.at += 1;
            let value = reader.value(MAX_DEPTH)?;
            if key.string() == Some(name) {
                return Some(value);
            }
            reader.comma()?;
        }
    }

    /// An array's first item.
    pub fn first(self) -> Option<Self> {
        self.items().next()
    }

    /// Whether this is an array.
    pub fn is_list(self) -> bool {
        self.0.starts_with("[")
    }

    /// An array's items; none where it is no array.
    pub fn items(self) -> impl Iterator<Item = Self> {
        let mut reader = Reader::within(self, b'[');
        std::iter::from_fn(move || {
            let reader = reader.as_mut()?;
            let item = reader.value(MAX_DEPTH)?;
            reader.space();
            reader.at += 1;
            Some(item)
        })
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    /// Reads on after the bracket that a value begins with.
    fn within(value: Value<'t>, bracket: u8) -> Option<Self> {
        let reader = Self { text: value.0, at: 1 };
        (value.0.as_bytes().first() == Some(&bracket)).then_some(reader)
    }

    /// The byte under the reader; 0 at the end, which is in no JSON text.
    fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    fn take(&mut self) -> u8 {
        let byte = self.peek();
        self.at += 1;
        byte
    }

    fn space(&mut self) {
        while matches!(self.peek(), b' ' | b'\t' | b'\n' | b'\r') {
            self.at += 1;
        }
    }

    fn comma(&mut self) -> Option<()> {
        self.space();
        (self.take() == b',').then_some(())
    }

    /// Reads one value that nests no deeper than `depth`.
    fn value(&mut self, depth: u32) -> Option<Value<'t>> {
        self.space();
        let start = self.at;
        match self.take() {
            b'"' => self.string()?,
            b'{' => self.items(b'}', depth)?,
            b'[' => self.items(b']', depth)?,
            b'-' | b'0'..=b'9' => self.number(start)?,
            b't' => self.word("rue")?,
            b'f' => self.word("alse")?,
            b'n' => self.word("ull")?,
            _ => return None,
        }
        self.text.get(start..self.at).map(Value)
    }

    /// What is left of an array, or of an object, whose items have keys.
    fn items(&mut self, end: u8, depth: u32) -> Option<()> {
        let depth = depth.checked_sub(1)?;
        self.space();
        if self.peek() == end {
            self.at += 1;
            return Some(());
        }
        loop {
            if end == b'}' {
                self.value(0).filter(|key| key.0.starts_with("\""))?;
                self.space();
                (self.take() == b':').then_some(())?;
            }
            self.value(depth)?;
            self.space();
            match self.take() {
                b',' => {}
                byte => return (byte == end).then_some(()),
            }
        }
    }

    fn string(&mut self) -> Option<()> {
        loop {
            match self.take() {
                b'"' => return Some(()),
                b'\\' => match self.take() {
                    b'u' => (0..4).try_for_each(|_| self.take().is_ascii_hexdigit().then_some(()))?,
                    b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => {}
                    _ => return None,
                },
                0..=0x1f => return None,
                _ => {}
            }
        }
    }

    fn number(&mut self, start: usize) -> Option<()> {
        self.at = start;
        if self.peek() == b'-' {
            self.at += 1;
        }
        if self.peek() == b'0' {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == b'.' {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), b'e' | b'E') {
            self.at += 1;
            if matches!(self.peek(), b'+' | b'-') {
                self.at += 1;
            }
            self.digits()?;
        }
        Some(())
    }

    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }

    fn word(&mut self, rest: &str) -> Option<()> {
        rest.bytes().all(|byte| self.take() == byte).then_some(())
    }
}

/// The longest number, sign and point and exponent included, of which every double holds all digits.
const SAFE_LENGTH: usize = 15;

/// The same JSON, with each number that a double may not hold written as a string.
pub fn with_safe_numbers(value: Value<'_>) -> Text {
    let mut safe = Text::default();
    let mut rest = Reader { text: value.0, at: 0 };
    while rest.at < rest.text.len() {
        let start = rest.at;
        let is_number = match rest.take() {
            b'"' => rest.string().is_none(),
            b'-' | b'0'..=b'9' => rest.number(start).is_some(),
            _ => false,
        };
        let piece = rest.text.get(start..rest.at).unwrap_or_default();
        let quote = if is_number && piece.len() > SAFE_LENGTH { "\"" } else { "" };
        safe.push(quote).push(piece).push(quote);
    }
    safe
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_that_a_double_would_round_become_strings_and_nothing_else_changes() {
        let table = [
            (r#"[1234567890123456789]"#, r#"["1234567890123456789"]"#),
            (r#"{"a":-1234567890123456789,"b":7}"#, r#"{"a":"-1234567890123456789","b":7}"#),
            (r#"["1234567890123456789",123456789012345]"#, r#"["1234567890123456789",123456789012345]"#),
            (r#"{"a\"1234567890123456789":1.5e3}"#, r#"{"a\"1234567890123456789":1.5e3}"#),
            (r#"["\\",1234567890123456789]"#, r#"["\\","1234567890123456789"]"#),
            ("[ null, true ]", "[ null, true ]"),
        ];
        for (json, wanted) in table {
            assert_eq!(with_safe_numbers(Value::parse(json).unwrap()).as_str(), wanted);
        }
    }

    #[test]
    fn what_nests_too_deeply_is_refused() {
        let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(Value::parse(&nested(64)).is_some());
        assert!(Value::parse(&nested(65)).is_none());
        assert!(Value::parse(&nested(1_000_000)).is_none());
        assert!(Value::parse(&"{\"a\":".repeat(1_000_000)).is_none());
    }

    #[test]
    fn members_are_found_by_name_and_strings_stay_escaped() {
        let value = Value::parse(r#" { "a" : [ ] , "b\"" : 1, "c" : "x\ny\u00e9" , "d": {"e": -0.5E+1 } } "#).unwrap();
        assert_eq!(value.member("c").and_then(Value::string), Some(r"x\ny\u00e9"));
        assert_eq!(value.member("d").and_then(|d| d.member("e")).map(Value::raw), Some("-0.5E+1"));
        assert_eq!(value.member("a").and_then(Value::first), None);
        assert_eq!(value.member("nobody"), None);
        assert_eq!(value.member("d").and_then(Value::first), None);
    }

    #[test]
    fn items_are_read_in_order() {
        let items = |json| Value::parse(json).unwrap().items().map(Value::raw).collect::<Vec<_>>();
        assert_eq!(items(r#" [ 1 , "a,b" , [2,3] , {"c":4} ] "#), ["1", r#""a,b""#, "[2,3]", r#"{"c":4}"#]);
        for empty in ["[]", "[ ]", "{}", "7", r#""[1]""#] {
            assert!(items(empty).is_empty());
        }
    }

    /// JSON texts, and texts that almost are.
    fn almost_json() -> impl Strategy<Value = String> {
        let token = prop_oneof![
            "[\\[\\]{},: \"\\\\]",
            Just(String::from("\"a\":")),
            Just(String::from("null")),
            "-?[0-9]{1,3}(\\.[0-9]{0,2})?([eE][+-]?[0-9]?)?",
            "\"[^\"]{0,6}\"",
            "\\PC{0,3}",
        ];
        proptest::collection::vec(token, 0..12).prop_map(|tokens| tokens.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn what_is_json_is_what_an_independent_parser_takes(text in almost_json()) {
            prop_assert_eq!(Value::parse(&text).is_some(), serde_json::from_str::<&serde_json::value::RawValue>(&text).is_ok());
        }

        #[test]
        fn any_text_is_read_or_refused(text in any::<String>()) {
            if let Some(value) = Value::parse(&text) {
                value.member("a");
                value.items().for_each(drop);
                with_safe_numbers(value);
            }
        }
    }
}
