//! Text that is being written.

/// The inside of a JSON string, or JSON: what goes to the platform's own parser.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(String);

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl Text {
    /// All pieces, one after the other. Allocates once.
    #[inline(never)]
    pub fn of(pieces: &[&str]) -> Self {
        let mut text = Self::default();
        text.reserve(pieces.iter().map(|piece| piece.len()).sum());
        for piece in pieces {
            text.push(piece);
        }
        text
    }

    /// Makes room for so many bytes more, at once: growing by and by takes three times the memory.
    pub fn reserve(&mut self, bytes: usize) {
        self.0.reserve(bytes);
    }

    /// Adds a piece as it is.
    pub fn push(&mut self, piece: &str) -> &mut Self {
        self.0.push_str(piece);
        self
    }

    /// Adds an item of a list, after a separator unless it is the first.
    #[inline(never)]
    pub fn push_item(&mut self, separator: &str, item: &str) -> &mut Self {
        let separator = if self.as_str().is_empty() { "" } else { separator };
        self.push(separator).push(item)
    }

    /// Adds a number's digits.
    pub fn push_number(&mut self, number: u64) -> &mut Self {
        self.push(&number.to_string())
    }

    /// Adds text that is not escaped yet, as the inside of a JSON string.
    pub fn push_escaped(&mut self, text: &str) -> &mut Self {
        let mut from = 0;
        for (at, byte) in text.bytes().enumerate() {
            let escaped = match byte {
                b'"' => "\\\"",
                b'\\' => "\\\\",
                b'\n' => "\\n",
                0..b' ' => " ",
                _ => continue,
            };
            self.push(piece(text, from, at)).push(escaped);
            from = at + 1;
        }
        self.push(piece(text, from, text.len()))
    }

    /// What has been written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A JSON object that is being written. Its members' texts are escaped already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Object(Text);

impl Object {
    /// A member that is JSON already.
    pub fn raw(&mut self, name: &str, json: &str) {
        self.name(name).push(json);
    }

    /// A member that is a string.
    pub fn string(&mut self, name: &str, text: &str) {
        self.name(name).push("\"").push(text).push("\"");
    }

    /// A member that is a string, unless it is empty.
    #[inline(never)]
    pub fn keep(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.string(name, text);
        }
    }

    /// A member that is an array, of items that are JSON with commas between.
    pub fn list(&mut self, name: &str, items: &str) {
        self.name(name).push("[").push(items).push("]");
    }

    /// A member that is a number.
    pub fn number(&mut self, name: &str, number: u64) {
        self.name(name).push_number(number);
    }

    fn name(&mut self, name: &str) -> &mut Text {
        let comma = if self.0.as_str().is_empty() { "{\"" } else { ",\"" };
        self.0.push(comma).push(name).push("\":")
    }

    /// The JSON; of an object with at least one member.
    pub fn finish(mut self) -> Text {
        self.0.push("}");
        self.0
    }
}

/// What is before the first `separator`, and what is after it, if there is one.
pub fn cut(list: &str, separator: u8) -> (&str, Option<&str>) {
    let at = list.bytes().position(|byte| byte == separator).unwrap_or(list.len());
    (piece(list, 0, at), list.get(at + 1..))
}

/// What is after this beginning, in upper or lower case.
#[inline(never)]
pub fn after<'t>(text: &'t str, start: &str) -> Option<&'t str> {
    let (head, rest) = text.split_at_checked(start.len())?;
    head.eq_ignore_ascii_case(start).then_some(rest)
}

/// Whether they are the same, in upper or lower case.
pub fn is_alike(one: &str, other: &str) -> bool {
    after(one, other) == Some("")
}

/// The text between two places; empty where there is none.
#[inline(never)]
pub fn piece(text: &str, from: usize, to: usize) -> &str {
    text.get(from..to).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_object_is_written_as_the_platform_reads_it() {
        let mut escaped = Text::default();
        escaped.push_escaped("say \"no\"\n\\\u{1}é");
        let mut object = Object::default();
        object.string("a", escaped.as_str());
        object.number("b", u64::MAX);
        object.number("c", 0);
        object.raw("d", "[1]");
        object.string("e", "x\\n");
        assert_eq!(
            object.finish().as_str(),
            r#"{"a":"say \"no\"\n\\ é","b":18446744073709551615,"c":0,"d":[1],"e":"x\n"}"#
        );
    }

    proptest! {
        #[test]
        fn what_is_escaped_reads_back(text in "\\PC{0,20}") {
            let mut json = Text::default();
            json.push("\"").push_escaped(&text).push("\"");
            prop_assert_eq!(serde_json::from_str::<String>(json.as_str()).unwrap(), text);
        }
    }
}
