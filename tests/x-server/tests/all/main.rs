//! What the stand-in promises, each promise tried over real HTTP.
// The helpers of tests are tests to us, if not to clippy.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod accounts;
mod binary;
mod client;
mod control;
mod cors;
mod faults;
mod limits;
mod listing;
mod log;
mod muting;
mod refusals;
mod users;
mod worlds;
