//! Commands, and what has to be installed before they can run.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// The root of the checkout.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).to_path_buf()
}

/// Runs a command; its output goes where ours goes.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("{} cannot be started", shown(command)))?;
    if status.success() { Ok(()) } else { bail!("{} failed ({status})", shown(command)) }
}

/// What a command prints.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command.stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        bail!("{} failed ({})", shown(command), output.status);
    }
    Ok(String::from_utf8(output.stdout)?)
}

fn shown(command: &Command) -> String {
    let args = command.get_args().map(|arg| arg.to_string_lossy().into_owned());
    let program = command.get_program().to_string_lossy().into_owned();
    std::iter::once(program).chain(args).collect::<Vec<_>>().join(" ")
}

/// Rust's compiler for WebAssembly.
pub fn wasm_target() -> Result<()> {
    let sysroot = output(Command::new("rustc").args(["--print", "sysroot"]))?;
    if Path::new(sysroot.trim()).join("lib/rustlib/wasm32-unknown-unknown").exists() {
        return Ok(());
    }
    println!("installing Rust's target wasm32-unknown-unknown (some seconds)");
    run(Command::new("rustup").args(["target", "add", "wasm32-unknown-unknown"])).context(
        "Without rustup, on Debian: apt-get install rustc-web cargo-web rust-web-src lld, then run this with \
         RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=wasm-ld and \
         -Zbuild-std=std,panic_abort",
    )
}

/// Node 20 or later.
pub fn node() -> Result<()> {
    let version = output(Command::new("node").arg("--version"))
        .context("Node.js 20 or later is needed: https://nodejs.org, or on Debian: apt-get install nodejs npm")?;
    let major = version.trim().trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    match major {
        Some(20..) => Ok(()),
        _ => bail!("Node.js 20 or later is needed; this is {}", version.trim()),
    }
}

/// The packages that a folder's package-lock.json names.
pub fn npm_packages(folder: &str) -> Result<()> {
    node()?;
    let lock = Path::new(folder).join("package-lock.json");
    let installed = Path::new(folder).join("node_modules/.package-lock.json");
    let modified = |path: &Path| path.metadata().and_then(|meta| meta.modified()).ok();
    if modified(&installed) > modified(&lock) {
        return Ok(());
    }
    println!("installing the npm packages of {folder}/ (some seconds)");
    run(Command::new("npm").args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(folder))
}

/// Debian's packages of these names, each known by a file that it brings.
pub fn debian_packages(wanted: &[(&str, &str)]) -> Result<()> {
    let missing: Vec<&str> =
        wanted.iter().filter(|(_, file)| !Path::new(file).exists()).map(|(package, _)| *package).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let command = format!("apt-get install -y --no-install-recommends {}", missing.join(" "));
    let apt = |args: &[&str]| run(Command::new("apt-get").args(args).env("DEBIAN_FRONTEND", "noninteractive"));
    println!("installing Debian's packages {} (about a minute)", missing.join(", "));
    apt(&["update", "-qq"])
        .and_then(|()| apt(&[&["install", "-y", "-qq", "--no-install-recommends"], missing.as_slice()].concat()))
        .with_context(|| format!("they cannot be installed from here; as root, run: {command}"))
}

/// Tools are built once and run for seconds. Their own profiles take 11 minutes for cargo-deny, in place of 2.
const FAST_TO_COMPILE: [(&str, &str); 3] = [
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
];

/// Where Cargo keeps what it has fetched; empty where there is no home directory.
pub fn cargo_home() -> PathBuf {
    let told = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    told.or_else(|| Some(std::env::home_dir()?.join(".cargo"))).unwrap_or_default()
}

/// A program from crates.io, built once and kept outside of the checkout. Returns where it is.
pub fn cargo_program(name: &str, version: &str, about: &str) -> Result<PathBuf> {
    let cache = std::env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(std::env::home_dir()?.join(".cache")))
        .context("there is no home directory to keep tools in")?;
    let folder = cache.join(format!("x-mutes/{name}-{version}"));
    let program = folder.join("bin").join(name);
    if !program.exists() {
        println!("building {name} {version} ({about})");
        let folder = folder.to_string_lossy();
        let install = ["install", name, "--version", version, "--locked", "--quiet", "--root", &folder];
        run(Command::new("cargo").args(install).envs(FAST_TO_COMPILE))?;
    }
    Ok(program)
}
