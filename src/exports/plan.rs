//! Plans. Each asks its `Call` for what was given with it.

use wasm_bindgen::prelude::*;

use super::accounts::budget;
use super::{auth, outcome};
use crate::bulk::Text;
use crate::bulk::plan::{Planner, Rules, Want};
use crate::client::{self, FailureOf, Platform};
use crate::web::Call;

/// The names of what is given.
const WANTED: &[(Want, &str)] = &[
    (Want::Safe, "safeIds"),
    (Want::Mute, "muteIds"),
    (Want::MuteByName, "muteUsernames"),
    (Want::Unmute, "unmuteIds"),
    (Want::UnmuteByName, "unmuteUsernames"),
];

/// What a wanted change would do: the JSON of a `Plan`.
#[wasm_bindgen]
pub async fn plan(call: Call) -> Result<String, JsValue> {
    let plan = make(&call).await.map_err(|failure| outcome::rejection(&call, failure))?;
    Ok(plan.as_str().into())
}

async fn make(call: &Call) -> Result<Text, FailureOf<Call>> {
    let auth = auth::read(&call.auth())?;
    let url = call.base_url();
    let base = auth::base_url(url.as_deref())?;
    let is = |name| call.number(name) > 0;
    let rules = Rules { exact: is("exact"), skip_following: is("skipFollowing"), skip_followers: is("skipFollowers") };
    let mut planner = Planner::new(&call.given("source"), rules, Platform::random(call))?;
    for (want, name) in WANTED {
        planner.want(*want, &call.given(name))?;
    }
    planner.carry_on(&call.given("partial"))?;
    client::plan(call, base, &auth, budget(call), &mut planner).await?;
    Ok(planner.plan(&call.given("muteLimits"), &call.given("unmuteLimits"), Platform::now(call)))
}
