//! Finds imports that go in a circle, in `src/`: between the files of each language, and between the folders of the crate.

mod graph;
mod javascript;
mod rust;
mod source;

use std::fs;
use std::path::Path;

use anyhow::{Result, bail};

use graph::Graph;
use source::Sources;

/// Reads what is below `folder`, whose `lib.rs` is the crate's root.
///
/// # Errors
/// Names the circles that there are.
pub fn check(folder: &Path) -> Result<()> {
    let mut sources = Sources::default();
    read(folder, "", &mut sources)?;
    let files = rust::imports(&sources)?;
    let circles = [files.circles(), folders(&files).circles(), javascript::imports(&sources).circles()].concat();
    if circles.is_empty() {
        return Ok(());
    }
    bail!("imports go in a circle:\n{}", circles.join("\n"))
}

fn read(folder: &Path, prefix: &str, sources: &mut Sources) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = [prefix, &entry.file_name().to_string_lossy()].concat();
        if entry.file_type()?.is_dir() {
            read(&entry.path(), &format!("{name}/"), sources)?;
        } else if name.ends_with(".rs") || name.ends_with(".js") {
            sources.insert(name, fs::read_to_string(entry.path())?);
        }
    }
    Ok(())
}

/// The same imports between the folders that the files are in, at the top.
fn folders(files: &Graph) -> Graph {
    let mut folders = Graph::default();
    for (from, to) in files.edges() {
        if let (Some((from, _)), Some((to, _))) = (from.split_once('/'), to.split_once('/')) {
            folders.add(&format!("{from}/"), &format!("{to}/"));
        }
    }
    folders
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_in_a_circle_also_where_no_files_are() {
        let mut files = Graph::default();
        files.add("api/a.rs", "auth/b.rs");
        files.add("auth/c.rs", "api/d.rs");
        files.add("auth/c.rs", "auth/b.rs");
        files.add("lib.rs", "auth/b.rs");
        assert!(files.circles().is_empty());
        assert_eq!(folders(&files).circles(), ["api/ → auth/ → api/"]);
    }
}
