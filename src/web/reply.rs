//! A response with its body.

use wasm_bindgen::prelude::*;

use super::Json;
use crate::api;

#[wasm_bindgen]
extern "C" {
    /// The class `Reply` of `js/reply.js`. Nothing of it throws.
    pub type Reply;

    #[wasm_bindgen(method, getter)]
    fn status(this: &Reply) -> u16;

    #[wasm_bindgen(method)]
    fn header(this: &Reply, name: &str) -> Option<String>;

    #[wasm_bindgen(method)]
    fn number(this: &Reply, name: &str) -> Option<f64>;

    /// A header that is a date, in milliseconds since the epoch; 0 if it is none.
    #[wasm_bindgen(method)]
    fn date(this: &Reply, name: &str) -> f64;

    #[wasm_bindgen(method)]
    fn json(this: &Reply) -> Option<Json>;

    #[wasm_bindgen(method)]
    fn problem(this: &Reply) -> Option<Json>;

    #[wasm_bindgen(method)]
    fn start(this: &Reply) -> String;

    #[wasm_bindgen(method)]
    fn redacted(this: &Reply, text: &str) -> String;

    #[wasm_bindgen(method)]
    fn accounts(this: &Reply, list: &Json) -> Option<Vec<u8>>;

    #[wasm_bindgen(method)]
    fn parse(this: &Reply, text: &str) -> Option<Json>;
}

impl api::Reply for Reply {
    type Json = Json;

    fn status(&self) -> u16 {
        self.status()
    }

    fn header(&self, name: &str) -> Option<String> {
        self.header(name)
    }

    fn number(&self, name: &str) -> Option<u64> {
        // It is at most 15 digits.
        self.number(name).map(|number| number as u64)
    }

    fn date(&self, name: &str) -> Option<u64> {
        let date = self.date(name);
        (date > 0.0).then_some(date as u64)
    }

    fn json(&self) -> Option<Json> {
        self.json()
    }

    fn problem(&self) -> Option<Json> {
        self.problem()
    }

    fn start(&self) -> String {
        self.start()
    }

    fn redacted(&self, text: &str) -> String {
        self.redacted(text)
    }

    fn accounts(&self, list: &Json) -> Option<String> {
        String::from_utf8(self.accounts(list)?).ok()
    }

    fn parse(&self, text: &str) -> Option<Json> {
        self.parse(text)
    }
}
