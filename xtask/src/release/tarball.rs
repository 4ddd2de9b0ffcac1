//! What npm packs, and the same unpacked again: the checks look at what users get, not at what it was made of.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use super::FILES;
use crate::{package, tools};

/// Where npm's tarballs unpack to, below the folder that is named.
const UNPACKED: &str = "target/release-unpacked/package";

pub struct Tarball {
    /// The .tgz.
    pub path: PathBuf,
    /// What is in it, on disk.
    pub folder: PathBuf,
    /// What is in it: paths with `/`, sorted.
    pub files: Vec<String>,
}

impl Tarball {
    pub fn pack() -> Result<Self> {
        let folder = PathBuf::from(UNPACKED);
        let parent = folder.parent().context("there is no folder to unpack into")?;
        for folder in [Path::new(FILES), parent] {
            if folder.exists() {
                fs::remove_dir_all(folder)?;
            }
            fs::create_dir_all(folder)?;
        }
        let from = format!("./{}", package::PUBLISHED.folder);
        let pack = ["pack", &from, "--pack-destination", FILES, "--ignore-scripts", "--silent"];
        let path = Path::new(FILES).join(tools::output(Command::new("npm").args(pack))?.trim());
        tools::run(Command::new("tar").arg("-xzf").arg(&path).arg("-C").arg(parent))?;
        let mut files = Vec::new();
        list(&folder, "", &mut files)?;
        files.sort();
        Ok(Self { path, folder, files })
    }

    /// The package.json in it.
    pub fn manifest(&self) -> Result<Value> {
        Ok(serde_json::from_slice(&self.read("package.json")?)?)
    }

    pub fn read(&self, file: &str) -> Result<Vec<u8>> {
        fs::read(self.folder.join(file)).with_context(|| format!("{file} of the tarball cannot be read"))
    }

    /// Bytes packed and unpacked.
    pub fn sizes(&self) -> Result<(u64, u64)> {
        let size = |path: &Path| Ok::<_, std::io::Error>(fs::metadata(path)?.len());
        let unpacked = self.files.iter().map(|file| size(&self.folder.join(file))).sum::<Result<u64, _>>()?;
        Ok((size(&self.path)?, unpacked))
    }
}

fn list(folder: &Path, below: &str, files: &mut Vec<String>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            list(&entry.path(), &format!("{name}/"), files)?;
        } else {
            files.push(name);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder of this test's own, gone when it ends.
    struct Folder(PathBuf);

    impl Folder {
        fn with(name: &str, files: &[(&str, &str)]) -> Self {
            let folder = std::env::temp_dir().join(format!("x-mutes-{name}-{}", std::process::id()));
            for (file, text) in files {
                let path = folder.join(file);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
            Self(folder)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn every_file_is_listed_hidden_ones_and_deep_ones_too() {
        let folder = Folder::with("listed", &[("a.js", ""), ("lib/deep/b.js", ""), (".npmrc", "")]);
        let mut files = Vec::new();
        list(&folder.0, "", &mut files).unwrap();
        files.sort();
        assert_eq!(files, [".npmrc", "a.js", "lib/deep/b.js"]);
    }

    #[test]
    fn the_size_is_that_of_all_files() {
        let folder = Folder::with("sized", &[("packed.tgz", "12345"), ("a.js", "123"), ("lib/b.js", "12")]);
        let files = vec!["a.js".to_string(), "lib/b.js".to_string()];
        let tarball = Tarball { path: folder.0.join("packed.tgz"), folder: folder.0.clone(), files };
        assert_eq!(tarball.sizes().unwrap(), (5, 5));
        assert!(tarball.read("gone.js").unwrap_err().to_string().contains("gone.js"));
    }
}
