//! People who are given by username and ID.

use super::*;

/// IDs that spreadsheets and doubles change.
const TROLL: u64 = 1_294_030_472_427_835_395;
const OTHER: u64 = 1_500_000_000_000_000_123;

fn world() -> X {
    let mut x = X::with([783_214_001, 783_214_002]);
    x.names.extend([(TROLL, "troll".into()), (OTHER, "other".into())]);
    x.suspended = vec!["banned".into()];
    x
}

fn entries(list: &str) -> Wanted {
    Wanted { mute_entries: list.into(), ..Wanted::default() }
}

#[test]
fn an_entry_is_whom_its_id_and_username_both_name() {
    let table = [
        // ID, rounded ID, username; who is muted; who is left out.
        ("783214001,,", "783214001", ""),
        (",,troll", "1294030472427835395", ""),
        ("1294030472427835395,,Troll", "1294030472427835395", ""),
        (",1294030472427830000,@troll", "1294030472427835395", ""),
        (",1294030472427840000,troll", "1294030472427835395", ""),
        (",1294030472427835400,troll", "1294030472427835395", ""),
        (",1294030472427835392,troll", "1294030472427835395", ""),
        (",1294030472427820000,troll", "", "troll mismatch"),
        (",1294030472427830000,other", "", "other mismatch"),
        (",1294030472427830000,nobody", "", "nobody missing"),
        ("1294030472427830000,,troll", "1294030472427835395", ""),
        ("1294030472427835400,,TROLL", "1294030472427835395", ""),
        ("1294030472427830000,,other", "", "1294030472427830000 mismatch"),
        ("1294030472427830000,,nobody", "", "1294030472427830000 mismatch"),
        ("1294030472427835395,,nobody", "1294030472427835395", ""),
        ("1294030472427835395,,other", "", "1294030472427835395 mismatch"),
        ("1294030472427835395,,banned", "", "1294030472427835395 mismatch"),
        ("17,,nobody", "", "17 mismatch"),
        ("1,,troll", "", "1 mismatch"),
        ("7,,troll", "", "7 mismatch"),
    ];
    for (entry, muted, left_out) in table {
        let (asked, plan) = plan(&world(), &entries(entry));
        assert_eq!((who(&plan["mute"]), who(&plan["skipped"])), (muted.into(), left_out.into()), "{entry}");
        assert!(asked.len() <= 2 && plan["requests"]["reads"] == asked.len(), "{entry}: {asked:?}");
        let muting = entries(entry);
        let unmuting = Wanted { unmute_entries: muting.mute_entries, ..Wanted::default() };
        let x = X { muted: vec![TROLL, OTHER, 783_214_001], ..world() };
        let (_, plan) = super::plan(&x, &unmuting);
        assert_eq!((who(&plan["unmute"]), who(&plan["skipped"])), (muted.into(), left_out.into()), "{entry}");
    }
}

#[test]
fn a_mismatch_is_told_of_as_it_was_given() {
    let (_, plan) = plan(&world(), &entries("1294030472427835395,,Other,,1294030472427830000,783214"));
    let skipped = json!([
        { "id": "1294030472427835395", "username": "Other", "why": "mismatch" },
        { "username": "783214", "why": "missing" },
    ]);
    assert_eq!((&plan["skipped"], &plan["usersRead"]), (&skipped, &json!(1)));
}

#[test]
fn a_username_that_is_gone_is_not_shown_beside_the_id() {
    let (asked, plan) = plan(&world(), &entries("783214001,,was_here"));
    assert_eq!(
        (asked, &plan["mute"]),
        (vec!["1 names".into(), "1 ids".into()], &json!([{ "id": "783214001", "username": "n783214001" }]))
    );
}

#[test]
fn whoever_an_entry_names_by_mistake_is_left_out_unless_another_entry_confirms_them() {
    let by_mistake = "1294030472427835395,,other";
    let both = format!("{TROLL},{OTHER}");
    let wanted = Wanted { mute: both.clone(), ..entries(by_mistake) };
    let (_, plan) = plan(&world(), &wanted);
    assert_eq!(who(&plan["mute"]), "");
    assert_eq!(who(&plan["skipped"]), format!("{TROLL} mismatch, {OTHER} mismatch, {TROLL} mismatch"));
    let wanted = Wanted { mute_names: "other".into(), ..entries(by_mistake) };
    assert_eq!(who(&super::plan(&world(), &wanted).1["mute"]), "");
    for confirmed in [format!("{by_mistake},{TROLL},,troll"), format!("{TROLL},,troll,{by_mistake}")] {
        let (_, plan) = super::plan(&world(), &Wanted { mute: both.clone(), ..entries(&confirmed) });
        assert_eq!(who(&plan["mute"]), TROLL.to_string(), "{confirmed}");
    }
}

#[test]
fn entries_with_one_username_are_judged_each_by_itself() {
    let list = format!("{TROLL},,troll,{OTHER},,Troll,,1294030472427830000,troll,783214001,,gone,783214002,,gone");
    let mut planner = entries(&list).planner().unwrap();
    assert_eq!(planner.total(), 5);
    let asked = run(&world(), &mut planner);
    assert_eq!((asked, planner.done(), planner.total()), (vec!["2 names".into(), "2 ids".into()], 4, 4));
    let plan = written(&mut planner);
    assert_eq!(who(&plan["mute"]), format!("{TROLL}, 783214001, 783214002"));
    assert_eq!(who(&plan["skipped"]), format!("{OTHER} mismatch"));
}

#[test]
fn with_exact_nobody_is_unmuted_whom_an_entry_may_mean() {
    let x = X { muted: vec![TROLL, OTHER, 783_214_001, 783_214_002], page: 1, ..world() };
    let table = [
        ("1294030472427835395,,troll", "1500000000000000123, 783214001, 783214002"),
        ("783214001,,other", "1294030472427835395, 783214002"),
        (",1294030472427830000,nobody", "1500000000000000123, 783214001, 783214002"),
        ("1294030472427830000,,nobody", "1500000000000000123, 783214001, 783214002"),
        (",1500000000000000100,n783214002", "1294030472427835395, 783214001"),
    ];
    for (entry, unmuted) in table {
        let (_, plan) = plan(&x, &Wanted { rules: EXACT, ..entries(entry) });
        assert_eq!((who(&plan["mute"]), who(&plan["unmute"])), (String::new(), unmuted.into()), "{entry}");
    }
    // Suspended: no lookup finds them, but the list still has them.
    let x = X { muted: vec![5], suspended: vec!["n5".into()], ..world() };
    let (_, plan) = plan(&x, &Wanted { rules: EXACT, ..entries("783214001,,n5") });
    assert_eq!((who(&plan["mute"]), who(&plan["unmute"])), (String::new(), String::new()));
    assert_eq!(who(&plan["skipped"]), "783214001 mismatch, 5 mismatch");
}

#[test]
fn an_answer_that_leaves_somebody_out_or_gives_another_mutes_nobody_else() {
    let wanted = entries("783214001,,a,783214002,,b,,1294030472427830000,troll");
    let user = |id: u64, name: &str| json!({ "id": id.to_string(), "username": name, "connection_status": [] });
    let silent = |name: &str| Missing { username: Some(name.into()), ..Missing::default() };
    for users in
        [vec![], vec![user(OTHER, "a")], vec![user(783_214_002, "a"), user(783_214_001, "b"), user(OTHER, "troll")]]
    {
        let missing = if users.len() == 3 { vec![] } else { ["a", "b", "troll"].map(silent).into() };
        let mut planner = wanted.planner().unwrap();
        next(&mut planner).unwrap();
        planner.answered(&Success::Lookup(Lookup { users, missing, is_withheld: false })).unwrap();
        assert!(next(&mut planner).is_none());
        let plan = written(&mut planner);
        assert_eq!((who(&plan["mute"]), plan["skipped"].as_array().unwrap().len()), (String::new(), 3), "{plan}");
    }
}

#[test]
fn what_is_no_entry_is_told_and_the_same_for_both_actions_is_refused() {
    let table: [(&str, &[u32], u32); 6] = [
        (",,", &[0], 0),
        ("1,,a b,,,b", &[0], 1),
        ("x,,a,5,5,a,,5,,01,,", &[0, 1, 2, 3], 0),
        ("?,,a", &[0], 0),
        ("5", &[], 1),
        ("5,,,,,a,6,,a,6,,A", &[], 3),
    ];
    for (list, invalid, total) in table {
        let mut planner = Planner::new("7", NONE, 0).unwrap();
        assert_eq!(planner.want(Want::MuteByEntry, list).unwrap(), invalid, "{list}");
        assert_eq!(planner.total(), total, "{list}");
    }
    let both = Wanted { unmute_entries: "5,,JACK".into(), ..entries("6,,jack") };
    assert!(message(&both).ends_with("both have JACK"), "{}", message(&both));
}

#[test]
fn what_is_wanted_is_told_apart_by_each_field_of_an_entry() {
    let lists = ["5,,a", "6,,a", "5,,b", ",5,a", ",,a", "5,,"];
    let heads: BTreeSet<String> = lists.map(|list| entries(list).planner().unwrap().head().wanted).into();
    assert_eq!(heads.len(), lists.len());
}
