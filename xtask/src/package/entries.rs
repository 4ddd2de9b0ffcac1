//! The entries of the package, and how each comes by its module.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Result;

use super::half::{COMPLETE, Half, SMALL};
use super::{copy_folder, empty};
use crate::tools;

/// How an entry comes by its module.
#[derive(Clone, Copy)]
enum Source {
    /// It is in the script.
    InScript,
    /// It is fetched from beside the script.
    Beside,
    /// It is imported, for workerd compiles no bytes.
    Imported,
}

/// The entries that are bundled together: "." and "./client", and the names of the files that they become.
pub struct Entries {
    small: (Source, &'static str),
    complete: (Source, &'static str),
}

/// The package's conditions lead to these. What all entries share is one file, so that there is one `XError`.
pub const ENTRIES: [Entries; 3] = [
    Entries { small: (Source::InScript, "index.js"), complete: (Source::Beside, "client.js") },
    Entries { small: (Source::Imported, "workerd.js"), complete: (Source::Imported, "client-workerd.js") },
    // The last is what the test build has as single scripts, which work in each engine but workerd.
    Entries { small: (Source::InScript, "index.js"), complete: (Source::InScript, "client-inline.js") },
];

/// Where rollup writes.
const BUNDLED: &str = "target/bundled";

impl Entries {
    /// Where the test build has them: in a folder of their own where the others work in no other runtime.
    pub fn folder(&self) -> &'static str {
        if matches!(self.small.0, Source::Imported) { "workerd" } else { "" }
    }

    /// The two entries, and where each has its module.
    pub fn write(&self, folder: &Path) -> Result<()> {
        for (half, (source, name), index) in
            [(&SMALL, self.small, "lib/index.js"), (&COMPLETE, self.complete, "lib/client/index.js")]
        {
            fs::write(folder.join("lib").join(half.scripts).join("where.js"), where_script(half, source, folder)?)?;
            let entry = format!("export * from \"./{index}\";\nexport {{ default }} from \"./{index}\";\n");
            fs::write(folder.join(name), entry)?;
        }
        Ok(())
    }

    /// The scripts in as few files as may be: where nobody bundles, each is another one to fetch or to find.
    pub fn bundle(&self, scripts: &Path, folder: &Path) -> Result<()> {
        let bundled = Path::new(BUNDLED);
        empty(bundled)?;
        let names = [self.small.1, self.complete.1];
        let scripts = std::path::absolute(scripts)?;
        let external = [SMALL.wasm, COMPLETE.wasm].map(|wasm| scripts.join(wasm).to_string_lossy().into_owned());
        tools::run(
            Command::new("node")
                .arg("xtask/node_modules/rollup/dist/bin/rollup")
                .args(names.map(|name| scripts.join(name)))
                .args(["--silent", "--format=es", "--chunkFileNames=lib/core.js", "--no-minifyInternalExports"])
                .arg(format!("--external={}", external.join(",")))
                .arg(format!("--dir={BUNDLED}")),
        )?;
        copy_folder(bundled, folder)
    }
}

/// The script that says where a module is, and what to do where it cannot be had. The URL is the bundled file's, for bundlers have to
/// find it as it is.
fn where_script(half: &Half, source: Source, folder: &Path) -> Result<String> {
    let wasm = half.wasm;
    let give = format!("give {wasm} to init()");
    let (head, advice, find) = match source {
        Source::Beside => (
            String::new(),
            format!("serve {wasm} beside the scripts, {}, or import x-mutes/client/inline", give.replace(wasm, "it")),
            format!("new URL(\"./{wasm}\", import.meta.url)"),
        ),
        Source::Imported => (format!("import module from \"../../{wasm}\";\n"), give, "module".into()),
        Source::InScript => {
            let digits: String = fs::read(folder.join(wasm))?.iter().map(|byte| format!("{byte:02x}")).collect();
            let head = format!("import {{ bytesOf }} from \"../bytes.js\";\nconst HEX = \"{digits}\";\n");
            (head, give, "bytesOf(HEX)".into())
        }
    };
    Ok(format!("{head}export const where = {{ find: () => {find}, advice: \"{advice}\" }};\n"))
}
