use serde_json::json;

use crate::client::{MOSS, Reply, X, YOU};

async fn preflight(x: &X) -> Reply {
    let headers = [
        ("origin", "https://page.example"),
        ("access-control-request-method", "POST"),
        ("access-control-request-headers", "authorization,content-type"),
    ];
    x.send("OPTIONS", &format!("/2/users/{YOU}/muting"), &headers, "").await
}

fn cors_headers(reply: &Reply) -> usize {
    reply.headers.iter().filter(|(name, _)| name.starts_with("access-control-")).count()
}

#[tokio::test]
async fn unless_told_there_are_no_cors_headers() {
    let x = X::start();
    let refused = preflight(&x).await;
    assert_eq!((refused.status, cors_headers(&refused)), (405, 0));
    assert_eq!(x.send("OPTIONS", "/2/nowhere", &[], "").await.status, 404);
    assert_eq!(cors_headers(&x.mute(MOSS).await), 0);
}

#[tokio::test]
async fn when_on_a_preflight_is_answered_204() {
    let x = X::start();
    x.tell("cors", json!({"allow_origin": "*"})).await;
    let reply = preflight(&x).await;
    assert_eq!((reply.status, reply.body.as_str()), (204, ""));
    assert_eq!(reply.header("access-control-allow-origin"), Some("*"));
    assert_eq!(reply.header("access-control-allow-headers"), Some("authorization, *"));
    assert!(reply.header("access-control-allow-methods").unwrap().contains("DELETE"));
}

#[tokio::test]
async fn when_on_every_answer_can_be_read_and_so_can_the_limits() {
    let x = X::start();
    x.tell("cors", json!({"allow_origin": "https://page.example"})).await;
    for reply in [x.mute(MOSS).await, x.mute("5").await, x.get("/2/nowhere").await] {
        assert_eq!(reply.header("access-control-allow-origin"), Some("https://page.example"));
        assert_eq!(reply.header("vary"), Some("origin"));
        assert!(reply.header("access-control-expose-headers").unwrap().contains("x-rate-limit-reset"));
    }
}

#[tokio::test]
async fn the_limits_can_be_kept_from_the_page_and_cors_turned_off_again() {
    let x = X::start();
    x.tell("cors", json!({"allow_origin": "*", "expose_headers": false})).await;
    assert_eq!(cors_headers(&x.mute(MOSS).await), 1);
    x.tell("cors", json!({"allow_origin": null})).await;
    assert_eq!(cors_headers(&x.mute(MOSS).await), 0);
}

#[tokio::test]
async fn a_preflight_does_not_use_up_a_fault_meant_for_the_call() {
    let x = X::start();
    x.tell("cors", json!({"allow_origin": "*"})).await;
    x.tell("faults", json!({"respond": {"status": 503}})).await;
    assert_eq!(preflight(&x).await.status, 204);
    let reply = x.mute(MOSS).await;
    assert_eq!((reply.status, reply.header("access-control-allow-origin")), (503, Some("*")));
    x.tell("faults", json!({"method": "options", "respond": {"status": 500}})).await;
    assert_eq!(preflight(&x).await.status, 500);
}

#[tokio::test]
async fn the_control_interface_is_open_to_any_page() {
    let x = X::start();
    let headers = [("origin", "https://page.example"), ("access-control-request-method", "PUT")];
    let reply = x.send("OPTIONS", "/control/mutes/1", &headers, "").await;
    assert_eq!((reply.status, reply.header("access-control-allow-origin")), (204, Some("*")));
    assert_eq!(x.control_reply("POST", "reset", "").await.header("access-control-allow-origin"), Some("*"));
}
