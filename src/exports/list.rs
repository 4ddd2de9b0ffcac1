//! Lists of people.

use wasm_bindgen::prelude::*;

use super::outcome;
use crate::bulk::list::{self, List, ParsedList};
use crate::client::{self, FailureOf, Platform};
use crate::web::Call;

/// How many people are in a part: a page parses so many within 50 ms.
const PART: usize = 50_000;

#[wasm_bindgen]
extern "C" {
    /// The class `Parsing` of `js/client/list-formats.js`, which takes the accounts of a list. Nothing of it throws.
    pub type Parsing;

    /// Takes some of the IDs, as JSON.
    #[wasm_bindgen(method, js_name = addIds)]
    fn add_ids(this: &Parsing, ids: &str);
    /// Takes some of the usernames, as JSON.
    #[wasm_bindgen(method, js_name = addUsernames)]
    fn add_usernames(this: &Parsing, usernames: &str);
}

/// Reads a list, in UTF-8. `parsing` takes its IDs and usernames; the rest of the `ParsedList` is returned.
#[wasm_bindgen]
pub async fn parse_list(call: Call, text: Vec<u8>, parsing: Parsing) -> Result<JsValue, JsValue> {
    // It is encoded by the platform.
    let text = String::from_utf8(text).unwrap_or_default();
    match parse(&call, &text, &parsing).await {
        Ok(parsed) => Ok(outcome::value(&parsed)),
        Err(failure) => Err(outcome::rejection(&call, failure)),
    }
}

async fn parse<'t>(call: &Call, text: &'t str, parsing: &Parsing) -> Result<ParsedList<'t>, FailureOf<Call>> {
    let mut list = List::new(text, Platform::random(call));
    while list.read_on() {
        client::turn(call).await?;
    }
    let parsed = list.finish();
    for ids in parsed.ids.chunks(PART) {
        parsing.add_ids(&json(ids));
        client::turn(call).await?;
    }
    for usernames in parsed.usernames.chunks(PART) {
        parsing.add_usernames(&json(usernames));
        client::turn(call).await?;
    }
    Ok(parsed)
}

fn json(texts: &[&str]) -> String {
    // Strings are always written.
    serde_json::to_string(texts).unwrap_or_default()
}

/// Writes a list of `people`: of each an ID and a username, one of which may be empty, all with commas between.
///
/// # Errors
/// `invalid_argument`
#[wasm_bindgen]
pub fn format_list(call: &Call, people: &str, format: &str) -> Result<String, JsValue> {
    list::format(people, format).map_err(|error| outcome::rejection(call, error.into()))
}
