use std::io::ErrorKind;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::client::{MOSS, NEIGHBOUR, X, YOU};

/// A server with that fault, and a call to it sent.
async fn meet(fault: Value) -> (X, TcpStream) {
    let x = X::start();
    x.tell("faults", fault).await;
    let mut stream = x.connect().await;
    stream.write_all(x.call_text("GET", "/2/users/me", "").as_bytes()).await.unwrap();
    (x, stream)
}

/// What came until the end, and how it ended.
async fn read_to_end(mut stream: TcpStream) -> (String, Option<ErrorKind>) {
    let mut bytes = Vec::new();
    let read = timeout(Duration::from_secs(5), stream.read_to_end(&mut bytes)).await.expect("an end within 5 s");
    (String::from_utf8_lossy(&bytes).into_owned(), read.err().map(|error| error.kind()))
}

async fn is_silent(stream: &mut TcpStream) -> bool {
    timeout(Duration::from_millis(150), stream.read_u8()).await.is_err()
}

#[tokio::test]
async fn respond_is_sent_in_place_of_the_answer() {
    let x = X::start();
    let headers = json!([["content-type", "text/html"], ["set-cookie", "a=1"], ["set-cookie", "b=2"]]);
    x.tell("faults", json!({"respond": {"status": 502, "headers": headers, "body": "<h1>Bad Gateway</h1>"}})).await;
    let reply = x.mute(MOSS).await;
    assert_eq!((reply.status, reply.body.as_str()), (502, "<h1>Bad Gateway</h1>"));
    assert_eq!(reply.headers.iter().filter(|(name, _)| name == "set-cookie").count(), 2);
    assert_eq!(x.ask(&format!("mutes/{YOU}")).await, json!({"ids": []}), "it has no effect");
    assert_eq!(x.mute(MOSS).await.status, 200, "it is over after once");
}

#[tokio::test]
async fn respond_sends_bytes_that_are_no_text() {
    let (_x, stream) = meet(json!({"respond": {"status": 200, "body_base64": "eyJh"}})).await;
    assert!(read_to_end(stream).await.0.ends_with("\r\n\r\n{\"a"));
}

#[tokio::test]
async fn add_headers_replaces_those_of_the_answer() {
    let x = X::start();
    x.tell("faults", json!({"add_headers": [["x-rate-limit-reset", "soon"], ["retry-after", "7"]]})).await;
    let reply = x.mute(MOSS).await;
    assert_eq!((reply.status, reply.header("retry-after")), (200, Some("7")));
    let resets: Vec<_> = reply.headers.iter().filter(|(name, _)| name == "x-rate-limit-reset").collect();
    assert_eq!(resets, [&("x-rate-limit-reset".to_owned(), "soon".to_owned())]);
}

#[tokio::test]
async fn delay_is_real_time_before_the_usual_answer() {
    let x = X::start();
    x.tell("faults", json!({"delay_ms": 200})).await;
    let began = Instant::now();
    assert_eq!(x.mute(MOSS).await.status, 200);
    assert!(began.elapsed() >= Duration::from_millis(200));
}

#[tokio::test]
async fn raw_bytes_are_all_that_is_sent() {
    let bytes = "HTTP/1.1 2OO Fine\r\ncontent-length: 99\r\ncontent-length: 2\r\n\r\ncut o";
    let (_x, stream) = meet(json!({"raw": {"bytes": bytes, "then": "close"}})).await;
    assert_eq!(read_to_end(stream).await, (bytes.to_owned(), None));
}

#[tokio::test]
async fn raw_bytes_may_be_base64_and_may_be_none() {
    let (_x, stream) = meet(json!({"raw": {"bytes_base64": "SFRUUA=="}})).await;
    assert_eq!(read_to_end(stream).await, ("HTTP".to_owned(), None));
    let (_x, stream) = meet(json!({"raw": {}})).await;
    assert_eq!(read_to_end(stream).await, (String::new(), None));
}

#[tokio::test]
async fn raw_then_reset_breaks_the_connection() {
    let (_x, stream) = meet(json!({"raw": {"bytes": "HTTP/1.1 200 OK\r\n", "then": "reset"}})).await;
    assert_eq!(read_to_end(stream).await.1, Some(ErrorKind::ConnectionReset));
}

#[tokio::test]
async fn raw_then_hold_sends_nothing_more_and_does_not_end() {
    let (_x, mut stream) = meet(json!({"raw": {"bytes": "HT", "then": "hold"}})).await;
    assert_eq!(stream.read_u16().await.unwrap(), u16::from_be_bytes(*b"HT"));
    assert!(is_silent(&mut stream).await);
}

#[tokio::test]
async fn raw_repeat_drips_so_often() {
    let repeat = json!({"bytes": "ab", "every_ms": 20, "times": 3});
    let began = Instant::now();
    let (_x, stream) = meet(json!({"raw": {"bytes": ">", "repeat": repeat, "then": "close"}})).await;
    assert_eq!(read_to_end(stream).await, (">ababab".to_owned(), None));
    assert!(began.elapsed() >= Duration::from_millis(60));
}

#[tokio::test]
async fn raw_repeat_for_ever_lasts_until_the_client_goes() {
    let repeat = json!({"bytes": "x".repeat(4096)});
    let (x, mut stream) = meet(json!({"raw": {"bytes": "HTTP/1.1 200 OK\r\n\r\n", "repeat": repeat}})).await;
    let mut much = vec![0; 4 << 20];
    timeout(Duration::from_secs(5), stream.read_exact(&mut much)).await.unwrap().unwrap();
    drop(stream);
    assert_eq!(x.mute(MOSS).await.status, 200);
}

#[tokio::test]
async fn reset_breaks_the_connection_without_a_byte() {
    let (_x, stream) = meet(json!({"reset": true})).await;
    assert_eq!(read_to_end(stream).await, (String::new(), Some(ErrorKind::ConnectionReset)));
}

#[tokio::test]
async fn hold_never_answers() {
    let (_x, mut stream) = meet(json!({"hold": true})).await;
    assert!(is_silent(&mut stream).await);
}

#[tokio::test]
async fn dropping_the_server_ends_what_is_held_and_what_is_idle() {
    for fault in [json!({"hold": true}), json!({"delay_ms": 60_000}), json!({"raw": {"repeat": {"every_ms": 60_000}}})]
    {
        let (x, mut stream) = meet(fault).await;
        let idle = x.connect().await;
        assert!(is_silent(&mut stream).await);
        let addr = stream.peer_addr().unwrap();
        drop(x);
        assert_eq!(read_to_end(stream).await.0, "");
        assert_eq!(read_to_end(idle).await.0, "");
        assert!(TcpStream::connect(addr).await.is_err());
    }
}

#[tokio::test]
async fn a_connection_held_open_is_closed_when_the_client_goes() {
    let descriptors = || std::fs::read_dir("/proc/self/fd").map(Iterator::count);
    let x = X::start();
    x.tell("faults", json!({"times": 0, "hold": true})).await;
    let mut held = Vec::new();
    for _ in 0..100 {
        let mut stream = x.connect().await;
        stream.write_all(x.call_text("GET", "/2/users/me", "").as_bytes()).await.unwrap();
        held.push(stream);
    }
    while x.ask("requests").await["requests"].as_array().unwrap().len() < 100 {}
    let Ok(before) = descriptors() else { return };
    drop(held);
    for _ in 0..50 {
        if descriptors().unwrap() + 250 < before {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("{before} descriptors were open, {} still are", descriptors().unwrap());
}

#[tokio::test]
async fn a_fault_that_takes_effect_loses_only_the_answer() {
    let x = X::start();
    x.tell("faults", json!({"takes_effect": true, "reset": true})).await;
    let body = format!(r#"{{"target_user_id":"{MOSS}"}}"#);
    let request = x.call_text("POST", &format!("/2/users/{YOU}/muting"), &body);
    assert_eq!(x.exchange(&request).await.1, Some(ErrorKind::ConnectionReset));
    assert_eq!(x.ask(&format!("mutes/{YOU}")).await, json!({"ids": [MOSS]}));
}

#[tokio::test]
async fn a_fault_meets_only_what_it_fits_and_only_so_often() {
    let x = X::start();
    let fault = json!({"times": 2, "method": "DELETE", "path_contains": NEIGHBOUR, "respond": {"status": 500}});
    x.tell("faults", fault).await;
    assert_eq!(x.mute(NEIGHBOUR).await.status, 200);
    assert_eq!(x.unmute(MOSS).await.status, 200);
    assert_eq!(x.unmute(NEIGHBOUR).await.status, 500);
    assert_eq!(x.ask("faults").await["faults"][0]["times"], 1);
    assert_eq!(x.unmute(NEIGHBOUR).await.status, 500);
    assert_eq!(x.unmute(NEIGHBOUR).await.status, 200);
    assert_eq!(x.ask("faults").await, json!({"faults": []}));
}

#[tokio::test]
async fn faults_are_met_in_order_and_those_for_ever_until_cleared() {
    let x = X::start();
    x.tell("faults", json!([{"respond": {"status": 500}}, {"times": 0, "respond": {"status": 503}}])).await;
    let mut statuses = Vec::new();
    for _ in 0..4 {
        statuses.push(x.mute(MOSS).await.status);
    }
    assert_eq!(statuses, [500, 503, 503, 503]);
    x.control("DELETE", "faults", Value::Null).await;
    assert_eq!(x.mute(MOSS).await.status, 200);
}

#[tokio::test]
async fn the_faults_left_can_be_told_again_as_they_are() {
    let x = X::start();
    let respond = json!({"status": 500, "headers": [["a", "b"]], "body_base64": "AAA="});
    x.tell("faults", json!([{"respond": respond}, {"raw": {"repeat": {"bytes": "x"}, "then": "hold"}}])).await;
    let left = x.ask("faults").await;
    x.control("DELETE", "faults", Value::Null).await;
    assert_eq!(x.tell("faults", left["faults"].clone()).await, left);
}

#[tokio::test]
async fn a_fault_that_makes_no_sense_is_refused() {
    let x = X::start();
    for (fault, part) in [
        (json!({"reset": true, "hold": true}), "at most one of"),
        (json!({"takes_effect": true}), "takes_effect goes with"),
        (json!({"respond": {"status": 100}}), "200 to 999"),
        (json!({"respond": {"status": 200, "headers": [["content-length", "7"]]}}), "by raw only"),
        (json!({"respond": {"status": 200, "headers": [["a b", "c"]]}}), "by raw only"),
        (json!({"respond": {"status": 200, "body": "a", "body_base64": "YQ=="}}), "one of body, body_base64"),
        (json!({"raw": {"bytes": "a", "bytes_base64": "YQ=="}}), "one of bytes, bytes_base64"),
        (json!({"raw": {"bytes_base64": "?"}}), "Invalid"),
        (json!({"raw": {"then": "explode"}}), "`close`, `reset`, `hold`"),
        (json!([{"status": 500}]), "unknown field `status`"),
    ] {
        let reply = x.control_reply("POST", "faults", &fault.to_string()).await;
        let error = reply.json()["error"].as_str().unwrap().to_owned();
        assert!(reply.status == 400 && error.contains(part), "{fault}: {error}");
    }
    assert_eq!(x.ask("faults").await, json!({"faults": []}));
}
