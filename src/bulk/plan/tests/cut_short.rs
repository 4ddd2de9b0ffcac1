//! Plans that are cut short.

use super::*;

/// An earlier plan: its head, and its steps.
#[derive(Clone, Debug)]
pub struct Earlier {
    pub head: PlanHead,
    pub steps: Vec<String>,
}

pub fn earlier(x: &X, wanted: &Wanted) -> Earlier {
    let mut planner = wanted.planner().unwrap();
    let mut earlier = Earlier { head: planner.head(), steps: Vec::new() };
    while let Ok(Some(request)) = planner.next(BaseUrl::default()) {
        earlier.steps.push(planner.answered(&x.answer(&request)).unwrap());
    }
    earlier
}

pub fn carry_on(planner: &mut Planner, head: &PlanHead, steps: &[String]) -> Result<(), Box<Error>> {
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
    // The earlier plan has read the list, to see if X tells anybody's relations.
    assert_eq!((earlier.steps.len(), planner.list.pages, run(&x, &mut planner).len()), (3, 1, 0));
    assert_eq!(who(&written(&mut planner)["mute"]), "1");
}
