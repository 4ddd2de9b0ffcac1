//! What a wanted change of an account's mutes would do, and what has to be read to know.
//!
//! Whoever is given by username is looked up. Of the others, those who are muted already are found by a lookup, which
//! costs a user read each, or in the list of the muted, which costs one for each who is muted; how many these are is not
//! known before. So the list is read as long as it is the cheaper one so far. Everybody is known by a number, in the
//! caller's order; nothing here takes time that grows with the square of theirs.

mod people;
mod steps;
mod written;

use people::Person;

use super::index::Index;
use crate::api::{BaseUrl, People, Request, UserId};
use crate::api::{Code, Error};
use crate::bulk::text::Text;

pub use people::{MUTED, Rules, TOLD, Want};
pub use steps::relations;

/// The most people that X looks up at once.
const AT_ONCE: u32 = 100;

/// The largest page of the list of the muted.
const PAGE: u32 = 1000;

/// No account has as many pages of a thousand: a list that goes on beyond never ends.
const MAX_PAGES: u32 = 10_000;

/// A plan that is being made. It says what to ask X next, and is told what X answers.
pub struct Planner {
    source: Text,
    own_id: u64,
    rules: Rules,
    people: Vec<Person>,
    /// Their usernames, one after the other.
    names: Text,
    /// Their numbers, by ID and by username.
    index: Index,
    /// Whose IDs are never muted.
    safe: Index,
    /// What tells a wanted change from another.
    digest: u64,
    list: List,
    /// How many have to be looked up, for all that is known.
    pending: u32,
    /// How many were found without a word on whether they are muted.
    unsure: u32,
    /// How many are another one, known by then.
    doubles: u32,
    /// Whether X has told of anyone's relations.
    told: bool,
    /// Whether all usernames have been looked up.
    named: bool,
    /// Nobody before this one has to be looked up.
    at: usize,
    reads: u32,
    users_read: u64,
}

/// The list of the muted, as far as it has been read.
#[derive(Default)]
struct List {
    next: Text,
    pages: u32,
    users: u64,
    whole: bool,
}

impl Planner {
    /// What to ask X next; nothing where all is known that a plan takes.
    ///
    /// # Errors
    /// `bad_response` where X tells of nobody's relations, and people are to be left out by these.
    pub fn next(&mut self, base: BaseUrl<'_>) -> Result<Option<Request>, Box<Error>> {
        let mut people = if self.named { None } else { self.gather() };
        if people.is_none() {
            if !self.named {
                (self.named, self.at) = (true, 0);
            }
            if self.reads_list() {
                let source = UserId::parse("userId", self.source.as_str())?;
                return Ok(Some(Request::muted(base, source, PAGE, self.list.next.as_str(), "")?));
            }
            people = self.gather();
            if people.is_none() && self.lacks_relations() {
                return Err(silent());
            }
        }
        Ok(people.map(|people| Request::users(base, &people, "connection_status")))
    }

    /// Whether the list is read on, now that all usernames are known.
    fn reads_list(&self) -> bool {
        let is_silent = self.unsure > 0 && !self.told;
        let is_cheaper = self.pending > AT_ONCE && self.list.users < self.pending.into();
        !self.list.whole
            && match self.pending {
                _ if self.rules.exact => true,
                0 => is_silent && !self.lacks_relations(),
                _ => !self.wants_relations() && (is_silent || is_cheaper),
            }
    }

    /// Whether there is someone who was looked up for their relations in vain.
    fn lacks_relations(&self) -> bool {
        self.wants_relations()
            && self.unsure > 0
            && !self.told
            && self.people.iter().any(|person| !person.is_to_be_unmuted() && self.is_unsure(person))
    }

    fn wants_relations(&self) -> bool {
        self.rules.skip_following || self.rules.skip_followers
    }

    /// The next who have to be looked up: by username first, then by ID.
    fn gather(&mut self) -> Option<People> {
        let mut list = Text::default();
        let mut count = 0;
        let mut at = self.at;
        while count < AT_ONCE
            && let Some(person) = self.people.get(at)
        {
            at += 1;
            if self.is_pending(person) && (self.named || person.has_no_id()) {
                count += 1;
                match self.named {
                    true => list.push_item(",", "").push_number(person.id),
                    false => list.push_item(",", self.name(person)),
                };
            } else if count == 0 {
                self.at = at;
            }
        }
        let list = list.as_str().to_owned();
        (count > 0).then_some(if self.named { People::Ids(list) } else { People::Usernames(list) })
    }

    /// How many people there are.
    pub fn total(&self) -> u32 {
        (self.people.len() as u32).saturating_sub(self.doubles)
    }

    /// Of how many all is known.
    pub fn done(&self) -> u32 {
        self.total().saturating_sub(self.pending)
    }

    /// Whether X has to be asked about someone: whoever is given by username has to be found; of the others it has to be
    /// known whether they are muted and, where that matters, how they relate to whoever asks.
    fn is_pending(&self, person: &Person) -> bool {
        !person.was_looked_up()
            && (person.has_no_id()
                || !person.has(MUTED)
                    && !self.is_settled(person)
                    && (!self.list.whole || self.wants_relations() && !person.is_to_be_unmuted()))
    }
}

/// Whom the account follows is to be left out, and X does not tell.
fn silent() -> Box<Error> {
    Error::new(
        Code::BadResponse,
        "users: X does not tell everybody's connection_status, so whom you follow is not known: plan without skip.following \
         and skip.followers, or with an access level that has it",
    )
}

#[cfg(test)]
mod tests;
