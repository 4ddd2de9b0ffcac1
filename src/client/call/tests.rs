use std::cell::{Cell, RefCell};

use serde_json::Value;

use super::*;
use crate::api::{BaseUrl, UserId};
use crate::auth::Bearer;
use crate::client::{Auth, ClientPlatform, SendError, Task};
use crate::testing::{Written, parsed, ready, told};

/// What becomes of one request.
type Outcome = Result<Written, SendErrorKind>;

/// A platform on a clock of its own that answers requests with these outcomes, in order, and gives these tokens.
#[derive(Default)]
struct Script {
    outcomes: RefCell<Vec<Outcome>>,
    now: Cell<u64>,
    waits: RefCell<Vec<u64>>,
    heard: RefCell<Vec<Value>>,
    tokens: RefCell<Vec<&'static str>>,
    asked: RefCell<Vec<Option<String>>>,
    sent: RefCell<Vec<String>>,
}

impl Platform for Script {
    type Reply = Written;
    type Thrown = ();

    fn now(&self) -> u64 {
        self.now.get()
    }

    fn random(&self) -> u32 {
        u32::MAX
    }

    async fn wait(&self, milliseconds: u64) {
        self.waits.borrow_mut().push(milliseconds);
        self.now.set(self.now.get() + milliseconds);
    }

    async fn send(&self, _: &Request, authorization: Option<&str>) -> Result<Written, SendError<()>> {
        self.sent.borrow_mut().push(authorization.unwrap_or_default().into());
        self.now.set(self.now.get() + 10);
        self.outcomes.borrow_mut().remove(0).map_err(lost)
    }

    fn listens(&self) -> bool {
        true
    }

    fn responded(&self, info: &ResponseInfo<'_>) {
        self.heard.borrow_mut().push(serde_json::to_value(info).unwrap());
    }
}

impl ClientPlatform for Script {
    async fn perform(&self, task: Task<'_>) -> Result<String, SendError<()>> {
        match task {
            Task::Token(rejected) => {
                self.asked.borrow_mut().push(rejected.map(str::to_owned));
                Ok(self.tokens.borrow_mut().remove(0).into())
            }
            Task::HmacSha1(..) => Ok("c2lnbmF0dXJl".into()),
            _ => Err(lost(SendErrorKind::Failed)),
        }
    }

    fn parse(&self, text: &str) -> Option<Value> {
        parsed(text)
    }
}

fn lost(kind: SendErrorKind) -> SendError<()> {
    SendError { kind, thrown: () }
}

fn ok() -> Outcome {
    Ok(Written::ok(r#"{"data":{"muting":true}}"#))
}

fn status(status: u16) -> Outcome {
    Ok(Written::new(status, ""))
}

fn limited() -> Outcome {
    Ok(Written::new(429, "Rate limit exceeded").with(&[
        ("x-rate-limit-limit", "50"),
        ("x-rate-limit-remaining", "0"),
        ("x-rate-limit-reset", "1700000600"),
    ]))
}

fn bearer() -> Auth {
    Auth::Bearer(Bearer::parse("token", "token").ok().unwrap())
}

/// Mutes; gives the failure as JSON, or none, and the script with what has happened.
fn mute(outcomes: Vec<Outcome>, auth: &Auth, tokens: &[&'static str], budget: RetryBudget) -> (Option<Value>, Script) {
    let script = Script { now: Cell::new(1_700_000_000_000), ..Script::default() };
    script.outcomes.replace(outcomes);
    script.tokens.replace(tokens.to_vec());
    let id = UserId::parse("id", "1").unwrap();
    let request = Request::mute(BaseUrl::default(), id, id);
    let error = match ready(call(&script, &request, auth, budget)) {
        Ok(_) => None,
        Err(Failure::Error(error, _)) => Some(told(&error)),
        Err(Failure::Thrown(())) => Some("thrown".into()),
    };
    assert_eq!(script.outcomes.borrow().len(), 0, "every answer was asked for");
    (error, script)
}

#[test]
fn a_network_failure_and_a_503_are_retried_until_success() {
    let (error, script) =
        mute(vec![Err(SendErrorKind::Failed), status(503), ok()], &bearer(), &[], RetryBudget::new(2, 0));
    assert_eq!(error, None);
    assert_eq!(script.waits.into_inner(), [499, 999]);
    let heard = script.heard.into_inner();
    assert_eq!(heard.len(), 2);
    let told = ["attempt", "status", "durationMs"].map(|name| heard[1][name].as_u64());
    assert_eq!(told, [Some(3), Some(200), Some(10)], "{}", heard[1]);
}

#[test]
fn the_last_failure_is_told_with_the_number_of_attempts() {
    let (error, _) =
        mute(vec![Err(SendErrorKind::Failed), Err(SendErrorKind::Timeout)], &bearer(), &[], RetryBudget::new(1, 0));
    let error = error.unwrap();
    assert!(error["code"] == "timeout" && error["attempts"] == 2, "{error}");
}

#[test]
fn a_limit_is_waited_for_once_and_for_as_long_as_it_lasts() {
    let (error, script) = mute(vec![limited(), ok()], &bearer(), &[], RetryBudget::new(0, 900_000));
    assert_eq!(error, None);
    assert_eq!(script.waits.into_inner(), [599_990]);
    let (error, script) = mute(vec![limited()], &bearer(), &[], RetryBudget::new(2, 0));
    assert!(error.unwrap()["retryAt"] == 1_700_000_600_000_u64);
    assert!(script.waits.into_inner().is_empty());
}

#[test]
fn a_token_is_asked_for_before_each_request() {
    let (error, script) = mute(vec![status(502), ok()], &Auth::Asked, &["a", "b"], RetryBudget::new(1, 0));
    assert_eq!(error, None);
    assert_eq!(script.asked.into_inner(), [None, None]);
    assert_eq!(script.sent.into_inner(), ["Bearer a", "Bearer b"]);
}

#[test]
fn after_a_401_the_token_is_asked_for_once_more_with_the_one_that_was_refused() {
    let (error, script) = mute(vec![status(401), ok()], &Auth::Asked, &["old", "new"], RetryBudget::new(0, 0));
    assert_eq!(error, None);
    assert_eq!(script.asked.into_inner(), [None, Some("old".into())]);
    assert_eq!(script.sent.into_inner(), ["Bearer old", "Bearer new"]);
    let (error, script) = mute(vec![status(401), status(401)], &Auth::Asked, &["a", "b"], RetryBudget::new(5, 0));
    assert_eq!(error.unwrap()["code"], "unauthorized");
    assert_eq!(script.sent.into_inner().len(), 2);
}

#[test]
fn a_refused_token_is_passed_to_the_next_ask_only() {
    let outcomes = vec![status(401), status(503), ok()];
    let (error, script) = mute(outcomes, &Auth::Asked, &["old", "new", "new"], RetryBudget::new(1, 0));
    assert_eq!(error, None);
    assert_eq!(script.asked.into_inner(), [None, Some("old".into()), None]);
}

#[test]
fn a_403_asks_for_no_other_token_and_a_401_of_a_fixed_one_neither() {
    let (error, script) = mute(vec![status(403)], &Auth::Asked, &["a"], RetryBudget::new(5, 0));
    assert_eq!(error.unwrap()["code"], "forbidden");
    assert_eq!(script.asked.into_inner(), [None]);
    let (error, _) = mute(vec![status(401)], &bearer(), &[], RetryBudget::new(5, 0));
    assert_eq!(error.unwrap()["code"], "unauthorized");
}

#[test]
fn an_invalid_token_is_refused_before_anything_is_sent() {
    let (error, script) = mute(vec![], &Auth::Asked, &["Bearer a"], RetryBudget::new(5, 0));
    assert!(error.unwrap()["message"].as_str().unwrap().contains("starts with `Bearer `"));
    assert!(script.sent.into_inner().is_empty());
}

#[test]
fn an_invalid_second_token_fails_with_the_number_of_requests_before_it() {
    let (error, script) = mute(vec![status(401)], &Auth::Asked, &["old", "Bearer new"], RetryBudget::new(5, 0));
    let error = error.unwrap();
    assert!(error["code"] == "invalid_argument" && error["attempts"] == 1, "{error}");
    assert_eq!(script.sent.into_inner(), ["Bearer old"]);
}
