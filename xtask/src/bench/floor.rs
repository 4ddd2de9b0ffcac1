//! Builds `benches/floor` with the same settings as the package, and with wasm-bindgen's own glue.

use std::path::Path;
use std::process::Command;

use anyhow::Result;
use wasm_bindgen_cli_support::Bindgen;

use crate::tools;

/// Where it goes.
pub const FOLDER: &str = "target/bench/floor";

const WASM: &str = "target/wasm32-unknown-unknown/release/floor.wasm";

/// Makes the module and its glue.
pub fn build() -> Result<()> {
    println!("building {FOLDER}/");
    let build = ["build", "--quiet", "--package=floor", "--release", "--target=wasm32-unknown-unknown"];
    tools::run(Command::new("cargo").args(build))?;
    Bindgen::new()
        .input_path(WASM)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(FOLDER)?;
    let wasm = Path::new(FOLDER).join("floor_bg.wasm");
    let optimise = ["xtask/node_modules/binaryen/bin/wasm-opt", "-Oz", "--converge", "--strip-debug", "-o"];
    tools::run(Command::new("node").args(optimise).arg(&wasm).arg(&wasm))
}
