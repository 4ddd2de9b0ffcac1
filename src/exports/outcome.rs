//! What an exported call gives to the JavaScript half.

use serde::Serialize;
#[cfg(feature = "client")]
use serde::Serializer;
use wasm_bindgen::JsValue;

use crate::api::Success;
use crate::client::{Answer, Failure, FailureOf};
use crate::web::{Call, Json, Reply};

/// A value of JavaScript's that goes back as it came. For [`serde_wasm_bindgen`] alone: any other serializer would write the
/// value's place in a table.
#[cfg(feature = "client")]
pub struct Preserved(JsValue);

#[cfg(feature = "client")]
impl Serialize for Preserved {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serde_wasm_bindgen::preserve::serialize(&self.0, serializer)
    }
}

#[cfg(feature = "client")]
impl From<Json> for Preserved {
    fn from(json: Json) -> Self {
        Self(json.into())
    }
}

/// Converts what a call of X's API came to into what its promise settles with.
pub fn settled(call: &Call, answer: Result<Answer<Reply>, FailureOf<Call>>) -> Result<JsValue, JsValue> {
    answer.map(success).map_err(|failure| rejection(call, failure))
}

/// What X gave.
fn success(answer: Answer<Reply>) -> JsValue {
    match answer.success {
        Success::Reply(json) => json.map_or(JsValue::UNDEFINED, Into::into),
        #[cfg(feature = "client")]
        Success::User(user) => user.into(),
        #[cfg(feature = "client")]
        Success::Lookup(lookup) => value(&lookup.map(Preserved::from)),
        #[cfg(feature = "client")]
        Success::Page(page) => value(&page.map(Preserved::from)),
    }
}

/// A plain object.
pub fn value(value: &impl Serialize) -> JsValue {
    // Only keys that are no texts fail, and there are none.
    serde_wasm_bindgen::to_value(value).unwrap_or_default()
}

/// What the call rejects with: an `XError`, or just what a function of the caller's threw.
pub fn rejection(call: &Call, failure: Failure<Json, JsValue>) -> JsValue {
    match failure {
        Failure::Thrown(thrown) => thrown,
        Failure::Error(error, cause) => {
            let fields = value(&error);
            let errors = error.errors.map_or(JsValue::UNDEFINED, Into::into);
            call.error(&fields, &errors, &cause.unwrap_or(JsValue::UNDEFINED))
        }
    }
}
