use serde_json::json;

use crate::client::{MOSS, X};

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
