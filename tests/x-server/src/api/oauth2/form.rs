use axum::http::HeaderMap;

use crate::api::media_type;
use crate::api::problem::Problem;

/// The body of a request to these endpoints.
pub struct Form(Vec<(String, String)>);

impl Form {
    pub fn read(headers: &HeaderMap, body: &[u8]) -> Result<Self, Problem> {
        if !media_type::is(headers, "application/x-www-form-urlencoded") {
            return Err(Problem::oauth2_request("Content type must be application/x-www-form-urlencoded."));
        }
        let fields: Vec<(String, String)> = form_urlencoded::parse(body).into_owned().collect();
        for (at, (name, _)) in fields.iter().enumerate() {
            // RFC 6749, section 3.2.
            if fields.iter().take(at).any(|(earlier, _)| earlier == name) {
                return Err(Problem::oauth2_request(&format!("Duplicate parameter [{name}].")));
            }
        }
        Ok(Self(fields))
    }

    /// RFC 6749, section 3.2: what is empty is as good as not there.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(other, value)| other == name && !value.is_empty()).map(|(_, value)| value.as_str())
    }

    pub fn required(&self, name: &str) -> Result<&str, Problem> {
        self.get(name).ok_or_else(|| Problem::oauth2_request(&format!("Missing required parameter [{name}].")))
    }
}
