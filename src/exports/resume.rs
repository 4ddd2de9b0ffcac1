//! The way back into a task that waits.

use wasm_bindgen::prelude::*;

use crate::web::{self, Answer};

/// What `task` waits for has arrived: an HTTP status, or below 100 why there is none, and the answer.
#[wasm_bindgen]
pub fn resume(task: usize, status: u16, answer: Answer) {
    // SAFETY: `js/attempt.js` answers a task once, and the guard keeps a dead instance's tasks from a new one.
    unsafe { web::resume(task, web::arrived(status, answer)) };
}
