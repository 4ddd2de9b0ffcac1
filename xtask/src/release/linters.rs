//! What others check of a package, on the tarball.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::{Candidate, Outcome};

/// Whether package.json is read the same by every tool.
pub fn publint(candidate: &Candidate) -> Result<Outcome> {
    lint("publint", &["run", "--strict"], &candidate.tarball.path)
}

/// Whether the types are found, by every way of looking for them but that of CommonJS, which the package is not.
pub fn attw(candidate: &Candidate) -> Result<Outcome> {
    lint("attw", &["--profile", "esm-only", "--format", "ascii", "--no-color", "--no-emoji"], &candidate.tarball.path)
}

fn lint(name: &str, args: &[&str], tarball: &Path) -> Result<Outcome> {
    judge(Command::new(Path::new("tests/node_modules/.bin").join(name)).args(args).arg(tarball))
}

/// Passed, or what it said.
pub fn judge(command: &mut Command) -> Result<Outcome> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.env("NO_COLOR", "1").output().with_context(|| format!("{program} cannot be started"))?;
    if output.status.success() {
        return Ok(Outcome::Passed("nothing to say".into()));
    }
    let said = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned()).concat();
    let mut lines: Vec<String> = said.lines().filter(|line| !line.trim().is_empty()).map(String::from).collect();
    if lines.is_empty() {
        lines.push(format!("{program} failed and said nothing ({})", output.status));
    }
    Ok(Outcome::Failed(lines))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cargo(args: &[&str]) -> Outcome {
        judge(Command::new(env!("CARGO")).args(args)).unwrap()
    }

    #[test]
    fn a_linter_that_complains_is_a_failure_with_its_words() {
        assert_eq!(cargo(&["--version"]), Outcome::Passed("nothing to say".into()));
        let Outcome::Failed(lines) = cargo(&["no-such-command"]) else { panic!("it passed") };
        assert!(lines.iter().any(|line| line.contains("no-such-command")), "{lines:?}");
    }

    #[test]
    fn a_linter_that_is_not_there_is_an_error() {
        let error = judge(&mut Command::new("./no-such-linter")).unwrap_err().to_string();
        assert_eq!(error, "./no-such-linter cannot be started");
    }
}
