//! Plans. Each asks its `Call` for what was given with it.

use wasm_bindgen::prelude::*;

use super::calls::{base, patience, read_auth};
use super::work::{Work, start};
use crate::api::Text;
use crate::bulk::plan::{Planner, Rules, Want};
use crate::client::{self, Failure, Platform};
use crate::web::{Answer, Call};

/// The names of what is given.
const WANTED: &[(Want, &str)] = &[
    (Want::Safe, "safeIds"),
    (Want::Mute, "muteIds"),
    (Want::MuteByName, "muteUsernames"),
    (Want::Unmute, "unmuteIds"),
    (Want::UnmuteByName, "unmuteUsernames"),
];

/// What a wanted change would do.
#[wasm_bindgen]
pub fn plan(call: Call) {
    start(call, Work::Plan);
}

/// The plan, as JSON.
pub async fn make(call: &Call) -> Result<Text, Failure<Answer>> {
    let auth = read_auth(call.number("scheme"), &call.given("auth"))?;
    let url = call.given("baseUrl");
    let base = base(&url)?;
    let is = |name| call.number(name) > 0;
    let rules = Rules { exact: is("exact"), skip_following: is("skipFollowing"), skip_followers: is("skipFollowers") };
    let mut planner = Planner::new(&call.given("source"), rules, Platform::random(call))?;
    for (want, name) in WANTED {
        planner.want(*want, &call.given(name))?;
    }
    planner.carry_on(&call.given("partial"))?;
    client::plan(call, base, &auth, patience(call), &mut planner).await?;
    Ok(planner.plan(&call.given("muteLimits"), &call.given("unmuteLimits"), Platform::now(call)))
}
