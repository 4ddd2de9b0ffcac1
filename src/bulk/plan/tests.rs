use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::api::{Endpoint, Lookup, Missing, Page, RateLimit, Scope, Success, UserList};
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
            let id = who.trim_start_matches(['n', 'N']).parse().ok();
            let found = id.and_then(|id| self.names.get_key_value(&id));
            match found {
                Some((id, name)) => users.push(self.user(*id, name)),
                None if is_by_id => missing.push(Missing { id: Some(who.into()), ..Missing::default() }),
                None => missing.push(Missing { username: Some(who.into()), ..Missing::default() }),
            }
        }
        assert!(users.len() + missing.len() <= 100);
        Success::Lookup(Lookup { users, missing, is_withheld: false })
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
        match self.is_silent {
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
    unmute: String,
    unmute_names: String,
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
            (Want::Unmute, &self.unmute),
            (Want::UnmuteByName, &self.unmute_names),
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

// --- who is left out, and why --------------------------------------------------------------------------------------

#[test]
fn each_who_is_left_out_is_told_of_with_why() {
    let x = X { muted: vec![2, 9], following: [3].into(), followers: [4, 3].into(), ..X::with(1..20) };
    let wanted = Wanted {
        mute: "7,1,2,3,4,5,99".into(),
        mute_names: "n6,nobody".into(),
        unmute: "9,10,98".into(),
        unmute_names: "n11,NoOne,n7".into(),
        safe: "5,6,9".into(),
        rules: NOT_FRIENDS,
    };
    let wanted = Wanted { mute: wanted.mute.replace("7,", ""), ..wanted };
    let (_, plan) = plan(&x, &wanted);
    assert_eq!(who(&plan["mute"]), "1");
    assert_eq!(who(&plan["unmute"]), "9", "the safelist keeps nobody muted");
    assert_eq!(
        who(&plan["skipped"]),
        "2 already, 3 following, 4 follower, 5 safelist, 99 missing, 6 safelist, nobody missing, \
         10 already, 98 missing, 11 already, NoOne missing, 7 self"
    );
    assert_eq!(plan["mute"][0]["username"], "n1");
    assert_eq!(plan["requests"], json!({ "reads": 2, "writes": 2 }));
}

#[test]
fn nobody_mutes_themselves_and_nothing_is_asked_for_that() {
    let (asked, plan) = plan(&X::with([7]), &Wanted::mute([7], NONE));
    assert_eq!((asked.len(), who(&plan["skipped"])), (0, "7 self".into()));
}

#[test]
fn whom_the_safelist_names_by_id_is_not_looked_up() {
    let wanted = Wanted { safe: "1,2".into(), ..Wanted::mute([1, 2, 3], NOT_FRIENDS) };
    let (asked, plan) = plan(&X::with([1, 2, 3]), &wanted);
    assert_eq!((asked, who(&plan["skipped"])), (vec!["1 ids".into()], "1 safelist, 2 safelist".into()));
}

#[test]
fn friends_are_muted_unless_told_otherwise() {
    let x = X { following: [1].into(), followers: [2].into(), ..X::with([1, 2]) };
    let following = Rules { skip_followers: false, ..NOT_FRIENDS };
    let followers = Rules { skip_following: false, ..NOT_FRIENDS };
    for (rules, left) in [(NONE, "1, 2"), (following, "2"), (followers, "1"), (NOT_FRIENDS, "")] {
        assert_eq!(who(&plan(&x, &Wanted::mute([1, 2], rules)).1["mute"]), left);
    }
}

// --- the same person twice -----------------------------------------------------------------------------------------

#[test]
fn whoever_is_named_twice_counts_once() {
    let wanted = Wanted { mute_names: "n2,N2,n3,N3".into(), ..Wanted::mute([1, 2, 1], NONE) };
    let mut planner = wanted.planner().unwrap();
    assert_eq!((planner.total(), planner.done()), (4, 0));
    let asked = run(&X::with([1, 2, 3]), &mut planner);
    assert_eq!(asked, ["2 names", "1 ids"]);
    assert_eq!((planner.total(), planner.done()), (3, 3));
    let plan = written(&mut planner);
    assert_eq!((who(&plan["mute"]), who(&plan["skipped"])), ("1, 2, 3".into(), String::new()));
    assert_eq!(plan["mute"][1], json!({ "id": "2", "username": "n2" }));
}

#[test]
fn nobody_is_both_muted_and_unmuted() {
    let by_id = Wanted { unmute: "2,1".into(), ..Wanted::mute([1], NONE) };
    assert!(message(&by_id).ends_with("both have 1"), "{}", message(&by_id));
    let by_name = Wanted { mute_names: "Jack".into(), unmute_names: "jACK".into(), ..Wanted::default() };
    assert!(message(&by_name).ends_with("both have jACK"), "{}", message(&by_name));
    let by_answer = Wanted { unmute_names: "n1".into(), ..Wanted::mute([1], NONE) };
    let mut planner = by_answer.planner().unwrap();
    let request = next(&mut planner).unwrap();
    let error = planner.answered(&X::with([1]).answer(&request)).unwrap_err();
    assert_eq!((error.code, error.message.as_str().ends_with("both have 1")), (Code::InvalidArgument, true));
}

#[test]
fn what_is_no_id_or_username_is_told_and_wanted_by_nobody() {
    let table: [(Want, &str, &[u32], u32); 9] = [
        (Want::Mute, "1,x", &[1], 1),
        (Want::Mute, "01", &[0], 0),
        (Want::Unmute, "1,,2,20000000000000000000", &[1, 3], 2),
        (Want::MuteByName, "a b", &[0], 0),
        (Want::MuteByName, "a,,b", &[1], 2),
        (Want::UnmuteByName, "@a,@@b,sixteencharacters", &[1, 2], 1),
        (Want::Safe, "-1", &[0], 0),
        (Want::Safe, "5,+5", &[1], 0),
        (Want::Mute, "", &[], 0),
    ];
    for (want, people, invalid, total) in table {
        let mut planner = Planner::new("7", NONE, 0).unwrap();
        assert_eq!(planner.want(want, people).unwrap(), invalid, "{people}");
        assert_eq!(planner.total(), total, "{people}");
    }
}

// --- what is read --------------------------------------------------------------------------------------------------

#[test]
fn what_costs_less_is_read() {
    let x = |muted: u64| X { muted: (10_000..10_000 + muted).collect(), ..X::with(1..=3000) };
    let silent = |muted| X { is_silent: true, ..x(muted) };
    let mute = |count: u64, rules| Wanted::mute(1001..1001 + count, rules);
    let named = |rules| Wanted { mute_names: "n1,n2".into(), ..mute(150, rules) };
    let nobody = Wanted::mute([], EXACT);
    let lookups = format!("page 0, page 1000{}", ", 100 ids".repeat(11));
    let table: Vec<(&str, X, Wanted, &str)> = vec![
        ("nobody", x(5), Wanted::default(), ""),
        ("few", x(0), mute(100, NONE), "100 ids"),
        ("more than a lookup, of a short list", x(10), mute(101, NONE), "page 0"),
        ("a list that turns out dearer", x(5000), mute(150, NONE), "page 0, 100 ids, 50 ids"),
        ("a list that stays cheaper", x(1500), mute(1600, NONE), "page 0, page 1000"),
        ("many, of a list that is longer", x(5000), mute(1100, NONE), &lookups),
        ("relations", x(10), mute(250, NOT_FRIENDS), "100 ids, 100 ids, 50 ids"),
        ("usernames, and few IDs", x(10), Wanted { mute: "1".into(), ..named(NONE) }, "2 names"),
        ("usernames, and more IDs", x(10), named(NONE), "2 names, page 0"),
        ("exact", x(1500), mute(3, EXACT), "page 0, page 1000"),
        ("exact, of nobody", x(1500), nobody, "page 0, page 1000"),
        ("exact, with relations", x(10), mute(3, Rules { exact: true, ..NOT_FRIENDS }), "page 0, 3 ids"),
        ("exact, with usernames", x(10), named(EXACT), "2 names, page 0"),
        ("silence", silent(1500), mute(3, NONE), "3 ids, page 0, page 1000"),
        ("silence after usernames", silent(10), Wanted { mute: "5".into(), ..named(NONE) }, "2 names, page 0"),
        ("silence after a change-over", silent(2000), mute(150, NONE), "page 0, 100 ids, page 1000"),
    ];
    for (what, x, wanted, reads) in table {
        let (asked, plan) = plan(&x, &wanted);
        assert_eq!(asked.join(", "), reads, "{what}");
        assert_eq!(plan["requests"]["reads"], asked.len(), "{what}");
    }
}

#[test]
fn what_the_list_has_told_need_not_be_looked_up() {
    let x = X { muted: (1..=1000).chain(5000..7000).collect(), ..X::with(1..8000) };
    let (asked, plan) = plan(&x, &Wanted::mute(901..1050, NONE));
    assert_eq!(asked, ["page 0", "49 ids"]);
    assert_eq!(plan["usersRead"], 1049);
    assert_eq!(who(&plan["mute"]), joined(1001..1050).replace(',', ", "));
    assert_eq!(plan["skipped"][0], json!({ "id": "901", "username": "n901", "why": "already" }));
}

#[test]
fn exact_unmutes_whoever_else_is_muted() {
    let x = X { muted: vec![1, 2, 3, 4, 5], ..X::with(1..10) };
    let wanted = Wanted { mute_names: "n4,gone".into(), safe: "2,5".into(), ..Wanted::mute([1, 2, 8], EXACT) };
    let (_, plan) = plan(&x, &wanted);
    assert_eq!((who(&plan["mute"]), who(&plan["unmute"])), ("8".into(), "3, 5".into()));
    assert_eq!(who(&plan["skipped"]), "1 already, 2 safelist, 4 already, gone missing");
    assert_eq!(plan["unmute"][0], json!({ "id": "3", "username": "n3" }));
}

#[test]
fn with_exact_nobody_who_is_named_is_unmuted_though_a_lookup_did_not_find_them() {
    // Suspended: the list still has them.
    let x = X { muted: vec![4], ..X::with([1]) };
    let wanted = Wanted { mute_names: "N4".into(), rules: EXACT, ..Wanted::default() };
    let (_, plan) = plan(&x, &wanted);
    assert_eq!((who(&plan["unmute"]), who(&plan["skipped"])), (String::new(), "4 already".into()));
}

#[test]
fn an_account_that_moves_while_pages_are_read_is_there_once() {
    let mut planner = Wanted::mute([1], EXACT).planner().unwrap();
    for (ids, next_token) in [(["5", "6"], Some("a".into())), (["6", "1"], None)] {
        next(&mut planner).unwrap();
        planner.answered(&page(ids.map(|id| json!({ "id": id })).into(), next_token)).unwrap();
    }
    assert_eq!(who(&written(&mut planner)["unmute"]), "5, 6");
}

#[test]
fn friends_are_not_muted_because_x_was_silent() {
    let x = X { is_silent: true, following: [1].into(), muted: vec![2], ..X::with(1..300) };
    let mut planner = Wanted::mute(1..151, NOT_FRIENDS).planner().unwrap();
    for _ in 0..2 {
        let request = next(&mut planner).unwrap();
        planner.answered(&x.answer(&request)).unwrap();
    }
    let error = planner.next(BaseUrl::default()).unwrap_err();
    assert_eq!(error.code, Code::BadResponse);
    assert!(error.message.as_str().contains("plan without skip.following"));
    // Where nobody was found, and for unmutes, it does not matter.
    let nobody = Wanted::mute([900], NOT_FRIENDS);
    let unmute = Wanted { unmute: "1,2".into(), rules: NOT_FRIENDS, ..Wanted::default() };
    assert_eq!(who(&plan(&x, &nobody).1["skipped"]), "900 missing");
    assert_eq!(who(&plan(&x, &unmute).1["unmute"]), "2");
}

#[test]
fn a_list_that_never_ends_is_not_read_for_ever() {
    let mut planner = Wanted::mute([], EXACT).planner().unwrap();
    let ended = (0..20_000).find_map(|at| {
        next(&mut planner)?;
        planner.answered(&page(Vec::new(), Some(at.to_string()))).err()
    });
    assert_eq!(ended.unwrap().code, Code::BadResponse);
}

// --- what it takes -------------------------------------------------------------------------------------------------

#[test]
fn the_slower_of_mutes_and_unmutes_counts_by_limits_seen_or_assumed() {
    let x = X { muted: (201..=300).collect(), ..X::with(1..=300) };
    let wanted = Wanted { unmute: joined(201..=260), ..Wanted::mute(1..=30, NONE) };
    let mut planner = wanted.planner().unwrap();
    run(&x, &mut planner);
    let minutes = |minutes: u64| minutes * 60_000;
    let limit = |scope, limit, remaining, reset_at| RateLimit { scope, limit, remaining, reset_at };
    let window = |limit_, remaining, ends| limit(Scope::User15Min, limit_, remaining, NOW + minutes(ends));
    let day = limit(Scope::User24H, 30, 30, NOW + 1);
    type Case<'l> = (&'static str, [&'l [RateLimit]; 2], u64, u64, &'static str);
    let table: [Case<'_>; 4] = [
        ("none", [&[], &[]], 2, 15, "assumed"),
        ("of both", [&[window(50, 50, 5)], &[window(50, 0, 5)]], 3, 20, "seen"),
        ("of one", [&[window(50, 10, 5)], &[]], 2, 15, "assumed"),
        ("a day's", [&[window(5, 5, 5), day], &[window(50, 50, 1)]], 6, 65, "seen"),
    ];
    for (what, given, windows, ends, limits) in table {
        let plan = written_by(&mut planner, given);
        let wanted = json!([windows, NOW + minutes(ends), limits]);
        assert_eq!(json!([plan["windows"], plan["earliestEnd"], plan["limits"]]), wanted, "{what}");
    }
}

#[test]
fn a_plan_of_nothing_is_done_now() {
    let (_, plan) = plan(&X::default(), &Wanted::default());
    let wanted = json!({
        "version": 1, "userId": "7", "mute": [], "unmute": [], "skipped": [], "usersRead": 0,
        "requests": { "reads": 0, "writes": 0 }, "windows": 0, "earliestEnd": NOW, "limits": "assumed",
    });
    assert_eq!(plan, wanted);
}

// --- cut short -----------------------------------------------------------------------------------------------------

/// An earlier plan: its head, and its steps.
#[derive(Clone, Debug)]
struct Earlier {
    head: PlanHead,
    steps: Vec<String>,
}

fn earlier(x: &X, wanted: &Wanted) -> Earlier {
    let mut planner = wanted.planner().unwrap();
    let mut earlier = Earlier { head: planner.head(), steps: Vec::new() };
    while let Ok(Some(request)) = planner.next(BaseUrl::default()) {
        earlier.steps.push(planner.answered(&x.answer(&request)).unwrap());
    }
    earlier
}

fn carry_on(planner: &mut Planner, head: &PlanHead, steps: &[String]) -> Result<(), Box<Error>> {
    planner.expect_head(head)?;
    steps.iter().try_for_each(|step| planner.repeat(step))
}

#[test]
fn what_is_damaged_or_of_another_is_refused() {
    let x = X { muted: vec![1, 5], ..X::with(1..10) };
    let wanted = Wanted::mute([1, 2], EXACT);
    let good = earlier(&x, &wanted);
    let refused = |head: &PlanHead, steps: &[String]| {
        let error = carry_on(&mut wanted.planner().unwrap(), head, steps).err()?;
        Some((error.code, error.message.as_str().starts_with("partial must be")))
    };
    let head = &good.head;
    assert_eq!(refused(head, &good.steps), None);
    let steps = ["", "x", "1,2", "1,2,n", "1,2,n,x", "1,x,n,16", "1,2,n,300", "1,02,n,16", ",2,n,16", "-1"];
    for step in steps {
        assert_eq!(refused(head, &[step.into()]), Some((Code::InvalidArgument, true)), "{step}");
    }
    let empty = PlanHead { version: 0, user_id: String::new(), wanted: String::new() };
    let heads = [
        PlanHead { version: 2, ..head.clone() },
        PlanHead { user_id: "8".into(), ..head.clone() },
        PlanHead { wanted: format!("{}0", head.wanted), ..head.clone() },
        PlanHead { wanted: "x".into(), ..empty.clone() },
        empty,
    ];
    for head in heads {
        assert_eq!(refused(&head, &good.steps), Some((Code::InvalidArgument, true)), "{head:?}");
    }
    for other in [
        Wanted::mute([1, 3], EXACT),
        Wanted::mute([1, 2], NONE),
        Wanted { unmute: "2".into(), ..Wanted::mute([1], EXACT) },
    ] {
        assert!(carry_on(&mut other.planner().unwrap(), head, &good.steps).is_err());
    }
}

#[test]
fn a_change_is_the_same_in_whatever_parts_it_comes() {
    let mut whole = Planner::new("7", NONE, 0).unwrap();
    whole.want(Want::Mute, "1,2,3").unwrap();
    let mut parts = Planner::new("7", NONE, 1).unwrap();
    for part in ["1", "2,x", "3"] {
        parts.want(Want::Mute, part).unwrap();
    }
    assert_eq!(whole.head(), parts.head());
}

#[test]
fn whom_to_leave_out_may_change_meanwhile() {
    let x = X { is_silent: true, ..X::with(1..10) };
    let earlier = earlier(&x, &Wanted::mute([1, 2], NOT_FRIENDS));
    let mut planner = Wanted { safe: "2".into(), ..Wanted::mute([1, 2], NONE) }.planner().unwrap();
    carry_on(&mut planner, &earlier.head, &earlier.steps).unwrap();
    assert_eq!(run(&x, &mut planner), ["page 0"]);
    assert_eq!(who(&written(&mut planner)["mute"]), "1");
}

fn worlds() -> impl Strategy<Value = (X, Wanted)> {
    let ids = |range| proptest::collection::vec(range, 0..8);
    let sizes = prop_oneof![Just(0..40_u64), Just(0..220_u64)];
    let x = (ids(0..40_u64), ids(0..40), ids(0..40), ids(0..40), any::<bool>(), 1..5_usize, sizes.clone());
    let wanted = (ids(0..40), ids(0..40), ids(0..40), any::<[bool; 3]>(), sizes);
    (x, wanted).prop_map(
        |((gone, muted, following, followers, is_silent, page, more), (names, unmute, safe, rules, many))| {
            let muted: BTreeSet<u64> =
                muted.into_iter().chain((100..500).skip(many.start as usize).take(more.end as usize - 40)).collect();
            let mut x = X::with((0..500).filter(|id| !gone.contains(id)));
            x = X {
                muted: muted.into_iter().collect(),
                following: following.into_iter().collect(),
                followers: followers.into_iter().collect(),
                is_silent,
                page: page * 30,
                ..x
            };
            let [exact, skip_following, skip_followers] = rules;
            let names: Vec<String> = names.iter().map(|id| format!("N{id}")).collect();
            let mute: Vec<u64> = (100..100 + many.end - 40).chain([1, 2, 3]).collect();
            let unmute = unmute.into_iter().filter(|id| !exact && *id > 3 && !names.contains(&format!("N{id}")));
            let wanted = Wanted {
                mute: joined(mute),
                mute_names: names.join(","),
                unmute: joined(unmute),
                unmute_names: String::new(),
                safe: joined(safe),
                rules: Rules { exact, skip_following, skip_followers },
            };
            (x, wanted)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn wherever_it_is_cut_short_it_goes_on_to_the_same_plan_and_asks_nothing_twice((x, wanted) in worlds()) {
        let Earlier { head, steps } = earlier(&x, &wanted);
        let mut whole = wanted.planner().unwrap();
        carry_on(&mut whole, &head, &steps).unwrap();
        let is_whole = whole.next(BaseUrl::default()).map(|request| request.is_none());
        for cut in 0..=steps.len() {
            let mut planner = wanted.planner().unwrap();
            carry_on(&mut planner, &head, &steps[..cut]).unwrap();
            prop_assert!(planner.head() == head);
            for step in &steps[cut..] {
                let request = next(&mut planner).unwrap();
                prop_assert_eq!(&planner.answered(&x.answer(&request)).unwrap(), step);
            }
            prop_assert_eq!(planner.next(BaseUrl::default()).map(|request| request.is_none()).ok(), is_whole.as_ref().ok().copied());
            prop_assert_eq!(written(&mut planner), written(&mut whole));
        }
    }

    #[test]
    fn the_plan_is_what_x_knows((x, wanted) in worlds()) {
        let mut planner = wanted.planner().unwrap();
        while let Ok(Some(request)) = planner.next(BaseUrl::default()) {
            planner.answered(&x.answer(&request)).unwrap();
        }
        prop_assume!(planner.next(BaseUrl::default()).is_ok());
        let plan = written(&mut planner);
        let ids = |list: &str| list.split(',').filter_map(|id| id.parse().ok()).collect::<BTreeSet<u64>>();
        let named = ids(&wanted.mute_names.replace('N', ""));
        let (mute, unmute, safe) = (ids(&wanted.mute), ids(&wanted.unmute), ids(&wanted.safe));
        let muted: BTreeSet<u64> = x.muted.iter().copied().collect();
        let is_left_out = |id: &u64| {
            *id == 7 || safe.contains(id) || muted.contains(id)
                || named.contains(id) && !mute.contains(id) && !x.names.contains_key(id)
                || wanted.rules.skip_following && x.following.contains(id)
                || wanted.rules.skip_followers && x.followers.contains(id)
        };
        let entries = |name: &str| ids(&who(&plan[name]).replace(' ', ""));
        // Whom nobody has looked up may be gone.
        let to_mute = mute.union(&named).copied().filter(|id| !is_left_out(id)).collect::<BTreeSet<_>>();
        let gone: BTreeSet<u64> = ids(&who(&plan["skipped"]).replace(" missing", "").replace(' ', ""));
        prop_assert!(entries("mute").is_subset(&to_mute));
        prop_assert!(to_mute.difference(&entries("mute")).all(|id| gone.contains(id) && !x.names.contains_key(id)));
        let to_unmute: BTreeSet<u64> = match wanted.rules.exact {
            true => muted.iter().copied().filter(|id| !mute.contains(id) && !named.contains(id) && *id != 7).collect(),
            false => unmute.into_iter().filter(|id| muted.contains(id) && *id != 7).collect(),
        };
        prop_assert!(entries("unmute").is_subset(&to_unmute));
        prop_assert!(to_unmute.difference(&entries("unmute")).all(|id| gone.contains(id) && !x.names.contains_key(id)));
    }
}

#[test]
fn a_hundred_thousand_take_no_time() {
    let began = std::time::Instant::now();
    let x = X { muted: (150_000..250_000).collect(), ..X::default() };
    let mut planner = Wanted::mute(100_000..200_000, EXACT).planner().unwrap();
    let mut answering = std::time::Duration::ZERO;
    while let Some(request) = next(&mut planner) {
        let answered = std::time::Instant::now();
        let answer = X { page: 1000, ..x.clone() }.answer(&request);
        answering += answered.elapsed();
        planner.answered(&answer).unwrap();
    }
    let mut plan = planner.finish();
    while let Some(part) = plan.next_part() {
        part.to_json();
    }
    let summary = plan.summary(&[], &[], NOW);
    let took = began.elapsed() - answering;
    assert!(took.as_secs() < 10, "{took:?}");
    assert_eq!(serde_json::to_value(&summary).unwrap()["requests"], json!({ "reads": 100, "writes": 100_000 }));
}

#[test]
fn a_friend_of_whom_x_does_not_tell_is_not_muted_for_want_of_a_word() {
    let users = vec![json!({ "id": "11", "connection_status": ["following"] }), json!({ "id": "12" })];
    let answer = Success::Lookup(Lookup { users, missing: Vec::new(), is_withheld: true });
    for skip_following in [true, false] {
        let mut planner = Planner::new("1", Rules { skip_following, ..Rules::default() }, 7).unwrap();
        planner.want(Want::Mute, "11,12").unwrap();
        assert_eq!(planner.answered(&answer).is_err(), skip_following);
    }
}
