//! What each answer shows, and how it is kept: a plan that is cut short goes on from its steps.
//!
//! A step is a line: how many users X has given, and of each person who matters ID, username and facts, all with commas
//! between. After a page of the list of the muted, a semicolon and X's token of the next page follow; the token is empty on the
//! last page.

use super::progress::{PlanHead, PlanProgress};
use super::relations::{relations, silent};
use super::roster::{FACTS, FOUND, GONE, LOOKED_UP, MUTED, NO_ID};
use super::{MAX_PAGES, Planner};
use crate::api::{Code, Error, Json, Lookup, Missing, Page, Success, is_username};
use crate::bulk::account_hash::id_number;
use crate::bulk::digits::Digits;
use crate::bulk::numbers::whole_number;

/// The version of the steps.
const VERSION: u32 = 1;

/// A step that is being written.
#[derive(Default)]
struct Step {
    /// How many users X has given.
    users: u64,
    /// ID, username and facts of each person who matters, with a comma before each field.
    people: String,
}

impl Step {
    fn push(&mut self, id: &str, name: &str, facts: u16) {
        for text in [id, name, Digits::of(facts.into()).as_str()] {
            self.people.push(',');
            self.people.push_str(text);
        }
    }

    fn finish(self, next: Option<&str>) -> String {
        let users = Digits::of(self.users);
        match next {
            Some(next) => [users.as_str(), &self.people, ";", next].concat(),
            None => [users.as_str(), &self.people].concat(),
        }
    }
}

impl Planner {
    /// What the steps of this plan begin with.
    pub fn head(&self) -> PlanHead {
        PlanHead { version: VERSION, user_id: self.source.clone(), wanted: self.digest.to_string() }
    }

    /// How far the plan is.
    pub fn progress(&self, step: Option<String>) -> PlanProgress {
        PlanProgress { total: self.total(), done: self.done(), step }
    }

    /// Takes the answer to what was asked, a page of the list or a lookup; gives it as a step.
    ///
    /// # Errors
    /// `invalid_argument` where it shows that somebody is to be both muted and unmuted; `bad_response` where the list never
    /// ends.
    pub fn answered<J: Json>(&mut self, answer: &Success<J>) -> Result<String, Box<Error>> {
        match answer {
            Success::Page(page) => self.took_page(page),
            Success::Lookup(lookup) if lookup.is_withheld && self.wants_relations() => Err(silent()),
            Success::Lookup(lookup) => self.took_lookup(lookup),
            Success::User(_) | Success::Reply(_) => Ok(String::new()),
        }
    }

    fn took_page<J>(&mut self, page: &Page<J>) -> Result<String, Box<Error>> {
        let mut step = Step::default();
        // At most all of them, with two more commas and two digits.
        step.people.reserve(page.accounts.len() * 5 / 4);
        for (id, name) in page.accounts() {
            step.users += 1;
            self.take(&mut step, id, name, MUTED)?;
        }
        let next = page.next_token.as_deref().unwrap_or_default();
        self.count(step.users, Some(next))?;
        Ok(step.finish(Some(next)))
    }

    fn took_lookup<J: Json>(&mut self, lookup: &Lookup<J>) -> Result<String, Box<Error>> {
        let mut step = Step { users: lookup.users.len() as u64, ..Step::default() };
        for user in &lookup.users {
            let facts = LOOKED_UP | FOUND | relations(user);
            let (id, name) = (user.id().unwrap_or_default(), user.username().unwrap_or_default());
            self.take(&mut step, &id, &name, facts)?;
        }
        for missing in &lookup.missing {
            let id = missing.id.as_deref().unwrap_or_default();
            let facts = if is_nobodys(missing) { LOOKED_UP | GONE } else { LOOKED_UP };
            self.take(&mut step, id, missing.username.as_deref().unwrap_or_default(), facts)?;
        }
        self.count(step.users, None)?;
        Ok(step.finish(None))
    }

    /// Learns facts of a person, and adds them to the step if the person matters.
    fn take(&mut self, step: &mut Step, id: &str, name: &str, facts: u16) -> Result<(), Box<Error>> {
        // X's name for an account need not be a username, and a step has no room for any other text.
        let name = if is_username(name) { name } else { "" };
        if self.learn(id_number(id).unwrap_or(NO_ID), name, facts)? {
            step.push(id, name, facts);
        }
        Ok(())
    }

    /// Counts an answer; `next` is X's token of the next page, and empty on the last.
    fn count(&mut self, users: u64, next: Option<&str>) -> Result<(), Box<Error>> {
        self.reads += 1;
        self.users_read += users;
        let Some(next) = next else { return Ok(()) };
        self.list.users += users;
        self.list.pages += 1;
        self.list.next = next.into();
        if next.is_empty() {
            self.end_list();
        } else if self.list.pages > MAX_PAGES {
            return Err(Error::new(Code::BadResponse, "muted: the list does not end; try again later"));
        }
        Ok(())
    }

    /// Demands that a partial plan has the head of this one.
    ///
    /// # Errors
    /// `invalid_argument` where it is of another version, account or wanted change.
    pub fn expect_head(&self, head: &PlanHead) -> Result<(), Box<Error>> {
        if *head == self.head() { Ok(()) } else { Err(foreign()) }
    }

    /// Goes on from a step of an earlier plan with the same head.
    ///
    /// # Errors
    /// `invalid_argument` where it is damaged.
    pub fn repeat(&mut self, step: &str) -> Result<(), Box<Error>> {
        self.read_step(step).ok_or_else(foreign)
    }

    fn read_step(&mut self, step: &str) -> Option<()> {
        let (people, next) = step.split_once(';').map_or((step, None), |(people, next)| (people, Some(next)));
        let mut fields = people.split(',');
        let users = whole_number(fields.next()?)?;
        while let Some(id) = fields.next() {
            let (name, facts) = (fields.next()?, fields.next()?);
            let facts = u16::from(u8::try_from(whole_number(facts)?).ok()?) & FACTS;
            let id = if id.is_empty() { NO_ID } else { id_number(id)? };
            let name = if is_username(name) { name } else { "" };
            self.learn(id, name, facts).ok()?;
        }
        self.count(users, next).ok()
    }
}

/// True if X says that nobody has the username: a suspended account's is "Forbidden", with the same problem type.
fn is_nobodys(missing: &Missing) -> bool {
    missing.username.is_some()
        && missing.problem_type.as_deref() == Some("resource-not-found")
        && missing.title.as_deref() == Some("Not Found Error")
}

fn foreign() -> Box<Error> {
    let must = "partial must be what an earlier plan of the same account and the same wanted change left";
    Error::invalid_argument(format!("{must}; it is another's, of another version, or damaged"))
}
