//! Whether the commit is one that can be released.

use std::process::Command;

use anyhow::Result;

use super::{Candidate, Outcome};
use crate::tools;

/// The tag of this version is free, or it is on this very commit: then the workflow runs that it started.
pub fn tag(candidate: &Candidate) -> Result<Outcome> {
    let existing = git(&["tag", "--list", &format!("v{}", candidate.version)])?;
    let here = git(&["tag", "--points-at", "HEAD"])?;
    Ok(judge_tag(candidate.version, !existing.is_empty(), &here.lines().collect::<Vec<_>>()))
}

fn judge_tag(version: &str, exists: bool, here: &[&str]) -> Outcome {
    let wanted = format!("v{version}");
    if exists && !here.contains(&wanted.as_str()) {
        return Outcome::Failed(vec![format!(
            "{wanted} is the tag of another commit: raise the version in Cargo.toml"
        )]);
    }
    let others = here.iter().filter(|tag| tag.starts_with('v') && **tag != wanted);
    let wrong = others.map(|tag| format!("this commit has the tag {tag}, and its version is {version}")).collect();
    Outcome::of(wrong, if exists { format!("{wanted} is on this commit") } else { format!("{wanted} is free") })
}

/// What is published is what is committed.
pub fn work_tree(_: &Candidate) -> Result<Outcome> {
    Ok(judge_work_tree(&git(&["status", "--porcelain"])?))
}

fn judge_work_tree(status: &str) -> Outcome {
    match status.lines().count() {
        0 => Outcome::Passed("nothing uncommitted".into()),
        changed => Outcome::Open(format!("{changed} uncommitted: commit them first (git status)")),
    }
}

fn git(args: &[&str]) -> Result<String> {
    tools::output(Command::new("git").args(args))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_tagged_once() {
        assert_eq!(judge_tag("0.2.0", false, &[]), Outcome::Passed("v0.2.0 is free".into()));
        assert_eq!(judge_tag("0.2.0", true, &["v0.2.0"]), Outcome::Passed("v0.2.0 is on this commit".into()));
        assert!(matches!(judge_tag("0.2.0", true, &[]), Outcome::Failed(_)));
    }

    #[test]
    fn a_tag_is_not_of_another_version() {
        assert!(matches!(judge_tag("0.2.0", false, &["v0.3.0"]), Outcome::Failed(_)));
        assert!(matches!(judge_tag("0.2.0", true, &["v0.2.0", "v0.3.0"]), Outcome::Failed(_)));
    }

    #[test]
    fn what_is_not_committed_is_told() {
        assert_eq!(judge_work_tree(""), Outcome::Passed("nothing uncommitted".into()));
        assert_eq!(
            judge_work_tree(" M Cargo.toml\n?? new\n"),
            Outcome::Open("2 uncommitted: commit them first (git status)".into())
        );
    }
}
