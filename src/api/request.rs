//! What is asked of X.

use super::{BaseUrl, Endpoint, People, Text, UserId};
use crate::error::Error;

/// The largest page of a list that X gives.
const MAX_PAGE: u32 = 1000;

/// What is sent, but for the headers that say who is asking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Which call this is.
    pub endpoint: Endpoint,
    /// Where the API is.
    pub base: Text,
    /// The path below that, beginning with a slash.
    pub path: Text,
    /// The query's parameters, not encoded yet.
    pub query: Vec<(&'static str, Text)>,
    /// Its body; empty where there is none. A form, unless it begins with a brace: then it is JSON.
    pub body: Text,
}

impl Request {
    /// A request of this path, in pieces, with no query and no body.
    pub fn new(endpoint: Endpoint, base: BaseUrl<'_>, path: &[&str]) -> Box<Self> {
        Box::new(Self { endpoint, base: base.text(), path: Text::of(path), query: Vec::new(), body: Text::default() })
    }

    /// Mute `target` for `source`, who must be the user that asks.
    pub fn mute(base: BaseUrl<'_>, source: UserId<'_>, target: UserId<'_>) -> Box<Self> {
        let mut request = Self::new(Endpoint::Mute, base, &["/2/users/", source.as_str(), "/muting"]);
        request.body = Text::of(&[r#"{"target_user_id":""#, target.as_str(), r#""}"#]);
        request
    }

    /// Unmute `target` for `source`, who must be the user that asks.
    pub fn unmute(base: BaseUrl<'_>, source: UserId<'_>, target: UserId<'_>) -> Box<Self> {
        let path = ["/2/users/", source.as_str(), "/muting/", target.as_str()];
        Self::new(Endpoint::Unmute, base, &path)
    }

    /// One page of those whom `source`, who must be the user that asks, has muted: from where `next_token` says, or from
    /// the beginning where that is empty.
    ///
    /// # Errors
    /// `invalid_argument` for a page of less than 1 or more than 1,000.
    pub fn muted(
        base: BaseUrl<'_>,
        source: UserId<'_>,
        page_size: u32,
        next_token: &str,
        user_fields: &str,
    ) -> Result<Box<Self>, Box<Error>> {
        if !(1..=MAX_PAGE).contains(&page_size) {
            return Err(Error::invalid_argument("pageSize must be a whole number from 1 to 1000", ""));
        }
        let path = ["/2/users/", source.as_str(), "/muting"];
        let mut request = Self::new(Endpoint::Muted, base, &path);
        let mut size = Text::default();
        size.push_number(page_size.into());
        request.ask("max_results", size.as_str());
        request.ask("pagination_token", next_token);
        request.ask("user.fields", user_fields);
        Ok(request)
    }

    /// Who is asking.
    pub fn me(base: BaseUrl<'_>) -> Box<Self> {
        Self::new(Endpoint::Me, base, &["/2/users/me"])
    }

    /// Up to 100 people.
    pub fn users(base: BaseUrl<'_>, people: &People, user_fields: &str) -> Box<Self> {
        let path = if people.are_usernames { "/2/users/by" } else { "/2/users" };
        let mut request = Self::new(Endpoint::Users, base, &[path]);
        request.ask(people.parameter(), people.list.as_str());
        request.ask("user.fields", user_fields);
        request
    }

    /// Adds a parameter to the query, unless it is empty.
    fn ask(&mut self, name: &'static str, value: &str) {
        if !value.is_empty() {
            self.query.push((name, value.into()));
        }
    }

    /// A parameter of the query.
    pub fn asked(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(asked, _)| *asked == name).map(|(_, value)| value.as_str())
    }

    /// Adds a field to a body that is a form (WHATWG URL, application/x-www-form-urlencoded; every byte but the unreserved
    /// is encoded, which reads the same).
    pub fn fill_in(&mut self, name: &str, value: &str) {
        self.body.push_item("&", name).push("=").push_encoded(value);
    }

    /// Its whole URL, for tests to compare.
    #[cfg(test)]
    pub fn url(&self) -> Text {
        let mut url = Text::default();
        self.write_url(&mut url);
        url
    }

    /// Adds its whole URL to a text.
    pub fn write_url(&self, text: &mut Text) {
        text.push(self.base.as_str()).push(self.path.as_str());
        let mut separator = "?";
        for (name, value) in &self.query {
            text.push(separator).push(name).push("=").push_encoded(value.as_str());
            separator = "&";
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> UserId<'_> {
        UserId::parse("id", text).unwrap()
    }

    #[test]
    fn mute_posts_the_target_as_a_string() {
        let request = Request::mute(BaseUrl::default(), id("2244994945"), id("1234567890123456789"));
        assert_eq!(request.endpoint.method(), "POST");
        assert_eq!(request.url().as_str(), "https://api.x.com/2/users/2244994945/muting");
        assert_eq!(request.body.as_str(), r#"{"target_user_id":"1234567890123456789"}"#);
    }

    #[test]
    fn unmute_deletes_and_has_no_body() {
        let request = Request::unmute(BaseUrl::default(), id("2244994945"), id("1234567890123456789"));
        assert_eq!(request.endpoint.method(), "DELETE");
        assert_eq!(request.url().as_str(), "https://api.x.com/2/users/2244994945/muting/1234567890123456789");
        assert_eq!(request.body.as_str(), "");
    }

    #[test]
    fn a_page_of_the_muted_is_asked_for_by_its_token() {
        let page = |size, token, fields| Request::muted(BaseUrl::default(), id("7"), size, token, fields);
        let url = |request: Box<Request>| request.url().as_str().to_owned();
        assert_eq!(url(page(1000, "", "").unwrap()), "https://api.x.com/2/users/7/muting?max_results=1000");
        assert_eq!(
            url(page(5, "a&b=", "name,verified").unwrap()),
            "https://api.x.com/2/users/7/muting?max_results=5&pagination_token=a%26b%3D&user.fields=name%2Cverified"
        );
        for size in [0, 1001, u32::MAX] {
            assert!(page(size, "", "").unwrap_err().message.as_str().starts_with("pageSize must be"));
        }
    }

    #[test]
    fn people_are_looked_up_by_what_they_are_given_by() {
        let ids = People::ids("1,2").unwrap();
        let usernames = People::usernames("@jack,X").unwrap();
        let url = |people| Request::users(BaseUrl::default(), people, "name").url().as_str().to_owned();
        assert_eq!(url(&ids), "https://api.x.com/2/users?ids=1%2C2&user.fields=name");
        assert_eq!(url(&usernames), "https://api.x.com/2/users/by?usernames=jack%2CX&user.fields=name");
    }

    #[test]
    fn a_form_is_encoded() {
        let mut request = Request::new(Endpoint::Token, BaseUrl::default(), &["/2/oauth2/token"]);
        request.fill_in("grant_type", "refresh_token");
        request.fill_in("refresh_token", "a+b/c= &");
        assert_eq!(request.body.as_str(), "grant_type=refresh_token&refresh_token=a%2Bb%2Fc%3D%20%26");
    }
}
