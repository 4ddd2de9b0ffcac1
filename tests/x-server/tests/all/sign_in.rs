use serde_json::{Value, json};

use crate::client::{Reply, X};

pub const CLIENT: &str = "stand-in-client";
pub const REDIRECT: &str = "https://app.example/cb?from=x";
pub const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
pub const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
pub const SCOPES: &str = "tweet.read users.read mute.read mute.write offline.access";

/// A server whose client has the redirect URI.
pub async fn start() -> X {
    let x = X::start();
    register(&x).await;
    x
}

pub async fn register(x: &X) {
    x.tell("clients", json!({"client_id": CLIENT, "redirect_uris": [REDIRECT]})).await;
}

/// To the authorize page, the parameters being those of the app but for these changes.
pub fn link(changes: &[(&str, Option<&str>)]) -> String {
    let usual = [
        ("response_type", "code"),
        ("client_id", CLIENT),
        ("redirect_uri", REDIRECT),
        ("scope", SCOPES),
        ("state", "a state & more"),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
    ];
    let changed = |name: &str| changes.iter().any(|(other, _)| *other == name);
    let kept = usual.into_iter().filter(|(name, _)| !changed(name));
    let new = changes.iter().filter_map(|(name, value)| Some((*name, (*value)?)));
    format!("/i/oauth2/authorize?{}", encode(kept.chain(new)))
}

pub fn encode<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

pub async fn post_form(x: &X, path: &str, fields: &[(&str, &str)]) -> Reply {
    let headers = [("content-type", "application/x-www-form-urlencoded;charset=UTF-8")];
    x.send("POST", path, &headers, &encode(fields.iter().copied())).await
}

/// Where the user is sent who answers that page so.
pub async fn decide(x: &X, link: &str, decision: &str) -> String {
    let reply = post_form(x, link, &[("decision", decision)]).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    reply.header("location").unwrap().to_owned()
}

/// The code that comes with consent to that page.
pub async fn code(x: &X, link: &str) -> String {
    decide(x, link, "allow").await.rsplit_once("&code=").unwrap().1.to_owned()
}

/// Exchanges a code, the fields being those of the app but for these changes.
pub async fn exchange(x: &X, code: &str, changes: &[(&str, &str)]) -> Reply {
    let usual = [
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", REDIRECT),
        ("client_id", CLIENT),
        ("code_verifier", VERIFIER),
    ];
    let mut fields: Vec<_> = usual.into_iter().filter(|(name, _)| !changes.iter().any(|(it, _)| it == name)).collect();
    fields.extend(changes);
    post_form(x, "/2/oauth2/token", &fields).await
}

pub async fn refresh(x: &X, refresh_token: &str) -> Reply {
    let fields = [("grant_type", "refresh_token"), ("refresh_token", refresh_token), ("client_id", CLIENT)];
    post_form(x, "/2/oauth2/token", &fields).await
}

/// The two tokens of a new session.
pub async fn sign_in(x: &X) -> (String, String) {
    let code = code(x, &link(&[])).await;
    tokens(&exchange(x, &code, &[]).await)
}

pub fn tokens(reply: &Reply) -> (String, String) {
    assert_eq!(reply.status, 200, "{}", reply.body);
    let text = |name: &str| reply.json()[name].as_str().unwrap().to_owned();
    (text("access_token"), text("refresh_token"))
}

/// The status of a call with that token.
pub async fn status(x: &X, access_token: &str) -> u16 {
    let authorization = format!("Bearer {access_token}");
    x.send("GET", "/2/users/me", &[("authorization", &authorization)], "").await.status
}

#[track_caller]
pub fn assert_invalid_request(reply: &Reply, description: &str) {
    let body: Value = json!({"error": "invalid_request", "error_description": description});
    assert_eq!((reply.status, reply.json()), (400, body));
}

#[track_caller]
pub fn assert_token_is_invalid(reply: &Reply) {
    assert_invalid_request(reply, "Value passed for the token was invalid.");
}
