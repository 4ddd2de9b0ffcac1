//! Faults on purpose, in the test build only: what the guard has to survive. And what is counted there.

use wasm_bindgen::prelude::*;

use crate::client::{Fetched, Platform, Task};
use crate::web::{Call, spawn};

#[wasm_bindgen]
extern "C" {
    /// Functions of a test's.
    pub type Test;

    /// Throws. Bound without `catch` on purpose: what it throws passes through Rust unseen.
    #[wasm_bindgen(method)]
    fn raise(this: &Test);
}

/// How many allocations there have been.
#[wasm_bindgen]
pub fn allocations() -> u32 {
    crate::web::allocations()
}

/// Traps before its first await.
#[wasm_bindgen]
pub fn trap_before_await(_call: Call) {
    spawn(async { core::arch::wasm32::unreachable() });
}

/// Traps after an await.
#[wasm_bindgen]
pub fn trap_after_await(call: Call, _test: Test) {
    spawn(async move {
        Platform::perform(&call, Task::Token("")).await;
        core::arch::wasm32::unreachable()
    });
}

/// Calls a function that throws.
#[wasm_bindgen]
pub fn throw_before_await(_call: Call, test: Test) {
    spawn(async move { test.raise() });
}

/// Calls a function that throws, after an await.
#[wasm_bindgen]
pub fn throw_after_await(call: Call, test: Test) {
    spawn(async move {
        Platform::perform(&call, Task::Token("")).await;
        test.raise();
    });
}

/// Waits for the call's token, and succeeds with what that is as JSON.
#[wasm_bindgen]
pub fn wait_and_succeed(call: Call) {
    spawn(async move {
        if let Fetched::Reply(response) = Platform::perform(&call, Task::Token("")).await {
            call.succeed(&response.answer);
        }
    });
}

/// Recurses until the stack is full.
#[wasm_bindgen]
pub fn overflow_stack(_call: Call) -> u32 {
    recurse(1)
}

#[allow(unconditional_recursion, reason = "this is the fault")]
fn recurse(depth: u32) -> u32 {
    let frame = core::hint::black_box([depth; 64]);
    recurse(depth.wrapping_add(1)).wrapping_add(frame.iter().copied().fold(0, u32::wrapping_add))
}

/// Allocates until there is no memory left.
#[wasm_bindgen]
pub fn exhaust_memory(_call: Call) {
    let mut held = Vec::new();
    loop {
        held.push(core::hint::black_box(Vec::<u8>::with_capacity(64 << 20)));
    }
}
