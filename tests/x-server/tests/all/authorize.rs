use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::client::{GOBLIN, X};
use crate::sign_in::{CLIENT, REDIRECT, code, decide, link, post_form, register, start};

#[tokio::test]
async fn the_page_names_the_app_the_account_and_the_scopes_in_words() {
    let x = start().await;
    x.tell("clients", json!({"client_id": CLIENT, "name": "Quiet Corner"})).await;
    let reply = x.send("GET", &link(&[]), &[], "").await;
    assert_eq!((reply.status, reply.header("content-type")), (200, Some("text/html; charset=utf-8")));
    for part in [
        "<html lang=\"en\">",
        "<title>Authorize Quiet Corner? – stand-in for X</title>",
        "<h1><bdi>Quiet Corner</bdi> wants to access your account</h1>",
        "This is a stand-in, not X.",
        "<bdi>You</bdi>",
        "@you",
        "Mute and unmute accounts for you",
        "Stay connected to your account until you end its access",
        "data-testid=\"allow\">Authorize app</button>",
        "data-testid=\"deny\">Cancel</button>",
    ] {
        assert!(reply.body.contains(part), "{part}");
    }
    assert!(!reply.body.contains("<script"));
}

#[tokio::test]
async fn allowing_sends_the_user_back_with_a_code() {
    let x = start().await;
    let location = decide(&x, &link(&[]), "allow").await;
    let (before, code) = location.rsplit_once("&code=").unwrap();
    assert_eq!(before, format!("{REDIRECT}&state=a+state+%26+more"));
    assert!(
        code.len() > 80 && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)),
        "{code}"
    );
}

#[tokio::test]
async fn denying_sends_the_user_back_with_access_denied() {
    let x = start().await;
    let bare = "com.example.app:/cb";
    x.tell("clients", json!({"client_id": CLIENT, "redirect_uris": [REDIRECT, bare]})).await;
    let location = decide(&x, &link(&[("state", Some("s"))]), "deny").await;
    assert_eq!(location, format!("{REDIRECT}&error=access_denied&state=s"));
    let location = decide(&x, &link(&[("state", Some("s")), ("redirect_uri", Some(bare))]), "deny").await;
    assert_eq!(location, "com.example.app:/cb?error=access_denied&state=s");
}

#[tokio::test]
async fn the_account_is_the_one_that_is_signed_in() {
    let x = start().await;
    x.tell("signed_in", json!({"user_id": GOBLIN})).await;
    assert!(x.send("GET", &link(&[]), &[], "").await.body.contains("@crumbgoblin"));
    x.tell("accounts", json!({"id": GOBLIN, "gone": true})).await;
    let reply = x.send("GET", &link(&[]), &[], "").await;
    assert!(reply.status == 400 && reply.body.contains("The account that is signed in is gone."));
}

#[tokio::test]
async fn what_a_link_gets_wrong_is_said_and_nobody_is_sent_anywhere() {
    let x = start().await;
    let long = "s".repeat(501);
    for (name, value, reason) in [
        ("client_id", Some("who"), "There is no client &quot;who&quot;."),
        ("client_id", None, "The parameter client_id is missing."),
        ("redirect_uri", Some("https://app.example/cb"), "is not one that &quot;stand-in-client&quot; has registered."),
        ("redirect_uri", Some("https://app.example/cb?from=x&a=1"), "has registered."),
        ("redirect_uri", None, "The parameter redirect_uri is missing."),
        ("response_type", Some("token"), "response_type must be code, was &quot;token&quot;."),
        ("response_type", None, "The parameter response_type is missing."),
        ("state", Some(&long), "state is longer than 500 characters."),
        ("state", Some(""), "The parameter state is missing."),
        ("scope", None, "The parameter scope is missing."),
        ("scope", Some(" "), "scope names no scope."),
        ("scope", Some("tweet.read mute.all"), "There is no scope &quot;mute.all&quot;."),
        ("code_challenge", None, "The parameter code_challenge is missing."),
        ("code_challenge", Some("short"), "code_challenge is not a SHA-256 in base64url without padding."),
        ("code_challenge_method", None, "The parameter code_challenge_method is missing."),
        ("code_challenge_method", Some("s256"), "code_challenge_method must be S256 or plain."),
    ] {
        let link = link(&[(name, value)]);
        for reply in [x.send("GET", &link, &[], "").await, post_form(&x, &link, &[("decision", "allow")]).await] {
            assert_eq!((reply.status, reply.header("location")), (400, None), "{name} {value:?}");
            assert!(reply.body.contains("<h1>You weren't able to give access to the App</h1>"), "{}", reply.body);
            assert!(reply.body.contains(reason), "{name} {value:?}: {}", reply.body);
        }
    }
    let twice = format!("{}&state=b", link(&[]));
    assert!(x.send("GET", &twice, &[], "").await.body.contains("The parameter state is given more than once."));
}

#[tokio::test]
async fn a_state_of_500_characters_comes_back_whole() {
    let x = start().await;
    let state = "é".repeat(500);
    let location = decide(&x, &link(&[("state", Some(&state))]), "allow").await;
    assert!(location.contains(&format!("&state={}&code=", "%C3%A9".repeat(500))));
}

#[tokio::test]
async fn a_form_that_says_neither_is_refused() {
    let x = start().await;
    for fields in [&[][..], &[("decision", "maybe")], &[("decision", "allow"), ("decision", "deny")]] {
        let reply = post_form(&x, &link(&[]), fields).await;
        assert!(reply.status == 400 && reply.body.contains("decision=allow or decision=deny"), "{fields:?}");
    }
}

#[tokio::test]
async fn nothing_of_a_link_or_a_name_becomes_markup() {
    let x = start().await;
    let bad = "<script>alert(1)</script>\"'";
    x.tell("clients", json!({"client_id": CLIENT, "name": bad})).await;
    x.tell("accounts", json!({"id": "2244994945", "name": bad})).await;
    for link in [link(&[]), link(&[("client_id", Some(bad))]), link(&[("redirect_uri", Some(bad))])] {
        let body = x.send("GET", &link, &[], "").await.body;
        assert!(!body.contains("<script") && body.contains("&lt;script&gt;"), "{body}");
    }
}

#[tokio::test]
async fn its_policy_lets_in_its_style_and_does_not_hold_up_the_redirect() {
    let reply = start().await.send("GET", &link(&[]), &[], "").await;
    let style = reply.body.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
    let digest = STANDARD.encode(Sha256::digest(style));
    let policy = format!("default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; frame-ancestors 'none'");
    assert_eq!(reply.header("content-security-policy"), Some(policy.as_str()));
    assert_eq!(reply.header("cache-control"), Some("no-store"));
}

#[tokio::test]
async fn every_world_has_its_own() {
    let x = X::start().world("/worlds/a");
    register(&x).await;
    code(&x, &link(&[])).await;
    let x = x.world("/worlds/b");
    assert!(x.send("GET", &link(&[]), &[], "").await.body.contains("has registered."));
}

#[tokio::test]
async fn it_is_neither_logged_nor_met_by_faults() {
    let x = start().await;
    x.tell("faults", json!({"respond": {"status": 500}})).await;
    assert_eq!(x.send("GET", &link(&[]), &[], "").await.status, 200);
    code(&x, &link(&[])).await;
    assert_eq!(x.ask("requests").await["requests"], json!([]));
    for (method, path, status) in [("PUT", "/i/oauth2/authorize", 405), ("GET", "/i/oauth2/other", 404)] {
        assert_eq!(x.send(method, path, &[], "").await.status, status);
    }
}
