//! `cargo xtask bench`: the package beside plain fetch and the other clients. What is measured is in `benches/`.

mod floor;

use std::net::SocketAddr;
use std::process::Command;

use anyhow::Result;
use x_server::Server;

use crate::serve::serve;
use crate::test::setup;
use crate::{package, tools};

/// What `benches/bundles.js` writes: every candidate for browsers.
const BUNDLES: &str = "target/bench/browser";

/// Installs and builds what is needed, and measures. The words are those of `benches/counts.js`.
pub async fn run(words: &[&str]) -> Result<()> {
    println!("cargo xtask bench installs what it needs, then measures for about 40 minutes; with --quick for three");
    tools::npm_packages("tests")?;
    tools::npm_packages("benches")?;
    let browsers = setup::install_browsers()?;
    package::build(&package::PUBLISHED)?;
    package::build(&package::WITH_TRAPS)?;
    floor::build()?;
    let (_, packed) = setup::pack()?;
    let x_server = Server::start(SocketAddr::from(([127, 0, 0, 1], 0)))?;
    let mut site = setup::test_site(&packed, &x_server.url());
    site.folders.extend([("/inside", "benches/inside".into()), ("/bundles", BUNDLES.into())]);
    let site = serve(site, 0).await?;
    let mut measure = Command::new("node");
    measure
        .arg("benches/run.js")
        .args(words)
        .env("X_SERVER", x_server.url())
        .env("SITE", site)
        .env("PACKED", packed)
        .env("PKG_WITH_TRAPS", package::WITH_TRAPS.folder)
        .env("FLOOR", floor::FOLDER)
        .env("GECKODRIVER", browsers.geckodriver())
        .env("DISPLAY", browsers.display());
    tools::run(&mut measure)
}
