//! What each answer shows, and how it is kept: a plan that is cut short goes on from its steps.
//!
//! A step is a line: how many users X has given, and of everyone who matters ID, username and facts, all with commas
//! between; of a page of the list, a semicolon and where the next one begins follow, or nothing on the last page.

use super::people::{FACTS, FOLLOWER, FOLLOWING, FOUND, LOOKED_UP, MUTED, NO_ID, TOLD};
use super::{MAX_PAGES, Planner, silent};
use crate::api::{Code, Error};
use crate::api::{Json, Lookup, Page, Success, UserId, is_username};
use crate::bulk::index::number;
use crate::bulk::numbers::whole_number;
use crate::bulk::text::{Text, cut};

/// The version of the steps.
const VERSION: &str = "1,";

impl Planner {
    /// The line before the steps: the version, whose plan it is, and what tells the wanted change from another.
    pub fn head(&self) -> Text {
        let mut head = Text::of(&[VERSION, self.source.as_str(), ","]);
        head.push_number(self.digest);
        head
    }

    /// Takes the answer to what was asked, a page of the list or a lookup; gives it as a step.
    ///
    /// # Errors
    /// `invalid_argument` where it shows that somebody is to be both muted and unmuted; `bad_response` where the list never
    /// ends.
    pub fn answered<J: Json>(&mut self, answer: &Success<J>) -> Result<Text, Box<Error>> {
        match answer {
            Success::Page(page) => self.took_page(page),
            Success::Lookup(lookup) if lookup.is_withheld && self.wants_relations() => Err(silent()),
            Success::Lookup(lookup) => self.took_lookup(lookup),
            Success::User(_) | Success::Reply(_) => Ok(Text::default()),
        }
    }

    fn took_page<J: Json>(&mut self, page: &Page<J>) -> Result<Text, Box<Error>> {
        let mut people = Text::default();
        let mut users = 0;
        for user in page.users.iter().filter_map(Json::items).flatten() {
            users += 1;
            self.take(&mut people, &user.id().unwrap_or_default(), user.username(), MUTED)?;
        }
        let next = page.next_token.as_deref().unwrap_or_default();
        let mut step = Text::default();
        step.push_number(users).push(people.as_str()).push(";").push(next);
        self.count(users, Some(next))?;
        Ok(step)
    }

    fn took_lookup<J: Json>(&mut self, lookup: &Lookup<J>) -> Result<Text, Box<Error>> {
        let mut people = Text::default();
        for user in &lookup.users {
            let facts = LOOKED_UP | FOUND | relations(user);
            self.take(&mut people, &user.id().unwrap_or_default(), user.username(), facts)?;
        }
        for missing in &lookup.missing {
            let id = missing.id.as_deref().unwrap_or_default();
            self.take(&mut people, id, missing.username.clone(), LOOKED_UP)?;
        }
        let users = lookup.users.len() as u64;
        let mut step = Text::default();
        step.push_number(users).push(people.as_str());
        self.count(users, None)?;
        Ok(step)
    }

    /// Learns of someone, and writes it down where it matters. What is no username is none: a step is a line of fields.
    fn take(&mut self, people: &mut Text, id: &str, name: Option<String>, facts: u8) -> Result<(), Box<Error>> {
        let name = name.filter(|name| is_username(name)).unwrap_or_default();
        if self.learn(id, &name, facts)? {
            people.push(",").push(id).push(",").push(&name).push(",").push_number(facts.into());
        }
        Ok(())
    }

    /// Counts an answer; `next` is where the list goes on, and empty where it ends.
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
            return Err(Error::new(Code::BadResponse, "muted: the list does not end"));
        }
        Ok(())
    }

    /// Goes on from the lines of an earlier plan; from nothing where there are none.
    ///
    /// # Errors
    /// `invalid_argument` where they are damaged, of another version, or another account's or wanted change's.
    pub fn carry_on(&mut self, lines: &str) -> Result<(), Box<Error>> {
        if lines.is_empty() {
            return Ok(());
        }
        let (head, mut rest) = cut(lines, b'\n');
        let mut is_good = head == self.head().as_str();
        while let Some(lines) = rest.filter(|_| is_good) {
            let (line, after) = cut(lines, b'\n');
            is_good = self.repeat(line).is_some();
            rest = after;
        }
        if is_good {
            return Ok(());
        }
        let must = "partial must be what an earlier plan of the same account and the same wanted change left";
        Err(Error::invalid_argument(format!("{must}; it is another's, of another version, or damaged")))
    }

    fn repeat(&mut self, line: &str) -> Option<()> {
        let (line, next) = cut(line, b';');
        let (users, mut rest) = cut(line, b',');
        while let Some(people) = rest {
            let (id, people) = cut(people, b',');
            let (name, people) = cut(people?, b',');
            let (facts, after) = cut(people?, b',');
            rest = after;
            let facts = u8::try_from(whole_number(facts)?).ok()? & FACTS;
            if !id.is_empty() && UserId::fault(id).is_some() {
                return None;
            }
            self.learn(id, name, facts).ok()?;
        }
        self.count(whole_number(users)?, next).ok()
    }

    fn learn(&mut self, id: &str, name: &str, facts: u8) -> Result<bool, Box<Error>> {
        self.learn_of(if id.is_empty() { NO_ID } else { number(id) }, name, facts)
    }
}

/// What a lookup tells of how someone relates to whoever asks.
pub fn relations(user: &impl Json) -> u8 {
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
