//! One call of X's API, from its request to its answer.

use super::{Fetched, Lost, Patience, Platform};
use crate::api::{self, Endpoint, Request};
use crate::auth::Bearer;
use crate::error::{Code, Error};

/// A failed call, with what the platform threw where it threw.
pub struct Failure<T> {
    /// What went wrong.
    pub error: Box<Error>,
    /// The platform's own error: the `cause`.
    pub thrown: Option<T>,
}

impl<T> From<Box<Error>> for Failure<T> {
    fn from(error: Box<Error>) -> Self {
        Self { error, thrown: None }
    }
}

/// Sends `request`, again where that may help and `patience` allows, and reads the answer.
///
/// # Errors
/// Whatever is not the success that was asked for, by the last answer.
pub async fn call<P: Platform>(
    platform: &P,
    request: &Request,
    bearer: &Bearer,
    mut patience: Patience,
) -> Result<P::Reply, Failure<P::Thrown>> {
    let mut attempt = 1;
    loop {
        let sent_at = platform.now();
        let mut failure = match platform.fetch(request, bearer).await {
            Fetched::Reply(reply) => match read(platform, request.endpoint, attempt, sent_at, &reply) {
                None => return Ok(reply),
                Some(error) => Failure { error, thrown: None },
            },
            Fetched::Lost(why, thrown) => Failure { error: lost(request.endpoint, why), thrown: Some(thrown) },
        };
        match patience.wait_after(&failure.error, platform.now(), platform.random()) {
            Some(wait) => platform.wait(wait).await,
            None => {
                failure.error.details.number("attempts", attempt.into());
                return Err(failure);
            }
        }
        attempt += 1;
    }
}

/// What is wrong with a reply, if anything. The caller hears of it first.
fn read<P: Platform>(
    platform: &P,
    endpoint: Endpoint,
    attempt: u32,
    sent_at: u64,
    reply: &P::Reply,
) -> Option<Box<Error>> {
    if platform.listens() {
        let duration = platform.now().saturating_sub(sent_at);
        platform.responded(api::info(endpoint, attempt, duration, reply).as_str());
    }
    let read_failure = || api::read_failure(endpoint, reply, platform.now());
    (!api::has_succeeded(endpoint, reply)).then(read_failure)
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
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use super::*;
    use crate::api::{BaseUrl, Reply, UserId};

    /// What one request meets.
    #[derive(Clone)]
    enum Meets {
        Reply(u16, &'static [(&'static str, &'static str)], &'static str),
        Lost(Lost),
    }

    impl Reply for Meets {
        fn status(&self) -> u16 {
            let Self::Reply(status, _, _) = self else { return 0 };
            *status
        }

        fn header(&self, name: &str) -> Option<String> {
            let Self::Reply(_, headers, _) = self else { return None };
            headers.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).into())
        }

        fn date(&self, _: &str) -> Option<u64> {
            None
        }

        fn text(&self, _: u32) -> String {
            let Self::Reply(_, _, body) = self else { return String::new() };
            (*body).into()
        }

        fn flag(&self, _: &str, _: &str) -> Option<bool> {
            Some(self.text(0).contains("true"))
        }
    }

    /// A platform that meets one thing after the other, on a clock of its own.
    struct Script {
        meets: RefCell<Vec<Meets>>,
        now: Cell<u64>,
        waits: RefCell<Vec<u64>>,
        heard: RefCell<Vec<String>>,
    }

    impl Platform for Script {
        type Reply = Meets;
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

        async fn fetch(&self, _: &Request, _: &Bearer) -> Fetched<Meets, ()> {
            self.now.set(self.now.get() + 10);
            match self.meets.borrow_mut().remove(0) {
                Meets::Lost(why) => Fetched::Lost(why, ()),
                reply => Fetched::Reply(reply),
            }
        }

        fn listens(&self) -> bool {
            true
        }

        fn responded(&self, info: &str) {
            self.heard.borrow_mut().push(info.into());
        }
    }

    const OK: Meets = Meets::Reply(200, &[], r#"{"data":{"muting":true}}"#);
    const LIMITED: Meets = Meets::Reply(
        429,
        &[("x-rate-limit-limit", "50"), ("x-rate-limit-remaining", "0"), ("x-rate-limit-reset", "1700000600")],
        "Rate limit exceeded",
    );

    /// Mutes, and gives the code of the failure or none, the waits, and what was heard.
    fn mute(meets: &[Meets], patience: Patience) -> (Option<String>, Vec<u64>, Vec<String>) {
        let script = Script {
            meets: RefCell::new(meets.to_vec()),
            now: Cell::new(1_700_000_000_000),
            waits: RefCell::default(),
            heard: RefCell::default(),
        };
        let id = UserId::parse("id", "1").unwrap();
        let request = Request::mute(BaseUrl::default(), &id, &id);
        let bearer = Bearer::parse("token").ok().unwrap();
        let outcome = {
            let mut future = pin!(call(&script, &request, &bearer, patience));
            let Poll::Ready(outcome) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) else {
                panic!("nothing here waits for anything outside")
            };
            outcome
        };
        assert_eq!(script.meets.borrow().len(), 0, "every answer was asked for");
        let error = outcome.err().map(|failure| failure.error.into_json().as_str().to_owned());
        (error, script.waits.into_inner(), script.heard.into_inner())
    }

    #[test]
    fn what_passes_is_tried_again_until_it_succeeds() {
        let (error, waits, heard) =
            mute(&[Meets::Lost(Lost::Network), Meets::Reply(503, &[], ""), OK], Patience::new(2, 0));
        assert_eq!(error, None);
        assert_eq!(waits, [499, 999]);
        assert_eq!(heard.len(), 2);
        assert!(heard[1].contains(r#""attempt":3,"status":200,"durationMs":10"#), "{}", heard[1]);
    }

    #[test]
    fn the_last_failure_is_told_with_the_number_of_attempts() {
        let (error, _, _) = mute(&[Meets::Lost(Lost::Network), Meets::Lost(Lost::Timeout)], Patience::new(1, 0));
        let error = error.unwrap();
        assert!(error.contains(r#""code":"timeout""#) && error.contains(r#""attempts":2"#), "{error}");
    }

    #[test]
    fn a_limit_is_waited_for_once_and_for_as_long_as_it_lasts() {
        let (error, waits, _) = mute(&[LIMITED, OK], Patience::new(0, 900_000));
        assert_eq!(error, None);
        assert_eq!(waits, [599_990]);
        let (error, waits, _) = mute(&[LIMITED], Patience::new(2, 0));
        assert!(error.unwrap().contains(r#""retryAt":1700000600000"#));
        assert!(waits.is_empty());
    }
}
