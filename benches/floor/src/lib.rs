//! One call out and one back: JavaScript fetches and parses, Rust awaits its promise. No checks, no errors, no limits.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/send.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn send(url: &str, token: &str, target: &str) -> Result<JsValue, JsValue>;
}

/// `POST /2/users/:id/muting`
#[wasm_bindgen]
pub async fn mute(url: String, token: String, target: String) -> Result<JsValue, JsValue> {
    send(&url, &token, &target).await
}
