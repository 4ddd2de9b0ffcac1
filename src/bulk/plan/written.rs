//! The plan.

use super::Planner;
use super::people::{DOUBLE, FOLLOWER, FOLLOWING, FOUND, LOOKED_UP, MUTED, Person};
use crate::bulk::forecast;
use crate::bulk::index::Index;
use crate::bulk::text::Text;

/// More bytes than an entry of the plan takes: `,{"id":"","username":"","why":"safelist"}` with 19 digits and 15 characters.
const LONGEST: usize = 80;

/// The lists of a plan.
const LISTS: [&str; 3] = ["mute", "unmute", "skipped"];

impl Planner {
    /// The plan, as JSON with times in milliseconds, by what X has told last of the limits of muting and unmuting: of each
    /// whether it lasts a day (1 or 0), the limit, what remains and when it ends, with commas between.
    pub fn plan(&mut self, mute_limits: &str, unmute_limits: &str, now: u64) -> Text {
        // Nobody is looked for any more, and memory is short.
        self.index = Index::new(0);
        let mut plan = Text::of(&[r#"{"version":1,"userId":""#, self.source.as_str(), "\""]);
        plan.reserve(self.people.len() * LONGEST);
        let [mute, unmute, _] = LISTS.map(|list| self.write(&mut plan, list));
        let (mut windows, mut end, mut is_any_told, mut are_all_told) = (0, 0, false, true);
        for (count, limits) in [(mute, mute_limits), (unmute, unmute_limits)] {
            let limits = forecast::limits(limits);
            let forecast = forecast::forecast(count, &limits, now);
            windows = windows.max(forecast.windows);
            end = end.max(forecast.end);
            is_any_told |= !limits.is_empty();
            are_all_told &= count == 0 || !limits.is_empty();
        }
        let are_seen = is_any_told && are_all_told;
        for (name, number) in [
            (r#","usersRead":"#, self.users_read),
            (r#","requests":{"reads":"#, self.reads.into()),
            (r#","writes":"#, mute + unmute),
            (r#"},"windows":"#, windows),
            (r#","earliestEnd":"#, end),
        ] {
            plan.push(name).push_number(number);
        }
        plan.push(r#","limits":""#).push(if are_seen { "seen" } else { "assumed" }).push(r#""}"#);
        plan
    }

    /// Adds a list; gives how many entries it has. Each is gone through by itself: texts of a list each, to be put
    /// together, would take twice the memory.
    fn write(&self, plan: &mut Text, list: &str) -> u64 {
        let mut count = 0;
        plan.push(",\"").push(list).push("\":[");
        for person in self.people.iter().filter(|person| !person.has(DOUBLE)) {
            let why = self.why_not(person);
            let of = match why {
                "" if person.is_to_be_unmuted() => "unmute",
                "" => "mute",
                _ => "skipped",
            };
            if of != list {
                continue;
            }
            let mut before = if count > 0 { ",{\"" } else { "{\"" };
            count += 1;
            if !person.has_no_id() {
                plan.push(before).push("id\":\"").push_number(person.id).push("\"");
                before = ",\"";
            }
            for (name, text) in [("username\":\"", self.name(person)), ("why\":\"", why)] {
                if !text.is_empty() {
                    plan.push(before).push(name).push(text).push("\"");
                    before = ",\"";
                }
            }
            plan.push("}");
        }
        plan.push("]");
        count
    }

    /// Why someone is left out; empty where they are not.
    fn why_not(&self, person: &Person) -> &'static str {
        let unmute = person.is_to_be_unmuted();
        let skips = |wanted, flag| wanted && !unmute && person.has(flag);
        if person.id == self.own_id {
            "self"
        } else if !unmute && self.is_safe(person) {
            "safelist"
        } else if person.has(MUTED) {
            if unmute { "" } else { "already" }
        } else if person.has(LOOKED_UP) && !person.has(FOUND) {
            "missing"
        } else if unmute {
            "already"
        } else if skips(self.rules.skip_following, FOLLOWING) {
            "following"
        } else if skips(self.rules.skip_followers, FOLLOWER) {
            "follower"
        } else {
            ""
        }
    }
}
