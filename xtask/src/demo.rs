//! The demo page, with a stand-in for X or X itself behind a same-origin proxy.

use std::net::SocketAddr;

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use x_server::{Server, seed};

use crate::serve::{STRICT_CSP, Site, client, serve};
use crate::{docs, package, proxy};

/// Where the page is served if no other port is asked for.
const PORT: u16 = 8080;

/// Where people sign in to X itself.
const AUTHORIZE_URL: &str = "https://x.com/i/oauth2/authorize";

/// How many of the stand-in's accounts nobody has muted when the page is opened first: the list is long enough to be
/// scrolled, and there is still somebody to mute.
const NOT_MUTED: usize = 2;

/// Accounts enough for a list that takes two days, from the first of these IDs on.
const CROWD: (u32, &str) = (10_000, "1500000000000000000");

/// What is asked for on the command line.
#[derive(Default)]
pub struct Options {
    /// X itself, in place of a stand-in.
    upstream: Option<String>,
    /// The app that people sign in to at X.
    client_id: Option<String>,
    /// 0 is any.
    port: u16,
}

/// Builds, serves and says where, until it is interrupted.
pub async fn run(words: &[&str]) -> Result<()> {
    let options = read(words)?;
    println!("cargo xtask demo builds the package and serves the page; the first time takes about a minute");
    package::build(&package::PUBLISHED)?;
    docs::build()?;
    let signs_in_at_x = options.client_id.is_some();
    let (address, _stand_in) = start(options).await?;
    println!("\n  the demo page:  {address}\n");
    if signs_in_at_x {
        println!("  sign-in works if your app has this callback URI:  {address}/\n");
    }
    open(&address);
    tokio::signal::ctrl_c().await?;
    Ok(())
}

/// Serves the page. The stand-in lives for as long as what is given back.
pub async fn start(options: Options) -> Result<(String, Option<Server>)> {
    let Options { upstream, client_id, port } = options;
    let (base, description, stand_in) = match upstream {
        None => {
            let stand_in = Server::start(SocketAddr::from(([127, 0, 0, 1], 0)))?;
            (stand_in.url(), of_stand_in(&stand_in.url()), Some(stand_in))
        }
        Some(upstream) => {
            let base = upstream.trim_end_matches('/').to_owned();
            let description = of_x(&base, client_id.as_deref());
            (base, description, None)
        }
    };
    let site = Site {
        folders: vec![("/", "www".into()), ("/pkg", package::PUBLISHED.folder.into())],
        apart: vec![("/docs", docs::FOLDER.into(), docs::CSP)],
        json: vec![("/demo.json", description.to_string())],
        // The page and its stand-in have one clock; at X itself nobody but X moves it.
        routes: proxy::routes(
            client()?,
            &base,
            stand_in.as_ref().map(|server| format!("{}/control/clock", server.url())),
        ),
        is_loopback_only: true,
        upstream: (&[], base),
        passed_on: &[],
        csp: STRICT_CSP,
    };
    let address = serve(site, port).await.with_context(|| format!("port {port} cannot be served; try --port 0"))?;
    if let Some(stand_in) = &stand_in {
        arrange(stand_in, &address).await?;
    }
    Ok((address, stand_in))
}

/// What the page is told of X: where its requests go, and where to sign in, if there is an app to sign in to.
fn of_x(base: &str, client_id: Option<&str>) -> Value {
    let mut description = json!({ "standIn": false, "upstream": base });
    if let (Some(client_id), Some(fields)) = (client_id, description.as_object_mut()) {
        fields.insert("clientId".into(), client_id.into());
        fields.insert("authorizeUrl".into(), AUTHORIZE_URL.into());
    }
    description
}

/// The same of the stand-in, and with what to fill the page's fields.
fn of_stand_in(base: &str) -> Value {
    let targets: Vec<Value> =
        others().map(|(id, username, name)| json!({ "id": id, "username": username, "name": name })).collect();
    json!({
        "standIn": true,
        "upstream": base,
        "token": seed::TOKEN,
        "userId": seed::YOU,
        "targets": targets,
        "crowd": { "count": CROWD.0, "firstId": CROWD.1 },
        "clientId": seed::CLIENT_ID,
        "authorizeUrl": format!("{base}/i/oauth2/authorize"),
    })
}

/// Everybody at the stand-in but the user.
fn others() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    seed::ACCOUNTS.into_iter().filter(|(id, _, _)| *id != seed::YOU)
}

/// Tells the stand-in where people may be sent back to from its sign-in, by either name of this machine, mutes some, and
/// adds a crowd.
async fn arrange(stand_in: &Server, address: &str) -> Result<()> {
    let pages = [format!("{address}/"), format!("{address}/").replace("127.0.0.1", "localhost")];
    let client = json!({ "client_id": seed::CLIENT_ID, "name": "x-mutes demo", "redirect_uris": pages });
    let muted: Vec<&str> = others().skip(NOT_MUTED).map(|(id, _, _)| id).collect();
    let crowd = json!({ "generate": { "count": CROWD.0, "first_id": CROWD.1 } });
    let calls = [
        (reqwest::Method::POST, "accounts".to_owned(), crowd),
        (reqwest::Method::POST, "clients".to_owned(), client),
        (reqwest::Method::PUT, format!("mutes/{}", seed::YOU), json!({ "ids": muted })),
    ];
    for (method, path, told) in calls {
        let url = format!("{}/control/{path}", stand_in.url());
        let answer = reqwest::Client::new().request(method, &url).body(told.to_string()).send().await?;
        ensure!(answer.status().is_success(), "{url} answered {}", answer.status());
    }
    Ok(())
}

fn read(words: &[&str]) -> Result<Options> {
    let mut options = Options { port: PORT, ..Options::default() };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut value = || words.next().with_context(|| format!("{word} needs a value"));
        match *word {
            "--upstream" => options.upstream = Some((*value()?).into()),
            "--client-id" => options.client_id = Some((*value()?).into()),
            "--port" => options.port = value()?.parse().context("a port is a number from 0 to 65535")?,
            _ => bail!("cargo xtask demo takes --upstream URL, --client-id ID and --port N; it was given {word}"),
        }
    }
    let is_for_nothing = options.client_id.is_some() && options.upstream.is_none();
    ensure!(!is_for_nothing, "--client-id is for X itself, with --upstream; the stand-in has an app of its own");
    Ok(options)
}

/// Opens the page where there is a desktop; where there is none, the printed address has to do.
fn open(address: &str) {
    let program = match std::env::consts::OS {
        "macos" => "open",
        "windows" => "explorer",
        _ if std::env::var_os("DISPLAY").is_none() && std::env::var_os("WAYLAND_DISPLAY").is_none() => return,
        _ => "xdg-open",
    };
    let _ = std::process::Command::new(program).arg(address).spawn();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_app_of_ones_own_is_for_x_itself() {
        assert!(read(&["--client-id", "id"]).is_err());
        let options = read(&["--client-id", "id", "--upstream", "https://api.x.com"]).unwrap();
        assert_eq!((options.client_id.as_deref(), options.port), (Some("id"), PORT));
    }

    #[test]
    fn there_is_no_sign_in_to_x_without_an_app() {
        assert_eq!(of_x("https://api.x.com", None), json!({ "standIn": false, "upstream": "https://api.x.com" }));
        assert_eq!(of_x("https://api.x.com", Some("id"))["authorizeUrl"], AUTHORIZE_URL);
    }

    #[tokio::test]
    async fn the_clock_of_the_stand_in_is_moved_from_the_page() {
        let (address, _stand_in) = start(Options::default()).await.unwrap();
        let clock = format!("{address}/clock");
        let now = async |request: reqwest::RequestBuilder| -> u64 {
            let told = request.send().await.unwrap().text().await.unwrap();
            serde_json::from_str::<Value>(&told).unwrap()["now_ms"].as_u64().unwrap()
        };
        let client = reqwest::Client::new();
        let before = now(client.get(&clock)).await;
        let after = now(client.post(&clock).body(r#"{"advance_ms": 3600000}"#)).await;
        assert!((3_600_000..3_660_000).contains(&(after - before)), "{before} {after}");
    }

    #[tokio::test]
    async fn what_x_says_of_caches_and_scripts_is_not_passed_to_the_page() {
        let (address, stand_in) = start(Options::default()).await.unwrap();
        let headers = json!([["cache-control", "public"], ["content-security-policy", "default-src *"]]);
        let fault = json!({ "add_headers": headers, "path_contains": "/me" });
        let faults = format!("{}/control/faults", stand_in.as_ref().unwrap().url());
        reqwest::Client::new().post(faults).body(fault.to_string()).send().await.unwrap();
        let answer = reqwest::get(format!("{address}/2/users/me")).await.unwrap();
        assert_eq!(answer.headers()["cache-control"], "no-store");
        assert_eq!(answer.headers()["content-security-policy"], STRICT_CSP);
    }

    #[tokio::test]
    async fn x_itself_has_no_clock_to_be_moved() {
        let upstream = Some("https://api.x.com".to_owned());
        let (address, stand_in) = start(Options { upstream, ..Options::default() }).await.unwrap();
        assert!(stand_in.is_none());
        assert_eq!(reqwest::get(format!("{address}/clock")).await.unwrap().status(), 404);
    }

    #[tokio::test]
    async fn the_stand_in_sends_people_back_to_the_page() {
        let (address, _stand_in) = start(Options::default()).await.unwrap();
        let told = reqwest::get(format!("{address}/demo.json")).await.unwrap().text().await.unwrap();
        let told: Value = serde_json::from_str(&told).unwrap();
        let (page, client_id) = (told["authorizeUrl"].as_str().unwrap(), told["clientId"].as_str().unwrap());
        let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
        for origin in [address.clone(), address.replace("127.0.0.1", "localhost")] {
            let url = format!(
                "{page}?response_type=code&client_id={client_id}&redirect_uri={origin}/&scope=users.read&state=s\
                 &code_challenge={challenge}&code_challenge_method=S256"
            );
            assert_eq!(reqwest::get(url).await.unwrap().status(), 200, "{origin}");
        }
    }
}
