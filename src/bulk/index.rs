//! Finding people among many.

/// How many slots there are at the first entry.
const FEWEST: usize = 64;

/// Numbers by key. The standard library's map takes 4 KB more, compressed.
///
/// Open addressing with linear probing. Where a key goes depends on the seed, so that nobody can make a list that takes
/// quadratic time.
pub struct Index {
    entries: Vec<Entry>,
    /// How many entries there were when the one in this slot was added, it included; 0 is none. Their number is a power of
    /// two; there is none before the first entry.
    slots: Vec<u32>,
    /// Any odd number.
    multiplier: u64,
}

struct Entry {
    key: Key,
    value: u32,
}

/// What is looked for: two halves, which take 8 bytes less than a u128 in an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key(u64, u64);

impl Key {
    /// Of a user ID.
    pub fn id(id: u64) -> Self {
        Self(id, 0)
    }

    /// Of a username, in upper or lower case: 7 bits for each of its 15 characters, below a bit that no ID has.
    pub fn username(name: &str) -> Self {
        let characters = name.bytes().fold(Self(0, 0), |Self(low, high), byte| {
            Self(low << 7 | u64::from(byte.to_ascii_lowercase() & 0x7f), high << 7 | low >> 57)
        });
        Self(characters.0, characters.1 | 1 << 63)
    }
}

impl Index {
    /// An index of nothing.
    pub fn new(seed: u32) -> Self {
        // All 64 bits count, also of a small seed.
        let multiplier = u64::from(seed).wrapping_mul(2).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        Self { entries: Vec::new(), slots: Vec::new(), multiplier }
    }

    /// The number of a key, if it has one.
    pub fn get(&self, key: Key) -> Option<u32> {
        self.find(key).0
    }

    /// Gives a key its number, unless it has one; gives the one that it had.
    pub fn put(&mut self, key: Key, value: u32) -> Option<u32> {
        let (found, slot) = self.find(key);
        if found.is_none() {
            self.entries.push(Entry { key, value });
            // At most half full.
            if self.entries.len() * 2 > self.slots.len() {
                self.grow();
            } else {
                self.take(slot, self.entries.len());
            }
        }
        found
    }

    fn grow(&mut self) {
        self.slots = vec![0; (self.slots.len() * 2).max(FEWEST)];
        for at in 0..self.entries.len() {
            let Some(slot) = self.entries.get(at).map(|entry| self.find(entry.key).1) else { return };
            self.take(slot, at + 1);
        }
    }

    fn take(&mut self, slot: usize, entry: usize) {
        if let Some(slot) = self.slots.get_mut(slot) {
            *slot = entry as u32;
        }
    }

    /// The number of a key, and the slot that it has or would have.
    fn find(&self, key: Key) -> (Option<u32>, usize) {
        // Multiply-shift hashing (Dietzfelbinger and others, 1997) of each half, where the highest bits are good; twice, for
        // IDs that follow one another would come to lie in rows.
        let low = key.0.wrapping_mul(self.multiplier);
        let high = key.1.wrapping_mul(self.multiplier.rotate_left(32) | 1);
        let once = low.wrapping_add(high);
        let twice = (once ^ once >> 32).wrapping_mul(self.multiplier);
        let mut slot = (twice >> (64 - self.slots.len().trailing_zeros())) as usize;
        loop {
            let taken = self.slots.get(slot).map_or(0, |entry| *entry as usize);
            match self.entries.get(taken.wrapping_sub(1)) {
                None => return (None, slot),
                Some(entry) if entry.key == key => return (Some(entry.value), slot),
                Some(_) => slot = (slot + 1) & (self.slots.len() - 1),
            }
        }
    }
}

/// The number that an ID's digits stand for.
pub fn number(id: &str) -> u64 {
    id.bytes().fold(0, |number: u64, byte| number.wrapping_mul(10).wrapping_add(u64::from(byte & 15)))
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;

    /// How many slots are looked at to find someone, on average: runs of taken slots are gone through from within.
    fn effort(people: impl Iterator<Item = (bool, String)>, seed: u32) -> f64 {
        let mut index = Index::new(seed);
        for (is_username, who) in people {
            let key = if is_username { Key::username(&who) } else { Key::id(number(&who)) };
            assert_eq!(index.put(key, 0), None);
        }
        let runs = index.slots.split(|slot| *slot == 0).map(|run| run.len() as f64);
        runs.map(|run| run * run).sum::<f64>() / 2.0 / index.entries.len() as f64
    }

    #[test]
    fn whatever_the_seed_and_whoever_follows_whom_few_slots_are_looked_at() {
        for seed in [0, 1, 7, 0x8000_0000, u32::MAX].into_iter().chain((0..9).map(|at| at * 0x0765_4321)) {
            for step in [1_u64, 10, 7_919, 1 << 22, 1_000_000_000] {
                let ids = (0..20_000).map(|at| (false, (1_000_000_000_000_000_000 + at * step).to_string()));
                let effort = effort(ids, seed);
                assert!(effort < 4.0, "{effort} for IDs, step {step}, seed {seed}");
            }
            for name in [|at| format!("user{at}"), |at| format!("{at:05}_is_my_name"), |at| format!("a{at:014x}")] {
                let effort = effort((0..20_000).map(|at| (true, name(at))), seed);
                assert!(effort < 4.0, "{effort} for usernames, {}, seed {seed}", name(1));
            }
        }
    }

    #[test]
    fn an_id_and_a_username_are_never_the_same() {
        let mut index = Index::new(0);
        assert_eq!(index.put(Key::id(5), 1), None);
        assert_eq!(index.put(Key::username("5"), 2), None);
        assert_eq!((index.get(Key::id(5)), index.get(Key::username("5"))), (Some(1), Some(2)));
    }

    #[test]
    fn usernames_differ_by_each_character_and_not_by_case() {
        let names = ["a", "aa", "aaaaaaaaaaaaaaa", "aaaaaaaaaaaaaab", "baaaaaaaaaaaaaa", "_", "__", "0", "00"];
        let mut index = Index::new(1);
        for (at, name) in names.iter().enumerate() {
            assert_eq!(index.put(Key::username(name), at as u32), None, "{name}");
            assert_eq!(index.get(Key::username(&name.to_uppercase())), Some(at as u32));
        }
    }

    #[test]
    fn a_hundred_thousand_that_follow_one_another_are_found_soon() {
        for step in [1, 1 << 12, 1 << 32, 1 << 40] {
            let mut index = Index::new(12345);
            (0..100_000).for_each(|at| assert_eq!(index.put(Key::id(u64::from(at) * step), at), None));
            assert!((0..100_000).all(|at| index.get(Key::id(u64::from(at) * step)) == Some(at)));
        }
    }

    proptest! {
        #[test]
        fn it_is_as_the_standard_librarys(seed: u32, keys in proptest::collection::vec((0..3_u32, 0..50_u64), 0..400)) {
            let mut index = Index::new(seed);
            let mut map = HashMap::new();
            for (at, (kind, number)) in keys.into_iter().enumerate() {
                let key = match kind {
                    0 => Key::id(number),
                    1 => Key::id(number << 32),
                    _ => Key::username(&number.to_string()),
                };
                prop_assert_eq!(index.get(key), map.get(&(key.0, key.1)).copied());
                let had = index.put(key, at as u32);
                prop_assert_eq!(had, map.get(&(key.0, key.1)).copied());
                map.entry((key.0, key.1)).or_insert(at as u32);
            }
        }
    }
}
