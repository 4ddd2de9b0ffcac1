//! Who is given by username, and the entries that give an ID beside it.

use crate::bulk::account_hash::{AccountHash, Places, packed};

/// An ID that is given beside a username.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The ID.
    pub id: u64,
    /// True if it is known to be rounded.
    pub is_rounded: bool,
}

/// A person who was given by username and ID.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Their place in the roster.
    pub person: u32,
    /// The ID.
    pub claim: Claim,
    /// The place in [`Names::entries`] of the entry before it with this username.
    before: Option<u32>,
}

/// A username as it was given: what X calls the person may change.
pub struct Name {
    key: u128,
    /// The place in the roster of the first person who was given by it.
    pub person: u32,
    /// The place in [`Names::entries`] of the last entry with this username that is not judged yet.
    last_entry: Option<u32>,
    /// True once an entry with this username was found not to name the account that has it.
    pub is_disputed: bool,
}

/// The usernames by which people were given, found in upper and lower case.
#[derive(Default)]
pub struct Names {
    names: Vec<Name>,
    entries: Vec<Entry>,
    /// Places in `names`.
    places: Places,
}

impl Names {
    /// Adds a username.
    ///
    /// # Errors
    /// The place of the first person who was given by it.
    pub fn add(&mut self, hash: &AccountHash, name: &str, person: u32) -> Result<(), u32> {
        let key = packed(name);
        let Self { names, places, .. } = self;
        let is_it = |at: u32| names.get(at as usize).is_some_and(|name| name.key == key);
        if let Some(taken) = places.add(hash.packed(key), names.len() as u32, &is_it) {
            return Err(names.get(taken as usize).map_or(0, |name| name.person));
        }
        names.push(Name { key, person, last_entry: None, is_disputed: false });
        Ok(())
    }

    /// Adds an entry with a username that is there. It is the first person's, or else, if that one has an entry already, the
    /// next person's. Gives whose it is.
    pub fn add_entry(&mut self, hash: &AccountHash, name: &str, claim: Claim, next_person: u32) -> u32 {
        let entry = self.entries.len() as u32;
        let Some(name) = self.find_mut(hash, name) else { return next_person };
        let before = name.last_entry.replace(entry);
        let person = if before.is_some() { next_person } else { name.person };
        self.entries.push(Entry { person, claim, before });
        person
    }

    /// The entries with this username that are not judged yet, in their order; from now on they are.
    pub fn take_entries(&mut self, hash: &AccountHash, name: &str) -> Vec<Entry> {
        let mut taken = Vec::new();
        if self.entries.is_empty() {
            return taken;
        }
        let mut next = self.find_mut(hash, name).and_then(|name| name.last_entry.take());
        while let Some(entry) = next.and_then(|at| self.entries.get(at as usize)) {
            taken.push(*entry);
            next = entry.before;
        }
        taken.reverse();
        taken
    }

    /// A username.
    pub fn find(&self, hash: &AccountHash, name: &str) -> Option<&Name> {
        self.names.get(self.place(hash, name)?)
    }

    /// A username, to be changed.
    pub fn find_mut(&mut self, hash: &AccountHash, name: &str) -> Option<&mut Name> {
        let place = self.place(hash, name)?;
        self.names.get_mut(place)
    }

    fn place(&self, hash: &AccountHash, name: &str) -> Option<usize> {
        if self.names.is_empty() || name.is_empty() {
            return None;
        }
        let key = packed(name);
        let is_it = |at: u32| self.names.get(at as usize).is_some_and(|name| name.key == key);
        self.places.find(hash.packed(key), &is_it).map(|at| at as usize)
    }
}
