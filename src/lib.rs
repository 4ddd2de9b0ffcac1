//! Mute and unmute accounts on X from JavaScript.
//!
//! A call runs one way: `js/` reads what the caller gave, `exports` takes it over, [`client`] says what happens in which order,
//! [`api`] says what to ask X and how to read the answer, `web` lets the platform fetch.
//!
//! - [`api`] and [`auth`]: X's API and its credentials in plain Rust. No wasm types, no async, no clock.
//! - `bulk`: many mutes, as state machines that are told the time: what to read for a plan, when to send what; and list formats.
//! - [`client`]: the course of a call, over the one trait [`client::Platform`].
//! - `web`: that trait for browsers and the other JavaScript runtimes.
//! - `exports`: what the wasm module exports to the JavaScript half of the package. Internal: users meet `index.d.ts`.
//!
//! Without the feature `client` there are only mute and unmute: the module that is part of the package's script.

pub mod api;
#[cfg(test)]
#[cfg(feature = "client")]
mod attacks;
pub mod auth;
#[cfg(feature = "client")]
pub mod bulk;
pub mod client;
#[cfg(test)]
mod testing;

#[cfg(target_family = "wasm")]
pub mod exports;
#[cfg(target_family = "wasm")]
pub mod web;
