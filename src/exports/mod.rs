//! What the wasm module exports to the JavaScript half: async functions, each of which is given its `Call`.

mod auth;
mod muting;
mod outcome;
#[cfg(feature = "trap")]
mod trap;

#[cfg(feature = "client")]
mod accounts;
#[cfg(feature = "client")]
mod job;
#[cfg(feature = "client")]
mod list;
#[cfg(feature = "client")]
mod plan;
#[cfg(feature = "client")]
mod session;

pub use muting::{mute, unmute};

#[cfg(feature = "client")]
pub use accounts::{me, user_id, user_list, users};
#[cfg(feature = "client")]
pub use job::run_job;
#[cfg(feature = "client")]
pub use list::{format_list, parse_list};
#[cfg(feature = "client")]
pub use plan::plan;
#[cfg(feature = "client")]
pub use session::{begin_sign_in, complete_sign_in, renew_session, restore_session, sign_out};
