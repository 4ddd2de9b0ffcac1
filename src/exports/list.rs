//! Lists of people.

use wasm_bindgen::prelude::*;

use super::outcome;
use crate::bulk::list;
use crate::client::Platform;
use crate::web::Call;

/// Reads a list; gives the JSON of a `ParsedList`.
#[wasm_bindgen]
pub fn parse_list(call: &Call, text: &str) -> String {
    list::read(text, Platform::random(call)).as_str().into()
}

/// Writes a list of `people`: of each an ID and a username, one of which may be empty, all with commas between.
///
/// # Errors
/// `invalid_argument`
#[wasm_bindgen]
pub fn format_list(call: &Call, people: &str, format: &str) -> Result<String, JsValue> {
    let written = list::format(people, format).map_err(|error| outcome::rejection(call, error.into()));
    Ok(written?.as_str().into())
}
