//! Makes a factory of the glue that wasm-bindgen writes for `--target web`.
//!
//! As generated, the glue is a module with one instance in its variables. Ours has to start a fresh instance after one
//! has died, while callbacks of the dead one are still held by promises: if these shared variables with the new
//! instance, they would call into it with addresses of the old. So each instance gets variables of its own, and its
//! exports pass the guard. Loading is the JavaScript half's, and falls away.

use anyhow::{Context, Result, bail};
use walrus::Module;

/// The glue as `export function glue(guard)`, which gives the imports of an instance, `finish` for when there is one,
/// which gives its guarded exports, and the functions that do more than call one of these.
pub fn factory(generated: &str) -> Result<String> {
    let (imports, body) = split_imports(generated);
    let body = cut_loading(body)?;
    let body = replace_once(&body, "wasm = instance.exports;", "wasm = guard(instance.exports);")?;
    let body = cut_block(&body, "    if (realloc === undefined) {\n", "\n    }\n\n")?;
    let body = without_catches(&body)?;
    let body = without_arguments(&body)?;
    let body = without_pass_through(&body);
    let names: Vec<&str> = body.lines().filter_map(exported_name).collect();
    if names.is_empty() {
        bail!("wasm-bindgen's glue exports no function");
    }
    let body =
        body.replace("\nexport function ", "\nfunction ").replace("\nexport async function ", "\nasync function ");
    if body.contains("\nexport ") {
        bail!("wasm-bindgen's glue exports something that is not a function");
    }
    Ok(format!(
        "// Written by wasm-bindgen, made a factory by `cargo xtask build`.\n{imports}\n\
         export function glue(guard) {{\n{}\n\
         return {{ imports: __wbg_get_imports(), finish: __wbg_finalize_init, {} }};\n}}\n",
        body.trim(),
        names.join(", ")
    ))
}

/// Takes the hashes out of the imports' names, in the glue and in the module: `__wbg_send_fd3f58c3652e1fe7` becomes
/// `send`. Hashes tell crates apart and do not compress; here is one crate, and names that clash are an error.
pub fn shorten_names(glue: &str, module: &mut Module) -> Result<String> {
    let mut glue = replace_once(glue, "\"./x_mutes_bg.js\": import0", "js: import0")?;
    let mut names = Vec::new();
    for import in module.imports.iter_mut() {
        let name = short_name(&import.name).to_owned();
        glue = glue.replace(&format!(" {}: function", import.name), &format!(" {name}: function"));
        if names.contains(&name) {
            bail!("two imports would have the name {name}");
        }
        import.module = "js".into();
        import.name.clone_from(&name);
        names.push(name);
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

/// The imports of our own modules, which lie beside the glue in the package, and the rest.
fn split_imports(generated: &str) -> (String, &str) {
    let mut imports = String::new();
    let mut rest = generated;
    while let Some((line, tail)) = rest.split_once('\n') {
        if let Some((names, path)) = line.strip_prefix("import ").and_then(|line| line.split_once(" from ")) {
            let file = path.trim_matches(['\'', '"', ';']).rsplit('/').next().unwrap_or_default();
            imports.push_str(&format!("import {names} from \"./{file}\";\n"));
        } else if !line.trim().is_empty() {
            break;
        }
        rest = tail;
    }
    (imports, rest)
}

/// Everything from `__wbg_load` on loads the module.
fn cut_loading(body: &str) -> Result<String> {
    let (kept, _) = body
        .split_once("\nasync function __wbg_load(")
        .context("wasm-bindgen's glue has no __wbg_load; has its version changed?")?;
    let kept =
        replace_once(kept, "function __wbg_finalize_init(instance, module)", "function __wbg_finalize_init(instance)")?;
    let kept = replace_once(&kept, "\n    wasmModule = module;", "")?;
    let kept = replace_once(&kept, "\n    wasmInstance = instance;", "")?;
    replace_once(&kept, "let wasmModule, wasmInstance, wasm;", "let wasm;")
}

/// Without the block that `start` begins and the next `end` ends: it is for modules that cannot reallocate.
fn cut_block(text: &str, start: &str, end: &str) -> Result<String> {
    let (head, rest) = text.split_once(start).context("wasm-bindgen's glue has changed: a block is not there")?;
    let (_, tail) = rest.split_once(end).context("wasm-bindgen's glue has changed: a block does not end")?;
    Ok([head, tail].concat())
}

/// Without the blocks that free the texts given so far when there is no memory for the next: the instance is dead then.
fn without_catches(body: &str) -> Result<String> {
    let mut body = body.to_owned();
    while body.contains("    } catch (e) {\n") {
        body = cut_block(&body, "    } catch (e) {\n", "        throw e;\n    }\n")?;
        body = body.replacen("    try {\n", "", 1);
    }
    Ok(body)
}

/// Strings are always allocated by the same two functions: the one that passes them need not be told.
fn without_arguments(body: &str) -> Result<String> {
    let body = replace_once(body, "passStringToWasm0(arg, malloc, realloc)", "passStringToWasm0(arg)")?;
    let body = body.replace(", wasm.__wbindgen_malloc, wasm.__wbindgen_realloc)", ")");
    Ok(body.replace(" malloc(", " wasm.__wbindgen_malloc(").replace(" realloc(", " wasm.__wbindgen_realloc("))
}

/// Without the functions that only call the module's own of that name with what they are given.
fn without_pass_through(body: &str) -> String {
    let mut kept = body.to_owned();
    for line in body.lines().filter(|line| exported_name(line).is_some()) {
        let call = line.trim_start_matches("export function ").trim_end_matches(" {");
        kept = kept.replace(&format!("{line}\n    wasm.{call};\n}}\n"), "");
    }
    kept
}

fn exported_name(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("export ")?;
    rest.trim_start_matches("async ").strip_prefix("function ")?.split('(').next()
}

fn replace_once(text: &str, from: &str, to: &str) -> Result<String> {
    if text.matches(from).count() != 1 {
        bail!("wasm-bindgen's glue does not have `{from}` once; has its version changed?");
    }
    Ok(text.replacen(from, to, 1))
}
