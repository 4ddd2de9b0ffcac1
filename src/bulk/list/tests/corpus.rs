//! The lists of `tests/lists`, as people really have them: `index.json` says of each where it is from and who is meant.

use std::fs;

use super::*;
use crate::bulk::list::ParsedList;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/lists/");

fn cases() -> Vec<Value> {
    serde_json::from_str(&fs::read_to_string([FOLDER, "index.json"].concat()).unwrap()).unwrap()
}

fn bytes_of(case: &Value) -> Vec<u8> {
    fs::read([FOLDER, case["file"].as_str().unwrap()].concat()).unwrap()
}

/// Reads bytes as a file, or a text that somebody has decoded.
fn read_bytes(bytes: Vec<u8>, is_decoded: bool, authors: bool, act: impl Fn(&ParsedList<'_>)) {
    match decode(bytes, is_decoded) {
        Err(why) => act(&unread(why)),
        Ok(text) => {
            let mut list = Reading::new(&text, authors, 7);
            while list.read_on() {}
            act(&list.finish());
        }
    }
}

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
}

fn check(case: &Value, parsed: &ParsedList<'_>) {
    let ids: Vec<&str> = parsed.entries.iter().map(|entry| entry.id).filter(|id| !id.is_empty()).collect();
    let alone = parsed.entries.iter().filter(|entry| entry.id.is_empty());
    let usernames: Vec<&str> = alone.clone().map(|entry| entry.username).collect();
    assert_eq!((ids, usernames), (texts(&case["ids"]), texts(&case["usernames"])), "{case} {:?}", parsed.rejected);
    assert_eq!(Some(parsed.rejected_count), case["rejected"].as_u64(), "{case} {:?}", parsed.rejected);
    let found = parsed.entries.len() as u64 + parsed.duplicates + parsed.rejected_count;
    assert_eq!(parsed.rows, found, "{case}");
    assert_eq!(parsed.bare_words, case["bareWords"] == true, "{case}");
    if let Some(format) = case["format"].as_str() {
        assert_eq!(serde_json::to_value(parsed.format).unwrap(), format, "{case}");
    }
    if let Some(why) = case["why"].as_str() {
        assert!(parsed.rejected.iter().any(|entry| entry.why.contains(why)), "{case} {:?}", parsed.rejected);
    }
    let rounded: serde_json::Map<String, Value> = alone
        .filter(|entry| entry.rounded > 0)
        .map(|entry| (entry.username.to_owned(), entry.rounded.to_string().into()))
        .collect();
    if let Some(wanted) = case["rounded"].as_object() {
        assert_eq!(&rounded, wanted, "{case}");
    }
}

#[test]
fn there_are_at_least_150_and_at_most_ten_of_a_kind() {
    let cases = cases();
    assert!(cases.len() >= 150);
    let files = fs::read_dir(FOLDER).unwrap().count();
    assert_eq!(files, cases.len() + 2, "each file is in the index");
    for case in &cases {
        assert!(cases.iter().filter(|other| other["kind"] == case["kind"]).count() <= 10, "{}", case["kind"]);
    }
}

#[test]
fn in_each_list_those_are_found_who_are_meant_and_nobody_else() {
    for case in cases() {
        read_bytes(bytes_of(&case), false, case["authors"] == true, |parsed| check(&case, parsed));
    }
}

#[test]
fn a_text_that_was_decoded_names_nobody_else_than_its_bytes() {
    for case in cases() {
        let text = String::from_utf8_lossy(&bytes_of(&case)).into_owned();
        read_bytes(text.into_bytes(), true, case["authors"] == true, |parsed| {
            for entry in &parsed.entries {
                let is_meant =
                    texts(&case["ids"]).contains(&entry.id) || texts(&case["usernames"]).contains(&entry.username);
                assert!(is_meant, "{case} {entry:?}");
            }
            assert!(!parsed.entries.is_empty() || parsed.rejected_count > 0 || case["rejected"] == 0, "{case}");
        });
    }
}

/// What changes nobody in a list.
fn harmless(bytes: &[u8]) -> Vec<Vec<u8>> {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let wide = |text: &str, big: bool| -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    let marked = format!("\u{feff}{text}");
    vec![
        format!("\n\r\n{text}\n\n").into_bytes(),
        format!("# a comment\n// another\n{text}").into_bytes(),
        text.replace("\r\n", "\n").replace('\n', "\r\n").into_bytes(),
        wide(&marked, false),
        wide(&marked, true),
        marked.into_bytes(),
    ]
}

#[test]
fn blank_lines_comments_line_ends_and_encodings_change_nobody() {
    let kinds = [
        "several",
        "spreadsheet",
        "row-numbers",
        "header",
        "separators",
        "profiles",
        "pages",
        "exports",
        "fit",
        "posts",
    ];
    for case in cases() {
        let is_text = ["csv", "lines"].contains(&case["format"].as_str().unwrap_or("lines"));
        if !is_text || !kinds.contains(&case["kind"].as_str().unwrap()) {
            continue;
        }
        for bytes in harmless(&bytes_of(&case)) {
            read_bytes(bytes, false, case["authors"] == true, |parsed| check(&case, parsed));
        }
    }
}
