//! Lists of people.

use wasm_bindgen::prelude::*;

use super::outcome;
use crate::bulk::list::{self, Entry, List, ParsedList};
use crate::client::{self, FailureOf, Platform};
use crate::web::Call;

/// How many people are in a part: a page parses so many within 50 ms.
const PART: usize = 50_000;

#[wasm_bindgen]
extern "C" {
    /// The class `Parsing` of `js/client/list-formats.js`, which takes the accounts of a list. Nothing of it throws.
    pub type Parsing;

    /// Takes people by ID: IDs with commas between.
    #[wasm_bindgen(method, js_name = addIds)]
    fn add_ids(this: &Parsing, ids: &str);
    /// Takes people by username: usernames with commas between.
    #[wasm_bindgen(method, js_name = addUsernames)]
    fn add_usernames(this: &Parsing, usernames: &str);
    /// Takes entries, as JSON.
    #[wasm_bindgen(method, js_name = addEntries)]
    fn add_entries(this: &Parsing, entries: &str);
}

/// Reads a list. `bytes` are those of a file, or with `is_decoded` a text in UTF-8. `parsing` takes its entries; the rest of the
/// `ParsedList` is returned.
#[wasm_bindgen]
pub async fn parse_list(
    call: Call,
    bytes: Vec<u8>,
    is_decoded: bool,
    authors: bool,
    parsing: Parsing,
) -> Result<JsValue, JsValue> {
    let text = match list::decode(bytes, is_decoded) {
        Ok(text) => text,
        Err(no_text) => return Ok(outcome::value(&list::unread(no_text))),
    };
    match parse(&call, List::new(&text, authors, Platform::random(&call)), &parsing).await {
        Ok(parsed) => Ok(outcome::value(&parsed)),
        Err(failure) => Err(outcome::rejection(&call, failure)),
    }
}

async fn parse<'t>(call: &Call, mut list: List<'t>, parsing: &Parsing) -> Result<ParsedList<'t>, FailureOf<Call>> {
    while list.read_on() {
        client::turn(call).await?;
    }
    let parsed = list.finish();
    let mut parts = parsed.entries.chunks(PART).peekable();
    while let Some(part) = parts.next() {
        hand_over(part, parsing);
        if parts.peek().is_some() {
            client::turn(call).await?;
        }
    }
    Ok(parsed)
}

/// Hands over some entries. Where all have one and the same field, texts with commas between take a third of the time of JSON.
fn hand_over(entries: &[Entry<'_>], parsing: &Parsing) {
    if entries.iter().all(|entry| entry.username.is_empty()) {
        parsing.add_ids(&joined(entries, |entry| entry.id));
    } else if entries.iter().all(|entry| entry.id.is_empty() && entry.rounded == 0) {
        parsing.add_usernames(&joined(entries, |entry| entry.username));
    } else {
        // Strings are always written.
        parsing.add_entries(&serde_json::to_string(entries).unwrap_or_default());
    }
}

fn joined<'t>(entries: &[Entry<'t>], field: fn(&Entry<'t>) -> &'t str) -> String {
    let mut text = String::with_capacity(entries.len() * 20);
    for entry in entries {
        if !text.is_empty() {
            text.push(',');
        }
        text.push_str(field(entry));
    }
    text
}

/// Writes a list of `people`: of each an ID and a username, one of which may be empty, all with commas between.
///
/// # Errors
/// `invalid_argument`
#[wasm_bindgen]
pub fn format_list(call: &Call, people: &str, format: &str) -> Result<String, JsValue> {
    list::format(people, format).map_err(|error| outcome::rejection(call, error.into()))
}
