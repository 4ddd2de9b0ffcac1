//! Users, as X's answers tell of them.

use super::json::{Value, with_safe_numbers};
use super::problem::last_segment;
use super::text::{cut, is_alike};
use super::{Object, Request, Text, UserId};

/// Reads the answer to a lookup: JSON of those that were found, and of those that are missing, with what X says of each.
/// None where it is no such answer.
pub fn read_lookup(request: &Request, text: &str) -> Option<Text> {
    let reply = Value::parse(text)?;
    let (asked, field) = match request.asked("ids") {
        Some(ids) => (ids, "id"),
        None => (request.asked("usernames")?, "username"),
    };
    let [data, errors] = reply.members(["data", "errors"]);
    let users = users(data)?;
    let mut found = Named::new(users, field);
    let mut told = Named::new(errors, "value");
    let mut missing = Text::default();
    let mut rest = Some(asked);
    while let Some(list) = rest {
        let (name, after) = cut(list, b',');
        rest = after;
        if !found.find(name).is_there() {
            let error = told.find(name);
            // Without anyone found, only errors that speak of each are an answer.
            if !users.is_there() && !error.is_there() {
                return None;
            }
            missing.push_item(",", describe(field, name, error).as_str());
        }
    }
    let mut lookup = Object::default();
    tell_users(&mut lookup, users);
    lookup.list("missing", missing.as_str());
    if errors.items().any(is_of_field) {
        lookup.raw("withheld", "true");
    }
    Some(lookup.finish())
}

/// Whether X says that it keeps a field of someone's to itself, or has failed to read it.
fn is_of_field(error: Value<'_>) -> bool {
    let kind = last_segment(error.told("type"));
    matches!(kind, "field-hydration-failure" | "field-unauthorized" | "not-authorized-for-field")
}

/// A reply's users, if it has any; none at all where one of them has no ID.
fn users(data: Value<'_>) -> Option<Value<'_>> {
    if matches!(data.raw(), "" | "null") {
        return Some(Value::default());
    }
    for user in data.items() {
        has_id(user)?;
    }
    data.is_list().then_some(data)
}

fn tell_users(object: &mut Object, users: Value<'_>) {
    let users = with_safe_numbers(users);
    object.raw("users", if users.as_str().is_empty() { "[]" } else { users.as_str() });
}

fn has_id(user: Value<'_>) -> Option<()> {
    UserId::fault(user.told("id")).is_none().then_some(())
}

/// The items of a list by a field of theirs.
struct Named<'t> {
    items: Vec<(&'t str, Value<'t>)>,
    /// After the one that was found last: X answers in the order in which it was asked.
    next: usize,
}

impl<'t> Named<'t> {
    fn new(list: Value<'t>, field: &str) -> Self {
        let mut items = Vec::new();
        for item in list.items() {
            let name = item.told(field);
            if !name.is_empty() {
                items.push((name, item));
            }
        }
        Self { items, next: 0 }
    }

    /// The item whose field is this text, in upper or lower case.
    fn find(&mut self, text: &str) -> Value<'t> {
        let is_it = |(name, _): &&(&str, _)| is_alike(name, text);
        if let Some((_, item)) = self.items.get(self.next).filter(is_it) {
            self.next += 1;
            return *item;
        }
        self.items.iter().find(is_it).map(|(_, item)| *item).unwrap_or_default()
    }
}

fn describe(field: &str, name: &str, error: Value<'_>) -> Text {
    let mut missing = Object::default();
    missing.string(field, name);
    missing.keep("title", error.told("title"));
    missing.keep("detail", error.told("detail"));
    missing.keep("type", last_segment(error.told("type")));
    missing.finish()
}

/// Reads a page of a list of users: JSON of the users, and where the next page begins. None where it is no such page: one
/// with neither users nor a word on how many there are, or one whose next page is itself.
pub fn read_page(request: &Request, text: &str) -> Option<Text> {
    let reply = Value::parse(text)?;
    let [data, meta, errors] = reply.members(["data", "meta", "errors"]);
    let next = meta.told("next_token");
    let users = users(data)?;
    // X leaves an empty list out.
    if !users.is_there() && !meta.member("result_count").is_there() {
        return None;
    }
    let mut page = Object::default();
    tell_users(&mut page, users);
    if !next.is_empty() && Some(next) == request.asked("pagination_token") {
        return None;
    }
    page.keep("nextToken", next);
    if errors.is_there() {
        page.raw("errors", with_safe_numbers(errors).as_str());
    }
    Some(page.finish())
}

/// Reads one user: JSON. None where it is none.
pub fn read_user(text: &str) -> Option<Text> {
    let user = Value::parse(text)?.member("data");
    has_id(user)?;
    Some(with_safe_numbers(user))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::api::{BaseUrl, People};

    fn lookup(people: &People, text: &str) -> Option<String> {
        let request = Request::users(BaseUrl::default(), people, "");
        read_lookup(&request, text).map(|json| json.as_str().to_owned())
    }

    #[test]
    fn whoever_is_not_among_the_found_is_missing_with_what_x_says() {
        let people = People::ids("1,2,3").unwrap();
        let text = r#"{"data":[{"id":"2","n":12345678901234567890}],"errors":[{"value":"1","title":"Not Found Error",
            "detail":"Could not find user with ids: [1].","type":"https://api.x.com/2/problems/resource-not-found"}]}"#;
        assert_eq!(
            lookup(&people, text).as_deref(),
            Some(concat!(
                r#"{"users":[{"id":"2","n":"12345678901234567890"}],"missing":[{"id":"1","title":"Not Found Error","#,
                r#""detail":"Could not find user with ids: [1].","type":"resource-not-found"},{"id":"3"}]}"#
            ))
        );
    }

    #[test]
    fn an_answer_in_another_order_than_asked_is_read_as_well() {
        let people = People::ids("1,2,3,4,5").unwrap();
        let found = r#"{"data":[{"id":"5"},{"id":"1"},{"id":"4"}],"errors":[{"value":"3","title":"c"},{"value":"2","title":"b"}]}"#;
        let wanted = concat!(
            r#"{"users":[{"id":"5"},{"id":"1"},{"id":"4"}],"#,
            r#""missing":[{"id":"2","title":"b"},{"id":"3","title":"c"}]}"#
        );
        assert_eq!(lookup(&people, found).as_deref(), Some(wanted));
    }

    #[test]
    fn a_field_that_x_keeps_to_itself_is_told_of() {
        let people = People::ids("1").unwrap();
        let text = |kind| {
            format!(
                r#"{{"data":[{{"id":"1"}}],"errors":[{{"value":"1","type":"https://api.x.com/2/problems/{kind}"}}]}}"#
            )
        };
        assert!(lookup(&people, &text("field-hydration-failure")).unwrap().ends_with(r#","withheld":true}"#));
        assert!(!lookup(&people, &text("resource-not-found")).unwrap().contains("withheld"));
    }

    #[test]
    fn usernames_are_found_in_any_case() {
        let people = People::usernames("Jack").unwrap();
        let wanted = r#"{"users":[{"id":"12","username":"jack"}],"missing":[]}"#;
        assert_eq!(lookup(&people, r#"{"data":[{"id":"12","username":"jack"}]}"#).as_deref(), Some(wanted));
    }

    #[test]
    fn errors_alone_are_an_answer_only_where_they_speak_of_everyone() {
        let people = People::ids("1").unwrap();
        assert!(lookup(&people, r#"{"errors":[{"value":"1","title":"Not Found Error"}]}"#).is_some());
        for text in ["", "{}", "[]", r#"{"errors":[{"code":88}]}"#, r#"{"data":[{}]}"#, r#"{"data":[{"id":1}]}"#] {
            assert_eq!(lookup(&people, text), None, "{text}");
        }
    }

    fn page(token: &str, text: &str) -> Option<String> {
        let id = UserId::parse("id", "7").unwrap();
        let request = Request::muted(BaseUrl::default(), id, 1000, token, "").unwrap();
        read_page(&request, text).map(|json| json.as_str().to_owned())
    }

    #[test]
    fn a_page_has_users_and_where_the_next_one_begins() {
        let table = [
            (
                r#"{"data":[{"id":"1","name":"a\"b"}],"meta":{"result_count":1,"next_token":"x"}}"#,
                r#"{"users":[{"id":"1","name":"a\"b"}],"nextToken":"x"}"#,
            ),
            (r#"{"data":[],"meta":{"result_count":0}}"#, r#"{"users":[]}"#),
            (r#"{"data":null,"meta":{"result_count":0}}"#, r#"{"users":[]}"#),
            (r#"{"meta":{"result_count":0,"next_token":"y"}}"#, r#"{"users":[],"nextToken":"y"}"#),
            (r#"{"data":[{"id":"1"}]}"#, r#"{"users":[{"id":"1"}]}"#),
            (r#"{"data":[{"id":"1"}],"errors":[{"title":"t"}]}"#, r#"{"users":[{"id":"1"}],"errors":[{"title":"t"}]}"#),
        ];
        for (text, wanted) in table {
            assert_eq!(page("", text).as_deref(), Some(wanted));
        }
    }

    #[test]
    fn what_may_hide_a_part_of_the_list_is_no_page() {
        for text in [
            "",
            "{}",
            "[]",
            "null",
            r#"{"data":{}}"#,
            r#"{"data":[{"name":"x"}]}"#,
            r#"{"data":["1"]}"#,
            r#"{"meta":{}}"#,
        ] {
            assert_eq!(page("", text), None, "{text}");
        }
        assert_eq!(page("same", r#"{"data":[],"meta":{"next_token":"same"}}"#), None);
    }

    #[test]
    fn a_user_has_an_id() {
        assert_eq!(
            read_user(r#"{"data":{"id":"1"}}"#).map(|json| json.as_str().to_owned()).as_deref(),
            Some(r#"{"id":"1"}"#)
        );
        for text in ["", "{}", r#"{"data":{}}"#, r#"{"data":{"id":1}}"#, r#"{"data":[]}"#] {
            assert_eq!(read_user(text), None);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn any_answer_is_read_or_refused(text in r#"(\{"(data|errors|meta)":\[?\{?("(id|value|username)":"1")?.{0,24}|.{0,64})"#) {
            let people = People::ids("1,2").unwrap();
            lookup(&people, &text);
            page("", &text);
            read_user(&text);
        }
    }
}
