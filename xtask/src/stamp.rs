//! A stamp in the module and in the scripts, by which they know each other: those of two builds do not fit.

use sha2::{Digest, Sha256};
use walrus::{Module, RawCustomSection};

/// The name of the module's custom section that has it; src/js/load.js looks there.
const SECTION: &str = "x-mutes";

/// How many bytes of the hash it has: it tells builds apart and is no secret.
const BYTES: usize = 4;

/// Writes the stamp into both halves; gives the scripts' one with it.
pub fn stamp(module: &mut Module, wasm: &[u8], glue: &str) -> String {
    let stamp = of(env!("CARGO_PKG_VERSION"), &[wasm, glue.as_bytes()]);
    module.customs.add(RawCustomSection { name: SECTION.into(), data: stamp.clone().into_bytes() });
    format!("{glue}\n/** Of this build; the module has it, too. */\nexport const STAMP = \"{stamp}\";\n")
}

/// The version, for people, and a hash.
fn of(version: &str, halves: &[&[u8]]) -> String {
    let hash = halves.iter().fold(Sha256::new(), |hash, half| hash.chain_update(half)).finalize();
    let digits: String = hash.iter().take(BYTES).map(|byte| format!("{byte:02x}")).collect();
    format!("{version}-{digits}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_either_half_or_of_the_version_makes_another_stamp() {
        let first = of("1.0.0", &[b"wasm", b"glue"]);
        assert_eq!(first, of("1.0.0", &[b"wasm", b"glue"]));
        for other in
            [of("1.0.1", &[b"wasm", b"glue"]), of("1.0.0", &[b"Wasm", b"glue"]), of("1.0.0", &[b"wasm", b"Glue"])]
        {
            assert_ne!(first, other);
        }
    }

    #[test]
    fn both_halves_have_the_same_stamp() {
        let mut module = Module::default();
        let glue = stamp(&mut module, b"wasm", "glue");
        let (_, section) = module.customs.iter().find(|(_, section)| section.name() == SECTION).unwrap();
        let in_module = String::from_utf8(section.data(&Default::default()).into_owned()).unwrap();
        assert!(glue.ends_with(&format!("export const STAMP = \"{in_module}\";\n")), "{glue} {in_module}");
    }
}
