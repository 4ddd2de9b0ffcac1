//! The lanes.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail, ensure};

use super::browsers::BROWSERS;
use super::setup::Bench;
use crate::tools::run;
use crate::{circles, docs, release};

/// A kind of test.
pub struct Lane {
    pub name: &'static str,
    pub about: &'static str,
    pub needs_browsers: bool,
    pub run: fn(&Bench) -> Result<()>,
}

pub const LANES: [Lane; 15] = [
    Lane { name: "format", about: "rustfmt has nothing to say", needs_browsers: false, run: format },
    Lane {
        name: "lint",
        about: "no imports go in a circle, and clippy and TypeScript have nothing to say",
        needs_browsers: false,
        run: lint,
    },
    Lane { name: "docs", about: "rustdoc and TypeDoc have nothing to say", needs_browsers: false, run: docs },
    Lane {
        name: "unit",
        about: "the pure parts, the stand-in, xtask and the verdicts of the benches",
        needs_browsers: false,
        run: unit,
    },
    Lane {
        name: "package",
        about: "what npm pack gives, installed and used in Node",
        needs_browsers: false,
        run: |bench| bench.folder("tests/package"),
    },
    Lane {
        name: "release",
        about: "what a release needs, but for what only a release minds",
        needs_browsers: false,
        run: release,
    },
    Lane {
        name: "packages",
        about: "what npm pack gives, in every bundler and runtime, and how old a browser may be",
        needs_browsers: true,
        run: packages,
    },
    Lane { name: "wasm", about: "the platform in Rust, in three browsers", needs_browsers: true, run: wasm },
    Lane {
        name: "engines",
        about: "the packed package in Node, workerd and three browsers",
        needs_browsers: true,
        run: |bench| bench.folder("tests/engines"),
    },
    Lane {
        name: "session",
        about: "one session, and one job, in several tabs of three browsers",
        needs_browsers: true,
        run: |bench| bench.folder("tests/session"),
    },
    Lane {
        name: "soak",
        about: "20,000 calls in Node and Chromium leave nothing",
        needs_browsers: true,
        run: |bench| bench.folder("tests/soak"),
    },
    Lane {
        name: "scale",
        about: "100,000 people are read and planned in a second",
        needs_browsers: true,
        run: |bench| bench.folder("tests/scale"),
    },
    Lane { name: "demo", about: "the demo page, clicked as a person would", needs_browsers: true, run: demo },
    Lane {
        name: "extension",
        about: "the extension, in Chromium and Firefox",
        needs_browsers: true,
        run: |bench| bench.folder("tests/extension"),
    },
    Lane {
        name: "edge-proxy",
        about: "the proxy for the edge, in workerd",
        needs_browsers: true,
        run: |bench| bench.folder("tests/edge-proxy"),
    },
];

const WASM: &str = "--target=wasm32-unknown-unknown";

fn cargo(args: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.args(args);
    command
}

fn format(_: &Bench) -> Result<()> {
    run(&mut cargo(&["fmt", "--all", "--check"]))
}

fn lint(_: &Bench) -> Result<()> {
    circles::check(Path::new("src"))?;
    let strict = ["--", "-D", "warnings"];
    run(cargo(&["clippy", "--quiet", "--workspace", "--all-targets"]).args(strict))?;
    let wasm = ["clippy", "--quiet", "--package=x-mutes", "--lib", "--features=trap", WASM];
    run(cargo(&wasm).arg("--test=browser").args(strict))?;
    run(cargo(&wasm).arg("--no-default-features").args(strict))?;
    run(Command::new("node").args(["tests/node_modules/typescript/bin/tsc", "--project", "src/js"]))
}

fn docs(_: &Bench) -> Result<()> {
    let doc = |args: &[&str]| {
        run(cargo(&["doc", "--quiet", "--no-deps", "--document-private-items"])
            .args(args)
            .env("RUSTDOCFLAGS", "-D warnings"))
    };
    doc(&["--workspace"])?;
    doc(&["--package=x-mutes", WASM])?;
    docs::build()
}

fn unit(bench: &Bench) -> Result<()> {
    run(&mut cargo(&["test", "--workspace"]))?;
    run(&mut cargo(&["test", "--package=x-mutes", "--lib", "--no-default-features"]))?;
    bench.folder("benches/report")
}

fn wasm(bench: &Bench) -> Result<()> {
    let runner: PathBuf = std::env::current_dir()?.join("target/debug/wasm-test-runner");
    run(&mut cargo(&["build", "--quiet", "--package=wasm-test-runner"]))?;
    for browser in &BROWSERS {
        println!("in {}", browser.name);
        let mut tests = cargo(&["test", "--package=x-mutes", "--test=browser", WASM]);
        tests
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", &runner)
            .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", browser.capabilities_file()?)
            .env(browser.driver_variable, bench.driver(browser))
            .env("DISPLAY", bench.display())
            .env("X_SERVER", bench.x_server());
        until_loaded(&mut tests)?;
    }
    Ok(())
}

/// The runner's own web server sometimes leaves a browser waiting for the page (seen with Chromium and Firefox, the
/// machine idle). Then nothing has been tested, and it is tried again; a test that fails fails at once.
fn until_loaded(tests: &mut Command) -> Result<()> {
    const TRIES: u32 = 5;
    for attempt in 1..=TRIES {
        let output = tests.output()?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        println!("{said}");
        if output.status.success() && said.contains("test result: ok") {
            return Ok(());
        }
        ensure!(!said.contains("test result: FAILED") && !said.contains("could not compile"), "a test failed");
        println!("the page with the tests did not load (try {attempt} of {TRIES})");
    }
    bail!("the page with the tests did not load in {TRIES} tries")
}

fn demo(bench: &Bench) -> Result<()> {
    docs::build()?;
    bench.folder("tests/demo")
}

fn release(_: &Bench) -> Result<()> {
    release::check(&release::Options { dry_run: true, advisories: false })
}

fn packages(bench: &Bench) -> Result<()> {
    bench.folder("tests/packages")?;
    bench.folder("tests/oldest-browsers")
}
