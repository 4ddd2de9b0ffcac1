//! People who are given by username and ID. Both must be one account's, as far as X can tell: a list may be old, or its IDs
//! rounded.
//!
//! The username is looked up. What follows is decided for each entry by itself, but for this: an account that an entry names
//! by mistake is left out, also if its ID is wanted elsewhere, unless another entry has both its ID and its username.

use super::names::Claim;
use super::roster::{CONFIRMED, DISPUTED, GONE, LOOKED_UP, NO_ID};
use super::rounding::{is_doubtful, rounds_to};
use super::{Planner, Want};
use crate::api::{Error, is_username};
use crate::bulk::account_hash::{id_number, packed};

/// What a lookup of the username shows of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// The account that was found is meant.
    Found,
    /// Nobody has the username any more, and the account with the ID is meant.
    Renamed,
    /// No account was found, and there is no ID to go by.
    Missing,
    /// It is not certain who is meant.
    Mismatch,
}

/// `id` is that of the account with the username, or [`NO_ID`].
fn verdict(claim: Claim, id: u64, facts: u16) -> Verdict {
    match id {
        NO_ID if claim.is_rounded => Verdict::Missing,
        NO_ID if facts & GONE > 0 && !is_doubtful(claim.id) => Verdict::Renamed,
        NO_ID => Verdict::Mismatch,
        _ if rounds_to(id, claim.id) => Verdict::Found,
        _ => Verdict::Mismatch,
    }
}

impl Planner {
    /// Takes an entry as it was given, of which each field may be empty. False if it names nobody.
    pub(super) fn want_entry(&mut self, want: Want, [id, rounded, name]: [&str; 3]) -> Result<bool, Box<Error>> {
        let (claimed, is_rounded) = match (id, rounded) {
            ("", "") => return self.want_name(want, name),
            (id, "") if name.is_empty() => return self.want_id(want, id),
            (id, "") => (id, false),
            ("", rounded) => (rounded, true),
            _ => return Ok(false),
        };
        let name = name.strip_prefix('@').unwrap_or(name);
        let Some(id) = id_number(claimed).filter(|_| is_username(name)) else { return Ok(false) };
        self.digest_name(want, name);
        self.digest_of(want, if is_rounded { !id } else { id });
        let before = self.roster.len();
        match self.roster.add_entry(name, want.action(), Claim { id, is_rounded }) {
            Ok(place) if place == before => self.pending += self.needs(place).0,
            Ok(_) => {}
            Err(same) => self.agree(same, want.action(), name)?,
        }
        Ok(true)
    }

    /// Mixes in a username.
    pub(super) fn digest_name(&mut self, want: Want, name: &str) {
        let key = packed(name);
        self.digest_of(want, key as u64 ^ (key >> 64) as u64);
    }

    /// Judges the entries with this username: its account has this ID, or it is [`NO_ID`]. True if that matters to the plan.
    ///
    /// # Errors
    /// `invalid_argument` where this shows that somebody is to be both muted and unmuted.
    pub(super) fn judge_entries(&mut self, id: u64, name: &str, facts: u16) -> Result<bool, Box<Error>> {
        let entries = self.roster.take_entries(name);
        for entry in &entries {
            let (place, claim) = (entry.person, entry.claim);
            match verdict(claim, id, facts) {
                Verdict::Found => {
                    let place = self.identify(place, id, name)?;
                    self.change(place, |roster| roster.add_facts(place, CONFIRMED));
                }
                Verdict::Renamed => {
                    self.roster.set_name(place, "");
                    self.identify(place, claim.id, name)?;
                }
                Verdict::Missing => {
                    self.change(place, |roster| roster.add_facts(place, LOOKED_UP));
                    self.leave_unresolved(claim, name);
                }
                Verdict::Mismatch => {
                    self.reject(place, claim);
                    self.leave_unresolved(claim, name);
                }
            }
        }
        let is_disputed = self.roster.is_name_disputed(name);
        if is_disputed && id != NO_ID {
            self.dispute(id);
        }
        Ok(is_disputed || !entries.is_empty())
    }

    /// The person turns out to have this ID. Gives the place of whoever has it: another's, where that one was there before.
    fn identify(&mut self, place: u32, id: u64, name: &str) -> Result<u32, Box<Error>> {
        match self.roster.find_id(id) {
            Some(first) if first != place => {
                self.merge(first, place, id, name)?;
                Ok(first)
            }
            _ => {
                self.change(place, |roster| roster.set_id(place, id));
                Ok(place)
            }
        }
    }

    /// Leaves an entry out, and the account that has its ID.
    fn reject(&mut self, place: u32, claim: Claim) {
        self.change(place, |roster| {
            roster.add_facts(place, LOOKED_UP | DISPUTED);
            if !claim.is_rounded {
                roster.set_unfindable_id(place, claim.id);
            }
        });
        if !claim.is_rounded {
            self.dispute(claim.id);
        }
    }

    /// Whoever is found by this username, or with an ID that rounds to the entry's, is neither muted nor unmuted.
    fn leave_unresolved(&mut self, claim: Claim, name: &str) {
        self.roster.dispute_name(name);
        if claim.is_rounded || is_doubtful(claim.id) {
            self.roster.add_unresolved(claim.id);
        }
    }

    fn dispute(&mut self, id: u64) {
        self.roster.add_disputed(id);
        if let Some(place) = self.roster.find_id(id) {
            self.change(place, |roster| roster.add_facts(place, DISPUTED));
        }
    }
}
