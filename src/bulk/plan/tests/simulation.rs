//! Lists of entries with all mistakes, and answers with all faults.

use proptest::prelude::*;

use super::super::rounding::is_doubtful;
use super::cut_short::*;
use super::*;

/// IDs of which some round to the same digits.
const IDS: [u64; 8] = [
    1_294_030_472_427_835_395,
    1_294_030_472_427_835_401,
    1_294_030_472_427_930_017,
    1_294_030_472_427_830_000,
    700_000_000_000_000_123,
    783_214_001,
    999_998,
    1_999_999_999_999_999_999,
];

/// An entry as it is drawn: whose ID in which form, and whose username.
#[derive(Clone, Debug)]
struct Drawn {
    id: Option<(u64, bool)>,
    name: Option<String>,
}

impl Drawn {
    fn fields(&self) -> String {
        let id = |is_rounded| self.id.filter(|id| id.1 == is_rounded).map(|id| id.0.to_string()).unwrap_or_default();
        [id(false), id(true), self.name.clone().unwrap_or_default()].join(",")
    }

    /// Who is meant, where the account with the username is known, or nobody's.
    fn meant(&self, named: Option<u64>) -> Option<u64> {
        match (self.id, &self.name, named) {
            (None, _, named) => named,
            (Some((id, is_rounded)), None, _) => Some(id).filter(|_| !is_rounded),
            (Some((id, _)), _, Some(named)) => Some(named).filter(|_| forms(named).contains(&id)),
            (Some((id, is_rounded)), _, None) => Some(id).filter(|_| !is_rounded && !is_doubtful(id)),
        }
    }
}

/// An ID, and what tools write in its place.
fn forms(id: u64) -> [u64; 5] {
    let step = 10_u64.pow(id.ilog10().saturating_sub(14));
    let shortest = format!("{}", id as f64).parse().unwrap();
    [id, id / step * step, (id + step / 2) / step * step, shortest, id as f64 as u64]
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let id = (proptest::sample::select(&IDS[..]), 0..5_usize, any::<bool>());
    let id = id.prop_map(|(id, form, is_rounded)| (forms(id)[form], is_rounded));
    let name =
        prop_oneof![6 => (0..IDS.len()).prop_map(|at| format!("n{}", IDS[at] % 1_000_000)), 1 => Just("gone".into())];
    (proptest::option::weighted(0.9, id), proptest::option::weighted(0.9, name))
        .prop_map(|(id, name)| Drawn { id, name })
}

fn world() -> X {
    let mut x = X::with([]);
    x.names = IDS.iter().map(|id| (*id, format!("n{}", id % 1_000_000))).collect();
    x
}

fn wanted(drawn: &[Drawn], rules: Rules) -> Wanted {
    let list: Vec<String> = drawn.iter().map(Drawn::fields).collect();
    Wanted { mute_entries: list.join(","), rules, ..Wanted::default() }
}

fn planner_of(wanted: &Wanted) -> Box<Planner> {
    let mut planner = Planner::new("7", wanted.rules, 1).unwrap();
    planner.want(Want::MuteByEntry, &wanted.mute_entries).unwrap();
    planner
}

fn ids_of(entries: &Value) -> BTreeSet<u64> {
    entries.as_array().unwrap().iter().map(|entry| entry["id"].as_str().unwrap().parse().unwrap()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn those_who_are_meant_are_muted_and_nobody_else(
        drawn in proptest::collection::vec(drawn(), 1..8), muted in 0..IDS.len(), exact: bool, cut in 0..4_usize,
    ) {
        let x = X { muted: IDS[..muted].to_vec(), ..world() };
        let named = |entry: &Drawn| x.names.iter().find(|(_, name)| Some(*name) == entry.name.as_ref()).map(|(id, _)| *id);
        let meant: BTreeSet<u64> = drawn.iter().filter_map(|entry| entry.meant(named(entry))).collect();
        let confirmed: BTreeSet<u64> =
            drawn.iter().filter(|entry| entry.id.is_some()).filter_map(|entry| entry.meant(named(entry)).filter(|id| named(entry) == Some(*id))).collect();
        let mistaken = drawn.iter().filter(|entry| entry.name.is_some() && entry.id.is_some() && entry.meant(named(entry)).is_none());
        let disputed: BTreeSet<u64> = mistaken
            .flat_map(|entry| [named(entry), entry.id.filter(|id| !id.1).map(|id| id.0)].into_iter().flatten())
            .filter(|id| !confirmed.contains(id))
            .collect();
        let wanted = wanted(&drawn, Rules { exact, ..NONE });
        let mut planner = planner_of(&wanted);
        let mut steps = Vec::new();
        while let Some(request) = next(&mut planner) {
            steps.push(planner.answered(&x.answer(&request)).unwrap());
        }
        let mut again = planner_of(&wanted);
        carry_on(&mut again, &planner.head(), &steps[..cut.min(steps.len())]).unwrap();
        run(&x, &mut again);
        prop_assert_eq!(planner.done(), planner.total());
        let plan = written(&mut planner);
        prop_assert_eq!(&written(&mut again), &plan);
        let is_muted = |id: &u64| x.muted.contains(id);
        // Whoever was given by ID alone need not have been looked up.
        let to_mute: BTreeSet<u64> = ids_of(&plan["mute"]).into_iter().filter(|id| x.names.contains_key(id)).collect();
        let expected: BTreeSet<u64> =
            meant.iter().copied().filter(|id| x.names.contains_key(id) && !disputed.contains(id) && !is_muted(id)).collect();
        prop_assert_eq!(to_mute, expected);
        prop_assert!(ids_of(&plan["mute"]).is_subset(&meant));
        for id in ids_of(&plan["unmute"]) {
            prop_assert!(exact && is_muted(&id) && !meant.contains(&id) && !disputed.contains(&id), "{}", id);
        }
    }

    #[test]
    fn whatever_x_leaves_out_or_mixes_up_nobody_is_muted_whom_no_entry_gives(
        drawn in proptest::collection::vec(drawn(), 1..8), faults in proptest::collection::vec((any::<bool>(), 0..IDS.len()), 20),
    ) {
        let x = world();
        let mut faults = faults.into_iter().cycle();
        let mut planner = planner_of(&wanted(&drawn, NONE));
        // Who has which username, as X says it.
        let mut said: BTreeMap<String, u64> = BTreeMap::new();
        for _ in 0..10 {
            let Some(request) = next(&mut planner) else { break };
            let Success::Lookup(Lookup { users, mut missing, .. }) = x.answer(&request) else { return Ok(()) };
            let mut given = Vec::new();
            for mut user in users {
                let (is_left_out, other) = faults.next().unwrap();
                let name = user["username"].as_str().unwrap().to_owned();
                if request.parameter("usernames").is_some() {
                    if is_left_out {
                        missing.push(Missing { username: Some(name), ..Missing::default() });
                        continue;
                    }
                    user["id"] = IDS[other].to_string().into();
                    said.insert(name, IDS[other]);
                }
                given.push(user);
            }
            if planner.answered(&Success::Lookup(Lookup { users: given, missing, is_withheld: false })).is_err() {
                return Ok(());
            }
        }
        prop_assert!(next(&mut planner).is_none());
        for id in ids_of(&written(&mut planner)["mute"]) {
            let is_meant = drawn.iter().any(|entry| {
                let named = entry.name.as_ref().and_then(|name| said.get(name)).copied();
                entry.meant(named) == Some(id) && (named.is_some() || entry.name.as_deref().is_none_or(|name| name == "gone"))
            });
            prop_assert!(is_meant, "{}", id);
        }
    }
}
