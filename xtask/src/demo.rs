//! The demo page, with a stand-in for X or X itself behind a same-origin proxy.

use std::net::SocketAddr;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use x_server::{Server, seed};

use crate::package;
use crate::serve::{PASSED_ON, STRICT_CSP, Site, serve};

/// Where the page is served if no other port is asked for.
const PORT: u16 = 8080;

struct Options {
    upstream: Option<String>,
    port: u16,
}

/// Builds, serves and says where, until it is interrupted.
pub async fn run(words: &[&str]) -> Result<()> {
    let options = read(words)?;
    println!("cargo xtask demo builds the package and serves the page; the first time takes about a minute");
    package::build(&package::PUBLISHED)?;
    let (address, _stand_in) = start(options.upstream, options.port).await?;
    println!("\n  the demo page:  {address}\n");
    open(&address);
    tokio::signal::ctrl_c().await?;
    Ok(())
}

/// Serves the page. The stand-in lives for as long as what is given back.
pub async fn start(upstream: Option<String>, port: u16) -> Result<(String, Option<Server>)> {
    let stand_in = match upstream {
        None => Some(Server::start(SocketAddr::from(([127, 0, 0, 1], 0)))?),
        Some(_) => None,
    };
    let base = match (&stand_in, upstream) {
        (Some(stand_in), _) => stand_in.url(),
        (None, upstream) => upstream.context("there is no upstream")?.trim_end_matches('/').to_owned(),
    };
    let site = Site {
        folders: vec![("/", "www".into()), ("/pkg", package::PUBLISHED.folder.into())],
        json: vec![("/demo.json", description(&base, stand_in.is_some()).to_string())],
        upstream: (&["/2"], base),
        passed_on: &PASSED_ON,
        csp: STRICT_CSP,
    };
    let address = serve(site, port).await.with_context(|| format!("port {port} cannot be served; try --port 0"))?;
    Ok((address, stand_in))
}

/// What the page is told of where its requests go, and with what to fill its fields.
fn description(base: &str, is_stand_in: bool) -> Value {
    if !is_stand_in {
        return json!({ "standIn": false, "upstream": base });
    }
    let others = seed::ACCOUNTS.iter().filter(|(id, _, _)| *id != seed::YOU);
    let targets: Vec<Value> =
        others.map(|(id, username, name)| json!({ "id": id, "username": username, "name": name })).collect();
    json!({
        "standIn": true,
        "upstream": base,
        "token": seed::TOKEN,
        "userId": seed::YOU,
        "targets": targets,
    })
}

fn read(words: &[&str]) -> Result<Options> {
    let mut options = Options { upstream: None, port: PORT };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut value = || words.next().with_context(|| format!("{word} needs a value"));
        match *word {
            "--upstream" => options.upstream = Some((*value()?).into()),
            "--port" => options.port = value()?.parse().context("a port is a number from 0 to 65535")?,
            _ => bail!("cargo xtask demo takes --upstream URL and --port N; it was given {word}"),
        }
    }
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
