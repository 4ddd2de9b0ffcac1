//! What is asked of X.

use super::{BaseUrl, Endpoint, UserId};
#[cfg(feature = "client")]
use super::{InvalidArgument, People, UserList, encode::push_pair};

/// The largest page of a list that X gives.
#[cfg(feature = "client")]
const MAX_PAGE: u32 = 1000;

/// The body of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// A JSON text.
    Json(String),
    /// A form (WHATWG URL, application/x-www-form-urlencoded), with every byte encoded that is not unreserved.
    #[cfg(feature = "client")]
    Form(String),
}

impl Body {
    /// The value of the `content-type` header.
    pub fn content_type(&self) -> &'static str {
        match self {
            Self::Json(_) => "application/json",
            #[cfg(feature = "client")]
            Self::Form(_) => "application/x-www-form-urlencoded",
        }
    }

    /// What is sent.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Json(text) => text,
            #[cfg(feature = "client")]
            Self::Form(text) => text,
        }
    }
}

/// What is sent, except the headers that say who is asking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Which call this is.
    pub endpoint: Endpoint,
    /// Where the API is, without a slash at the end.
    pub base: String,
    /// The path below that, beginning with a slash.
    pub path: String,
    /// The query's parameters, not encoded yet.
    #[cfg(feature = "client")]
    pub query: Vec<(&'static str, String)>,
    /// Its body, if it has one.
    pub body: Option<Body>,
}

impl Request {
    /// A request with no query and no body.
    pub fn new(endpoint: Endpoint, base: BaseUrl<'_>, path: String) -> Self {
        Self {
            endpoint,
            base: base.as_str().into(),
            path,
            #[cfg(feature = "client")]
            query: Vec::new(),
            body: None,
        }
    }

    /// Mute `target` for `source`, who must be the user that asks.
    pub fn mute(base: BaseUrl<'_>, source: UserId<'_>, target: UserId<'_>) -> Self {
        let mut request = Self::new(Endpoint::Mute, base, format!("/2/users/{}/muting", source.as_str()));
        request.body = Some(Body::Json(format!(r#"{{"target_user_id":"{}"}}"#, target.as_str())));
        request
    }

    /// Unmute `target` for `source`, who must be the user that asks.
    pub fn unmute(base: BaseUrl<'_>, source: UserId<'_>, target: UserId<'_>) -> Self {
        Self::new(Endpoint::Unmute, base, format!("/2/users/{}/muting/{}", source.as_str(), target.as_str()))
    }

    /// Its whole URL.
    #[cfg(not(feature = "client"))]
    pub fn url(&self) -> String {
        [self.base.as_str(), &self.path].concat()
    }
}

#[cfg(feature = "client")]
impl Request {
    /// Its whole URL.
    pub fn url(&self) -> String {
        let mut query = String::new();
        for (name, value) in &self.query {
            push_pair(&mut query, name, value);
        }
        let mark = if query.is_empty() { "" } else { "?" };
        [&self.base, &self.path, mark, &query].concat()
    }

    /// One page of a list of `source`, who must be the user that asks: from where `next_token` says, or from the beginning if that is
    /// empty.
    ///
    /// # Errors
    /// `invalid_argument` for a page of less than 1 or more than 1,000.
    pub fn list(
        base: BaseUrl<'_>,
        list: UserList,
        source: UserId<'_>,
        page_size: u32,
        next_token: &str,
        user_fields: &str,
    ) -> Result<Self, InvalidArgument> {
        if !(1..=MAX_PAGE).contains(&page_size) {
            return Err(InvalidArgument { message: "pageSize must be a whole number from 1 to 1000".into() });
        }
        let path = format!("/2/users/{}/{}", source.as_str(), list.segment());
        let mut request = Self::new(Endpoint::List(list), base, path);
        request.push_parameter("max_results", &page_size.to_string());
        request.push_parameter("pagination_token", next_token);
        request.push_parameter("user.fields", user_fields);
        Ok(request)
    }

    /// The user that asks.
    pub fn me(base: BaseUrl<'_>) -> Self {
        Self::new(Endpoint::Me, base, "/2/users/me".into())
    }

    /// Up to 100 people.
    pub fn users(base: BaseUrl<'_>, people: &People, user_fields: &str) -> Self {
        let path = if matches!(people, People::Usernames(_)) { "/2/users/by" } else { "/2/users" };
        let mut request = Self::new(Endpoint::Users, base, path.into());
        let (name, list) = people.parameter();
        request.push_parameter(name, list);
        request.push_parameter("user.fields", user_fields);
        request
    }

    /// Appends a parameter to the query, unless its value is empty.
    fn push_parameter(&mut self, name: &'static str, value: &str) {
        if !value.is_empty() {
            self.query.push((name, value.into()));
        }
    }

    /// The value of a parameter of the query.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(other, _)| *other == name).map(|(_, value)| value.as_str())
    }

    /// The same with these fields as a form.
    pub fn with_form(mut self, fields: &[(&str, &str)]) -> Self {
        let mut form = String::new();
        for (name, value) in fields {
            push_pair(&mut form, name, value);
        }
        self.body = Some(Body::Form(form));
        self
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
        assert_eq!(request.url(), "https://api.x.com/2/users/2244994945/muting");
        assert_eq!(request.body, Some(Body::Json(r#"{"target_user_id":"1234567890123456789"}"#.into())));
    }

    #[test]
    fn unmute_deletes_and_has_no_body() {
        let request = Request::unmute(BaseUrl::default(), id("2244994945"), id("1234567890123456789"));
        assert_eq!(request.endpoint.method(), "DELETE");
        assert_eq!(request.url(), "https://api.x.com/2/users/2244994945/muting/1234567890123456789");
        assert_eq!(request.body, None);
    }

    #[test]
    #[cfg(feature = "client")]
    fn a_page_of_the_muted_is_asked_for_by_its_token() {
        let page =
            |size, token, fields| Request::list(BaseUrl::default(), UserList::Muted, id("7"), size, token, fields);
        let url = |request: Request| request.url();
        assert_eq!(url(page(1000, "", "").unwrap()), "https://api.x.com/2/users/7/muting?max_results=1000");
        assert_eq!(
            url(page(5, "a&b=", "name,verified").unwrap()),
            "https://api.x.com/2/users/7/muting?max_results=5&pagination_token=a%26b%3D&user.fields=name%2Cverified"
        );
        for size in [0, 1001, u32::MAX] {
            assert!(page(size, "", "").unwrap_err().message.starts_with("pageSize must be"));
        }
    }

    #[test]
    #[cfg(feature = "client")]
    fn each_list_of_users_has_a_path_and_a_public_name_of_its_own() {
        for &list in UserList::ALL {
            let request = Request::list(BaseUrl::default(), list, id("7"), 1, "", "").unwrap();
            assert_eq!(request.path, format!("/2/users/7/{}", list.segment()));
            assert_eq!(request.endpoint.method(), "GET");
            assert_eq!(UserList::from_name(request.endpoint.name()), Some(list));
        }
        assert_eq!(UserList::from_name("constructor"), None);
    }

    #[test]
    #[cfg(feature = "client")]
    fn people_are_looked_up_by_what_they_are_given_by() {
        let ids = People::ids("1,2").unwrap();
        let usernames = People::usernames("@jack,X").unwrap();
        let url = |people| Request::users(BaseUrl::default(), people, "name").url();
        assert_eq!(url(&ids), "https://api.x.com/2/users?ids=1%2C2&user.fields=name");
        assert_eq!(url(&usernames), "https://api.x.com/2/users/by?usernames=jack%2CX&user.fields=name");
    }

    #[test]
    #[cfg(feature = "client")]
    fn a_form_is_encoded() {
        let request = Request::new(Endpoint::Token, BaseUrl::default(), "/2/oauth2/token".into());
        let request = request.with_form(&[("grant_type", "refresh_token"), ("refresh_token", "a+b/c= &")]);
        let form = "grant_type=refresh_token&refresh_token=a%2Bb%2Fc%3D%20%26";
        assert_eq!(request.body, Some(Body::Form(form.into())));
    }
}
