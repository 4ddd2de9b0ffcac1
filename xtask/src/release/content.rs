//! Whether the tarball has what its exports need, and nothing else.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use super::{Candidate, Outcome};
use crate::tools;

/// What a package has for people, not for programs.
const FOR_PEOPLE: [&str; 5] = ["CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT", "README.md", "package.json"];

/// Where esbuild says what it read, seen from the unpacked package.
const METAFILE: &str = "../bundled.json";

pub fn files(candidate: &Candidate) -> Result<Outcome> {
    let tarball = &candidate.tarball;
    let mut needed: BTreeSet<String> = FOR_PEOPLE.map(String::from).into();
    needed.extend(named(&candidate.manifest));
    needed.extend(imported(candidate)?);
    let (packed, unpacked) = tarball.sizes()?;
    let seen = format!("{} files, {packed} bytes packed, {unpacked} unpacked", tarball.files.len());
    Ok(Outcome::of(differences(&tarball.files, &needed), seen))
}

/// What is there and not needed, or needed and not there.
fn differences(files: &[String], needed: &BTreeSet<String>) -> Vec<String> {
    let superfluous = files.iter().filter(|file| !needed.contains(*file));
    let missing = needed.iter().filter(|file| !files.contains(file));
    superfluous
        .map(|file| format!("{file}: nothing that package.json exports needs it"))
        .chain(missing.map(|file| format!("{file}: needed, and not in the tarball")))
        .collect()
}

/// What the exported scripts import, and what those import; a path that leads nowhere is an error of esbuild's.
fn imported(candidate: &Candidate) -> Result<Vec<String>> {
    let folder = &candidate.tarball.folder;
    tools::output(
        Command::new(std::env::current_dir()?.join("tests/node_modules/esbuild/bin/esbuild"))
            .args(["--bundle", "--format=esm", "--platform=node", "--loader:.wasm=copy", "--log-level=error"])
            .args([&format!("--metafile={METAFILE}"), "--outdir=../bundled"])
            .args(named(&candidate.manifest).into_iter().filter(|file| file.ends_with(".js")))
            .current_dir(folder),
    )?;
    let metafile: Value = serde_json::from_slice(&fs::read(folder.join(METAFILE))?)?;
    let inputs = metafile.get("inputs").and_then(Value::as_object).context("esbuild says nothing of its inputs")?;
    Ok(inputs.keys().cloned().collect())
}

pub fn exports(candidate: &Candidate) -> Result<Outcome> {
    let files = &candidate.tarball.files;
    let missing = named(&candidate.manifest).into_iter().chain(side_effects(&candidate.manifest));
    let missing = missing.filter(|file| !files.contains(file));
    let wrong = missing.map(|file| format!("package.json names {file}, which is not in the tarball")).collect();
    let subpaths =
        candidate.manifest.get("exports").and_then(Value::as_object).context("package.json exports nothing")?;
    Ok(Outcome::of(wrong, subpaths.keys().map(String::as_str).collect::<Vec<_>>().join(" ")))
}

/// The files that package.json names to be imported.
fn named(manifest: &Value) -> BTreeSet<String> {
    let mut files = BTreeSet::new();
    for field in ["exports", "main", "types"] {
        collect(manifest.get(field).unwrap_or(&Value::Null), &mut files);
    }
    files
}

/// The files that are imported for what they do.
fn side_effects(manifest: &Value) -> BTreeSet<String> {
    let mut files = BTreeSet::new();
    collect(manifest.get("sideEffects").unwrap_or(&Value::Null), &mut files);
    files
}

/// Every text in a value, as a path from the root of the package.
fn collect(value: &Value, files: &mut BTreeSet<String>) {
    match value {
        Value::String(path) => {
            files.insert(path.trim_start_matches("./").to_string());
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, files)),
        Value::Object(values) => values.values().for_each(|value| collect(value, files)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn set(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|name| name.to_string()).collect()
    }

    #[test]
    fn exports_types_and_side_effects_name_files() {
        let manifest = json!({
            "types": "./index.d.ts",
            "exports": { ".": { "types": "./index.d.ts", "workerd": ["./workerd.js"] }, "./x.wasm": "./x.wasm" },
            "sideEffects": ["./workerd.js", "./gone.js"],
        });
        assert_eq!(named(&manifest), set(&["index.d.ts", "workerd.js", "x.wasm"]));
        assert_eq!(side_effects(&manifest), set(&["gone.js", "workerd.js"]));
        assert_eq!(side_effects(&json!({ "sideEffects": false })), set(&[]));
    }

    #[test]
    fn nothing_is_packed_that_nothing_needs() {
        let needed = set(&["lib/a.js", "package.json"]);
        let files = |names: &[&str]| names.iter().map(|name| name.to_string()).collect::<Vec<_>>();
        assert_eq!(differences(&files(&["lib/a.js", "package.json"]), &needed), [""; 0]);
        for extra in ["lib/a.js.map", "lib/a.ts", "node_modules/b/index.js", ".npmrc", "lib/left-over.js"] {
            let wrong = differences(&files(&["lib/a.js", "package.json", extra]), &needed);
            assert_eq!(wrong, [format!("{extra}: nothing that package.json exports needs it")]);
        }
    }

    #[test]
    fn what_is_needed_is_packed() {
        let wrong = differences(&["package.json".to_string()], &set(&["lib/a.js", "package.json"]));
        assert_eq!(wrong, ["lib/a.js: needed, and not in the tarball"]);
    }
}
