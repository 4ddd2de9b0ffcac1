use serde_json::{Value, json};

use crate::client::{MOSS, X, YOU};

#[tokio::test]
async fn a_request_is_logged_as_it_was_received() {
    let x = X::start().world("/worlds/a");
    let before_ms = x.ask("clock").await["now_ms"].as_u64().unwrap();
    x.mute(MOSS).await;
    x.get(&format!("/2/users/{YOU}/muting?max_results=5&pagination_token=%20")).await;
    let log = x.ask("requests").await;
    assert_eq!(log["dropped"], 0);
    let mute = &log["requests"][0];
    assert_eq!(mute["method"], "POST");
    assert_eq!(mute["path"], format!("/2/users/{YOU}/muting"));
    assert_eq!(mute["version"], "HTTP/1.1");
    assert_eq!(mute["body"], format!(r#"{{"target_user_id":"{MOSS}"}}"#));
    assert_eq!(mute["status"], 200);
    assert!(mute["at_ms"].as_u64().unwrap() >= before_ms);
    let headers = mute["headers"].as_array().unwrap();
    assert!(headers.contains(&json!(["authorization", "Bearer stand-in-token"])));
    let list = &log["requests"][1];
    assert_eq!(list["path"], format!("/2/users/{YOU}/muting?max_results=5&pagination_token=%20"));
    assert_eq!(list["status"], 400);
}

#[tokio::test]
async fn only_requests_to_x_are_logged_those_met_by_a_fault_included() {
    let x = X::start();
    x.tell("faults", json!([{"respond": {"status": 418}}, {"reset": true}])).await;
    x.get("/2/users/me").await;
    x.exchange(&x.call_text("GET", "/2/users/me", "")).await;
    x.send("OPTIONS", "/2/users/me", &[], "").await;
    x.get("/elsewhere").await;
    let log = x.ask("requests").await;
    let statuses: Vec<_> = log["requests"].as_array().unwrap().iter().map(|request| &request["status"]).collect();
    assert_eq!(statuses, [&json!(418), &Value::Null, &json!(405)]);
}

#[tokio::test]
async fn the_log_can_be_cleared() {
    let x = X::start();
    x.mute(MOSS).await;
    x.control("DELETE", "requests", Value::Null).await;
    assert_eq!(x.ask("requests").await, json!({"requests": [], "dropped": 0}));
    x.unmute(MOSS).await;
    let log = x.ask("requests").await;
    assert_eq!(
        (log["requests"][0]["method"].clone(), log["requests"][0]["status"].clone()),
        (json!("DELETE"), json!(200))
    );
}
