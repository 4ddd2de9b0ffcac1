//! The plan, as it leaves the planner.

use serde::{Serialize, Serializer};

use super::Planner;
use super::roster::{DOUBLE, FOLLOWER, FOLLOWING, FOUND, LOOKED_UP, MUTED, NO_ID, Person, SAFE};
use crate::api::RateLimit;
use crate::bulk::action::Action;
use crate::bulk::digits::Digits;
use crate::bulk::forecast::forecast;

/// The version of a plan.
const VERSION: u32 = 1;

/// How many people are in a part: a page parses so many, and makes objects of them, within 50 ms.
const PART: usize = 50_000;

/// The latest time that a JavaScript `Date` can hold, in milliseconds since the epoch (ECMA-262, 21.4.1.1).
const LAST_TIME: u64 = 8_640_000_000_000_000;

/// Why a person is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Why {
    /// It is the user.
    #[serde(rename = "self")]
    Oneself,
    /// Their ID is on the safelist.
    Safelist,
    /// They are as wanted.
    Already,
    /// X has no such account.
    Missing,
    /// The user follows them.
    Following,
    /// They follow the user.
    Follower,
    /// It is not certain that they are meant.
    Mismatch,
}

/// More bytes than an entry takes in a part: 19 digits, 15 characters, a reason, and quotation marks and commas.
const LONGEST: usize = 60;

/// A part of each list of a plan.
#[derive(Debug, Default, Serialize)]
pub struct Part<'p> {
    mute: Entries<'p>,
    unmute: Entries<'p>,
    skipped: Entries<'p>,
}

/// Entries of a plan, column by column: the platform parses these in a third of the time that it takes for objects.
#[derive(Debug, Default, Serialize)]
struct Entries<'p> {
    /// Of each; none where it is not known.
    ids: Vec<Id>,
    /// Of the first of these, as far as there is one with a username; empty where it is not known.
    usernames: Vec<&'p str>,
    /// Of each who is left out.
    whys: Vec<Why>,
}

/// A user ID, or [`NO_ID`]; serialized, a string or null.
#[derive(Clone, Copy, Debug)]
struct Id(u64);

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 == NO_ID { serializer.serialize_unit() } else { Digits::of(self.0).serialize(serializer) }
    }
}

impl<'p> Entries<'p> {
    fn push(&mut self, person: &Person, username: &'p str) {
        if !username.is_empty() {
            self.usernames.resize(self.ids.len(), "");
            self.usernames.push(username);
        }
        self.ids.push(Id(person.id));
    }
}

/// A plan that is known.
pub struct Plan<'p> {
    planner: &'p Planner,
    /// The place of the first person who is in no part yet.
    at: usize,
    mutes: u64,
    unmutes: u64,
}

/// What a plan takes, with times in milliseconds since the epoch.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Summary {
    version: u32,
    user_id: String,
    users_read: u64,
    requests: Requests,
    /// Windows of 15 minutes.
    windows: u64,
    earliest_end: u64,
    limits: Basis,
}

#[derive(Debug, Serialize)]
struct Requests {
    reads: u32,
    writes: u64,
}

/// What a forecast goes by.
#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
enum Basis {
    /// Limits that X has told.
    Seen,
    /// The usual limits.
    Assumed,
}

impl Planner {
    /// The plan, of which nothing is written yet. Nobody is found any more: memory is short.
    pub fn finish(&mut self) -> Plan<'_> {
        self.roster.forget_places();
        Plan { planner: self, at: 0, mutes: 0, unmutes: 0 }
    }

    /// Why a person is left out, if they are.
    fn why_not(&self, person: &Person) -> Option<Why> {
        if person.is_disputed() {
            return Some(Why::Mismatch);
        }
        if person.id == self.own_id {
            return Some(Why::Oneself);
        }
        let is_missing = person.has(LOOKED_UP) && !person.has(FOUND | MUTED);
        match person.action {
            Action::Unmute if person.has(MUTED) => None,
            Action::Unmute if is_missing => Some(Why::Missing),
            Action::Unmute => Some(Why::Already),
            Action::Mute if person.has(SAFE) => Some(Why::Safelist),
            Action::Mute if person.has(MUTED) => Some(Why::Already),
            Action::Mute if is_missing => Some(Why::Missing),
            Action::Mute if self.rules.skip_following && person.has(FOLLOWING) => Some(Why::Following),
            Action::Mute if self.rules.skip_followers && person.has(FOLLOWER) => Some(Why::Follower),
            Action::Mute => None,
        }
    }
}

impl Part<'_> {
    /// The JSON of the part.
    pub fn to_json(&self) -> String {
        let entries = [&self.mute, &self.unmute, &self.skipped].map(|entries| entries.ids.len());
        // A buffer that grows is copied again and again.
        let mut json = Vec::with_capacity(256 + entries.iter().sum::<usize>() * LONGEST);
        // A part has string keys only, and a vector takes everything: neither fails.
        let _ = serde_json::to_writer(&mut json, self);
        String::from_utf8(json).unwrap_or_default()
    }
}

impl<'p> Plan<'p> {
    /// The next part; none after the last.
    pub fn next_part(&mut self) -> Option<Part<'p>> {
        let planner = self.planner;
        let people = planner.roster.from(self.at);
        let people = people.get(..PART).unwrap_or(people);
        if people.is_empty() {
            return None;
        }
        self.at += people.len();
        let mut part = Part::default();
        for person in people.iter().filter(|person| !person.has(DOUBLE)) {
            let why = planner.why_not(person);
            let entries = match (why, person.action) {
                (Some(_), _) => &mut part.skipped,
                (None, Action::Mute) => &mut part.mute,
                (None, Action::Unmute) => &mut part.unmute,
            };
            entries.push(person, planner.roster.name(person));
            entries.whys.extend(why);
        }
        self.mutes += part.mute.ids.len() as u64;
        self.unmutes += part.unmute.ids.len() as u64;
        Some(part)
    }

    /// What the parts so far take, by the limits that X has told last.
    pub fn summary(&self, mute_limits: &[RateLimit], unmute_limits: &[RateLimit], now: u64) -> Summary {
        let (mut windows, mut end, mut is_any_told, mut are_all_told) = (0, 0, false, true);
        for (count, limits) in [(self.mutes, mute_limits), (self.unmutes, unmute_limits)] {
            let forecast = forecast(count, limits, now);
            windows = windows.max(forecast.windows);
            end = end.max(forecast.end);
            is_any_told |= !limits.is_empty();
            are_all_told &= count == 0 || !limits.is_empty();
        }
        Summary {
            version: VERSION,
            user_id: self.planner.source.clone(),
            users_read: self.planner.users_read,
            requests: Requests { reads: self.planner.reads, writes: self.mutes + self.unmutes },
            windows,
            earliest_end: end.min(LAST_TIME),
            limits: if is_any_told && are_all_told { Basis::Seen } else { Basis::Assumed },
        }
    }
}
