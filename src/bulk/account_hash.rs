//! Finding accounts among many.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::hash_table::Entry;
use hashbrown::{HashSet, HashTable};

/// The most digits of a user ID.
const MAX_DIGITS: usize = 19;

/// Hashes user IDs and usernames. The hashes depend on a seed, so that nobody can make a list that takes quadratic time.
pub struct AccountHash(FixedState);

impl AccountHash {
    /// `seed` is any number that the author of the list does not know.
    pub fn new(seed: u32) -> Self {
        // An odd multiplier makes all 64 bits depend on the seed.
        Self(FixedState::with_seed(u64::from(seed).wrapping_mul(0x9e37_79b9_7f4a_7c15)))
    }

    /// An empty set of user IDs.
    pub fn id_set(&self) -> IdSet {
        HashSet::with_hasher(self.0.clone())
    }

    /// The hash of a user ID.
    pub fn id(&self, id: u64) -> u32 {
        self.0.hash_one(id) as u32
    }

    /// The hash of a username, without regard to case.
    pub fn username(&self, name: &str) -> u32 {
        self.packed(packed(name))
    }

    /// The hash of a username that is packed.
    pub fn packed(&self, name: u128) -> u32 {
        self.0.hash_one(name) as u32
    }
}

/// User IDs, each once.
pub type IdSet = HashSet<u64, FixedState>;

/// Places in a list, found by the hash of what is there.
#[derive(Default)]
pub struct Places(HashTable<Place>);

struct Place {
    /// Kept, so that a table that grows need not look at the list.
    hash: u32,
    place: u32,
}

impl Place {
    /// The table takes the highest bits for one thing and the lowest for another.
    fn spread(hash: u32) -> u64 {
        u64::from(hash) << 32 | u64::from(hash)
    }

    fn key(&self) -> u64 {
        Self::spread(self.hash)
    }
}

impl Places {
    /// Makes room for so many more at once.
    pub fn reserve(&mut self, places: usize) {
        self.0.reserve(places, Place::key);
    }

    /// The place with this hash of which `is_it` is true.
    pub fn find(&self, hash: u32, is_it: &dyn Fn(u32) -> bool) -> Option<u32> {
        let found = self.0.find(Place::spread(hash), |known| known.hash == hash && is_it(known.place));
        found.map(|known| known.place)
    }

    /// Adds a place, unless there is one with this hash of which `is_it` is true; gives that one.
    pub fn add(&mut self, hash: u32, place: u32, is_it: &dyn Fn(u32) -> bool) -> Option<u32> {
        let is_known = |known: &Place| known.hash == hash && is_it(known.place);
        match self.0.entry(Place::spread(hash), is_known, Place::key) {
            Entry::Occupied(known) => Some(known.get().place),
            Entry::Vacant(free) => {
                free.insert(Place { hash, place });
                None
            }
        }
    }
}

/// A username without regard to case: 7 bits for each of its 15 characters.
pub fn packed(name: &str) -> u128 {
    name.bytes().fold(0, |packed, byte| packed << 7 | u128::from(byte.to_ascii_lowercase() & 0x7f))
}

/// The number that is a user ID: 1 to 19 digits without a leading zero. None for any other text.
pub fn id_number(text: &str) -> Option<u64> {
    match text.as_bytes() {
        [b'0'] => Some(0),
        [b'1'..=b'9', ..] if text.len() <= MAX_DIGITS => text.bytes().try_fold(0_u64, |number, byte| {
            byte.is_ascii_digit().then(|| number.wrapping_mul(10).wrapping_add(u64::from(byte & 15)))
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::api::UserId;

    const ACCOUNTS: usize = 20_000;

    /// How many others an account meets in its bucket on average, where there are more buckets than accounts.
    fn effort(hashes: &[u32]) -> f64 {
        let mut buckets = vec![0_u32; (hashes.len() * 8 / 7).next_power_of_two()];
        let mask = buckets.len() as u32 - 1;
        for hash in hashes {
            buckets[(hash & mask) as usize] += 1;
        }
        buckets.iter().map(|count| f64::from(count * count)).sum::<f64>() / hashes.len() as f64
    }

    fn seeds() -> impl Iterator<Item = u32> {
        [0, 1, 7, 0x8000_0000, u32::MAX].into_iter().chain((0..9).map(|at| at * 0x0765_4321))
    }

    #[test]
    fn accounts_are_spread_evenly_whatever_the_seed_and_whoever_follows_whom() {
        for seed in seeds() {
            let hash = AccountHash::new(seed);
            for step in [1_u64, 10, 7_919, 1 << 12, 1 << 22, 1_000_000_000, 1 << 40] {
                let ids = (0..ACCOUNTS as u64).map(|at| hash.id((at * step).wrapping_add(1_000_000_000_000_000_000)));
                let effort = effort(&ids.collect::<Vec<_>>());
                assert!(effort < 4.0, "{effort} for IDs, step {step}, seed {seed}");
            }
            for name in
                [|at: usize| format!("user{at}"), |at| format!("{at:05}_is_my_name"), |at| format!("a{at:014x}")]
            {
                let names = (0..ACCOUNTS).map(|at| hash.username(&name(at)));
                let effort = effort(&names.collect::<Vec<_>>());
                assert!(effort < 4.0, "{effort} for usernames, {}, seed {seed}", name(1));
            }
        }
    }

    #[test]
    fn the_seed_decides_who_is_in_one_bucket() {
        let [one, other] = [1, 2].map(AccountHash::new);

        let together: Vec<u64> = (0..2_000_000).filter(|id| one.id(*id) % 1024 == 0).collect();
        let hashes: Vec<u32> = together.iter().map(|id| other.id(*id)).collect();
        assert!(hashes.len() > 1000 && effort(&hashes) < 4.0, "{}", effort(&hashes));
    }

    #[test]
    fn usernames_differ_by_each_character_and_not_by_case() {
        let names = ["a", "aa", "aaaaaaaaaaaaaaa", "aaaaaaaaaaaaaab", "baaaaaaaaaaaaaa", "_", "__", "0", "00"];
        for (at, name) in names.iter().enumerate() {
            assert_eq!(packed(name), packed(&name.to_uppercase()));
            assert!(names[..at].iter().all(|other| packed(other) != packed(name)), "{name}");
        }
    }

    proptest! {
        #[test]
        fn an_id_is_a_number_where_the_api_takes_it(text in ".{0,24}|[0-9]{0,22}") {
            let expected = UserId::fault(&text).is_none().then(|| text.parse::<u64>().unwrap());
            prop_assert_eq!(id_number(&text), expected);
        }
    }
}
