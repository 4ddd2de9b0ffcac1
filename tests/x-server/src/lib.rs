//! A stand-in for X's API v2: real HTTP, real state, and failures on demand.
//!
//! * [`Server`] accepts connections; dropping it ends them all.
//! * `front` leads each request to its world, and through the world's faults.
//! * `world` is what one X knows: accounts, mutes, tokens, limits, a clock, a request log.
//! * `api` answers `/2/…` as X does.
//! * `page` is the one page of X's that is met here: it asks a user whether an app may have access.
//! * `control` answers `/control/…`: how a test arranges its world and looks into it. README.md tells what it takes.
//!
//! Every world is a whole X of its own, so that tests run side by side: `/2/…`, `/i/…` and `/control/…` meet the world
//! "default", the same behind `/worlds/{name}` the world of that name, made on first use.

mod api;
mod control;
mod front;
mod page;
mod server;
mod wire;
mod world;

pub use server::Server;

/// What a new world begins with.
pub mod seed {
    pub use crate::world::seed::{
        ACCOUNTS, CLIENT_ID, OAUTH1_ACCESS_TOKEN, OAUTH1_ACCESS_TOKEN_SECRET, OAUTH1_CONSUMER_KEY,
        OAUTH1_CONSUMER_SECRET, TOKEN, YOU,
    };
}
