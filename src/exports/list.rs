//! Lists of people. Each asks its `Call` for what was given with it.

use wasm_bindgen::prelude::*;

use super::work::fail;
use crate::api::Text;
use crate::bulk::list;
use crate::client::Platform;
use crate::web::Call;

/// Reads a list.
#[wasm_bindgen]
pub fn parse_list(call: Call) {
    let list = list::read(&call.given("text"), Platform::random(&call));
    call.finish(list.as_str());
}

/// Writes one.
#[wasm_bindgen]
pub fn format_list(call: Call) {
    match list::format(&call.given("people"), &call.given("format")) {
        Err(error) => fail(&call, error.into()),
        Ok(list) => {
            let mut json = Text::from("\"");
            json.push_escaped(list.as_str()).push("\"");
            call.finish(json.as_str());
        }
    }
}
