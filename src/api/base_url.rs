//! Where the API is.

use super::InvalidArgument;

/// An origin, with or without a path prefix, and no slash at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BaseUrl<'t>(&'t str);

impl Default for BaseUrl<'_> {
    fn default() -> Self {
        Self("https://api.x.com")
    }
}

impl<'t> BaseUrl<'t> {
    /// Takes a URL as the platform's own parser writes it (`URL.href`): scheme and host in lower case, hosts that are
    /// another spelling of 127.0.0.1 spelled so.
    ///
    /// # Errors
    /// `invalid_argument` for anything but https, or http on a loopback host, and for a user, a query or a fragment.
    /// The message never repeats the URL, which may carry a secret.
    pub fn parse(href: &'t str) -> Result<Self, InvalidArgument> {
        match fault(href) {
            None => Ok(Self(href.strip_suffix("/").unwrap_or(href))),
            Some(fault) => Err(InvalidArgument {
                message: format!(
                    "baseUrl must be an https URL (http only on a loopback host) with no user, query or fragment; it {fault}"
                ),
            }),
        }
    }

    /// A URL that [`BaseUrl::parse`] has taken before.
    pub fn parsed(url: &'t str) -> Self {
        Self(url)
    }

    /// Whether it is X's own, and not a proxy.
    pub fn is_of_x(self) -> bool {
        let rest = self.0.strip_prefix("https://").unwrap_or_default();
        let host = host_of(before(rest, '/'));
        is_within(host, "x.com") || is_within(host, "twitter.com")
    }

    /// Without a slash at the end.
    pub fn as_str(self) -> &'t str {
        self.0
    }
}

fn fault(href: &str) -> Option<&'static str> {
    let (secure, rest) = match (href.strip_prefix("https://"), href.strip_prefix("http://")) {
        (Some(rest), _) => (true, rest),
        (None, Some(rest)) => (false, rest),
        (None, None) => return Some("has another scheme"),
    };
    let authority = before(rest, '/');
    if rest.contains('#') {
        Some("has a fragment")
    } else if rest.contains('?') {
        Some("has a query")
    } else if authority.contains('@') {
        Some("carries a user")
    } else if secure || is_loopback(authority) {
        None
    } else {
        Some("is plain http on another host, where a token could be read on the way")
    }
}

/// The text before the first `separator`, or all of it.
fn before(text: &str, separator: char) -> &str {
    text.split_once(separator).map_or(text, |(before, _)| before)
}

fn host_of(authority: &str) -> &str {
    before(authority, ':')
}

fn is_within(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|below| below.is_empty() || below.ends_with('.'))
}

/// Loopback as browsers count it (W3C Secure Contexts, 3.1): 127.0.0.0/8, ::1, localhost and what is below it.
fn is_loopback(authority: &str) -> bool {
    if authority == "[::1]" || authority.starts_with("[::1]:") {
        return true;
    }
    let host = host_of(authority);
    let is_address = host.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.'));
    is_within(host, "localhost") || (is_address && host.starts_with("127."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_and_http_on_loopback_are_taken_and_a_path_prefix_is_kept() {
        let table = [
            ("https://api.x.com/", "https://api.x.com"),
            ("https://example.org/x/api/", "https://example.org/x/api"),
            ("http://localhost:8787/", "http://localhost:8787"),
            ("http://app.localhost/", "http://app.localhost"),
            ("http://127.0.0.1:1/worlds/a", "http://127.0.0.1:1/worlds/a"),
            ("http://127.8.9.10/", "http://127.8.9.10"),
            ("http://[::1]:80/", "http://[::1]:80"),
        ];
        for (href, wanted) in table {
            assert_eq!(BaseUrl::parse(href).unwrap().as_str(), wanted);
        }
    }

    #[test]
    fn a_url_that_could_give_the_token_away_is_refused() {
        let table = [
            ("http://api.x.com/", "plain http"),
            ("http://127.evil.example/", "plain http"),
            ("http://127.0.0.1.evil.example/", "plain http"),
            ("http://localhost.evil.example/", "plain http"),
            ("http://notlocalhost/", "plain http"),
            ("http://[::2]/", "plain http"),
            ("https://user:secret@api.x.com/", "carries a user"),
            ("https://secret@api.x.com/", "carries a user"),
            ("https://api.x.com/?key=secret", "has a query"),
            ("https://api.x.com/#secret", "has a fragment"),
            ("ftp://api.x.com/", "another scheme"),
            ("javascript:alert(1)", "another scheme"),
            ("", "another scheme"),
        ];
        for (href, wanted) in table {
            let message = BaseUrl::parse(href).unwrap_err().message;
            assert!(message.starts_with("baseUrl must be an https URL"), "{message}");
            assert!(message.contains(wanted), "{href}: {message}");
            assert!(!message.contains("secret"), "{message}");
        }
    }
}
