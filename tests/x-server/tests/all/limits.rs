use serde_json::json;

use crate::client::{MOSS, NEIGHBOUR, X, YOU};

const QUARTER_HOUR_MS: u64 = 15 * 60 * 1000;

#[tokio::test]
async fn fifty_mutes_a_window_and_the_next_is_429() {
    let x = X::start();
    for left in (0..50).rev() {
        let reply = x.mute(NEIGHBOUR).await;
        assert_eq!((reply.status, reply.number("x-rate-limit-remaining")), (200, left));
        assert_eq!(reply.number("x-rate-limit-limit"), 50);
    }
    let reply = x.mute(MOSS).await;
    assert_eq!((reply.status, reply.number("x-rate-limit-remaining")), (429, 0));
    assert_eq!(reply.json()["title"], "Too Many Requests");
    assert_eq!(x.ask(&format!("mutes/{YOU}")).await, json!({"ids": [NEIGHBOUR]}), "it has no effect");
    assert_eq!(x.unmute(NEIGHBOUR).await.status, 200, "unmutes are counted for themselves");
}

#[tokio::test]
async fn every_endpoint_has_the_limit_of_x() {
    let x = X::start();
    let limit = "x-rate-limit-limit";
    assert_eq!(x.unmute(MOSS).await.number(limit), 50);
    assert_eq!(x.get(&format!("/2/users/{YOU}/muting")).await.number(limit), 15);
    assert_eq!(x.get("/2/users/me").await.number(limit), 75);
    assert_eq!(x.get("/2/users?ids=5").await.number(limit), 900);
    assert_eq!(x.get("/2/users/by?usernames=a").await.number("x-rate-limit-remaining"), 898);
}

#[tokio::test]
async fn the_window_begins_with_its_first_call_and_ends_at_the_reset() {
    let x = X::start();
    x.tell("limits", json!({"endpoint": "mute", "limit": 1})).await;
    x.tell("clock", json!({"advance_ms": 12_345_678})).await;
    let now_ms = x.ask("clock").await["now_ms"].as_u64().unwrap();
    let reset_ms = x.mute(MOSS).await.number("x-rate-limit-reset") * 1000;
    assert!((QUARTER_HOUR_MS..QUARTER_HOUR_MS + 3000).contains(&(reset_ms - now_ms)));
    x.tell("clock", json!({"now_ms": reset_ms - 5000})).await;
    assert_eq!(x.mute(MOSS).await.status, 429);
    x.tell("clock", json!({"now_ms": reset_ms})).await;
    assert_eq!(x.mute(MOSS).await.status, 200);
}

#[tokio::test]
async fn a_refused_call_counts_too() {
    let x = X::start();
    assert_eq!(x.mute("5").await.number("x-rate-limit-remaining"), 49);
    assert_eq!(x.mute(YOU).await.number("x-rate-limit-remaining"), 48);
}

#[tokio::test]
async fn every_user_has_limits_of_their_own() {
    let mut x = X::start();
    x.tell("limits", json!({"endpoint": "me", "limit": 1})).await;
    x.get("/2/users/me").await;
    assert_eq!(x.get("/2/users/me").await.status, 429);
    let token = x.tell("tokens", json!({"user_id": NEIGHBOUR})).await;
    x.token(token["access_token"].as_str().unwrap());
    assert_eq!(x.get("/2/users/me").await.json()["data"]["id"], NEIGHBOUR);
}

#[tokio::test]
async fn remaining_can_be_set_before_the_first_call() {
    let x = X::start();
    x.tell("limits", json!({"endpoint": "mute", "remaining": 1, "window_s": 60})).await;
    let reply = x.mute(MOSS).await;
    assert_eq!((reply.number("x-rate-limit-remaining"), reply.number("x-rate-limit-limit")), (0, 50));
    assert_eq!(x.mute(MOSS).await.status, 429);
    x.tell("clock", json!({"advance_ms": 62_000})).await;
    assert_eq!(x.mute(MOSS).await.number("x-rate-limit-remaining"), 49);
}

#[tokio::test]
async fn the_24_hour_limits_are_absent_unless_set() {
    let reply = X::start().mute(MOSS).await;
    assert!(!reply.headers.iter().any(|(name, _)| name.contains("24hour")));
}

#[tokio::test]
async fn a_24_hour_limit_refuses_while_the_short_window_has_room() {
    for (setting, name) in [("user_24h", "x-user-limit-24hour"), ("app_24h", "x-app-limit-24hour")] {
        let x = X::start();
        x.tell("limits", json!({"endpoint": "mute", setting: {"limit": 100, "remaining": 1}})).await;
        let reply = x.mute(MOSS).await;
        assert_eq!((reply.status, reply.number(&format!("{name}-limit"))), (200, 100));
        let refused = x.mute(MOSS).await;
        assert_eq!((refused.status, refused.number(&format!("{name}-remaining"))), (429, 0));
        assert_eq!(refused.number("x-rate-limit-remaining"), 49, "it is charged to none of them");
        let apart_s = refused.number(&format!("{name}-reset")) - refused.number("x-rate-limit-reset");
        assert!((85_400..=85_600).contains(&apart_s), "{apart_s}");
        x.tell("clock", json!({"advance_ms": 86_402_000})).await;
        assert_eq!(x.mute(MOSS).await.number(&format!("{name}-remaining")), 99);
        x.tell("limits", json!({"endpoint": "mute", setting: null})).await;
        assert_eq!(x.mute(MOSS).await.header(&format!("{name}-limit")), None);
    }
}

#[tokio::test]
async fn the_24_hour_limit_of_the_app_counts_all_its_users() {
    let mut x = X::start();
    x.tell("limits", json!({"endpoint": "me", "app_24h": {"limit": 1}, "user_24h": {"limit": 5}})).await;
    assert_eq!(x.get("/2/users/me").await.number("x-user-limit-24hour-remaining"), 4);
    let token = x.tell("tokens", json!({"user_id": NEIGHBOUR})).await;
    x.token(token["access_token"].as_str().unwrap());
    assert_eq!(x.get("/2/users/me").await.status, 429);
}

#[tokio::test]
async fn the_headers_can_be_left_out() {
    let x = X::start();
    let told = json!({"endpoint": "mute", "limit": 1, "send_headers": false, "user_24h": {"limit": 9}});
    x.tell("limits", told).await;
    for status in [200, 429] {
        let reply = x.mute(MOSS).await;
        assert_eq!(reply.status, status);
        assert!(!reply.headers.iter().any(|(name, _)| name.contains("limit")));
    }
}
