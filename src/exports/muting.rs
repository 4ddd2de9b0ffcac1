//! `mute` and `unmute`.

use wasm_bindgen::prelude::*;

use crate::api::{BaseUrl, Request, UserId};
use crate::auth::Bearer;
use crate::client::{self, Failure, Patience};
use crate::error::Error;
use crate::web::{Answer, Call, spawn};

/// `POST /2/users/:id/muting`
#[wasm_bindgen]
pub fn mute(call: Call, token: &str, source: &str, target: &str, base_url: &str, retries: u32, limit_wait: u32) {
    start(call, prepare(Request::mute, token, source, target, base_url), Patience::new(retries, limit_wait));
}

/// `DELETE /2/users/:source_user_id/muting/:target_user_id`
#[wasm_bindgen]
pub fn unmute(call: Call, token: &str, source: &str, target: &str, base_url: &str, retries: u32, limit_wait: u32) {
    start(call, prepare(Request::unmute, token, source, target, base_url), Patience::new(retries, limit_wait));
}

type Prepared = Result<(Request, Bearer), Box<Error>>;

fn prepare(
    build: fn(BaseUrl<'_>, &UserId, &UserId) -> Request,
    token: &str,
    source: &str,
    target: &str,
    base_url: &str,
) -> Prepared {
    let bearer = Bearer::parse(token)?;
    let source = UserId::parse("sourceUserId", source)?;
    let target = UserId::parse("targetUserId", target)?;
    let base = if base_url.is_empty() { BaseUrl::default() } else { BaseUrl::parse(base_url)? };
    Ok((build(base, &source, &target), bearer))
}

fn start(call: Call, prepared: Prepared, patience: Patience) {
    match prepared {
        Err(error) => fail(&call, error.into()),
        Ok((request, bearer)) => spawn(async move {
            match client::call(&call, &request, &bearer, patience).await {
                Ok(response) => call.succeed(&response.answer),
                Err(failure) => fail(&call, failure),
            }
        }),
    }
}

fn fail(call: &Call, failure: Failure<Answer>) {
    call.fail(failure.error.into_json().as_str(), failure.thrown);
}
