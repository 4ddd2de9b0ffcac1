//! One call of X's API, from its request to its answer.

use super::{Auth, Failure, Fetched, Lost, Patience, Platform};
use crate::api::{self, Endpoint, Request, Text};
use crate::auth::Bearer;
use crate::error::{Code, Error};

/// Sends `request`, again where that may help and `patience` allows, and reads the answer: gives the reply, and what is to
/// be handed on in place of its JSON, if anything.
///
/// # Errors
/// Whatever is not the success that was asked for, by the last answer; and what [`Auth::header`] fails with.
pub async fn call<P: Platform>(
    platform: &P,
    request: &Request,
    auth: &Auth,
    mut patience: Patience,
) -> Result<(P::Reply, Text), Failure<P::Thrown>> {
    let mut attempt = 1;
    let mut rejected = Text::default();
    let mut was_rejected = false;
    loop {
        let authorization = auth.header(platform, request, token_of(&rejected)).await?;
        rejected = Text::default();
        let sent_at = if platform.listens() { Some(platform.now()) } else { None };
        let (mut error, thrown) = match platform.fetch(request, authorization.as_str()).await {
            Fetched::Reply(reply) => match read(platform, request, attempt, sent_at, &reply) {
                Ok(success) => return Ok((reply, success)),
                Err(error) => (error, None),
            },
            Fetched::Lost(why, thrown) => (lost(request.endpoint, why), Some(thrown)),
        };
        if error.code == Code::Unauthorized && matches!(auth, Auth::Asked) && !was_rejected {
            was_rejected = true;
            rejected = authorization;
        } else {
            match patience.wait_after(&error, platform.now(), platform.random()) {
                Some(wait) => platform.wait(wait).await,
                None => {
                    error.details.number("attempts", attempt.into());
                    return Err(Failure::Error(error, thrown));
                }
            }
        }
        attempt += 1;
    }
}

fn token_of(authorization: &Text) -> &str {
    authorization.as_str().strip_prefix(Bearer::SCHEME).unwrap_or_default()
}

/// Reads a reply. Who has heard of the sending hears of it first.
fn read<P: Platform>(
    platform: &P,
    request: &Request,
    attempt: u32,
    sent_at: Option<u64>,
    reply: &P::Reply,
) -> Result<Text, Box<Error>> {
    if let Some(sent_at) = sent_at {
        let duration = platform.now().saturating_sub(sent_at);
        platform.responded(api::info(request.endpoint, attempt, duration, reply).as_str());
    }
    api::read_success(request, reply).ok_or_else(|| api::read_failure(request.endpoint, reply, platform.now()))
}

fn lost(endpoint: Endpoint, why: Lost) -> Box<Error> {
    let (code, what) = match why {
        Lost::Network => (Code::Network, ": no answer"),
        Lost::Timeout => (Code::Timeout, ": no whole answer within timeoutMs"),
        Lost::TooLarge => (Code::BadResponse, ": the reply is larger than 16 MiB"),
        Lost::Cancelled => (Code::BadResponse, ": cancelled"),
        Lost::NotAResponse => (Code::BadResponse, ": fetch gave something that is no Response"),
    };
    let mut error = Error::new(code, endpoint.name());
    error.message.push(what);
    error.details.string("endpoint", endpoint.name());
    error
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};

    use super::*;
    use crate::api::{BaseUrl, UserId};
    use crate::client::Task;
    use crate::testing::{Written, ready};

    /// What one request meets.
    type Meets = Result<Written, Lost>;

    /// A platform that meets one thing after the other, on a clock of its own, with a caller who gives one token after the
    /// other.
    #[derive(Default)]
    struct Script {
        meets: RefCell<Vec<Meets>>,
        now: Cell<u64>,
        waits: RefCell<Vec<u64>>,
        heard: RefCell<Vec<String>>,
        tokens: RefCell<Vec<&'static str>>,
        asked: RefCell<Vec<String>>,
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

        async fn fetch(&self, _: &Request, authorization: &str) -> Fetched<Written, ()> {
            self.sent.borrow_mut().push(authorization.into());
            self.now.set(self.now.get() + 10);
            match self.meets.borrow_mut().remove(0) {
                Err(why) => Fetched::Lost(why, ()),
                Ok(reply) => Fetched::Reply(reply),
            }
        }

        async fn perform(&self, task: Task<'_>) -> Fetched<Written, ()> {
            match task {
                Task::Token(rejected) => {
                    self.asked.borrow_mut().push(rejected.into());
                    Fetched::Reply(Written::ok(self.tokens.borrow_mut().remove(0)))
                }
                Task::HmacSha1(..) => Fetched::Reply(Written::ok("c2lnbmF0dXJl")),
                _ => Fetched::Lost(Lost::Network, ()),
            }
        }

        fn listens(&self) -> bool {
            true
        }

        fn responded(&self, info: &str) {
            self.heard.borrow_mut().push(info.into());
        }
    }

    fn ok() -> Meets {
        Ok(Written::ok(r#"{"data":{"muting":true}}"#))
    }

    fn status(status: u16) -> Meets {
        Ok(Written::new(status, ""))
    }

    fn limited() -> Meets {
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
    fn mute(meets: Vec<Meets>, auth: &Auth, tokens: &[&'static str], patience: Patience) -> (Option<String>, Script) {
        let script = Script { now: Cell::new(1_700_000_000_000), ..Script::default() };
        script.meets.replace(meets);
        script.tokens.replace(tokens.to_vec());
        let id = UserId::parse("id", "1").unwrap();
        let request = Request::mute(BaseUrl::default(), id, id);
        let error = match ready(call(&script, &request, auth, patience)) {
            Ok(_) => None,
            Err(Failure::Error(error, _)) => Some(error.to_json().as_str().to_owned()),
            Err(Failure::Thrown(())) => Some("thrown".into()),
        };
        assert_eq!(script.meets.borrow().len(), 0, "every answer was asked for");
        (error, script)
    }

    #[test]
    fn what_passes_is_tried_again_until_it_succeeds() {
        let (error, script) = mute(vec![Err(Lost::Network), status(503), ok()], &bearer(), &[], Patience::new(2, 0));
        assert_eq!(error, None);
        assert_eq!(script.waits.into_inner(), [499, 999]);
        let heard = script.heard.into_inner();
        assert_eq!(heard.len(), 2);
        assert!(heard[1].contains(r#""attempt":3,"status":200,"durationMs":10"#), "{}", heard[1]);
    }

    #[test]
    fn the_last_failure_is_told_with_the_number_of_attempts() {
        let (error, _) = mute(vec![Err(Lost::Network), Err(Lost::Timeout)], &bearer(), &[], Patience::new(1, 0));
        let error = error.unwrap();
        assert!(error.contains(r#""code":"timeout""#) && error.contains(r#""attempts":2"#), "{error}");
    }

    #[test]
    fn a_limit_is_waited_for_once_and_for_as_long_as_it_lasts() {
        let (error, script) = mute(vec![limited(), ok()], &bearer(), &[], Patience::new(0, 900_000));
        assert_eq!(error, None);
        assert_eq!(script.waits.into_inner(), [599_990]);
        let (error, script) = mute(vec![limited()], &bearer(), &[], Patience::new(2, 0));
        assert!(error.unwrap().contains(r#""retryAt":1700000600000"#));
        assert!(script.waits.into_inner().is_empty());
    }

    #[test]
    fn a_token_is_asked_for_before_each_request() {
        let (error, script) = mute(vec![status(502), ok()], &Auth::Asked, &["a", "b"], Patience::new(1, 0));
        assert_eq!(error, None);
        assert_eq!(script.asked.into_inner(), ["", ""]);
        assert_eq!(script.sent.into_inner(), ["Bearer a", "Bearer b"]);
    }

    #[test]
    fn after_a_401_the_token_is_asked_for_once_more_with_the_one_that_was_refused() {
        let (error, script) = mute(vec![status(401), ok()], &Auth::Asked, &["old", "new"], Patience::new(0, 0));
        assert_eq!(error, None);
        assert_eq!(script.asked.into_inner(), ["", "old"]);
        assert_eq!(script.sent.into_inner(), ["Bearer old", "Bearer new"]);
        let (error, script) = mute(vec![status(401), status(401)], &Auth::Asked, &["a", "b"], Patience::new(5, 0));
        assert!(error.unwrap().contains(r#""code":"unauthorized""#));
        assert_eq!(script.sent.into_inner().len(), 2);
    }

    #[test]
    fn a_token_that_was_refused_is_spoken_of_once() {
        let meets = vec![status(401), status(503), ok()];
        let (error, script) = mute(meets, &Auth::Asked, &["old", "new", "new"], Patience::new(1, 0));
        assert_eq!(error, None);
        assert_eq!(script.asked.into_inner(), ["", "old", ""]);
    }

    #[test]
    fn a_403_asks_for_no_other_token_and_a_401_of_a_fixed_one_neither() {
        let (error, script) = mute(vec![status(403)], &Auth::Asked, &["a"], Patience::new(5, 0));
        assert!(error.unwrap().contains(r#""code":"forbidden""#));
        assert_eq!(script.asked.into_inner(), [""]);
        let (error, _) = mute(vec![status(401)], &bearer(), &[], Patience::new(5, 0));
        assert!(error.unwrap().contains(r#""code":"unauthorized""#));
    }

    #[test]
    fn what_is_no_token_is_refused_and_nothing_is_sent() {
        let (error, script) = mute(vec![], &Auth::Asked, &["Bearer a"], Patience::new(5, 0));
        assert!(error.unwrap().contains("starts with `Bearer `"));
        assert!(script.sent.into_inner().is_empty());
    }
}
