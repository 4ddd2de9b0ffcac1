//! What the demo's server does for whom, over real HTTP, with the stand-in behind it.

use serde_json::{Value, json};
use x_server::Server;

use crate::demo::{self, Options};

/// The demo's server, its stand-in, and what asks them.
struct Demo {
    address: String,
    stand_in: Server,
    client: reqwest::Client,
}

impl Demo {
    async fn start() -> Self {
        let (address, stand_in) = demo::start(Options::default()).await.unwrap();
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        Self { address, stand_in: stand_in.unwrap(), client }
    }

    async fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> reqwest::Response {
        let mut request = self.client.request(method.parse().unwrap(), format!("{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.body(body.to_owned()).send().await.unwrap()
    }

    async fn control(&self, method: &str, path: &str, told: &Value) -> Value {
        let url = format!("{}/control/{path}", self.stand_in.url());
        let answer = self.client.request(method.parse().unwrap(), url).body(told.to_string()).send().await.unwrap();
        serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap()
    }

    /// How many requests the stand-in has been sent.
    async fn asked(&self) -> usize {
        let told = self.control("GET", "requests", &Value::Null).await;
        told["requests"].as_array().unwrap().len()
    }
}

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const TOKEN: (&str, &str) = ("authorization", "Bearer stand-in-token");

#[tokio::test]
async fn another_sites_page_reaches_nothing() {
    let demo = Demo::start().await;
    let before = demo.asked().await;
    let foreign: [&[(&str, &str)]; 6] = [
        &[("origin", "https://evil.example")],
        &[("origin", "null")],
        &[("origin", "http://127.0.0.1:1")],
        &[("sec-fetch-site", "same-site")],
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "none")],
    ];
    for from in foreign {
        let requests = [("POST", "/2/oauth2/token", FORM), ("GET", "/2/users/me", TOKEN), ("POST", "/clock", FORM)];
        for (method, path, header) in requests {
            let answer = demo.ask(method, path, &[from, &[header]].concat(), "").await;
            assert_eq!(answer.status(), 403, "{method} {path} {from:?}");
            assert!(answer.headers().get("access-control-allow-origin").is_none());
        }
    }
    assert_eq!(demo.asked().await, before);
}

#[tokio::test]
async fn a_name_that_was_rebound_to_this_machine_is_not_answered() {
    let demo = Demo::start().await;
    for host in ["evil.example", "127.0.0.1.evil.example", "192.168.1.1", "localhost.evil.example:80"] {
        for path in ["/", "/demo.json", "/2/users/me", "/clock", "/pkg/package.json"] {
            let answer = demo.ask("GET", path, &[("host", host), TOKEN], "").await;
            assert_eq!(answer.status(), 421, "{host} {path}");
        }
    }
    let port = demo.address.rsplit(':').next().unwrap();
    for host in ["localhost".to_owned(), format!("localhost:{port}"), "127.0.0.1:65535".into(), "[::1]:3000".into()] {
        assert_eq!(demo.ask("GET", "/demo.json", &[("host", &host)], "").await.status(), 200, "{host}");
    }
}

#[tokio::test]
async fn of_a_page_on_a_forwarded_port_the_requests_are_let_through() {
    let demo = Demo::start().await;
    let own =
        [("host", "localhost:9999"), ("origin", "http://localhost:9999"), ("sec-fetch-site", "same-origin"), TOKEN];
    assert_eq!(demo.ask("GET", "/2/users/me", &own, "").await.status(), 200);
}

#[tokio::test]
async fn paths_that_lead_out_of_the_api_reach_nothing() {
    let demo = Demo::start().await;
    let authority = demo.address.strip_prefix("http://").unwrap();
    let before = demo.asked().await;
    let paths = [
        "/2/../control/reset",
        "/2/%2e%2e/control/reset",
        "/2/..%2fcontrol%2freset",
        "/2/users/me/../../../control/accounts",
        "/2/..\\control\\reset",
        "/2/%5c..%5ccontrol",
        "/2/users/me/%2E%2E/",
        "/2/tweets",
        "/2//users/me",
        "/2/users/me?x=1",
    ];
    for path in paths {
        // No URL parser has seen it.
        let mut stream = tokio::net::TcpStream::connect(authority).await.unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nhost: {authority}\r\nconnection: close\r\n\r\n");
        tokio::io::AsyncWriteExt::write_all(&mut stream, request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        tokio::io::AsyncReadExt::read_to_string(&mut stream, &mut answer).await.unwrap();
        let status = answer.split(' ').nth(1).unwrap_or_default();
        assert!(["400", "404"].contains(&status), "{path}: {answer}");
    }
    assert_eq!(demo.asked().await, before);
    assert_eq!(demo.ask("GET", "/demo.json", &[], "").await.status(), 200);
}

#[tokio::test]
async fn of_what_x_answers_only_the_headers_that_the_package_reads_come_back() {
    let demo = Demo::start().await;
    let unwanted = json!([
        ["set-cookie", "guest_id=1"],
        ["access-control-allow-origin", "*"],
        ["server", "tsa"],
        ["location", "/x"],
        ["refresh", "0; url=https://evil.example"],
        ["clear-site-data", "\"*\""],
        ["strict-transport-security", "max-age=1"],
        ["link", "<https://evil.example>; rel=preload"],
        ["x-frame-options", "ALLOW"],
        ["sourcemap", "/x"],
    ]);
    demo.control("POST", "faults", &json!({ "add_headers": unwanted })).await;
    let answer = demo.ask("GET", "/2/users/me", &[TOKEN], "").await;
    assert_eq!(answer.status(), 200);
    for header in unwanted.as_array().unwrap() {
        let name = header[0].as_str().unwrap();
        assert!(answer.headers().get(name).is_none(), "{name}");
    }
    assert!(answer.headers().get("x-rate-limit-limit").is_some());
    assert_eq!(answer.headers()["cross-origin-resource-policy"], "same-origin");
}

#[tokio::test]
async fn answers_that_are_none_are_502() {
    let demo = Demo::start().await;
    for status in [301, 307, 308, 600, 999] {
        let fault =
            json!({ "respond": { "status": status, "body": "", "headers": [["location", "https://evil.example"]] } });
        demo.control("POST", "faults", &fault).await;
        let answer = demo.ask("GET", "/2/users/me", &[TOKEN], "").await;
        assert_eq!(answer.status(), 502, "{status}");
        assert!(answer.headers().get("location").is_none());
    }
}

#[tokio::test]
async fn a_body_that_is_none_of_the_packages_is_refused() {
    let demo = Demo::start().await;
    let before = demo.asked().await;
    let muting = "/2/users/2244994945/muting";
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""] {
        assert_eq!(demo.ask("POST", muting, &[("content-type", kind), TOKEN], "{}").await.status(), 415, "{kind}");
    }
    let large = "x".repeat(4097);
    let answer = demo.ask("POST", muting, &[("content-type", "application/json"), TOKEN], &large).await;
    assert_eq!(answer.status(), 413);
    assert_eq!(demo.asked().await, before);
}
