//! What is compiled into the modules: under which licences, and with which known holes.

use std::process::Command;

use anyhow::Result;

use super::{Candidate, Outcome, linters};
use crate::tools;

/// What deny.toml is asked with.
const CARGO_DENY: (&str, &str) = ("cargo-deny", "0.20.2");

/// Licences, duplicates and origins. What only tests use is not asked about.
pub fn licences(_: &Candidate) -> Result<Outcome> {
    deny(&["licenses", "bans", "sources"])
}

/// Holes that are publicly known. Their list is fetched, which a dry run has to be asked for.
pub fn advisories(candidate: &Candidate) -> Result<Outcome> {
    if !candidate.with_advisories {
        return Ok(Outcome::Open("not looked up: --advisories does, over the network".into()));
    }
    deny(&["advisories"])
}

fn deny(checks: &[&str]) -> Result<Outcome> {
    let (name, version) = CARGO_DENY;
    let program = tools::cargo_program(name, version, "about 2 minutes, once")?;
    let options = ["--target=wasm32-unknown-unknown", "--exclude-dev", "--locked", "--color=never"];
    linters::judge(Command::new(program).args(options).arg("check").args(checks))
}
