use axum::body::Bytes;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::Endpoint;
use super::call::Call;
use super::media_type;
use super::problem::{Problem, missing_user};
use crate::world::State;
use crate::world::account::is_id;
use crate::world::setting::MissingTargets;

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
        x.lists.of(Endpoint::Muted).add(user_id, &target_user_id);
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
        x.lists.of(Endpoint::Muted).remove(user_id, &target_user_id);
        Ok(json!({"data": {"muting": false}}))
    })
}

fn missing_target(x: &State, id: &str) -> Result<Value, Problem> {
    match x.missing_targets {
        MissingTargets::NotFound => Err(Problem::resource_not_found("target_user_id", id)),
        MissingTargets::OnlyErrors => Ok(json!({"errors": [missing_user("target_user_id", id)]})),
    }
}

pub fn valid_id(parameter: &str, id: &str) -> Result<(), Problem> {
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
