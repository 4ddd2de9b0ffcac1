use std::collections::HashMap;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Value, json};

use super::Refusal;
use super::accounts::NewAccount;
use crate::world::account::Accounts;

/// So that a slip of the finger does not eat the memory.
const MOST: u64 = 1_000_000;

/// Many accounts, none of them told: their IDs follow one another.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Generation {
    count: u64,
    first_id: String,
}

impl Generation {
    pub fn put_in(self, accounts: &mut Accounts) -> Result<Value, Refusal> {
        if !(1..=MOST).contains(&self.count) {
            return Err(Refusal::bad(format!("generate: count must be 1 to {MOST}, was {}", self.count)));
        }
        let first = self.first_id.parse::<u64>().ok().filter(|first| first.to_string() == self.first_id);
        let Some(first) = first else {
            return Err(Refusal::bad(format!("generate: first_id must be a number, was {:?}", self.first_id)));
        };
        for id in first..first.saturating_add(self.count) {
            let put = NewAccount::of(id.to_string()).put_in(accounts);
            put.map_err(|error| Refusal::bad(format!("generate: {error}")))?;
        }
        Ok(json!({"count": self.count}))
    }
}

/// None: the body says nothing of the kind.
pub fn read(body: &[u8]) -> Result<Option<Generation>, Refusal> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Body {
        generate: Generation,
    }

    match serde_json::from_slice::<HashMap<&str, IgnoredAny>>(body) {
        Ok(fields) if fields.contains_key("generate") => Ok(Some(super::read::<Body>(body)?.generate)),
        _ => Ok(None),
    }
}
