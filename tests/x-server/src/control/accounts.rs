use axum::Json;
use axum::body::Bytes;
use axum::extract::Extension;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Answer, Refusal, ThisWorld, Told, generation, read_one_or_many};
use crate::world::account::{Account, Accounts, Connection};

/// What is to be known of an account. Of one that exists, what is not said stays as it is.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewAccount {
    id: Option<String>,
    username: Option<String>,
    name: Option<String>,
    gone: Option<bool>,
    connection_status: Option<Vec<Connection>>,
}

impl NewAccount {
    /// One of whom nothing else is said.
    pub fn of(id: String) -> Self {
        Self { id: Some(id), ..Self::default() }
    }

    pub fn put_in(self, accounts: &mut Accounts) -> Result<Account, String> {
        let id = self.id.unwrap_or_else(|| accounts.new_id());
        let before = accounts.even_if_gone(&id).cloned().unwrap_or_else(|| Account {
            id: id.clone(),
            // The end of the ID: short enough for a username, and long enough to be nobody else's.
            username: format!("u{}", id.chars().rev().take(14).collect::<String>()),
            name: format!("Account {id}"),
            gone: false,
            connection_status: Vec::new(),
        });
        let account = Account {
            id,
            username: self.username.unwrap_or(before.username),
            name: self.name.unwrap_or(before.name),
            gone: self.gone.unwrap_or(before.gone),
            connection_status: self.connection_status.unwrap_or(before.connection_status),
        };
        accounts.put(account.clone())?;
        Ok(account)
    }
}

/// All of them or, if one is refused, none.
pub async fn put(Extension(world): ThisWorld, body: Bytes) -> Answer {
    let generation = generation::read(&body)?;
    let mut x = world.lock();
    let mut accounts = x.accounts.clone();
    let answer = match generation {
        Some(generation) => generation.put_in(&mut accounts)?,
        None => put_told(&body, &mut accounts)?,
    };
    x.accounts = accounts;
    Ok(Json(answer))
}

fn put_told(body: &[u8], accounts: &mut Accounts) -> Result<Value, Refusal> {
    match read_one_or_many::<NewAccount>(body)? {
        Told::One(one) => Ok(json!(one.put_in(accounts).map_err(Refusal::bad)?)),
        Told::Many(many) => {
            let put = |(at, one): (usize, NewAccount)| {
                one.put_in(accounts).map_err(|error| Refusal::bad(format!("[{at}]: {error}")))
            };
            Ok(json!(many.into_iter().enumerate().map(put).collect::<Result<Vec<_>, _>>()?))
        }
    }
}
