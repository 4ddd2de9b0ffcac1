//! The way back into a task that waits.

use wasm_bindgen::prelude::*;

use crate::web::{self, Answer};

/// What `task` waits for has arrived: an HTTP status, or below 100 why there is none, and the answer.
#[wasm_bindgen]
pub fn resume(task: usize, status: u16, answer: Answer) {
    web::resume(task, web::arrived(status, answer));
}
