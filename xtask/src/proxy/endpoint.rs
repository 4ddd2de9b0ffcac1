//! The requests that the package makes.

use axum::http::{HeaderMap, Method, StatusCode, Uri, header};

use super::{Refusal, unreachable_x};

const FORM: &str = "application/x-www-form-urlencoded";

/// A segment of a path that is a user ID.
const ID: &str = "{id}";

/// A request of the package's.
pub struct Endpoint {
    method: Method,
    path: &'static str,
    /// The parameters that its query may have, each once.
    query: &'static [&'static str],
    /// The type of its body; without one, no body is passed on.
    pub body: Option<&'static str>,
}

const ENDPOINTS: [Endpoint; 8] = [
    Endpoint { method: Method::POST, path: "/2/users/{id}/muting", query: &[], body: Some("application/json") },
    Endpoint {
        method: Method::GET,
        path: "/2/users/{id}/muting",
        query: &["max_results", "pagination_token", "user.fields"],
        body: None,
    },
    Endpoint { method: Method::DELETE, path: "/2/users/{id}/muting/{id}", query: &[], body: None },
    Endpoint { method: Method::GET, path: "/2/users/me", query: &["user.fields"], body: None },
    Endpoint { method: Method::GET, path: "/2/users", query: &["ids", "user.fields"], body: None },
    Endpoint { method: Method::GET, path: "/2/users/by", query: &["usernames", "user.fields"], body: None },
    Endpoint { method: Method::POST, path: "/2/oauth2/token", query: &[], body: Some(FORM) },
    Endpoint { method: Method::POST, path: "/2/oauth2/revoke", query: &[], body: Some(FORM) },
];

/// The request that this is, by its path as it was sent: two parsers never disagree of what neither has changed.
pub fn endpoint_of(method: &Method, path: &str) -> Result<&'static Endpoint, Refusal> {
    let there: Vec<&Endpoint> = ENDPOINTS.iter().filter(|endpoint| endpoint.is_at(path)).collect();
    if let Some(found) = there.iter().find(|endpoint| endpoint.method == *method) {
        return Ok(found);
    }
    let allow: Vec<&str> = there.iter().map(|endpoint| endpoint.method.as_str()).collect();
    if allow.is_empty() {
        let detail = "the demo lets through what the package asks of X, and nothing else: there is no such path";
        return Err(Refusal::new(StatusCode::NOT_FOUND, detail));
    }
    let allow = allow.join(", ");
    let refusal = Refusal::new(StatusCode::METHOD_NOT_ALLOWED, format!("{method} is not let through here; {allow} is"));
    Err(Refusal { allow: Some(allow), ..refusal })
}

impl Endpoint {
    fn is_at(&self, path: &str) -> bool {
        let fits = |(wanted, given): (&str, &str)| if wanted == ID { is_id(given) } else { wanted == given };
        let (wanted, given) = (self.path.split('/'), path.split('/'));
        wanted.clone().count() == given.clone().count() && wanted.zip(given).all(fits)
    }
}

/// `^(0|[1-9][0-9]{0,18})$`
fn is_id(text: &str) -> bool {
    (1..=19).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && (text == "0" || !text.starts_with('0'))
}

/// The URL at X, with the query written anew.
pub fn url_at(base: &str, endpoint: &Endpoint, uri: &Uri) -> Result<reqwest::Url, Refusal> {
    let mut url: reqwest::Url = format!("{base}{}", uri.path()).parse().map_err(|_| unreachable_x())?;
    let Some(query) = uri.query().filter(|query| !query.is_empty()) else { return Ok(url) };
    let given: reqwest::Url = format!("http://localhost/?{query}").parse().map_err(|_| unreachable_x())?;
    let mut seen = Vec::new();
    for (name, value) in given.query_pairs() {
        if !endpoint.query.contains(&name.as_ref()) || seen.contains(&name) {
            let detail = "a parameter of the query is none of the package's, or is there twice";
            return Err(Refusal::new(StatusCode::NOT_FOUND, detail));
        }
        url.query_pairs_mut().append_pair(&name, &value);
        seen.push(name);
    }
    Ok(url)
}

pub fn demand_type(endpoint: &Endpoint, headers: &HeaderMap) -> Result<(), Refusal> {
    let Some(wanted) = endpoint.body else { return Ok(()) };
    let given = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if given.split(';').next().is_some_and(|given| given.trim().eq_ignore_ascii_case(wanted)) {
        return Ok(());
    }
    Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, format!("the content-type must be {wanted}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_packages_requests_are_let_through() {
        let table = [
            ("POST", "/2/users/7/muting"),
            ("GET", "/2/users/7/muting?max_results=1000&pagination_token=a%2Fb&user.fields=name%2Cid"),
            ("DELETE", "/2/users/7/muting/9999999999999999999"),
            ("GET", "/2/users/me"),
            ("GET", "/2/users?ids=1%2C2&user.fields=connection_status"),
            ("GET", "/2/users/by?usernames=jack"),
            ("POST", "/2/oauth2/token"),
            ("POST", "/2/oauth2/revoke"),
        ];
        for (method, path) in table {
            let uri: Uri = path.parse().unwrap();
            let endpoint = endpoint_of(&method.parse().unwrap(), uri.path()).unwrap();
            assert_eq!(
                url_at("https://api.x.com", endpoint, &uri).unwrap().as_str(),
                format!("https://api.x.com{path}")
            );
        }
    }
    #[test]
    fn nothing_else_is() {
        let table = [
            "/2/../control/reset",
            "/2/%2e%2e/control/reset",
            "/2/..%2fcontrol%2freset",
            "/2/users/me/../../../control/requests",
            "/2/users/me/%2E%2E/%2e%2e/control",
            "/2/users/me/",
            "/2//users/me",
            "/2/users/me;x",
            "/2/users/%6De",
            "/2/USERS/me",
            "/2/tweets",
            "/2/users/7/blocking",
            "/2/users/007/muting",
            "/2/users/{id}/muting",
            "/2/users/12345678901234567890/muting",
            "/2/users/7/muting/8/9",
            "/2/users/by/username/jack",
            "/2/.",
            "/2/",
        ];
        for path in table {
            for method in [Method::GET, Method::POST, Method::DELETE] {
                let refusal = endpoint_of(&method, path).map(|endpoint| endpoint.path).unwrap_err();
                assert_eq!(refusal.status, StatusCode::NOT_FOUND, "{path}");
            }
        }
        let refusal = endpoint_of(&Method::PUT, "/2/users/7/muting").map(|_| ()).unwrap_err();
        assert_eq!((refusal.status, refusal.allow.as_deref()), (StatusCode::METHOD_NOT_ALLOWED, Some("POST, GET")));
    }
    #[test]
    fn a_query_has_the_packages_parameters_once_each() {
        for query in
            ["expansions=x", "user.fields=a&user.fields=b", "ids=1&usernames=a", "user%2Efields=a&user.fields=b"]
        {
            let uri: Uri = format!("/2/users/me?{query}").parse().unwrap();
            let endpoint = endpoint_of(&Method::GET, uri.path()).unwrap();
            assert!(url_at("https://api.x.com", endpoint, &uri).is_err(), "{query}");
        }
    }
}
