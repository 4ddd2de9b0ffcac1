use std::collections::HashMap;

use serde::{Deserialize, Serialize};

/// What `user.fields=connection_status` can say of an account, besides that it is muted.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Connection {
    Blocking,
    FollowRequestReceived,
    FollowRequestSent,
    FollowedBy,
    Following,
}

/// Someone on X.
#[derive(Clone, Serialize)]
pub struct Account {
    pub id: String,
    pub username: String,
    pub name: String,
    /// Deleted or suspended: X no longer knows it, wherever it is named.
    pub gone: bool,
    /// How it stands to whoever asks.
    pub connection_status: Vec<Connection>,
}

#[derive(Clone, Default)]
pub struct Accounts {
    by_id: HashMap<String, Account>,
    /// In lower case: X does not tell usernames apart by case.
    ids_by_username: HashMap<String, String>,
}

impl Accounts {
    /// The account, unless it is gone.
    pub fn get(&self, id: &str) -> Option<&Account> {
        self.even_if_gone(id).filter(|account| !account.gone)
    }

    pub fn even_if_gone(&self, id: &str) -> Option<&Account> {
        self.by_id.get(id)
    }

    /// The account of that username, unless it is gone.
    pub fn by_username(&self, username: &str) -> Option<&Account> {
        self.get(self.ids_by_username.get(&username.to_ascii_lowercase())?)
    }

    /// Adds the account, or replaces the one with its ID. Refused, in words, is what X could not have.
    pub fn put(&mut self, account: Account) -> Result<(), String> {
        let Account { id, username, .. } = &account;
        if !is_id(id) {
            return Err(format!("id must be 1 to 19 digits, was {id:?}"));
        }
        if !is_username(username) {
            return Err(format!("username must be 1 to 15 letters, digits or _, was {username:?}"));
        }
        let key = username.to_ascii_lowercase();
        if let Some(other) = self.ids_by_username.get(&key).filter(|other| *other != id) {
            return Err(format!("username {username:?} is taken by {other}"));
        }
        if let Some(before) = self.by_id.get(id) {
            self.ids_by_username.remove(&before.username.to_ascii_lowercase());
        }
        self.ids_by_username.insert(key, id.clone());
        self.by_id.insert(id.clone(), account);
        Ok(())
    }

    /// An ID that is free, of 19 digits as those of today are.
    pub fn new_id(&self) -> String {
        loop {
            let id = fastrand::u64(1_100_000_000_000_000_000..2_000_000_000_000_000_000).to_string();
            if !self.by_id.contains_key(&id) {
                return id;
            }
        }
    }
}

/// X's own pattern: `^[0-9]{1,19}$`.
pub fn is_id(text: &str) -> bool {
    (1..=19).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// X's own pattern: `^[A-Za-z0-9_]{1,15}$`.
pub fn is_username(text: &str) -> bool {
    (1..=15).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
