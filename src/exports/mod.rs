//! What the wasm module exports to the JavaScript half. Flat values in; what comes of a call goes to its `Call`.

mod muting;
mod resume;
#[cfg(feature = "trap")]
mod trap;

pub use muting::{mute, unmute};
pub use resume::resume;
