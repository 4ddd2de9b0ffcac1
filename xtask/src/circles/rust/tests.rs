use super::*;
use crate::circles::source::sources;

fn edges(files: &[(&str, &str)]) -> Vec<String> {
    let graph = imports(&sources(files)).unwrap();
    graph.edges().map(|(from, to)| format!("{from} → {to}")).collect()
}

#[test]
fn a_re_exported_item_is_imported_from_its_own_file() {
    let files = [
        ("lib.rs", "pub mod api;\nmod auth;"),
        ("api/mod.rs", "mod error;\nmod id;\npub use error::{Code, Error};\npub use id::*;"),
        ("api/error.rs", "use super::UserId;\npub enum Code {}\npub struct Error(UserId);"),
        ("api/id.rs", "pub struct UserId;"),
        ("auth.rs", "use crate::api::{Code as Kind, Error};"),
    ];
    assert_eq!(edges(&files), ["api/error.rs → api/id.rs", "auth.rs → api/error.rs"]);
}

#[test]
fn paths_in_code_are_followed_through_modules_that_are_brought_in() {
    let files = [
        ("lib.rs", "mod api; mod client; mod exports;"),
        ("api.rs", "pub struct Reply;"),
        ("client/mod.rs", "mod call; pub mod job; pub use call::call;"),
        ("client/call.rs", "pub fn call() -> crate::api::Reply { todo() }"),
        ("client/job.rs", "pub fn run() {}"),
        ("exports.rs", "use crate::client::{self, job};\nfn f() { client::call(); job::run(); }"),
    ];
    assert_eq!(edges(&files), ["client/call.rs → api.rs", "exports.rs → client/call.rs", "exports.rs → client/job.rs"]);
}

#[test]
fn a_module_and_its_child_that_use_each_other_are_a_circle() {
    let files = [
        ("lib.rs", "mod plan;"),
        ("plan.rs", "mod people;\nuse people::Person;\npub struct Planner(Person);"),
        ("plan/people.rs", "use super::Planner;\npub struct Person;\nimpl Planner {}"),
    ];
    assert_eq!(imports(&sources(&files)).unwrap().circles(), ["plan.rs → plan/people.rs → plan.rs"]);
}

#[test]
fn code_for_tests_does_not_count() {
    let files = [
        ("lib.rs", "mod a; mod b; #[cfg(test)] mod testing;"),
        ("a.rs", "use crate::b::B;\npub struct A(B);"),
        (
            "b.rs",
            "pub struct B;\n#[cfg(test)]\nmod tests { use crate::a::A; fn f() -> crate::a::A { todo() } }\n#[cfg(test)]\nuse crate::a::A;",
        ),
    ];
    assert_eq!(edges(&files), ["a.rs → b.rs"]);
}

#[test]
fn items_of_other_crates_are_none_of_this_one() {
    let files = [
        ("lib.rs", "mod a; mod serde;"),
        ("a.rs", "use serde::Serialize;\nuse std::fmt;\nfn f() -> fmt::Result { Ok(()) }"),
        ("serde.rs", "pub struct Serialize;"),
    ];
    assert!(edges(&files).is_empty());
}
