//! `cargo xtask test`: every test, in lanes that can also be run one by one.

mod browsers;
mod lanes;
pub mod setup;

use std::time::Instant;

use anyhow::{Result, bail};

use lanes::LANES;

/// Runs the lanes named, or all of them, and says how each ended. Goes on after a failure: all that is wrong is shown.
pub async fn run(names: &[&str]) -> Result<()> {
    if let Some(unknown) = names.iter().find(|name| !LANES.iter().any(|lane| lane.name == **name)) {
        let known: Vec<&str> = LANES.iter().map(|lane| lane.name).collect();
        bail!("there is no lane {unknown}; there are {}", known.join(", "));
    }
    let chosen: Vec<_> = LANES.iter().filter(|lane| names.is_empty() || names.contains(&lane.name)).collect();
    println!("cargo xtask test installs what it needs, then runs every test; the first time takes about 30 minutes");
    let bench = setup::prepare(chosen.iter().any(|lane| lane.needs_browsers)).await?;
    let mut rows = Vec::new();
    for lane in chosen {
        println!("\n── {}: {}", lane.name, lane.about);
        let start = Instant::now();
        let outcome = (lane.run)(&bench);
        if let Err(error) = &outcome {
            eprintln!("{error:#}");
        }
        rows.push((lane.name, outcome.is_ok(), start.elapsed().as_secs()));
    }
    summarise(&rows)
}

fn summarise(rows: &[(&str, bool, u64)]) -> Result<()> {
    println!();
    for (name, passed, seconds) in rows {
        println!("{:<10} {:<6} {seconds:>4} s", name, if *passed { "passed" } else { "FAILED" });
    }
    let passed = rows.iter().filter(|(_, passed, _)| *passed).count();
    let failed = rows.len() - passed;
    println!("\nlanes: {passed} passed, {failed} failed");
    if failed > 0 { bail!("{failed} of {} lanes failed", rows.len()) } else { Ok(()) }
}
