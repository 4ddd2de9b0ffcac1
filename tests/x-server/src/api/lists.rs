//! Lists of users, page by page.

use axum::extract::Path;
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::UserList;
use super::call::Call;
use super::muting::valid_id;
use super::params::Params;
use super::problem::Problem;
use super::user::user;
use crate::world::lists::Members;
use crate::world::setting::EmptyList;

/// `GET /2/users/{id}/…`
pub async fn page(list: &UserList, call: Call, Path(id): Path<String>) -> Response {
    call.answer(list.endpoint, |x, caller| {
        valid_id("id", &id)?;
        let user_id = caller.must_be("id", &id)?;
        let params = Params::read(&call.uri, &["max_results", "pagination_token"])?;
        let fields = params.user_fields()?;
        let members = x.lists.of(list.endpoint);
        let below = params.get("pagination_token").map(|it| read_pagination_token(members, it)).transpose()?;
        let page = members.page(user_id, below, params.max_results()?);
        // Who is gone is left out after the page is cut: X's pages can be shorter than asked, and still not the last.
        let here = page.ids.iter().filter_map(|id| x.accounts.get(id));
        let data: Vec<Value> = here.map(|account| user(x, caller, account, &fields)).collect();
        Ok(json_of(x.empty_list, data, page.below.map(pagination_token)))
    })
}

fn json_of(empty: EmptyList, data: Vec<Value>, next_token: Option<String>) -> Value {
    let mut meta = Map::from_iter([("result_count".to_owned(), json!(data.len()))]);
    if let Some(next_token) = next_token {
        meta.insert("next_token".to_owned(), json!(next_token));
    }
    match empty {
        EmptyList::Absent if data.is_empty() => json!({"meta": meta}),
        EmptyList::Null if data.is_empty() => json!({"data": null, "meta": meta}),
        _ => json!({"data": data, "meta": meta}),
    }
}

/// X's tokens mean nothing to their callers; neither shall these.
const DISGUISE: u64 = 0x7140_d1bd_0c09_5e1f;

fn pagination_token(below: u64) -> String {
    format!("{:016x}", below ^ DISGUISE)
}

fn read_pagination_token(members: &Members, token: &str) -> Result<u64, Problem> {
    let number = u64::from_str_radix(token, 16).ok().map(|number| number ^ DISGUISE);
    let given_out = |number: &u64| members.has_had(*number) && pagination_token(*number) == token;
    number.filter(given_out).ok_or_else(|| Problem::not_valid("pagination_token", token))
}
