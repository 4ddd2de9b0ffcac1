use proptest::prelude::*;

use super::*;
use crate::api::{BaseUrl, read_limits};
use crate::testing::{Written, parsed, told};

type Failure = Box<Error<serde_json::Value>>;

fn failure(endpoint: Endpoint, reply: &Written, now: u64) -> Failure {
    read_failure(endpoint, reply, &read_limits(reply), now)
}

fn read(endpoint: Endpoint, status: u16, body: &str) -> Result<(), (Code, String)> {
    let reply = Written::new(status, body);
    let request = Request::new(endpoint, BaseUrl::default(), String::new());
    if let Some(success) = read_success(&request, &reply) {
        match success {
            Success::Reply(json) => assert_eq!(json, parsed(body), "it is handed on untouched"),
            #[cfg(feature = "client")]
            other => panic!("{other:?}"),
        }
        return Ok(());
    }
    let error = failure(endpoint, &reply, 0);
    Err((error.code, error.message))
}

#[test]
fn success_is_the_muting_that_was_asked_for() {
    assert_eq!(read(Endpoint::Mute, 200, r#"{"data":{"muting":true}}"#), Ok(()));
    assert_eq!(read(Endpoint::Unmute, 200, r#"{"data":{"muting":false}}"#), Ok(()));
    assert_eq!(read(Endpoint::Mute, 200, r#"{"data":{"muting":true},"errors":[{"title":"t"}],"new":1}"#), Ok(()));
}

#[test]
fn the_opposite_of_what_was_asked_for_is_a_bad_response() {
    for (endpoint, body) in
        [(Endpoint::Mute, r#"{"data":{"muting":false}}"#), (Endpoint::Unmute, r#"{"data":{"muting":true}}"#)]
    {
        assert_eq!(read(endpoint, 200, body).unwrap_err().0, Code::BadResponse);
    }
}

#[test]
fn two_hundred_with_only_errors_is_a_failure() {
    let (code, message) = read(
        Endpoint::Mute,
        200,
        r#"{"errors":[{"title":"Not Found Error","detail":"Could not find user with id: [5].","type":"https://api.x.com/2/problems/resource-not-found"}]}"#,
    )
    .unwrap_err();
    assert_eq!(code, Code::NotFound);
    assert_eq!(message, "mute: 200 Not Found Error: Could not find user with id: [5]. (resource-not-found)");
}

#[test]
fn oauth_errors_have_two_fields_of_x_s_and_no_body() {
    let table = [
        (
            400,
            r#"{"error":"invalid_request","error_description":"Value passed for the token was invalid."}"#,
            "token: 400 invalid_request: Value passed for the token was invalid.",
        ),
        (400, r#"{"error":"invalid_grant"}"#, "token: 400 invalid_grant"),
        (
            401,
            r#"{"error_description":"Missing valid authorization header"}"#,
            "token: 401 Unauthorized: Missing valid authorization header",
        ),
        (
            400,
            r#"{"error":"no","error_description":"you sent s3cret-1 and new-t0ken-that-nobody-may-see"}"#,
            "token: 400 no: you sent [token]-1 and [token]",
        ),
        (400, r#"{"error":"{\"access_token\":\"new-t0ken-that-nobody-may-see\"}"}"#, "token: 400 [token]"),
        (
            200,
            r#"{"tokens":["new-t0ken"],"refreshToken":"new-t0ken"}"#,
            "token: 200 OK: the answer is not what X promises",
        ),
        (200, "access_token=new-t0ken&refresh_token=new-t0ken", "token: 200 OK: the answer is not what X promises"),
        (500, r#"{"title":"new-t0ken","detail":"new-t0ken"}"#, "token: 500 Internal Server Error"),
        (503, "<html>new-t0ken", "token: 503 Service Unavailable"),
    ];
    for (status, body, wanted) in table {
        for endpoint in [Endpoint::Token, Endpoint::Revoke] {
            let error = failure(endpoint, &Written::new(status, body).to("s3cret"), 0);
            assert_eq!(error.message, wanted.replace("token:", &format!("{}:", endpoint.name())), "{body}");
            let json = told(&error);
            assert!(!json.to_string().contains("t0ken") && json.get("body").is_none() && json.get("errors").is_none());
        }
    }
}

#[test]
fn a_problem_at_the_token_endpoint_still_says_that_waiting_does_not_help() {
    let capped = r#"{"title":"UsageCapExceeded","type":"https://api.x.com/2/problems/usage-capped"}"#;
    assert_eq!(read(Endpoint::Token, 429, capped).unwrap_err().0, Code::PaymentRequired);
    assert_eq!(read(Endpoint::Token, 403, capped).unwrap_err().0, Code::SignIn);
}

#[test]
fn what_was_sent_is_struck_out_of_all_that_is_kept() {
    let bodies = [
        r#"{"title":"s3cret","detail":"a s3cret","type":"s3cret","reason":"s3cret","errors":[{"s3cret":["s3cret"]}]}"#,
        "<html>s3cret",
        r#"{"errors":[{"message":"s3cret"}]}"#,
    ];
    for body in bodies {
        let error = failure(Endpoint::Mute, &Written::new(400, body).to("s3cret"), 0);
        assert!(!told(&error).to_string().contains("s3cret"), "{body}");
    }
}

#[test]
fn no_part_of_a_token_is_left_where_an_oauth_error_is_cut() {
    for before in 990..1030 {
        for token in ["s3cret-that-was-sent", "new-t0ken-that-nobody-may-see"] {
            let description = [&" ".repeat(before), token].concat();
            let body = serde_json::json!({ "error": "no", "error_description": description }).to_string();
            let detail =
                failure(Endpoint::Token, &Written::new(400, &body).to("s3cret-that-was-sent"), 0).detail.unwrap();
            assert!(detail.len() <= MAX_BODY && "[token]".starts_with(detail.trim()), "{before}: {detail}");
        }
    }
}

#[test]
fn the_body_is_cut_where_a_character_ends() {
    assert_eq!(start_of("short"), "short");
    assert_eq!(start_of(&"é".repeat(600)).len(), 1024);
    assert_eq!(start_of(&["x", &"é".repeat(600)].concat()).len(), 1023);
}

/// Bodies that begin as problems do, and go on as they like.
fn almost_problem() -> impl Strategy<Value = String> {
    let text = r#"([a-z/]|\\[/"\\nux]|\\u00[0-9a-f]{2}|[^"\\]){0,12}"#;
    let member = (prop_oneof![Just("title"), Just("detail"), Just("type"), Just("reason"), Just("status")], text)
        .prop_map(|(name, text)| format!("\"{name}\":\"{text}\""));
    let members = proptest::collection::vec(member, 0..5).prop_map(|members| members.join(","));
    (members.clone(), members, any::<String>(), 0..4_u8).prop_map(|(own, first, rest, kind)| match kind {
        0 => format!("{{{own}}}"),
        1 => format!("{{{own},\"errors\":[{{{first}}},12345678901234567890]}}"),
        2 => format!("{{{own}{rest}"),
        _ => rest,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100_000))]

    #[test]
    fn whatever_is_answered_the_error_is_json(
        status in any::<u16>(),
        body in almost_problem(),
        header in any::<String>(),
        now in any::<u64>(),
    ) {
        let names = ["x-transaction-id", "retry-after", "x-rate-limit-limit", "x-rate-limit-remaining", "x-rate-limit-reset"];
        let headers = names.map(|name| (name, header.as_str()));
        let reply = Written::new(status, &body).with(&headers);
        let json = told(&failure(Endpoint::Mute, &reply, now));
        prop_assert!(json["message"].as_str().unwrap().starts_with("mute: "));
        let limits = read_limits(&reply);
        prop_assert!(serde_json::to_value(ResponseInfo::new(Endpoint::Mute, 1, 0, &reply, &limits)).is_ok());
    }
}
