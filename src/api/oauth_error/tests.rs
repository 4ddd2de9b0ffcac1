use super::*;
use crate::api::{Endpoint, Limits, read_failure};
use crate::testing::{Written, told};

fn failure(endpoint: Endpoint, reply: &Written) -> Box<Error<serde_json::Value>> {
    read_failure(endpoint, reply, &Limits::default(), 0)
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
            let error = failure(endpoint, &Written::new(status, body).to("s3cret"));
            assert_eq!(error.message, wanted.replace("token:", &format!("{}:", endpoint.name())), "{body}");
            let json = told(&error);
            assert!(!json.to_string().contains("t0ken") && json.get("body").is_none() && json.get("errors").is_none());
        }
    }
}

#[test]
fn what_another_server_answers_in_place_of_the_token_endpoint_is_a_bad_response_without_its_text() {
    for (status, body) in [(404, "<html>new-t0ken"), (404, "new-t0ken not found"), (200, " <!doctype html>new-t0ken")] {
        let error = failure(Endpoint::Token, &Written::new(status, body));
        assert!(error.code == Code::BadResponse && error.is_foreign, "{status} {body}: {:?}", error.code);
        assert!(error.message.ends_with(": a web page or something else answered, not X: check baseUrl and the proxy"));
        assert!(!told(&error).to_string().contains("t0ken"));
    }
    assert_eq!(failure(Endpoint::Token, &Written::new(404, "")).code, Code::NotFound);
}

#[test]
fn a_refresh_token_is_dead_by_the_fields_of_x_s_answer_alone() {
    let table = [
        (400, r#"{"error":"invalid_request","error_description":"Value passed for the token was invalid."}"#, true),
        (400, r#"{"error":"invalid_grant"}"#, true),
        (400, r#"{"error":"invalid_grant","error_description":"Refresh token expired."}"#, true),
        (400, r#"{"error_description":"Value passed for the token was invalid."}"#, true),
        (400, r#"{"error":"invalid_request"}"#, false),
        (
            400,
            r#"{"error":"invalid_request","error_description":"Missing required parameter [refresh_token]."}"#,
            false,
        ),
        (
            400,
            r#"{"error":"invalid_request","error_description":"Value passed for the authorization code was invalid."}"#,
            false,
        ),
        (400, r#"{"error":"invalid_client"}"#, false),
        (400, r#"{"title":"invalid_grant","detail":"Value passed for the token was invalid."}"#, false),
        (400, "Value passed for the token was invalid.", false),
        (401, r#"{"error":"unauthorized_client","error_description":"Missing valid authorization header"}"#, false),
        (401, r#"{"error":"invalid_grant"}"#, false),
        (403, r#"{"title":"Forbidden"}"#, false),
        (429, r#"{"error":"invalid_grant"}"#, false),
        (503, r#"{"error":"invalid_grant"}"#, false),
        (200, r#"{"error":"invalid_grant"}"#, false),
    ];
    for (status, body, wanted) in table {
        assert_eq!(is_dead_token(&failure(Endpoint::Token, &Written::new(status, body))), wanted, "{status} {body}");
    }
}

#[test]
fn a_problem_at_the_token_endpoint_still_says_that_waiting_does_not_help() {
    let capped = r#"{"title":"UsageCapExceeded","type":"https://api.x.com/2/problems/usage-capped"}"#;
    assert_eq!(failure(Endpoint::Token, &Written::new(429, capped)).code, Code::PaymentRequired);
    assert_eq!(failure(Endpoint::Token, &Written::new(403, capped)).code, Code::SignIn);
}

#[test]
fn no_part_of_a_token_is_left_where_an_oauth_error_is_cut() {
    for before in 990..1030 {
        for token in ["s3cret-that-was-sent", "new-t0ken-that-nobody-may-see"] {
            let description = [&" ".repeat(before), token].concat();
            let body = serde_json::json!({ "error": "no", "error_description": description }).to_string();
            let detail = failure(Endpoint::Token, &Written::new(400, &body).to("s3cret-that-was-sent")).detail.unwrap();
            assert!(detail.len() <= MAX_KEPT && "[token]".starts_with(detail.trim()), "{before}: {detail}");
        }
    }
}
