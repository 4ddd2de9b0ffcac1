//! Who asks, request by request.

use super::{Failure, Platform, Task, perform};
use crate::api::{Reply, Request, Text};
use crate::auth::{Bearer, OAuth1};

/// What is said where the platform's cryptography does not answer.
pub const NO_CRYPTO: &str = "WebCrypto gave nothing within timeoutMs";

/// Who asks.
pub enum Auth {
    /// The one whom a token stands for.
    Bearer(Bearer),
    /// The one whose token the caller gives when asked, before each request.
    Asked,
    /// The one who signs each request, as it reaches this base URL.
    OAuth1(OAuth1, Text),
    /// Whoever this header stands for; where it is empty, none is sent: a proxy knows.
    Given(Text),
}

impl Auth {
    /// The Authorization header of a request; empty where none is sent. `rejected` is a token that was refused before.
    ///
    /// # Errors
    /// What the caller threw when asked, `timeout`, or `invalid_argument` for what is no token.
    pub async fn header<P: Platform>(
        &self,
        platform: &P,
        request: &Request,
        rejected: &str,
    ) -> Result<Text, Failure<P::Thrown>> {
        match self {
            Self::Bearer(bearer) => Ok(bearer.header()),
            Self::Given(header) => Ok(header.clone()),
            Self::Asked => {
                let fault = "the function given as auth gave nothing within timeoutMs";
                let token = perform(platform, Task::Token(rejected), fault).await?.text(u32::MAX);
                Ok(Bearer::parse("auth", &token)?.header())
            }
            Self::OAuth1(keys, base) => {
                let seconds = platform.now() / 1000;
                let mut nonce = Text::default();
                nonce.push_number(platform.random().into()).push_number(platform.random().into());
                let mut url = base.clone();
                url.push(request.path.as_str());
                let (method, nonce) = (request.endpoint.method(), nonce.as_str());
                let text = keys.signature_base(method, url.as_str(), &request.query, nonce, seconds);
                let key = keys.key();
                let task = Task::HmacSha1(key.as_str(), text.as_str());
                let signature = perform(platform, task, NO_CRYPTO).await?.text(u32::MAX);
                Ok(keys.header(nonce, seconds, &signature))
            }
        }
    }
}
