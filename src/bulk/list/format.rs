//! Lists of people, written.

use crate::api::Error;
use crate::api::{People, UserId};
use crate::bulk::account_hash::id_number;

use super::id_text::{is_nobody, is_rounded};
use super::person::is_placeholder;

/// What is around everyone, and around each: the beginning; what is before an ID, between an ID and its username, in place
/// of both where there is no username, before a username without an ID; what is after each, between two, and the end.
type Parts = [&'static str; 8];

const ARCHIVE: Parts =
    ["window.YTD.mute.part0 = [\n", "{\"muting\":{\"accountId\":\"", "", "", "", "\"}}", ",\n", "\n]\n"];
const CSV: Parts = ["id,username\n", "", ",", ",", ",", "\n", "", ""];
const JSON: Parts =
    ["{\"users\":[\n", "{\"id\":\"", "\",\"username\":\"", "", "{\"username\":\"", "\"}", ",\n", "\n]}\n"];
const LINES: Parts = ["", "", "", "", "@", "\n", "", ""];

/// Writes a list that reads back the same. `people` are an ID and a username each, one of them may be empty, with commas
/// between.
///
/// In CSV an ID is written as `="123"`, which is text to a spreadsheet: a number of 17 to 19 digits it would round. Nothing else in
/// it is a formula: usernames begin with a letter, a digit or `_`, and names, in which there may be anything, are left out. In CSV
/// and lines, an ID that ends like a rounded one, or that nobody has, is written as the URL of the profile.
///
/// # Errors
/// `invalid_argument`: no such format, someone who is none, or a username where the format has IDs only.
pub fn format(people: &str, format: &str) -> Result<String, Box<Error>> {
    let [head, before_id, name_after_id, no_name, name_alone, end, between, tail] = match format {
        "archive" => &ARCHIVE,
        "csv" => &CSV,
        "json" => &JSON,
        "lines" => &LINES,
        _ => return Err(Error::invalid_argument("format must be archive, csv, json or lines")),
    };
    let mut text = String::from(*head);
    let mut fields = people.split(',').filter(|_| !people.is_empty()).peekable();
    while let Some(id) = fields.next() {
        let name = fields.next().unwrap_or_default();
        if !id.is_empty() {
            UserId::parse("each of ids", id)?;
        }
        let name = if name.is_empty() && !id.is_empty() { name } else { People::username(name)? };
        let before_name = if id.is_empty() {
            if name_alone.is_empty() {
                let must = "the archive format has IDs only; look usernames up first, with client.users()";
                return Err(Error::invalid_argument(must));
            }
            name_alone
        } else {
            text.push_str(before_id);
            push_id(&mut text, id, format);
            if name.is_empty() { no_name } else { name_after_id }
        };
        text.push_str(before_name);
        if !before_name.is_empty() {
            if is_placeholder(name) {
                // A bare one is rejected when it is read.
                text.push_str(match format {
                    "csv" => "https://x.com/",
                    "json" => "@",
                    _ => "",
                });
            }
            text.push_str(name);
        }
        text.push_str(end);
        if fields.peek().is_some() {
            text.push_str(between);
        }
    }
    text.push_str(tail);
    Ok(text)
}

/// Appends an ID, as it reads back in this format.
fn push_id(text: &mut String, id: &str, format: &str) {
    let is_doubtful = id_number(id).is_some_and(|id| is_rounded(id) || is_nobody(id));
    let (before, after) = match format {
        "csv" | "lines" if is_doubtful => ("https://x.com/i/user/", ""),
        "csv" => ("=\"", "\""),
        _ => ("", ""),
    };
    for part in [before, id, after] {
        text.push_str(part);
    }
}
