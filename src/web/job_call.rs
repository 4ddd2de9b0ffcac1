//! What a call of a job needs besides: its texts, its lock, and its caller's wishes.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::call::send_error;
use super::{Call, RateLimit};
use crate::bulk::action::Action;
use crate::bulk::job::{Progress, RunControl, StateName};
use crate::client::{self, Heard, JobPlatform, SendError};

/// The class `JobCall` of `js/client/job-call.js`. Nothing of it throws; what it promises gives what is said here, or rejects
/// with a `SendError`.
#[wasm_bindgen]
extern "C" {
    /// Gives a boolean.
    #[wasm_bindgen(method, catch)]
    async fn claim(this: &Call) -> Result<JsValue, JsValue>;
    /// Gives a text.
    #[wasm_bindgen(method, catch)]
    async fn read(this: &Call, name: &str) -> Result<JsValue, JsValue>;
    /// Gives a boolean.
    #[wasm_bindgen(method, catch)]
    async fn replace(this: &Call, name: &str, expected: &str, next: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method)]
    fn accept(this: &Call, state: &str);
    #[wasm_bindgen(method)]
    fn look(this: &Call) -> Look;
    #[wasm_bindgen(method)]
    fn progressed(this: &Call, progress: &str);

    /// The class `Look` of `js/client/job-call.js`.
    type Look;
    #[wasm_bindgen(method, getter)]
    fn now(this: &Look) -> f64;
    #[wasm_bindgen(method, getter)]
    fn control(this: &Look) -> Control;
    /// None if nothing was heard.
    #[wasm_bindgen(method, getter)]
    fn heard(this: &Look) -> Option<Array>;

    /// A `ResponseInfo` of a mute or an unmute.
    type Told;
    #[wasm_bindgen(method, getter)]
    fn endpoint(this: &Told) -> String;
    #[wasm_bindgen(method, getter, js_name = rateLimits)]
    fn rate_limits(this: &Told) -> Vec<RateLimit>;
}

/// The names of `js/client/job-call.js`.
#[wasm_bindgen]
#[derive(Clone, Copy, Debug)]
pub enum Control {
    /// The job is to go on.
    GoOn = "go_on",
    /// It is to end once the request under way is settled.
    Pause = "pause",
    /// Nobody waits for it any more.
    Abandon = "abandon",
}

/// The name of a text, as the store's key has it.
fn key(name: StateName) -> String {
    match name {
        StateName::State => String::new(),
        StateName::Part(number) => number.to_string(),
    }
}

impl JobPlatform for Call {
    async fn claim(&self) -> Result<bool, SendError<JsValue>> {
        self.claim().await.map(|is_claimed| is_claimed.is_truthy()).map_err(send_error)
    }

    async fn read(&self, name: StateName) -> Result<String, SendError<JsValue>> {
        self.read(&key(name)).await.map(|text| text.as_string().unwrap_or_default()).map_err(send_error)
    }

    async fn replace(&self, name: StateName, expected: &str, next: &str) -> Result<bool, SendError<JsValue>> {
        self.replace(&key(name), expected, next).await.map(|was_there| was_there.is_truthy()).map_err(send_error)
    }

    fn accept(&self, state: &str) {
        self.accept(state);
    }

    fn look(&self) -> client::Look {
        let look = self.look();
        let control = match look.control() {
            Control::GoOn => RunControl::GoOn,
            Control::Pause => RunControl::Pause,
            _ => RunControl::Abandon,
        };
        let heard = look.heard().map_or(Vec::new(), |heard| heard.iter().filter_map(told).collect());
        client::Look { now: look.now() as u64, control, heard }
    }

    fn progressed(&self, progress: &Progress) {
        // Texts and numbers can always be written.
        if let Ok(progress) = serde_json::to_string(progress) {
            self.progressed(&progress);
        }
    }
}

fn told(info: JsValue) -> Option<Heard> {
    let info: Told = info.unchecked_into();
    let action = Action::from_name(&info.endpoint())?;
    let limits = info.rate_limits().iter().map(RateLimit::read).collect();
    Some(Heard { action, limits })
}
