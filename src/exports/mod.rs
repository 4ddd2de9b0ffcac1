//! What the wasm module exports to the JavaScript half. Flat values in; what comes of a call goes to its `Call`.

mod calls;
mod job;
mod list;
mod plan;
mod resume;
mod session;
#[cfg(feature = "trap")]
mod trap;
mod work;

pub use calls::{me, mute, muted, unmute, user_id, users};
pub use list::{format_list, parse_list};
pub use plan::plan;
pub use resume::resume;
pub use session::{begin_sign_in, complete_sign_in, renew_session, restore_session, sign_out};
