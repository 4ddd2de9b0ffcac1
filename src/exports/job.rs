//! Jobs. Each call has what is kept of its job.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::{auth, outcome};
use crate::bulk::{Ended, Part, forecast, look_at};
use crate::client::{FailureOf, job};
use crate::web::Call;

/// Runs the job from where it was left; gives `{ state, resumeAt? }`.
#[wasm_bindgen]
pub async fn run_job(call: Call, is_until_limited: bool) -> Result<JsValue, JsValue> {
    let ended = run(&call, is_until_limited).await.map_err(|failure| outcome::rejection(&call, failure))?;
    Ok(outcome::value(&ended))
}

async fn run(call: &Call, is_until_limited: bool) -> Result<Ended, FailureOf<Call>> {
    let auth = auth::read(&call.auth())?;
    let url = call.base_url();
    job::run(call, &auth, &call.given("source"), auth::base_url(url.as_deref())?, is_until_limited).await
}

/// JSON of whose job it is, how many parts there are, how many of them have not ended, and how many entries; none where the state
/// that is kept is damaged.
#[wasm_bindgen]
pub fn look_at_job(state: &str) -> Option<String> {
    look_at(state).map(|found| found.as_str().into())
}

/// How many windows so many mutes and unmutes take, by what is usual, and until when in milliseconds since the epoch.
#[wasm_bindgen]
pub fn forecast_job(mutes: u32, unmutes: u32, now: f64) -> JsValue {
    let [mute, unmute] = [mutes, unmutes].map(|count| forecast(count.into(), &[], now as u64));
    let windows = mute.windows.max(unmute.windows);
    outcome::value(&Forecast { windows, earliest_end: mute.end.max(unmute.end) })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Forecast {
    windows: u64,
    earliest_end: u64,
}

/// How many entries a part has; 0 where it is damaged.
#[wasm_bindgen]
pub fn count_part(part: &str) -> u32 {
    Part::read(part).map_or(0, |part| part.entries().count() as u32)
}
