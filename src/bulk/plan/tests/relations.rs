//! How people relate to the user, where X leaves it out.

use super::*;

#[test]
fn friends_are_not_muted_because_x_was_silent() {
    let x = X { is_silent: true, following: [1].into(), muted: vec![2], ..X::with(1..300) };
    let mut planner = Wanted::mute(1..151, NOT_FRIENDS).planner().unwrap();
    let mut asked = Vec::new();
    let error = loop {
        match planner.next(BaseUrl::default()) {
            Ok(request) => {
                let request = request.unwrap();
                asked.push(shown(&request));
                planner.answered(&x.answer(&request)).unwrap();
            }
            Err(error) => break error,
        }
    };
    assert_eq!(asked, ["100 ids", "49 ids", "page 0"], "who is muted was looked up already");
    assert_eq!(error.code, Code::BadResponse);
    assert!(error.message.as_str().contains("plan without skip.following"));
    // Where nobody was found, and for unmutes, it does not matter.
    let nobody = Wanted::mute([900], NOT_FRIENDS);
    let unmute = Wanted { unmute: "1,2".into(), rules: NOT_FRIENDS, ..Wanted::default() };
    assert_eq!(who(&plan(&x, &nobody).1["skipped"]), "900 missing");
    assert_eq!(who(&plan(&x, &unmute).1["unmute"]), "2");
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

// --- left out where there is no relation ---------------------------------------------------------------------------

/// X as it leaves the field out of strangers.
fn omitting(x: X) -> X {
    X { omits_none: true, ..x }
}

#[test]
fn a_field_that_is_left_out_means_no_relation_where_x_tells_anybodys() {
    let strangers = Wanted::mute(1..=3, NOT_FRIENDS);
    let exact = Wanted::mute(1..=3, Rules { exact: true, ..NOT_FRIENDS });
    let x = omitting(X { muted: vec![8, 9], ..X::with(1..10) });
    assert_eq!(plan(&x, &exact).0, ["page 0", "3 ids", "2 ids"], "who is muted is known, and looked up");
    let named = Wanted { mute_names: "n1,n2".into(), rules: NOT_FRIENDS, ..Wanted::default() };
    assert_eq!(plan(&x, &named).0, ["2 names", "page 0", "2 ids"]);
    let table: Vec<(&str, X, &str, &str)> = vec![
        ("told of one of them", X { following: [2].into(), ..X::with(1..=3) }, "3 ids", "1, 3"),
        ("told of one who is muted", X { muted: vec![2], ..X::with(1..=3) }, "3 ids", "1, 3"),
        (
            "told of one who is muted and not wanted",
            X { muted: vec![9], ..X::with(1..10) },
            "3 ids, page 0, 1 ids",
            "1, 2, 3",
        ),
        (
            "told of the second who is muted",
            X { muted: vec![8, 9], page: 50, ..X::with([1, 2, 3, 9]) },
            "3 ids, page 0, 2 ids",
            "1, 2, 3",
        ),
        ("told of the own account", X { following: [7].into(), ..X::with(1..10) }, "3 ids, page 0, 1 ids", "1, 2, 3"),
    ];
    for (what, x, reads, muted) in table {
        let (asked, plan) = plan(&omitting(x), &strangers);
        assert_eq!((asked.join(", ").as_str(), who(&plan["mute"]).as_str()), (reads, muted), "{what}");
        assert_eq!(plan["requests"]["reads"], asked.len(), "{what}");
    }
}

#[test]
fn only_where_x_tells_nobodys_relations_is_it_refused() {
    let table: Vec<(&str, X, usize)> = vec![
        ("nobody is muted, and nothing is told of the own account", omitting(X::with(1..10)), 3),
        ("who is muted is gone", omitting(X { muted: vec![20], ..X::with(1..10) }), 4),
        ("nothing is told of who is muted", X { is_silent: true, muted: vec![9], ..X::with(1..10) }, 3),
    ];
    for (what, x, reads) in table {
        let mut planner = Wanted::mute(1..=3, NOT_FRIENDS).planner().unwrap();
        let mut asked = Vec::new();
        while let Ok(Some(request)) = planner.next(BaseUrl::default()) {
            asked.push(shown(&request));
            planner.answered(&x.answer(&request)).unwrap();
        }
        assert_eq!(asked.len(), reads, "{what}: {asked:?}");
        assert_eq!(planner.next(BaseUrl::default()).unwrap_err().code, Code::BadResponse, "{what}");
    }
}
