use serde_json::json;

use crate::client::{GOBLIN, MOSS, NEIGHBOUR, X, YOU};

#[tokio::test]
async fn mute_is_answered_and_remembered() {
    let x = X::start();
    let reply = x.mute(NEIGHBOUR).await;
    assert_eq!((reply.status, reply.json()), (200, json!({"data": {"muting": true}})));
    assert_eq!(x.ask(&format!("mutes/{YOU}")).await, json!({"ids": [NEIGHBOUR]}));
}

#[tokio::test]
async fn muting_twice_succeeds_and_counts_once() {
    let x = X::start();
    for id in [NEIGHBOUR, GOBLIN, NEIGHBOUR] {
        assert_eq!(x.mute(id).await.status, 200);
    }
    assert_eq!(x.ask(&format!("mutes/{YOU}")).await, json!({"ids": [GOBLIN, NEIGHBOUR]}));
}

#[tokio::test]
async fn unmute_is_answered_and_remembered() {
    let x = X::start();
    x.mute(NEIGHBOUR).await;
    x.mute(MOSS).await;
    let reply = x.unmute(NEIGHBOUR).await;
    assert_eq!((reply.status, reply.json()), (200, json!({"data": {"muting": false}})));
    assert_eq!(x.ask(&format!("mutes/{YOU}")).await, json!({"ids": [MOSS]}));
}

#[tokio::test]
async fn unmute_of_someone_not_muted_succeeds() {
    let x = X::start();
    assert_eq!(x.unmute(NEIGHBOUR).await.json(), json!({"data": {"muting": false}}));
}

#[tokio::test]
async fn a_content_type_may_have_parameters() {
    let x = X::start();
    let headers = [("authorization", "bearer stand-in-token"), ("content-type", "Application/JSON; charset=UTF-8")];
    let body = format!(r#"{{ "target_user_id" : "{MOSS}" }}"#);
    assert_eq!(x.send("POST", &format!("/2/users/{YOU}/muting"), &headers, &body).await.status, 200);
}

#[tokio::test]
async fn a_success_has_the_headers_of_x() {
    let x = X::start();
    let reply = x.mute(NEIGHBOUR).await;
    assert_eq!(reply.header("content-type"), Some("application/json; charset=utf-8"));
    assert_eq!(reply.header("x-access-level"), Some("read-write"));
    let transaction_id = reply.header("x-transaction-id").unwrap();
    assert!(transaction_id.len() == 16 && transaction_id.bytes().all(|byte| byte.is_ascii_hexdigit()));
    assert_ne!(x.mute(NEIGHBOUR).await.header("x-transaction-id"), Some(transaction_id));
}
