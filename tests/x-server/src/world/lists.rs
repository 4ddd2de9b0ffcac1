use std::collections::{BTreeMap, HashMap};

use crate::api::Endpoint;

/// The lists of all users, by the endpoint that gives them.
#[derive(Default)]
pub struct Lists(HashMap<Endpoint, Members>);

impl Lists {
    pub fn of(&mut self, endpoint: Endpoint) -> &mut Members {
        self.0.entry(endpoint).or_default()
    }

    /// Whether `target_user_id` is on that list of the user.
    pub fn has(&self, endpoint: Endpoint, user_id: &str, target_user_id: &str) -> bool {
        self.0.get(&endpoint).is_some_and(|members| members.has(user_id, target_user_id))
    }
}

/// Who is on one list of each user. Every entry has a number of its own that only grows: a page goes on below a number,
/// so those added or removed between two pages move nobody else.
#[derive(Default)]
pub struct Members {
    last_number: u64,
    by_user: HashMap<String, List>,
}

#[derive(Default)]
struct List {
    ids: BTreeMap<u64, String>,
    numbers: HashMap<String, u64>,
}

/// A stretch of the IDs on a list, the last one added first.
#[derive(Default)]
pub struct Page {
    pub ids: Vec<String>,
    /// Where the next page begins. None: this was the last.
    pub below: Option<u64>,
}

impl Members {
    /// Adding twice changes nothing: the first one stays where it is in the list.
    pub fn add(&mut self, user_id: &str, target_user_id: &str) {
        let list = self.by_user.entry(user_id.to_owned()).or_default();
        if !list.numbers.contains_key(target_user_id) {
            self.last_number += 1;
            list.ids.insert(self.last_number, target_user_id.to_owned());
            list.numbers.insert(target_user_id.to_owned(), self.last_number);
        }
    }

    pub fn remove(&mut self, user_id: &str, target_user_id: &str) {
        if let Some(list) = self.by_user.get_mut(user_id)
            && let Some(number) = list.numbers.remove(target_user_id)
        {
            list.ids.remove(&number);
        }
    }

    pub fn has(&self, user_id: &str, target_user_id: &str) -> bool {
        self.by_user.get(user_id).is_some_and(|list| list.numbers.contains_key(target_user_id))
    }

    /// Whether an entry has ever had that number.
    pub fn has_had(&self, number: u64) -> bool {
        (1..=self.last_number).contains(&number)
    }

    /// At most `max_results` of them, from `below` on, or from the newest.
    pub fn page(&self, user_id: &str, below: Option<u64>, max_results: usize) -> Page {
        let Some(list) = self.by_user.get(user_id) else {
            return Page::default();
        };
        let mut rest = list.ids.range(..below.unwrap_or(u64::MAX)).rev().peekable();
        let mut page = Page::default();
        while page.ids.len() < max_results
            && let Some((number, id)) = rest.next()
        {
            page.ids.push(id.clone());
            page.below = rest.peek().map(|_| *number);
        }
        page
    }

    /// Everyone on the list of the user, the last one added first.
    pub fn all(&self, user_id: &str) -> Vec<String> {
        self.page(user_id, None, usize::MAX).ids
    }

    /// Makes these, in the order of [`Members::all`], the list of the user.
    pub fn set(&mut self, user_id: &str, ids: &[String]) {
        self.by_user.remove(user_id);
        for id in ids.iter().rev() {
            self.add(user_id, id);
        }
    }
}
