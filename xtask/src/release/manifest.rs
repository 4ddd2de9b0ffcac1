//! What package.json says of the release.

use anyhow::Result;
use serde_json::Value;

use super::{Candidate, Outcome};

/// Cargo refuses what is no semantic version; here it is left to see that both halves have the same.
pub fn version(candidate: &Candidate) -> Result<Outcome> {
    Ok(judge_version(candidate.version, text(&candidate.manifest, "/version")))
}

fn judge_version(cargo: &str, npm: &str) -> Outcome {
    let mut wrong = Vec::new();
    if cargo != npm {
        wrong.push(format!("Cargo.toml has {cargo}, the built package.json {npm}: build anew"));
    }
    if cargo.contains(['-', '+']) {
        wrong.push(format!("{cargo} is a pre-release, and the workflow publishes for everybody: give it no suffix"));
    }
    Outcome::of(wrong, format!("{cargo} in Cargo.toml and package.json"))
}

/// npm refuses provenance for a package that does not name the repository it was built from.
pub fn repository(candidate: &Candidate) -> Result<Outcome> {
    let built_from = std::env::var("GITHUB_REPOSITORY").ok();
    Ok(judge_repository(text(&candidate.manifest, "/repository/url"), built_from.as_deref()))
}

fn judge_repository(named: &str, built_from: Option<&str>) -> Outcome {
    if named.is_empty() {
        return Outcome::Open("package.json has no repository.url, and npm's provenance needs it".into());
    }
    match built_from {
        Some(built_from) if !named.trim_end_matches(".git").ends_with(&format!("github.com/{built_from}")) => {
            Outcome::Open(format!("package.json names {named}, and this is built from {built_from}"))
        }
        _ => Outcome::Passed(named.into()),
    }
}

/// A text in package.json; empty if there is none.
pub fn text<'a>(manifest: &'a Value, pointer: &str) -> &'a str {
    manifest.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_halves_have_one_version() {
        assert_eq!(judge_version("0.1.0", "0.1.0"), Outcome::Passed("0.1.0 in Cargo.toml and package.json".into()));
        assert!(matches!(judge_version("0.2.0", "0.1.0"), Outcome::Failed(_)));
        assert!(matches!(judge_version("0.2.0", ""), Outcome::Failed(_)));
    }

    #[test]
    fn a_pre_release_is_not_published_as_the_latest() {
        assert!(matches!(judge_version("0.2.0-beta.1", "0.2.0-beta.1"), Outcome::Failed(_)));
    }

    #[test]
    fn the_repository_is_the_one_it_is_built_from() {
        let url = "git+https://github.com/someone/x-mutes.git";
        assert_eq!(judge_repository(url, Some("someone/x-mutes")), Outcome::Passed(url.into()));
        assert_eq!(judge_repository(url, None), Outcome::Passed(url.into()));
        assert!(matches!(judge_repository(url, Some("a-fork/x-mutes")), Outcome::Open(_)));
        assert!(matches!(judge_repository("", None), Outcome::Open(_)));
    }
}
