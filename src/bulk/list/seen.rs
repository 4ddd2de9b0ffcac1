//! Who has been seen in a list already.

/// A set of people. The standard library's takes 1 KB more, compressed.
///
/// Open addressing with linear probing. Where a key goes depends on the seed, so that nobody can make a list that takes
/// quadratic time.
pub struct Seen {
    /// Their number is a power of two; 0 is nobody.
    slots: Vec<u128>,
    taken: usize,
    /// Any odd number.
    multiplier: u64,
}

impl Seen {
    /// Nobody has been seen.
    pub fn new(seed: u32) -> Self {
        // All 64 bits count, also of a small seed.
        let multiplier = u64::from(seed).wrapping_mul(2).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        Self { slots: vec![0; 64], taken: 0, multiplier }
    }

    /// Adds someone; says whether they are new.
    pub fn add(&mut self, is_username: bool, who: &str) -> bool {
        // At most half full.
        if self.taken * 2 > self.slots.len() {
            let slots = vec![0; self.slots.len() * 2];
            for key in std::mem::replace(&mut self.slots, slots) {
                self.put(key);
            }
        }
        let new = self.put(key(is_username, who));
        self.taken += usize::from(new);
        new
    }

    /// Puts a key where it belongs; says whether it was not there.
    fn put(&mut self, key: u128) -> bool {
        // Multiply-shift hashing (Dietzfelbinger and others, 1997) of each half: the highest bits are good.
        let low = (key as u64).wrapping_mul(self.multiplier);
        let high = ((key >> 64) as u64).wrapping_mul(self.multiplier.rotate_left(32) | 1);
        let mut at = (low.wrapping_add(high) >> (64 - self.slots.len().trailing_zeros())) as usize;
        loop {
            let last = self.slots.len() - 1;
            let Some(slot) = self.slots.get_mut(at & last) else { return false };
            if *slot == key {
                return false;
            }
            if *slot == 0 {
                *slot = key;
                return true;
            }
            at += 1;
        }
    }
}

/// A number that only this person has, and not 0: 6 bits for each digit of an ID, of which there are 19; 7 bits for each
/// character of a username, in lower case, of which there are 15, below a bit that no ID has.
fn key(is_username: bool, who: &str) -> u128 {
    let (first, bits) = if is_username { (1 << 20, 7) } else { (0, 6) };
    who.bytes().fold(first, |key, byte| key << bits | u128::from(byte | 0x20))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many slots are looked at to find someone, on average: runs of taken slots are gone through from within.
    fn effort(people: impl Iterator<Item = (bool, String)>, seed: u32) -> f64 {
        let mut seen = Seen::new(seed);
        for (is_username, who) in people {
            assert!(seen.add(is_username, &who));
        }
        let runs = seen.slots.split(|slot| *slot == 0).map(|run| run.len() as f64);
        runs.map(|run| run * run).sum::<f64>() / 2.0 / seen.taken as f64
    }

    #[test]
    fn whatever_the_seed_and_whoever_follows_whom_few_slots_are_looked_at() {
        for seed in [0, 1, 7, 0x8000_0000, u32::MAX].into_iter().chain((0..9).map(|at| at * 0x0765_4321)) {
            for step in [1_u64, 10, 7_919, 1 << 22, 1_000_000_000] {
                let ids = (0..20_000).map(|at| (false, (1_000_000_000_000_000_000 + at * step).to_string()));
                let effort = effort(ids, seed);
                assert!(effort < 20.0, "{effort} for IDs, step {step}, seed {seed}");
            }
            for name in [|at| format!("user{at}"), |at| format!("{at:05}_is_my_name"), |at| format!("a{at:014x}")] {
                let effort = effort((0..20_000).map(|at| (true, name(at))), seed);
                assert!(effort < 20.0, "{effort} for usernames, {}, seed {seed}", name(1));
            }
        }
    }
}
