//! What is promised of the JSON reader.

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
    assert_eq!(value.member("c").string(), r"x\ny\u00e9");
    assert_eq!(value.member("d").member("e").raw(), "-0.5E+1");
    for nothing in [value.member("a").first(), value.member("nobody"), value.member("d").first()] {
        assert!(!nothing.is_there() && nothing.string().is_empty() && nothing.items().next().is_none());
        assert!(!nothing.member("a").is_there());
    }
}

#[test]
fn a_member_is_the_one_that_the_platforms_parser_would_take() {
    let id = |json| Value::parse(json).unwrap().member("id").raw();
    assert_eq!(id(r#"{"id":"7","id":"99"}"#), r#""99""#);
    assert_eq!(id(r#"{"id":"7","id":null}"#), "null");
    for disguised in [r#"{"id":"7","\u0069d":"99"}"#, r#"{"\u0069\u0064":"99","id":"7"}"#, r#"{"i\u0064":"99"}"#] {
        assert_eq!(id(disguised), "", "{disguised}");
    }
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
