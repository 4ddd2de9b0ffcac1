use axum::http::header::{CONTENT_TYPE, HeaderName};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// Why X did not do what was asked, in X's own forms.
#[derive(Debug)]
pub struct Problem {
    status: StatusCode,
    content_type: &'static str,
    body: Value,
}

const JSON: &str = "application/json; charset=utf-8";
const PROBLEM_JSON: &str = "application/problem+json";

impl Problem {
    pub fn unauthorized() -> Self {
        Self::about_blank(StatusCode::UNAUTHORIZED)
    }

    /// A scope is missing; X does not say which.
    pub fn forbidden() -> Self {
        Self::about_blank(StatusCode::FORBIDDEN)
    }

    pub fn not_found() -> Self {
        Self::about_blank(StatusCode::NOT_FOUND)
    }

    pub fn method_not_allowed() -> Self {
        Self::about_blank(StatusCode::METHOD_NOT_ALLOWED)
    }

    pub fn too_many_requests() -> Self {
        Self::about_blank(StatusCode::TOO_MANY_REQUESTS)
    }

    fn about_blank(status: StatusCode) -> Self {
        let title = status.canonical_reason().unwrap_or_default();
        let body = json!({"title": title, "type": "about:blank", "status": status.as_u16(), "detail": title});
        Self { status, content_type: PROBLEM_JSON, body }
    }

    pub fn unsupported_authentication() -> Self {
        let body = json!({
            "title": "Unsupported Authentication",
            "detail": "Authenticating with OAuth 2.0 Application-Only is forbidden for this endpoint.  Supported \
                       authentication types are [OAuth 1.0a User Context, OAuth 2.0 User Context].",
            "type": "https://api.twitter.com/2/problems/unsupported-authentication",
            "status": 403,
        });
        Self { status: StatusCode::FORBIDDEN, content_type: PROBLEM_JSON, body }
    }

    /// The target of a call does not exist.
    pub fn resource_not_found(parameter: &str, id: &str) -> Self {
        let mut body = missing_user(parameter, id);
        if let Value::Object(fields) = &mut body {
            fields.insert("status".to_owned(), json!(404));
        }
        Self { status: StatusCode::NOT_FOUND, content_type: PROBLEM_JSON, body }
    }

    /// A parameter of the path or the query, and what is wrong with it.
    pub fn invalid_parameter(parameter: &str, value: &str, message: &str) -> Self {
        Self::invalid_request(json!({"parameters": {parameter: [value]}, "message": message}))
    }

    /// The most usual of them.
    pub fn not_valid(parameter: &str, value: &str) -> Self {
        let message = format!("The `{parameter}` query parameter value [{value}] is not valid");
        Self::invalid_parameter(parameter, value, &message)
    }

    pub fn invalid_body(message: &str) -> Self {
        Self::invalid_request(json!({"parameters": {}, "message": message}))
    }

    /// X's older form: it has no status.
    fn invalid_request(error: Value) -> Self {
        let body = json!({
            "errors": [error],
            "title": "Invalid Request",
            "detail": "One or more parameters to your request was invalid.",
            "type": "https://api.twitter.com/2/problems/invalid-request",
        });
        Self { status: StatusCode::BAD_REQUEST, content_type: JSON, body }
    }

    /// From here on, what the OAuth 2.0 endpoints say (RFC 6749, section 5.2), in the words that users of X report.
    pub fn oauth2_request(description: &str) -> Self {
        Self::oauth2(StatusCode::BAD_REQUEST, "invalid_request", description)
    }

    pub fn invalid_token() -> Self {
        Self::oauth2_request("Value passed for the token was invalid.")
    }

    pub fn invalid_client() -> Self {
        Self::oauth2(StatusCode::BAD_REQUEST, "invalid_client", "Value passed for the client id was invalid.")
    }

    pub fn unauthorized_client() -> Self {
        Self::oauth2(StatusCode::UNAUTHORIZED, "unauthorized_client", "Missing valid authorization header")
    }

    fn oauth2(status: StatusCode, error: &str, description: &str) -> Self {
        Self { status, content_type: JSON, body: json!({"error": error, "error_description": description}) }
    }
}

/// The problem of a user who is not there, as it stands in `errors`.
pub fn missing_user(parameter: &str, value: &str) -> Value {
    json!({
        "value": value,
        "detail": format!("Could not find user with {parameter}: [{value}]."),
        "title": "Not Found Error",
        "resource_type": "user",
        "parameter": parameter,
        "resource_id": value,
        "type": "https://api.twitter.com/2/problems/resource-not-found",
    })
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        reply(self.status, self.content_type, &self.body)
    }
}

/// X's answer when all went well.
pub fn success(body: &Value) -> Response {
    reply(StatusCode::OK, JSON, body)
}

fn reply(status: StatusCode, content_type: &'static str, body: &Value) -> Response {
    let mut response = (status, [(CONTENT_TYPE, content_type)], body.to_string()).into_response();
    let transaction_id = format!("{:016x}", fastrand::u64(..));
    if let Ok(value) = HeaderValue::try_from(transaction_id) {
        response.headers_mut().insert(HeaderName::from_static("x-transaction-id"), value);
    }
    response
}
