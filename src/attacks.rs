//! Whatever text comes from outside: replies, lists, what a store has kept, partial plans, the way back of a sign-in. Nothing of
//! it stops the module, what is written of it is JSON, and nobody is named who was not asked for.
//!
//! How many cases are tried is what `PROPTEST_CASES` says: `PROPTEST_CASES=1000000 cargo test --release --lib attacks`.

use proptest::prelude::*;
use serde::Serialize;
use serde_json::Value;

use crate::api::{
    BaseUrl, Endpoint, Error, Json, Limits, Lookup, Missing, Page, People, RateLimit, Request, ResponseInfo, Scope,
    Success, UserId, UserList, read_failure, read_success,
};
use crate::auth::{Bearer, Callback, OAuth1, Tokens};
use crate::bulk::action::Action;
use crate::bulk::job::{JobState, Next, Part, RunControl, Runner, part_report, salvage};
use crate::bulk::list;
use crate::bulk::plan::{PlanHead, Planner, Rules, Want, written_by};
use crate::testing::{Written, parsed, told};

/// A moment in 2023.
const NOW: u64 = 1_700_000_000_000;

/// Pieces of what is read here, of which texts are made that are nearly right.
const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    "\"",
    ",",
    ":",
    "\\",
    "\\u",
    "\\u0069d",
    "null",
    "true",
    "-1",
    "1e309",
    "0",
    "7",
    "99",
    "12345678901234567890",
    "\"id\":\"7\"",
    "\"id\":7",
    "\"data\":",
    "\"errors\":",
    "\"meta\":{\"next_token\":\"x\"}",
    "\"username\":\"jack\"",
    "\"value\":\"7\"",
    "{\"data\":[{\"id\":\"7\"}]}",
    "\"muting\":true",
    "\"title\":\"t\"",
    "\"type\":\"https://api.x.com/2/problems/usage-capped\"",
    "\"error\":\"invalid_request\"",
    "\"error_description\":\"no\"",
    "\"access_token\":\"a\"",
    "\"expires_in\":7200",
    "\"connection_status\":[\"muting\"]",
    "__proto__",
    "window.YTD.mute.part0 = ",
    "\"accountId\"",
    "https://x.com/",
    "@",
    "id,username",
    ";",
    "\t",
    "\r\n",
    "\n",
    "\u{feff}",
    "\u{0}",
    "\u{200b}",
    "\u{1f600}",
    "é",
    "#",
    "//",
    "!",
    "=",
    "%",
    "%2F",
    "&",
    "?",
    "<html>",
    "x-mutes-job 1 7 even a\n0 1 1 0 1 0 0 0 0 0 0 0 0\n\n\n\n",
    "mute 9 jack\n",
    "unmute 8\n",
    "\n\n",
    "ddtf",
    "1,7,",
    "1,99,jack,6",
    " ",
    "18446744073709551616",
    "4294967296",
    "x",
    "s3cret-that-was-sent",
];

fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![4 => proptest::sample::select(PIECES).prop_map(str::to_owned), 1 => "\\PC{0,8}", 1 => any::<String>()];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn json_of(it: &impl Serialize) -> Value {
    serde_json::to_value(it).unwrap()
}

fn ids(users: &Value) -> Vec<String> {
    let list = users.as_array().unwrap().iter();
    list.map(|user| user["id"].as_str().unwrap().to_owned()).collect()
}

/// A job of one mute.
const JOB: &str = "x-mutes-job 1 7 burst a\n0 1 1 0 1 0 0 0 0 0 0 0 0\n\n\n\n";

/// Lets the one request of a job fail with this error; gives what the job then stores, its state or a part, if anything.
fn kept_of(error: &Error<Value>) -> Option<String> {
    let mut runner = Runner::new(JobState::read(JOB).unwrap(), "7", BaseUrl::default(), false).unwrap();
    loop {
        match runner.next(NOW, RunControl::GoOn).unwrap() {
            Next::Read(_) => runner.read("mute 9 jack\n\n").unwrap(),
            Next::Store(..) => runner.stored(),
            Next::Ask(_) => break,
            Next::Wait(_) | Next::End(_) => panic!("nothing is to wait for"),
        }
    }
    runner.failed(error, NOW);
    match runner.next(NOW, RunControl::GoOn).unwrap() {
        Next::Store(_, text) => Some(text),
        _ => None,
    }
}

/// The limits that headers with this value tell.
fn limits(value: &str) -> Vec<RateLimit> {
    let names = ["x-rate-limit-limit", "x-rate-limit-remaining", "x-rate-limit-reset"];
    Limits::read(&Written::default().with(&names.map(|name| (name, value)))).known
}

/// What X gave for a lookup of anybody, without a check of whom it names.
fn any_lookup(text: &str) -> Option<Lookup<Value>> {
    let value = parsed(text)?;
    let users = value.data().as_ref().unwrap_or(&value).items()?.collect();
    Some(Lookup { users, missing: vec![Missing { title: value.title(), ..Missing::default() }], is_withheld: false })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(2_000), ..ProptestConfig::default() })]

    #[test]
    fn any_reply_is_read_or_refused_and_what_is_kept_is_json_without_what_was_sent(
        status in prop_oneof![Just(200), Just(400), Just(429), Just(503), any::<u16>()], body in hostile(), header in hostile(), now in any::<u64>(),
    ) {
        const SECRET: &str = "s3cret-that-was-sent";
        let names = ["x-transaction-id", "retry-after", "x-rate-limit-limit", "x-rate-limit-remaining", "x-rate-limit-reset", "x-app-limit-24hour-reset"];
        let header = header.replace(SECRET, "");
        let reply = Written::new(status, &body).with(&names.map(|name| (name, header.as_str()))).to(SECRET);
        let limits = Limits::read(&reply);
        let endpoints = [Endpoint::Mute, Endpoint::Unmute, Endpoint::Me, Endpoint::Users, Endpoint::Token, Endpoint::Revoke];
        for endpoint in endpoints.into_iter().chain(UserList::ALL.iter().copied().map(Endpoint::List)) {
            let request = Request::new(endpoint, BaseUrl::default(), String::new());
            match read_success(&request, &reply) {
                Some(Success::Page(page)) => {
                    let page = Page { users: None, ..page };
                    prop_assert!(!json_of(&page).to_string().contains(SECRET), "{:?}", page);
                }
                Some(Success::Lookup(lookup)) => {
                    prop_assert!(!json_of(&lookup.missing).to_string().contains(SECRET), "{:?}", lookup);
                }
                Some(Success::Reply(_) | Success::User(_)) | None => {}
            }
            let error = read_failure(endpoint, &reply, &limits, now);
            let text = told(&error).to_string();
            prop_assert!(!text.contains(SECRET), "{}", text);
            let is_of_tokens = matches!(endpoint, Endpoint::Token | Endpoint::Revoke);
            prop_assert!(!is_of_tokens || json(&text).get("body").is_none() && json(&text).get("errors").is_none());
            if let Some(kept) = kept_of(&error) {
                let kept = kept.as_str();
                prop_assert!(!kept.contains(SECRET), "{}", kept);
                prop_assert!(Part::read(kept).is_some() || JobState::read(kept).is_some(), "{}", kept);
                if kept.lines().any(|line| line == "f") {
                    prop_assert_eq!(json(kept.lines().last().unwrap()), json(&text));
                }
            }
            json_of(&ResponseInfo::new(endpoint, 1, 0, &reply, &limits.known));
        }
    }

    #[test]
    fn any_lookup_hands_on_those_who_were_asked_for_and_nobody_else(body in hostile()) {
        let reply = Written::ok(&body);
        for (people, by_name) in [(People::ids("7,12"), false), (People::usernames("jack,ann"), true)] {
            let request = Request::users(BaseUrl::default(), &people.unwrap(), "");
            let Some(Success::Lookup(lookup)) = read_success(&request, &reply) else { continue };
            let lookup = json_of(&lookup);
            let found = ids(&lookup["users"]);
            if by_name {
                let names: Vec<String> = lookup["users"].as_array().unwrap().iter().map(|user| user["username"].as_str().unwrap().to_lowercase()).collect();
                prop_assert!(names.iter().all(|name| ["jack", "ann"].contains(&name.as_str())), "{names:?}");
            } else {
                prop_assert!(found.iter().all(|id| ["7", "12"].contains(&id.as_str())), "{found:?}");
            }
            prop_assert_eq!(found.len() + lookup["missing"].as_array().unwrap().len(), 2);
        }
    }

    #[test]
    fn any_list_names_only_who_stands_in_it(text in hostile()) {
        let read = list::read(&text, 0);
        for name in read.entries.iter().flat_map(|entry| [&entry.id, &entry.username]).filter(|name| !name.is_empty()) {
            prop_assert!(text.contains(name));
        }
        prop_assert!(read.rejected.len() as u64 <= read.rejected_count);
        json_of(&read);
        for name in ["lines", "csv", "json", "archive", text.as_str()] {
            if let Ok(written) = list::format(&text, name) {
                list::read(&written, 0);
            }
        }
    }

    #[test]
    fn any_kept_job_goes_on_or_is_refused(state in hostile(), part in hostile(), lookup in hostile(), heard in hostile(), now in NOW..2 * NOW) {
        salvage(&part, Action::Mute);
        for state in [state, format!("x-mutes-job 1 7 even a\n0 1 1 0 1 0 0 0 0 0 0 0 0\n\n\n\n{lookup}")] {
            if let Some(report) = part_report(&state, 0, &part) {
                json_of(&report);
            }
            let Some(state) = JobState::read(&state) else { continue };
            let Ok(mut runner) = Runner::new(state, "7", BaseUrl::default(), false) else { continue };
            for _ in 0..4 {
                match runner.next(now, RunControl::GoOn) {
                    Err(_) => break,
                    Ok(Next::Read(_)) if runner.read(&part).is_err() => break,
                    Ok(_) => runner.stored(),
                }
                runner.heard(Action::Unmute, &limits(&heard), now);
                runner.answered(&[], any_lookup(&lookup).as_ref(), now);
                if let Some(news) = runner.news(now) {
                    json_of(&news);
                }
            }
        }
    }

    #[test]
    fn any_partial_plan_is_gone_on_with_or_refused_and_nobody_is_planned_who_was_not_wanted(lines in hostile(), people in hostile(), now in NOW..2 * NOW) {
        for skip_following in [false, true] {
            let rules = Rules { skip_following, ..Rules::default() };
            let mut planner = Planner::new("1", rules, 0).unwrap();
            let _ = planner.want(Want::Safe, &people);
            planner.want(Want::Mute, "7").unwrap();
            let _ = planner.want(Want::MuteByName, "jack");
            let _ = planner.expect_head(&PlanHead { wanted: lines.clone(), ..planner.head() });
            for step in lines.split('\n') {
                if planner.repeat(step).is_err() {
                    break;
                }
            }
            let _ = planner.next(BaseUrl::default());
            let limit = RateLimit { scope: Scope::User15Min, limit: now % 100, remaining: now % 10, reset_at: now };
            let plan = written_by(&mut planner, [&[limit], &[]]);
            for person in plan["mute"].as_array().unwrap() {
                prop_assert!(person["id"] == "7" || person["username"] == "jack", "{}", person);
            }
        }
    }

    #[test]
    fn any_argument_is_taken_or_refused_without_repeating_it_where_it_may_be_a_secret(text in hostile(), other in hostile()) {
        let _ = UserId::parse("id", &text);
        let _ = People::ids(&text);
        let _ = People::usernames(&text);
        for error in [Bearer::parse("token", &text).err(), BaseUrl::parse(&text).err()].into_iter().flatten() {
            prop_assert!(text.len() < 12 || !error.message.contains(&text));
        }
        let _ = OAuth1::parse(&text, &other, &text, &other).map(|keys| keys.signature_base("GET", &other, &[], &text, NOW));
        let callback = Callback { url: &text, state: &other, code: &text, error: &other, error_description: &text };
        if let Err(error) = callback.check(&other, &text) {
            told(&error.widen());
        }
        if let Some(given) = parsed(&text) && let Some(tokens) = Tokens::stored(&given, &other).or_else(|| Tokens::issued(&given, None, NOW)) {
            json(&tokens.to_stored(&other));
            json_of(&tokens.to_session());
        }
    }
}
