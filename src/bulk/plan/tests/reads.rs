//! What is read, and what a plan takes.

use super::*;

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
fn a_list_that_never_ends_is_not_read_for_ever() {
    let mut planner = Wanted::mute([], EXACT).planner().unwrap();
    let ended = (0..20_000).find_map(|at| {
        next(&mut planner)?;
        planner.answered(&page(Vec::new(), Some(at.to_string()))).err()
    });
    assert_eq!(ended.unwrap().code, Code::BadResponse);
}

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
