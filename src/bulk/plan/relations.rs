//! How people relate to the user, as X tells by `connection_status`.
//!
//! X may leave the field out for whom there is no relation, and for everybody where the access level does not have it. So a
//! field that is absent means that there is none, once X has told anybody's. Where X has told nobody's in the lookups of a
//! plan, accounts that are known to be muted are looked up, and the user's own.

use super::Planner;
use super::roster::{FOLLOWER, FOLLOWING, FOUND, LOOKED_UP, MUTED, NO_ID, Person, TOLD};
use crate::api::{BaseUrl, Code, Error, Json, People, Request, UserId, UserList};
use crate::bulk::action::Action;
use crate::bulk::digits::Digits;

/// How many muted accounts are looked up: some may have gone.
const WITNESSES: u32 = 10;

/// What is known of whether X tells anybody's relations.
#[derive(Default)]
pub struct Probe {
    /// True once X has told a `connection_status`.
    pub told: bool,
    /// IDs of accounts that the list of the muted has shown, until they are looked up.
    muted: Vec<u64>,
    /// True once X has told nothing of an account that is muted.
    is_silent: bool,
    /// True once the user's own account has been looked up.
    is_own_known: bool,
}

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

/// A lookup of people with their relations.
pub fn relations_of(base: BaseUrl<'_>, people: &People) -> Request {
    Request::users(base, people, "connection_status")
}

/// The error where people are to be left out by their relations, and X does not tell these.
pub fn silent() -> Box<Error> {
    Error::new(
        Code::BadResponse,
        "users: X does not tell everybody's connection_status, so whom you follow is not known: plan without skip.following \
         and skip.followers, or with an access level that has it",
    )
}

/// What a lookup tells of a user's relations: [`TOLD`] and the facts, or nothing.
pub fn relations(user: &impl Json) -> u16 {
    let Some(status) = user.connection_status() else { return 0 };
    status.iter().fold(TOLD, |facts, word| {
        facts
            | match word.as_str() {
                "muting" => MUTED,
                "following" => FOLLOWING,
                "followed_by" => FOLLOWER,
                _ => 0,
            }
    })
}
