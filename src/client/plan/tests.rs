use std::cell::{Cell, RefCell};

use serde_json::{Value, json};

use super::*;
use crate::api::Request;
use crate::auth::Bearer;
use crate::bulk::plan::{PlanHead, PlanProgress, Rules, Want, written_by};
use crate::client::{Failure, Platform, SendError, SendErrorKind, Task};
use crate::testing::{Written, parsed, ready, told};

/// A platform that meets one answer after the other, on a clock of its own.
struct Script {
    meets: RefCell<Vec<Written>>,
    now: Cell<u64>,
    sent: RefCell<Vec<String>>,
    head: RefCell<Option<PlanHead>>,
    /// How far the plan was at its beginning, and after each answer.
    learnt: RefCell<Vec<PlanProgress>>,
}

impl Platform for Script {
    type Reply = Written;
    type Thrown = ();

    fn now(&self) -> u64 {
        self.now.get()
    }

    fn random(&self) -> u32 {
        0
    }

    async fn wait(&self, milliseconds: u64) {
        self.now.set(self.now.get() + milliseconds);
    }

    async fn send(&self, request: &Request, _: Option<&str>) -> Result<Written, SendError<()>> {
        let url = request.url().replacen("https://api.x.com/2/users", "", 1);
        self.sent.borrow_mut().push(url);
        let mut meets = self.meets.borrow_mut();
        if meets.is_empty() { Err(LOST) } else { Ok(meets.remove(0)) }
    }
}

const LOST: SendError<()> = SendError { kind: SendErrorKind::Failed, thrown: () };

impl ClientPlatform for Script {
    async fn perform(&self, task: Task<'_>) -> Result<String, SendError<()>> {
        if task == Task::Turn { Ok(String::new()) } else { Err(LOST) }
    }

    fn parse(&self, text: &str) -> Option<Value> {
        parsed(text)
    }

    fn plan_began(&self, head: &PlanHead, progress: &PlanProgress) {
        self.head.replace(Some(head.clone()));
        self.plan_progressed(progress);
    }

    fn plan_progressed(&self, progress: &PlanProgress) {
        self.learnt.borrow_mut().push(progress.clone());
    }
}

fn script(meets: &[Written]) -> Script {
    let now = Cell::new(1_700_000_000_000);
    let meets = meets.to_vec().into();
    Script { meets, now, sent: RefCell::default(), head: RefCell::default(), learnt: RefCell::default() }
}

fn planner() -> Box<Planner> {
    let rules = Rules { exact: true, ..Rules::default() };
    let mut planner = Planner::new("7", rules, 1).unwrap();
    planner.want(Want::MuteByName, "jack").unwrap();
    planner
}

fn make(script: &Script, planner: &mut Planner, budget: RetryBudget) -> Result<(), Value> {
    let auth = Auth::Bearer(Bearer::parse("token", "token").ok().unwrap());
    match ready(plan(script, BaseUrl::default(), &auth, budget, planner)) {
        Ok(()) => Ok(()),
        Err(Failure::Error(error, _)) => Err(told(&error)),
        Err(Failure::Thrown(())) => Err("thrown".into()),
    }
}

fn written(planner: &mut Planner) -> Value {
    written_by(planner, [&[], &[]])
}

fn found() -> Written {
    Written::ok(r#"{"data":[{"id":"12","name":"J","username":"Jack","connection_status":["following"]}]}"#)
}

fn first_page() -> Written {
    Written::ok(r#"{"data":[{"id":"5","username":"five"}],"meta":{"result_count":1,"next_token":"t"}}"#)
}

fn last_page() -> Written {
    Written::ok(r#"{"data":[{"id":"6","username":"six"},{"id":"12"}],"meta":{"result_count":2}}"#)
}

fn limited() -> Written {
    Written::new(429, "Rate limit exceeded").with(&[
        ("x-rate-limit-limit", "15"),
        ("x-rate-limit-remaining", "0"),
        ("x-rate-limit-reset", "1700000600"),
    ])
}

const SENT: [&str; 3] = [
    "/by?usernames=jack&user.fields=connection_status",
    "/7/muting?max_results=1000",
    "/7/muting?max_results=1000&pagination_token=t",
];

const STEPS: [&str; 3] = ["1,12,Jack,46", "1,5,five,16;t", "2,6,six,16,12,,16;"];

#[test]
fn it_reads_until_all_is_known_and_tells_of_each_step() {
    let script = script(&[found(), first_page(), last_page()]);
    let mut planner = planner();
    assert_eq!(make(&script, &mut planner, RetryBudget::new(0, 0)), Ok(()));
    assert_eq!(script.sent.into_inner(), SENT);
    let learnt = script.learnt.into_inner();
    assert_eq!(script.head.into_inner(), Some(planner.head()));
    assert_eq!(learnt[0], PlanProgress { total: 1, done: 0, step: None });
    let counts: Vec<_> = learnt[1..].iter().map(|progress| (progress.total, progress.done)).collect();
    assert_eq!(counts, [(1, 1), (2, 2), (3, 3)]);
    assert_eq!(learnt[1..].iter().map(|progress| progress.step.as_deref().unwrap()).collect::<Vec<_>>(), STEPS);
    let plan = written(&mut planner);
    assert_eq!(plan["unmute"], json!([{ "id": "5", "username": "five" }, { "id": "6", "username": "six" }]));
    assert_eq!(plan["skipped"], json!([{ "id": "12", "username": "Jack", "why": "already" }]));
}

#[test]
fn each_request_has_a_retry_budget_of_its_own() {
    let script = script(&[limited(), found(), Written::new(503, ""), first_page(), limited(), last_page()]);
    let mut planner = planner();
    assert_eq!(make(&script, &mut planner, RetryBudget::new(1, 600_000)), Ok(()));
    assert_eq!(script.sent.into_inner().len(), 6);
    assert_eq!(script.learnt.into_inner().len(), 4);
}

#[test]
fn where_it_fails_it_goes_on_from_the_steps_until_then() {
    let answers = [found(), first_page(), last_page()];
    for cut in 0..answers.len() {
        let first = script(&[&answers[..cut], &[limited()]].concat());
        let mut unfinished = planner();
        let error = make(&first, &mut unfinished, RetryBudget::new(0, 0)).unwrap_err();
        assert!(error["code"] == "rate_limited" && error["retryAt"] == 1_700_000_600_000_u64, "{error}");
        let steps = first.learnt.into_inner().into_iter().filter_map(|progress| progress.step);
        let second = script(&answers[cut..]);
        let mut planner = planner();
        planner.expect_head(&first.head.into_inner().unwrap()).unwrap();
        steps.for_each(|step| planner.repeat(&step).unwrap());
        assert_eq!(make(&second, &mut planner, RetryBudget::new(0, 0)), Ok(()));
        assert_eq!(second.sent.into_inner(), SENT[cut..]);
        assert_eq!(second.learnt.into_inner()[0].done, cut.min(1) as u32 + cut.saturating_sub(1) as u32);
        let plan = written(&mut planner);
        assert_eq!((&plan["usersRead"], &plan["requests"]), (&json!(4), &json!({ "reads": 3, "writes": 2 })));
    }
}
