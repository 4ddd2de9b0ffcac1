//! Who asks, request by request.

use super::{Failure, Fetched, Lost, Platform, Task};
use crate::api::{Reply, Request, Text};
use crate::auth::{Bearer, OAuth1};
use crate::error::{Code, Error};

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
                let token = perform(platform, Task::Token(rejected), "the function given as auth").await?;
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
                let signature = perform(platform, task, "WebCrypto").await?;
                Ok(keys.header(nonce, seconds, &signature))
            }
        }
    }
}

/// The text that comes of a task of the platform's; `whose` it is, should it never end.
///
/// # Errors
/// What it threw, or `timeout`.
pub async fn perform<P: Platform>(platform: &P, task: Task<'_>, whose: &str) -> Result<String, Failure<P::Thrown>> {
    match platform.perform(task).await {
        Fetched::Reply(reply) => Ok(reply.text(u32::MAX)),
        Fetched::Lost(Lost::Timeout, _) => {
            let mut error = Error::new(Code::Timeout, whose);
            error.message.push(" gave nothing within timeoutMs");
            Err(error.into())
        }
        Fetched::Lost(_, thrown) => Err(Failure::Thrown(thrown)),
    }
}
