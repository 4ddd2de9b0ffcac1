//! `cargo xtask …`: the two commands that a newcomer needs, and their parts.

mod bench;
mod circles;
mod demo;
mod docs;
mod package;
mod proxy;
mod release;
mod serve;
mod stamp;
mod test;
mod tools;

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Result, bail};

const USAGE: &str = "\
cargo xtask demo [--port N]   build the package and serve the demo page, with a stand-in for X behind it
    --upstream URL            with that behind it; https://api.x.com is X itself
    --client-id ID            your app at X, to sign in to
cargo xtask test [LANE …]     run every test, or the lanes named
cargo xtask bench             measure the package beside plain fetch and the other clients
    --quick                   with tiny counts, to see that all of it runs; the counts are in benches/counts.js
cargo xtask circles           look for imports in src/ that go in a circle
cargo xtask build             make pkg/, the folder that is published
cargo xtask release           build it, check all that a release needs, and say what publishes it
    --dry-run                 let pass what only a release minds: a date, a clean work tree
    --advisories              in a dry run, too, look for known holes in what is compiled in";

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<()> {
    std::env::set_current_dir(tools::root())?;
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["bench", words @ ..] => bench::run(words).await,
        ["build"] => package::build(&package::PUBLISHED),
        ["circles"] => circles::check(Path::new("src")),
        ["demo", options @ ..] => demo::run(options).await,
        ["release", options @ ..] => release::run(options),
        ["test", lanes @ ..] => test::run(lanes).await,
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        words => bail!("there is no command {}\n\n{USAGE}", words.join(" ")),
    }
}
