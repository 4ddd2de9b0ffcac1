//! The accounts of a plan, by ID and by username.

use crate::bulk::account_hash::{AccountHash, Places, packed};
use crate::bulk::action::Action;

/// Their ID is on the safelist.
pub const SAFE: u8 = 1;
/// X was asked about them.
pub const LOOKED_UP: u8 = 2;
/// X has found them.
pub const FOUND: u8 = 4;
/// X has told their `connection_status`.
pub const TOLD: u8 = 8;
/// The account has them muted.
pub const MUTED: u8 = 16;
/// The account follows them.
pub const FOLLOWING: u8 = 32;
/// They follow the account.
pub const FOLLOWER: u8 = 64;
/// They are another person of the roster, as their ID has shown.
pub const DOUBLE: u8 = 128;

/// What X can tell of a person.
pub const FACTS: u8 = LOOKED_UP | FOUND | TOLD | MUTED | FOLLOWING | FOLLOWER;

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
    facts: u8,
    /// What is wanted.
    pub action: Action,
}

impl Person {
    /// True if any of these facts is known.
    pub fn has(&self, facts: u8) -> bool {
        self.facts & facts > 0
    }

    /// True if they are known by their username only.
    pub fn has_no_id(&self) -> bool {
        self.id == NO_ID
    }
}

/// Who was given by username, and the username: what X calls them may change.
struct Named {
    name: u128,
    person: u32,
}

/// Everyone in a plan, in the caller's order. People are known by their places.
pub struct Roster {
    people: Vec<Person>,
    /// The usernames, one after the other.
    names: String,
    named: Vec<Named>,
    /// The places of people whose ID is known.
    by_id: Places,
    /// Places in `named`.
    by_name: Places,
    safe: Vec<u64>,
    /// Places in `safe`.
    safe_places: Places,
    hash: AccountHash,
}

impl Roster {
    /// An empty roster; `seed` is any number that nobody else knows.
    pub fn new(seed: u32) -> Self {
        Self {
            people: Vec::new(),
            names: String::new(),
            named: Vec::new(),
            by_id: Places::default(),
            by_name: Places::default(),
            safe: Vec::new(),
            safe_places: Places::default(),
            hash: AccountHash::new(seed),
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
        let Self { safe, safe_places, hash, .. } = self;
        let place = safe.len() as u32;
        if safe_places.add(hash.id(id), place, &|at| safe.get(at as usize) == Some(&id)).is_none() {
            safe.push(id);
        }
    }

    fn is_safe(&self, id: u64) -> bool {
        !self.safe.is_empty()
            && self.safe_places.find(self.hash.id(id), &|at| self.safe.get(at as usize) == Some(&id)).is_some()
    }

    /// Adds a person by ID.
    ///
    /// # Errors
    /// The place of the person who has this ID.
    pub fn add_id(&mut self, id: u64, action: Action, facts: u8) -> Result<u32, u32> {
        let place = self.len();
        let facts = if self.is_safe(id) { facts | SAFE } else { facts };
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
        let key = packed(name);
        let Self { named, by_name, hash, .. } = self;
        let known = |at: u32| named.get(at as usize);
        let is_it = |at| known(at).is_some_and(|named| named.name == key);
        if let Some(taken) = by_name.add(hash.packed(key), named.len() as u32, &is_it) {
            return Err(known(taken).map_or(0, |named| named.person));
        }
        self.named.push(Named { name: key, person: place });
        self.people.push(Person { id: NO_ID, name_start: 0, name_length: 0, facts: 0, action });
        self.set_name(place, name);
        Ok(place)
    }

    /// The place of the person with this ID.
    pub fn find_id(&self, id: u64) -> Option<u32> {
        self.by_id.find(self.hash.id(id), &|at| id_at(&self.people, at) == id)
    }

    /// The place of the person who was given by this username, if their ID is not known yet.
    pub fn find_unknown(&self, name: &str) -> Option<u32> {
        if self.named.is_empty() || name.is_empty() {
            return None;
        }
        let key = packed(name);
        let known = |at: u32| self.named.get(at as usize);
        let at = self.by_name.find(self.hash.packed(key), &|at| known(at).is_some_and(|named| named.name == key))?;
        let place = known(at)?.person;
        self.get(place)?.has_no_id().then_some(place)
    }

    /// Sets the ID of a person who was given by username, unless it is [`NO_ID`].
    pub fn set_id(&mut self, place: u32, id: u64) {
        let is_safe = self.is_safe(id);
        let Self { people, by_id, hash, .. } = self;
        let Some(person) = people.get_mut(place as usize).filter(|person| person.id != id) else { return };
        person.id = id;
        person.facts |= if is_safe { SAFE } else { 0 };
        by_id.add(hash.id(id), place, &|_| false);
    }

    /// Marks a person as another one, who has this ID.
    pub fn set_double(&mut self, place: u32, id: u64) {
        if let Some(person) = self.people.get_mut(place as usize) {
            person.id = id;
            person.facts |= DOUBLE;
        }
    }

    /// Adds facts about a person.
    pub fn add_facts(&mut self, place: u32, facts: u8) {
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
        (self.by_id, self.by_name, self.safe_places) = (Places::default(), Places::default(), Places::default());
    }
}

fn id_at(people: &[Person], place: u32) -> u64 {
    people.get(place as usize).map_or(NO_ID, |person| person.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_and_a_username_of_the_same_digits_are_two_people() {
        let mut roster = Roster::new(0);
        assert_eq!(roster.add_id(5, Action::Mute, 0), Ok(0));
        assert_eq!(roster.add_name("5", Action::Mute), Ok(1));
        assert_eq!((roster.find_id(5), roster.find_unknown("5")), (Some(0), Some(1)));
    }

    #[test]
    fn a_username_is_found_in_any_case_until_its_id_is_known() {
        let mut roster = Roster::new(1);
        assert_eq!(roster.add_name("Jack", Action::Mute), Ok(0));
        assert_eq!(roster.add_name("jACK", Action::Mute), Err(0));
        assert_eq!(roster.find_unknown("JACK"), Some(0));
        roster.set_id(0, 12);
        assert_eq!((roster.find_unknown("jack"), roster.find_id(12)), (None, Some(0)));
    }

    #[test]
    fn a_hundred_thousand_that_follow_one_another_are_found_soon() {
        for step in [1, 1 << 12, 1 << 32, 1 << 40] {
            let mut roster = Roster::new(12345);
            for at in 0..100_000 {
                assert_eq!(roster.add_id(u64::from(at) * step, Action::Mute, 0), Ok(at));
            }
            assert!((0..100_000).all(|at| roster.find_id(u64::from(at) * step) == Some(at)));
        }
    }
}
