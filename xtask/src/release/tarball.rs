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
