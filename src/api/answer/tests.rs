use proptest::prelude::*;

use super::*;
use crate::api::BaseUrl;
use crate::testing::{Written, parsed, told};

type Failure = Box<Error<serde_json::Value>>;

fn failure(endpoint: Endpoint, reply: &Written, now: u64) -> Failure {
    read_failure(endpoint, reply, &Limits::read(reply), now)
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
fn the_message_of_a_refusal_says_what_to_do() {
    let message = |status, body: &str, headers: &[(&str, &str)]| {
        failure(Endpoint::Mute, &Written::new(status, body).with(headers), 0).message
    };
    let reset = [("x-rate-limit-reset", "900")];
    let problem = r#"{"title":"Forbidden","detail":"Not permitted"}"#;
    let table = [
        (message(401, "", &[]), "mute: 401 Unauthorized: the reply has no body; get a new token: they live two hours"),
        (
            message(402, "{\"title\":\"CreditsDepleted\"}", &[]),
            "mute: 402 CreditsDepleted; waiting does not help: see the app's plan at X",
        ),
        (message(403, problem, &[]), "mute: 403 Forbidden: Not permitted"),
        (
            message(403, "", &[]),
            "mute: 403 Forbidden: the reply has no body; check the token's scopes and the app's permissions",
        ),
        (
            message(429, "", &reset),
            "mute: 429 Too Many Requests: the reply has no body; wait until `retryAt`, or set maxRateLimitWaitMs",
        ),
        (
            message(429, "", &[]),
            "mute: 429 Too Many Requests: the reply has no body; wait 15 minutes, or set maxRateLimitWaitMs",
        ),
        (message(500, "", &[]), "mute: 500 Internal Server Error: the reply has no body; try again later"),
    ];
    for (message, wanted) in table {
        assert_eq!(message, wanted);
    }
}

/// What some other server than X may answer, with 404 and else.
const PAGE: &str = "\r\n<!doctype html><title>404: This page could not be found</title>";

#[test]
fn what_another_server_answers_is_a_bad_response_that_says_so() {
    let table = [
        (404, PAGE),
        (404, "Not Found"),
        (404, "404 page not found\n"),
        (404, "{}"),
        (404, "[]"),
        (404, r#"{"detail":"Not Found"}"#),
        (404, r#"{"error":"Not Found","path":"/2/users/1/muting","status":404}"#),
        (404, r#"{"message":"no Route matched with those values"}"#),
        (404, r#"{"type":"https://tools.ietf.org/html/rfc9110#section-15.5.5","title":"Not Found","status":404}"#),
        (200, PAGE),
        (200, "OK"),
        (201, PAGE),
        (400, PAGE),
        (401, PAGE),
        (403, PAGE),
        (405, PAGE),
    ];
    for (status, body) in table {
        let error = failure(Endpoint::Mute, &Written::new(status, body), 0);
        assert!(error.code == Code::BadResponse && error.is_foreign, "{status} {body}: {:?}", error.code);
        assert!(
            error.message.contains("a web page or something else answered, not X: check baseUrl"),
            "{}",
            error.message
        );
        assert!(error.body.is_some() || error.errors.is_some(), "what was answered is kept");
    }
}

#[test]
fn an_empty_404_and_x_s_own_problems_and_texts_keep_their_codes() {
    let found = r#"{"title":"Not Found Error","detail":"Could not find user","type":"https://api.x.com/2/problems/resource-not-found"}"#;
    let table = [
        (404, "", Code::NotFound),
        (404, " \r\n", Code::NotFound),
        (404, found, Code::NotFound),
        (404, r#"{"title":"Not Found","type":"about:blank","status":404,"detail":"Not Found"}"#, Code::NotFound),
        (404, r#"{"title":"Not Found"}"#, Code::NotFound),
        (404, r#"{"errors":[{"message":"Sorry, that page does not exist","code":34}]}"#, Code::NotFound),
        (400, "no", Code::BadRequest),
        (429, "Rate limit exceeded", Code::RateLimited),
        (429, PAGE, Code::RateLimited),
        (503, "upstream connect error", Code::ServerError),
        (503, PAGE, Code::ServerError),
    ];
    for (status, body, code) in table {
        let error = failure(Endpoint::Mute, &Written::new(status, body), 0);
        assert!(error.code == code && !error.is_foreign, "{status} {body}: {:?}", error.code);
    }
    let opposite = failure(Endpoint::Mute, &Written::new(200, r#"{"data":{"muting":false}}"#), 0);
    assert!(!opposite.is_foreign && opposite.code == Code::BadResponse);
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
        let limits = Limits::read(&reply);
        prop_assert!(serde_json::to_value(ResponseInfo::new(Endpoint::Mute, 1, 0, &reply, &limits.known)).is_ok());
    }
}
