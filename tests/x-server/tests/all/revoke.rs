use serde_json::json;

use crate::client::{Reply, X};
use crate::sign_in::{
    CLIENT, assert_invalid_request, assert_token_is_invalid, post_form, refresh, sign_in, start, status, tokens,
};

async fn revoke(x: &X, token: &str) -> Reply {
    post_form(x, "/2/oauth2/revoke", &[("token", token), ("client_id", CLIENT)]).await
}

#[track_caller]
fn assert_revoked(reply: &Reply) {
    assert_eq!((reply.status, reply.json()), (200, json!({"revoked": true})));
}

#[tokio::test]
async fn an_access_token_is_revoked_and_nothing_else() {
    let x = start().await;
    let (access_token, refresh_token) = sign_in(&x).await;
    let (other, _) = sign_in(&x).await;
    assert_revoked(&revoke(&x, &access_token).await);
    assert_eq!((status(&x, &access_token).await, status(&x, &other).await), (401, 200));
    let (next, _) = tokens(&refresh(&x, &refresh_token).await);
    assert_eq!(status(&x, &next).await, 200);
}

#[tokio::test]
async fn a_refresh_token_is_revoked_and_nothing_else() {
    let x = start().await;
    let (access_token, refresh_token) = sign_in(&x).await;
    let hint = [("token", refresh_token.as_str()), ("client_id", CLIENT), ("token_type_hint", "access_token")];
    assert_revoked(&post_form(&x, "/2/oauth2/revoke", &hint).await);
    assert_token_is_invalid(&refresh(&x, &refresh_token).await);
    assert_eq!(status(&x, &access_token).await, 200);
}

#[tokio::test]
async fn a_token_that_is_unknown_or_gone_already_is_revoked_as_well() {
    let x = start().await;
    let (access_token, _) = sign_in(&x).await;
    for token in ["made-up", &access_token, &access_token] {
        assert_revoked(&revoke(&x, token).await);
    }
}

#[tokio::test]
async fn a_rotated_refresh_token_still_betrays_itself_after_it_is_revoked() {
    let x = start().await;
    let (_, first) = sign_in(&x).await;
    let (access_token, _) = tokens(&refresh(&x, &first).await);
    assert_revoked(&revoke(&x, &first).await);
    assert_token_is_invalid(&refresh(&x, &first).await);
    assert_eq!(status(&x, &access_token).await, 401);
}

#[tokio::test]
async fn another_client_revokes_nothing() {
    let x = start().await;
    x.tell("clients", json!({"client_id": "other"})).await;
    let (access_token, refresh_token) = sign_in(&x).await;
    for token in [&access_token, &refresh_token] {
        let reply = post_form(&x, "/2/oauth2/revoke", &[("token", token), ("client_id", "other")]).await;
        assert_token_is_invalid(&reply);
    }
    assert_eq!((status(&x, &access_token).await, refresh(&x, &refresh_token).await.status), (200, 200));
}

#[tokio::test]
async fn a_token_of_no_session_can_be_revoked() {
    let x = start().await;
    assert_revoked(&revoke(&x, "stand-in-token").await);
    assert_eq!(status(&x, "stand-in-token").await, 401);
}

#[tokio::test]
async fn what_is_missing_is_named() {
    let x = start().await;
    for (fields, name) in [([("client_id", CLIENT)], "token"), ([("token", "t")], "client_id")] {
        let reply = post_form(&x, "/2/oauth2/revoke", &fields).await;
        assert_invalid_request(&reply, &format!("Missing required parameter [{name}]."));
    }
}

#[tokio::test]
async fn a_revocation_is_logged_and_met_by_faults() {
    let x = start().await;
    let (access_token, _) = sign_in(&x).await;
    x.tell("faults", json!({"path_contains": "/2/oauth2/revoke", "takes_effect": true, "respond": {"status": 502}}))
        .await;
    assert_eq!(revoke(&x, &access_token).await.status, 502);
    assert_eq!(status(&x, &access_token).await, 401);
    let log = x.ask("requests").await;
    assert!(log["requests"].as_array().unwrap().iter().any(|request| request["path"] == "/2/oauth2/revoke"));
}
