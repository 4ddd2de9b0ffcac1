//! Jobs. Each call has what is kept of its job.

use wasm_bindgen::prelude::*;

use super::calls::{base, read_auth};
use super::work::{Work, start};
use crate::api::{Object, Text};
use crate::bulk::{Part, forecast, look_at};
use crate::client::{Failure, job};
use crate::web::{Answer, Call};

/// Runs the job from where it was left; gives its `state`, and when to resume it.
#[wasm_bindgen]
pub fn run_job(call: Call) {
    start(call, Work::RunJob);
}

/// How it ended, as JSON.
pub async fn run(call: &Call) -> Result<Text, Failure<Answer>> {
    let auth = read_auth(call.number("scheme"), &call.given("auth"))?;
    let url = call.given("baseUrl");
    let until_limited = !call.given("maxMs").is_empty();
    job::run(call, &auth, &call.given("source"), base(&url)?, until_limited).await
}

/// Whose job it is, how many parts there are, how many of them have not ended, and how many entries; null where the state
/// that is kept is damaged.
#[wasm_bindgen]
pub fn look_at_job(call: Call) {
    let found = look_at(&call.given("state"));
    call.finish(found.as_ref().map_or("null", Text::as_str));
}

/// How many windows so many mutes and unmutes take, by what is usual, and until when in milliseconds since the epoch.
#[wasm_bindgen]
pub fn forecast_job(call: Call, mutes: u32, unmutes: u32, now: f64) {
    let [mute, unmute] = [mutes, unmutes].map(|count| forecast(count.into(), &[], now as u64));
    let mut found = Object::default();
    found.number("windows", mute.windows.max(unmute.windows));
    found.number("earliestEnd", mute.end.max(unmute.end));
    call.finish(found.finish().as_str());
}

/// How many entries a part has; 0 where it is damaged.
#[wasm_bindgen]
pub fn count_part(call: Call) {
    let count = Part::read(&call.given("part")).map_or(0, |part| part.entries().count());
    let mut json = Text::default();
    json.push_number(count as u64);
    call.finish(json.as_str());
}
