//! Makes a factory of the glue that wasm-bindgen writes for `--target web`.
//!
//! As generated, the glue is a module with one instance in its variables. Ours has to start a fresh instance after one
//! has died, while callbacks of the dead one are still held by promises: if these shared variables with the new
//! instance, they would call into it with addresses of the old. So each instance gets variables of its own, and its
//! exports pass the guard. `glue.js` is what is the same for each, with places for what wasm-bindgen writes for ours:
//! the imports, and the functions that have a text to hand over. Loading is the JavaScript half's.

use anyhow::{Context, Result, bail};
use walrus::{Export, ExportId, Module};

/// The factory; what wasm-bindgen writes goes in place of `FUNCTIONS`, `NAMES` and `IMPORTS`, and calls the functions of its
/// own names.
const FACTORY: &str = include_str!("glue.js");

/// What wasm-bindgen writes for an import that gives a text, or may give none.
const TEXTS: [(&str, &str); 2] = [
    ("const", "passStringToWasm0(ret, wasm.malloc, wasm.realloc)"),
    ("var", "isLikeNone(ret) ? 0 : passStringToWasm0(ret, wasm.malloc, wasm.realloc)"),
];

/// The glue as `export function glue(guard)`.
pub fn factory(generated: &str) -> Result<String> {
    let (exports, rest) = cut(generated, "function __wbg_get_imports() {\n")?;
    let (_, rest) = cut(rest, "    const import0 = {\n        __proto__: null,\n")?;
    let (imports, _) = cut(rest, "    };\n    return {\n")?;
    let functions = functions(exports)?;
    let names: Vec<&str> = functions.iter().map(|(name, _)| *name).collect();
    let functions: String = functions.iter().map(|(_, function)| function.as_str()).collect();
    let glue = replace_once(FACTORY, "  FUNCTIONS\n", &functions)?;
    let glue = replace_once(&glue, "NAMES", &names.join(", "))?;
    let imports = returning_texts(imports);
    if imports.contains("getDataViewMemory0") || imports.contains("isLikeNone") {
        bail!("wasm-bindgen's glue gives something that is no text");
    }
    replace_once(&glue, "    IMPORTS\n", &imports)
}

/// The functions that do more than call the module's own of that name with what they are given.
fn functions(exports: &str) -> Result<Vec<(&str, String)>> {
    let mut functions = Vec::new();
    let mut parts = exports.split("\nexport ");
    if parts.next().is_some_and(|head| head.starts_with("import ")) {
        bail!("wasm-bindgen's glue imports something");
    }
    for part in parts {
        let function =
            part.strip_prefix("function ").context("wasm-bindgen's glue exports something that is no function")?;
        let (function, _) = cut(function, "\n}\n")?;
        let (signature, body) = cut(function, " {\n")?;
        let (name, _) = cut(signature, "(")?;
        if body != format!("    wasm.{signature};") {
            let body = converted_there(body).replace(", wasm.malloc, wasm.realloc)", ")");
            functions.push((name, format!("function {signature} {{\n{body}\n}}\n")));
        }
    }
    Ok(functions)
}

/// Without what makes numbers of arguments: WebAssembly does so itself.
fn converted_there(body: &str) -> String {
    let mut converted = body.to_owned();
    for line in body.lines() {
        let conversion = line.trim().strip_prefix("const ").and_then(|line| line.strip_suffix(';')?.split_once(" = +"));
        if let Some((value, argument)) = conversion {
            converted = converted.replace(&format!("{line}\n"), "").replace(value, argument);
        }
    }
    converted
}

/// With one call where a text is given.
fn returning_texts(imports: &str) -> String {
    TEXTS.iter().fold(imports.to_owned(), |imports, (variable, pass)| {
        let spelt_out = format!(
            "            {variable} ptr1 = {pass};
            {variable} len1 = WASM_VECTOR_LEN;
            getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);
            getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);
"
        );
        imports.replace(&spelt_out, "            returnString(arg0, ret);\n")
    })
}

/// Shortens the names of imports and exports, in the glue and in the module: `__wbg_send_fd3f58c3652e1fe7` becomes `send`.
/// Hashes tell crates apart and do not compress; here is one crate, and names that clash are an error. Exports that only
/// other crates' glue would use fall away.
pub fn shorten_names(glue: &str, module: &mut Module) -> Result<String> {
    let mut glue = glue.replace("wasm.__wbindgen_", "wasm.");
    let mut names = Vec::new();
    for import in module.imports.iter_mut() {
        let name = short_name(&import.name).to_owned();
        glue = glue.replace(&format!(" {}: function(", import.name), &format!(" {name}("));
        if names.contains(&name) {
            bail!("two imports would have the name {name}");
        }
        import.module = "js".into();
        import.name.clone_from(&name);
        names.push(name);
    }
    let internal: Vec<ExportId> =
        module.exports.iter().filter(|export| export.name.starts_with("__")).map(Export::id).collect();
    for id in internal {
        let export = module.exports.get_mut(id);
        export.name = short_name(&export.name).to_owned();
        if !glue.contains(&format!("wasm.{}", export.name)) {
            module.exports.delete(id);
        }
    }
    Ok(glue)
}

fn short_name(name: &str) -> &str {
    let hashed = name.strip_prefix("__wbg_").and_then(|name| name.rsplit_once('_'));
    match hashed {
        Some((short, hash)) if hash.len() == 16 => short,
        _ => name.trim_start_matches("__wbindgen_"),
    }
}

fn cut<'a>(text: &'a str, at: &str) -> Result<(&'a str, &'a str)> {
    text.split_once(at).with_context(|| format!("wasm-bindgen's glue does not have `{at}`; has its version changed?"))
}

fn replace_once(text: &str, from: &str, to: &str) -> Result<String> {
    if text.matches(from).count() != 1 {
        bail!("glue.js does not have `{from}` once");
    }
    Ok(text.replacen(from, to, 1))
}
