//! What tests need: tools, browsers, the packed package, and servers on loopback.

use std::fs::{self, DirEntry};
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, ensure};
use axum::Router;
use axum::http::header;
use x_server::Server;

use super::browsers::{Browser, GECKODRIVER, PACKAGES};
use crate::serve::{Site, serve};
use crate::{demo, package, tools};

/// Everything that is up while tests run.
pub struct Bench {
    x_server: Server,
    site: String,
    demo: String,
    demo_x_server: String,
    tarball: PathBuf,
    packed: PathBuf,
    browsers: Option<Browsers>,
    _demo_server: Option<Server>,
}

/// What drives browsers, and the display for those that have no headless mode.
pub struct Browsers {
    geckodriver: PathBuf,
    display: Display,
}

impl Browsers {
    /// Firefox's WebDriver.
    pub fn geckodriver(&self) -> &Path {
        &self.geckodriver
    }

    /// The display's name.
    pub fn display(&self) -> &str {
        &self.display.name
    }
}

/// Installs, builds and starts what is needed.
pub async fn prepare(with_browsers: bool) -> Result<Bench> {
    tools::npm_packages("tests")?;
    bundle_for_wasm_tests()?;
    let browsers = with_browsers.then(install_browsers).transpose()?;
    package::build(&package::PUBLISHED)?;
    package::build(&package::WITH_TRAPS)?;
    let (tarball, packed) = pack()?;
    let x_server = Server::start(SocketAddr::from(([127, 0, 0, 1], 0)))?;
    let site = serve(test_site(&packed, &x_server.url()), 0).await?;
    let (demo, demo_server) = demo::start(demo::Options::default()).await?;
    let demo_x_server = demo_server.as_ref().map(Server::url).unwrap_or_default();
    Ok(Bench { x_server, site, demo, demo_x_server, tarball, packed, browsers, _demo_server: demo_server })
}

impl Bench {
    /// Where the stand-in is.
    pub fn x_server(&self) -> String {
        self.x_server.url()
    }

    /// The program that drives a browser.
    pub fn driver(&self, browser: &Browser) -> PathBuf {
        let built = || self.browsers.as_ref().map(|browsers| browsers.geckodriver.clone()).unwrap_or_default();
        browser.driver.map_or_else(built, PathBuf::from)
    }

    /// The display for browsers that have no headless mode.
    pub fn display(&self) -> &str {
        self.browsers.as_ref().map_or("", Browsers::display)
    }

    /// Runs a folder's test files in Node, one after the other: browsers side by side starve each other on two cores.
    pub fn folder(&self, folder: &str) -> Result<()> {
        let mut command = Command::new("node");
        command.args(["--test", "--test-concurrency=1", "--test-reporter=spec"]).args(test_files(folder)?);
        command
            .env("X_SERVER", self.x_server())
            .env("SITE", &self.site)
            .env("DEMO", &self.demo)
            .env("DEMO_X_SERVER", &self.demo_x_server)
            .env("TARBALL", &self.tarball)
            .env("PACKED", &self.packed)
            .env("PKG_WITH_TRAPS", std::env::current_dir()?.join(package::WITH_TRAPS.folder));
        if let Some(browsers) = &self.browsers {
            command.env("GECKODRIVER", &browsers.geckodriver).env("DISPLAY", self.display());
        }
        tools::run(&mut command)
    }
}

/// The test files right in a folder, by name; there is at least one.
fn test_files(folder: &str) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    let mut files: Vec<PathBuf> = entries.iter().map(DirEntry::path).filter(|path| is_test(path)).collect();
    files.sort();
    ensure!(!files.is_empty(), "there is no test in {folder}");
    Ok(files)
}

fn is_test(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(".test.js"))
}

/// The JavaScript of tests/browser.rs in one file.
fn bundle_for_wasm_tests() -> Result<()> {
    let bundle =
        ["tests/browser.js", "--bundle", "--format=esm", "--log-level=error", "--outfile=target/browser-test.js"];
    tools::run(Command::new("tests/node_modules/esbuild/bin/esbuild").args(bundle))
}

/// Installs the browsers and what drives them, and starts a display.
pub fn install_browsers() -> Result<Browsers> {
    tools::debian_packages(&PACKAGES)?;
    let (name, version) = GECKODRIVER;
    let geckodriver = tools::cargo_program(name, version, "about 3 minutes, once")?;
    Ok(Browsers { geckodriver, display: Display::start()? })
}

/// The package as npm would publish it, and the same installed in an empty folder; gives where each is.
pub fn pack() -> Result<(PathBuf, PathBuf)> {
    let folder = std::env::current_dir()?.join("target/packed");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("package.json"), r#"{ "name": "an-empty-project", "private": true }"#)?;
    let npm = |args: &[&str]| {
        let mut command = Command::new("npm");
        command.args(args).args(["--loglevel=error", "--no-audit", "--no-fund"]).current_dir(&folder);
        command
    };
    let packed = tools::output(&mut npm(&["pack", "../../pkg", "--silent"]))?;
    let tarball = folder.join(packed.trim());
    tools::output(npm(&["install", "--silent"]).arg(&tarball))?;
    Ok((tarball, folder.join("node_modules/x-mutes")))
}

/// The suites, the package under as many paths as are wanted, and a same-origin way to the stand-in.
pub fn test_site(packed: &Path, x_server: &str) -> Site {
    Site {
        folders: vec![
            ("/engines", "tests/engines".into()),
            ("/lists", "tests/lists".into()),
            ("/session", "tests/session".into()),
            ("/soak", "tests/soak".into()),
            ("/scale", "tests/scale".into()),
            ("/support", "tests/support".into()),
            ("/qunit", "tests/node_modules/qunit/qunit".into()),
            ("/copy/{n}/pkg", packed.to_string_lossy().into_owned()),
            ("/copy/{n}/pkg-with-traps", package::WITH_TRAPS.folder.into()),
        ],
        apart: vec![],
        json: vec![],
        upstream: (&["/2", "/worlds"], x_server.to_owned()),
        routes: Router::new(),
        is_loopback_only: false,
        passed_on: &[header::AUTHORIZATION, header::CONTENT_TYPE, header::COOKIE],
        csp: "default-src 'self' http://127.0.0.1:* 'unsafe-inline' 'unsafe-eval'",
    }
}

/// A virtual display: WebKit has no headless mode.
struct Display {
    name: String,
    process: Child,
}

impl Display {
    fn start() -> Result<Self> {
        let mut process = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1280x1024x24"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("Xvfb cannot be started")?;
        let mut number = String::new();
        BufReader::new(process.stdout.take().context("Xvfb has no output")?).read_line(&mut number)?;
        Ok(Self { name: format!(":{}", number.trim()), process })
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
