mod cut_short;
mod entries;
mod left_out;
mod reads;
mod relations;
mod simulation;
mod worlds;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::*;
use crate::api::{Code, Endpoint, Lookup, Missing, Page, RateLimit, Scope, Success, UserList};
use crate::testing::accounts;

const NOW: u64 = 1_700_000_000_000;

/// A stand-in for what X knows, which answers as `client::call` gives it.
#[derive(Clone, Debug, Default)]
struct X {
    /// Usernames by ID, of those who exist.
    names: BTreeMap<u64, String>,
    muted: Vec<u64>,
    following: BTreeSet<u64>,
    followers: BTreeSet<u64>,
    /// Whether it keeps connection_status to itself.
    is_silent: bool,
    /// Whether it leaves connection_status out of users to whom there is no relation.
    omits_none: bool,
    /// Usernames of suspended accounts.
    suspended: Vec<String>,
    /// Users in a page, whatever was asked for.
    page: usize,
}

impl X {
    fn with(ids: impl IntoIterator<Item = u64>) -> Self {
        Self { names: ids.into_iter().map(|id| (id, format!("n{id}"))).collect(), page: 1000, ..Self::default() }
    }

    fn answer(&self, request: &Request) -> Success<Value> {
        if request.endpoint == Endpoint::List(UserList::Muted) {
            return self.answer_page(request.parameter("pagination_token"));
        }
        assert_eq!(request.parameter("user.fields"), Some("connection_status"));
        let is_by_id = request.parameter("ids").is_some();
        let asked = request.parameter("ids").or(request.parameter("usernames")).unwrap();
        let (mut users, mut missing) = (Vec::new(), Vec::new());
        for who in asked.split(',') {
            let found = match is_by_id {
                true => who.parse().ok().and_then(|id| self.names.get_key_value(&id)),
                false => self.names.iter().find(|(_, name)| name.eq_ignore_ascii_case(who)),
            };
            match found {
                Some((id, name)) => users.push(self.user(*id, name)),
                None => missing.push(self.missing(who, is_by_id)),
            }
        }
        assert!(users.len() + missing.len() <= 100);
        Success::Lookup(Lookup { users, missing, is_withheld: false })
    }

    fn missing(&self, who: &str, is_by_id: bool) -> Missing {
        let is_suspended = self.suspended.iter().any(|name| name == who);
        let who = Some(who.to_owned());
        Missing {
            id: who.clone().filter(|_| is_by_id),
            username: who.filter(|_| !is_by_id),
            title: Some(if is_suspended { "Forbidden" } else { "Not Found Error" }.into()),
            problem_type: Some("resource-not-found".into()),
            ..Missing::default()
        }
    }

    fn user(&self, id: u64, name: &str) -> Value {
        let is_in = |word, is| if is { Some(word) } else { None };
        let status: Vec<&str> = [
            is_in("muting", self.muted.contains(&id)),
            is_in("following", self.following.contains(&id)),
            is_in("followed_by", self.followers.contains(&id)),
        ]
        .into_iter()
        .flatten()
        .collect();
        match self.is_silent || self.omits_none && status.is_empty() {
            true => json!({ "id": id.to_string(), "name": "N", "username": name }),
            false => json!({ "id": id.to_string(), "username": name, "connection_status": status }),
        }
    }

    fn answer_page(&self, token: Option<&str>) -> Success<Value> {
        let from: usize = token.map_or(0, |token| token.parse().unwrap());
        let to = (from + self.page).min(self.muted.len());
        let user = |id: &u64| json!({ "id": id.to_string(), "name": "N", "username": format!("n{id}") });
        let users: Vec<Value> = self.muted[from..to].iter().map(user).collect();
        page(users, (to < self.muted.len()).then(|| to.to_string()))
    }
}

/// A page of the list of the muted.
fn page(users: Vec<Value>, next_token: Option<String>) -> Success<Value> {
    let users = Value::from(users);
    let accounts = accounts(&users).unwrap();
    Success::Page(Page { users: Some(users), next_token, errors: None, accounts })
}

/// What is wanted.
#[derive(Clone, Debug, Default)]
struct Wanted {
    mute: String,
    mute_names: String,
    /// ID, rounded ID and username of each.
    mute_entries: String,
    unmute: String,
    unmute_names: String,
    unmute_entries: String,
    safe: String,
    rules: Rules,
}

const NONE: Rules = Rules { exact: false, skip_following: false, skip_followers: false };
const EXACT: Rules = Rules { exact: true, ..NONE };
const NOT_FRIENDS: Rules = Rules { skip_following: true, skip_followers: true, ..NONE };

impl Wanted {
    fn mute(ids: impl IntoIterator<Item = u64>, rules: Rules) -> Self {
        Self { mute: joined(ids), rules, ..Self::default() }
    }

    fn planner(&self) -> Result<Box<Planner>, Box<Error>> {
        let mut planner = Planner::new("7", self.rules, 12345)?;
        for (want, list) in [
            (Want::Safe, &self.safe),
            (Want::Mute, &self.mute),
            (Want::MuteByName, &self.mute_names),
            (Want::MuteByEntry, &self.mute_entries),
            (Want::Unmute, &self.unmute),
            (Want::UnmuteByName, &self.unmute_names),
            (Want::UnmuteByEntry, &self.unmute_entries),
        ] {
            assert_eq!(planner.want(want, list)?, [] as [u32; 0], "{list}");
        }
        Ok(planner)
    }
}

fn joined(ids: impl IntoIterator<Item = u64>) -> String {
    ids.into_iter().map(|id| id.to_string()).collect::<Vec<_>>().join(",")
}

fn next(planner: &mut Planner) -> Option<Request> {
    planner.next(BaseUrl::default()).map_err(|error| error.message).unwrap()
}

/// The URLs that are asked for, each from its path on, and the plan.
fn plan(x: &X, wanted: &Wanted) -> (Vec<String>, Value) {
    let mut planner = wanted.planner().unwrap();
    let asked = run(x, &mut planner);
    assert_eq!(planner.done(), planner.total());
    (asked, written(&mut planner))
}

fn run(x: &X, planner: &mut Planner) -> Vec<String> {
    let mut asked = Vec::new();
    while let Some(request) = next(planner) {
        let before = (planner.done(), planner.total());
        planner.answered(&x.answer(&request)).unwrap();
        assert!(planner.done() >= before.0 && planner.total() + planner.doubles >= before.1);
        asked.push(shown(&request));
    }
    asked
}

/// A request, in short.
fn shown(request: &Request) -> String {
    match (request.parameter("pagination_token"), request.parameter("ids"), request.parameter("usernames")) {
        (_, Some(ids), _) => format!("{} ids", ids.split(',').count()),
        (_, _, Some(names)) => format!("{} names", names.split(',').count()),
        (token, ..) => format!("page {}", token.unwrap_or("0")),
    }
}

fn written(planner: &mut Planner) -> Value {
    written_by(planner, [&[], &[]])
}

/// The plan as JavaScript puts it together, by these limits of muting and unmuting.
pub fn written_by(planner: &mut Planner, [mute_limits, unmute_limits]: [&[RateLimit]; 2]) -> Value {
    let mut plan = planner.finish();
    let mut lists = [const { Vec::new() }; 3];
    while let Some(part) = plan.next_part() {
        let part: Value = serde_json::from_str(&part.to_json()).unwrap();
        for (list, name) in lists.iter_mut().zip(["mute", "unmute", "skipped"]) {
            list.extend(entries(&part[name]));
        }
    }
    let mut whole = serde_json::to_value(plan.summary(mute_limits, unmute_limits, NOW)).unwrap();
    for (list, name) in lists.into_iter().zip(["mute", "unmute", "skipped"]) {
        whole[name] = list.into();
    }
    whole
}

fn entries(columns: &Value) -> Vec<Value> {
    let count = columns["ids"].as_array().unwrap().len();
    let whys = columns["whys"].as_array().unwrap().len();
    assert!(whys == 0 || whys == count);
    let entry = |at: usize| {
        let mut entry = json!({});
        for (name, column) in [("id", "ids"), ("username", "usernames"), ("why", "whys")] {
            if let Some(text) = columns[column][at].as_str().filter(|text| !text.is_empty()) {
                entry[name] = text.into();
            }
        }
        entry
    };
    (0..count).map(entry).collect()
}

/// The IDs of entries, or else usernames; of those that are left out with why.
fn who(entries: &Value) -> String {
    let name = |entry: &Value| {
        let id = entry.get("id").or(entry.get("username")).unwrap().as_str().unwrap().to_owned();
        entry.get("why").map_or(id.clone(), |why| format!("{id} {}", why.as_str().unwrap()))
    };
    entries.as_array().unwrap().iter().map(name).collect::<Vec<_>>().join(", ")
}

fn message(wanted: &Wanted) -> String {
    let error = wanted.planner().err().unwrap();
    assert_eq!(error.code, Code::InvalidArgument);
    error.message.as_str().into()
}
