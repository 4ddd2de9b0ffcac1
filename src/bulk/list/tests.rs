//! What is promised of lists: every format, with all its quirks, and what no list may do.

use serde_json::Value;

use super::{List as Reading, ParsedList, decode, format, unread};

mod corpus;
mod rows;
mod written;

/// Reads a whole list.
pub fn read(text: &str, seed: u32) -> ParsedList<'_> {
    let mut list = Reading::new(text, false, seed);
    while list.read_on() {}
    list.finish()
}

/// What [`read`] gives, as JavaScript sees it.
#[derive(Debug, PartialEq)]
struct List {
    format: String,
    ids: Vec<String>,
    usernames: Vec<String>,
    duplicates: u64,
    rejected: Vec<(u64, String, String)>,
}

fn list(text: &str) -> List {
    match decode(text.as_bytes().to_vec(), true) {
        Ok(text) => seen(&read(&text, 7)),
        Err(why) => seen(&unread(why)),
    }
}

fn seen(parsed: &ParsedList<'_>) -> List {
    let json = serde_json::to_value(parsed).unwrap();
    let text_of = |value: &Value| value.as_str().unwrap().to_owned();
    let rejected = |entry: &Value| (entry["line"].as_u64().unwrap(), text_of(&entry["text"]), text_of(&entry["why"]));
    List {
        format: text_of(&json["format"]),
        ids: parsed.entries.iter().map(|entry| entry.id.to_owned()).filter(|id| !id.is_empty()).collect(),
        usernames: parsed
            .entries
            .iter()
            .filter(|entry| entry.id.is_empty())
            .map(|entry| entry.username.to_owned())
            .collect(),
        duplicates: json["duplicates"].as_u64().unwrap(),
        rejected: json["rejected"].as_array().unwrap().iter().map(rejected).collect(),
    }
}

/// Checks each text: its format, the IDs and usernames in it, and that nothing was rejected.
fn check(format: &str, table: &[(&str, &[&str], &[&str])]) {
    for (text, ids, usernames) in table {
        let list = list(text);
        assert_eq!((list.format.as_str(), list.rejected.as_slice()), (format, [].as_slice()), "{text}");
        assert_eq!(
            (list.ids.as_slice(), list.usernames.as_slice()),
            (&owned(ids)[..], &owned(usernames)[..]),
            "{text}"
        );
    }
}

#[test]
fn of_many_that_are_rejected_the_first_are_told_and_all_are_counted() {
    let text = "!\n".repeat(1500);
    let json = serde_json::to_value(read(&text, 0)).unwrap();
    assert_eq!(json["rejectedCount"], 1500);
    let rejected = json["rejected"].as_array().unwrap();
    assert_eq!((rejected.len(), &rejected[999]["line"]), (1000, &serde_json::json!(1000)));
}

/// A line, the entry that begins there, and a word of why it is rejected.
type Rejected<'t> = (u64, &'t str, &'t str);

/// Checks each text: its lines that are rejected, and a word of why.
fn check_rejected(table: &[(&str, &[Rejected<'_>])]) {
    for (text, wanted) in table {
        let rejected = list(text).rejected;
        assert_eq!(rejected.len(), wanted.len(), "{text}: {rejected:?}");
        for ((line, entry, why), (wanted_line, wanted_entry, word)) in rejected.iter().zip(*wanted) {
            assert_eq!((line, entry.as_str()), (wanted_line, *wanted_entry), "{text}");
            assert!(why.contains(word), "{text}: {why}");
        }
    }
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// More than a double holds.
const LONG: &str = "1234567890123456789";

#[test]
fn x_s_archive_is_read() {
    check(
        "archive",
        &[
            (
                r#"window.YTD.mute.part0 = [ { "muting" : { "accountId" : "12",
                    "userLink" : "https://twitter.com/intent/user?user_id=12" } },
                  { "muting" : { "accountId" : "1234567890123456789" } } ]"#,
                &["12", LONG],
                &[],
            ),
            (
                r#"window.YTD.block.part12=[{"blocking":{"userLink":"https://x.com/i/user/1","accountId":"5"}}]"#,
                &["5"],
                &[],
            ),
            ("window.YTD.mute.part0 = [ ]", &[], &[]),
            ("\u{feff}\r\nwindow.YTD.mute.part0 = []\r\n", &[], &[]),
            (
                "window.YTD.mute.part0 = [{\"muting\":{\"accountId\":\"1\"}}]\nwindow.YTD.mute.part1 = [{\"muting\":{\"accountId\":\"2\"}}]",
                &["1", "2"],
                &[],
            ),
        ],
    );
    // Lists of something else have IDs, too: of posts, say.
    check_rejected(&[(
        r#"window.YTD.tweets.part0 = [{"tweet":{"id":"20"}}]"#,
        &[(1, r#"{"tweet":{"id":"20"}}"#, "a post, not a person")],
    )]);
}

#[test]
fn json_is_read_in_whatever_shape_it_comes() {
    check(
        "json",
        &[
            (r#"{"users":[{"id":"1"},{"id":"2"}]}"#, &["1", "2"], &[]),
            (r#"[{"user_id":"1","user":{"screen_name":"x"}},{"user":{"screen_name":"y"}}]"#, &["1"], &["y"]),
            (r#" [ "1" , "@2" , "@jack", "https://x.com/ann" ] "#, &["1"], &["2", "jack", "ann"]),
            (r#"["jack","ann"]"#, &[], &["jack", "ann"]),
            ("[1234567890123456789,0,9999999999999999999]", &[LONG, "0", "9999999999999999999"], &[]),
            (r#"["1294030472427830000","1700000000000"]"#, &["1294030472427830000", "1700000000000"], &[]),
            // A tweet has the ID of its own, too; the user within is who is meant.
            (r#"[{"id":1234567890123456800,"id_str":"1234567890123456789"}]"#, &[LONG], &[]),
            (
                r#"[{"ID":"1","Username":"a"},{"Username":"b"},{"handle":"@c"},{"id":null,"screen_name":"77"}]"#,
                &["1"],
                &["b", "c", "77"],
            ),
            (
                r#"{"ids":["1",2],"usernames":["3","@d",44],"duplicates":0,"rejected":[]}"#,
                &["1", "2"],
                &["3", "d", "44"],
            ),
            (r#"{"next_cursor":0,"ids":[1]}"#, &["1"], &[]),
            // Neither who is mentioned nor what is pinned.
            (
                r#"{"data":[{"id":"1","entities":{"mentions":[{"username":"m"}]},"pinned":{"id":"5"}}],"meta":{"id":"9"}}"#,
                &["1"],
                &[],
            ),
            (
                r#"{"version":1,"userId":"9","mute":[{"id":"1","username":"a"},{"id":"2"}],"unmute":[],"skipped":[]}"#,
                &["1", "2"],
                &[],
            ),
            ("{\"id\":\"1\",\"username\":\"a\"}\n{\"username\":\"b\"}\n", &["1"], &["b"]),
            ("[]", &[], &[]),
            (r#"{"users":[]}"#, &[], &[]),
        ],
    );
}

#[test]
fn what_is_no_one_in_json_is_rejected_with_its_line() {
    check_rejected(&[
        (
            "[\"1\",\n\n{\"name\":\"x\"},null,\"jack\",true,[\"2\"],\n-5,{\"id\":1e3},{\"id\":\"x\"},\"\"]",
            &[
                (3, r#"{"name":"x"}"#, "has no ID, username"),
                (3, "null", "has no ID, username"),
                (3, "\"jack\"", "bare word"),
                (3, "true", "missing value"),
                (3, r#"["2"]"#, "has no ID"),
                (4, "-5", "has a sign"),
                (4, r#"{"id":1e3}"#, "characters other than"),
                (4, r#"{"id":"x"}"#, "characters other than"),
                (4, "\"\"", "has no ID, username"),
            ],
        ),
        ("{}", &[(1, "{}", "has no ID")]),
        (r#"{"id":"9","users":[{"name":"x"}]}"#, &[(1, r#"{"name":"x"}"#, "has no ID")]),
    ]);
}

#[test]
fn of_two_lists_in_json_the_first_is_read_and_the_other_is_told_of() {
    let text = "{\"mute\":[{\"id\":\"1\"}],\n\"unmute\":[{\"id\":\"2\"}],\"ids\":[\"3\"]}";
    let list = list(text);
    assert_eq!(list.ids, ["1", "3"]);
    check_rejected(&[(text, &[(2, r#"[{"id":"2"}]"#, "second list")])]);
}

#[test]
fn json_that_is_damaged_is_read_up_to_there() {
    for (text, ids, line, rest) in [
        ("[{\"id\":\"1\"},\n{\"id\":\"2\"},\n{\"id\":\"3", &["1", "2"][..], 3, "{\"id\":\"3"),
        ("[\"1\",\"2\"", &["1"], 1, "\"2\""),
        // Of 456, say.
        ("[123,45", &["123"], 1, "45"),
        ("[\"1\",\n", &["1"], 2, ""),
        ("[1 2]", &[], 1, "1 2]"),
        ("[0123]", &[], 1, "0123]"),
        ("{\"users\":[{\"id\":\"1\"}],\n \"x", &["1"], 1, "],\n \"x"),
        ("[\"1\"]\n[\"2\"] and more", &["1", "2"], 2, "and more"),
        (
            "window.YTD.mute.part0 = [{\"muting\":{\"accountId\":\"1\"}},{\"muting\":{\"accountId\":\"12",
            &["1"],
            1,
            "{\"muting\":{\"accountId\":\"12",
        ),
        ("{\"id\":\"1\"}\n{\"id\":\"2\"", &["1"], 2, "{\"id\":\"2\""),
        ("window.YTD.mute.part0", &[], 1, "window.YTD.mute.part0"),
        ("window.YTD.mute.part0 = 5", &[], 1, "window.YTD.mute.part0 = 5"),
    ] {
        assert_eq!(list(text).ids, ids, "{text}");
        check_rejected(&[(text, &[(line, rest, "damaged: from here on")])]);
    }
}
