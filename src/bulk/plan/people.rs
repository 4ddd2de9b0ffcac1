//! Who is wanted muted or unmuted, and what is known of them.

use super::{List, Planner};
use crate::api::Error;
use crate::api::{UserId, is_username};
use crate::bulk::index::{Index, Key, number};
use crate::bulk::text::{Text, cut, piece};

/// To be unmuted, or else muted.
const UNMUTE: u8 = 1;
/// X was asked about them.
pub const LOOKED_UP: u8 = 2;
/// X has found them.
pub const FOUND: u8 = 4;
/// X has told how they relate to whoever asks.
pub const TOLD: u8 = 8;
/// They are muted.
pub const MUTED: u8 = 16;
/// Whoever asks follows them.
pub const FOLLOWING: u8 = 32;
/// They follow whoever asks.
pub const FOLLOWER: u8 = 64;
/// They are someone else on the list.
pub const DOUBLE: u8 = 128;

/// What X can tell of someone.
pub const FACTS: u8 = LOOKED_UP | FOUND | TOLD | MUTED | FOLLOWING | FOLLOWER;

/// The ID of nobody: it has a digit more than IDs have.
pub const NO_ID: u64 = u64::MAX;

/// What holds for all.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rules {
    /// Whoever else is muted is to be unmuted.
    pub exact: bool,
    /// Those are not to be muted whom the account follows.
    pub skip_following: bool,
    /// Those are not to be muted who follow the account.
    pub skip_followers: bool,
}

/// What is wanted of people, and by what they are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    /// IDs that are never to be muted.
    Safe,
    /// IDs to be muted.
    Mute,
    /// Usernames, without `@`, to be muted.
    MuteByName,
    /// IDs to be unmuted.
    Unmute,
    /// Usernames to be unmuted.
    UnmuteByName,
}

/// Someone on the list.
pub struct Person {
    /// Their ID, once it is known.
    pub id: u64,
    /// Where their username is among all; nowhere where it is not known.
    name: Name,
    flags: u8,
}

/// A piece of the text of all usernames. A text for each would take twice the memory.
#[derive(Clone, Copy, Default)]
pub struct Name {
    start: u32,
    length: u8,
}

impl Person {
    pub fn has(&self, flag: u8) -> bool {
        self.flags & flag > 0
    }

    pub fn is_to_be_unmuted(&self) -> bool {
        self.has(UNMUTE)
    }

    pub fn was_looked_up(&self) -> bool {
        self.has(LOOKED_UP | DOUBLE)
    }

    /// Whether they are known by their username only.
    pub fn has_no_id(&self) -> bool {
        self.id == NO_ID
    }
}

impl Planner {
    /// Begins a plan for whoever has this ID.
    ///
    /// # Errors
    /// `invalid_argument` for what is no ID.
    pub fn new(source: &str, rules: Rules, seed: u32) -> Result<Box<Self>, Box<Error>> {
        Ok(Box::new(Self {
            source: UserId::parse("userId", source)?.as_str().into(),
            own_id: number(source),
            rules,
            people: Vec::new(),
            names: Text::default(),
            index: Index::new(seed),
            safe: Index::new(seed),
            digest: rules.exact.into(),
            list: List::default(),
            pending: 0,
            unsure: 0,
            doubles: 0,
            told: false,
            named: false,
            at: 0,
            reads: 0,
            users_read: 0,
        }))
    }

    /// Takes people, with commas between; those who are safe first. Whoever is named twice counts once.
    ///
    /// # Errors
    /// `invalid_argument` for what is no ID or username, and for whom is to be both muted and unmuted.
    pub fn want(&mut self, want: Want, people: &str) -> Result<(), Box<Error>> {
        let flags = if matches!(want, Want::Unmute | Want::UnmuteByName) { UNMUTE } else { 0 };
        if want != Want::Safe {
            self.digest_text(people);
        }
        let mut rest = Some(people).filter(|people| !people.is_empty());
        while let Some(people) = rest {
            let (person, after) = cut(people, b',');
            rest = after;
            if matches!(want, Want::MuteByName | Want::UnmuteByName) {
                if !is_username(person) {
                    return Err(Error::invalid_argument("each of usernames must be a username"));
                }
                self.add(NO_ID, person, flags)?;
                continue;
            }
            UserId::parse("each of ids", person)?;
            let id = number(person);
            if want == Want::Safe {
                self.safe.put(Key::id(id), 0);
            } else {
                self.add(id, "", flags)?;
            }
        }
        Ok(())
    }

    /// Fowler, Noll and Vo's hash (FNV-1a, 64 bits): this is no secret, and nobody gains by two that are the same.
    fn digest_text(&mut self, text: &str) {
        for byte in text.bytes().chain([b'.']) {
            self.digest = (self.digest ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn add(&mut self, id: u64, name: &str, flags: u8) -> Result<(), Box<Error>> {
        let key = if id == NO_ID { Key::username(name) } else { Key::id(id) };
        let at = self.people.len() as u32;
        match self.index.put(key, at) {
            None => {
                let name = self.keep_name(name);
                self.people.push(Person { id, name, flags });
                self.pending += self.needs(at).0;
                Ok(())
            }
            Some(same) => self.agree(same, flags, name),
        }
    }

    /// Whoever is on the list twice is to be muted both times, or unmuted.
    fn agree(&self, at: u32, flags: u8, name: &str) -> Result<(), Box<Error>> {
        match self.person(at) {
            Some(person) if person.has(UNMUTE) != (flags & UNMUTE > 0) => {
                let both = if person.has_no_id() { name.into() } else { person.id.to_string() };
                Err(Error::invalid_argument(format!(
                    "wanted.mute and wanted.unmute must have nobody in common; both have {both}"
                )))
            }
            _ => Ok(()),
        }
    }

    pub(super) fn person(&self, at: u32) -> Option<&Person> {
        self.people.get(at as usize)
    }

    /// Learns facts of someone, by what is known of ID and username. Says whether it is anyone that matters.
    pub(super) fn learn_of(&mut self, id: u64, name: &str, facts: u8) -> Result<bool, Box<Error>> {
        let name = if is_username(name) { name } else { "" };
        let by_id = self.index.get(Key::id(id));
        // Whoever was given by username, and was not found until now.
        let by_name = self.index.get(Key::username(name));
        let by_name = by_name.filter(|at| self.person(*at).is_some_and(Person::has_no_id));
        self.told |= facts & TOLD > 0;
        let at = match (by_id, by_name) {
            (Some(at), None) => at,
            (None, Some(at)) => {
                if id != NO_ID {
                    self.index.put(Key::id(id), at);
                }
                at
            }
            (Some(at), Some(double)) => {
                // With `exact`, whoever is on the list is to stay muted.
                let exact = self.rules.exact;
                if let Some(person) = self.people.get_mut(at as usize).filter(|_| exact) {
                    person.flags &= !UNMUTE;
                }
                self.agree(at, self.person(double).map_or(0, |person| person.flags), name)?;
                self.note(double, id, DOUBLE);
                self.doubles += 1;
                at
            }
            (None, None) if self.rules.exact && facts & MUTED > 0 && id != NO_ID => {
                let at = self.people.len() as u32;
                self.index.put(Key::id(id), at);
                self.people.push(Person { id, name: Name::default(), flags: UNMUTE | MUTED });
                at
            }
            (None, None) => return Ok(false),
        };
        self.note(at, id, facts);
        if !name.is_empty() && self.person(at).is_some_and(|person| self.name(person) != name) {
            let name = self.keep_name(name);
            if let Some(person) = self.people.get_mut(at as usize) {
                person.name = name;
            }
        }
        Ok(true)
    }

    fn keep_name(&mut self, name: &str) -> Name {
        let start = self.names.as_str().len() as u32;
        self.names.push(name);
        Name { start, length: name.len() as u8 }
    }

    /// Someone's username; empty where it is not known.
    pub(super) fn name(&self, person: &Person) -> &str {
        let start = person.name.start as usize;
        piece(self.names.as_str(), start, start + usize::from(person.name.length))
    }

    fn note(&mut self, at: u32, id: u64, flags: u8) {
        let before = self.needs(at);
        if let Some(person) = self.people.get_mut(at as usize) {
            person.id = id;
            person.flags |= flags;
        }
        let after = self.needs(at);
        self.pending = (self.pending + after.0).saturating_sub(before.0);
        self.unsure = (self.unsure + after.1).saturating_sub(before.1);
    }

    /// What one person counts for in `pending` and `unsure`.
    fn needs(&self, at: u32) -> (u32, u32) {
        let person = self.person(at);
        let counts = |is: bool| u32::from(is);
        (
            counts(person.is_some_and(|person| self.is_pending(person))),
            counts(person.is_some_and(|person| self.is_unsure(person))),
        )
    }

    /// Whether X has found them without a word on whether they are muted.
    pub(super) fn is_unsure(&self, person: &Person) -> bool {
        person.has(FOUND) && !person.has(MUTED | TOLD) && !self.is_settled(person)
    }

    /// Whether nothing that X could tell matters.
    pub(super) fn is_settled(&self, person: &Person) -> bool {
        person.has(DOUBLE) || person.id == self.own_id || !person.has(UNMUTE) && self.is_safe(person)
    }

    pub(super) fn is_safe(&self, person: &Person) -> bool {
        self.safe.get(Key::id(person.id)).is_some()
    }

    /// The list of the muted has been read to its end.
    pub(super) fn end_list(&mut self) {
        self.list.whole = true;
        self.pending = (0..self.people.len() as u32).map(|at| self.needs(at).0).sum();
    }
}
