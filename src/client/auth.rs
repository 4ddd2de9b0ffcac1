//! Who asks, request by request.

#[cfg(feature = "client")]
use super::{ClientPlatform, Task, perform};
use super::{FailureOf, Platform};
use crate::api::Request;
use crate::auth::Bearer;
#[cfg(feature = "client")]
use crate::auth::OAuth1;

/// What is said if the platform's cryptography does not answer.
#[cfg(feature = "client")]
pub const NO_CRYPTO: &str = "WebCrypto gave nothing within timeoutMs";

/// Gives each request its Authorization header.
pub trait Authorize<P: Platform> {
    /// The value of the header; none if the request needs none. `refused` is the header that X has just answered with 401.
    ///
    /// # Errors
    /// What the caller threw when asked, `timeout`, or `invalid_argument` for what is no token.
    fn header(
        &self,
        platform: &P,
        request: &Request,
        refused: Option<&str>,
    ) -> impl Future<Output = Result<Option<String>, FailureOf<P>>>;

    /// True if there may be another token after X has refused one.
    fn has_other_tokens(&self) -> bool {
        false
    }
}

impl<P: Platform> Authorize<P> for Bearer {
    async fn header(&self, _: &P, _: &Request, _: Option<&str>) -> Result<Option<String>, FailureOf<P>> {
        Ok(Some(Bearer::header(self).into()))
    }
}

/// The ways to say who asks.
#[cfg(feature = "client")]
pub enum Auth {
    /// A token.
    Bearer(Bearer),
    /// A token that the caller gives when asked, before each request.
    Asked,
    /// Keys that sign each request, as it reaches this base URL.
    OAuth1(OAuth1, String),
    /// This header. Where it is none, no header is sent: a proxy knows who asks.
    Given(Option<String>),
}

#[cfg(feature = "client")]
impl<P: ClientPlatform> Authorize<P> for Auth {
    async fn header(
        &self,
        platform: &P,
        request: &Request,
        refused: Option<&str>,
    ) -> Result<Option<String>, FailureOf<P>> {
        match self {
            Self::Bearer(bearer) => Ok(Some(bearer.header().into())),
            Self::Given(header) => Ok(header.clone()),
            Self::Asked => {
                let fault = "the function given as auth gave nothing within timeoutMs";
                let refused = refused.and_then(|header| header.strip_prefix(Bearer::SCHEME));
                let token = perform(platform, Task::Token(refused), fault).await?;
                Ok(Some(Bearer::parse("auth", &token)?.header().into()))
            }
            Self::OAuth1(keys, base) => {
                let seconds = platform.now() / 1000;
                let nonce = format!("{}{}", platform.random(), platform.random());
                let url = [base, request.path.as_str()].concat();
                let text =
                    keys.signature_base(request.endpoint.method().as_str(), &url, &request.query, &nonce, seconds);
                let signature = perform(platform, Task::HmacSha1(&keys.key(), &text), NO_CRYPTO).await?;
                Ok(Some(keys.header(&nonce, seconds, &signature)))
            }
        }
    }

    fn has_other_tokens(&self) -> bool {
        matches!(self, Self::Asked)
    }
}
