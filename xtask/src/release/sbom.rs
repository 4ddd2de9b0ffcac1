//! A list of what is compiled into the modules, in CycloneDX's format, for those who have to know.
//!
//! It is of the crate's default features, which the module of `x-mutes/client` has; the one of `x-mutes` has fewer, and so no
//! crate that is not listed. cargo-cyclonedx would list macros, and what only they use, as well.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::crates::{Crate, Crates};
use super::manifest::text;
use super::{Candidate, FILES, Outcome};
use crate::tools;

const TARGET: &str = "wasm32-unknown-unknown";

/// Writes the list, and compares it with what another command of Cargo's says.
pub fn check(candidate: &Candidate) -> Result<Outcome> {
    let cargo = |args: &[&str]| tools::output(Command::new("cargo").args(args));
    let metadata = cargo(&["metadata", "--locked", "--format-version=1", "--filter-platform", TARGET])?;
    let crates = Crates::below("x-mutes", &serde_json::from_str(&metadata)?, &fs::read_to_string("Cargo.lock")?)?;
    let rust = tools::output(Command::new("rustc").arg("--version"))?;
    let built = Built {
        version: candidate.version,
        rust: rust.split(' ').nth(1).context("rustc tells no version")?,
        committed: tools::output(Command::new("git").args(["log", "-1", "--format=%cI"]))?.trim().to_string(),
    };
    let document = document(&crates, &built);
    let name = format!("x-mutes-{}.cdx.json", candidate.version);
    fs::write(Path::new(FILES).join(&name), format!("{document:#}\n"))?;
    let edges = ["--edges=normal,no-proc-macro", "--prefix=none", "--format={p}"];
    let tree = cargo(&[&["tree", "--locked", "--package=x-mutes", "--target", TARGET], edges.as_slice()].concat())?;
    Ok(Outcome::of(wrong(&document, &tree), format!("{name}: {} crates and Rust {}", crates.all.len(), built.rust)))
}

/// How and of what it is built.
struct Built<'a> {
    version: &'a str,
    rust: &'a str,
    /// When, as a time of RFC 3339: two builds of one commit give one list.
    committed: String,
}

fn document(crates: &Crates, built: &Built) -> Value {
    let itself = format!("pkg:npm/x-mutes@{}", built.version);
    let rust = format!("pkg:github/rust-lang/rust@{}", built.rust);
    let mut components: Vec<Value> = crates.all.iter().map(component).collect();
    components.push(json!({
        "type": "library", "bom-ref": rust, "name": "rust-std", "version": built.rust, "purl": rust,
        "description": "Rust's standard library",
        "licenses": [{ "expression": "MIT OR Apache-2.0" }],
    }));
    let needed = [crates.needed.as_slice(), &[rust]].concat();
    let mut dependencies = vec![json!({ "ref": itself, "dependsOn": needed })];
    dependencies.extend(crates.all.iter().map(|one| json!({ "ref": one.purl(), "dependsOn": one.needs })));
    json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": built.committed,
            "lifecycles": [{ "phase": "build" }],
            "component": {
                "type": "library", "bom-ref": itself, "name": "x-mutes", "version": built.version, "purl": itself,
                "licenses": [{ "expression": env!("CARGO_PKG_LICENSE") }],
            },
        },
        "components": components,
        "dependencies": dependencies,
    })
}

fn component(one: &Crate) -> Value {
    let purl = json!(one.purl());
    let given = [
        ("type", Some(json!("library"))),
        ("bom-ref", Some(purl.clone())),
        ("name", Some(json!(one.name))),
        ("version", Some(json!(one.version))),
        ("description", one.description.as_ref().map(|text| json!(text))),
        ("hashes", one.sha256.as_ref().map(|sha256| json!([{ "alg": "SHA-256", "content": sha256 }]))),
        ("licenses", Some(json!([{ "expression": one.licence }]))),
        ("purl", Some(purl)),
        ("externalReferences", one.repository.as_ref().map(|url| json!([{ "type": "vcs", "url": url }]))),
    ];
    given.into_iter().filter_map(|(name, value)| Some((name.to_string(), value?))).collect()
}

/// What is not as `cargo tree` has it, whose lines are like `talc v5.1.1`, or what lacks a licence.
fn wrong(document: &Value, tree: &str) -> Vec<String> {
    let components = document.get("components").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let crates = components.iter().filter(|one| text(one, "/purl").starts_with("pkg:cargo/"));
    let listed: BTreeSet<String> =
        crates.map(|one| format!("{} v{}", text(one, "/name"), text(one, "/version"))).collect();
    let words = |line: &str| line.split(' ').take(2).collect::<Vec<_>>().join(" ");
    let compiled: BTreeSet<String> = tree.lines().skip(1).filter(|line| !line.is_empty()).map(words).collect();
    let without = components.iter().filter(|one| text(one, "/licenses/0/expression").is_empty());
    let missing = compiled.difference(&listed).map(|one| format!("{one} is compiled in, and not listed"));
    let more = listed.difference(&compiled).map(|one| format!("{one} is listed, and not compiled in"));
    let without = without.map(|one| format!("{} names no licence", text(one, "/name")));
    missing.chain(more).chain(without).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> Value {
        let one = |name: &str, needs: &[&str]| Crate {
            name: name.into(),
            version: "1.0.0".into(),
            licence: "MIT".into(),
            description: None,
            repository: Some(format!("https://example.org/{name}")),
            sha256: Some("00".repeat(32)),
            needs: needs.iter().map(|need| need.to_string()).collect(),
        };
        let all = vec![one("direct", &["pkg:cargo/indirect@1.0.0"]), one("indirect", &[])];
        let crates = Crates { needed: vec!["pkg:cargo/direct@1.0.0".into()], all };
        document(&crates, &Built { version: "0.2.0", rust: "1.95.0", committed: "2030-01-31T12:00:00Z".into() })
    }

    const TREE: &str = "x-mutes v0.2.0 (/builds/x-mutes)\ndirect v1.0.0\nindirect v1.0.0\ndirect v1.0.0 (*)\n";

    #[test]
    fn all_that_is_compiled_in_is_listed_and_nothing_else() {
        assert_eq!(wrong(&example(), TREE), [""; 0]);
        assert_eq!(wrong(&example(), &format!("{TREE}new v2.0.0\n")), ["new v2.0.0 is compiled in, and not listed"]);
        let fewer = TREE.replace("indirect v1.0.0\n", "");
        assert_eq!(wrong(&example(), &fewer), ["indirect v1.0.0 is listed, and not compiled in"]);
    }

    #[test]
    fn a_crate_without_a_licence_is_told() {
        let mut document = example();
        document["components"][1]["licenses"] = json!([]);
        assert_eq!(wrong(&document, TREE), ["indirect names no licence"]);
    }

    #[test]
    fn who_needs_whom_is_told() {
        let document = example();
        let needs = |at: usize| document["dependencies"][at]["dependsOn"].clone();
        assert_eq!(needs(0), json!(["pkg:cargo/direct@1.0.0", "pkg:github/rust-lang/rust@1.95.0"]));
        assert_eq!(needs(1), json!(["pkg:cargo/indirect@1.0.0"]));
        assert_eq!(document["components"][0]["hashes"][0]["content"], json!("00".repeat(32)));
    }
}
