//! Makes the folder that is published: both halves, the entries, and what npm wants beside them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use walrus::Module;
use wasm_bindgen_cli_support::{Bindgen, EncodeInto};

use crate::stamp::stamp;
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

/// One of the two modules of the package.
struct Half {
    /// Its folder among the scripts: its glue and where it is are there.
    scripts: &'static str,
    /// Its name in the package.
    wasm: &'static str,
    features: &'static str,
    /// Cargo's profile.
    profile: &'static str,
}

impl Half {
    /// What Cargo makes.
    fn compiled(&self) -> PathBuf {
        Path::new("target/wasm32-unknown-unknown").join(self.profile).join("x_mutes.wasm")
    }
}

/// The module that mutes and unmutes.
const SMALL: Half = Half { scripts: "small", wasm: "x_mutes.wasm", features: "", profile: "release" };

/// The module with all of it.
const COMPLETE: Half = Half { scripts: "client", wasm: "client.wasm", features: "client", profile: "client" };

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

/// What makes a module smaller when it is compressed, though not before. The first 1,024 addresses are the far end of the stack: no
/// pointer wraps around to them, so what is added to one may become the offset of its load. How loads are aligned is only said; no
/// engine asks.
const FOR_COMPRESSION: [&str; 6] = [
    "--converge",
    "--low-memory-unused",
    "--one-caller-inline-max-function-size=60",
    "--skip-pass=local-cse",
    "--skip-pass=memory-packing",
    "--dealign",
];

/// What makes a function of the glue that wasm-bindgen writes for `no-modules`: each instance has variables of its own, so that
/// callbacks of one that has died, which promises still hold, never call into the next; and what it exports passes the guard. Each
/// text stands in the glue once.
const HOOKS: [(&str, &str); 2] = [
    ("let wasm_bindgen = (function(exports) {", "export const glue = (guard) => (function(exports) {"),
    ("wasm = instance.exports;", "wasm = guard(instance.exports);"),
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
    tools::run(
        Command::new("cargo")
            .args([
                "build",
                "--quiet",
                "--package=x-mutes",
                "--lib",
                "--profile",
                half.profile,
                "--target=wasm32-unknown-unknown",
                "--no-default-features",
                "--features",
                &[half.features, features].join(","),
            ])
            .env("CARGO_ENCODED_RUSTFLAGS", without_paths()),
    )
}

/// Flags by which the compiler leaves out where the sources of other crates are on this machine, which panics would tell; as
/// CARGO_ENCODED_RUSTFLAGS takes them.
fn without_paths() -> String {
    let folders = fs::read_dir(tools::cargo_home().join("registry/src")).into_iter().flatten().flatten();
    let flags: Vec<String> =
        folders.map(|folder| format!("--remap-path-prefix={}=", folder.path().display())).collect();
    flags.join("\u{1f}")
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
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(half.compiled())
        .no_modules(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .encode_into(EncodeInto::Always);
    bindgen.generate(BINDGEN)?;
    let wasm = Path::new(BINDGEN).join("x_mutes_bg.wasm");
    let glue = hooked(&fs::read_to_string(Path::new(BINDGEN).join("x_mutes.js"))?)?;
    let mut module = Module::from_file(&wasm)?;
    let glue = stamp(&mut module, &fs::read(&wasm)?, &glue);
    fs::write(folder.join("lib").join(half.scripts).join("glue.js"), glue)?;
    module.emit_wasm_file(&wasm)?;
    tools::run(
        Command::new("node")
            .arg("xtask/node_modules/binaryen/bin/wasm-opt")
            .args(["-Oz", "--strip-debug", "--strip-producers", "--strip-target-features"])
            .args(FOR_COMPRESSION)
            .arg("-o")
            .arg(folder.join(half.wasm))
            .arg(&wasm),
    )
}

/// The glue as `export const glue`, a function of the guard.
fn hooked(glue: &str) -> Result<String> {
    HOOKS.iter().try_fold(glue.to_owned(), |glue, (from, to)| {
        ensure!(
            glue.matches(from).count() == 1,
            "wasm-bindgen's glue does not have `{from}` once: if its version has changed, find the new place for `{to}`"
        );
        Ok(glue.replacen(from, to, 1))
    })
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

/// The script that says where a module is, and what to do where it cannot be had. The URL is the bundled file's, for bundlers have to
/// find it as it is.
fn where_script(half: &Half, source: Source, folder: &Path) -> Result<String> {
    let wasm = half.wasm;
    let give = format!("give {wasm} to init()");
    let (head, advice, find) = match source {
        Source::Beside => (
            String::new(),
            format!("serve {wasm} beside the scripts, {}, or import x-mutes/client/inline", give.replace(wasm, "it")),
            format!("new URL(\"./{wasm}\", import.meta.url)"),
        ),
        Source::Imported => (format!("import module from \"../../{wasm}\";\n"), give, "module".into()),
        Source::InScript => {
            let digits: String = fs::read(folder.join(wasm))?.iter().map(|byte| format!("{byte:02x}")).collect();
            let head = format!("import {{ bytesOf }} from \"../bytes.js\";\nconst HEX = \"{digits}\";\n");
            (head, give, "bytesOf(HEX)".into())
        }
    };
    Ok(format!("{head}export const where = {{ find: () => {find}, advice: \"{advice}\" }};\n"))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glue_without_the_place_of_a_hook_is_refused_with_that_place() {
        let glue = HOOKS.map(|(from, _)| from).join("\n");
        assert_eq!(hooked(&glue).unwrap(), HOOKS.map(|(_, to)| to).join("\n"));
        for (from, _) in HOOKS {
            let error = hooked(&glue.replace(from, "something else")).unwrap_err().to_string();
            assert!(error.contains(from), "{error}");
            assert!(hooked(&format!("{glue}{from}")).is_err());
        }
    }
}
