use serde_json::json;
use x_server::seed;

use crate::client::{GOBLIN, MOSS, Reply, X, YOU};
use crate::signer::{Signer, send};

const ME: &str = "/2/users/me";

#[track_caller]
fn assert_refused(reply: &Reply) {
    let problem = json!({"title": "Unauthorized", "type": "about:blank", "status": 401, "detail": "Unauthorized"});
    assert_eq!((reply.status, reply.json()), (401, problem));
}

#[tokio::test]
async fn the_seeded_credentials_are_yours_and_may_do_everything() {
    let x = X::start();
    let signer = Signer::of(&x).await;
    let reply = signer.get(&x, ME).await;
    assert_eq!((&reply.json()["data"]["id"], reply.header("x-access-level")), (&json!(YOU), Some("read-write")));
    let body = format!(r#"{{"target_user_id":"{MOSS}"}}"#);
    let path = format!("/2/users/{YOU}/muting");
    let signer = signer.nonce("b");
    assert_eq!(signer.send(&x, "POST", &path, &body).await.json(), json!({"data": {"muting": true}}));
    let target = format!("{path}/{MOSS}");
    assert_eq!(signer.nonce("c").send(&x, "DELETE", &target, "").await.json(), json!({"data": {"muting": false}}));
}

#[tokio::test]
async fn the_query_is_signed_as_it_is_meant() {
    let x = X::start();
    let signer = Signer::of(&x).await;
    let path = "/2/users/by?user.fields=id%2Cname&usernames=you,moss_report&expansions=%C3%A9+%7E*";
    assert_eq!(signer.get(&x, path).await.json()["data"].as_array().unwrap().len(), 2);
    let signed = signer.nonce("b").header("GET", "/2/users?ids=1");
    assert_refused(&send(&x, "GET", "/2/users?ids=2", &signed, "").await);
}

#[tokio::test]
async fn a_body_of_json_is_not_signed() {
    let x = X::start();
    let path = format!("/2/users/{YOU}/muting");
    let signed = Signer::of(&x).await.header("POST", &path);
    let reply = send(&x, "POST", &path, &signed, &format!(r#"{{"target_user_id":"{GOBLIN}"}}"#)).await;
    assert_eq!(reply.status, 200);
}

#[tokio::test]
async fn the_version_may_be_left_out() {
    let x = X::start();
    let signer = Signer { version: false, ..Signer::of(&x).await };
    assert_eq!(signer.get(&x, ME).await.status, 200);
}

#[tokio::test]
async fn a_signature_of_something_else_is_refused() {
    let x = X::start();
    let signer = Signer::of(&x).await;
    for signed in [
        signer.header("POST", ME),
        signer.header("GET", "/2/users/me/"),
        signer.header("GET", ME).replace("signature=\"", "signature=\"A"),
        signer.header("GET", ME).replace("nonce=\"nonce\"", "nonce=\"other\""),
    ] {
        assert_refused(&send(&x, "GET", ME, &signed, "").await);
    }
    assert_refused(&Signer::of(&x).await.base("https://x").get(&x, ME).await);
    let [key, secret] = [seed::OAUTH1_CONSUMER_KEY, "wrong"].map(str::to_owned);
    assert_refused(&Signer { consumer: [key, secret], ..Signer::of(&x).await }.get(&x, ME).await);
    assert_eq!(signer.get(&x, ME).await.status, 200, "what was refused has not used up the nonce");
}

#[tokio::test]
async fn unknown_keys_and_tokens_are_refused() {
    let x = X::start();
    let credentials = x.tell("oauth1", json!({"consumer_key": "another", "user_id": GOBLIN})).await;
    let (seeded, told) = (Signer::of(&x).await, Signer::told(&x, &credentials).await);
    let unknown = || ["unknown", "secret"].map(str::to_owned);
    for signer in [
        Signer { consumer: unknown(), ..Signer::of(&x).await },
        Signer { token: unknown(), ..Signer::of(&x).await },
        Signer { consumer: told.consumer.clone(), ..seeded },
    ] {
        assert_refused(&signer.get(&x, ME).await);
    }
    assert_eq!(told.get(&x, ME).await.json()["data"]["id"], GOBLIN);
}

#[tokio::test]
async fn a_nonce_is_good_once_a_second_and_token() {
    let x = X::start();
    let other = x.tell("oauth1", json!({})).await;
    let mut signer = Signer::of(&x).await;
    assert_eq!(signer.get(&x, ME).await.status, 200);
    assert_refused(&signer.get(&x, ME).await);
    assert_refused(&signer.get(&x, "/2/users?ids=1").await);
    signer.timestamp_s += 1;
    assert_eq!(signer.get(&x, ME).await.status, 200);
    assert_eq!(Signer::told(&x, &other).await.get(&x, ME).await.status, 200);
}

#[tokio::test]
async fn a_timestamp_is_at_most_five_minutes_off_by_the_clock_of_the_world() {
    let x = X::start();
    let now_s = 1_900_000_000;
    x.tell("clock", json!({"now_ms": now_s * 1000})).await;
    for (timestamp_s, status) in [(now_s - 302, 401), (now_s - 290, 200), (now_s + 290, 200), (now_s + 330, 401)] {
        let signer = Signer { timestamp_s, ..Signer::of(&x).await };
        assert_eq!(signer.get(&x, ME).await.status, status, "{timestamp_s}");
    }
}

#[tokio::test]
async fn a_header_that_is_not_as_it_must_be_is_refused() {
    let x = X::start();
    let signer = Signer::of(&x).await;
    let good = signer.header("GET", ME);
    for field in ["consumer_key", "nonce", "signature", "signature_method", "timestamp", "token"] {
        let name = format!("oauth_{field}=");
        let missing = good.split(',').filter(|it| !it.trim_start_matches("OAuth ").starts_with(&name));
        let missing = missing.collect::<Vec<_>>().join(",");
        let missing = if missing.starts_with("OAuth ") { missing } else { format!("OAuth {missing}") };
        assert_refused(&send(&x, "GET", ME, &missing, "").await);
    }
    for bad in [
        good.replace("HMAC-SHA1", "PLAINTEXT"),
        good.replace("HMAC-SHA1", "HMAC-SHA256"),
        good.replace("\"1.0\"", "\"2.0\""),
        good.replace("\"1.0\"", "1.0"),
        format!("{good},oauth_nonce=\"nonce\""),
        format!("{good},"),
        "OAuth".to_owned(),
        "OAuth ".to_owned(),
    ] {
        assert_refused(&send(&x, "GET", ME, &bad, "").await);
    }
    let twice = [("authorization", good.as_str()), ("authorization", "Bearer stand-in-token")];
    assert_refused(&x.send("GET", ME, &twice, "").await);
    let in_query = "/2/users/me?oauth_nonce=nonce";
    assert_refused(&send(&x, "GET", in_query, &signer.header("GET", in_query), "").await);
    assert_eq!(send(&x, "GET", ME, &good.replace("OAuth ", "oauth realm=\"x\", "), "").await.status, 200);
}

#[tokio::test]
async fn in_a_world_its_prefix_is_signed() {
    let x = X::start().world("/worlds/a");
    assert_refused(&Signer::of(&x).await.get(&x, ME).await);
    assert_eq!(Signer::of(&x).await.base("http://x/worlds/a").get(&x, ME).await.status, 200);
}

#[tokio::test]
async fn where_a_base_url_is_set_that_is_signed_and_nothing_else() {
    let x = X::start().world("/worlds/a");
    let told = x.tell("oauth1", json!({"signed_base_url": "https://api.x.com/"})).await;
    assert_eq!(told["signed_base_url"], "https://api.x.com");
    assert_refused(&Signer::of(&x).await.base("http://x/worlds/a").get(&x, ME).await);
    assert_eq!(Signer::of(&x).await.base("https://api.x.com").get(&x, ME).await.status, 200);
    assert_eq!(x.tell("oauth1", json!({})).await["signed_base_url"], "https://api.x.com");
    x.tell("oauth1", json!({"signed_base_url": null})).await;
    assert_eq!(Signer::of(&x).await.base("http://x/worlds/a").nonce("b").get(&x, ME).await.status, 200);
}

#[tokio::test]
async fn credentials_can_be_told_and_may_need_encoding() {
    let x = X::start();
    let told = json!({
        "user_id": GOBLIN,
        "consumer_key": "key & co",
        "consumer_secret": "a+b=c/d",
        "access_token": format!("{GOBLIN}-é%"),
        "access_token_secret": "&&&",
        "signed_base_url": null,
    });
    assert_eq!(x.tell("oauth1", told.clone()).await, told);
    let reply = Signer::told(&x, &told).await.nonce("!*'()").get(&x, ME).await;
    assert_eq!(reply.json()["data"]["id"], GOBLIN);
}

#[tokio::test]
async fn what_is_not_told_is_of_the_seeded_app_or_made_up() {
    let x = X::start();
    let made = x.tell("oauth1", json!({"user_id": GOBLIN})).await;
    assert_eq!(made["consumer_key"], seed::OAUTH1_CONSUMER_KEY);
    assert_eq!(made["consumer_secret"], seed::OAUTH1_CONSUMER_SECRET);
    assert!(made["access_token"].as_str().unwrap().starts_with(&format!("{GOBLIN}-")));
    assert_eq!(Signer::told(&x, &made).await.get(&x, ME).await.json()["data"]["id"], GOBLIN);
}

#[tokio::test]
async fn credentials_that_could_not_be_are_refused() {
    let x = X::start();
    for (told, part) in [
        (json!({"user_id": "5"}), "there is no account"),
        (json!({"access_token": "5-a"}), "access_token must be 2244994945-<rest>"),
        (json!({"access_token": "2244994945-"}), "access_token must be 2244994945-<rest>"),
        (json!({"signed_base_url": "api.x.com"}), "signed_base_url must be http or https"),
        (json!({"signed_base_url": "https://api.x.com?a"}), "signed_base_url must be http or https"),
        (json!({"token": "a"}), "unknown field `token`"),
    ] {
        let reply = x.control_reply("POST", "oauth1", &told.to_string()).await;
        assert!(reply.status == 400 && reply.body.contains(part), "{told}: {}", reply.body);
    }
}

#[tokio::test]
async fn the_account_must_not_be_gone() {
    let x = X::start();
    x.tell("accounts", json!({"id": YOU, "gone": true})).await;
    assert_refused(&Signer::of(&x).await.get(&x, ME).await);
}
