//! Has a module count its allocations, in a global that it exports.

use anyhow::{Result, ensure};
use rustc_demangle::demangle;
use walrus::ir::{BinaryOp, Value};
use walrus::{ConstExpr, FunctionId, Module, ValType};

/// The name of the global; `benches/inside/memories.js` reads it.
const GLOBAL: &str = "allocations";

/// What all allocations of Rust's go through.
const FUNCTIONS: [&str; 3] = ["__rustc::__rust_alloc", "__rustc::__rust_alloc_zeroed", "__rustc::__rust_realloc"];

/// Makes it count, in a module that still has its names.
pub fn count(module: &mut Module) -> Result<()> {
    let named = module.funcs.iter_local().filter_map(|(id, _)| Some((id, module.funcs.get(id).name.as_deref()?)));
    let allocating: Vec<FunctionId> = named
        .filter(|(_, name)| FUNCTIONS.contains(&format!("{:#}", demangle(name)).as_str()))
        .map(|(id, _)| id)
        .collect();
    ensure!(!allocating.is_empty(), "the module has no function that allocates: have their names changed?");
    let global = module.globals.add_local(ValType::I32, true, false, ConstExpr::Value(Value::I32(0)));
    module.exports.add(GLOBAL, global);
    for id in allocating {
        let body = module.funcs.get_mut(id).kind.unwrap_local_mut().builder_mut();
        body.func_body()
            .global_get_at(0, global)
            .const_at(1, Value::I32(1))
            .binop_at(2, BinaryOp::I32Add)
            .global_set_at(3, global);
    }
    Ok(())
}
