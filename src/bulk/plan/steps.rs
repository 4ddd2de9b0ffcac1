//! What each answer shows, and how it is kept: a plan that is cut short goes on from its steps.
//!
//! A step is a line: how many users X has given, and of everyone who matters ID, username and facts, all with commas
//! between; of a page of the list, a semicolon and where the next one begins follow, or nothing on the last page.

use super::people::{FACTS, FOLLOWER, FOLLOWING, FOUND, LOOKED_UP, MUTED, NO_ID, TOLD};
use super::{MAX_PAGES, Planner, silent};
use crate::api::{Text, UserId, Value, cut, whole_number};
use crate::bulk::index::number;
use crate::error::{Code, Error};

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
    pub fn answered(&mut self, is_list: bool, answer: &Text) -> Result<Text, Box<Error>> {
        let last = if is_list { "nextToken" } else { "withheld" };
        let [found, missing, last] = Value::written(answer).members(["users", "missing", last]);
        let next = last.string();
        if !is_list && last.is_there() && self.wants_relations() {
            return Err(silent());
        }
        let mut people = Text::default();
        let mut users = 0;
        for (list, facts) in [(found, FOUND), (missing, 0)] {
            for user in list.items() {
                users += u64::from(facts > 0);
                self.take(&mut people, user, if is_list { MUTED } else { LOOKED_UP | facts })?;
            }
        }
        let mut step = Text::default();
        step.push_number(users).push(people.as_str());
        if is_list {
            step.push(";").push(next);
        }
        self.count(users, is_list.then_some(next))?;
        Ok(step)
    }

    /// Learns of someone, and writes it down where it matters.
    fn take(&mut self, people: &mut Text, user: Value<'_>, mut facts: u8) -> Result<(), Box<Error>> {
        let [id, name, status] = user.members(["id", "username", "connection_status"]);
        let [id, name] = [id, name].map(Value::string);
        if facts & FOUND > 0 {
            facts |= relations(status);
        }
        if self.learn(id, name, facts)? {
            people.push(",").push(id).push(",").push(name).push(",").push_number(facts.into());
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
        Err(Error::invalid_argument(must, "; it is another's, of another version, or damaged"))
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
pub fn relations(status: Value<'_>) -> u8 {
    let mut facts = if status.is_list() { TOLD } else { 0 };
    for word in status.items() {
        facts |= match word.string() {
            "muting" => MUTED,
            "following" => FOLLOWING,
            "followed_by" => FOLLOWER,
            _ => 0,
        };
    }
    facts
}
