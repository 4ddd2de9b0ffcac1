//! The options of calls for sign-in and sessions, as `js/client/session.js` has read them.

use wasm_bindgen::prelude::*;

use super::Call;

#[wasm_bindgen]
extern "C" {
    /// The options of `begin_sign_in`.
    #[wasm_bindgen(method, getter, js_name = options)]
    pub fn sign_in_options(this: &Call) -> SignInOptions;
    /// The options of `complete_sign_in`, which are a session's, too.
    #[wasm_bindgen(method, getter, js_name = options)]
    pub fn callback_options(this: &Call) -> CallbackOptions;
    /// The options of a session's calls.
    #[wasm_bindgen(method, getter, js_name = options)]
    pub fn session_options(this: &Call) -> SessionOptions;

    /// What `beginSignIn()` was given.
    pub type SignInOptions;

    /// `clientId`
    #[wasm_bindgen(method, getter, js_name = clientId)]
    pub fn client_id(this: &SignInOptions) -> String;
    /// `redirectUri`, as it was given.
    #[wasm_bindgen(method, getter, js_name = redirectUri)]
    pub fn redirect_uri(this: &SignInOptions) -> String;
    /// `scopes`, with spaces between.
    #[wasm_bindgen(method, getter)]
    pub fn scopes(this: &SignInOptions) -> String;
    /// `authorizeUrl`, as the platform's own parser writes it.
    #[wasm_bindgen(method, getter, js_name = authorizeUrl)]
    pub fn authorize_url(this: &SignInOptions) -> String;

    /// What `completeSignIn()` was given besides: the URL by which the user came back, and what `beginSignIn()` gave to be kept.
    pub type CallbackOptions;

    /// `callbackUrl`, as the platform's own parser writes it.
    #[wasm_bindgen(method, getter, js_name = callbackUrl)]
    pub fn callback_url(this: &CallbackOptions) -> String;
    /// Its parameter `state`, empty where it is missing, as are the other parameters.
    #[wasm_bindgen(method, getter, js_name = callbackState)]
    pub fn state(this: &CallbackOptions) -> String;
    /// `code`
    #[wasm_bindgen(method, getter, js_name = callbackCode)]
    pub fn code(this: &CallbackOptions) -> String;
    /// `error`
    #[wasm_bindgen(method, getter, js_name = callbackError)]
    pub fn error(this: &CallbackOptions) -> String;
    /// `error_description`
    #[wasm_bindgen(method, getter, js_name = callbackErrorDescription)]
    pub fn error_description(this: &CallbackOptions) -> String;
    /// `pending.state`
    #[wasm_bindgen(method, getter, js_name = pendingState)]
    pub fn pending_state(this: &CallbackOptions) -> String;
    /// `pending.verifier`
    #[wasm_bindgen(method, getter)]
    pub fn verifier(this: &CallbackOptions) -> String;
    /// `pending.redirectUri`, as it was given.
    #[wasm_bindgen(method, getter, js_name = redirectUri)]
    pub fn redirect_uri(this: &CallbackOptions) -> String;
    /// The same, as the platform's own parser writes it.
    #[wasm_bindgen(method, getter, js_name = redirectHref)]
    pub fn redirect_href(this: &CallbackOptions) -> String;

    /// What a session was given.
    pub type SessionOptions;

    /// `clientId`
    #[wasm_bindgen(method, getter, js_name = clientId)]
    pub fn client_id(this: &SessionOptions) -> String;
    /// The Authorization header of a confidential client.
    #[wasm_bindgen(method, getter)]
    pub fn authorization(this: &SessionOptions) -> Option<String>;
    /// The origin of the web page that asks, if one does.
    #[wasm_bindgen(method, getter)]
    pub fn page(this: &SessionOptions) -> Option<String>;
    /// `rejectedToken` of a renewal; empty where X has refused none.
    #[wasm_bindgen(method, getter, js_name = rejectedToken)]
    pub fn rejected_token(this: &SessionOptions) -> String;
}
