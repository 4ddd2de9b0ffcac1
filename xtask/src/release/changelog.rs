//! What CHANGELOG.md says of the version. Its section is also the text of the release.

use std::fs;
use std::path::Path;

use anyhow::Result;

use super::{Candidate, FILES, Outcome};

/// What is published with the release as its text.
const NOTES: &str = "notes.md";

pub fn check(candidate: &Candidate) -> Result<Outcome> {
    let changelog = fs::read_to_string("CHANGELOG.md")?;
    let section = newest(&changelog);
    if let Some(section) = &section {
        fs::write(Path::new(FILES).join(NOTES), format!("{}\n", section.text))?;
    }
    Ok(judge(section.as_ref(), candidate.version))
}

/// The first section: `## 1.2.3 (2030-01-31)` or `## 1.2.3 (unreleased)`, and what is below.
struct Section<'a> {
    version: &'a str,
    when: &'a str,
    text: &'a str,
}

fn newest(changelog: &str) -> Option<Section<'_>> {
    let (_, rest) = changelog.split_once("\n## ")?;
    let (heading, rest) = rest.split_once('\n')?;
    let (version, when) = heading.trim().strip_suffix(')')?.split_once(" (")?;
    let text = rest.split("\n## ").next()?.trim();
    Some(Section { version, when, text })
}

fn judge(section: Option<&Section>, version: &str) -> Outcome {
    let Some(section) = section else {
        return Outcome::Failed(vec![format!("CHANGELOG.md has no heading like `## {version} (unreleased)`")]);
    };
    let mut wrong = Vec::new();
    if section.version != version {
        wrong.push(format!("the newest section of CHANGELOG.md is of {}, not of {version}", section.version));
    }
    if section.text.is_empty() {
        wrong.push(format!("the section of {} is empty", section.version));
    }
    if section.when != "unreleased" && !is_date(section.when) {
        wrong.push(format!("({}) is neither a date, as in (2030-01-31), nor (unreleased)", section.when));
    }
    if wrong.is_empty() && section.when == "unreleased" {
        return Outcome::Open(format!("{version} has no date yet: put it in place of (unreleased)"));
    }
    Outcome::of(wrong, format!("{version} of {}", section.when))
}

fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |part: &str, digits: usize, range: std::ops::RangeInclusive<u32>| {
        part.len() == digits && part.parse::<u32>().is_ok_and(|number| range.contains(&number))
    };
    matches!(parts.as_slice(), [year, month, day]
        if number(year, 4, 2000..=9999) && number(month, 2, 1..=12) && number(day, 2, 1..=31))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(changelog: &str) -> Outcome {
        judge(newest(changelog).as_ref(), "0.2.0")
    }

    #[test]
    fn a_released_version_has_a_date() {
        let passed = judged("# Changelog\n\n## 0.2.0 (2030-01-31)\n\n- More.\n\n## 0.1.0 (2029-12-24)\n\n- All.\n");
        assert_eq!(passed, Outcome::Passed("0.2.0 of 2030-01-31".into()));
        assert!(matches!(judged("# Changelog\n\n## 0.2.0 (unreleased)\n\n- More.\n"), Outcome::Open(_)));
        for when in ["2030-13-01", "2030-1-31", "30-01-31", "2030-01-32", "soon", "2030-01-31-01", "+203-01-01"] {
            assert!(matches!(judged(&format!("# C\n\n## 0.2.0 ({when})\n\n- More.\n")), Outcome::Failed(_)), "{when}");
        }
    }

    #[test]
    fn the_newest_section_is_of_the_version() {
        assert!(matches!(judged("# Changelog\n\n## 0.1.0 (unreleased)\n\n- All.\n"), Outcome::Failed(_)));
        assert!(matches!(judged("# Changelog\n\n## 0.2.0\n\n- All.\n"), Outcome::Failed(_)));
        assert!(matches!(judged("# Changelog\n"), Outcome::Failed(_)));
    }

    #[test]
    fn a_section_says_something() {
        let empty = "# Changelog\n\n## 0.2.0 (2030-01-31)\n\n## 0.1.0 (2029-12-24)\n\n- All.\n";
        assert_eq!(judged(empty), Outcome::Failed(vec!["the section of 0.2.0 is empty".into()]));
    }

    #[test]
    fn the_text_of_a_release_is_its_section_and_no_other() {
        let changelog =
            "# Changelog\n\n## 0.2.0 (2030-01-31)\n\n- More.\n- Yet more.\n\n## 0.1.0 (2029-12-24)\n\n- All.\n";
        assert_eq!(newest(changelog).unwrap().text, "- More.\n- Yet more.");
    }
}
