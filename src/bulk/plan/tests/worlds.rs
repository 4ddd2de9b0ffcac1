//! Plans of any change in any world.

use proptest::prelude::*;

use super::cut_short::*;
use super::*;

fn worlds() -> impl Strategy<Value = (X, Wanted)> {
    let ids = |range| proptest::collection::vec(range, 0..8);
    let sizes = prop_oneof![Just(0..40_u64), Just(0..220_u64)];
    let x = (ids(0..40_u64), ids(0..40), ids(0..40), ids(0..40), any::<[bool; 2]>(), 1..5_usize, sizes.clone());
    let wanted = (ids(0..40), ids(0..40), ids(0..40), any::<[bool; 3]>(), sizes);
    (x, wanted).prop_map(
        |(
            (gone, muted, following, followers, [is_silent, omits_none], page, more),
            (names, unmute, safe, rules, many),
        )| {
            let muted: BTreeSet<u64> =
                muted.into_iter().chain((100..500).skip(many.start as usize).take(more.end as usize - 40)).collect();
            let mut x = X::with((0..500).filter(|id| !gone.contains(id)));
            x = X {
                muted: muted.into_iter().collect(),
                following: following.into_iter().collect(),
                followers: followers.into_iter().collect(),
                is_silent,
                omits_none,
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
                safe: joined(safe),
                rules: Rules { exact, skip_following, skip_followers },
                ..Wanted::default()
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
