//! Sessions on a platform that can be killed at every step, and whose tabs take turns in any order.

use std::cell::{Cell, RefCell};
use std::future::{pending, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::api::{BaseUrl, Body, Json, Reply};
use crate::client::{Platform, SendError, SendErrorKind};
use crate::testing::{Written, parsed, told};

const NOW: u64 = 1_700_000_000_000;
const LIFE_MS: u64 = 7_200_000;

/// What all tabs share: X, the store, the lock and the time.
struct Shared {
    /// Counts the pairs that X has given out; the last is good, and an older refresh token ends the session.
    issued: Cell<u32>,
    ended: Cell<bool>,
    refreshes: Cell<u32>,
    exchanges: Cell<u32>,
    revoked: RefCell<Vec<String>>,
    stored: RefCell<String>,
    locked: Cell<bool>,
    now: Cell<u64>,
    /// What the token endpoint's next requests meet in place of an answer; `true`: X does what was asked all the same.
    meets: RefCell<Vec<(bool, Result<Written, SendErrorKind>)>>,
    /// Whether the store fails to write.
    is_full: Cell<bool>,
}

fn pair(number: u32) -> Written {
    Written::ok(&format!(
        r#"{{"access_token":"access-{number}","refresh_token":"refresh-{number}","scope":"a b","expires_in":7200}}"#
    ))
}

fn invalid() -> Written {
    Written::new(400, r#"{"error":"invalid_request","error_description":"Value passed for the token was invalid."}"#)
}

impl Shared {
    /// X has given out one pair, which is stored, and by now has expired.
    fn expired() -> Rc<Self> {
        let shared = Self::fresh();
        shared.now.set(NOW + LIFE_MS);
        shared
    }

    fn fresh() -> Rc<Self> {
        let stored = Tokens::issued(&pair(1).json().unwrap(), None, NOW).unwrap().to_stored("client");
        Rc::new(Self {
            issued: Cell::new(1),
            ended: Cell::new(false),
            refreshes: Cell::new(0),
            exchanges: Cell::new(0),
            revoked: RefCell::default(),
            stored: RefCell::new(stored),
            locked: Cell::new(false),
            now: Cell::new(NOW),
            meets: RefCell::default(),
            is_full: Cell::new(false),
        })
    }

    /// X's token and revoke endpoints.
    fn answer(&self, request: &Request) -> Written {
        let body = request.body.as_ref().map(Body::as_str).unwrap();
        let field = |name: &str| {
            let fields = body.split('&').filter_map(|pair| pair.split_once('='));
            fields.filter(|(key, _)| *key == name).map(|(_, value)| value.to_owned()).next().unwrap_or_default()
        };
        assert_eq!(field("client_id"), "client");
        if request.path.ends_with("/revoke") {
            self.revoked.borrow_mut().push(field("token"));
            return Written::ok(r#"{"revoked":true}"#);
        }
        if field("grant_type") == "authorization_code" {
            self.exchanges.set(self.exchanges.get() + 1);
        } else {
            self.refreshes.set(self.refreshes.get() + 1);
            let is_last = field("refresh_token") == format!("refresh-{}", self.issued.get());
            if !is_last || self.ended.get() {
                self.ended.set(true);
                return invalid();
            }
        }
        self.issued.set(self.issued.get() + 1);
        pair(self.issued.get())
    }

    fn is_good(&self, tokens: &Tokens) -> bool {
        !self.ended.get() && tokens.access.as_str() == format!("access-{}", self.issued.get())
    }

    fn stored_access(&self) -> String {
        parsed(&self.stored.borrow()).and_then(|stored| stored.access_token()).unwrap_or_default()
    }
}

/// One tab. It is killed before or after what it does at step `dies_at`, and then never gets an answer.
struct Tab {
    shared: Rc<Shared>,
    step: Cell<u32>,
    dies_at: u32,
    holds_lock: Cell<bool>,
}

impl Tab {
    fn new(shared: &Rc<Shared>, dies_at: u32) -> Self {
        Self { shared: shared.clone(), step: Cell::new(0), dies_at, holds_lock: Cell::new(false) }
    }

    /// Lets others have their turn, and dies where it must.
    async fn step(&self) {
        let mut waited = false;
        poll_fn(|_| if std::mem::replace(&mut waited, true) { Poll::Ready(()) } else { Poll::Pending }).await;
        self.step.set(self.step.get() + 1);
        if self.step.get() == self.dies_at {
            pending::<()>().await;
        }
    }
}

/// A lock ends with the tab that holds it.
impl Drop for Tab {
    fn drop(&mut self) {
        if self.holds_lock.get() {
            self.shared.locked.set(false);
        }
    }
}

impl Platform for Tab {
    type Reply = Written;
    type Thrown = &'static str;

    fn now(&self) -> u64 {
        self.shared.now.get()
    }

    fn random(&self) -> u32 {
        7
    }

    async fn wait(&self, _: u64) {}

    async fn send(&self, request: &Request, _: Option<&str>) -> Result<Written, SendError<&'static str>> {
        self.step().await;
        let meets =
            if self.shared.meets.borrow().is_empty() { None } else { Some(self.shared.meets.borrow_mut().remove(0)) };
        let answer = match meets {
            None => Ok(self.shared.answer(request)),
            Some((takes_effect, answer)) => {
                if takes_effect {
                    self.shared.answer(request);
                }
                answer
            }
        };
        self.step().await;
        answer.map_err(|kind| SendError { kind, thrown: "lost" })
    }
}

impl ClientPlatform for Tab {
    async fn perform(&self, task: Task<'_>) -> Result<String, SendError<&'static str>> {
        self.step().await;
        let text = match task {
            Task::Lock => {
                poll_fn(|_| if self.shared.locked.get() { Poll::Pending } else { Poll::Ready(()) }).await;
                self.shared.locked.set(true);
                self.holds_lock.set(true);
                String::new()
            }
            Task::Load => self.shared.stored.borrow().clone(),
            Task::Save(_) if self.shared.is_full.get() => {
                return Err(SendError { kind: SendErrorKind::Failed, thrown: "full" });
            }
            Task::Save(text) => self.shared.stored.replace(text.into()),
            other => panic!("a session does not need {other:?}"),
        };
        self.step().await;
        Ok(text)
    }

    fn parse(&self, text: &str) -> Option<Value> {
        parsed(text)
    }
}

fn client() -> OAuthClient {
    OAuthClient::new("client", None, BaseUrl::default(), None).unwrap_or_else(|_| panic!())
}

/// Of a failure its JSON, and what was thrown.
type Outcome = Result<Box<Tokens>, (Value, Option<&'static str>)>;

fn outcome(result: Result<Box<Tokens>, Failure<Value, &'static str>>) -> Outcome {
    result.map_err(|failure| match failure {
        Failure::Error(error, thrown) => (told(&error), thrown),
        Failure::Thrown(thrown) => (Value::Null, Some(thrown)),
    })
}

/// True if the message has this in it.
fn has(error: &Value, text: &str) -> bool {
    error["message"].as_str().unwrap().contains(text)
}

fn renewal(tab: Tab, rejected: &'static str) -> Pin<Box<dyn Future<Output = Outcome>>> {
    Box::pin(async move { outcome(renew(&tab, &client(), rejected).await) })
}

/// Runs it until it ends, or has been killed and waits for ever.
fn run<T>(mut future: Pin<Box<dyn Future<Output = T>>>) -> Option<T> {
    let mut context = Context::from_waker(Waker::noop());
    (0..1000).find_map(|_| match future.as_mut().poll(&mut context) {
        Poll::Ready(output) => Some(output),
        Poll::Pending => None,
    })
}

fn renewed(shared: &Rc<Shared>, rejected: &'static str) -> Outcome {
    run(renewal(Tab::new(shared, 0), rejected)).expect("it settles")
}

#[test]
fn a_token_that_is_good_is_given_without_asking_x() {
    let shared = Shared::fresh();
    assert_eq!(renewed(&shared, "").unwrap().access.as_str(), "access-1");
    assert_eq!(shared.refreshes.get(), 0);
}

#[test]
fn an_expired_or_rejected_token_is_renewed_and_stored_before_it_is_used() {
    for (shared, rejected) in [(Shared::expired(), ""), (Shared::fresh(), "access-1")] {
        assert_eq!(renewed(&shared, rejected).unwrap().access.as_str(), "access-2");
        assert_eq!(shared.stored_access(), "access-2");
        assert_eq!(shared.refreshes.get(), 1);
    }
}

#[test]
fn a_token_that_another_tab_has_renewed_is_taken() {
    let shared = Shared::expired();
    renewed(&shared, "").unwrap();
    assert_eq!(renewed(&shared, "access-1").unwrap().access.as_str(), "access-2");
    assert_eq!(shared.refreshes.get(), 1);
}

/// Killed at every step there is, before and after each effect: afterwards the session works, or X has rotated and nobody
/// has the new pair, and it says so.
#[test]
fn a_tab_may_be_killed_at_any_step() {
    let steps = 8;
    for dies_at in 1..=steps {
        let shared = Shared::expired();
        assert!(run(renewal(Tab::new(&shared, dies_at), "")).is_none(), "step {dies_at} kills");
        assert!(!shared.locked.get(), "the lock ends with the tab");
        let is_lost = shared.issued.get() == 2 && shared.stored_access() == "access-1";
        match renewed(&shared, "") {
            Ok(tokens) => assert!(shared.is_good(&tokens) && !is_lost, "step {dies_at}"),
            Err((error, _)) => {
                assert!(is_lost && error["code"] == "sign_in", "step {dies_at}: {error}");
                assert_eq!(shared.stored.borrow().as_str(), "", "an ended session is forgotten");
            }
        }
    }
    let shared = Shared::expired();
    assert!(run(renewal(Tab::new(&shared, steps + 1), "")).is_some(), "there are no more steps than {steps}");
}

#[test]
fn a_refresh_that_never_reached_x_is_tried_once_more() {
    for why in [SendErrorKind::Failed, SendErrorKind::Timeout] {
        let shared = Shared::expired();
        shared.meets.replace(vec![(false, Err(why))]);
        assert_eq!(renewed(&shared, "").unwrap().access.as_str(), "access-2");
        shared.now.set(shared.now.get() + LIFE_MS);
        shared.meets.replace(vec![(false, Err(why)), (false, Err(why))]);
        let (error, thrown) = renewed(&shared, "").err().unwrap();
        assert!(!error.to_string().contains("sign_in") && thrown == Some("lost"), "{error}");
        assert_eq!(
            renewed(&shared, "").unwrap().access.as_str(),
            "access-3",
            "a failed refresh does not poison the next"
        );
    }
}

#[test]
fn a_refresh_whose_answer_was_lost_ends_in_sign_in_and_not_in_a_loop() {
    let shared = Shared::expired();
    shared.meets.replace(vec![(true, Err(SendErrorKind::Failed))]);
    let (error, _) = renewed(&shared, "").err().unwrap();
    let message = "Value passed for the token was invalid.; the session has ended: sign in again";
    assert!(has(&error, message), "{error}");
    assert_eq!(shared.refreshes.get(), 2);
    assert!(has(&renewed(&shared, "").err().unwrap().0, "there is none in the store"));
}

#[test]
fn after_a_refusal_the_store_is_read_again_before_the_session_is_declared_ended() {
    /// Somebody who has no part in the lock renews while our request is under way.
    struct Quicker(Tab);
    impl Platform for Quicker {
        type Reply = Written;
        type Thrown = &'static str;
        fn now(&self) -> u64 {
            self.0.now()
        }
        fn random(&self) -> u32 {
            7
        }
        async fn wait(&self, _: u64) {}
        async fn send(&self, request: &Request, _: Option<&str>) -> Result<Written, SendError<&'static str>> {
            let shared = &self.0.shared;
            assert!(request.body.as_ref().unwrap().as_str().ends_with("refresh-1"));
            shared.issued.set(2);
            let tokens = Tokens::issued(&pair(2).json().unwrap(), None, shared.now.get()).unwrap();
            shared.stored.replace(tokens.to_stored("client"));
            Ok(invalid())
        }
    }
    impl ClientPlatform for Quicker {
        async fn perform(&self, task: Task<'_>) -> Result<String, SendError<&'static str>> {
            self.0.perform(task).await
        }
        fn parse(&self, text: &str) -> Option<Value> {
            self.0.parse(text)
        }
    }
    let tab = Quicker(Tab::new(&Shared::expired(), 0));
    let tokens = run(Box::pin(async move { outcome(renew(&tab, &client(), "").await) })).unwrap().unwrap();
    assert_eq!(tokens.access.as_str(), "access-2");
}

#[test]
fn a_refusal_for_another_reason_forgets_nothing() {
    let table = [
        (
            Written::new(
                401,
                r#"{"error":"unauthorized_client","error_description":"Missing valid authorization header"}"#,
            ),
            "sign_in",
        ),
        (Written::new(429, "Rate limit exceeded"), "rate_limited"),
        (Written::new(403, r#"{"title":"Forbidden"}"#), "sign_in"),
        (Written::new(400, r#"{"error":"invalid_request","error_description":"Something else."}"#), "sign_in"),
    ];
    for (answer, code) in table {
        let shared = Shared::expired();
        shared.meets.replace(vec![(false, Ok(answer))]);
        let (error, _) = renewed(&shared, "").err().unwrap();
        assert_eq!(error["code"], code, "{error}");
        assert_eq!(renewed(&shared, "").unwrap().access.as_str(), "access-2");
    }
}

#[test]
fn an_answer_without_a_token_is_an_unknown_outcome() {
    let shared = Shared::expired();
    shared.meets.replace(vec![(false, Ok(Written::ok("<html>")))]);
    assert_eq!(renewed(&shared, "").unwrap().access.as_str(), "access-2");
}

#[test]
fn a_store_that_fails_says_so_and_what_became_of_the_session() {
    let shared = Shared::expired();
    shared.is_full.set(true);
    let (error, thrown) = renewed(&shared, "").err().unwrap();
    assert!(error["code"] == "storage" && has(&error, "was renewed, but could not be stored"), "{error}");
    assert_eq!(thrown, Some("full"));
    assert!(!error.to_string().contains("access-") && !error.to_string().contains("refresh-"), "{error}");
}

#[test]
fn without_offline_access_an_expired_session_says_what_is_missing() {
    let shared = Shared::expired();
    let tokens = Tokens::issued(&parsed(r#"{"access_token":"a"}"#).unwrap(), None, NOW).unwrap();
    shared.stored.replace(tokens.to_stored("client"));
    let (error, _) = renewed(&shared, "").err().unwrap();
    assert!(has(&error, "offline.access"), "{error}");
}

#[test]
fn what_is_stored_and_is_no_session_is_none() {
    for stored in ["", "null", "{", "[1]", r#"{"version":2}"#] {
        let shared = Shared::expired();
        shared.stored.replace(stored.into());
        assert!(has(&renewed(&shared, "").err().unwrap().0, "there is none in the store"), "{stored}");
    }
}

#[test]
fn a_code_is_exchanged_once_whatever_comes_of_it() {
    let meets = [
        (false, Err(SendErrorKind::Failed)),
        (true, Err(SendErrorKind::Timeout)),
        (false, Ok(Written::new(503, ""))),
        (false, Ok(Written::new(400, r#"{"error":"invalid_request"}"#))),
    ];
    for (takes_effect, answer) in meets {
        let shared = Shared::fresh();
        shared.stored.replace(String::new());
        shared.meets.replace(vec![(takes_effect, answer)]);
        let tab = Tab::new(&shared, 0);
        let exchange = client().exchange("code", "verifier", "https://a.b");
        let failed = run(Box::pin(async move { begin(&tab, &client(), &exchange).await.is_err() })).unwrap();
        assert!(failed && shared.exchanges.get() == u32::from(takes_effect));
        assert_eq!(shared.meets.borrow().len(), 0);
    }
}

#[test]
fn signing_out_revokes_both_tokens_and_forgets_them_also_when_x_cannot_be_told() {
    let shared = Shared::fresh();
    let tab = Tab::new(&shared, 0);
    assert!(run(Box::pin(async move { end(&tab, &client()).await.is_ok() })).unwrap());
    assert_eq!(*shared.revoked.borrow(), ["refresh-1", "access-1"]);
    assert_eq!(shared.stored.borrow().as_str(), "");

    let shared = Shared::fresh();
    shared.meets.replace(vec![(false, Ok(Written::new(400, "{}")))]);
    let tab = Tab::new(&shared, 0);
    assert!(run(Box::pin(async move { end(&tab, &client()).await.is_err() })).unwrap());
    assert_eq!(*shared.revoked.borrow(), ["access-1"]);
    assert_eq!(shared.stored.borrow().as_str(), "");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Tabs take turns in any order: X is asked once, and all get the same token.
    #[test]
    fn any_number_of_tabs_refresh_once(tabs in 1..6_usize, turns in proptest::collection::vec(any::<usize>(), 0..200)) {
        let shared = Shared::expired();
        let mut running: Vec<_> = (0..tabs).map(|_| Some(renewal(Tab::new(&shared, 0), "access-1"))).collect();
        let mut outcomes = Vec::new();
        let mut context = Context::from_waker(Waker::noop());
        for turn in turns.into_iter().chain((0..2000).map(|turn| turn % 6)) {
            let place = turn % tabs;
            let polled = running[place].as_mut().map(|task| task.as_mut().poll(&mut context));
            if let Some(Poll::Ready(outcome)) = polled {
                outcomes.push(outcome.ok().unwrap().access.as_str().to_owned());
                running[place] = None;
            }
        }
        prop_assert_eq!(outcomes, vec!["access-2".to_owned(); tabs]);
        prop_assert_eq!(shared.refreshes.get(), 1);
    }

    /// Some tabs are killed on the way: whoever is left gets a token that is good, or hears that the session has ended.
    #[test]
    fn tabs_that_die_take_nobody_along(
        deaths in proptest::collection::vec(0..12_u32, 1..5),
        turns in proptest::collection::vec(any::<usize>(), 0..100),
    ) {
        let shared = Shared::expired();
        let mut running: Vec<_> = deaths.iter().map(|dies_at| Some(renewal(Tab::new(&shared, *dies_at), ""))).collect();
        let mut context = Context::from_waker(Waker::noop());
        for turn in turns {
            let place = turn % running.len();
            if let Some(Poll::Ready(_)) = running[place].as_mut().map(|task| task.as_mut().poll(&mut context)) {
                running[place] = None;
            }
        }
        drop(running);
        match renewed(&shared, "") {
            Ok(tokens) => prop_assert!(shared.is_good(&tokens)),
            Err((error, _)) => prop_assert!(error["code"] == "sign_in", "{}", error),
        }
    }
}
