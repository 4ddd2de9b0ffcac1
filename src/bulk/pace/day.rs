//! At most so many in any 24 hours.

use crate::bulk::numbers::{numbers, push_numbers};

/// The length of a slot, in milliseconds.
const SLOT: u64 = 15 * 60 * 1000;

/// A day of slots, and the one under way.
const SLOTS: u64 = 97;

/// How many were sent in each quarter of an hour of the last day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// 0 where there is none.
    limit: u64,
    /// Those in which something was sent, the newest first.
    slots: Vec<Slot>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Slot {
    /// How many there were before it since the epoch.
    number: u64,
    sent: u64,
}

impl Day {
    /// Reads what was stored; an empty line says that nothing was sent.
    pub fn read(limit: u64, line: &str) -> Self {
        let mut day = Self { limit, slots: Vec::new() };
        if let [last, ref slots @ ..] = *numbers(line) {
            for slot in slots.chunks_exact(2) {
                if let [back, sent] = *slot {
                    day.slots.push(Slot { number: last.saturating_sub(back), sent });
                }
            }
        }
        day
    }

    /// Allows so many in 24 hours from now on; 0 allows any number.
    pub fn set_limit(&mut self, limit: u64) {
        self.limit = limit;
    }

    /// When there is room for a request. Whole slots are forgotten, so it is up to 15 minutes late and never early.
    pub fn free_at(&self, now: u64) -> u64 {
        let mut used = 0;
        for (forgotten_at, sent) in self.counted(now) {
            used += sent;
            if used >= self.limit && self.limit > 0 {
                return forgotten_at;
            }
        }
        0
    }

    /// A request is sent.
    pub fn sent(&mut self, now: u64) {
        let number = now / SLOT;
        // What was sent by a clock that has been set back since was sent as long before.
        let ahead = self.ahead(now);
        for slot in &mut self.slots {
            slot.number = slot.number.saturating_sub(ahead);
        }
        while self.slots.last().is_some_and(|slot| slot.number + SLOTS <= number) {
            self.slots.pop();
        }
        match self.slots.first_mut() {
            Some(slot) if slot.number == number => slot.sent += 1,
            _ => self.slots.insert(0, Slot { number, sent: 1 }),
        }
    }

    /// When so many more will have been sent, in milliseconds since the epoch.
    pub fn end_of(&self, count: u64, now: u64) -> u64 {
        if self.limit == 0 || count == 0 {
            return now;
        }
        let (mut used, mut first) = (0, now);
        for (forgotten_at, sent) in self.counted(now) {
            used += sent;
            first = forgotten_at.saturating_sub(SLOT * SLOTS);
        }
        let days = (count + used).saturating_sub(1) / self.limit;
        now.max(first.wrapping_add(days.wrapping_mul(SLOT * SLOTS)))
    }

    /// Of each slot that counts, the newest first: when it is forgotten, and how many were sent in it.
    fn counted(&self, now: u64) -> impl Iterator<Item = (u64, u64)> {
        let ahead = self.ahead(now);
        let slots = self.slots.iter().map(move |slot| ((slot.number + SLOTS).saturating_sub(ahead) * SLOT, slot.sent));
        slots.filter(move |(forgotten_at, _)| *forgotten_at > now)
    }

    /// The number of the newest slot.
    fn last(&self) -> u64 {
        self.slots.first().map_or(0, |slot| slot.number)
    }

    /// How many slots that one is ahead: of a clock that has been set back since.
    fn ahead(&self, now: u64) -> u64 {
        self.last().saturating_sub(now / SLOT)
    }

    /// Appends what was sent in the last day, to be stored: the newest slot, and of each how far it is back, and how
    /// many were sent in it.
    pub fn write(&self, line: &mut String) {
        let last = self.last();
        push_numbers(line, &[last]);
        for slot in &self.slots {
            push_numbers(line, &[last.saturating_sub(slot.number), slot.sent]);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const DAY: u64 = 24 * 60 * 60 * 1000;

    #[test]
    fn without_a_limit_there_is_always_room() {
        let mut day = Day::read(0, "");
        (0..1000).for_each(|now| day.sent(now));
        assert_eq!(day.free_at(1000), 0);
    }

    #[test]
    fn a_full_day_has_room_again_when_its_first_quarter_of_an_hour_is_a_day_old() {
        let mut day = Day::read(2, "");
        day.sent(DAY);
        assert_eq!(day.free_at(DAY + 1), 0);
        day.sent(DAY + SLOT);
        let free_at = day.free_at(DAY + SLOT + 1);
        assert_eq!(free_at, 2 * DAY + SLOT);
        assert_eq!(day.free_at(free_at), 0);
    }

    #[test]
    fn a_clock_that_is_set_back_neither_forgets_the_day_nor_doubles_it() {
        let mut day = Day::read(2, "");
        day.sent(10 * DAY);
        day.sent(10 * DAY + SLOT);
        let free_at = day.free_at(9 * DAY);
        assert!(free_at > 9 * DAY && free_at <= 10 * DAY + SLOT, "{free_at}");
        day.sent(9 * DAY + 1);
        assert!(day.free_at(9 * DAY + 2) > 9 * DAY + 2);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn never_more_than_the_limit_in_any_24_hours(limit in 1..30_u64, gaps in proptest::collection::vec(0..4_000_000_u64, 0..200)) {
            let mut day = Day::read(limit, "");
            let mut sent: Vec<u64> = Vec::new();
            let mut now = DAY;
            for gap in gaps {
                now = (now + gap).max(day.free_at(now + gap));
                day.sent(now);
                sent.push(now);
                let within = sent.iter().filter(|at| **at + DAY > now).count();
                prop_assert!(within <= limit as usize);
            }
        }
    }
}
