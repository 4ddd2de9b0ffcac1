//! Faults on purpose, in the test build only: what the guard has to survive. And what is counted there.

use js_sys::JSON;
use wasm_bindgen::prelude::*;

#[cfg(not(feature = "client"))]
use crate::client::Platform;
#[cfg(feature = "client")]
use crate::client::{ClientPlatform, Task};
use crate::web::Call;

#[wasm_bindgen]
extern "C" {
    /// Functions of a test's.
    pub type Test;

    /// Throws. Bound without `catch` on purpose: what it throws passes through Rust unseen.
    #[wasm_bindgen(method)]
    fn raise(this: &Test);
}

/// Waits for the call's token.
#[cfg(feature = "client")]
async fn wait(call: &Call) -> String {
    call.perform(Task::Token(None)).await.unwrap_or_default()
}

/// Waits for a timer: the small module asks for no token.
#[cfg(not(feature = "client"))]
async fn wait(call: &Call) -> String {
    Platform::wait(call, 0).await;
    String::new()
}

/// How many allocations there have been.
#[wasm_bindgen]
pub fn allocations() -> u32 {
    crate::web::allocations()
}

/// Traps before there is a promise.
#[wasm_bindgen]
pub fn trap_at_once(_call: &Call) {
    core::arch::wasm32::unreachable()
}

/// Traps before its first await.
#[wasm_bindgen]
pub async fn trap_before_await(_call: Call) {
    core::arch::wasm32::unreachable()
}

/// Traps after an await.
#[wasm_bindgen]
pub async fn trap_after_await(call: Call) {
    wait(&call).await;
    core::arch::wasm32::unreachable()
}

/// Calls a function that throws.
#[wasm_bindgen]
pub async fn throw_before_await(_call: Call, test: Test) {
    test.raise();
}

/// Calls a function that throws, after an await.
#[wasm_bindgen]
pub async fn throw_after_await(call: Call, test: Test) {
    wait(&call).await;
    test.raise();
}

/// Waits for the call's token, and gives what that is as JSON.
#[wasm_bindgen]
pub async fn wait_and_succeed(call: Call) -> JsValue {
    JSON::parse(&wait(&call).await).unwrap_or_default()
}

/// Recurses until the stack is full.
#[wasm_bindgen]
pub fn overflow_stack(_call: &Call) -> u32 {
    recurse(1)
}

#[allow(unconditional_recursion, reason = "this is the fault")]
fn recurse(depth: u32) -> u32 {
    let frame = core::hint::black_box([depth; 64]);
    recurse(depth.wrapping_add(1)).wrapping_add(frame.iter().copied().fold(0, u32::wrapping_add))
}

/// Allocates until there is no memory left.
#[wasm_bindgen]
pub fn exhaust_memory(_call: &Call) {
    let mut held = Vec::new();
    loop {
        held.push(core::hint::black_box(Vec::<u8>::with_capacity(64 << 20)));
    }
}
