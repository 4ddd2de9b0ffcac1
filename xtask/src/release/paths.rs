//! Whether what is published tells of the machine that built it.

use std::env;
use std::path::{Component, Path, PathBuf};

use anyhow::Result;

use super::{Candidate, Outcome};
use crate::tools;

/// How paths begin, or go on, on the machines of developers and of CI.
const COMMON: [&str; 5] = ["/home/", "/Users/", "/root/", "\\Users\\", "/.cargo/"];

/// How much is shown around what was found, in bytes.
const SHOWN: usize = 60;

pub fn check(candidate: &Candidate) -> Result<Outcome> {
    let of_this_machine = [Some(tools::root()), env::home_dir(), Some(tools::cargo_home())];
    let wanted = wanted(of_this_machine.into_iter().flatten());
    let code = |file: &&String| [".js", ".wasm", ".ts", ".json"].iter().any(|ending| file.ends_with(ending));
    let mut wrong = Vec::new();
    let mut scanned = 0;
    for file in candidate.tarball.files.iter().filter(code) {
        scanned += 1;
        let bytes = candidate.tarball.read(file)?;
        wrong.extend(found(&bytes, &wanted).into_iter().map(|around| format!("{file} has a path in it: {around}")));
    }
    Ok(Outcome::of(wrong, format!("none of a machine's in {scanned} files")))
}

/// The folders, and what is common. A folder that is the root of everything says nothing.
fn wanted(folders: impl Iterator<Item = PathBuf>) -> Vec<String> {
    let says_something = |folder: &PathBuf| folder.components().any(|part| matches!(part, Component::Normal(_)));
    folders.filter(says_something).map(|folder| with_slash(&folder)).chain(COMMON.map(String::from)).collect()
}

fn with_slash(folder: &Path) -> String {
    format!("{}{}", folder.to_string_lossy().trim_end_matches(std::path::MAIN_SEPARATOR), std::path::MAIN_SEPARATOR)
}

/// What is around the first of each.
fn found(bytes: &[u8], wanted: &[String]) -> Vec<String> {
    let around = |at: usize| {
        let text = bytes.get(at.saturating_sub(SHOWN / 2)..(at + SHOWN).min(bytes.len())).unwrap_or_default();
        text.escape_ascii().to_string()
    };
    let first = |wanted: &String| bytes.windows(wanted.len()).position(|window| window == wanted.as_bytes());
    wanted.iter().filter_map(first).map(around).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan(bytes: &[u8]) -> usize {
        found(bytes, &wanted([PathBuf::from("/builds/x-mutes")].into_iter())).len()
    }

    #[test]
    fn a_path_of_the_builder_is_found_wherever_it_is() {
        assert_eq!(scan(b"\0asm...called `Option::unwrap()`/home/someone/x-mutes/src/lib.rs"), 1);
        assert_eq!(scan(b"throw new Error(\"at /Users/someone/lib/a.js\")"), 1);
        assert_eq!(scan(b"C:\\Users\\someone\\x-mutes"), 1);
        assert_eq!(scan(b"/opt/builder/.cargo/registry/src/talc-5.1.1/src/lib.rs"), 1);
        assert_eq!(scan(b"//# sourceMappingURL=file:///builds/x-mutes/pkg/lib/a.js.map"), 1);
    }

    #[test]
    fn the_standard_library_s_own_paths_are_the_same_on_every_machine() {
        assert_eq!(scan(b"/rustc/59807616/library/core/src/fmt/mod.rs"), 0);
    }

    #[test]
    fn paths_of_the_package_itself_and_of_x_are_none() {
        assert_eq!(scan(b"import { a } from \"./lib/a.js\"; fetch(`https://api.x.com/2/users/${id}/muting`);"), 0);
    }

    #[test]
    fn what_is_found_is_shown_with_what_is_around_it() {
        let all = found(b"before /home/someone/x after \x00", &wanted([].into_iter()));
        assert_eq!(all, ["before /home/someone/x after \\x00"]);
    }

    #[test]
    fn the_root_of_everything_is_no_path_to_look_for() {
        assert_eq!(wanted([PathBuf::from("/")].into_iter()).len(), COMMON.len());
        assert_eq!(wanted([PathBuf::from("/builds/")].into_iter())[0], "/builds/");
    }
}
