use axum::body::Body;
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};

use super::base64::Base64;
use super::headers::Headers;

/// An HTTP response in place of X's.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Respond {
    status: u16,
    #[serde(default)]
    headers: Headers,
    #[serde(default)]
    body: String,
    body_base64: Option<Base64>,
}

impl Respond {
    pub fn response(&self) -> Response {
        let body = Base64::or(self.body_base64.as_ref(), &self.body);
        let mut response = Response::new(Body::from(body.to_vec()));
        *response.status_mut() = StatusCode::from_u16(self.status).unwrap_or_default();
        self.headers.append(response.headers_mut());
        response
    }

    pub fn check(&self) -> Result<(), String> {
        if !(200..=999).contains(&self.status) {
            return Err(format!("respond: status must be 200 to 999, was {}; others can be sent by raw", self.status));
        }
        if !self.body.is_empty() && self.body_base64.is_some() {
            return Err("respond: one of body, body_base64".to_owned());
        }
        Ok(())
    }
}
