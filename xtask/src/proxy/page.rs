//! Who may ask: the page itself, by a name of this machine.

use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Refusal;

/// Lets the page's own requests through, and those of what is no browser, which says nothing of where it comes from. Another
/// port of this machine is another site's.
pub async fn only_own_page(request: Request, next: Next) -> Response {
    if is_of_own_page(request.headers()) {
        return next.run(request).await;
    }
    Refusal::new(StatusCode::FORBIDDEN, "only the demo's own page may use this: open it, and use it there")
        .into_response()
}

fn is_of_own_page(headers: &HeaderMap) -> bool {
    let own = headers.get(header::HOST).map(|host| [b"http://", host.as_bytes()].concat());
    let all = |name: &str, is_good: &dyn Fn(&[u8]) -> bool| {
        headers.get_all(name).iter().all(|value| is_good(value.as_bytes()))
    };
    all("origin", &|origin| own.as_deref() == Some(origin)) && all("sec-fetch-site", &|site| site == b"same-origin")
}

/// Answers by names of this machine only, at any port: people forward ports. Another site's name may lead here, too, and its
/// pages would be of that origin then.
pub async fn only_loopback(request: Request, next: Next) -> Response {
    let hosts = request.headers().get_all(header::HOST);
    let in_url = request.uri().authority().map(|authority| authority.as_str());
    let is_loopback = |host: Option<&str>| host.is_some_and(is_loopback);
    if hosts.iter().count() == 1
        && hosts.iter().all(|host| is_loopback(host.to_str().ok()))
        && (in_url.is_none() || is_loopback(in_url))
    {
        return next.run(request).await;
    }
    let detail = "the demo is at http://127.0.0.1 and http://localhost, and answers to no other name";
    Refusal::new(StatusCode::MISDIRECTED_REQUEST, detail).into_response()
}

fn is_loopback(host: &str) -> bool {
    let (name, port) = match host.strip_prefix("[::1]") {
        Some(rest) => ("localhost", rest),
        None => host.split_at(host.find(':').unwrap_or(host.len())),
    };
    let is_port = port.is_empty() || port.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok());
    let name = name.to_ascii_lowercase();
    let is_address = name.parse::<std::net::Ipv4Addr>().is_ok_and(|address| address.is_loopback());
    is_port && (name == "localhost" || name.ends_with(".localhost") || is_address)
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderName, HeaderValue};

    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap())).collect()
    }

    #[test]
    fn only_the_page_itself_and_what_is_no_browser_may_ask() {
        let host = ("host", "127.0.0.1:8080");
        let own = ("origin", "http://127.0.0.1:8080");
        for good in [
            vec![host],
            vec![host, own],
            vec![host, own, ("sec-fetch-site", "same-origin")],
            vec![host, ("sec-fetch-site", "same-origin")],
        ] {
            assert!(is_of_own_page(&headers(&good)), "{good:?}");
        }
        let origins = [
            "null",
            "http://127.0.0.1:8081",
            "http://127.0.0.1",
            "https://127.0.0.1:8080",
            "http://localhost:8080",
            "http://127.0.0.1:8080.evil.example",
            "http://evil.example",
            "",
        ];
        for origin in origins {
            assert!(!is_of_own_page(&headers(&[host, ("origin", origin)])), "{origin}");
        }
        for site in ["same-site", "cross-site", "none", "Same-Origin", ""] {
            assert!(!is_of_own_page(&headers(&[host, own, ("sec-fetch-site", site)])), "{site}");
            assert!(!is_of_own_page(&headers(&[host, ("sec-fetch-site", site)])), "{site}");
        }
        let mut two = headers(&[host, own]);
        two.append("origin", HeaderValue::from_static("http://evil.example"));
        assert!(!is_of_own_page(&two));
    }

    #[test]
    fn names_of_this_machine_are_loopback_at_any_port_and_no_others() {
        for host in [
            "localhost",
            "LOCALHOST:1",
            "127.0.0.1",
            "127.0.0.1:8080",
            "127.9.9.9:1",
            "[::1]",
            "[::1]:65535",
            "app.localhost:3000",
        ] {
            assert!(is_loopback(host), "{host}");
        }
        let others = [
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "evil.example:8080",
            "127.0.0.1:8080@evil.example",
            "localhost:x",
            "localhost:99999",
            "[::1]x",
            "[::2]",
            "[::ffff:127.0.0.1]x",
            "192.168.0.1",
            "127.1",
            "0.0.0.0",
            "2130706433",
            "notlocalhost",
            "",
        ];
        for host in others {
            assert!(!is_loopback(host), "{host}");
        }
    }
}
