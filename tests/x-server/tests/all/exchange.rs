use serde_json::json;

use crate::client::{GOBLIN, MOSS, YOU};
use crate::sign_in::{
    CHALLENGE, CLIENT, REDIRECT, SCOPES, VERIFIER, assert_invalid_request, assert_token_is_invalid, code, encode,
    exchange, link, post_form, refresh, sign_in, start, status, tokens,
};

const INVALID_CODE: &str = "Value passed for the authorization code was invalid.";

#[tokio::test]
async fn a_code_becomes_tokens_with_the_scopes_that_were_granted() {
    let mut x = start().await;
    let code = code(&x, &link(&[])).await;
    let reply = exchange(&x, &code, &[]).await;
    let (access_token, refresh_token) = tokens(&reply);
    let expected = json!({
        "token_type": "bearer",
        "expires_in": 7200,
        "access_token": access_token,
        "scope": SCOPES,
        "refresh_token": refresh_token,
    });
    assert_eq!((reply.json(), reply.header("content-type")), (expected, Some("application/json; charset=utf-8")));
    for token in [&access_token, &refresh_token] {
        assert!(token.len() > 80 && token.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));
    }
    x.token(&access_token);
    assert_eq!(x.mute(MOSS).await.status, 200);
    assert_eq!(x.ask(&format!("mutes/{YOU}")).await, json!({"ids": [MOSS]}));
}

#[tokio::test]
async fn the_token_is_of_whoever_was_signed_in_and_of_the_scopes_asked_for() {
    let mut x = start().await;
    x.tell("signed_in", json!({"user_id": GOBLIN})).await;
    let code = code(&x, &link(&[("scope", Some("users.read tweet.read users.read"))])).await;
    let reply = exchange(&x, &code, &[]).await.json();
    assert_eq!((&reply["scope"], reply.get("refresh_token")), (&json!("users.read tweet.read"), None));
    x.token(reply["access_token"].as_str().unwrap());
    assert_eq!(x.get("/2/users/me").await.json()["data"]["id"], GOBLIN);
    assert_eq!(x.mute(MOSS).await.status, 403);
}

#[tokio::test]
async fn an_access_token_lives_two_hours() {
    let x = start().await;
    let (access_token, _) = sign_in(&x).await;
    x.tell("clock", json!({"advance_ms": 7_195_000})).await;
    assert_eq!(status(&x, &access_token).await, 200);
    x.tell("clock", json!({"advance_ms": 5_000})).await;
    assert_eq!(status(&x, &access_token).await, 401);
}

#[tokio::test]
async fn a_code_lives_30_seconds() {
    let x = start().await;
    let (early, late) = (code(&x, &link(&[])).await, code(&x, &link(&[])).await);
    x.tell("clock", json!({"advance_ms": 25_000})).await;
    assert_eq!(exchange(&x, &early, &[]).await.status, 200);
    x.tell("clock", json!({"advance_ms": 5_000})).await;
    assert_invalid_request(&exchange(&x, &late, &[]).await, INVALID_CODE);
}

#[tokio::test]
async fn a_second_use_of_a_code_fails_and_ends_what_came_of_the_first() {
    let x = start().await;
    let (other, _) = sign_in(&x).await;
    let code = code(&x, &link(&[])).await;
    let (access_token, refresh_token) = tokens(&exchange(&x, &code, &[]).await);
    assert_invalid_request(&exchange(&x, &code, &[]).await, INVALID_CODE);
    assert_eq!((status(&x, &access_token).await, status(&x, &other).await), (401, 200));
    assert_token_is_invalid(&refresh(&x, &refresh_token).await);
}

#[tokio::test]
async fn a_code_is_bound_to_the_redirect_uri_and_the_challenge_and_spent_by_a_wrong_one() {
    let x = start().await;
    for (field, description) in [
        (
            ("redirect_uri", "https://app.example/cb"),
            "Value passed for the redirect uri did not match the uri of the authorization code.",
        ),
        (("code_verifier", CHALLENGE), "Value passed for the code verifier did not match the code challenge."),
    ] {
        let code = code(&x, &link(&[])).await;
        assert_invalid_request(&exchange(&x, &code, &[field]).await, description);
        assert_invalid_request(&exchange(&x, &code, &[]).await, INVALID_CODE);
    }
    assert_invalid_request(&exchange(&x, "made-up", &[]).await, INVALID_CODE);
}

#[tokio::test]
async fn a_code_is_bound_to_its_client_and_not_spent_by_another() {
    let x = start().await;
    x.tell("clients", json!({"client_id": "other", "redirect_uris": [REDIRECT]})).await;
    let code = code(&x, &link(&[])).await;
    assert_invalid_request(&exchange(&x, &code, &[("client_id", "other")]).await, INVALID_CODE);
    assert_eq!(exchange(&x, &code, &[]).await.status, 200);
}

#[tokio::test]
async fn a_plain_challenge_is_the_verifier() {
    let x = start().await;
    let plain = link(&[("code_challenge_method", Some("plain")), ("code_challenge", Some(VERIFIER))]);
    assert_eq!(exchange(&x, &code(&x, &plain).await, &[]).await.status, 200);
    let reply = exchange(&x, &code(&x, &plain).await, &[("code_verifier", "other")]).await;
    assert_invalid_request(&reply, "Value passed for the code verifier did not match the code challenge.");
}

#[tokio::test]
async fn what_is_missing_is_named_and_spends_nothing() {
    let x = start().await;
    let code = code(&x, &link(&[])).await;
    for name in ["grant_type", "code", "redirect_uri", "client_id", "code_verifier"] {
        let reply = exchange(&x, &code, &[(name, "")]).await;
        assert_invalid_request(&reply, &format!("Missing required parameter [{name}]."));
    }
    let no_token = [("grant_type", "refresh_token"), ("client_id", CLIENT)];
    let reply = post_form(&x, "/2/oauth2/token", &no_token).await;
    assert_invalid_request(&reply, "Missing required parameter [refresh_token].");
    assert_eq!(exchange(&x, &code, &[]).await.status, 200);
}

#[tokio::test]
async fn another_grant_type_or_a_field_given_twice_is_refused() {
    let x = start().await;
    let description = "Value passed for the grant type was invalid. Grant type should be one of [authorization_code, \
                       refresh_token].";
    assert_invalid_request(&exchange(&x, "c", &[("grant_type", "client_credentials")]).await, description);
    let reply = exchange(&x, "c", &[("code", "a"), ("code", "b")]).await;
    assert_invalid_request(&reply, "Duplicate parameter [code].");
}

#[tokio::test]
async fn a_body_that_is_not_said_to_be_a_form_is_refused() {
    let x = start().await;
    let code = code(&x, &link(&[])).await;
    let body = encode([("grant_type", "authorization_code"), ("code", &code), ("client_id", CLIENT)]);
    for path in ["/2/oauth2/token", "/2/oauth2/revoke"] {
        for headers in [&[][..], &[("content-type", "application/json")], &[("content-type", "text/plain")]] {
            let reply = x.send("POST", path, headers, &body).await;
            assert_invalid_request(&reply, "Content type must be application/x-www-form-urlencoded.");
        }
    }
    assert_eq!(exchange(&x, &code, &[]).await.status, 200);
}

#[tokio::test]
async fn a_page_of_another_origin_is_served_and_told_nothing_of_cors() {
    let x = start().await;
    let code = code(&x, &link(&[])).await;
    let fields = [
        ("grant_type", "authorization_code"),
        ("code", &code),
        ("redirect_uri", REDIRECT),
        ("client_id", CLIENT),
        ("code_verifier", VERIFIER),
    ];
    let headers = [("content-type", "application/x-www-form-urlencoded"), ("origin", "https://page.example")];
    let reply = x.send("POST", "/2/oauth2/token", &headers, &encode(fields)).await;
    assert_eq!(reply.status, 200);
    assert!(!reply.headers.iter().any(|(name, _)| name.starts_with("access-control-")));
    assert_eq!(exchange(&x, &code, &[]).await.status, 400, "it has been executed");
}
