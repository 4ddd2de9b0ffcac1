//! What one X knows.

pub mod account;
pub mod challenge;
pub mod client;
pub mod clock;
pub mod code;
pub mod cors;
pub mod fault;
pub mod limit;
pub mod lists;
pub mod log;
pub mod random;
pub mod scope;
pub(crate) mod seed;
pub mod session;
pub mod setting;
pub mod signer;
pub mod token;

use std::collections::HashMap;
use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use account::Accounts;
use client::Clients;
use clock::Clock;
use code::Codes;
use cors::Cors;
use fault::Faults;
use limit::Limits;
use lists::Lists;
use log::RequestLog;
use session::Sessions;
use setting::{EmptyList, MissingTargets, NoRelation, Vocabulary};
use signer::Signers;
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

/// Everything in a world that can change.
pub struct State {
    pub accounts: Accounts,
    pub clients: Clients,
    pub clock: Clock,
    pub codes: Codes,
    pub cors: Cors,
    pub empty_list: EmptyList,
    pub no_relation: NoRelation,
    pub faults: Faults,
    pub limits: Limits,
    pub lists: Lists,
    pub log: RequestLog,
    pub missing_targets: MissingTargets,
    pub sessions: Sessions,
    /// The ID of whoever is signed in where X asks for consent.
    pub signed_in: String,
    pub signers: Signers,
    pub tokens: Tokens,
    pub vocabulary: Vocabulary,
}

impl Default for State {
    fn default() -> Self {
        Self {
            accounts: seed::accounts(),
            clients: seed::clients(),
            clock: Clock::default(),
            codes: Codes::default(),
            cors: Cors::default(),
            empty_list: EmptyList::default(),
            no_relation: NoRelation::default(),
            faults: Faults::default(),
            limits: Limits::default(),
            lists: Lists::default(),
            log: RequestLog::default(),
            missing_targets: MissingTargets::default(),
            sessions: Sessions::default(),
            signed_in: YOU.to_owned(),
            signers: seed::signers(),
            tokens: seed::tokens(),
            vocabulary: Vocabulary::default(),
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
