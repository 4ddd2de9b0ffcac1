//! The pages that document the public API: TypeDoc's, of the types that are published, a module for each entry.

use std::process::Command;

use anyhow::Result;

use crate::tools;

/// Where they are; xtask/typedoc.json says the same.
pub const FOLDER: &str = "www/docs";

/// TypeDoc writes scripts into its pages, and styles into its scripts.
pub const CSP: &str = "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; \
     img-src 'self' data:; connect-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Makes them from the package that was built last. What is not documented, or linked to nothing, is an error.
pub fn build() -> Result<()> {
    tools::npm_packages("xtask")?;
    println!("documenting the public API in {FOLDER}/");
    let options = ["--options", "xtask/typedoc.json", "--logLevel", "Warn"];
    tools::run(Command::new("node").arg("xtask/node_modules/typedoc/bin/typedoc").args(options))
}
