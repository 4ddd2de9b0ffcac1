use serde_json::json;

use crate::client::{GOBLIN, MOSS, NEIGHBOUR, X, YOU};

#[tokio::test]
async fn what_is_not_understood_is_refused_in_words() {
    let x = X::start();
    for (path, body, part) in [
        ("accounts", r#"{"handle":"a"}"#, "unknown field `handle`"),
        ("tokens", r#"{"scope":"a"}"#, "unknown field `scope`"),
        ("tokens", r#"{"user_id":"5"}"#, "no account"),
        ("tokens", r#"{"app_only":true,"user_id":"2244994945"}"#, "app_only"),
        ("clock", r#"{"now":1}"#, "unknown field `now`"),
        ("clock", "{}", "one of now_ms, advance_ms"),
        ("clock", r#"{"now_ms":1,"advance_ms":1}"#, "one of now_ms, advance_ms"),
        ("clock", r#"{"advance_ms":-1}"#, "expected u64"),
        ("limits", r#"{"limit":1}"#, "missing field `endpoint`"),
        ("limits", r#"{"endpoint":"block"}"#, "unknown variant `block`"),
        ("limits", r#"{"endpoint":"mute","remaining":51}"#, "remaining is at most limit"),
        ("limits", r#"{"endpoint":"mute","app_24h":{"limit":1,"remaining":2}}"#, "remaining is at most limit"),
        ("cors", r#"{"origin":"*"}"#, "unknown field `origin`"),
        ("missing_targets", r#"{"as":"500"}"#, "unknown variant `500`"),
        ("empty_list", r#"{"as":"none"}"#, "unknown variant `none`"),
        ("no_relation", r#"{"as":"null"}"#, "unknown variant `null`"),
        ("vocabulary", r#"{"as":"toot"}"#, "unknown variant `toot`"),
        ("signed_in", r#"{"user_id":"5"}"#, "no account"),
        ("signed_in", "{}", "missing field `user_id`"),
        ("faults", "nonsense", "expected"),
    ] {
        let reply = x.control_reply("POST", path, body).await;
        let error = reply.json()["error"].as_str().unwrap().to_owned();
        assert!(reply.status == 400 && error.contains(part), "{path} {body}: {error}");
    }
}

#[tokio::test]
async fn paths_and_methods_it_does_not_have_are_refused_in_words() {
    let x = X::start();
    for (method, path, status) in [("GET", "nothing", 404), ("DELETE", "clock", 405), ("GET", "mutes/5", 404)] {
        let reply = x.control_reply(method, path, "").await;
        assert!(reply.status == status && reply.json()["error"].is_string(), "{path}: {}", reply.body);
    }
}

#[tokio::test]
async fn mutes_can_be_set_and_are_read_back_in_order() {
    let x = X::start();
    let path = format!("mutes/{YOU}");
    x.mute(MOSS).await;
    x.control("PUT", &path, json!({"ids": [GOBLIN, NEIGHBOUR]})).await;
    x.mute(MOSS).await;
    assert_eq!(x.ask(&path).await, json!({"ids": [MOSS, GOBLIN, NEIGHBOUR]}));
    let reply = x.control_reply("PUT", &path, r#"{"ids":["5"]}"#).await;
    assert!(reply.status == 400 && reply.body.contains("no account"));
}

#[tokio::test]
async fn the_clock_can_be_set_and_goes_on_from_there() {
    let x = X::start();
    assert!(x.tell("clock", json!({"now_ms": 1_000})).await["now_ms"].as_u64().unwrap() < 10_000);
    let later = x.tell("clock", json!({"advance_ms": 60_000})).await["now_ms"].as_u64().unwrap();
    assert!((61_000..70_000).contains(&later));
    assert!(x.ask("clock").await["now_ms"].as_u64().unwrap() >= later);
}

#[tokio::test]
async fn limits_answer_how_they_stand() {
    let x = X::start();
    let told = json!({"endpoint": "muted", "limit": 100, "window_s": 86_400, "app_24h": {"limit": 7}});
    let expected = json!({
        "limit": 100, "window_s": 86_400, "send_headers": true, "user_24h": null,
        "app_24h": {"limit": 7, "window_s": 86_400},
    });
    assert_eq!(x.tell("limits", told).await, expected);
}
