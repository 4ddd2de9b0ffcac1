//! The calls of X's API. All but mute and unmute, whose time counts, ask their `Call` for what was given with them.

use wasm_bindgen::prelude::*;

use super::work::ask;
use crate::api::{BaseUrl, Request, Text, UserId, cut};
#[cfg(feature = "client")]
use crate::api::{Object, People};
use crate::auth::{Bearer, OAuth1};
use crate::client::{Auth, Patience};
use crate::error::Error;
use crate::web::Call;

/// `POST /2/users/:id/muting`. `texts` are source, target, base URL and auth, with a NUL between: one text crosses sooner
/// than four.
#[wasm_bindgen]
pub fn mute(call: Call, scheme: u8, texts: &str, retries: u32, limit_wait: u32) {
    change(Request::mute, call, scheme, texts, Patience::new(retries, limit_wait));
}

/// `DELETE /2/users/:source_user_id/muting/:target_user_id`, given the same.
#[wasm_bindgen]
pub fn unmute(call: Call, scheme: u8, texts: &str, retries: u32, limit_wait: u32) {
    change(Request::unmute, call, scheme, texts, Patience::new(retries, limit_wait));
}

type Change = fn(BaseUrl<'_>, UserId<'_>, UserId<'_>) -> Box<Request>;

fn change(build: Change, call: Call, scheme: u8, texts: &str, patience: Patience) {
    let [source, target, base_url, auth] = parts(texts, 0);
    let prepared = prepare(scheme.into(), auth, base_url, |base| {
        let source = UserId::parse("sourceUserId", source)?;
        let target = UserId::parse("targetUserId", target)?;
        Ok(build(base, source, target))
    });
    ask(call, prepared, patience);
}

#[cfg(feature = "client")]
/// One page of `GET /2/users/:id/muting`.
#[wasm_bindgen]
pub fn muted(call: Call) {
    read(call, |call, base| {
        let source = call.given("source");
        let source = UserId::parse("userId", &source)?;
        let (next_token, user_fields) = (call.given("nextToken"), call.given("userFields"));
        Request::muted(base, source, call.number("pageSize"), &next_token, &user_fields)
    });
}

#[cfg(feature = "client")]
/// `GET /2/users/me`
#[wasm_bindgen]
pub fn me(call: Call) {
    read(call, |_, base| Ok(Request::me(base)));
}

#[cfg(feature = "client")]
/// The ID of whoever asks: what OAuth 1.0a's access token says, or else as [`me`].
#[wasm_bindgen]
pub fn user_id(call: Call) {
    if let Ok(Auth::OAuth1(keys, _)) = read_auth(call.number("scheme"), &call.given("auth"))
        && let Some(id) = keys.user_id()
    {
        let mut user = Object::default();
        user.string("id", id);
        return call.finish(user.finish().as_str());
    }
    me(call);
}

#[cfg(feature = "client")]
/// `GET /2/users` or `GET /2/users/by`, of up to 100 people with commas between.
#[wasm_bindgen]
pub fn users(call: Call) {
    read(call, |call, base| {
        let (ids, usernames) = (call.given("ids"), call.given("usernames"));
        let people = if ids.is_empty() { People::usernames(&usernames) } else { People::ids(&ids) };
        Ok(Request::users(base, &people?, &call.given("userFields")))
    });
}

#[cfg(feature = "client")]
/// How much a call is willing to try.
pub fn patience(call: &Call) -> Patience {
    Patience::new(call.number("maxRetries"), call.number("maxRateLimitWaitMs"))
}

#[cfg(feature = "client")]
/// Starts a call that only reads.
fn read(call: Call, build: fn(&Call, BaseUrl<'_>) -> Built) {
    let prepared =
        prepare(call.number("scheme"), &call.given("auth"), &call.given("baseUrl"), |base| build(&call, base));
    let patience = patience(&call);
    ask(call, prepared, patience);
}

type Built = Result<Box<Request>, Box<Error>>;
type Prepared = Result<(Box<Request>, Auth), Box<Error>>;

fn prepare(scheme: u32, auth: &str, base_url: &str, build: impl FnOnce(BaseUrl<'_>) -> Built) -> Prepared {
    let auth = read_auth(scheme, auth)?;
    Ok((build(base(base_url)?)?, auth))
}

/// Where the API is; X itself unless told.
pub fn base(url: &str) -> Result<BaseUrl<'_>, Box<Error>> {
    if url.is_empty() { Ok(BaseUrl::default()) } else { BaseUrl::parse(url) }
}

/// The schemes are those of `js/auth.js`.
pub fn read_auth(scheme: u32, text: &str) -> Result<Auth, Box<Error>> {
    match scheme {
        0 => Ok(Auth::Bearer(Bearer::parse("token", text)?)),
        1 => Ok(Auth::Asked),
        2 => {
            let [key, secret, token, token_secret, signed] = parts(text, b',');
            let keys = OAuth1::parse(key, secret, token, token_secret)?;
            Ok(Auth::OAuth1(keys, base(signed)?.text()))
        }
        3 => Ok(Auth::Given(Text::default())),
        _ => Ok(Auth::Bearer(Bearer::parse("auth", text)?)),
    }
}

/// The parts of a text with this separator between; empty where there are none any more.
fn parts<const N: usize>(text: &str, separator: u8) -> [&str; N] {
    let mut rest = Some(text);
    std::array::from_fn(|_| {
        let (part, after) = cut(rest.unwrap_or_default(), separator);
        rest = after;
        part
    })
}
