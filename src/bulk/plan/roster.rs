//! The accounts of a plan, by ID and by username.

use super::names::{Claim, Entry, Names};
use super::rounding::any_rounding;
use crate::bulk::account_hash::{AccountHash, IdSet, Places};
use crate::bulk::action::Action;

/// Their ID is on the safelist.
pub const SAFE: u16 = 1;
/// X was asked about them.
pub const LOOKED_UP: u16 = 2;
/// X has found them.
pub const FOUND: u16 = 4;
/// X has told their `connection_status`.
pub const TOLD: u16 = 8;
/// The account has them muted.
pub const MUTED: u16 = 16;
/// The account follows them.
pub const FOLLOWING: u16 = 32;
/// They follow the account.
pub const FOLLOWER: u16 = 64;
/// X says that nobody has their username.
pub const GONE: u16 = 128;
/// They are another person of the roster, as their ID has shown.
pub const DOUBLE: u16 = 256;
/// An entry names them by ID or username, and gives another account's username or ID beside it.
pub const DISPUTED: u16 = 512;
/// X has shown an entry's ID and username to be both theirs.
pub const CONFIRMED: u16 = 1024;
/// Their username is looked up for an earlier person of the roster.
pub const FOLLOWS: u16 = 2048;

/// What X can tell of a person: 8 bits, as a step keeps them.
pub const FACTS: u16 = LOOKED_UP | FOUND | TOLD | MUTED | FOLLOWING | FOLLOWER | GONE;

/// In place of an ID that is not known. It has a digit more than IDs have.
pub const NO_ID: u64 = u64::MAX;

/// One account.
pub struct Person {
    /// Their ID, or [`NO_ID`]. It never changes once it is known.
    pub id: u64,
    /// Where their username begins in [`Roster::names`], in bytes, and its length; 0 if it is not known. One text for all
    /// takes half the memory of a text for each.
    name_start: u32,
    name_length: u8,
    facts: u16,
    /// What is wanted.
    pub action: Action,
}

impl Person {
    /// True if any of these facts is known.
    pub fn has(&self, facts: u16) -> bool {
        self.facts & facts > 0
    }

    /// True if it is not certain that they are meant.
    pub fn is_disputed(&self) -> bool {
        self.has(DISPUTED) && !self.has(CONFIRMED)
    }

    /// True if they are known by their username only.
    pub fn has_no_id(&self) -> bool {
        self.id == NO_ID
    }
}

/// Everyone in a plan, in the caller's order. People are known by their places.
pub struct Roster {
    people: Vec<Person>,
    /// The usernames, one after the other.
    names: String,
    /// By which usernames they were given.
    given: Names,
    /// The places of people whose ID is known.
    by_id: Places,
    safe: IdSet,
    disputed: IdSet,
    /// The rounded IDs of entries whose account was not found.
    unresolved: IdSet,
    hash: AccountHash,
}

impl Roster {
    /// An empty roster; `seed` is any number that nobody else knows.
    pub fn new(seed: u32) -> Self {
        let hash = AccountHash::new(seed);
        let [safe, disputed, unresolved] = [(); 3].map(|()| hash.id_set());
        Self {
            people: Vec::new(),
            names: String::new(),
            given: Names::default(),
            by_id: Places::default(),
            safe,
            disputed,
            unresolved,
            hash,
        }
    }

    /// Makes room for so many more people at once: growing step by step takes more time and memory.
    pub fn reserve(&mut self, ids: usize) {
        self.people.reserve(ids);
        self.by_id.reserve(ids);
    }

    /// How many people there are.
    pub fn len(&self) -> u32 {
        self.people.len() as u32
    }

    /// Everyone from this place on.
    pub fn from(&self, place: usize) -> &[Person] {
        self.people.get(place..).unwrap_or_default()
    }

    /// A person.
    pub fn get(&self, place: u32) -> Option<&Person> {
        self.people.get(place as usize)
    }

    /// A person's username; empty if it is not known.
    pub fn name(&self, person: &Person) -> &str {
        let start = person.name_start as usize;
        self.names.get(start..start + usize::from(person.name_length)).unwrap_or_default()
    }

    /// Puts an ID on the safelist. Only people who are added, or whose ID becomes known, afterwards are safe.
    pub fn add_safe(&mut self, id: u64) {
        self.safe.insert(id);
    }

    /// Takes an ID for disputed. Only people who are added, or whose ID becomes known, afterwards are [`DISPUTED`].
    pub fn add_disputed(&mut self, id: u64) {
        self.disputed.insert(id);
    }

    /// Keeps the rounded ID of an entry whose account was not found.
    pub fn add_unresolved(&mut self, rounded: u64) {
        self.unresolved.insert(rounded);
    }

    /// True if an account with this ID may be meant by an entry whose account was not found.
    pub fn may_be_unresolved(&self, id: u64) -> bool {
        !self.unresolved.is_empty() && any_rounding(id, &|rounded| self.unresolved.contains(&rounded))
    }

    /// What is known of a person by their ID alone.
    fn facts_of(&self, id: u64) -> u16 {
        let [safe, disputed] = [(&self.safe, SAFE), (&self.disputed, DISPUTED)]
            .map(|(set, fact)| if set.contains(&id) { fact } else { 0 });
        safe | disputed
    }

    /// Adds a person by ID.
    ///
    /// # Errors
    /// The place of the person who has this ID.
    pub fn add_id(&mut self, id: u64, action: Action, facts: u16) -> Result<u32, u32> {
        let place = self.len();
        let facts = facts | self.facts_of(id);
        let Self { people, by_id, hash, .. } = self;
        if let Some(taken) = by_id.add(hash.id(id), place, &|at| id_at(people, at) == id) {
            return Err(taken);
        }
        people.push(Person { id, name_start: 0, name_length: 0, facts, action });
        Ok(place)
    }

    /// Adds a person by username.
    ///
    /// # Errors
    /// The place of the person who was given by this username.
    pub fn add_name(&mut self, name: &str, action: Action) -> Result<u32, u32> {
        let place = self.len();
        self.given.add(&self.hash, name, place)?;
        self.push_name(name, action, 0);
        Ok(place)
    }

    fn push_name(&mut self, name: &str, action: Action, facts: u16) {
        let place = self.len();
        self.people.push(Person { id: NO_ID, name_start: 0, name_length: 0, facts, action });
        self.set_name(place, name);
    }

    /// Adds a person by username and ID. One who is there by this username alone becomes that person; entries with one username
    /// are people of their own.
    ///
    /// # Errors
    /// The place of a person who was given by this username for another action.
    pub fn add_entry(&mut self, name: &str, action: Action, claim: Claim) -> Result<u32, u32> {
        if let Err(taken) = self.add_name(name, action)
            && self.get(taken).is_none_or(|person| person.action != action)
        {
            return Err(taken);
        }
        let next = self.len();
        let person = self.given.add_entry(&self.hash, name, claim, next);
        if person == next {
            self.push_name(name, action, FOLLOWS);
        }
        Ok(person)
    }

    /// The entries with this username that are not judged yet, in their order; from now on they are.
    pub fn take_entries(&mut self, name: &str) -> Vec<Entry> {
        self.given.take_entries(&self.hash, name)
    }

    /// Takes a username for disputed.
    pub fn dispute_name(&mut self, name: &str) {
        if let Some(name) = self.given.find_mut(&self.hash, name) {
            name.is_disputed = true;
        }
    }

    /// True if a username is disputed.
    pub fn is_name_disputed(&self, name: &str) -> bool {
        self.given.find(&self.hash, name).is_some_and(|name| name.is_disputed)
    }

    /// The place of the person with this ID.
    pub fn find_id(&self, id: u64) -> Option<u32> {
        self.by_id.find(self.hash.id(id), &|at| id_at(&self.people, at) == id)
    }

    /// The place of the person who was given by this username, if their ID is not known yet and the username is not disputed.
    pub fn find_unknown(&self, name: &str) -> Option<u32> {
        let name = self.given.find(&self.hash, name).filter(|name| !name.is_disputed)?;
        self.get(name.person)?.has_no_id().then_some(name.person)
    }

    /// Sets the ID of a person who was given by username, unless it is [`NO_ID`].
    pub fn set_id(&mut self, place: u32, id: u64) {
        if id_at(&self.people, place) == id {
            return;
        }
        let facts = self.facts_of(id);
        let Self { people, by_id, hash, .. } = self;
        let Some(person) = people.get_mut(place as usize) else { return };
        person.id = id;
        person.facts |= facts;
        by_id.add(hash.id(id), place, &|_| false);
    }

    /// Gives a person an ID that they are not found by: another one's, or a disputed one.
    pub fn set_unfindable_id(&mut self, place: u32, id: u64) {
        if let Some(person) = self.people.get_mut(place as usize) {
            person.id = id;
        }
    }

    /// Adds facts about a person.
    pub fn add_facts(&mut self, place: u32, facts: u16) {
        if let Some(person) = self.people.get_mut(place as usize) {
            person.facts |= facts;
        }
    }

    /// Sets what is wanted of a person.
    pub fn set_action(&mut self, place: u32, action: Action) {
        if let Some(person) = self.people.get_mut(place as usize) {
            person.action = action;
        }
    }

    /// Sets a person's username, as X writes it.
    pub fn set_name(&mut self, place: u32, name: &str) {
        let start = self.names.len() as u32;
        if self.get(place).is_none_or(|person| self.name(person) == name) {
            return;
        }
        self.names.push_str(name);
        if let Some(person) = self.people.get_mut(place as usize) {
            (person.name_start, person.name_length) = (start, name.len() as u8);
        }
    }

    /// Frees the memory that only finding people takes.
    pub fn forget_places(&mut self) {
        (self.by_id, self.given) = (Places::default(), Names::default());
        (self.safe, self.disputed) = (self.hash.id_set(), self.hash.id_set());
    }
}

fn id_at(people: &[Person], place: u32) -> u64 {
    people.get(place as usize).map_or(NO_ID, |person| person.id)
}

#[cfg(test)]
mod tests;
