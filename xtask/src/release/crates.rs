//! The crates that Cargo compiles into another, as `cargo metadata` tells them.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::Value;

use super::manifest::text;

/// A crate that is compiled in.
pub struct Crate {
    pub name: String,
    pub version: String,
    /// In SPDX's words; empty if it names none.
    pub licence: String,
    pub description: Option<String>,
    pub repository: Option<String>,
    /// Of what crates.io serves.
    pub sha256: Option<String>,
    /// The package URLs of those that it needs.
    pub needs: Vec<String>,
}

impl Crate {
    /// The package URL.
    pub fn purl(&self) -> String {
        purl(&self.name, &self.version)
    }
}

fn purl(name: &str, version: &str) -> String {
    format!("pkg:cargo/{name}@{version}")
}

/// All that are compiled into one.
pub struct Crates {
    /// The package URLs of those that it needs itself.
    pub needed: Vec<String>,
    pub all: Vec<Crate>,
}

impl Crates {
    /// Those below the crate of this name, without what only its tests, build scripts and macros use.
    pub fn below(root: &str, metadata: &Value, lock: &str) -> Result<Self> {
        let graph = Graph { packages: by_id(metadata, "/packages"), nodes: by_id(metadata, "/resolve/nodes") };
        let checksums = checksums(lock);
        let root = graph.packages.iter().find(|(_, package)| text(package, "/name") == root);
        let (root, _) = root.context("Cargo knows of no such crate")?;
        let mut waiting = graph.linked(root);
        let mut all = BTreeMap::new();
        while let Some(id) = waiting.pop() {
            if !all.contains_key(id) {
                all.insert(id, graph.describe(id, &checksums)?);
                waiting.extend(graph.linked(id));
            }
        }
        Ok(Self { needed: graph.purls(&graph.linked(root)), all: all.into_values().collect() })
    }
}

/// Packages, and what each depends on, by their IDs.
struct Graph<'a> {
    packages: BTreeMap<&'a str, &'a Value>,
    nodes: BTreeMap<&'a str, &'a Value>,
}

impl<'a> Graph<'a> {
    /// The IDs of those that a crate is linked with.
    fn linked(&self, id: &str) -> Vec<&'a str> {
        let dependencies = self.nodes.get(id).map(|node| list(node, "/deps")).unwrap_or_default();
        let normal = |dependency: &&Value| list(dependency, "/dep_kinds").iter().any(|kind| kind["kind"].is_null());
        let ids = dependencies.iter().filter(normal).map(|dependency| text(dependency, "/pkg"));
        ids.filter(|id| !self.packages.get(id).is_some_and(|package| is_macro(package))).collect()
    }

    fn purls(&self, ids: &[&str]) -> Vec<String> {
        let packages = ids.iter().filter_map(|id| self.packages.get(id));
        packages.map(|package| purl(text(package, "/name"), text(package, "/version"))).collect()
    }

    fn describe(&self, id: &str, checksums: &BTreeMap<(&str, &str), &str>) -> Result<Crate> {
        let package = self.packages.get(id).with_context(|| format!("Cargo says nothing of {id}"))?;
        let (name, version) = (text(package, "/name"), text(package, "/version"));
        let given = |pointer: &str| Some(text(package, pointer).trim().to_string()).filter(|text| !text.is_empty());
        Ok(Crate {
            name: name.into(),
            version: version.into(),
            licence: spdx(text(package, "/license")),
            description: given("/description"),
            repository: given("/repository"),
            sha256: checksums.get(&(name, version)).map(|sha256| sha256.to_string()),
            needs: self.purls(&self.linked(id)),
        })
    }
}

/// The objects of a list, by their `id`.
fn by_id<'a>(metadata: &'a Value, pointer: &str) -> BTreeMap<&'a str, &'a Value> {
    list(metadata, pointer).iter().map(|object| (text(object, "/id"), object)).collect()
}

fn list<'a>(value: &'a Value, pointer: &str) -> &'a [Value] {
    value.pointer(pointer).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn is_macro(package: &Value) -> bool {
    text(package, "/targets/0/kind/0") == "proc-macro"
}

/// `MIT/Apache-2.0` is how crates said it before there was SPDX.
fn spdx(licence: &str) -> String {
    licence.split('/').map(str::trim).collect::<Vec<_>>().join(" OR ")
}

/// Cargo.lock's checksums, by name and version.
fn checksums(lock: &str) -> BTreeMap<(&str, &str), &str> {
    let of_package =
        |package| Some(((field(package, "name")?, field(package, "version")?), field(package, "checksum")?));
    lock.split("[[package]]").filter_map(of_package).collect()
}

/// What is between the quotes of a line like `name = "talc"`.
fn field<'a>(package: &'a str, name: &str) -> Option<&'a str> {
    package.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(" = \"")?.strip_suffix('"'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn package(name: &str, kind: &str, licence: &str) -> Value {
        json!({ "id": name, "name": name, "version": "1.0.0", "license": licence, "targets": [{ "kind": [kind] }] })
    }

    fn crates() -> Crates {
        let needs = |pkg: &str, kind: Value| json!({ "pkg": pkg, "dep_kinds": [{ "kind": kind }] });
        let metadata = json!({
            "packages": [
                package("root", "cdylib", "MIT"),
                package("direct", "lib", "MIT/Apache-2.0"),
                package("indirect", "lib", "MIT"),
                package("for-tests", "lib", "GPL-3.0"),
                package("for-building", "lib", "GPL-3.0"),
                package("a-macro", "proc-macro", "GPL-3.0"),
                package("of-the-macro", "lib", "GPL-3.0"),
            ],
            "resolve": { "nodes": [
                { "id": "root", "deps": [needs("direct", json!(null)), needs("for-tests", json!("dev"))] },
                { "id": "direct", "deps": [
                    needs("indirect", json!(null)),
                    needs("for-building", json!("build")),
                    needs("a-macro", json!(null)),
                ] },
                { "id": "indirect", "deps": [] },
                { "id": "a-macro", "deps": [needs("of-the-macro", json!(null))] },
            ] },
        });
        let lock = "version = 4\n\n[[package]]\nname = \"direct\"\nversion = \"1.0.0\"\nchecksum = \"abc\"\n\n\
                    [[package]]\nname = \"indirect\"\nversion = \"2.0.0\"\nchecksum = \"def\"\n";
        Crates::below("root", &metadata, lock).unwrap()
    }

    #[test]
    fn only_what_is_linked_is_compiled_in() {
        let names: Vec<String> = crates().all.into_iter().map(|one| one.name).collect();
        assert_eq!(names, ["direct", "indirect"]);
    }

    #[test]
    fn each_knows_what_it_needs() {
        let crates = crates();
        assert_eq!(crates.needed, ["pkg:cargo/direct@1.0.0"]);
        assert_eq!(crates.all[0].needs, ["pkg:cargo/indirect@1.0.0"]);
        assert_eq!(crates.all[1].needs, [""; 0]);
    }

    #[test]
    fn a_licence_is_told_in_words_of_spdx() {
        assert_eq!(crates().all[0].licence, "MIT OR Apache-2.0");
        assert_eq!(spdx(""), "");
    }

    #[test]
    fn a_checksum_is_of_the_very_version() {
        let crates = crates();
        assert_eq!(crates.all[0].sha256.as_deref(), Some("abc"));
        assert_eq!(crates.all[1].sha256, None);
    }
}
