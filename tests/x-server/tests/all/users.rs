use serde_json::json;

use crate::client::{GOBLIN, MOSS, NEIGHBOUR, X, YOU};

#[tokio::test]
async fn me_is_the_user_of_the_token() {
    let x = X::start();
    assert_eq!(x.get("/2/users/me").await.json(), json!({"data": {"id": YOU, "name": "You", "username": "you"}}));
}

#[tokio::test]
async fn users_are_found_by_id_and_the_missing_are_in_errors() {
    let reply = X::start().get(&format!("/2/users?ids={MOSS},5,{NEIGHBOUR}")).await;
    assert_eq!(reply.status, 200);
    let body = reply.json();
    assert_eq!(body["data"][0]["username"], "moss_report");
    assert_eq!(body["data"][1]["username"], "loudneighbour");
    let missing = json!([{
        "value": "5",
        "detail": "Could not find user with ids: [5].",
        "title": "Not Found Error",
        "resource_type": "user",
        "parameter": "ids",
        "resource_id": "5",
        "type": "https://api.twitter.com/2/problems/resource-not-found",
    }]);
    assert_eq!(body["errors"], missing);
}

#[tokio::test]
async fn users_are_found_by_username_in_any_case() {
    let body = X::start().get("/2/users/by?usernames=CrumbGoblin,nobody_here").await.json();
    assert_eq!(body["data"], json!([{"id": GOBLIN, "name": "Crumb Goblin", "username": "crumbgoblin"}]));
    assert_eq!(body["errors"][0]["value"], "nobody_here");
}

#[tokio::test]
async fn a_lookup_that_finds_nobody_has_only_errors() {
    let x = X::start();
    for path in ["/2/users?ids=5,6", "/2/users/by?usernames=nobody,here"] {
        let body = x.get(path).await.json();
        assert!(body.get("data").is_none() && body["errors"].as_array().unwrap().len() == 2, "{body}");
    }
}

#[tokio::test]
async fn connection_status_tells_who_is_muted_and_followed() {
    let x = X::start();
    x.mute(NEIGHBOUR).await;
    x.tell("accounts", json!({"id": GOBLIN, "connection_status": ["following"]})).await;
    x.mute(GOBLIN).await;
    let body = x.get(&format!("/2/users?ids={NEIGHBOUR},{GOBLIN},{MOSS}&user.fields=connection_status")).await.json();
    let statuses: Vec<_> = body["data"].as_array().unwrap().iter().map(|user| &user["connection_status"]).collect();
    assert_eq!(statuses, [&json!(["muting"]), &json!(["following", "muting"]), &json!([])]);
}

#[tokio::test]
async fn connection_status_is_left_out_where_there_is_none_if_told() {
    let x = X::start();
    x.mute(NEIGHBOUR).await;
    for (way, status) in [("absent", None), ("array", Some(json!([])))] {
        assert_eq!(x.tell("no_relation", json!({"as": way})).await, json!({"as": way}));
        let body = x.get(&format!("/2/users?ids={NEIGHBOUR},{MOSS}&user.fields=connection_status")).await.json();
        assert_eq!(body["data"][0]["connection_status"], json!(["muting"]));
        assert_eq!(body["data"][1].get("connection_status"), status.as_ref());
    }
}

#[tokio::test]
async fn posts_are_named_as_told_whichever_way_they_are_asked_for() {
    let x = X::start();
    for (vocabulary, pinned, count) in
        [("tweet", "pinned_tweet_id", "tweet_count"), ("post", "pinned_post_id", "post_count")]
    {
        x.tell("vocabulary", json!({"as": vocabulary})).await;
        let metrics = json!({"followers_count": 0, "following_count": 0, count: 1, "listed_count": 0});
        let expected = json!({
            "id": YOU, "name": "You", "username": "you", pinned: YOU, "public_metrics": metrics,
        });
        for fields in ["pinned_tweet_id,public_metrics", "public_metrics,pinned_post_id"] {
            assert_eq!(x.get(&format!("/2/users/me?user.fields={fields}")).await.json()["data"], expected);
        }
        let body = x.get(&format!("/2/users?ids={MOSS}&user.fields=pinned_tweet_id")).await.json();
        assert_eq!((&body["data"][0][pinned], body["data"][0].get("public_metrics")), (&json!(MOSS), None));
    }
}

#[tokio::test]
async fn a_lookup_takes_1_to_100_values() {
    let x = X::start();
    let ids = |count: usize| vec!["5"; count].join(",");
    assert_eq!(x.get(&format!("/2/users?ids={}", ids(100))).await.status, 200);
    let reply = x.get(&format!("/2/users?ids={}", ids(101))).await;
    assert!(reply.status == 400 && reply.message().contains("[101] is not between 1 and 100"));
    let usernames = |count: usize| vec!["a"; count].join(",");
    assert_eq!(x.get(&format!("/2/users/by?usernames={}", usernames(100))).await.status, 200);
    let reply = x.get(&format!("/2/users/by?usernames={}", usernames(101))).await;
    assert!(reply.status == 400 && reply.message().contains("[101] is not between 1 and 100"));
    for path in ["/2/users", "/2/users?ids=", "/2/users/by", "/2/users/by?usernames="] {
        assert_eq!(x.get(path).await.status, 400, "{path}");
    }
}

#[tokio::test]
async fn a_lookup_refuses_what_cannot_be_an_id_or_a_username() {
    let x = X::start();
    assert_eq!(x.get("/2/users?ids=5,x").await.message(), "The `ids` query parameter value [x] is not valid");
    let message = x.get("/2/users/by?usernames=much-too-odd").await.message();
    assert_eq!(message, "The `usernames` query parameter value [much-too-odd] does not match ^[A-Za-z0-9_]{1,15}$");
}

#[tokio::test]
async fn unknown_and_repeated_parameters_are_refused() {
    let x = X::start();
    assert!(x.get("/2/users/me?colour=blue").await.message().contains("[colour] is not one of"));
    assert!(x.get("/2/users/me?user.fields=colour").await.message().contains("[colour] is not one of"));
    assert!(x.get("/2/users?ids=5&ids=6").await.message().contains("Duplicate parameters"));
    assert_eq!(x.get("/2/users/me?user.fields=id,created_at,pinned_post_id&expansions=a").await.status, 200);
}

#[tokio::test]
async fn an_app_may_look_users_up_without_a_user() {
    let mut x = X::start();
    for token in ["app-only-token", "AAAA%2Bapp%3Donly"] {
        x.token(token);
        let reply = x.get(&format!("/2/users?ids={MOSS}&user.fields=connection_status")).await;
        assert_eq!((reply.status, reply.header("x-access-level")), (200, Some("read")));
        assert!(reply.json()["data"][0].get("connection_status").is_none(), "it is nobody's connection");
    }
}
