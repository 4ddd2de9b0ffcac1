//! What the wasm module exports to the JavaScript half. Flat values in; what comes of a call goes to its `Call`.

mod calls;
#[cfg(feature = "client")]
mod job;
#[cfg(feature = "client")]
mod list;
#[cfg(feature = "client")]
mod plan;
mod resume;
#[cfg(feature = "client")]
mod session;
#[cfg(feature = "trap")]
mod trap;
mod work;

#[cfg(feature = "client")]
pub use calls::{me, muted, user_id, users};
pub use calls::{mute, unmute};
#[cfg(feature = "client")]
pub use list::{format_list, parse_list};
#[cfg(feature = "client")]
pub use plan::plan;
pub use resume::resume;
#[cfg(feature = "client")]
pub use session::{begin_sign_in, complete_sign_in, renew_session, restore_session, sign_out};
