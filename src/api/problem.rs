//! What X says when it says no: problem objects, the older forms, and what is neither.

use super::json::{Value, with_safe_numbers};
use super::text::{Text, cut, either};
use crate::error::{Code, Target};

/// The last segments of problem types that mean something by themselves, whatever the status. Types live under both
/// `api.twitter.com/2/problems/` and `api.x.com/2/problems/`, and the set is open.
const TYPES: [(&str, Code); 6] = [
    ("client-forbidden", Code::Forbidden),
    ("credits", Code::PaymentRequired),
    ("credits-depleted", Code::PaymentRequired),
    ("not-authorized-for-resource", Code::Forbidden),
    ("rate-limit-exceeded", Code::RateLimited),
    ("usage-capped", Code::PaymentRequired),
];

/// The codes of X's older errors.
const LEGACY: [(&str, Code); 3] = [("88", Code::RateLimited), ("89", Code::Unauthorized), ("453", Code::Forbidden)];

/// What a reply says went wrong.
#[derive(Clone, Copy, Debug)]
pub struct Problem<'t> {
    object: Value<'t>,
    /// The first of `errors`.
    first: Value<'t>,
    /// `title`, or the first error's: the inside of a JSON string, still escaped; empty where there is none, as the others.
    pub title: &'t str,
    /// `detail`
    pub detail: &'t str,
    /// `message`
    pub message: &'t str,
    /// `reason`
    pub reason: &'t str,
    /// The last path segment of `type`; empty for `about:blank`.
    pub kind: &'t str,
}

impl<'t> Problem<'t> {
    /// Reads a JSON object that says at least one of the things that a problem says.
    pub fn read(text: &'t str) -> Option<Self> {
        let object = Value::parse(text)?;
        let first = object.member("errors").first();
        let text = |name| find_text(object, first, name);
        // OAuth's own problems (RFC 6749, 5.2) have other names for the first two.
        let title = either(text("title"), object.told("error"));
        let detail = either(text("detail"), object.told("error_description"));
        let uri = text("type");
        if !first.is_there() && title.is_empty() && detail.is_empty() && uri.is_empty() {
            return None;
        }
        let (message, reason) = (text("message"), text("reason"));
        Some(Self { object, first, title, detail, kind: last_segment(uri), message, reason })
    }

    /// X's `errors` array as JSON that a platform's parser can be given. Where there is none, the problem is its only
    /// item: it may have fields that are known to no one here (`parameter`, `registration_url`).
    pub fn errors(&self) -> Text {
        if self.first.is_there() {
            return with_safe_numbers(self.object.member("errors"));
        }
        let mut errors = Text::from("[");
        errors.push(with_safe_numbers(self.object).as_str()).push("]");
        errors
    }

    /// What the problem is by itself, whatever the status.
    pub fn code(&self) -> Option<Code> {
        if self.title == "CreditsDepleted" {
            return Some(Code::PaymentRequired);
        }
        let legacy = self.first.member("code").raw();
        find(&TYPES, self.kind).or_else(|| find(&LEGACY, legacy))
    }

    /// What it says of the target.
    pub fn target(&self) -> Target {
        match self.kind {
            "resource-not-found" | "resource-unavailable" => Target::Gone,
            "disallowed-resource" | "not-authorized-for-resource" => Target::Refused,
            _ => Target::Unknown,
        }
    }
}

/// A text of a problem's own, or of the first of its `errors`.
#[inline(never)]
fn find_text<'t>(object: Value<'t>, first: Value<'t>, name: &str) -> &'t str {
    either(object.told(name), first.told(name))
}

fn find(table: &[(&str, Code)], name: &str) -> Option<Code> {
    table.iter().find(|(known, _)| *known == name).map(|(_, code)| *code)
}

/// The last segment that is not empty, if there is one. Slashes may be escaped; what has other escapes is no type of X's.
pub(super) fn last_segment(uri: &str) -> &str {
    let mut last = "";
    let mut rest = Some(uri);
    while let Some(uri) = rest {
        let (segment, after) = cut(uri, b'/');
        rest = after;
        let segment = segment.strip_suffix("\\").unwrap_or(segment);
        if !segment.is_empty() {
            last = segment;
        }
    }
    let is_plain = last.bytes().all(|byte| byte != b'\\');
    if is_plain && last != "about:blank" { last } else { "" }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_the_last_segment_of_a_type_counts() {
        for uri in [
            "https://api.twitter.com/2/problems/usage-capped",
            "https://api.x.com/2/problems/usage-capped",
            "https:\\/\\/api.x.com\\/2\\/problems\\/usage-capped",
            "https://api.x.com/2/problems/usage-capped/",
            "https:\\/\\/api.x.com\\/2\\/problems\\/usage-capped\\/",
            "usage-capped",
        ] {
            let text = format!(r#"{{"type":"{uri}"}}"#);
            let problem = Problem::read(&text).unwrap();
            assert_eq!(problem.kind, "usage-capped");
            assert_eq!(problem.code(), Some(Code::PaymentRequired));
        }
    }

    #[test]
    fn a_type_never_ends_in_the_middle_of_an_escape() {
        for uri in [r"\/", r"\/\/", r"a\\", r"a\\/", r"a\\\/", r"\u002f", r"x\/y\n"] {
            let text = format!(r#"{{"type":"{uri}"}}"#);
            let problem_type = Problem::read(&text).unwrap().kind;
            assert!(!problem_type.contains('\\'), "{uri}: {problem_type:?}");
        }
    }

    #[test]
    fn about_blank_is_no_type() {
        let problem = Problem::read(r#"{"title":"Unauthorized","type":"about:blank","status":401}"#).unwrap();
        assert_eq!(problem.kind, "");
        assert_eq!(problem.title, "Unauthorized");
    }

    #[test]
    fn an_unknown_type_passes_through() {
        let problem = Problem::read(r#"{"type":"https://api.x.com/2/problems/brand-new"}"#).unwrap();
        assert_eq!(problem.kind, "brand-new");
        assert_eq!(problem.code(), None);
    }

    #[test]
    fn the_first_of_errors_fills_what_the_problem_leaves_out() {
        let problem = Problem::read(
            r#"{"errors":[{"title":"Not Found Error","detail":"Could not find user with id: [1].","value":1234567890123456789,
                "type":"https://api.twitter.com/2/problems/resource-not-found"}]}"#,
        )
        .unwrap();
        assert_eq!(problem.title, "Not Found Error");
        assert!(problem.errors().as_str().contains(r#""value":"1234567890123456789""#));
    }

    #[test]
    fn the_older_codes_are_known() {
        for (legacy, code) in LEGACY {
            let text = format!(r#"{{"errors":[{{"code":{legacy},"message":"no"}}]}}"#);
            let problem = Problem::read(&text).unwrap();
            assert_eq!(problem.code(), Some(code));
            assert_eq!(problem.message, "no");
        }
    }

    #[test]
    fn what_says_nothing_is_no_problem() {
        for text in
            ["", "null", "[]", "{}", "Rate limit exceeded", r#"{"errors":[]}"#, r#"{"title":""}"#, r#"{"title":5}"#]
        {
            assert!(Problem::read(text).is_none(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_problem_or_none(text in r#"(\{"(title|type|errors)":)?.{0,64}"#) {
            Problem::read(&text);
        }
    }
}
