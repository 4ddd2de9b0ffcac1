//! Makes the folder that is published: both halves, the entries, and what npm wants beside them.

mod entries;
mod half;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use self::entries::ENTRIES;
use self::half::{COMPLETE, SMALL};
use crate::tools;

/// A way to build the package.
pub struct Build {
    /// Where it goes.
    pub folder: &'static str,
    /// Cargo features of the crate, for both modules.
    features: &'static str,
    /// Whether the scripts are bundled; tests reach for single ones.
    is_bundled: bool,
}

/// What is published.
pub const PUBLISHED: Build = Build { folder: "pkg", features: "", is_bundled: true };

/// The same with exports that trap on purpose, and counted allocations: tests and benches only.
pub const WITH_TRAPS: Build = Build { folder: "target/with-traps/x-mutes", features: "trap", is_bundled: false };

/// Where the scripts are put together.
const UNBUNDLED: &str = "target/unbundled";

/// Makes the package.
pub fn build(build: &Build) -> Result<()> {
    tools::wasm_target()?;
    tools::npm_packages("xtask")?;
    println!("building {}/", build.folder);
    let scripts = Path::new(UNBUNDLED);
    empty(scripts)?;
    copy_scripts(Path::new("src/js"), &scripts.join("lib"))?;
    for half in [&SMALL, &COMPLETE] {
        half.compile(build.features)?;
        half.write(scripts)?;
    }
    let folder = Path::new(build.folder);
    empty(folder)?;
    copy_folder(Path::new("pkg-template"), folder)?;
    for file in ["LICENSE-MIT", "LICENSE-APACHE", "CHANGELOG.md"] {
        fs::copy(file, folder.join(file)).with_context(|| format!("{file} is missing"))?;
    }
    for half in [&SMALL, &COMPLETE] {
        fs::copy(scripts.join(half.wasm), folder.join(half.wasm))?;
    }
    write_manifest(folder)?;
    for entries in &ENTRIES {
        entries.write(scripts)?;
        if build.is_bundled {
            entries.bundle(scripts, folder)?;
        } else {
            copy_folder(scripts, &folder.join(entries.folder()))?;
        }
    }
    if build.is_bundled { entries::check_core(folder) } else { Ok(()) }
}

fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(fs::create_dir_all(folder)?)
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let copy = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &copy)?;
        } else {
            fs::copy(entry.path(), copy)?;
        }
    }
    Ok(())
}

/// Tells TypeScript to check a script.
const CHECKED: &str = "// @ts-check\n";

/// Copies the scripts of a folder and of its folders. The types beside them are for their check, which is not for users to repeat.
fn copy_scripts(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (path, copy) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            copy_scripts(&path, &copy)?;
        } else if path.extension().is_some_and(|kind| kind == "js") {
            let script = fs::read_to_string(path)?;
            fs::write(copy, script.strip_prefix(CHECKED).unwrap_or(&script))?;
        }
    }
    Ok(())
}

/// The version in the template's package.json.
const NO_VERSION: &str = "\"0.0.0\"";

/// package.json with the crate's version.
fn write_manifest(folder: &Path) -> Result<()> {
    let path = folder.join("package.json");
    let template = fs::read_to_string(&path)?;
    ensure!(template.matches(NO_VERSION).count() == 1, "{} does not have {NO_VERSION} once", path.display());
    Ok(fs::write(&path, template.replacen(NO_VERSION, &format!("\"{}\"", env!("CARGO_PKG_VERSION")), 1))?)
}
