use axum::body::Bytes;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::Endpoint;
use super::call::Call;
use super::media_type;
use super::params::Params;
use super::problem::{Problem, missing_user};
use super::user::user;
use crate::world::State;
use crate::world::account::is_id;
use crate::world::mutes::Mutes;
use crate::world::setting::{EmptyList, MissingTargets};

/// `POST /2/users/{id}/muting`
pub async fn mute(call: Call, Path(id): Path<String>, body: Bytes) -> Response {
    call.answer(Endpoint::Mute, |x, caller| {
        valid_id("id", &id)?;
        let user_id = caller.must_be("id", &id)?;
        let target_user_id = target_user_id(&call.headers, &body)?;
        if target_user_id == user_id {
            return Err(Problem::invalid_parameter("target_user_id", user_id, "You cannot mute yourself."));
        }
        if x.accounts.get(&target_user_id).is_none() {
            return missing_target(x, &target_user_id);
        }
        x.mutes.mute(user_id, &target_user_id);
        Ok(json!({"data": {"muting": true}}))
    })
}

/// `DELETE /2/users/{source_user_id}/muting/{target_user_id}`
pub async fn unmute(call: Call, Path((source_user_id, target_user_id)): Path<(String, String)>) -> Response {
    call.answer(Endpoint::Unmute, |x, caller| {
        valid_id("source_user_id", &source_user_id)?;
        valid_id("target_user_id", &target_user_id)?;
        let user_id = caller.must_be("source_user_id", &source_user_id)?;
        if x.accounts.get(&target_user_id).is_none() {
            return missing_target(x, &target_user_id);
        }
        x.mutes.unmute(user_id, &target_user_id);
        Ok(json!({"data": {"muting": false}}))
    })
}

/// `GET /2/users/{id}/muting`
pub async fn muted(call: Call, Path(id): Path<String>) -> Response {
    call.answer(Endpoint::Muted, |x, caller| {
        valid_id("id", &id)?;
        let user_id = caller.must_be("id", &id)?;
        let params = Params::read(&call.uri, &["max_results", "pagination_token"])?;
        let fields = params.user_fields()?;
        let below = params.get("pagination_token").map(|it| read_pagination_token(&x.mutes, it)).transpose()?;
        let page = x.mutes.page(user_id, below, params.max_results()?);
        // Who is gone is left out after the page is cut: X's pages can be shorter than asked, and still not the last.
        let here = page.ids.iter().filter_map(|id| x.accounts.get(id));
        let data: Vec<Value> = here.map(|account| user(x, caller, account, &fields)).collect();
        Ok(list(x.empty_list, data, page.below.map(pagination_token)))
    })
}

fn list(empty: EmptyList, data: Vec<Value>, next_token: Option<String>) -> Value {
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

fn missing_target(x: &State, id: &str) -> Result<Value, Problem> {
    match x.missing_targets {
        MissingTargets::NotFound => Err(Problem::resource_not_found("target_user_id", id)),
        MissingTargets::OnlyErrors => Ok(json!({"errors": [missing_user("target_user_id", id)]})),
    }
}

fn valid_id(parameter: &str, id: &str) -> Result<(), Problem> {
    if is_id(id) { Ok(()) } else { Err(Problem::not_valid(parameter, id)) }
}

/// Out of the body of a mute, which has to be what X's OpenAPI description says and no more. The messages are those of
/// the JSON Schema checker X runs.
fn target_user_id(headers: &HeaderMap, body: &[u8]) -> Result<String, Problem> {
    if !media_type::is(headers, "application/json") {
        return Err(Problem::invalid_body("Requests with bodies must have content-type of application/json."));
    }
    let fields: Map<String, Value> =
        serde_json::from_slice(body).map_err(|_| Problem::invalid_body("The request body is not a JSON object"))?;
    if let Some(unknown) = fields.keys().find(|name| *name != "target_user_id") {
        let message =
            format!("$.{unknown}: is not defined in the schema and the schema does not allow additional properties");
        return Err(Problem::invalid_body(&message));
    }
    match fields.get("target_user_id") {
        None => Err(Problem::invalid_body("$.target_user_id: is missing but it is required")),
        Some(Value::String(id)) if is_id(id) => Ok(id.clone()),
        Some(Value::String(_)) => {
            Err(Problem::invalid_body("$.target_user_id: does not match the regex pattern ^[0-9]{1,19}$"))
        }
        Some(other) => {
            let found = kind(other);
            Err(Problem::invalid_body(&format!("$.target_user_id: {found} found, string expected")))
        }
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// X's tokens mean nothing to their callers; neither shall these.
const DISGUISE: u64 = 0x7140_d1bd_0c09_5e1f;

fn pagination_token(below: u64) -> String {
    format!("{:016x}", below ^ DISGUISE)
}

fn read_pagination_token(mutes: &Mutes, token: &str) -> Result<u64, Problem> {
    let number = u64::from_str_radix(token, 16).ok().map(|number| number ^ DISGUISE);
    let given_out = |number: &u64| mutes.has_had(*number) && pagination_token(*number) == token;
    number.filter(given_out).ok_or_else(|| Problem::not_valid("pagination_token", token))
}
