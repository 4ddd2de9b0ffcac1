//! What a wanted change of an account's mutes would do, and what has to be read to know.
//!
//! People who are given by username are looked up, and so are usernames that stand beside IDs. Whether the others are muted
//! already is told by a lookup, which costs a user read each, or by the list of the muted, which costs one for each account on
//! it; how long that is, is not known before. So the list is read as long as it is the cheaper one so far. Everybody is known by a
//! place in the caller's order; nothing here takes time that grows with the square of their number.

mod entries;
mod names;
mod people;
mod probing;
mod progress;
mod relations;
mod roster;
mod rounding;
mod steps;
mod written;

use relations::{Probe, relations_of};
use roster::{DOUBLE, FOLLOWS, LOOKED_UP, Person, Roster};

use crate::api::{BaseUrl, Error, People, Request, UserId, UserList};
use crate::bulk::action::Action;
use crate::bulk::digits::Digits;

pub use people::{Rules, Want};
pub use progress::{PlanHead, PlanProgress};
pub use relations::relations;
pub use roster::{MUTED, TOLD};
pub use written::{Part, Plan, Summary};

/// The most people that X looks up at once.
const AT_ONCE: u32 = 100;

/// The largest page of the list of the muted.
const PAGE: u32 = 1000;

/// No account has as many pages of a thousand: a list that goes on beyond never ends.
const MAX_PAGES: u32 = 10_000;

/// A plan that is being made. It says what to ask X next, and takes what X answers.
pub struct Planner {
    source: String,
    own_id: u64,
    rules: Rules,
    roster: Roster,
    /// Tells a wanted change from another.
    digest: u64,
    list: List,
    /// How many people have to be looked up, by what is known so far.
    pending: u32,
    /// How many were found without a word on whether they are muted.
    unsure: u32,
    /// How many are another person of the roster, by what is known so far.
    doubles: u32,
    probe: Probe,
    /// True once all usernames have been looked up.
    named: bool,
    /// Nobody before this place has to be looked up.
    at: usize,
    /// Requests so far.
    reads: u32,
    /// Users that X has given so far.
    users_read: u64,
}

/// The list of the muted, as far as it has been read.
#[derive(Default)]
struct List {
    /// X's token of the next page; empty before the first page and after the last.
    next: String,
    pages: u32,
    users: u64,
    whole: bool,
}

impl Planner {
    /// What to ask X next; none if the plan is known.
    ///
    /// # Errors
    /// `bad_response` where X tells nobody's `connection_status`, and people are to be left out by that.
    pub fn next(&mut self, base: BaseUrl<'_>) -> Result<Option<Request>, Box<Error>> {
        let mut people = if self.named { None } else { self.gather() };
        if people.is_none() {
            if !self.named {
                (self.named, self.at) = (true, 0);
            }
            if self.reads_list() {
                let source = UserId::parse("userId", &self.source)?;
                return Ok(Some(Request::list(base, UserList::Muted, source, PAGE, &self.list.next, "")?));
            }
            people = self.gather();
            if people.is_none() && self.lacks_relations() {
                return self.next_probe(base).map(Some);
            }
        }
        Ok(people.map(|people| relations_of(base, &people)))
    }

    /// True if the list of the muted is to be read on, now that all usernames are known.
    fn reads_list(&self) -> bool {
        let is_silent = self.unsure > 0 && !self.probe.told;
        let is_cheaper = self.pending > AT_ONCE && self.list.users < self.pending.into();
        !self.list.whole
            && match self.pending {
                _ if self.rules.exact => true,
                0 => is_silent && !self.lacks_relations(),
                _ => !self.wants_relations() && (is_silent || is_cheaper),
            }
    }

    /// The next people who have to be looked up: by username first, then by ID.
    fn gather(&mut self) -> Option<People> {
        let mut list = String::new();
        let mut count = 0;
        let mut first = self.at;
        for (place, person) in (self.at..).zip(self.roster.from(self.at)) {
            let is_next = if self.named { !person.has_no_id() } else { person.has_no_id() && !person.has(FOLLOWS) };
            if is_next && self.is_pending(person) {
                if count > 0 {
                    list.push(',');
                }
                count += 1;
                match self.named {
                    true => list.push_str(Digits::of(person.id).as_str()),
                    false => list.push_str(self.roster.name(person)),
                }
                if count == AT_ONCE {
                    break;
                }
            } else if count == 0 {
                first = place + 1;
            }
        }
        self.at = first;
        (count > 0).then_some(if self.named { People::Ids(list) } else { People::Usernames(list) })
    }

    /// How many people there are.
    pub fn total(&self) -> u32 {
        self.roster.len().saturating_sub(self.doubles)
    }

    /// Of how many all is known.
    pub fn done(&self) -> u32 {
        self.total().saturating_sub(self.pending)
    }

    /// True if X has to be asked about a person: one given by username has to be found; of the others it has to be known
    /// whether they are muted and, where that matters, how they relate to the user.
    fn is_pending(&self, person: &Person) -> bool {
        !person.has(LOOKED_UP | DOUBLE)
            && (person.has_no_id()
                || !person.has(MUTED)
                    && !self.is_settled(person)
                    && (!self.list.whole || self.wants_relations() && person.action == Action::Mute))
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
pub use tests::written_by;
