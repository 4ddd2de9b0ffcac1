//! Jobs. What is stored of one are texts, which JavaScript stores and hands over.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::{auth, outcome};
use crate::bulk::action::Action;
use crate::bulk::forecast;
use crate::bulk::job::{Ended, JobState, Part, entries_of, fault_of, new_job, part_report, salvage};
use crate::bulk::pace::Style;
use crate::client::FailureOf;
use crate::client::job::{self, Replacement, Run};
use crate::web::Call;

/// Runs the job of the account `source` from where it was left; gives `{ state, resumeAt? }`. `known` is its state as JavaScript
/// knows it, `pace` and `max_per_day` are those of the public options, if they are given.
#[wasm_bindgen]
pub async fn run_job(
    call: Call,
    source: String,
    known: String,
    pace: Option<String>,
    max_per_day: Option<u32>,
    until_limited: bool,
) -> Result<JsValue, JsValue> {
    let url = call.base_url();
    let run = async {
        let options = Run {
            source: &source,
            base: auth::base_url(url.as_deref())?,
            known: &known,
            style: pace.as_deref().and_then(Style::from_name),
            max_per_day: max_per_day.map(u64::from),
            until_limited,
        };
        job::run(&call, &auth::read(&call.auth())?, options).await
    };
    let ended: Result<Ended, FailureOf<Call>> = run.await;
    ended.map(|ended| outcome::value(&ended)).map_err(|failure| outcome::rejection(&call, failure))
}

/// Reads all texts of the job; gives what is found, or undefined if there is no job.
#[wasm_bindgen]
pub async fn load_job(call: Call) -> Result<JsValue, JsValue> {
    match job::load(&call).await {
        Ok(found) => Ok(found.map_or(JsValue::UNDEFINED, |found| outcome::value(&found))),
        Err(failure) => Err(outcome::rejection(&call, failure)),
    }
}

/// Removes the job of this ID, with this state and so many parts, and stores the state and the parts of another one, unless `texts` is
/// empty. Gives whether no other context has stored one meanwhile.
#[wasm_bindgen]
pub async fn replace_job(
    call: Call,
    id: String,
    before: String,
    parts_before: usize,
    texts: Vec<String>,
) -> Result<bool, JsValue> {
    let replacement = Replacement { id: &id, before: &before, parts_before, texts: &texts };
    job::replace(&call, replacement).await.map_err(|failure| outcome::rejection(&call, failure))
}

/// The IDs that can be made out in a damaged part, of the accounts to which this is to be done: `mute` or `unmute`.
#[wasm_bindgen]
pub fn salvage_part(part: &str, action: &str) -> Vec<String> {
    Action::from_name(action).map_or(Vec::new(), |action| salvage(part, action))
}

/// The texts of a new job: its state, and then its parts. Its entries are an ID and a username each, which may be empty, with commas
/// between; JavaScript has checked them.
#[wasm_bindgen]
pub fn new_job_texts(
    user_id: String,
    id: String,
    pace: &str,
    max_per_day: u32,
    mutes: &str,
    unmutes: &str,
) -> Vec<String> {
    let style = Style::from_name(pace).unwrap_or(Style::Even);
    let state = JobState::new(user_id, id, style, max_per_day.into());
    let (state, mut texts) = new_job(state, entries_of(Action::Mute, mutes), entries_of(Action::Unmute, unmutes));
    texts.insert(0, state);
    texts
}

/// What is wrong with the texts of a job that somebody hands over; none if they are whole and have nobody twice. `seed` is any number
/// that the author of the texts does not know.
#[wasm_bindgen]
pub fn fault_of_job(state: &str, parts: Vec<String>, seed: u32) -> Option<String> {
    fault_of(state, &parts, seed)
}

/// True if both are the parts of a job of the same entries, in the same order.
#[wasm_bindgen]
pub fn is_same_job(parts: Vec<String>, others: Vec<String>) -> bool {
    let entries = |part: &String| Part::read(part).map(|part| part.entries);
    parts.len() == others.len() && parts.iter().zip(&others).all(|(part, other)| entries(part) == entries(other))
}

/// The state of a job that nobody runs any more; none if the state is damaged.
#[wasm_bindgen]
pub fn rested_job(state: &str) -> Option<String> {
    let mut state = JobState::read(state)?;
    state.is_running = false;
    Some(state.write())
}

/// What became of the entries of the part of this number: the JSON of a list of entries, in which an error is the JSON of an
/// `XError`, as a text. None if the texts are damaged.
#[wasm_bindgen]
pub fn report_part(state: &str, number: u32, part: &str) -> Option<String> {
    serde_json::to_string(&part_report(state, number.into(), part)?).ok()
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
