use axum::Json;
use axum::body::Bytes;
use axum::extract::Extension;
use serde::Deserialize;
use serde_json::json;

use super::{Answer, Refusal, ThisWorld, Told, read_one_or_many};
use crate::world::account::{Account, Accounts, Connection};

/// What is to be known of an account. Of one that exists, what is not said stays as it is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewAccount {
    id: Option<String>,
    username: Option<String>,
    name: Option<String>,
    gone: Option<bool>,
    connection_status: Option<Vec<Connection>>,
}

impl NewAccount {
    fn put_in(self, accounts: &mut Accounts) -> Result<Account, String> {
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
    let told = read_one_or_many::<NewAccount>(&body)?;
    let mut x = world.lock();
    let mut accounts = x.accounts.clone();
    let answer = match told {
        Told::One(one) => json!(one.put_in(&mut accounts).map_err(Refusal::bad)?),
        Told::Many(many) => {
            let put = |(at, one): (usize, NewAccount)| {
                one.put_in(&mut accounts).map_err(|error| Refusal::bad(format!("[{at}]: {error}")))
            };
            json!(many.into_iter().enumerate().map(put).collect::<Result<Vec<_>, _>>()?)
        }
    };
    x.accounts = accounts;
    Ok(Json(answer))
}
