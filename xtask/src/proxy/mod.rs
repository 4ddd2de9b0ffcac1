//! The demo's way to X: it lets through what the package asks, for the page itself, and nothing else.

mod endpoint;
mod page;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use endpoint::{demand_type, endpoint_of, url_at};
use page::only_own_page;
use serde_json::json;

pub use page::only_loopback;

/// The largest body of the package's, in bytes: a mute has some 50, a refresh some hundred.
const MAX_SENT: usize = 4096;

/// The largest answer that is passed back, in bytes.
const MAX_ANSWER: usize = 8 * 1024 * 1024;

/// How long X may take for its whole answer.
const PATIENCE: Duration = Duration::from_secs(25);

/// What goes on to X of a request's headers: who is asking, and what is sent.
const PASSED_ON: [HeaderName; 3] = [header::AUTHORIZATION, header::CONTENT_TYPE, header::ACCEPT];

/// What comes back of X's headers. Its cookies do not, nor what it says of other origins.
const PASSED_BACK: [&str; 13] = [
    "content-type",
    "retry-after",
    "x-access-level",
    "x-transaction-id",
    "x-rate-limit-limit",
    "x-rate-limit-remaining",
    "x-rate-limit-reset",
    "x-user-limit-24hour-limit",
    "x-user-limit-24hour-remaining",
    "x-user-limit-24hour-reset",
    "x-app-limit-24hour-limit",
    "x-app-limit-24hour-remaining",
    "x-app-limit-24hour-reset",
];

/// What is refused, and why; a problem, as X's own are: the package makes an `XError` of it.
#[derive(Debug)]
pub struct Refusal {
    status: StatusCode,
    detail: String,
    allow: Option<String>,
}

impl Refusal {
    fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self { status, detail: detail.into(), allow: None }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let title = self.status.canonical_reason().unwrap_or_default();
        let problem =
            json!({ "title": title, "detail": self.detail, "type": "about:blank", "status": self.status.as_u16() });
        let mut response = (self.status, problem.to_string()).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some(allow) = self.allow.and_then(|allow| allow.try_into().ok()) {
            headers.insert(header::ALLOW, allow);
        }
        response
    }
}

/// The routes below `/2`, and where there is one that to the clock of the stand-in. Each is for the page itself.
pub fn routes(client: reqwest::Client, base: &str, clock: Option<String>) -> Router {
    let x = Arc::new(X { client: client.clone(), base: base.to_owned() });
    let mut router = Router::new().route("/2/{*rest}", any(pass_on).with_state(x));
    if let Some(clock) = clock {
        let clock = Arc::new(X { client, base: clock });
        router = router.route("/clock", any(pass_to_clock).with_state(clock));
    }
    router.layer(DefaultBodyLimit::max(MAX_SENT)).layer(middleware::from_fn(only_own_page))
}

struct X {
    client: reqwest::Client,
    base: String,
}

async fn pass_on(State(x): State<Arc<X>>, method: Method, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    let answer = async {
        let endpoint = endpoint_of(&method, uri.path())?;
        let url = url_at(&x.base, endpoint, &uri)?;
        let body = if endpoint.body.is_some() { body } else { Bytes::new() };
        demand_type(endpoint, &headers)?;
        x.ask(method, url, kept(&headers), body).await
    };
    answer.await.unwrap_or_else(IntoResponse::into_response)
}

async fn pass_to_clock(State(clock): State<Arc<X>>, method: Method, body: Bytes) -> Response {
    let answer = async {
        let url = clock.base.parse().map_err(|_| unreachable_x())?;
        clock.ask(method, url, HeaderMap::new(), body).await
    };
    answer.await.unwrap_or_else(IntoResponse::into_response)
}

impl X {
    async fn ask(
        &self,
        method: Method,
        url: reqwest::Url,
        headers: HeaderMap,
        body: Bytes,
    ) -> Result<Response, Refusal> {
        let request = self.client.request(method, url).headers(headers).body(body).timeout(PATIENCE);
        let mut answer = request.send().await.map_err(|error| lost(&error))?;
        let status = answer.status();
        if status.is_redirection() {
            let detail = format!(
                "X answered with a redirect ({status}), which is not followed: it could lead the token elsewhere"
            );
            return Err(Refusal::new(StatusCode::BAD_GATEWAY, detail));
        }
        if !(200..600).contains(&status.as_u16()) {
            return Err(Refusal::new(
                StatusCode::BAD_GATEWAY,
                format!("X answered with {status}, which is no status of an answer"),
            ));
        }
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(|error| lost(&error))? {
            body.extend_from_slice(&chunk);
            if body.len() > MAX_ANSWER {
                return Err(Refusal::new(
                    StatusCode::BAD_GATEWAY,
                    format!("X's answer has more than {MAX_ANSWER} bytes"),
                ));
            }
        }
        let mut response = (status, body).into_response();
        response.headers_mut().remove(header::CONTENT_TYPE);
        for name in PASSED_BACK {
            if let Some(value) = answer.headers().get(name) {
                response.headers_mut().insert(HeaderName::from_static(name), value.clone());
            }
        }
        Ok(response)
    }
}

fn lost(error: &reqwest::Error) -> Refusal {
    if error.is_timeout() {
        let seconds = PATIENCE.as_secs();
        return Refusal::new(
            StatusCode::GATEWAY_TIMEOUT,
            format!("X gave the demo no whole answer within {seconds} s"),
        );
    }
    unreachable_x()
}

fn unreachable_x() -> Refusal {
    Refusal::new(StatusCode::BAD_GATEWAY, "the demo cannot reach X: try again later")
}

fn kept(headers: &HeaderMap) -> HeaderMap {
    let kept = headers.iter().filter(|(name, _)| PASSED_ON.contains(name));
    kept.map(|(name, value)| (name.clone(), value.clone())).collect()
}

#[cfg(test)]
mod tests;
