//! `x-server [--port N]`: serves on 127.0.0.1 until it is stopped, and prints its URL on one line.

use std::future::pending;
use std::io::{self, Write};
use std::net::{Ipv4Addr, SocketAddr};
use std::process::ExitCode;

use x_server::Server;

const USAGE: &str = "usage: x-server [--port N]   (8787 unless told; 0 takes any that is free)";
const DEFAULT_PORT: u16 = 8787;

#[tokio::main]
async fn main() -> ExitCode {
    let Some(port) = port(std::env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match serve(port).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("x-server: port {port}: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(port: u16) -> io::Result<()> {
    let server = Server::start(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))?;
    writeln!(io::stdout(), "{}", server.url())?;
    pending().await
}

fn port(mut arguments: impl Iterator<Item = String>) -> Option<u16> {
    let Some(flag) = arguments.next() else {
        return Some(DEFAULT_PORT);
    };
    let port = match flag.strip_prefix("--port")? {
        "" => arguments.next()?,
        rest => rest.strip_prefix('=')?.to_owned(),
    };
    if arguments.next().is_some() {
        return None;
    }
    port.parse().ok()
}
