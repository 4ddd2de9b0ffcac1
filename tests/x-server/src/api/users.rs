use axum::response::Response;
use serde_json::{Map, Value, json};

use super::Endpoint;
use super::call::Call;
use super::params::Params;
use super::problem::{Problem, missing_user};
use super::user::user;
use crate::world::account::{Account, is_id, is_username};

/// `GET /2/users/me`
pub async fn me(call: Call) -> Response {
    call.answer(Endpoint::Me, |x, caller| {
        let params = Params::read(&call.uri, &[])?;
        let fields = params.user_fields()?;
        let account = x.accounts.get(caller.user()?).ok_or_else(Problem::unauthorized)?;
        Ok(json!({"data": user(x, caller, account, &fields)}))
    })
}

/// `GET /2/users?ids=…`
pub async fn by_ids(call: Call) -> Response {
    call.answer(Endpoint::Users, |x, caller| {
        let params = Params::read(&call.uri, &["ids"])?;
        let ids = params.list("ids")?;
        if let Some(bad) = ids.iter().find(|id| !is_id(id)) {
            return Err(Problem::not_valid("ids", bad));
        }
        let fields = params.user_fields()?;
        let found = ids.iter().map(|id| x.accounts.get(id).ok_or_else(|| missing_user("ids", id)));
        Ok(lookup(found, |account| user(x, caller, account, &fields)))
    })
}

/// `GET /2/users/by?usernames=…`
pub async fn by_usernames(call: Call) -> Response {
    call.answer(Endpoint::Users, |x, caller| {
        let params = Params::read(&call.uri, &["usernames"])?;
        let usernames = params.list("usernames")?;
        if let Some(bad) = usernames.iter().find(|username| !is_username(username)) {
            let message =
                format!("The `usernames` query parameter value [{bad}] does not match ^[A-Za-z0-9_]{{1,15}}$");
            return Err(Problem::invalid_parameter("usernames", bad, &message));
        }
        let fields = params.user_fields()?;
        let found =
            usernames.iter().map(|name| x.accounts.by_username(name).ok_or_else(|| missing_user("usernames", name)));
        Ok(lookup(found, |account| user(x, caller, account, &fields)))
    })
}

/// Those found in `data`, the others in `errors`; X leaves out whichever would be empty.
fn lookup<'a>(found: impl Iterator<Item = Result<&'a Account, Value>>, user: impl Fn(&Account) -> Value) -> Value {
    let (mut data, mut errors) = (Vec::new(), Vec::new());
    for one in found {
        match one {
            Ok(account) => data.push(user(account)),
            Err(problem) => errors.push(problem),
        }
    }
    let lists = [("data", data), ("errors", errors)].into_iter().filter(|(_, list)| !list.is_empty());
    Value::Object(lists.map(|(name, list)| (name.to_owned(), Value::Array(list))).collect::<Map<_, _>>())
}
