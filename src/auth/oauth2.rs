//! OAuth 2.0: the Authorization Code grant with PKCE (RFC 6749, 4.1; RFC 7636), as X has it.

use crate::api::{BaseUrl, Code, Endpoint, Error, Request, encoded};

/// The application that people sign in to.
#[derive(Clone)]
pub struct OAuthClient {
    /// `client_id`.
    pub id: String,
    /// The Authorization header of a confidential client; none for a public one.
    pub authorization: Option<String>,
    /// Where the token endpoint is.
    pub base: String,
}

impl OAuthClient {
    /// A client whose tokens come from `base`. `page` is the origin of the web page that asks, if one does.
    ///
    /// # Errors
    /// `invalid_argument` where a web page would ask X itself: X executes the request, but a page cannot read the answer,
    /// for X sends no CORS headers; so the code or refresh token in it would be lost.
    pub fn new(
        id: &str,
        authorization: Option<&str>,
        base: BaseUrl<'_>,
        page: Option<&str>,
    ) -> Result<Self, Box<Error>> {
        if page.is_some() && base.is_of_x() {
            return Err(Error::invalid_argument(
                "baseUrl must be a proxy on the page's own origin: X would spend the code or the refresh token, \
                 and a web page cannot read its answer, for X sends no CORS headers",
            ));
        }
        Ok(Self { id: id.into(), authorization: authorization.map(Into::into), base: base.as_str().into() })
    }

    /// Exchanges a code, which lives 30 seconds and is good once.
    pub fn exchange(&self, code: &str, verifier: &str, redirect_uri: &str) -> Request {
        self.request(
            Endpoint::Token,
            &[
                ("grant_type", "authorization_code"),
                ("code", code),
                ("redirect_uri", redirect_uri),
                ("code_verifier", verifier),
            ],
        )
    }

    /// Exchanges a refresh token, which is good once.
    pub fn refresh(&self, refresh_token: &str) -> Request {
        self.request(Endpoint::Token, &[("grant_type", "refresh_token"), ("refresh_token", refresh_token)])
    }

    /// Makes a token worthless (RFC 7009). X is reported to refuse the request without the hint.
    pub fn revoke(&self, token: &str, hint: &str) -> Request {
        self.request(Endpoint::Revoke, &[("token", token), ("token_type_hint", hint)])
    }

    fn request(&self, endpoint: Endpoint, fields: &[(&str, &str)]) -> Request {
        let base = BaseUrl::parsed(&self.base);
        let request = Request::new(endpoint, base, format!("/2/oauth2/{}", endpoint.name()));
        request.with_form(&[&[("client_id", self.id.as_str())], fields].concat())
    }
}

/// Where to send people to sign in.
pub struct SignIn<'a> {
    /// X's page, with no query.
    pub authorize_url: &'a str,
    /// `client_id`.
    pub client_id: &'a str,
    /// Where X sends them back to; exactly as it is registered.
    pub redirect_uri: &'a str,
    /// With spaces between.
    pub scopes: &'a str,
    /// Comes back with them, and tells this sign-in from any other.
    pub state: &'a str,
    /// The SHA-256 of the verifier, in base64url.
    pub challenge: &'a str,
}

impl SignIn<'_> {
    /// The URL to send them to.
    pub fn url(&self) -> String {
        let mut url = format!("{}?response_type=code&code_challenge_method=S256", self.authorize_url);
        for (name, value) in [
            ("&client_id=", self.client_id),
            ("&redirect_uri=", self.redirect_uri),
            ("&scope=", self.scopes),
            ("&state=", self.state),
            ("&code_challenge=", self.challenge),
        ] {
            url.push_str(name);
            url.extend(encoded(value));
        }
        url
    }
}

/// How people came back.
pub struct Callback<'a> {
    /// The whole URL.
    pub url: &'a str,
    /// `state`, empty where it is missing, as the other parameters are.
    pub state: &'a str,
    /// `code`
    pub code: &'a str,
    /// `error`
    pub error: &'a str,
    /// `error_description`
    pub error_description: &'a str,
}

impl Callback<'_> {
    /// Whether this is the way back from the sign-in with that state and redirect URI, and with a code.
    ///
    /// # Errors
    /// `sign_in`: it is another's, or X or its user has refused.
    pub fn check(&self, state: &str, redirect_uri: &str) -> Result<(), Box<Error>> {
        let after = self.url.strip_prefix(redirect_uri).unwrap_or("x").as_bytes();
        let fault = if !matches!(after.first(), None | Some(b'?' | b'&' | b'#')) {
            "sign-in: callbackUrl is not below the redirect URI that it began with: give the URL that X has sent the user to"
        } else if state.is_empty() || !is_same(self.state, state) {
            "sign-in: the state is not that of this sign-in; it may be an old link or a forged one: begin again"
        } else if !self.error.is_empty() {
            return Err(refusal(self.error, self.error_description));
        } else if self.code.is_empty() {
            "sign-in: callbackUrl has no code: begin again"
        } else {
            return Ok(());
        };
        Err(Error::new(Code::SignIn, fault))
    }
}

fn refusal(error: &str, description: &str) -> Box<Error> {
    let what = if error == "access_denied" { "sign-in: the user did not allow it: " } else { "sign-in: X refused: " };
    let mut refusal = Error::new(Code::SignIn, what);
    refusal.message.push_str(error);
    refusal.append_nonempty(": ", description, "");
    refusal.title = Some(error.into());
    refusal.detail = if description.is_empty() { None } else { Some(description.into()) };
    refusal
}

/// Compares in a time that tells nothing of where they differ.
fn is_same(one: &str, other: &str) -> bool {
    let difference = one.bytes().zip(other.bytes()).fold(0, |difference, (a, b)| difference | (a ^ b));
    one.len() == other.len() && core::hint::black_box(difference) == 0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::api::Body;

    fn client(base: &str, page: Option<&str>) -> Result<OAuthClient, Box<Error>> {
        OAuthClient::new("my client", None, BaseUrl::parse(base).unwrap(), page)
    }

    #[test]
    fn a_web_page_does_not_ask_x_itself_for_tokens() {
        for x in ["https://api.x.com/", "https://api.twitter.com/", "https://x.com/", "https://x.com:443/a"] {
            let message = client(x, Some("https://example.org")).err().unwrap().message;
            assert!(message.starts_with("baseUrl must be a proxy on the page's own origin"), "{x}");
            assert!(client(x, None).is_ok());
        }
        for other in ["https://example.org/", "https://apix.com/", "https://x.com.example/", "http://127.0.0.1:80/"] {
            assert!(client(other, Some("https://example.org")).is_ok(), "{other}");
        }
    }

    #[test]
    fn requests_are_forms_of_x_s_fields() {
        let client = client("https://example.org/x/", None).unwrap_or_else(|_| panic!());
        let exchange = client.exchange("c/1", "v", "https://a.b/?c");
        assert_eq!(exchange.url(), "https://example.org/x/2/oauth2/token");
        assert_eq!(
            exchange.body.as_ref().map(Body::as_str).unwrap(),
            "client_id=my%20client&grant_type=authorization_code&code=c%2F1&redirect_uri=https%3A%2F%2Fa.b%2F%3Fc&code_verifier=v"
        );
        assert_eq!(
            client.refresh("r").body.unwrap().as_str(),
            "client_id=my%20client&grant_type=refresh_token&refresh_token=r"
        );
        let revoke = client.revoke("t", "access_token");
        assert_eq!(revoke.url(), "https://example.org/x/2/oauth2/revoke");
        assert_eq!(
            revoke.body.as_ref().unwrap().as_str(),
            "client_id=my%20client&token=t&token_type_hint=access_token"
        );
    }

    #[test]
    fn people_are_sent_to_x_s_page_with_all_that_it_needs() {
        let sign_in = SignIn {
            authorize_url: "https://x.com/i/oauth2/authorize",
            client_id: "id",
            redirect_uri: "https://a.b/c",
            scopes: "mute.write tweet.read",
            state: "s",
            challenge: "ch",
        };
        assert_eq!(
            sign_in.url(),
            "https://x.com/i/oauth2/authorize?response_type=code&code_challenge_method=S256&client_id=id\
             &redirect_uri=https%3A%2F%2Fa.b%2Fc&scope=mute.write%20tweet.read&state=s&code_challenge=ch"
        );
    }

    #[test]
    fn only_the_way_back_from_this_sign_in_is_taken() {
        let check = |url: &str, state: &str, code: &str, error: &str| {
            let callback = Callback { url, state, code, error, error_description: "" };
            callback.check("the-state", "https://a.b/c").map_err(|error| error.message)
        };
        assert_eq!(check("https://a.b/c?code=1", "the-state", "1", ""), Ok(()));
        assert_eq!(check("https://a.b/c", "the-state", "1", ""), Ok(()));
        let table = [
            (check("https://a.b/cd?code=1", "the-state", "1", ""), "not below the redirect URI"),
            (check("https://evil.example/", "the-state", "1", ""), "not below the redirect URI"),
            (check("https://a.b/c?code=1", "the-stat", "1", ""), "state is not that of this sign-in"),
            (check("https://a.b/c?code=1", "", "1", ""), "state is not that of this sign-in"),
            (check("https://a.b/c?code=1", "other", "", "access_denied"), "state is not that of this sign-in"),
            (
                check("https://a.b/c?error", "the-state", "", "access_denied"),
                "the user did not allow it: access_denied",
            ),
            (check("https://a.b/c?error", "the-state", "1", "server_error"), "X refused: server_error"),
            (check("https://a.b/c", "the-state", "", ""), "has no code"),
        ];
        for (result, wanted) in table {
            assert!(result.as_ref().unwrap_err().contains(wanted), "{result:?}");
        }
    }

    proptest! {
        #[test]
        fn any_callback_is_taken_or_refused(
            url in ".{0,40}", state in ".{0,8}", code in ".{0,8}", error in ".{0,8}", wanted in ".{0,8}", uri in ".{0,20}",
        ) {
            let callback = Callback { url: &url, state: &state, code: &code, error: &error, error_description: "" };
            if callback.check(&wanted, &uri).is_ok() {
                prop_assert!(state == wanted && !state.is_empty() && url.starts_with(&uri) && !code.is_empty());
            }
        }
    }
}
