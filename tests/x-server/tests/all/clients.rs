use serde_json::json;

use crate::client::{Reply, X};
use crate::sign_in::{CLIENT, assert_token_is_invalid, encode};

/// Asks with a refresh token that cannot be.
async fn ask_as(x: &X, client_id: &str, authorization: Option<&str>) -> Reply {
    let fields = [("grant_type", "refresh_token"), ("refresh_token", "none"), ("client_id", client_id)];
    let mut headers = vec![("content-type", "application/x-www-form-urlencoded")];
    headers.extend(authorization.map(|it| ("authorization", it)));
    let fields = fields.into_iter().filter(|(_, value)| !value.is_empty());
    x.send("POST", "/2/oauth2/token", &headers, &encode(fields)).await
}

#[track_caller]
fn assert_unauthorized(reply: &Reply) {
    let body = json!({"error": "unauthorized_client", "error_description": "Missing valid authorization header"});
    assert_eq!((reply.status, reply.json()), (401, body));
}

#[tokio::test]
async fn of_a_client_that_exists_only_what_is_told_changes() {
    let x = X::start();
    let uris = json!(["https://a.example/", "com.example:/b"]);
    x.tell("clients", json!({"client_id": CLIENT, "redirect_uris": uris})).await;
    let expected = json!({"client_id": CLIENT, "client_secret": null, "redirect_uris": uris, "name": "App"});
    assert_eq!(x.tell("clients", json!({"client_id": CLIENT, "name": "App"})).await, expected);
}

#[tokio::test]
async fn a_client_can_be_made_of_nothing() {
    let x = X::start();
    let client = x.tell("clients", json!({})).await;
    assert_eq!((&client["client_secret"], &client["redirect_uris"]), (&json!(null), &json!([])));
    assert_token_is_invalid(&ask_as(&x, client["client_id"].as_str().unwrap(), None).await);
}

#[tokio::test]
async fn a_client_that_could_not_be_used_is_refused() {
    let x = X::start();
    for (client, part) in [
        (json!({"client_id": ""}), "client_id must be"),
        (json!({"client_id": "a:b"}), "client_id must be"),
        (json!({"redirect_uris": ["/cb"]}), "is not an absolute URI"),
        (json!({"redirect_uris": ["https://a.example/#b"]}), "is not an absolute URI"),
        (json!({"redirect_uris": ["https://a.example/\r\nb"]}), "is not an absolute URI"),
        (json!({"secret": "s"}), "unknown field `secret`"),
    ] {
        let reply = x.control_reply("POST", "clients", &client.to_string()).await;
        assert!(reply.status == 400 && reply.body.contains(part), "{client}: {}", reply.body);
    }
}

#[tokio::test]
async fn a_confidential_client_shows_its_secret_by_http_basic() {
    let x = X::start();
    x.tell("clients", json!({"client_id": "c", "client_secret": "s"})).await;
    let good = "Basic Yzpz";
    assert_token_is_invalid(&ask_as(&x, "c", Some(good)).await);
    assert_token_is_invalid(&ask_as(&x, "", Some(good)).await);
    for authorization in [None, Some("Basic Yzp0"), Some("Basic ?"), Some("Bearer Yzpz"), Some("Basic")] {
        assert_unauthorized(&ask_as(&x, "c", authorization).await);
    }
    assert_unauthorized(&ask_as(&x, CLIENT, Some(good)).await);
    x.tell("clients", json!({"client_id": "c", "client_secret": null})).await;
    assert_token_is_invalid(&ask_as(&x, "c", None).await);
    assert_unauthorized(&ask_as(&x, "c", Some(good)).await);
}

#[tokio::test]
async fn an_unknown_client_is_invalid() {
    let body = json!({"error": "invalid_client", "error_description": "Value passed for the client id was invalid."});
    let reply = ask_as(&X::start(), "who", None).await;
    assert_eq!((reply.status, reply.json()), (400, body));
}
