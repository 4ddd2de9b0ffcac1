//! Makes the folder that is published: both halves, the entries, and what npm wants beside them.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use walrus::Module;
use wasm_bindgen_cli_support::{Bindgen, EncodeInto};

use crate::silence::silence;
use crate::stamp::stamp;
use crate::{glue, tools};

/// A way to build the package.
pub struct Build {
    /// Where it goes.
    pub folder: &'static str,
    /// Cargo features of the crate.
    pub features: &'static str,
    /// Whether the scripts are bundled; tests reach for single ones.
    pub is_bundled: bool,
}

/// What is published.
pub const PUBLISHED: Build = Build { folder: "pkg", features: "", is_bundled: true };

/// The same with exports that trap on purpose, and counted allocations: tests and benches only.
pub const WITH_TRAPS: Build = Build { folder: "target/with-traps/x-mutes", features: "trap", is_bundled: false };

const WASM: &str = "target/wasm32-unknown-unknown/release/x_mutes.wasm";

/// Its name in the package.
const MODULE: &str = "x_mutes.wasm";

/// What makes the module smaller when compressed, though not before: 1 KB together. The first 1,024 addresses are the far
/// end of the stack: no pointer wraps around to them, so what is added to one may become the offset of its load. How loads
/// are aligned is only said; no engine asks.
const FOR_COMPRESSION: [&str; 5] = [
    "--low-memory-unused",
    "--one-caller-inline-max-function-size=60",
    "--skip-pass=local-cse",
    "--skip-pass=memory-packing",
    "--dealign",
];

/// Where wasm-bindgen writes.
const BINDGEN: &str = "target/bindgen";

/// Where rollup writes.
const BUNDLED: &str = "target/bundled";

/// What the package's conditions lead to.
const ENTRIES: [&str; 4] = ["browser.js", "inline.js", "node.js", "workerd.js"];

/// What stays a file of its own: what bundlers have to find as it is, and what only some entries load.
const APART: [&str; 2] = ["lib/url.js", "lib/inlined.js"];

/// Makes the package.
pub fn build(build: &Build) -> Result<()> {
    tools::wasm_target()?;
    tools::npm_packages("xtask")?;
    println!("building {}/", build.folder);
    tools::run(Command::new("cargo").args([
        "build",
        "--quiet",
        "--package=x-mutes",
        "--lib",
        "--release",
        "--target=wasm32-unknown-unknown",
        "--features",
        build.features,
    ]))?;
    let folder = Path::new(build.folder);
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    copy_folder(Path::new("src/js"), &folder.join("lib"))?;
    copy_folder(Path::new("pkg-template"), folder)?;
    for file in ["LICENSE-MIT", "LICENSE-APACHE", "CHANGELOG.md"] {
        fs::copy(file, folder.join(file)).with_context(|| format!("{file} is missing"))?;
    }
    write_manifest(folder)?;
    write_wasm_and_glue(folder)?;
    write_inlined(folder)?;
    if build.is_bundled { bundle(folder) } else { Ok(()) }
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

/// package.json with the crate's version.
fn write_manifest(folder: &Path) -> Result<()> {
    let path = folder.join("package.json");
    let template = fs::read_to_string(&path)?;
    fs::write(&path, template.replacen("\"0.0.0\"", &format!("\"{}\"", env!("CARGO_PKG_VERSION")), 1))?;
    Ok(())
}

fn write_wasm_and_glue(folder: &Path) -> Result<()> {
    let mut module = Module::from_file(WASM)?;
    silence(&mut module)?;
    let mut bindgen = Bindgen::new();
    bindgen
        .input_module("x_mutes", module)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .encode_into(EncodeInto::Always);
    bindgen.generate(BINDGEN)?;
    let wasm = Path::new(BINDGEN).join("x_mutes_bg.wasm");
    let mut module = Module::from_file(&wasm)?;
    let glue = fs::read_to_string(Path::new(BINDGEN).join("x_mutes.js"))?;
    let glue = glue::factory(&glue::shorten_names(&glue, &mut module)?)?;
    let glue = stamp(&mut module, &fs::read(&wasm)?, &glue);
    fs::write(folder.join("lib/glue.js"), glue)?;
    module.emit_wasm_file(&wasm)?;
    tools::run(
        Command::new("node")
            .arg("xtask/node_modules/binaryen/bin/wasm-opt")
            .args(["-Oz", "--converge", "--strip-debug", "--strip-producers", "--strip-target-features"])
            .args(FOR_COMPRESSION)
            .arg("-o")
            .arg(folder.join(MODULE))
            .arg(&wasm),
    )
}

/// The module as a script, for those who cannot serve a second file.
fn write_inlined(folder: &Path) -> Result<()> {
    let base64 = STANDARD.encode(fs::read(folder.join(MODULE))?);
    let script =
        format!("// Written by `cargo xtask build`: {MODULE} in base64.\nexport const base64 = \"{base64}\";\n");
    Ok(fs::write(folder.join("lib/inlined.js"), script)?)
}

/// The scripts in as few files as may be: where nobody bundles, each is another one to fetch or to find. What the entries
/// share is one file, so that there is one XError, and one instance.
fn bundle(folder: &Path) -> Result<()> {
    let bundled = Path::new(BUNDLED);
    if bundled.exists() {
        fs::remove_dir_all(bundled)?;
    }
    tools::run(
        Command::new("node")
            .arg("xtask/node_modules/rollup/dist/bin/rollup")
            .args(ENTRIES.map(|entry| folder.join(entry)))
            .args(["--silent", "--format=es", "--chunkFileNames=lib/x-mutes.js", "--no-minifyInternalExports"])
            .arg(format!("--external=./{MODULE},{}", APART.map(|path| format!("./{path}")).join(",")))
            .arg(format!("--dir={BUNDLED}")),
    )?;
    for path in APART {
        fs::copy(folder.join(path), bundled.join(path))?;
    }
    fs::remove_dir_all(folder.join("lib"))?;
    copy_folder(bundled, folder)
}
