//! The endpoints of X's API v2 and the requests that they take.

use super::{BaseUrl, Text, UserId};

/// A call of X's API. The names are the public ones, of messages and of `onResponse`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Endpoint {
    /// `POST /2/users/:id/muting`
    Mute,
    /// `DELETE /2/users/:source_user_id/muting/:target_user_id`
    Unmute,
}

impl Endpoint {
    /// The public name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mute => "mute",
            Self::Unmute => "unmute",
        }
    }
}

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// POST
    Post,
    /// DELETE
    Delete,
}

impl Method {
    /// As it goes over the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Post => "POST",
            Self::Delete => "DELETE",
        }
    }
}

/// What is sent, but for the headers that say who is asking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Which call this is.
    pub endpoint: Endpoint,
    /// Its method.
    pub method: Method,
    /// Its whole URL.
    pub url: Text,
    /// A JSON body, where there is one.
    pub body: Option<Text>,
}

impl Request {
    /// Mute `target` for `source`, who must be the user that the token belongs to.
    pub fn mute(base: BaseUrl<'_>, source: &UserId, target: &UserId) -> Self {
        let mut body = Text::from(r#"{"target_user_id":""#);
        body.push(target.as_str()).push(r#""}"#);
        Self {
            endpoint: Endpoint::Mute,
            method: Method::Post,
            url: base.join(&["/2/users/", source.as_str(), "/muting"]),
            body: Some(body),
        }
    }

    /// Unmute `target` for `source`, who must be the user that the token belongs to.
    pub fn unmute(base: BaseUrl<'_>, source: &UserId, target: &UserId) -> Self {
        Self {
            endpoint: Endpoint::Unmute,
            method: Method::Delete,
            url: base.join(&["/2/users/", source.as_str(), "/muting/", target.as_str()]),
            body: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> UserId {
        UserId::parse("id", text).unwrap()
    }

    #[test]
    fn mute_posts_the_target_as_a_string() {
        let request = Request::mute(BaseUrl::default(), &id("2244994945"), &id("1234567890123456789"));
        assert_eq!(request.method.as_str(), "POST");
        assert_eq!(request.url.as_str(), "https://api.x.com/2/users/2244994945/muting");
        assert_eq!(request.body.as_ref().map(Text::as_str), Some(r#"{"target_user_id":"1234567890123456789"}"#));
    }

    #[test]
    fn unmute_deletes_and_has_no_body() {
        let request = Request::unmute(BaseUrl::default(), &id("2244994945"), &id("1234567890123456789"));
        assert_eq!(request.method.as_str(), "DELETE");
        assert_eq!(request.url.as_str(), "https://api.x.com/2/users/2244994945/muting/1234567890123456789");
        assert_eq!(request.body, None);
    }
}
