use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use x_server::Server;

pub const YOU: &str = "2244994945";
pub const NEIGHBOUR: &str = "1234567890123456789";
pub const GOBLIN: &str = "1690077341852340241";
pub const MOSS: &str = "1512840067391455233";

/// A server, and one world of it.
pub struct X {
    pub server: Server,
    world: &'static str,
    token: String,
}

/// An answer that is HTTP.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl X {
    pub fn start() -> Self {
        let server = Server::start(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).unwrap();
        Self { server, world: "", token: "stand-in-token".to_owned() }
    }

    pub fn world(mut self, prefix: &'static str) -> Self {
        self.world = prefix;
        self
    }

    pub fn token(&mut self, token: &str) {
        self.token = token.to_owned();
    }

    pub async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.server.url().strip_prefix("http://").unwrap()).await.unwrap()
    }

    /// Sends a request as it stands, and reads until the connection ends. The error is how it ended, if not well.
    pub async fn exchange(&self, request: &str) -> (Vec<u8>, Option<io::ErrorKind>) {
        let mut stream = self.connect().await;
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut bytes = Vec::new();
        let read = timeout(Duration::from_secs(10), stream.read_to_end(&mut bytes)).await.expect("an end within 10 s");
        (bytes, read.err().map(|error| error.kind()))
    }

    /// The text of a request in this world that closes its connection.
    pub fn request(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> String {
        let mut text = format!("{method} {}{path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n", self.world);
        for (name, value) in headers {
            text += &format!("{name}: {value}\r\n");
        }
        if !body.is_empty() {
            text += &format!("content-length: {}\r\n", body.len());
        }
        text + "\r\n" + body
    }

    pub async fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Reply {
        let (bytes, error) = self.exchange(&self.request(method, path, headers, body)).await;
        assert_eq!(error, None, "{method} {path}");
        Reply::read(&bytes)
    }

    /// The text of a call with this world's token.
    pub fn call_text(&self, method: &str, path: &str, body: &str) -> String {
        let authorization = format!("Bearer {}", self.token);
        let mut headers = vec![("authorization", authorization.as_str())];
        if !body.is_empty() {
            headers.push(("content-type", "application/json"));
        }
        self.request(method, path, &headers, body)
    }

    /// A call of X's API with this world's token.
    pub async fn call(&self, method: &str, path: &str, body: &str) -> Reply {
        let (bytes, error) = self.exchange(&self.call_text(method, path, body)).await;
        assert_eq!(error, None, "{method} {path}");
        Reply::read(&bytes)
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.call("GET", path, "").await
    }

    pub async fn mute(&self, target_user_id: &str) -> Reply {
        let body = format!(r#"{{"target_user_id":"{target_user_id}"}}"#);
        self.call("POST", &format!("/2/users/{YOU}/muting"), &body).await
    }

    pub async fn unmute(&self, target_user_id: &str) -> Reply {
        self.call("DELETE", &format!("/2/users/{YOU}/muting/{target_user_id}"), "").await
    }

    /// The control interface, which has to agree.
    pub async fn control(&self, method: &str, path: &str, body: Value) -> Value {
        let reply = self.control_reply(method, path, &body.to_string()).await;
        assert_eq!(reply.status, 200, "{method} {path}: {}", reply.body);
        reply.json()
    }

    pub async fn control_reply(&self, method: &str, path: &str, body: &str) -> Reply {
        self.send(method, &format!("/control/{path}"), &[], body).await
    }

    pub async fn tell(&self, path: &str, body: Value) -> Value {
        self.control("POST", path, body).await
    }

    pub async fn ask(&self, path: &str) -> Value {
        self.control("GET", path, Value::Null).await
    }
}

impl Reply {
    fn read(bytes: &[u8]) -> Self {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no HTTP: {text:?}"));
        let mut lines = head.split("\r\n");
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let header = |line: &str| line.split_once(": ").map(|(name, value)| (name.to_owned(), value.to_owned()));
        Self { status, headers: lines.filter_map(header).collect(), body: body.to_owned() }
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no JSON: {:?}", self.body))
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    pub fn number(&self, name: &str) -> u64 {
        self.header(name).unwrap_or_else(|| panic!("no {name}")).parse().unwrap()
    }

    /// The last part of the problem's type.
    pub fn problem(&self) -> String {
        self.json()["type"].as_str().unwrap().rsplit('/').next().unwrap().to_owned()
    }

    /// The message of the older form of invalid-request.
    pub fn message(&self) -> String {
        assert_eq!(self.problem(), "invalid-request");
        self.json()["errors"][0]["message"].as_str().unwrap().to_owned()
    }
}
