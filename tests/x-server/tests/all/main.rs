//! What the stand-in promises, each promise tried over real HTTP.
// The helpers of tests are tests to us, if not to clippy.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod accounts;
mod authorize;
mod binary;
mod client;
mod clients;
mod control;
mod cors;
mod exchange;
mod faults;
mod limits;
mod listing;
mod log;
mod muting;
mod oauth1;
mod refresh;
mod refusals;
mod revoke;
mod sign_in;
mod signer;
mod users;
mod worlds;
