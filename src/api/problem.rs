//! What X says when it says no: problem objects, the older forms, and OAuth's own.

use super::error::{Code, Target};
use super::json::Json;

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
const LEGACY: [(f64, Code); 3] = [(88.0, Code::RateLimited), (89.0, Code::Unauthorized), (453.0, Code::Forbidden)];

/// What a reply says went wrong. A text is X's own or, where X leaves it out, that of the first of its `errors`; empty where
/// neither has it.
#[derive(Clone, Debug)]
pub struct Problem<J> {
    /// `title`, or `error` of an OAuth error (RFC 6749, 5.2).
    pub title: String,
    /// `detail`, or `error_description` of an OAuth error.
    pub detail: String,
    /// `message`
    pub message: String,
    /// `reason`
    pub reason: String,
    /// The last path segment of `type`; empty for `about:blank`.
    pub problem_type: String,
    /// X's list. Where X has none, the problem is its only item: it may have members that are known to no one here
    /// (`parameter`, `registration_url`).
    pub errors: J,
    /// True if `errors` is X's own list, and not empty.
    pub has_errors: bool,
    /// False if it is another server's: X's have `errors` or a `title`, and a `type` that is no section of an RFC.
    pub is_of_x: bool,
    /// `code` of the first of `errors`.
    legacy_code: Option<f64>,
}

impl<J: Json> Problem<J> {
    /// Reads a problem. None if the object has no title, detail, type or errors.
    pub fn read(json: &J) -> Option<Self> {
        let errors = json.errors();
        let first = errors.as_ref().and_then(|errors| errors.items()?.next());
        let text = |of: fn(&J) -> Option<String>| first_nonempty(of(json), || of(first.as_ref()?));
        let title = text(J::title);
        let has_title = !title.is_empty();
        let title = first_nonempty(Some(title), || json.error());
        let detail = first_nonempty(Some(text(J::detail)), || json.error_description());
        let uri = text(J::problem_type);
        if first.is_none() && title.is_empty() && detail.is_empty() && uri.is_empty() {
            return None;
        }
        Some(Self {
            title,
            detail,
            message: text(J::message),
            reason: text(J::reason),
            problem_type: last_segment(&uri).into(),
            legacy_code: first.as_ref().and_then(J::code),
            has_errors: first.is_some(),
            is_of_x: first.is_some() || has_title && !uri.contains('#'),
            errors: errors.filter(|_| first.is_some()).unwrap_or_else(|| json.clone().into_list()),
        })
    }

    /// What the problem is by itself, whatever the status.
    pub fn code(&self) -> Option<Code> {
        if self.title == "CreditsDepleted" {
            return Some(Code::PaymentRequired);
        }
        let by_type = TYPES.iter().find(|(problem_type, _)| *problem_type == self.problem_type).map(|(_, code)| *code);
        by_type.or_else(|| LEGACY.iter().find(|(legacy, _)| Some(*legacy) == self.legacy_code).map(|(_, code)| *code))
    }

    /// What it says of the target.
    pub fn target(&self) -> Target {
        match self.problem_type.as_str() {
            "resource-not-found" | "resource-unavailable" => Target::Gone,
            "disallowed-resource" | "not-authorized-for-resource" => Target::Refused,
            _ => Target::Unknown,
        }
    }
}

fn first_nonempty(text: Option<String>, other: impl FnOnce() -> Option<String>) -> String {
    text.filter(|text| !text.is_empty()).or_else(other).unwrap_or_default()
}

/// The last segment of a URI that is not empty; empty for `about:blank`.
pub(super) fn last_segment(uri: &str) -> &str {
    let end = uri.bytes().rposition(|byte| byte != b'/').map_or(0, |last| last + 1);
    let uri = uri.get(..end).unwrap_or_default();
    let start = uri.bytes().rposition(|byte| byte == b'/').map_or(0, |slash| slash + 1);
    uri.get(start..).filter(|last| *last != "about:blank").unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Option<Problem<serde_json::Value>> {
        Problem::read(&serde_json::from_str(text).ok()?)
    }

    #[test]
    fn only_the_last_segment_of_a_type_counts() {
        for uri in [
            "https://api.twitter.com/2/problems/usage-capped",
            "https://api.x.com/2/problems/usage-capped",
            "https:\\/\\/api.x.com\\/2\\/problems\\/usage-capped",
            "https://api.x.com/2/problems/usage-capped/",
            "https://api.x.com/2/problems/usage-capped//",
            "https:\\/\\/api.x.com\\/2\\/problems\\/usage-capped\\/",
            "usage-capped",
        ] {
            let text = format!(r#"{{"type":"{uri}"}}"#);
            let problem = read(&text).unwrap();
            assert_eq!(problem.problem_type, "usage-capped");
            assert_eq!(problem.code(), Some(Code::PaymentRequired));
        }
    }

    #[test]
    fn about_blank_is_no_type() {
        let problem = read(r#"{"title":"Unauthorized","type":"about:blank","status":401}"#).unwrap();
        assert_eq!(problem.problem_type, "");
        assert_eq!(problem.title, "Unauthorized");
    }

    #[test]
    fn an_unknown_type_passes_through() {
        let problem = read(r#"{"type":"https://api.x.com/2/problems/brand-new"}"#).unwrap();
        assert_eq!(problem.problem_type, "brand-new");
        assert_eq!(problem.code(), None);
    }

    #[test]
    fn the_first_of_errors_fills_what_the_problem_leaves_out() {
        let problem = read(
            r#"{"errors":[{"title":"Not Found Error","detail":"Could not find user with id: [1].","value":1234567890123456789,
                "type":"https://api.twitter.com/2/problems/resource-not-found"}]}"#,
        )
        .unwrap();
        assert_eq!(problem.title, "Not Found Error");
        assert_eq!(problem.errors[0]["value"], 1234567890123456789_u64);
    }

    #[test]
    fn the_older_codes_are_known() {
        for (legacy, code) in LEGACY {
            let text = format!(r#"{{"errors":[{{"code":{legacy},"message":"no"}}]}}"#);
            let problem = read(&text).unwrap();
            assert_eq!(problem.code(), Some(code));
            assert_eq!(problem.message, "no");
        }
    }

    #[test]
    fn what_says_nothing_is_no_problem() {
        for text in
            ["", "null", "[]", "{}", "Rate limit exceeded", r#"{"errors":[]}"#, r#"{"title":""}"#, r#"{"title":5}"#]
        {
            assert!(read(text).is_none(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_problem_or_none(text in r#"(\{"(title|type|errors)":)?.{0,64}"#) {
            read(&text);
        }
    }
}
