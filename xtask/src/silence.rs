//! Takes the words out of panics.
//!
//! A panic in this module is a trap, whatever it would have said: nobody is there to print it. But the standard library
//! formats a message first, and that formatting, its tables and the names of its source files are a sixth of what would
//! be published. So functions that are only reached by a panic trap at once, and the texts that only they read become
//! zeros, as do the places in source files that they are told.

use anyhow::{Result, ensure};
use rustc_demangle::demangle;
use walrus::ir::Value;
use walrus::{ConstExpr, DataId, DataKind, FunctionBuilder, FunctionId, FunctionKind, LocalFunction, Module};

use crate::tools;

/// What the names of such functions have in them. The library itself formats nothing: `core::fmt` is there for panics.
const FUNCTIONS: [&str; 11] = [
    "core::fmt::",
    "core::panicking::",
    "std::panicking::",
    "core::cell::panic_",
    "handle_error",
    "handle_alloc_error",
    "slice_error_fail",
    "slice_index_fail",
    "panic_access_error",
    "unwrap_failed",
    "__rust_start_panic",
];

/// How such texts begin and end.
const TEXTS: [(&str, &str); 8] = [
    ("/rustc/", ".rs"),
    ("src/", ".rs"),
    ("cannot access a Thread Local Storage", "destruction: "),
    ("slice index starts at ", "when slicing"),
    ("RefCell already ", "borrowed"),
    ("`async fn` resumed ", "completion"),
    ("00010203040506070809", "9899"),
    ("capacity overflow", ""),
];

/// How many bytes a place in a source file takes.
const LOCATION: usize = 16;

/// Silences the panics of a module that still has its names.
pub fn silence(module: &mut Module) -> Result<()> {
    let named = module.funcs.iter_local().filter_map(|(id, _)| Some((id, module.funcs.get(id).name.as_deref()?)));
    let panicking: Vec<FunctionId> = named.filter(|(_, name)| is_for_panics(name)).map(|(id, _)| id).collect();
    ensure!(!panicking.is_empty(), "the module has no function that panics: have their names changed?");
    for id in panicking {
        let body = trap(module, id);
        module.funcs.get_mut(id).kind = FunctionKind::Local(body);
    }
    // Where the sources of other crates are, as their panics would tell it.
    let registry = tools::cargo_home().join("registry/").to_string_lossy().into_owned();
    let data: Vec<DataId> = module.data.iter().map(|data| data.id()).collect();
    for id in data {
        let data = module.data.get_mut(id);
        let DataKind::Active { offset: ConstExpr::Value(Value::I32(address)), .. } = data.kind else { continue };
        for (start, end) in [(registry.as_str(), ".rs")].into_iter().chain(TEXTS) {
            blank(&mut data.value, start.as_bytes(), end.as_bytes(), address);
        }
    }
    Ok(())
}

fn is_for_panics(mangled: &str) -> bool {
    let name = format!("{:#}", demangle(mangled));
    !name.contains("x_mutes::") && FUNCTIONS.iter().any(|part| name.contains(part))
}

/// A body of the function's type that traps.
fn trap(module: &mut Module, id: FunctionId) -> LocalFunction {
    let ty = module.types.get(module.funcs.get(id).ty());
    let (params, results) = (ty.params().to_vec(), ty.results().to_vec());
    let mut builder = FunctionBuilder::new(&mut module.types, &params, &results);
    builder.func_body().unreachable();
    let args = params.iter().map(|param| module.locals.add(*param)).collect();
    builder.local_func(args)
}

/// Zeros wherever there is `start`, up to the next `end`, and what points there.
fn blank(bytes: &mut [u8], start: &[u8], end: &[u8], address: i32) {
    let mut from = 0;
    while let Some(at) = find(bytes, start, from) {
        let Some(end_at) = find(bytes, end, at + start.len()) else { return };
        from = end_at + end.len();
        bytes.iter_mut().take(from).skip(at).for_each(|byte| *byte = 0);
        blank_locations(bytes, address.wrapping_add(at as i32));
    }
}

/// Zeros each `core::panic::Location` in this file: the address of its name, the name's length, a line and a column.
fn blank_locations(bytes: &mut [u8], file: i32) {
    let mut from = 0;
    while let Some(at) = find(bytes, &file.to_le_bytes(), from) {
        from = at + LOCATION;
        bytes.iter_mut().take(from).skip(at).for_each(|byte| *byte = 0);
    }
}

/// Where `wanted` is, at `from` or later.
fn find(bytes: &[u8], wanted: &[u8], from: usize) -> Option<usize> {
    (from..bytes.len()).find(|at| bytes.get(*at..).is_some_and(|rest| rest.starts_with(wanted)))
}
