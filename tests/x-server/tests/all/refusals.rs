use serde_json::{Value, json};

use crate::client::{MOSS, NEIGHBOUR, X, YOU};

async fn mute_with_body(x: &X, content_type: &str, body: &str) -> String {
    let headers = [("authorization", "Bearer stand-in-token"), ("content-type", content_type)];
    let reply = x.send("POST", &format!("/2/users/{YOU}/muting"), &headers, body).await;
    assert_eq!(reply.status, 400, "{body}");
    reply.message()
}

#[tokio::test]
async fn without_a_known_token_it_is_401() {
    let x = X::start();
    let problem = json!({"title": "Unauthorized", "type": "about:blank", "status": 401, "detail": "Unauthorized"});
    for headers in [&[][..], &[("authorization", "Bearer who-knows")], &[("authorization", "Basic stand-in-token")]] {
        let reply = x.send("GET", "/2/users/me", headers, "").await;
        assert_eq!((reply.status, reply.json()), (401, problem.clone()));
        assert_eq!(reply.header("x-rate-limit-limit"), None);
    }
}

#[tokio::test]
async fn an_expired_token_is_401_by_the_clock_of_the_world() {
    let mut x = X::start();
    let token = x.tell("tokens", json!({"expires_in": 7200})).await;
    x.token(token["access_token"].as_str().unwrap());
    x.tell("clock", json!({"advance_ms": 7_190_000})).await;
    assert_eq!(x.get("/2/users/me").await.status, 200);
    x.tell("clock", json!({"advance_ms": 10_000})).await;
    assert_eq!(x.get("/2/users/me").await.status, 401);
}

#[tokio::test]
async fn the_token_of_an_account_that_is_gone_is_401() {
    let x = X::start();
    x.tell("accounts", json!({"id": YOU, "gone": true})).await;
    assert_eq!(x.mute(MOSS).await.status, 401);
}

#[tokio::test]
async fn an_app_only_token_is_403_where_a_user_is_needed() {
    let mut x = X::start();
    let fresh = x.tell("tokens", json!({"app_only": true})).await;
    for token in ["app-only-token", "AAAA%2Bapp%3Donly", fresh["access_token"].as_str().unwrap()] {
        x.token(token);
        let replies = [x.mute(MOSS).await, x.unmute(MOSS).await, x.get("/2/users/me").await];
        for reply in replies.into_iter().chain([x.get(&format!("/2/users/{YOU}/muting")).await]) {
            assert_eq!((reply.status, reply.problem().as_str()), (403, "unsupported-authentication"));
        }
    }
}

#[tokio::test]
async fn a_missing_scope_is_403() {
    let mut x = X::start();
    let token = x.tell("tokens", json!({"scopes": ["mute.read", "tweet.read", "users.read"]})).await;
    x.token(token["access_token"].as_str().unwrap());
    let reply = x.mute(MOSS).await;
    assert_eq!((reply.status, reply.json()["title"].clone()), (403, json!("Forbidden")));
    assert_eq!(x.unmute(MOSS).await.status, 403);
    let list = x.get(&format!("/2/users/{YOU}/muting")).await;
    assert_eq!((list.status, list.header("x-access-level")), (200, Some("read")));
}

#[tokio::test]
async fn the_id_must_be_that_of_the_token() {
    let x = X::start();
    let body = format!(r#"{{"target_user_id":"{MOSS}"}}"#);
    let expected = |parameter: &str| {
        json!({
            "errors": [{
                "parameters": {parameter: [NEIGHBOUR]},
                "message": format!("The `{parameter}` query parameter value [{NEIGHBOUR}] must be the same as the \
                                    authenticating user [{YOU}]"),
            }],
            "title": "Invalid Request",
            "detail": "One or more parameters to your request was invalid.",
            "type": "https://api.twitter.com/2/problems/invalid-request",
        })
    };
    let path = format!("/2/users/{NEIGHBOUR}/muting");
    for (reply, parameter) in [
        (x.call("POST", &path, &body).await, "id"),
        (x.get(&path).await, "id"),
        (x.call("DELETE", &format!("{path}/{MOSS}"), "").await, "source_user_id"),
    ] {
        assert_eq!((reply.status, reply.json()), (400, expected(parameter)));
    }
}

#[tokio::test]
async fn what_cannot_be_an_id_is_400() {
    let x = X::start();
    for bad in ["x", "12345678901234567890", "-1", "%20", "1e3", "%C3%A9"] {
        let reply = x.call("DELETE", &format!("/2/users/{YOU}/muting/{bad}"), "").await;
        assert!(reply.status == 400 && reply.message().starts_with("The `target_user_id`"), "{bad}: {}", reply.body);
        let reply = x.get(&format!("/2/users/{bad}/muting")).await;
        assert!(reply.status == 400 && reply.message().starts_with("The `id`"), "{bad}: {}", reply.body);
    }
}

#[tokio::test]
async fn a_body_that_is_not_the_one_described_is_400() {
    let x = X::start();
    let json = "application/json";
    for (body, message) in [
        ("", "The request body is not a JSON object"),
        ("{", "The request body is not a JSON object"),
        ("[]", "The request body is not a JSON object"),
        ("{}", "$.target_user_id: is missing but it is required"),
        (r#"{"target_user_id":1234567890123456789}"#, "$.target_user_id: integer found, string expected"),
        (r#"{"target_user_id":null}"#, "$.target_user_id: null found, string expected"),
        (r#"{"target_user_id":" 5"}"#, "$.target_user_id: does not match the regex pattern ^[0-9]{1,19}$"),
        (
            r#"{"target_user_id":"5","a":1}"#,
            "$.a: is not defined in the schema and the schema does not allow additional properties",
        ),
    ] {
        assert_eq!(mute_with_body(&x, json, body).await, message, "{body}");
    }
}

#[tokio::test]
async fn a_content_type_other_than_json_is_400() {
    let x = X::start();
    for content_type in ["text/plain", "application/x-www-form-urlencoded", "application/json-patch"] {
        let message = mute_with_body(&x, content_type, &format!(r#"{{"target_user_id":"{MOSS}"}}"#)).await;
        assert_eq!(message, "Requests with bodies must have content-type of application/json.");
    }
}

#[tokio::test]
async fn muting_oneself_is_400() {
    let reply = X::start().mute(YOU).await;
    assert_eq!((reply.status, reply.message().as_str()), (400, "You cannot mute yourself."));
}

#[tokio::test]
async fn a_target_that_does_not_exist_is_404() {
    let x = X::start();
    x.tell("accounts", json!({"id": MOSS, "gone": true})).await;
    for id in ["5", MOSS] {
        for reply in [x.mute(id).await, x.unmute(id).await] {
            assert_eq!((reply.status, reply.problem().as_str()), (404, "resource-not-found"));
            assert_eq!(reply.json()["detail"], format!("Could not find user with target_user_id: [{id}]."));
            assert_eq!((reply.json()["status"].clone(), reply.json()["value"].clone()), (json!(404), json!(id)));
        }
    }
    assert_eq!(x.ask(&format!("mutes/{YOU}")).await, json!({"ids": []}));
}

#[tokio::test]
async fn a_target_that_does_not_exist_is_200_with_errors_where_told() {
    let x = X::start();
    x.tell("missing_targets", json!({"as": "200-with-errors"})).await;
    for reply in [x.mute("5").await, x.unmute("5").await] {
        assert_eq!((reply.status, reply.json().get("data")), (200, None::<&Value>));
        let error = &reply.json()["errors"][0];
        assert_eq!(error["type"], "https://api.twitter.com/2/problems/resource-not-found");
        assert_eq!(error["resource_id"], "5");
    }
    x.tell("missing_targets", json!({"as": "404"})).await;
    assert_eq!(x.mute("5").await.status, 404);
}

#[tokio::test]
async fn unknown_routes_are_404_with_a_problem() {
    let x = X::start();
    for path in ["/2/users/me/", "/2/tweets", "/2/", "//2/users/me", "/", "/1.1/mutes", "/2/users/5/muting/"] {
        let reply = x.get(path).await;
        assert_eq!((reply.status, reply.json()["title"].clone()), (404, json!("Not Found")), "{path}");
    }
}

#[tokio::test]
async fn known_routes_with_another_method_are_405() {
    let x = X::start();
    for (method, path) in [("PUT", "/2/users/me"), ("DELETE", "/2/users/5/muting"), ("GET", "/2/users/5/muting/6")] {
        let reply = x.call(method, path, "").await;
        assert_eq!((reply.status, reply.json()["title"].clone()), (405, json!("Method Not Allowed")), "{path}");
    }
}
