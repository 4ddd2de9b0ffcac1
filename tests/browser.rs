//! The platform in a real browser: Rust sends, over real HTTP, to the stand-in that `cargo xtask test wasm` starts.
#![cfg(target_family = "wasm")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail")]

use gloo_net::http::Request;
use js_sys::JSON;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use x_mutes::exports::{mute, unmute};
use x_mutes::web::{Auth, Call};

wasm_bindgen_test_configure!(run_in_browser);

const X_SERVER: Option<&str> = option_env!("X_SERVER");
const TOKEN: &str = "stand-in-token";
const ME: &str = "2244994945";
const OTHER: &str = "1234567890123456789";

/// tests/browser.js and all that it imports in one file, by `cargo xtask test`: the runner's server leaves Firefox
/// waiting where there are many.
mod modules {
    use super::*;

    #[wasm_bindgen(module = "/target/browser-test.js")]
    extern "C" {
        /// A `ClientCall` whose attempts may take this long, in milliseconds.
        #[wasm_bindgen(js_name = callFor)]
        pub fn call_for(time_limit: u32) -> Call;

        /// What the client reads of a token.
        #[wasm_bindgen(js_name = authOf)]
        pub fn auth_of(token: &str) -> Auth;
    }
}

/// How long an attempt may take, in milliseconds.
const TIME_LIMIT: u32 = 2_000;

/// What a mute or an unmute is given besides its call.
fn given(world: &World, [token, source, target]: [&str; 3]) -> (Auth, String, String, Option<String>) {
    (modules::auth_of(token), source.into(), target.into(), Some(world.url.clone()))
}

/// What becomes of a mute without retries, as JSON: X's answer, or the error.
async fn muting(world: &World, texts: [&str; 3]) -> String {
    let (auth, source, target, base_url) = given(world, texts);
    json(mute(modules::call_for(TIME_LIMIT), auth, source, target, base_url, 0, 0).await)
}

/// What becomes of an unmute without retries, as JSON: X's answer, or the error.
async fn unmuting(world: &World, texts: [&str; 3]) -> String {
    let (auth, source, target, base_url) = given(world, texts);
    json(unmute(modules::call_for(TIME_LIMIT), auth, source, target, base_url, 0, 0).await)
}

fn json(outcome: Result<JsValue, JsValue>) -> String {
    let value = outcome.unwrap_or_else(|error| error);
    JSON::stringify(&value).unwrap().into()
}

/// A world of the stand-in's own.
struct World {
    url: String,
}

impl World {
    async fn new(name: &str) -> Self {
        let server = X_SERVER.expect("X_SERVER says where the stand-in is: run this by `cargo xtask test wasm`");
        let world = Self { url: format!("{server}/worlds/wasm-{name}") };
        world.control("reset", "").await;
        world.control("cors", r#"{"allow_origin":"*"}"#).await;
        world
    }

    async fn control(&self, path: &str, json: &str) {
        let request = Request::post(&format!("{}/control/{path}", self.url)).body(json).unwrap();
        assert!(request.send().await.unwrap().ok(), "{path}");
    }

    async fn mutes(&self) -> String {
        Request::get(&format!("{}/control/mutes/{ME}", self.url)).send().await.unwrap().text().await.unwrap()
    }
}

#[wasm_bindgen_test]
async fn mute_and_unmute_change_what_x_knows() {
    let world = World::new("mute").await;
    assert_eq!(muting(&world, [TOKEN, ME, OTHER]).await, r#"{"data":{"muting":true}}"#);
    assert_eq!(world.mutes().await, format!(r#"{{"ids":["{OTHER}"]}}"#));
    assert_eq!(unmuting(&world, [TOKEN, ME, OTHER]).await, r#"{"data":{"muting":false}}"#);
    assert_eq!(world.mutes().await, r#"{"ids":[]}"#);
}

#[wasm_bindgen_test]
async fn what_is_refused_is_not_sent() {
    let world = World::new("refused").await;
    let error = muting(&world, [TOKEN, ME, "12 "]).await;
    assert!(error.contains(r#""code":"invalid_argument""#), "{error}");
    assert!(error.contains("targetUserId"), "{error}");
    assert_eq!(world.mutes().await, r#"{"ids":[]}"#);
}

#[wasm_bindgen_test]
async fn what_x_refuses_comes_with_its_words() {
    let world = World::new("words").await;
    let error = muting(&world, ["wrong", ME, OTHER]).await;
    assert!(error.contains(r#""code":"unauthorized""#), "{error}");
    assert!(error.contains(r#""title":"Unauthorized""#), "{error}");
}

#[wasm_bindgen_test]
async fn a_connection_that_is_reset_is_a_network_error() {
    let world = World::new("reset").await;
    world.control("faults", r#"{"reset":true,"times":0,"method":"POST"}"#).await;
    let error = muting(&world, [TOKEN, ME, OTHER]).await;
    assert!(error.contains(r#""code":"network""#), "{error}");
}

#[wasm_bindgen_test]
async fn no_answer_is_a_timeout() {
    let world = World::new("hold").await;
    world.control("faults", r#"{"hold":true,"times":0,"method":"POST"}"#).await;
    let error = muting(&world, [TOKEN, ME, OTHER]).await;
    assert!(error.contains(r#""code":"timeout""#), "{error}");
}
