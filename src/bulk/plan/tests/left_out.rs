//! Who is left out, and why; and the same person twice.

use super::*;

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
        ..Wanted::default()
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
