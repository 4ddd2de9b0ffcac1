//! What is promised of the JSON reader.

use proptest::prelude::*;

use super::*;

#[test]
fn what_nests_too_deeply_is_refused() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert!(Value::parse(&nested(64)).is_some());
    assert!(Value::parse(&nested(65)).is_none());
    assert!(Value::parse(&nested(1_000_000)).is_none());
    assert!(Value::parse(&"{\"a\":".repeat(1_000_000)).is_none());
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
        prop_assert_eq!(Value::parse(&text).is_some(), serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok());
    }

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        Value::parse(&text);
    }
}
