//! A call as the JavaScript half holds it: the caller's fetch, time limit, signal and ear.

use wasm_bindgen::prelude::*;

use super::task::wait;
use crate::api::{Reply, Request, Text};
use crate::bulk::Wish;
use crate::client::{Fetched, Lost, Platform, Task};

#[wasm_bindgen]
extern "C" {
    /// The class `Call` of `js/call.js`. Nothing of it throws.
    pub type Call;

    /// Sends a request: method, URL, Authorization header and body, with a NUL between, and without the last two where these
    /// are empty. Resumes the task with the answer, later.
    #[wasm_bindgen(method)]
    fn send(this: &Call, task: usize, request: &str);

    /// Does what `js/task.js` has that name for, and resumes the task with an answer whose body is what came of it,
    /// later.
    #[wasm_bindgen(method)]
    fn perform(this: &Call, task: usize, name: &str, a: &str, b: &str);

    /// A text that was given with the call; empty where none was.
    #[wasm_bindgen(method)]
    pub fn given(this: &Call, name: &str) -> String;

    /// A number that was given with the call.
    #[wasm_bindgen(method)]
    pub fn number(this: &Call, name: &str) -> u32;

    #[wasm_bindgen(method)]
    fn now(this: &Call) -> f64;

    #[wasm_bindgen(method)]
    fn random(this: &Call) -> u32;

    /// Resumes the task, later, with nothing.
    #[wasm_bindgen(method)]
    fn wait(this: &Call, task: usize, milliseconds: u32);

    #[wasm_bindgen(method)]
    fn listens(this: &Call) -> bool;

    #[wasm_bindgen(method)]
    fn responded(this: &Call, info: &str);

    /// Whether a job is to go on (0), to pause (1), or is nobody's any more (2).
    #[wasm_bindgen(method)]
    fn wish(this: &Call) -> u32;

    #[wasm_bindgen(method)]
    fn progressed(this: &Call, progress: &str);

    #[wasm_bindgen(method)]
    fn heard(this: &Call) -> String;

    #[wasm_bindgen(method)]
    fn learnt(this: &Call, total: u32, done: u32, step: &str);

    /// Settles the call with the answer's JSON.
    #[wasm_bindgen(method)]
    pub fn succeed(this: &Call, answer: &Answer);

    /// Settles the call with this JSON.
    #[wasm_bindgen(method)]
    pub fn finish(this: &Call, json: &str);

    /// Settles the call with an `XError`, given as JSON, and its cause; or where there is no JSON, with the cause itself.
    #[wasm_bindgen(method)]
    pub fn fail(this: &Call, error: &str, cause: Option<Answer>);

    /// The class `Answer` of `js/answer.js`: a response with its body, or why there is none. Nothing of it throws.
    pub type Answer;

    /// Whether what was thrown is a failure that passes.
    #[wasm_bindgen(method)]
    fn passes(this: &Answer) -> bool;

    #[wasm_bindgen(method)]
    fn header(this: &Answer, name: &str) -> Option<String>;

    /// A header that is a date, in milliseconds since the epoch; 0 where it is none.
    #[wasm_bindgen(method)]
    fn date(this: &Answer, name: &str) -> f64;

    #[wasm_bindgen(method)]
    fn text(this: &Answer, max: u32) -> String;

    /// A text without the secrets that were sent.
    #[wasm_bindgen(method)]
    fn redacted(this: &Answer, text: &str) -> String;

    /// The boolean at `data.muting` of the JSON, as 1 or 0; -1 where it is none.
    #[wasm_bindgen(method)]
    fn muting(this: &Answer) -> i32;

    /// The string at the top of the JSON.
    #[wasm_bindgen(method)]
    fn field(this: &Answer, name: &str) -> Option<String>;

    /// The whole number at the top of the JSON; -1 where it is none.
    #[wasm_bindgen(method)]
    fn whole(this: &Answer, name: &str) -> f64;
}

/// Room for what is sent for a mute, with a token of X's: two hundred bytes, or three.
const ROOM: usize = 300;

/// A response that has arrived.
pub struct Response {
    status: u16,
    /// Its body and headers.
    pub answer: Answer,
}

/// What a task is resumed with.
pub type Arrived = Fetched<Response, Answer>;

/// What `js/answer.js` tells: an HTTP status, or below 100 why there is none.
pub fn arrived(status: u16, answer: Answer) -> Arrived {
    let lost = match status {
        100.. => return Fetched::Reply(Response { status, answer }),
        2 => Lost::Timeout,
        3 => Lost::TooLarge,
        4 => Lost::NotAResponse,
        5 => Lost::Cancelled,
        _ => Lost::Network,
    };
    Fetched::Lost(lost, answer)
}

impl Platform for Call {
    type Reply = Response;
    type Thrown = Answer;

    fn now(&self) -> u64 {
        // A double holds every millisecond that a Date can.
        self.now() as u64
    }

    fn random(&self) -> u32 {
        self.random()
    }

    async fn wait(&self, milliseconds: u64) {
        wait(|task| self.wait(task, milliseconds as u32)).await;
    }

    fn fetch(&self, request: &Request, authorization: &str) -> impl Future<Output = Arrived> {
        let mut text = Text::default();
        text.reserve(ROOM);
        text.push(request.endpoint.method()).push("\0");
        request.write_url(&mut text);
        text.push("\0").push(authorization).push("\0").push(request.body.as_str());
        wait(|task| self.send(task, text.as_str()))
    }

    fn perform(&self, task: Task<'_>) -> impl Future<Output = Arrived> {
        let (name, a, b) = match task {
            Task::Token(rejected) => ("token", rejected, ""),
            Task::HmacSha1(key, text) => ("hmacSha1", key, text),
            Task::Sha256(text) => ("sha256", text, ""),
            Task::Random => ("random", "", ""),
            Task::Load => ("load", "", ""),
            Task::Save(text) => ("save", text, ""),
            Task::Lock => ("lock", "", ""),
            Task::Claim => ("claim", "", ""),
            Task::Read(name) => ("read", name, ""),
            Task::Write(name, text) => ("write", name, text),
        };
        wait(|task| self.perform(task, name, a, b))
    }

    fn listens(&self) -> bool {
        self.listens()
    }

    fn responded(&self, info: &str) {
        self.responded(info);
    }

    fn passes(&self, thrown: &Answer) -> bool {
        thrown.passes()
    }

    fn wish(&self) -> Wish {
        match self.wish() {
            0 => Wish::GoOn,
            1 => Wish::Pause,
            _ => Wish::Abandon,
        }
    }

    fn progressed(&self, progress: &str) {
        self.progressed(progress);
    }

    fn heard(&self) -> String {
        self.heard()
    }

    fn learnt(&self, total: u32, done: u32, step: &str) {
        self.learnt(total, done, step);
    }
}

impl Reply for Response {
    fn status(&self) -> u16 {
        self.status
    }

    fn header(&self, name: &str) -> Option<String> {
        self.answer.header(name)
    }

    fn date(&self, name: &str) -> Option<u64> {
        let date = self.answer.date(name);
        (date > 0.0).then_some(date as u64)
    }

    fn text(&self, max: u32) -> String {
        self.answer.text(max)
    }

    fn redacted(&self, text: &str) -> String {
        self.answer.redacted(text)
    }

    fn muting(&self) -> Option<bool> {
        let muting = self.answer.muting();
        (muting >= 0).then_some(muting > 0)
    }

    fn field(&self, name: &str) -> Option<String> {
        self.answer.field(name)
    }

    fn number(&self, name: &str) -> Option<u64> {
        let number = self.answer.whole(name);
        (number >= 0.0).then_some(number as u64)
    }
}
