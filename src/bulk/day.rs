//! At most so many in any 24 hours.

/// The length of a slot, in milliseconds.
const SLOT: u64 = 15 * 60 * 1000;

/// A day of slots, and the one under way.
const SLOTS: usize = 97;

/// How many were sent in each quarter of an hour of the last day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// 0 where there is none.
    limit: u64,
    slots: [u64; SLOTS],
    /// The number of the slot that was counted last, since the epoch.
    last: u64,
}

impl Day {
    /// A day with nothing sent yet.
    pub fn new(limit: u64) -> Self {
        Self { limit, slots: [0; SLOTS], last: 0 }
    }

    /// When there is room for a request. Whole slots are forgotten, so it is up to 15 minutes late and never early.
    pub fn free_at(&self, now: u64) -> u64 {
        let limit = self.limit;
        if limit == 0 {
            return 0;
        }
        let ahead = self.ahead(now);
        let slot = now / SLOT + ahead;
        let mut used: u64 = (0..SLOTS as u64).map(|back| self.in_slot(slot.saturating_sub(back))).sum();
        let oldest_first = (0..SLOTS as u64).rev();
        for back in oldest_first {
            if used < limit {
                return 0;
            }
            used = used.saturating_sub(self.in_slot(slot.saturating_sub(back)));
            if used < limit {
                return (slot - ahead + SLOTS as u64).saturating_sub(back) * SLOT;
            }
        }
        0
    }

    /// How many slots the last one is ahead: of a clock that has been set back since.
    fn ahead(&self, now: u64) -> u64 {
        self.last.saturating_sub(now / SLOT)
    }

    /// A request is sent.
    pub fn sent(&mut self, now: u64) {
        let slot = now / SLOT;
        // What was sent by a clock that has been set back since was sent as long before.
        let ahead = self.ahead(now);
        self.slots.rotate_left((ahead % SLOTS as u64) as usize);
        self.last -= ahead;
        // Slots between are empty.
        for empty in (self.last + 1..=slot).take(SLOTS) {
            self.set(empty, |_| 0);
        }
        if slot > self.last + SLOTS as u64 {
            self.slots = [0; SLOTS];
        }
        self.last = self.last.max(slot);
        self.set(self.last, |sent| sent.saturating_add(1));
    }

    /// When so many more will have been sent, in milliseconds since the epoch.
    pub fn end_of(&self, count: u64, now: u64) -> u64 {
        if self.limit == 0 || count == 0 {
            return now;
        }
        let ahead = self.ahead(now);
        let slots = (0..SLOTS as u64).map(|back| (now / SLOT + ahead).saturating_sub(back));
        let (mut used, mut first) = (0, now);
        for slot in slots.filter(|slot| self.in_slot(*slot) > 0) {
            used += self.in_slot(slot);
            first = slot.saturating_sub(ahead) * SLOT;
        }
        let days = (count + used).saturating_sub(1) / self.limit;
        now.max(first.saturating_add(days.saturating_mul(SLOT * SLOTS as u64)))
    }

    /// What was sent in the last day, to be kept: the last slot, and of each that is not empty how far it is back, and how
    /// many were sent in it.
    pub fn numbers(&self) -> Vec<u64> {
        let mut numbers = vec![self.last];
        for back in 0..SLOTS as u64 {
            let sent = self.in_slot(self.last.saturating_sub(back));
            if sent > 0 {
                numbers.extend([back, sent]);
            }
        }
        numbers
    }

    /// Takes up what was kept.
    pub fn take_up(&mut self, numbers: &[u64]) {
        let [last, slots @ ..] = numbers else { return };
        self.last = *last;
        self.slots = [0; SLOTS];
        for slot in slots.chunks_exact(2) {
            if let [back, sent] = *slot {
                self.set(last.saturating_sub(back), |_| sent);
            }
        }
    }

    fn in_slot(&self, slot: u64) -> u64 {
        let is_kept = slot <= self.last && slot + SLOTS as u64 > self.last;
        if is_kept { self.slots.get(slot as usize % SLOTS).copied().unwrap_or(0) } else { 0 }
    }

    fn set(&mut self, slot: u64, change: impl FnOnce(u64) -> u64) {
        if let Some(sent) = self.slots.get_mut(slot as usize % SLOTS) {
            *sent = change(*sent);
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
        let mut day = Day::new(0);
        (0..1000).for_each(|now| day.sent(now));
        assert_eq!(day.free_at(1000), 0);
    }

    #[test]
    fn a_full_day_has_room_again_when_its_first_quarter_of_an_hour_is_a_day_old() {
        let mut day = Day::new(2);
        day.sent(DAY);
        assert_eq!(day.free_at(DAY + 1), 0);
        day.sent(DAY + SLOT);
        let free_at = day.free_at(DAY + SLOT + 1);
        assert_eq!(free_at, 2 * DAY + SLOT);
        assert_eq!(day.free_at(free_at), 0);
    }

    #[test]
    fn a_clock_that_is_set_back_neither_forgets_the_day_nor_doubles_it() {
        let mut day = Day::new(2);
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
            let mut day = Day::new(limit);
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
