//! Source files by their paths.

use std::collections::BTreeMap;

/// Texts by paths below `src/`, with slashes between.
pub type Sources = BTreeMap<String, String>;

#[cfg(test)]
pub fn sources(files: &[(&str, &str)]) -> Sources {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}
