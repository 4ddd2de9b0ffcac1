//! Finding out whether X tells anybody's relations to the user.

use super::Planner;
use super::relations::{Probe, relations_of, silent};
use super::roster::{FOUND, LOOKED_UP, MUTED, NO_ID, Person, TOLD};
use crate::api::{BaseUrl, Error, People, Request, UserId, UserList};
use crate::bulk::action::Action;
use crate::bulk::digits::Digits;

/// How many muted accounts are looked up: some may have gone.
const WITNESSES: u32 = 10;

impl Planner {
    pub(super) fn wants_relations(&self) -> bool {
        self.rules.skip_following || self.rules.skip_followers
    }

    /// True if somebody was looked up for their relations in vain.
    pub(super) fn lacks_relations(&self) -> bool {
        self.wants_relations()
            && self.unsure > 0
            && !self.probe.told
            && self.roster.from(0).iter().any(|person| person.action == Action::Mute && self.is_unsure(person))
    }

    /// What shows next whether X tells anybody's relations.
    ///
    /// # Errors
    /// `bad_response` where X tells nobody's.
    pub(super) fn next_probe(&self, base: BaseUrl<'_>) -> Result<Request, Box<Error>> {
        let Probe { muted, is_silent, is_own_known, .. } = &self.probe;
        let ids = match muted.as_slice() {
            _ if *is_silent => return Err(silent()),
            [] if self.list.pages == 0 => {
                let source = UserId::parse("userId", &self.source)?;
                return Ok(Request::list(base, UserList::Muted, source, WITNESSES, "", "")?);
            }
            [] if *is_own_known => return Err(silent()),
            [] => self.source.clone(),
            muted => muted.iter().map(|id| Digits::of(*id).as_str().to_owned()).collect::<Vec<_>>().join(","),
        };
        Ok(relations_of(base, &People::Ids(ids)))
    }

    /// Learns from facts of an account whether X tells relations. True if the account matters for that.
    pub(super) fn probe(&mut self, id: u64, facts: u16) -> bool {
        if facts & TOLD > 0 {
            return !std::mem::replace(&mut self.probe.told, true);
        }
        if self.probe.told || id == NO_ID {
            return false;
        }
        if facts & LOOKED_UP == 0 {
            return self.add_witness(id);
        }
        let witness = self.probe.muted.iter().position(|muted| *muted == id);
        if let Some(at) = witness {
            self.probe.muted.swap_remove(at);
            self.probe.is_silent |= facts & FOUND > 0;
        }
        let is_own = id == self.own_id;
        self.probe.is_own_known |= is_own;
        witness.is_some() || is_own
    }

    /// Takes an account that is muted for a witness, unless there are enough.
    fn add_witness(&mut self, id: u64) -> bool {
        if self.probe.is_silent || self.probe.muted.len() >= WITNESSES as usize || self.probe.muted.contains(&id) {
            return false;
        }
        let person = self.roster.find_id(id).and_then(|place| self.roster.get(place));
        match person.filter(|person| person.has(LOOKED_UP)) {
            Some(person) => self.probe.is_silent = person.has(FOUND),
            None => self.probe.muted.push(id),
        }
        true
    }

    /// True if X has found them without a word on whether they are muted, and that matters.
    pub(super) fn is_unsure(&self, person: &Person) -> bool {
        person.has(FOUND) && !person.has(MUTED | TOLD) && !self.is_settled(person)
    }
}
