use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::api::{BaseUrl, People, UserList};
use crate::testing::{Written, parsed};

fn read(people: &People, text: &str) -> Option<Lookup<Value>> {
    let request = Request::users(BaseUrl::default(), people, "");
    let reply = Written::ok(text);
    read_lookup(&request, &reply, &reply.json()?)
}

fn lookup(people: &People, text: &str) -> Option<Value> {
    read(people, text).map(|lookup| serde_json::to_value(lookup).unwrap())
}

#[test]
fn whoever_is_not_among_the_found_is_missing_with_what_x_says() {
    let people = People::ids("1,2,3").unwrap();
    let text = r#"{"data":[{"id":"2","n":12345678901234567890}],"errors":[{"value":"1","title":"Not Found Error",
        "detail":"Could not find user with ids: [1].","type":"https://api.x.com/2/problems/resource-not-found"}]}"#;
    assert_eq!(
        lookup(&people, text),
        parsed(
            r#"{"users":[{"id":"2","n":12345678901234567890}],"missing":[{"id":"1","title":"Not Found Error",
            "detail":"Could not find user with ids: [1].","type":"resource-not-found"},{"id":"3"}]}"#
        )
    );
}

#[test]
fn an_answer_in_another_order_than_asked_is_read_as_well() {
    let people = People::ids("1,2,3,4,5").unwrap();
    let found =
        r#"{"data":[{"id":"5"},{"id":"1"},{"id":"4"}],"errors":[{"value":"3","title":"c"},{"value":"2","title":"b"}]}"#;
    let wanted = json!({
        "users": [{ "id": "5" }, { "id": "1" }, { "id": "4" }],
        "missing": [{ "id": "2", "title": "b" }, { "id": "3", "title": "c" }],
    });
    assert_eq!(lookup(&people, found), Some(wanted));
}

#[test]
fn a_field_that_x_keeps_to_itself_is_told_of() {
    let people = People::ids("1").unwrap();
    let text = |kind| {
        format!(r#"{{"data":[{{"id":"1"}}],"errors":[{{"value":"1","type":"https://api.x.com/2/problems/{kind}"}}]}}"#)
    };
    assert!(read(&people, &text("field-hydration-failure")).unwrap().is_withheld);
    assert!(!read(&people, &text("resource-not-found")).unwrap().is_withheld);
}

#[test]
fn nobody_is_handed_on_who_was_not_asked_for() {
    let by_id = People::ids("7").unwrap();
    let missing = r#"{"users":[],"missing":[{"id":"7"}]}"#;
    let seven = r#"{"users":[{"id":"7"}],"missing":[]}"#;
    let table = [
        (r#"{"data":[{"id":"99"}]}"#, missing),
        (r#"{"data":[{"id":"99"},{"id":"70"},{"id":"77"},{"id":"0"}]}"#, missing),
        (r#"{"data":[{"id":"99","username":"7"}]}"#, missing),
        (r#"{"data":[{"id":"7","id":"99"}]}"#, missing),
        (r#"{"data":[{"id":"7","\u0069d":"99"}]}"#, missing),
        (r#"{"data":[{"id":"99"},{"id":"7"}]}"#, seven),
        (r#"{"data":[{"id":"7"},{"id":"99"}]}"#, seven),
        (r#"{"data":[{"id":"7"},{"id":"7"}]}"#, seven),
        (r#"{"data":[{"id":"7"}],"includes":{"users":[{"id":"99"}]}}"#, seven),
    ];
    for (text, wanted) in table {
        assert_eq!(lookup(&by_id, text), parsed(wanted), "{text}");
    }
    for refused in [r#"{"data":[{"id":"07"}]}"#, r#"{"data":{"id":"7"}}"#] {
        assert_eq!(lookup(&by_id, refused), None, "{refused}");
    }
}

#[test]
fn a_username_that_two_people_have_is_nobodys() {
    let people = People::usernames("jack").unwrap();
    let both = r#"{"data":[{"id":"12","username":"jack"},{"id":"99","username":"JACK"}]}"#;
    assert_eq!(lookup(&people, both), None);
    let others = r#"{"data":[{"id":"12","username":"jack"},{"id":"99","username":"jack2"},{"id":"98"}]}"#;
    assert_eq!(lookup(&people, others), parsed(r#"{"users":[{"id":"12","username":"jack"}],"missing":[]}"#));
}

#[test]
fn a_secret_that_is_echoed_is_not_told() {
    let people = People::ids("1").unwrap();
    let request = Request::users(BaseUrl::default(), &people, "");
    let text = r#"{"errors":[{"value":"1","title":"You sent s3cret"}]}"#;
    let reply = Written::ok(text).to("s3cret");
    let told = serde_json::to_value(read_lookup(&request, &reply, &reply.json().unwrap()).unwrap()).unwrap();
    assert_eq!(told, json!({ "users": [], "missing": [{ "id": "1", "title": "You sent [token]" }] }));
}

#[test]
fn usernames_are_found_in_any_case() {
    let people = People::usernames("Jack").unwrap();
    let wanted = r#"{"users":[{"id":"12","username":"jack"}],"missing":[]}"#;
    assert_eq!(lookup(&people, r#"{"data":[{"id":"12","username":"jack"}]}"#), parsed(wanted));
}

#[test]
fn errors_alone_are_an_answer_only_where_they_speak_of_everyone() {
    let people = People::ids("1").unwrap();
    assert!(lookup(&people, r#"{"errors":[{"value":"1","title":"Not Found Error"}]}"#).is_some());
    for text in ["", "{}", "[]", r#"{"errors":[{"code":88}]}"#, r#"{"data":[{}]}"#, r#"{"data":[{"id":1}]}"#] {
        assert_eq!(lookup(&people, text), None, "{text}");
    }
}

fn page(token: &str, text: &str) -> Option<Value> {
    let id = UserId::parse("id", "7").unwrap();
    let request = Request::list(BaseUrl::default(), UserList::Muted, id, 1000, token, "").unwrap();
    let reply = Written::ok(text);
    let page = read_page(&request, &reply, &reply.json()?)?;
    Some(serde_json::to_value(page).unwrap())
}

#[test]
fn a_page_has_users_and_where_the_next_one_begins() {
    let table = [
        (
            r#"{"data":[{"id":"1","name":"a\"b"}],"meta":{"result_count":1,"next_token":"x"}}"#,
            r#"{"users":[{"id":"1","name":"a\"b"}],"nextToken":"x"}"#,
        ),
        (r#"{"data":[],"meta":{"result_count":0}}"#, r#"{"users":[]}"#),
        (r#"{"data":null,"meta":{"result_count":0}}"#, "{}"),
        (r#"{"meta":{"result_count":0,"next_token":"y"}}"#, r#"{"nextToken":"y"}"#),
        (r#"{"data":[{"id":"1"}]}"#, r#"{"users":[{"id":"1"}]}"#),
        (r#"{"data":[{"id":"1"}],"errors":[{"title":"t"}]}"#, r#"{"users":[{"id":"1"}],"errors":[{"title":"t"}]}"#),
    ];
    for (text, wanted) in table {
        assert_eq!(page("", text), parsed(wanted), "{text}");
    }
}

#[test]
fn what_may_hide_a_part_of_the_list_is_no_page() {
    for text in
        ["", "{}", "[]", "null", r#"{"data":{}}"#, r#"{"data":[{"name":"x"}]}"#, r#"{"data":["1"]}"#, r#"{"meta":{}}"#]
    {
        assert_eq!(page("", text), None, "{text}");
    }
    assert_eq!(page("same", r#"{"data":[],"meta":{"next_token":"same"}}"#), None);
}

fn user(text: &str) -> Option<Value> {
    read_user(&parsed(text)?)
}

#[test]
fn a_user_has_an_id() {
    assert_eq!(user(r#"{"data":{"id":"1"}}"#), Some(json!({ "id": "1" })));
    for text in ["", "{}", r#"{"data":{}}"#, r#"{"data":{"id":1}}"#, r#"{"data":[]}"#] {
        assert_eq!(user(text), None, "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn any_answer_is_read_or_refused(text in r#"(\{"(data|errors|meta)":\[?\{?("(id|value|username)":"1")?.{0,24}|.{0,64})"#) {
        let people = People::ids("1,2").unwrap();
        lookup(&people, &text);
        page("", &text);
        user(&text);
    }
}
