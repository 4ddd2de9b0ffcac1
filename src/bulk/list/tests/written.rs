//! Lists that are written, and what holds for all lists.

use proptest::prelude::*;

use super::*;
use crate::bulk::list::id_text::{is_nobody, is_rounded};

const FORMATS: [&str; 4] = ["archive", "csv", "json", "lines"];

fn written(people: &str, name: &str) -> String {
    format(people, name).unwrap().as_str().to_owned()
}

#[test]
fn lists_are_written_as_others_read_them() {
    let people = "1,a_1,2,,,3";
    assert_eq!(
        written("1,a_1,2,", "archive"),
        "window.YTD.mute.part0 = [\n{\"muting\":{\"accountId\":\"1\"}},\n{\"muting\":{\"accountId\":\"2\"}}\n]\n"
    );
    assert_eq!(written(people, "csv"), "id,username\n=\"1\",a_1\n=\"2\",\n,3\n");
    let rounded = "1294030472427830000";
    for name in ["lines", "csv"] {
        assert!(written(&format!("{rounded},"), name).contains(&format!("https://x.com/i/user/{rounded}")));
    }
    assert_eq!(
        written(people, "json"),
        "{\"users\":[\n{\"id\":\"1\",\"username\":\"a_1\"},\n{\"id\":\"2\"},\n{\"username\":\"3\"}\n]}\n"
    );
    assert_eq!(written(people, "lines"), "1\n2\n@3\n");
    for name in FORMATS {
        let list = list(&written("", name));
        assert_eq!((list.format.as_str(), list.ids.len(), list.rejected.len()), (name, 0, 0));
    }
}

#[test]
fn what_cannot_be_written_is_refused() {
    for (people, name, wanted) in [
        ("1,", "xml", "format must be archive, csv, json or lines"),
        ("007,", "lines", "each of ids must be a user ID, 1 to 19 digits; `007` has a leading zero"),
        ("1 2,", "json", "each of ids must be"),
        (",a b", "csv", "each of usernames must be"),
        (",", "json", "each of usernames must be"),
        ("1,=cmd()", "csv", "each of usernames must be"),
        ("1,=cmd()", "archive", "each of usernames must be"),
        ("1,,,jack", "archive", "look usernames up first, with client.users()"),
    ] {
        let message = format(people, name).unwrap_err().message;
        assert!(message.as_str().contains(wanted), "{}", message.as_str());
    }
}

#[test]
fn a_hundred_thousand_are_told_apart() {
    let id = |number: u64| {
        (number.wrapping_mul(0x9e37_79b9_7f4a_7c15) % 1_000_000_000_000_000_000 * 9 / 2 * 2 + 1_000_000_000_000_000_001)
            .to_string()
    };
    let mut text: String =
        (0..100_000).flat_map(|number| [id(number), "\n@".into(), format!("n{number:014}"), "\n".into()]).collect();
    let first = list(&text);
    assert_eq!((first.ids.len(), first.usernames.len(), first.duplicates), (100_000, 100_000, 0));
    text.push_str(&text.clone().to_uppercase());
    let second = list(&text);
    assert_eq!(second.duplicates, 200_000);
    assert_eq!((second.ids, second.usernames), (first.ids, first.usernames));
}

/// IDs and usernames, each once; whoever has an ID may have a username, too.
fn people() -> impl Strategy<Value = (Vec<String>, Vec<String>, String)> {
    let id = "0|[1-9][0-9]{0,18}";
    let name = "[A-Za-z0-9_]{1,15}";
    let someone = prop_oneof![
        (id, prop_oneof![Just(String::new()), name.prop_map(String::from)]),
        (Just(String::new()), name.prop_map(String::from)),
    ];
    proptest::collection::vec(someone, 0..20).prop_map(|all| {
        let (mut ids, mut usernames, mut people) = (Vec::new(), Vec::<String>::new(), Vec::new());
        // Who has an ID in one entry and only a username in another is one person.
        let mut names = Vec::<String>::new();
        for (id, name) in all {
            let is_new = name.is_empty() || !names.contains(&name.to_lowercase());
            names.push(name.to_lowercase());
            if !id.is_empty() && is_new && !ids.contains(&id) {
                ids.push(id.clone());
                people.extend([id, name]);
            } else if id.is_empty() && is_new {
                usernames.push(name.clone());
                people.extend([id, name]);
            }
        }
        (ids, usernames, people.join(","))
    })
}

/// Texts that begin as a list does, and go on in whatever way.
fn almost_a_list() -> impl Strategy<Value = String> {
    let token = prop_oneof![
        "[\\[\\]{}:,;\"\\\\@/#= \t\r\n]{1,3}",
        "\"?(id|users|ids|usernames|muting|user|accountId|screen_name)\"?:?",
        "\"?@?[0-9a-z_]{1,20}\"?",
        "(https://)?(x|twitter)\\.com/(i/user/|intent/user\\?user_id=)?",
        "\\PC{0,3}",
    ];
    let start = prop_oneof![
        Just(""),
        Just("["),
        Just("{"),
        Just("window.YTD.mute.part0 = ["),
        Just("id,username\n"),
        Just("\u{feff}")
    ];
    (start, proptest::collection::vec(token, 0..16)).prop_map(|(start, tokens)| start.to_owned() + &tokens.concat())
}

/// True if someone stands in the text, with no letter, digit or underscore beside them.
fn is_token(text: &str, person: &str) -> bool {
    let is_word = |char: Option<char>| char.is_some_and(|char| char.is_ascii_alphanumeric() || char == '_');
    text.match_indices(person).any(|(at, _)| {
        let (before, rest) = text.split_at(at);
        !is_word(before.chars().next_back()) && !is_word(rest.strip_prefix(person).unwrap().chars().next())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn whoever_is_read_stands_in_the_text_as_a_whole_word(text in prop_oneof![almost_a_list(), any::<String>()]) {
        let List { ids, usernames, .. } = list(&text);
        for person in ids.iter().chain(&usernames) {
            prop_assert!(is_token(&text, person), "{person} of {text:?}");
        }
    }

    #[test]
    fn whoever_is_read_of_bytes_stands_in_their_text(bytes in proptest::collection::vec(prop_oneof![any::<u8>(), b' '..=b'z'], 0..80)) {
        let Ok(text) = decode(bytes, false) else { return Ok(()) };
        let List { ids, usernames, .. } = list(&text);
        for person in ids.iter().chain(&usernames) {
            prop_assert!(is_token(&text, person), "{person} of {text:?}");
        }
    }

    #[test]
    fn a_header_and_separators_at_the_ends_of_rows_change_nobody((ids, usernames, _) in people(), comma in ",{1,3}|;|\t") {
        let ids: Vec<String> = ids.into_iter().filter(|id| id.parse().is_ok_and(|id| !is_rounded(id) && !is_nobody(id))).collect();
        for (header, people) in [("id", ids), ("username", usernames.iter().map(|name| format!("@{name}")).collect())] {
            let plain = list(&people.join("\n"));
            let rows = people.join(&format!("{comma}\n")) + &comma;
            for text in [format!("{header}\n{}", people.join("\n")), format!("{header}{comma}\n{rows}"), rows] {
                let changed = list(&text);
                prop_assert_eq!((&changed.ids, &changed.usernames), (&plain.ids, &plain.usernames), "{:?}", text);
            }
        }
    }

    #[test]
    fn what_is_written_reads_back_the_same((ids, usernames, people) in people()) {
        for name in FORMATS {
            if name == "archive" && !usernames.is_empty() {
                prop_assert!(format(&people, name).is_err());
                continue;
            }
            let again = list(&written(&people, name));
            prop_assert_eq!((again.format.as_str(), again.duplicates, again.rejected), (name, 0, Vec::new()));
            prop_assert_eq!((&again.ids, &again.usernames), (&ids, &usernames));
        }
    }

    #[test]
    fn whatever_is_read_has_only_ids_and_usernames_and_reads_back(text in almost_a_list()) {
        let List { ids, usernames, .. } = list(&text);
        let people = ids.iter().map(|id| format!("{id},")).chain(usernames.iter().map(|name| format!(",{name}")));
        let again = list(&written(&people.collect::<Vec<_>>().join(","), "csv"));
        prop_assert_eq!((again.ids, again.usernames, again.duplicates), (ids, usernames, 0));
    }

    #[test]
    fn what_is_cut_off_has_nobody_else_in_it_and_is_told_of(ids in proptest::collection::vec(10_u64..1000, 1..6), at in any::<prop::sample::Index>()) {
        let texts: Vec<String> = ids.iter().map(u64::to_string).collect();
        let people = texts.iter().map(|id| format!("{id},")).collect::<Vec<_>>().join(",");
        let numbers = format!("{{\"users\": [{}]}}", texts.join(", "));
        let objects = format!("[{{\"id\":{}}}]", texts.join("},{\"id\":"));
        for whole in [written(&people, "archive"), written(&people, "json"), numbers, objects] {
            let whole = whole.trim_end();
            // From where it can be told what it is.
            let from = whole.find('=').unwrap_or(0) + 1;
            let part = whole.get(..from + at.index(whole.len() - from)).unwrap();
            let (all, some) = (list(whole), list(part));
            prop_assert!(all.ids.starts_with(&some.ids), "{}: {:?}", part, some);
            prop_assert_eq!((some.format, some.rejected.len()), (all.format, 1), "{}", part);
        }
    }

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        list(&text);
    }

    #[test]
    fn any_people_are_written_or_refused(people in "[0-9a-z@_, é]{0,20}", at in 0..4_usize) {
        if let Ok(text) = format(&people, FORMATS[at]) {
            prop_assert_eq!(list(text.as_str()).rejected, Vec::new());
        }
    }

    #[test]
    fn numbers_keep_every_digit(ids in proptest::collection::btree_set(1..=9_999_999_999_999_999_999_u64, 0..8)) {
        let ids: Vec<u64> = ids.into_iter().filter(|id| !is_rounded(*id) && !is_nobody(*id)).collect();
        let texts: Vec<String> = ids.iter().map(u64::to_string).collect();
        prop_assert_eq!(&list(&format!("[{}]", texts.join(","))).ids, &texts);
        let objects = texts.iter().map(|id| format!("{{\"id\": {id}}}")).collect::<Vec<_>>().join(",");
        prop_assert_eq!(&list(&format!("{{\"users\":[{objects}]}}")).ids, &texts);
    }
}
