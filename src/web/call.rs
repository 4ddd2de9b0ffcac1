//! A call as the JavaScript half holds it: the caller's fetch, time limit, signal and `onResponse`.

use wasm_bindgen::prelude::*;

use super::Reply;
use crate::api::{Body, Request, ResponseInfo};
use crate::client::{self, Platform};

#[wasm_bindgen]
extern "C" {
    /// The class `Call` of `js/call.js`. Nothing of it throws; what it promises may reject.
    pub type Call;

    /// Sends a request and reads the whole answer. Gives a [`Reply`], or rejects with a [`SendError`].
    #[wasm_bindgen(method, catch)]
    async fn send(
        this: &Call,
        method: &str,
        url: &str,
        authorization: Option<&str>,
        content_type: Option<&str>,
        body: Option<&str>,
    ) -> Result<JsValue, JsValue>;

    /// Lets time pass. Ends at once when the call is settled.
    #[wasm_bindgen(method, catch)]
    async fn wait(this: &Call, milliseconds: f64) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method)]
    fn now(this: &Call) -> f64;

    #[wasm_bindgen(method)]
    fn random(this: &Call) -> u32;

    #[wasm_bindgen(method)]
    fn listens(this: &Call) -> bool;

    #[wasm_bindgen(method)]
    fn responded(this: &Call, info: &JsValue);

    /// The `XError` with these fields, X's errors, and its cause.
    #[wasm_bindgen(method)]
    pub fn error(this: &Call, fields: &JsValue, errors: &JsValue, cause: &JsValue) -> JsValue;

    /// The class of `js/send-error.js`.
    pub(super) type SendError;

    #[wasm_bindgen(method, getter)]
    fn kind(this: &SendError) -> SendErrorKind;

    #[wasm_bindgen(method, getter)]
    fn thrown(this: &SendError) -> JsValue;
}

/// The kinds of `js/send-error.js`.
#[wasm_bindgen]
#[derive(Clone, Copy, Debug)]
pub enum SendErrorKind {
    /// What was asked of the platform or of the caller failed.
    Failed = "failed",
    /// The time limit passed.
    Timeout = "timeout",
    /// The body is larger than is ever read.
    TooLarge = "too_large",
    /// The call is settled.
    Cancelled = "cancelled",
    /// The caller's own `fetch` gave something that is not a `Response`.
    NotAResponse = "not_a_response",
}

/// What [`Call::send`] and the tasks of the client reject with.
pub(super) fn send_error(rejection: JsValue) -> client::SendError<JsValue> {
    let error: SendError = rejection.unchecked_into();
    let kind = match error.kind() {
        SendErrorKind::Timeout => client::SendErrorKind::Timeout,
        SendErrorKind::TooLarge => client::SendErrorKind::TooLarge,
        SendErrorKind::Cancelled => client::SendErrorKind::Cancelled,
        SendErrorKind::NotAResponse => client::SendErrorKind::NotAResponse,
        _ => client::SendErrorKind::Failed,
    };
    client::SendError { kind, thrown: error.thrown() }
}

impl Platform for Call {
    type Reply = Reply;
    type Thrown = JsValue;

    fn now(&self) -> u64 {
        // A double holds every millisecond that a Date can.
        self.now() as u64
    }

    fn random(&self) -> u32 {
        self.random()
    }

    async fn wait(&self, milliseconds: u64) {
        // It does not reject.
        let _ = self.wait(milliseconds as f64).await;
    }

    async fn send(&self, request: &Request, authorization: Option<&str>) -> Result<Reply, client::SendError<JsValue>> {
        let content_type = request.body.as_ref().map(Body::content_type);
        let body = request.body.as_ref().map(Body::as_str);
        let (method, url) = (request.endpoint.method(), request.url());
        let sent = self.send(method.as_str(), &url, authorization, content_type, body);
        sent.await.map(JsCast::unchecked_into).map_err(send_error)
    }

    fn listens(&self) -> bool {
        self.listens()
    }

    fn responded(&self, info: &ResponseInfo<'_>) {
        if let Ok(info) = serde_wasm_bindgen::to_value(info) {
            self.responded(&info);
        }
    }
}
