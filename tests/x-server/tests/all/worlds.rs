use serde_json::{Value, json};

use crate::client::{MOSS, NEIGHBOUR, X, YOU};
use crate::sign_in;

#[tokio::test]
async fn worlds_know_nothing_of_each_other() {
    let one = X::start().world("/worlds/one");
    one.mute(MOSS).await;
    one.tell("clock", json!({"advance_ms": 86_400_000})).await;
    one.tell("limits", json!({"endpoint": "me", "limit": 0})).await;
    one.tell("cors", json!({"allow_origin": "*"})).await;
    one.tell("accounts", json!({"id": NEIGHBOUR, "gone": true})).await;
    one.tell("faults", json!({"respond": {"status": 500}})).await;
    let here_ms = one.ask("clock").await["now_ms"].as_u64().unwrap();
    for prefix in ["/worlds/two", ""] {
        let mut other = X::start().world(prefix);
        other.token("stand-in-token");
        assert_eq!(other.ask(&format!("mutes/{YOU}")).await, json!({"ids": []}));
        assert_eq!(other.ask("requests").await["requests"], json!([]));
        let reply = other.get("/2/users/me").await;
        assert_eq!((reply.status, reply.header("access-control-allow-origin")), (200, None));
        assert_eq!(other.mute(NEIGHBOUR).await.status, 200);
        assert!(other.ask("clock").await["now_ms"].as_u64().unwrap() < here_ms - 80_000_000);
    }
}

#[tokio::test]
async fn a_path_without_a_world_meets_the_world_default() {
    let x = X::start();
    x.mute(MOSS).await;
    let x = x.world("/worlds/default");
    assert_eq!(x.ask(&format!("mutes/{YOU}")).await, json!({"ids": [MOSS]}));
}

#[tokio::test]
async fn tokens_of_one_world_are_unknown_in_another() {
    let x = X::start().world("/worlds/a");
    let token = x.tell("tokens", json!({})).await;
    let mut x = x.world("/worlds/b");
    x.token(token["access_token"].as_str().unwrap());
    assert_eq!(x.get("/2/users/me").await.status, 401);
}

#[tokio::test]
async fn reset_makes_a_world_as_it_was_when_new() {
    let x = X::start();
    let before_ms = x.ask("clock").await["now_ms"].as_u64().unwrap();
    x.mute(MOSS).await;
    x.tell("clock", json!({"advance_ms": 86_400_000})).await;
    x.tell("limits", json!({"endpoint": "me", "limit": 0})).await;
    x.tell("missing_targets", json!({"as": "200-with-errors"})).await;
    x.tell("empty_list", json!({"as": "null"})).await;
    x.tell("vocabulary", json!({"as": "post"})).await;
    x.tell("signed_in", json!({"user_id": NEIGHBOUR})).await;
    x.tell("oauth1", json!({"signed_base_url": "https://api.x.com"})).await;
    sign_in::register(&x).await;
    x.tell("faults", json!({"times": 0, "respond": {"status": 500}})).await;
    x.control("POST", "reset", Value::Null).await;
    assert_eq!(x.ask("requests").await, json!({"requests": [], "dropped": 0}));
    assert_eq!(x.ask(&format!("mutes/{YOU}")).await, json!({"ids": []}));
    assert_eq!(x.get("/2/users/me").await.status, 200);
    assert_eq!(x.mute("5").await.status, 404);
    assert!(x.get(&format!("/2/users/{YOU}/muting")).await.json().get("data").is_none());
    assert_eq!(x.get("/2/users/me?user.fields=pinned_post_id").await.json()["data"]["pinned_tweet_id"], YOU);
    assert_eq!(x.send("GET", &sign_in::link(&[]), &[], "").await.status, 400);
    assert_eq!(x.tell("oauth1", json!({})).await["signed_base_url"], Value::Null);
    sign_in::register(&x).await;
    assert!(x.send("GET", &sign_in::link(&[]), &[], "").await.body.contains("@you"));
    assert!(x.ask("clock").await["now_ms"].as_u64().unwrap() < before_ms + 60_000);
}
