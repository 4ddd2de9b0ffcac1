use std::io::ErrorKind;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::client::X;
use crate::sign_in::{
    CLIENT, REDIRECT, SCOPES, assert_token_is_invalid, encode, post_form, refresh, sign_in, start, status, tokens,
};

const TOKEN: &str = "/2/oauth2/token";

#[tokio::test]
async fn a_refresh_gives_new_tokens_of_the_same_scopes_and_leaves_the_old_access_token() {
    let x = start().await;
    let (old_access_token, old_refresh_token) = sign_in(&x).await;
    let reply = refresh(&x, &old_refresh_token).await;
    let (access_token, refresh_token) = tokens(&reply);
    assert_eq!((&reply.json()["scope"], &reply.json()["expires_in"]), (&json!(SCOPES), &json!(7200)));
    assert!(access_token != old_access_token && refresh_token != old_refresh_token);
    assert_eq!((status(&x, &access_token).await, status(&x, &old_access_token).await), (200, 200));
}

#[tokio::test]
async fn a_refresh_token_outlives_its_access_token() {
    let x = start().await;
    let (_, mut refresh_token) = sign_in(&x).await;
    for _ in 0..3 {
        x.tell("clock", json!({"advance_ms": 30 * 24 * 3_600_000_u64})).await;
        let (access_token, next) = tokens(&refresh(&x, &refresh_token).await);
        assert_eq!(status(&x, &access_token).await, 200);
        refresh_token = next;
    }
}

#[tokio::test]
async fn a_rotated_refresh_token_ends_the_whole_session_and_no_other() {
    let x = start().await;
    let (other_access_token, other_refresh_token) = sign_in(&x).await;
    let (first_access_token, first) = sign_in(&x).await;
    let (second_access_token, second) = tokens(&refresh(&x, &first).await);
    let (third_access_token, third) = tokens(&refresh(&x, &second).await);
    assert_token_is_invalid(&refresh(&x, &first).await);
    for access_token in [&first_access_token, &second_access_token, &third_access_token] {
        assert_eq!(status(&x, access_token).await, 401);
    }
    assert_token_is_invalid(&refresh(&x, &third).await);
    assert_eq!(status(&x, &other_access_token).await, 200);
    assert_eq!(refresh(&x, &other_refresh_token).await.status, 200);
}

#[tokio::test]
async fn of_two_refreshes_at_once_one_wins_and_the_session_is_lost() {
    let x = start().await;
    let (_, refresh_token) = sign_in(&x).await;
    let (one, two) = tokio::join!(refresh(&x, &refresh_token), refresh(&x, &refresh_token));
    let (won, lost) = if one.status == 200 { (one, two) } else { (two, one) };
    assert_token_is_invalid(&lost);
    let (access_token, refresh_token) = tokens(&won);
    assert_eq!(status(&x, &access_token).await, 401);
    assert_token_is_invalid(&refresh(&x, &refresh_token).await);
}

#[tokio::test]
async fn another_client_gets_nothing_for_a_refresh_token_and_ends_nothing() {
    let x = start().await;
    x.tell("clients", json!({"client_id": "other", "redirect_uris": [REDIRECT]})).await;
    let (access_token, used) = sign_in(&x).await;
    let (_, fresh) = tokens(&refresh(&x, &used).await);
    for refresh_token in [&used, &fresh, &access_token] {
        let fields = [("grant_type", "refresh_token"), ("refresh_token", refresh_token), ("client_id", "other")];
        assert_token_is_invalid(&post_form(&x, TOKEN, &fields).await);
    }
    assert_eq!(status(&x, &access_token).await, 200);
    assert_eq!(refresh(&x, &fresh).await.status, 200);
}

#[tokio::test]
async fn a_session_can_be_made_without_the_page() {
    let x = X::start();
    let scopes = json!(["users.read", "tweet.read", "offline.access"]);
    let made = x.tell("tokens", json!({"scopes": scopes, "expires_in": 60})).await;
    assert_eq!(status(&x, made["access_token"].as_str().unwrap()).await, 200);
    let (access_token, _) = tokens(&refresh(&x, made["refresh_token"].as_str().unwrap()).await);
    assert_eq!(status(&x, &access_token).await, 200);
    assert!(x.tell("tokens", json!({})).await.get("refresh_token").is_none());
    let reply = x.control_reply("POST", "tokens", r#"{"client_id":"who"}"#).await;
    assert!(reply.status == 400 && reply.body.contains("there is no client"));
}

#[tokio::test]
async fn an_answer_that_is_lost_has_rotated_the_token() {
    let x = start().await;
    let (access_token, refresh_token) = sign_in(&x).await;
    x.tell("faults", json!({"path_contains": TOKEN, "takes_effect": true, "reset": true})).await;
    let body = encode([("grant_type", "refresh_token"), ("refresh_token", &refresh_token), ("client_id", CLIENT)]);
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    let lost = x.exchange(&x.request("POST", TOKEN, &headers, &body)).await;
    assert_eq!(lost, (Vec::new(), Some(ErrorKind::ConnectionReset)));
    assert_token_is_invalid(&refresh(&x, &refresh_token).await);
    assert_eq!(status(&x, &access_token).await, 401);
}

#[tokio::test]
async fn an_answer_that_fails_or_is_late_has_left_the_token() {
    let x = start().await;
    let (_, refresh_token) = sign_in(&x).await;
    x.tell("faults", json!([{"respond": {"status": 503}}, {"delay_ms": 200}])).await;
    assert_eq!(refresh(&x, &refresh_token).await.status, 503);
    let began = Instant::now();
    assert_eq!(refresh(&x, &refresh_token).await.status, 200);
    assert!(began.elapsed() >= Duration::from_millis(200));
}

#[tokio::test]
async fn a_refresh_is_logged_and_never_limited() {
    let x = start().await;
    let (_, mut refresh_token) = sign_in(&x).await;
    x.control("DELETE", "requests", Value::Null).await;
    for _ in 0..100 {
        let reply = refresh(&x, &refresh_token).await;
        assert!(!reply.headers.iter().any(|(name, _)| name.contains("limit")));
        (_, refresh_token) = tokens(&reply);
    }
    let log = x.ask("requests").await;
    assert_eq!(log["requests"].as_array().unwrap().len(), 100);
    assert_eq!((&log["requests"][0]["path"], &log["requests"][0]["status"]), (&json!(TOKEN), &json!(200)));
}
