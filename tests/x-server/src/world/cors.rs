use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, HeaderMap, HeaderValue, VARY,
};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};

const EXPOSED: HeaderValue = HeaderValue::from_static(
    "x-rate-limit-limit, x-rate-limit-remaining, x-rate-limit-reset, \
     x-user-limit-24hour-limit, x-user-limit-24hour-remaining, x-user-limit-24hour-reset, \
     x-app-limit-24hour-limit, x-app-limit-24hour-remaining, x-app-limit-24hour-reset, \
     retry-after, x-transaction-id, x-access-level",
);

/// Which pages may read the answers. X itself says none; a proxy in front of it may say otherwise.
#[derive(Clone, Default)]
pub struct Cors {
    /// `*` or one origin. None: X's own way, not a word about CORS.
    pub allow_origin: Option<HeaderValue>,
    pub expose_headers: bool,
}

impl Cors {
    pub fn anyone() -> Self {
        Self { allow_origin: Some(HeaderValue::from_static("*")), expose_headers: false }
    }

    pub fn is_preflight(&self, method: &Method, headers: &HeaderMap) -> bool {
        self.allow_origin.is_some() && *method == Method::OPTIONS && headers.contains_key(ACCESS_CONTROL_REQUEST_METHOD)
    }

    /// The answer to a preflight, when there is one to give; [`Cors::mark`] adds the origin.
    pub fn preflight(&self, method: &Method, headers: &HeaderMap) -> Option<Response> {
        let allowed = [
            (ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PUT, DELETE"),
            (ACCESS_CONTROL_ALLOW_HEADERS, "authorization, *"),
        ];
        self.is_preflight(method, headers).then(|| (StatusCode::NO_CONTENT, allowed).into_response())
    }

    /// Adds what lets the page read an answer. A header that a fault has set stays as it is.
    pub fn mark(&self, headers: &mut HeaderMap) {
        let Some(origin) = &self.allow_origin else {
            return;
        };
        headers.entry(ACCESS_CONTROL_ALLOW_ORIGIN).or_insert_with(|| origin.clone());
        if origin != "*" {
            headers.entry(VARY).or_insert(HeaderValue::from_static("origin"));
        }
        if self.expose_headers {
            headers.entry(ACCESS_CONTROL_EXPOSE_HEADERS).or_insert(EXPOSED);
        }
    }
}
