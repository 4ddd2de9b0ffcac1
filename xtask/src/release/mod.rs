//! `cargo xtask release`: whether what would be published is right. It publishes nothing itself.

mod changelog;
mod content;
mod crates;
mod git;
mod linters;
mod manifest;
mod paths;
mod sbom;
mod tarball;
mod wasm;

use anyhow::{Result, bail};
use serde_json::Value;

use crate::{package, tools};
use tarball::Tarball;

/// Where everything goes that a release consists of: the tarball, the list of what is in it, and the words about it.
pub const FILES: &str = "target/release-files";

/// How a check ended.
#[derive(Debug, PartialEq)]
pub enum Outcome {
    /// As it should be; what was seen.
    Passed(String),
    /// Not ready yet, which only a release minds.
    Open(String),
    /// Wrong; a line each.
    Failed(Vec<String>),
}

impl Outcome {
    /// Passed if there is nothing wrong.
    fn of(wrong: Vec<String>, otherwise: impl Into<String>) -> Self {
        if wrong.is_empty() { Self::Passed(otherwise.into()) } else { Self::Failed(wrong) }
    }
}

/// What would be published.
struct Candidate {
    version: &'static str,
    manifest: Value,
    tarball: Tarball,
    with_advisories: bool,
}

struct Check {
    name: &'static str,
    run: fn(&Candidate) -> Result<Outcome>,
}

const CHECKS: [Check; 13] = [
    Check { name: "version", run: manifest::version },
    Check { name: "changelog", run: changelog::check },
    Check { name: "repository", run: manifest::repository },
    Check { name: "tag", run: git::tag },
    Check { name: "work tree", run: git::work_tree },
    Check { name: "files", run: content::files },
    Check { name: "exports", run: content::exports },
    Check { name: "paths", run: paths::check },
    Check { name: "publint", run: linters::publint },
    Check { name: "attw", run: linters::attw },
    Check { name: "licences", run: wasm::licences },
    Check { name: "advisories", run: wasm::advisories },
    Check { name: "SBOM", run: sbom::check },
];

/// What was asked for on the command line.
#[derive(Debug, Default, PartialEq)]
pub struct Options {
    /// What only a release minds is let pass.
    pub dry_run: bool,
    /// Known holes are looked up in a dry run, too.
    pub advisories: bool,
}

impl Options {
    fn parse(words: &[&str]) -> Result<Self> {
        let mut options = Self::default();
        for word in words {
            match *word {
                "--dry-run" => options.dry_run = true,
                "--advisories" => options.advisories = true,
                other => bail!("release has no option {other}; there are --dry-run and --advisories"),
            }
        }
        Ok(options)
    }
}

/// Builds the package, checks it, and says what publishes it.
pub fn run(words: &[&str]) -> Result<()> {
    let options = Options::parse(words)?;
    tools::npm_packages("tests")?;
    package::build(&package::PUBLISHED)?;
    check(&options)?;
    if !options.dry_run {
        println!("{}", how_to_publish(env!("CARGO_PKG_VERSION")));
    }
    Ok(())
}

/// Checks pkg/ as it is. Goes on after a failure: all that is wrong is shown.
pub fn check(options: &Options) -> Result<()> {
    let tarball = Tarball::pack()?;
    let candidate = Candidate {
        version: env!("CARGO_PKG_VERSION"),
        manifest: tarball.manifest()?,
        tarball,
        with_advisories: options.advisories || !options.dry_run,
    };
    let rows: Vec<(&str, Outcome)> = CHECKS
        .iter()
        .map(|check| {
            let outcome = (check.run)(&candidate).unwrap_or_else(|error| Outcome::Failed(vec![format!("{error:#}")]));
            (check.name, outcome)
        })
        .collect();
    println!("\n{}", table(&rows));
    let wrong = wrong(&rows, options.dry_run);
    if wrong.is_empty() { Ok(()) } else { bail!("not to be released: {}", wrong.join(", ")) }
}

/// One check a line, and below it all that is wrong.
fn table(rows: &[(&str, Outcome)]) -> String {
    let line = |(name, outcome): &(&str, Outcome)| {
        let (word, text) = match outcome {
            Outcome::Passed(text) => ("passed", text.clone()),
            Outcome::Open(text) => ("open", text.clone()),
            Outcome::Failed(lines) => ("FAILED", lines.join("\n")),
        };
        format!("{name:<11} {word:<7} {}", text.trim_end().replace('\n', &format!("\n{:20}", "")))
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The names of the checks that stand in the way.
fn wrong<'a>(rows: &[(&'a str, Outcome)], dry_run: bool) -> Vec<&'a str> {
    let stands = |outcome: &Outcome| match outcome {
        Outcome::Passed(_) => false,
        Outcome::Open(_) => !dry_run,
        Outcome::Failed(_) => true,
    };
    rows.iter().filter(|(_, outcome)| stands(outcome)).map(|(name, _)| *name).collect()
}

fn how_to_publish(version: &str) -> String {
    format!(
        "\nAll is ready, and nothing is published yet. These publish it:\n\n    \
         git tag --annotate v{version} --message \"x-mutes {version}\"\n    \
         git push origin v{version}\n\n\
         On the tag, .github/workflows/release.yml tests and builds that commit anew, publishes to npm with\n\
         provenance, and attaches tarball and SBOM to a release. CONTRIBUTING.md tells what it has to be allowed."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_options_are_refused_with_words() {
        assert_eq!(Options::parse(&["--dry-run"]).unwrap(), Options { dry_run: true, advisories: false });
        let error = Options::parse(&["--dry-run", "--force"]).unwrap_err().to_string();
        assert_eq!(error, "release has no option --force; there are --dry-run and --advisories");
    }

    #[test]
    fn what_is_open_stands_in_the_way_of_a_release_but_of_no_dry_run() {
        let rows = [
            ("version", Outcome::Passed("0.1.0".into())),
            ("tag", Outcome::Open("later".into())),
            ("files", Outcome::Failed(vec!["a.map".into()])),
        ];
        assert_eq!(wrong(&rows, true), ["files"]);
        assert_eq!(wrong(&rows, false), ["tag", "files"]);
    }

    #[test]
    fn the_table_shows_every_line_that_is_wrong() {
        let rows =
            [("version", Outcome::Passed("0.1.0".into())), ("files", Outcome::Failed(vec!["a".into(), "b".into()]))];
        let lines = ["version     passed  0.1.0", "files       FAILED  a", "                    b"];
        assert_eq!(table(&rows), lines.join("\n"));
    }

    #[test]
    fn a_failure_is_a_failure_even_with_nothing_else_to_say() {
        assert_eq!(Outcome::of(vec![], "fine"), Outcome::Passed("fine".into()));
        assert_eq!(Outcome::of(vec!["bad".into()], "fine"), Outcome::Failed(vec!["bad".into()]));
    }
}
