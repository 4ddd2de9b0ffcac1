//! User IDs in a set.

use crate::bulk::account_hash::{AccountHash, Places};

/// User IDs, each once.
#[derive(Default)]
pub struct IdSet {
    ids: Vec<u64>,
    places: Places,
}

impl IdSet {
    /// Adds an ID.
    pub fn add(&mut self, hash: &AccountHash, id: u64) {
        let Self { ids, places } = self;
        let place = ids.len() as u32;
        if places.add(hash.id(id), place, &|at| ids.get(at as usize) == Some(&id)).is_none() {
            ids.push(id);
        }
    }

    /// True if nothing has been added.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// True if the ID has been added.
    pub fn has(&self, hash: &AccountHash, id: u64) -> bool {
        !self.is_empty() && self.places.find(hash.id(id), &|at| self.ids.get(at as usize) == Some(&id)).is_some()
    }
}
