use std::collections::{BTreeMap, HashMap};

/// Who mutes whom. Every mute has a number of its own that only grows: a page goes on below a number, so those muted
/// or unmuted between two pages move nobody else.
#[derive(Default)]
pub struct Mutes {
    last_number: u64,
    by_user: HashMap<String, Muted>,
}

#[derive(Default)]
struct Muted {
    ids: BTreeMap<u64, String>,
    numbers: HashMap<String, u64>,
}

/// A stretch of the IDs a user mutes, the most recently muted first.
#[derive(Default)]
pub struct Page {
    pub ids: Vec<String>,
    /// Where the next page begins. None: this was the last.
    pub below: Option<u64>,
}

impl Mutes {
    /// Muting twice changes nothing: the first one stays where it is in the list.
    pub fn mute(&mut self, user_id: &str, target_user_id: &str) {
        let muted = self.by_user.entry(user_id.to_owned()).or_default();
        if !muted.numbers.contains_key(target_user_id) {
            self.last_number += 1;
            muted.ids.insert(self.last_number, target_user_id.to_owned());
            muted.numbers.insert(target_user_id.to_owned(), self.last_number);
        }
    }

    pub fn unmute(&mut self, user_id: &str, target_user_id: &str) {
        if let Some(muted) = self.by_user.get_mut(user_id)
            && let Some(number) = muted.numbers.remove(target_user_id)
        {
            muted.ids.remove(&number);
        }
    }

    pub fn is_muting(&self, user_id: &str, target_user_id: &str) -> bool {
        self.by_user.get(user_id).is_some_and(|muted| muted.numbers.contains_key(target_user_id))
    }

    /// Whether a mute has ever had that number.
    pub fn has_had(&self, number: u64) -> bool {
        (1..=self.last_number).contains(&number)
    }

    /// At most `max_results` of them, from `below` on, or from the newest.
    pub fn page(&self, user_id: &str, below: Option<u64>, max_results: usize) -> Page {
        let Some(muted) = self.by_user.get(user_id) else {
            return Page::default();
        };
        let mut rest = muted.ids.range(..below.unwrap_or(u64::MAX)).rev().peekable();
        let mut page = Page::default();
        while page.ids.len() < max_results
            && let Some((number, id)) = rest.next()
        {
            page.ids.push(id.clone());
            page.below = rest.peek().map(|_| *number);
        }
        page
    }

    /// Everyone the user mutes, the most recently muted first.
    pub fn all(&self, user_id: &str) -> Vec<String> {
        self.page(user_id, None, usize::MAX).ids
    }

    /// Makes these, in the order of [`Mutes::all`], everyone the user mutes.
    pub fn set(&mut self, user_id: &str, ids: &[String]) {
        self.by_user.remove(user_id);
        for id in ids.iter().rev() {
            self.mute(user_id, id);
        }
    }
}
