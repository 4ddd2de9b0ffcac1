use serde_json::json;

use crate::client::{MOSS, X, YOU};

#[tokio::test]
async fn an_account_can_be_made_of_nothing() {
    let x = X::start();
    let account = x.tell("accounts", json!({})).await;
    let id = account["id"].as_str().unwrap();
    assert_eq!(id.len(), 19);
    assert_eq!(x.mute(id).await.status, 200);
    let found = x.get(&format!("/2/users/by?usernames={}", account["username"].as_str().unwrap())).await.json();
    assert_eq!(found["data"][0]["id"], id);
}

#[tokio::test]
async fn of_an_account_that_exists_only_what_is_told_changes() {
    let x = X::start();
    x.tell("accounts", json!({"id": MOSS, "username": "Lichen"})).await;
    let body = x.get("/2/users/by?usernames=lichen,moss_report").await.json();
    assert_eq!(body["data"], json!([{"id": MOSS, "name": "The Moss Report", "username": "Lichen"}]));
    assert_eq!(body["errors"][0]["value"], "moss_report");
    x.tell("accounts", json!({"id": MOSS, "gone": true})).await;
    x.tell("accounts", json!({"id": MOSS, "gone": false})).await;
    assert_eq!(x.mute(MOSS).await.status, 200);
}

#[tokio::test]
async fn thousands_can_be_made_at_once() {
    let x = X::start();
    let made = x.tell("accounts", (0..10_000).map(|n| json!({"username": format!("crowd_{n}")})).collect()).await;
    assert_eq!(made.as_array().unwrap().len(), 10_000);
    assert_eq!(x.mute(made[9_999]["id"].as_str().unwrap()).await.status, 200);
}

#[tokio::test]
async fn one_bad_account_and_none_are_made() {
    let x = X::start();
    for (bad, part) in [
        (json!({"id": "x"}), "[1]: id must be"),
        (json!({"username": "much-too-odd"}), "[1]: username must be"),
        (json!({"username": "YOU"}), "is taken by 2244994945"),
        (json!({"connection_status": ["muting"]}), "unknown variant `muting`"),
    ] {
        let body = json!([{"id": "77"}, bad]).to_string();
        let reply = x.control_reply("POST", "accounts", &body).await;
        assert!(reply.status == 400 && reply.body.contains(part), "{}", reply.body);
    }
    assert_eq!(x.mute("77").await.status, 404);
}

#[tokio::test]
async fn a_hundred_thousand_can_be_generated_and_muted() {
    let x = X::start();
    let first = 1_000_000_000_000_000_000_u64;
    let told = json!({"generate": {"count": 100_000, "first_id": first.to_string()}});
    assert_eq!(x.tell("accounts", told).await, json!({"count": 100_000}));
    let ids: Vec<_> = (first..first + 100_000).map(|id| id.to_string()).collect();
    assert_eq!(x.control("PUT", &format!("mutes/{YOU}"), json!({"ids": ids})).await, json!({"ids": ids}));
    let reply = x.get(&format!("/2/users?ids={}&user.fields=connection_status", ids[99_999])).await.json();
    assert_eq!(reply["data"][0]["connection_status"], json!(["muting"]));
}

#[tokio::test]
async fn a_generation_leaves_those_that_exist_and_is_all_or_none() {
    let x = X::start();
    x.tell("accounts", json!({"id": "11", "username": "eleven"})).await;
    x.tell("accounts", json!({"generate": {"count": 3, "first_id": "10"}})).await;
    assert_eq!(x.get("/2/users?ids=10,11,12,13").await.json()["data"][1]["username"], "eleven");
    for (generate, part) in [
        (json!({"count": 0, "first_id": "1"}), "count must be 1 to 1000000"),
        (json!({"count": 1_000_001, "first_id": "1"}), "count must be 1 to 1000000"),
        (json!({"count": 1, "first_id": "01"}), "first_id must be a number"),
        (json!({"count": 2, "first_id": "9999999999999999999"}), "id must be 1 to 19 digits"),
        (json!({"count": 1, "first": "1"}), "unknown field `first`"),
        (json!(7), "invalid type"),
    ] {
        let reply = x.control_reply("POST", "accounts", &json!({"generate": generate}).to_string()).await;
        assert!(reply.status == 400 && reply.body.contains(part), "{generate}: {}", reply.body);
    }
    assert_eq!(x.mute("9999999999999999999").await.status, 404);
}
