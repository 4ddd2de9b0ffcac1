//! Plans.

use wasm_bindgen::prelude::*;

use super::accounts::budget;
use super::{auth, outcome};
use crate::bulk::plan::{PlanHead, Planner, Rules, Summary, Want};
use crate::client::{self, FailureOf, Platform};
use crate::web::{Call, RateLimit};

#[wasm_bindgen]
extern "C" {
    /// The class `Planning` of `js/client/planning.js`: what is given with a plan, and what takes its parts. Nothing of it throws.
    pub type Planning;

    #[wasm_bindgen(method, getter)]
    fn source(this: &Planning) -> String;
    #[wasm_bindgen(method, getter)]
    fn exact(this: &Planning) -> bool;
    #[wasm_bindgen(method, getter, js_name = skipFollowing)]
    fn skip_following(this: &Planning) -> bool;
    #[wasm_bindgen(method, getter, js_name = skipFollowers)]
    fn skip_followers(this: &Planning) -> bool;
    #[wasm_bindgen(method, getter, js_name = muteLimits)]
    fn mute_limits(this: &Planning) -> Vec<RateLimit>;
    #[wasm_bindgen(method, getter, js_name = unmuteLimits)]
    fn unmute_limits(this: &Planning) -> Vec<RateLimit>;
    /// How many people are given by ID, with or without a username.
    #[wasm_bindgen(method, getter)]
    fn count(this: &Planning) -> u32;

    /// The next people who are wanted; none after the last.
    #[wasm_bindgen(method, js_name = nextPeople)]
    fn next_people(this: &Planning) -> Option<Wanted>;
    /// Takes the places of what is no ID, no username or no entry among the people that were given last.
    #[wasm_bindgen(method, js_name = rejectPeople)]
    fn reject_people(this: &Planning, places: &[u32]);
    /// What the earlier plan began with that is to go on, if there is one.
    #[wasm_bindgen(method, getter)]
    fn partial(this: &Planning) -> Option<Partial>;
    /// The next step of that plan; none after the last.
    #[wasm_bindgen(method, js_name = nextStep)]
    fn next_step(this: &Planning) -> Option<String>;
    /// Takes a part of the plan, as JSON.
    #[wasm_bindgen(method, js_name = addPart)]
    fn add_part(this: &Planning, part: &str);

    /// People who are wanted.
    type Wanted;
    #[wasm_bindgen(method, getter)]
    fn kind(this: &Wanted) -> WantedKind;
    /// The people, or each field of each entry, with commas between, in UTF-8.
    #[wasm_bindgen(method, getter)]
    fn people(this: &Wanted) -> Vec<u8>;

    /// The head of a partial plan.
    type Partial;
    #[wasm_bindgen(method, getter)]
    fn version(this: &Partial) -> Option<f64>;
    #[wasm_bindgen(method, getter, js_name = userId)]
    fn user_id(this: &Partial) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn wanted(this: &Partial) -> Option<String>;
}

/// What is wanted of people, and by what they are given.
#[wasm_bindgen]
#[derive(Clone, Copy, Debug)]
pub enum WantedKind {
    /// IDs that are never to be muted.
    Safe = "safe",
    /// IDs to be muted.
    Mute = "mute",
    /// Usernames to be muted.
    MuteByName = "muteByName",
    /// Entries to be muted, each with an ID, a rounded ID and a username, of which two may be empty.
    MuteByEntry = "muteByEntry",
    /// IDs to be unmuted.
    Unmute = "unmute",
    /// Usernames to be unmuted.
    UnmuteByName = "unmuteByName",
    /// Entries to be unmuted.
    UnmuteByEntry = "unmuteByEntry",
}

/// What a wanted change would do. `planning` takes the entries; the rest of the `Plan` is returned.
#[wasm_bindgen]
pub async fn plan(call: Call, planning: Planning) -> Result<JsValue, JsValue> {
    match make(&call, &planning).await {
        Ok(summary) => Ok(outcome::value(&summary)),
        Err(failure) => Err(outcome::rejection(&call, failure)),
    }
}

async fn make(call: &Call, planning: &Planning) -> Result<Summary, FailureOf<Call>> {
    let auth = auth::read(&call.auth())?;
    let url = call.base_url();
    let base = auth::base_url(url.as_deref())?;
    let mut planner = begin(call, planning).await?;
    client::plan(call, base, &auth, budget(call), &mut planner).await?;
    let mut plan = planner.finish();
    while let Some(part) = plan.next_part() {
        planning.add_part(&part.to_json());
        client::turn(call).await?;
    }
    let [mute_limits, unmute_limits] = [planning.mute_limits(), planning.unmute_limits()]
        .map(|limits| limits.iter().map(RateLimit::read).collect::<Vec<_>>());
    Ok(plan.summary(&mute_limits, &unmute_limits, Platform::now(call)))
}

/// A planner that knows what is wanted, and what an earlier plan has learnt.
async fn begin(call: &Call, planning: &Planning) -> Result<Box<Planner>, FailureOf<Call>> {
    let rules = Rules {
        exact: planning.exact(),
        skip_following: planning.skip_following(),
        skip_followers: planning.skip_followers(),
    };
    let mut planner = Planner::new(&planning.source(), rules, Platform::random(call))?;
    planner.reserve(planning.count() as usize);
    while let Some(wanted) = planning.next_people() {
        // It is encoded by the platform.
        let people = String::from_utf8(wanted.people()).unwrap_or_default();
        let invalid = planner.want(want(wanted.kind()), &people)?;
        if !invalid.is_empty() {
            planning.reject_people(&invalid);
        }
        client::turn(call).await?;
    }
    if let Some(partial) = planning.partial() {
        planner.expect_head(&head(&partial))?;
        while let Some(step) = planning.next_step() {
            planner.repeat(&step)?;
            client::turn(call).await?;
        }
    }
    Ok(planner)
}

fn head(partial: &Partial) -> PlanHead {
    PlanHead {
        version: partial.version().unwrap_or_default() as u32,
        user_id: partial.user_id().unwrap_or_default(),
        wanted: partial.wanted().unwrap_or_default(),
    }
}

fn want(kind: WantedKind) -> Want {
    match kind {
        WantedKind::Mute => Want::Mute,
        WantedKind::MuteByName => Want::MuteByName,
        WantedKind::Unmute => Want::Unmute,
        WantedKind::UnmuteByName => Want::UnmuteByName,
        WantedKind::MuteByEntry => Want::MuteByEntry,
        WantedKind::UnmuteByEntry => Want::UnmuteByEntry,
        _ => Want::Safe,
    }
}
