//! JSON as `JSON.parse` has read it.

use js_sys::{Array, JSON, Object};
use wasm_bindgen::prelude::*;

use crate::api;

#[wasm_bindgen]
extern "C" {
    /// An object or a list of parsed JSON, which inherits no member that is read here: `js/parsed.js` sees to that. So no getter
    /// throws.
    #[derive(Clone, Debug)]
    pub type Json;

    #[wasm_bindgen(method, getter)]
    fn data(this: &Json) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn errors(this: &Json) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn meta(this: &Json) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn muting(this: &Json) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn result_count(this: &Json) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn code(this: &Json) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn expires_in(this: &Json) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn expires_at(this: &Json) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn version(this: &Json) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn id(this: &Json) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn username(this: &Json) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn connection_status(this: &Json) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn next_token(this: &Json) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn title(this: &Json) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn detail(this: &Json) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn message(this: &Json) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn reason(this: &Json) -> JsValue;
    #[wasm_bindgen(method, getter, js_name = "type")]
    fn problem_type(this: &Json) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn value(this: &Json) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn error(this: &Json) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn error_description(this: &Json) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn access_token(this: &Json) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn refresh_token(this: &Json) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn scope(this: &Json) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn client_id(this: &Json) -> JsValue;
}

/// What stands in the place of a value that is no object and no list: an object without members.
fn compound(value: JsValue) -> Json {
    let value = if value.is_object() { value } else { <Object>::create(JsValue::NULL.unchecked_ref()).into() };
    value.unchecked_into()
}

fn present(value: JsValue) -> Option<Json> {
    if value.is_object() {
        return Some(value.unchecked_into());
    }
    if value.is_undefined() || value.is_null() { None } else { Some(compound(value)) }
}

fn list(value: &JsValue) -> Option<&Array> {
    Array::is_array(value).then(|| value.unchecked_ref())
}

impl api::Json for Json {
    fn items(&self) -> Option<impl Iterator<Item = Self>> {
        let list = list(self)?.clone();
        Some((0..list.length()).map(move |at| compound(list.get(at))))
    }
    fn into_list(self) -> Self {
        Array::of1(&self).unchecked_into()
    }
    fn to_text(&self) -> String {
        JSON::stringify(self).ok().and_then(|text| JsValue::from(text).as_string()).unwrap_or_default()
    }
    fn data(&self) -> Option<Self> {
        present(self.data())
    }
    fn errors(&self) -> Option<Self> {
        present(self.errors())
    }
    fn meta(&self) -> Option<Self> {
        present(self.meta())
    }
    fn muting(&self) -> Option<bool> {
        self.muting().as_bool()
    }
    fn result_count(&self) -> Option<f64> {
        self.result_count().as_f64()
    }
    fn code(&self) -> Option<f64> {
        self.code().as_f64()
    }
    fn expires_in(&self) -> Option<f64> {
        self.expires_in().as_f64()
    }
    fn expires_at(&self) -> Option<f64> {
        self.expires_at().as_f64()
    }
    fn version(&self) -> Option<f64> {
        self.version().as_f64()
    }
    fn id(&self) -> Option<String> {
        self.id().as_string()
    }
    fn username(&self) -> Option<String> {
        self.username().as_string()
    }
    fn connection_status(&self) -> Option<Vec<String>> {
        let status = self.connection_status();
        Some(list(&status)?.iter().filter_map(|word| word.as_string()).collect())
    }
    fn next_token(&self) -> Option<String> {
        self.next_token().as_string()
    }
    fn title(&self) -> Option<String> {
        self.title().as_string()
    }
    fn detail(&self) -> Option<String> {
        self.detail().as_string()
    }
    fn message(&self) -> Option<String> {
        self.message().as_string()
    }
    fn reason(&self) -> Option<String> {
        self.reason().as_string()
    }
    fn problem_type(&self) -> Option<String> {
        self.problem_type().as_string()
    }
    fn value(&self) -> Option<String> {
        self.value().as_string()
    }
    fn error(&self) -> Option<String> {
        self.error().as_string()
    }
    fn error_description(&self) -> Option<String> {
        self.error_description().as_string()
    }
    fn access_token(&self) -> Option<String> {
        self.access_token().as_string()
    }
    fn refresh_token(&self) -> Option<String> {
        self.refresh_token().as_string()
    }
    fn scope(&self) -> Option<String> {
        self.scope().as_string()
    }
    fn client_id(&self) -> Option<String> {
        self.client_id().as_string()
    }
}
