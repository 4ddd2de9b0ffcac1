//! One of the two modules of the package: the crate compiled, bound and made small.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};
use walrus::Module;
use wasm_bindgen_cli_support::{Bindgen, EncodeInto};

use crate::stamp::stamp;
use crate::tools;

/// One of the two modules of the package.
pub struct Half {
    /// Its folder among the scripts: its glue and where it is are there.
    pub scripts: &'static str,
    /// Its name in the package.
    pub wasm: &'static str,
    features: &'static str,
    /// Cargo's profile.
    profile: &'static str,
}

/// The module that mutes and unmutes.
pub const SMALL: Half = Half { scripts: "small", wasm: "x_mutes.wasm", features: "", profile: "release" };

/// The module with all of it.
pub const COMPLETE: Half = Half { scripts: "client", wasm: "client.wasm", features: "client", profile: "client" };

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
/// callbacks of one that has died, which promises still hold, never call into the next; and what it exports passes the guard. It has
/// no FinalizationRegistry, which takes a tenth of a call: Rust frees each callback itself when its promise has settled. Each text
/// stands in the glue once.
const HOOKS: [(&str, &str); 2] = [
    (
        "let wasm_bindgen = (function(exports) {",
        "export const glue = (guard, FinalizationRegistry) => (function(exports) {",
    ),
    ("wasm = instance.exports;", "wasm = guard(instance.exports);"),
];

/// Where wasm-bindgen writes.
const BINDGEN: &str = "target/bindgen";

impl Half {
    /// What Cargo makes.
    fn compiled(&self) -> PathBuf {
        Path::new("target/wasm32-unknown-unknown").join(self.profile).join("x_mutes.wasm")
    }

    /// Compiles the crate for it.
    pub fn compile(&self, features: &str) -> Result<()> {
        tools::run(
            Command::new("cargo")
                .args([
                    "build",
                    "--quiet",
                    "--package=x-mutes",
                    "--lib",
                    "--profile",
                    self.profile,
                    "--target=wasm32-unknown-unknown",
                    "--no-default-features",
                    "--features",
                    &[self.features, features].join(","),
                ])
                .env("CARGO_ENCODED_RUSTFLAGS", without_paths()),
        )
    }

    /// Writes its module, and its glue among the scripts.
    pub fn write(&self, folder: &Path) -> Result<()> {
        let mut bindgen = Bindgen::new();
        bindgen
            .input_path(self.compiled())
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
        fs::write(folder.join("lib").join(self.scripts).join("glue.js"), glue)?;
        module.emit_wasm_file(&wasm)?;
        tools::run(
            Command::new("node")
                .arg("xtask/node_modules/binaryen/bin/wasm-opt")
                .args(["-Oz", "--strip-debug", "--strip-producers", "--strip-target-features"])
                .args(FOR_COMPRESSION)
                .arg("-o")
                .arg(folder.join(self.wasm))
                .arg(&wasm),
        )
    }
}

/// Flags by which the compiler leaves out where the sources of other crates are on this machine, which panics would tell; as
/// CARGO_ENCODED_RUSTFLAGS takes them.
fn without_paths() -> String {
    let folders = fs::read_dir(tools::cargo_home().join("registry/src")).into_iter().flatten().flatten();
    let flags: Vec<String> =
        folders.map(|folder| format!("--remap-path-prefix={}=", folder.path().display())).collect();
    flags.join("\u{1f}")
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
