//! Packs the library's Go files, for those that lie in the binary so (`src/std/go_text.rs`, decision 033), and says how the command is linked:
//!
//! * At fixed addresses: the pages that a position-independent executable relocates when it starts cost a tenth of the
//!   time that a small program takes. The code, and with it the allocator's memory behind the data, lies at 1 GB: below, Go programs have
//!   their variables (`heap::memory`).
//! * What programs need lies side by side, in the order of `linker/order.txt` (`cargo run -p xtask -- order`): of a file the system
//!   maps sixteen pages where one is touched, so functions scattered over nine megabytes took four of memory, and time for coming in. Each begins a line of the cache: how handlers lay across lines made loops
//!   of a few instructions up to a fifth slower or faster from one build to the next.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

const ORDER: &str = "linker/order.txt";
const LIBRARY: &str = "src/std";

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed={ORDER}");
    println!("cargo:rerun-if-changed={LIBRARY}");
    let packed = Path::new(&env::var_os("OUT_DIR").expect("set by cargo")).join("std");
    pack(Path::new(LIBRARY), &packed).expect("packing the library's Go files");
    let target = |name: &str| env::var(format!("CARGO_CFG_TARGET_{name}")).unwrap_or_default();
    if (target("OS"), target("ENV"), target("ARCH"))
        != ("linux".into(), "gnu".into(), "x86_64".into())
    {
        return;
    }
    println!("cargo:rustc-link-arg-bins=-no-pie");
    println!("cargo:rustc-link-arg-bins=-Wl,-Ttext=0x40000000");
    // Unoptimised functions are others. lld and GNU ld read such scripts, mold does not.
    let optimised = env::var("OPT_LEVEL").is_ok_and(|level| level == "3");
    let mold = env::var("CARGO_ENCODED_RUSTFLAGS").is_ok_and(|flags| flags.contains("mold"));
    if optimised
        && !mold
        && let Some(script) = write_script()
    {
        println!(
            "cargo:rustc-link-arg-bins=-Wl,--script={}",
            script.display()
        );
    }
}

/// A linker script that adds to the usual layout: the listed functions, behind the others. None: without it the command is as good, only larger in memory.
fn write_script() -> Option<PathBuf> {
    let list = fs::read_to_string(ORDER).ok()?;
    let names = list.lines().filter(|line| !line.starts_with('#'));
    // Every function is a section of its own, which has its name; those marked cold another prefix.
    let lines: String = names
        .map(|name| format!("*(.text.{name}* .text.unlikely.{name}*)\n"))
        .collect();
    let path = Path::new(&env::var_os("OUT_DIR")?).join("order.ld");
    let script = format!(
        "SECTIONS {{\n.text.ordered : SUBALIGN(64) {{\n{lines}}}\n}} INSERT AFTER .text;\n"
    );
    fs::write(&path, script).ok()?;
    Some(path)
}

/// Writes each Go file of a folder packed: four bytes for its length, the lowest first, then the deflated text. What is as it was stays untouched:
/// then nothing needs compiling anew because of it.
fn pack(folder: &Path, packed: &Path) -> io::Result<()> {
    const BEST: u8 = 9;
    fs::create_dir_all(packed)?;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default();
        if path.is_dir() {
            pack(&path, &packed.join(name))?;
        } else if path.extension().is_some_and(|ending| ending == "go") {
            let text = fs::read(&path)?;
            let mut bytes = (text.len() as u32).to_le_bytes().to_vec();
            bytes.extend(miniz_oxide::deflate::compress_to_vec(&text, BEST));
            let to = packed.join(name).with_added_extension("deflate");
            if fs::read(&to).ok().as_ref() != Some(&bytes) {
                fs::write(to, bytes)?;
            }
        }
    }
    Ok(())
}
