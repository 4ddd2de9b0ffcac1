//! What one X knows.

pub mod account;
pub mod clock;
pub mod cors;
pub mod fault;
pub mod limit;
pub mod log;
pub mod mutes;
pub(crate) mod seed;
pub mod token;

use std::collections::HashMap;
use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use account::Accounts;
use clock::Clock;
use cors::Cors;
use fault::Faults;
use limit::Limits;
use log::RequestLog;
use mutes::Mutes;
use token::Tokens;

pub use seed::YOU;

/// All the worlds of a server, by name.
#[derive(Default)]
pub struct Worlds(Mutex<HashMap<String, Arc<World>>>);

impl Worlds {
    /// The world of that name, made on first use.
    pub fn named(&self, name: &str) -> Arc<World> {
        let mut worlds = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(world) = worlds.get(name) {
            return Arc::clone(world);
        }
        Arc::clone(worlds.entry(name.to_owned()).or_default())
    }
}

/// One X. Its state is locked for one step at a time and never across an await: the guard is not `Send`, so the
/// compiler sees to that.
#[derive(Default)]
pub struct World(Mutex<State>);

impl World {
    pub fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What X does when the target of a mute or unmute does not exist: both have been seen.
#[derive(Clone, Copy, Default, Serialize, Deserialize)]
pub enum MissingTargets {
    #[default]
    #[serde(rename = "404")]
    NotFound,
    #[serde(rename = "200-with-errors")]
    OnlyErrors,
}

/// Everything in a world that can change.
pub struct State {
    pub accounts: Accounts,
    pub clock: Clock,
    pub cors: Cors,
    pub faults: Faults,
    pub limits: Limits,
    pub log: RequestLog,
    pub missing_targets: MissingTargets,
    pub mutes: Mutes,
    pub tokens: Tokens,
}

impl Default for State {
    fn default() -> Self {
        Self {
            accounts: seed::accounts(),
            clock: Clock::default(),
            cors: Cors::default(),
            faults: Faults::default(),
            limits: Limits::default(),
            log: RequestLog::default(),
            missing_targets: MissingTargets::default(),
            mutes: Mutes::default(),
            tokens: seed::tokens(),
        }
    }
}

impl State {
    pub fn reset(&mut self) {
        // The log goes on counting: a request still under way must not put its status on a later one.
        let mut log = mem::take(&mut self.log);
        log.clear();
        *self = Self { log, ..Self::default() };
    }
}
