//! Makes the folder that is published: both halves, the entries, and what npm wants beside them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use walrus::Module;
use wasm_bindgen_cli_support::{Bindgen, EncodeInto};

use crate::silence::silence;
use crate::stamp::stamp;
use crate::{glue, tools};

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

/// One of the two modules of the package.
struct Half {
    /// Its folder among the scripts: its glue and where it is are there.
    scripts: &'static str,
    /// Its name in the package.
    wasm: &'static str,
    features: &'static str,
}

/// The module that mutes and unmutes.
const SMALL: Half = Half { scripts: "small", wasm: "x_mutes.wasm", features: "" };

/// The module with all of it.
const COMPLETE: Half = Half { scripts: "client", wasm: "client.wasm", features: "client" };

/// How an entry comes by its module.
#[derive(Clone, Copy)]
enum Source {
    /// It is in the script.
    InScript,
    /// It is fetched from beside the script.
    Beside,
    /// It is imported, for workerd compiles no bytes.
    Imported,
}

/// The entries that are bundled together: "." and "./client", and the names of the files that they become.
struct Entries {
    small: (Source, &'static str),
    complete: (Source, &'static str),
}

/// The package's conditions lead to these. What all entries share is one file, so that there is one `XError`.
const ENTRIES: [Entries; 3] = [
    Entries { small: (Source::InScript, "index.js"), complete: (Source::Beside, "client.js") },
    Entries { small: (Source::Imported, "workerd.js"), complete: (Source::Imported, "client-workerd.js") },
    // The last is what the test build has as single scripts, which work in each engine but workerd.
    Entries { small: (Source::InScript, "index.js"), complete: (Source::InScript, "client-inline.js") },
];

const WASM: &str = "target/wasm32-unknown-unknown/release/x_mutes.wasm";

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

/// Where rollup reads and writes.
const UNBUNDLED: &str = "target/unbundled";
const BUNDLED: &str = "target/bundled";

/// Makes the package.
pub fn build(build: &Build) -> Result<()> {
    tools::wasm_target()?;
    tools::npm_packages("xtask")?;
    println!("building {}/", build.folder);
    let scripts = Path::new(UNBUNDLED);
    empty(scripts)?;
    copy_folder(Path::new("src/js"), &scripts.join("lib"))?;
    for half in [&SMALL, &COMPLETE] {
        compile(half, build.features)?;
        write_wasm_and_glue(half, scripts)?;
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
        write_entries(entries, scripts)?;
        if build.is_bundled {
            bundle(entries, scripts, folder)?;
        } else {
            let apart = if matches!(entries.small.0, Source::Imported) { "workerd" } else { "" };
            copy_folder(scripts, &folder.join(apart))?;
        }
    }
    Ok(())
}

/// Compiles the crate for a half of the package.
fn compile(half: &Half, features: &str) -> Result<()> {
    tools::run(Command::new("cargo").args([
        "build",
        "--quiet",
        "--package=x-mutes",
        "--lib",
        "--release",
        "--target=wasm32-unknown-unknown",
        "--no-default-features",
        "--features",
        &[half.features, features].join(","),
    ]))
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

/// package.json with the crate's version.
fn write_manifest(folder: &Path) -> Result<()> {
    let path = folder.join("package.json");
    let template = fs::read_to_string(&path)?;
    fs::write(&path, template.replacen("\"0.0.0\"", &format!("\"{}\"", env!("CARGO_PKG_VERSION")), 1))?;
    Ok(())
}

fn write_wasm_and_glue(half: &Half, folder: &Path) -> Result<()> {
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
    fs::write(folder.join("lib").join(half.scripts).join("glue.js"), glue)?;
    module.emit_wasm_file(&wasm)?;
    tools::run(
        Command::new("node")
            .arg("xtask/node_modules/binaryen/bin/wasm-opt")
            .args(["-Oz", "--converge", "--strip-debug", "--strip-producers", "--strip-target-features"])
            .args(FOR_COMPRESSION)
            .arg("-o")
            .arg(folder.join(half.wasm))
            .arg(&wasm),
    )
}

/// The two entries, and where each has its module.
fn write_entries(entries: &Entries, folder: &Path) -> Result<()> {
    for (half, (source, name), index) in
        [(&SMALL, entries.small, "lib/index.js"), (&COMPLETE, entries.complete, "lib/client/index.js")]
    {
        fs::write(folder.join("lib").join(half.scripts).join("where.js"), where_script(half, source, folder)?)?;
        let entry = format!("export * from \"./{index}\";\nexport {{ default }} from \"./{index}\";\n");
        fs::write(folder.join(name), entry)?;
    }
    Ok(())
}

/// The script that says where a module is. The URL is the bundled file's, for bundlers have to find it as it is.
fn where_script(half: &Half, source: Source, folder: &Path) -> Result<String> {
    let wasm = half.wasm;
    Ok(match source {
        Source::Beside => format!("export const where = () => new URL(\"./{wasm}\", import.meta.url);\n"),
        Source::Imported => format!("import module from \"../../{wasm}\";\nexport const where = () => module;\n"),
        Source::InScript => {
            let digits: String = fs::read(folder.join(wasm))?.iter().map(|byte| format!("{byte:02x}")).collect();
            format!(
                "import {{ bytesOf }} from \"../bytes.js\";\nconst HEX = \"{digits}\";\nexport const where = () => bytesOf(HEX);\n"
            )
        }
    })
}

/// The scripts in as few files as may be: where nobody bundles, each is another one to fetch or to find.
fn bundle(entries: &Entries, scripts: &Path, folder: &Path) -> Result<()> {
    let bundled = Path::new(BUNDLED);
    empty(bundled)?;
    let names = [entries.small.1, entries.complete.1];
    let external: Vec<PathBuf> = [&SMALL, &COMPLETE].map(|half| scripts.join(half.wasm)).into();
    let external: Vec<String> = external
        .iter()
        .map(|path| Ok(std::path::absolute(path)?.to_string_lossy().into_owned()))
        .collect::<Result<_>>()?;
    tools::run(
        Command::new("node")
            .arg("xtask/node_modules/rollup/dist/bin/rollup")
            .args(names.map(|name| scripts.join(name)))
            .args(["--silent", "--format=es", "--chunkFileNames=lib/core.js", "--no-minifyInternalExports"])
            .arg(format!("--external={}", external.join(",")))
            .arg(format!("--dir={BUNDLED}")),
    )?;
    copy_folder(bundled, folder)
}
