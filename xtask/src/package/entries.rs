//! The entries of the package, and how each comes by its module.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Result, ensure};

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

/// The package's conditions lead to these. What all entries share is one file, so that there is one `XError`. The last are bundled
/// last: their shared file has what the others share, too ([`check_core`]), and the test build keeps their scripts.
pub const ENTRIES: [Entries; 3] = [
    Entries { small: (Source::InScript, "index.js"), complete: (Source::Beside, "client.js") },
    Entries { small: (Source::Imported, "workerd.js"), complete: (Source::Imported, "client-workerd.js") },
    Entries { small: (Source::InScript, "index.js"), complete: (Source::InScript, "client-inline.js") },
];

/// What the entries share.
const CORE: &str = "lib/core.js";

/// Where rollup writes.
const BUNDLED: &str = "target/bundled";

impl Entries {
    /// Their folder in the test build: workerd's have one of their own.
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
                .args(["--silent", "--format=es", "--no-minifyInternalExports"])
                .arg(format!("--chunkFileNames={CORE}"))
                .arg(format!("--external={}", external.join(",")))
                .arg(format!("--dir={BUNDLED}")),
        )?;
        copy_folder(bundled, folder)
    }
}

/// The script that says where a module is, and what to do if it cannot be had. The URL is the bundled file's, for bundlers have to
/// find it as it is.
fn where_script(half: &Half, source: Source, folder: &Path) -> Result<String> {
    let wasm = half.wasm;
    let give = format!("give {wasm} to init()");
    let (head, advice, find) = match source {
        Source::Beside => (
            String::new(),
            format!("serve {wasm} beside the scripts, give it to init(), or import x-mutes/client/inline"),
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

/// Checks that each entry finds in the shared file what it imports from there: each bundle has written one of its own.
pub fn check_core(folder: &Path) -> Result<()> {
    let core = fs::read_to_string(folder.join(CORE))?;
    // `export { kindOf$1 as kindOf };` at the end of the file, and `import { run as run$1 } from './lib/core.js';` at the start of one.
    let exported: Vec<&str> = list(&core, "export {", "}").filter_map(|item| item.split_whitespace().last()).collect();
    for entries in &ENTRIES {
        for (_, entry) in [entries.small, entries.complete] {
            let script = fs::read_to_string(folder.join(entry))?;
            let imported = list(&script, "import {", &format!("}} from './{CORE}'"));
            let missing: Vec<&str> = imported
                .filter_map(|item| item.split_whitespace().next())
                .filter(|name| !exported.contains(name))
                .collect();
            ensure!(missing.is_empty(), "{entry} imports {missing:?}, which {CORE} does not export");
        }
    }
    Ok(())
}

/// The items of the last list of a script that starts so, up to where it ends so.
fn list<'a>(script: &'a str, start: &str, end: &str) -> impl Iterator<Item = &'a str> + use<'a> {
    let rest = script.rsplit_once(start).map_or("", |(_, rest)| rest);
    rest.split_once(end).map_or("", |(list, _)| list).split(',')
}
