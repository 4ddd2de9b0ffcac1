//! Who is wanted muted or unmuted, and what is learnt of them.

use super::relations::Probe;
use super::roster::{DISPUTED, DOUBLE, MUTED, NO_ID, Person, SAFE};
use super::{List, Planner, Roster};
use crate::api::{Error, UserId, is_username};
use crate::bulk::account_hash::id_number;
use crate::bulk::action::Action;

/// What holds for the whole plan.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rules {
    /// Accounts that are muted and not wanted are to be unmuted.
    pub exact: bool,
    /// Accounts that the user follows are not to be muted.
    pub skip_following: bool,
    /// Accounts that follow the user are not to be muted.
    pub skip_followers: bool,
}

/// What is wanted of people, and by what they are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    /// IDs that are never to be muted.
    Safe,
    /// IDs to be muted.
    Mute,
    /// Usernames to be muted.
    MuteByName,
    /// Entries to be muted: of each the ID, the rounded ID and the username, of which two may be empty.
    MuteByEntry,
    /// IDs to be unmuted.
    Unmute,
    /// Usernames to be unmuted.
    UnmuteByName,
    /// Entries to be unmuted.
    UnmuteByEntry,
}

impl Want {
    pub(super) fn action(self) -> Action {
        match self {
            Self::Safe | Self::Mute | Self::MuteByName | Self::MuteByEntry => Action::Mute,
            Self::Unmute | Self::UnmuteByName | Self::UnmuteByEntry => Action::Unmute,
        }
    }
}

impl Planner {
    /// Begins a plan for the user with this ID. `seed` is any number that nobody else knows.
    ///
    /// # Errors
    /// `invalid_argument` for what is no ID.
    pub fn new(source: &str, rules: Rules, seed: u32) -> Result<Box<Self>, Box<Error>> {
        let source = UserId::parse("userId", source)?.as_str();
        Ok(Box::new(Self {
            source: source.into(),
            own_id: id_number(source).unwrap_or(NO_ID),
            rules,
            roster: Roster::new(seed),
            digest: rules.exact.into(),
            list: List::default(),
            pending: 0,
            unsure: 0,
            doubles: 0,
            probe: Probe::default(),
            named: false,
            at: 0,
            reads: 0,
            users_read: 0,
        }))
    }

    /// Makes room for so many people by ID.
    pub fn reserve(&mut self, ids: usize) {
        self.roster.reserve(ids);
    }

    /// Takes people, with commas between; those who are safe first. Who is named twice counts once. Gives the places in
    /// `people` of what is no ID, no username or no entry: it is wanted by nobody.
    ///
    /// # Errors
    /// `invalid_argument` for who is to be both muted and unmuted.
    pub fn want(&mut self, want: Want, people: &str) -> Result<Vec<u32>, Box<Error>> {
        let mut invalid = Vec::new();
        if people.is_empty() {
            return Ok(invalid);
        }
        let mut texts = people.split(',');
        let mut place = 0;
        while let Some(text) = texts.next() {
            let is_valid = match want {
                Want::Safe | Want::Mute | Want::Unmute => self.want_id(want, text)?,
                Want::MuteByName | Want::UnmuteByName => self.want_name(want, text)?,
                Want::MuteByEntry | Want::UnmuteByEntry => {
                    let [rounded, name] = [(); 2].map(|()| texts.next().unwrap_or_default());
                    self.want_entry(want, [text, rounded, name])?
                }
            };
            if !is_valid {
                invalid.push(place);
            }
            place += 1;
        }
        Ok(invalid)
    }

    pub(super) fn want_id(&mut self, want: Want, text: &str) -> Result<bool, Box<Error>> {
        let Some(id) = id_number(text) else { return Ok(false) };
        if want == Want::Safe {
            self.roster.add_safe(id);
            return Ok(true);
        }
        self.digest_of(want, id);
        match self.roster.add_id(id, want.action(), 0) {
            Ok(place) => self.pending += self.needs(place).0,
            Err(same) => self.agree(same, want.action(), text)?,
        }
        Ok(true)
    }

    pub(super) fn want_name(&mut self, want: Want, text: &str) -> Result<bool, Box<Error>> {
        let name = text.strip_prefix('@').unwrap_or(text);
        if !is_username(name) {
            return Ok(false);
        }
        self.digest_name(want, name);
        match self.roster.add_name(name, want.action()) {
            Ok(place) => self.pending += self.needs(place).0,
            Err(same) => self.agree(same, want.action(), name)?,
        }
        Ok(true)
    }

    /// Mixes in one person (as Fowler, Noll and Vo's hash FNV-1a does, 64 bits at once). Nobody gains by two changes with one
    /// digest.
    pub(super) fn digest_of(&mut self, want: Want, person: u64) {
        let mixed = (self.digest ^ person).wrapping_mul(0x0100_0000_01b3).wrapping_add(want as u64);
        self.digest = mixed ^ mixed >> 29;
    }

    /// Who is named twice is to be muted both times, or unmuted.
    pub(super) fn agree(&self, place: u32, action: Action, name: &str) -> Result<(), Box<Error>> {
        match self.roster.get(place) {
            Some(person) if person.action != action => {
                let both = if person.has_no_id() { name.into() } else { person.id.to_string() };
                Err(Error::invalid_argument(format!(
                    "wanted.mute and wanted.unmute must have nobody in common; both have {both}"
                )))
            }
            _ => Ok(()),
        }
    }

    /// Learns facts of the person with this ID, or [`NO_ID`], and this username, which may be empty. True if the person
    /// matters to the plan.
    ///
    /// # Errors
    /// `invalid_argument` where this shows that somebody is to be both muted and unmuted.
    pub(super) fn learn(&mut self, id: u64, name: &str, facts: u16) -> Result<bool, Box<Error>> {
        let is_judged = self.judge_entries(id, name, facts)?;
        let is_probe = self.probe(id, facts);
        let by_id = if id == NO_ID { None } else { self.roster.find_id(id) };
        let by_name = self.roster.find_unknown(name);
        let place = match (by_id, by_name) {
            (Some(place), None) | (None, Some(place)) => place,
            (Some(place), Some(double)) => {
                self.merge(place, double, id, name)?;
                place
            }
            (None, None) if self.rules.exact && facts & MUTED > 0 && id != NO_ID => {
                let is_disputed = self.roster.may_be_unresolved(id);
                let facts = if is_disputed { MUTED | DISPUTED } else { MUTED };
                let (Ok(place) | Err(place)) = self.roster.add_id(id, Action::Unmute, facts);
                place
            }
            (None, None) => return Ok(is_judged || is_probe),
        };
        self.change(place, |roster| {
            roster.set_id(place, id);
            roster.add_facts(place, facts);
        });
        if !name.is_empty() {
            self.roster.set_name(place, name);
        }
        Ok(true)
    }

    /// Two people of the roster, one by ID and one by username, are the same.
    pub(super) fn merge(&mut self, place: u32, double: u32, id: u64, name: &str) -> Result<(), Box<Error>> {
        // With `exact`, who is named is to stay muted, also if the list of the muted was read before the lookup.
        if self.rules.exact {
            self.change(place, |roster| roster.set_action(place, Action::Mute));
        }
        self.agree(place, self.roster.get(double).map_or(Action::Mute, |person| person.action), name)?;
        self.change(double, |roster| {
            roster.set_unfindable_id(double, id);
            roster.add_facts(double, DOUBLE);
        });
        self.doubles += 1;
        Ok(())
    }

    /// Changes what is known of a person, and counts anew what that leaves open.
    pub(super) fn change(&mut self, place: u32, change: impl FnOnce(&mut Roster)) {
        let before = self.needs(place);
        change(&mut self.roster);
        let after = self.needs(place);
        self.pending = (self.pending + after.0).saturating_sub(before.0);
        self.unsure = (self.unsure + after.1).saturating_sub(before.1);
    }

    /// What one person counts for in `pending` and `unsure`.
    pub(super) fn needs(&self, place: u32) -> (u32, u32) {
        let Some(person) = self.roster.get(place) else { return (0, 0) };
        (u32::from(self.is_pending(person)), u32::from(self.is_unsure(person)))
    }

    /// True if nothing that X could tell matters.
    pub(super) fn is_settled(&self, person: &Person) -> bool {
        person.has(DOUBLE)
            || person.is_disputed()
            || person.id == self.own_id
            || person.action == Action::Mute && person.has(SAFE)
    }

    /// The list of the muted has been read to its end.
    pub(super) fn end_list(&mut self) {
        self.list.whole = true;
        self.pending = self.roster.from(0).iter().map(|person| u32::from(self.is_pending(person))).sum();
    }
}
