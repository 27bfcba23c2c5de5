//! How the command is linked.
//!
//! * At fixed addresses: the pages that a position-independent executable relocates when it starts cost a tenth of the
//!   time that a small program takes. The code, and with it the allocator's memory behind the data, lies at 1 GB: below, Go programs have
//!   their variables (`heap::memory`).
//! * What programs need lies side by side, in the order of `linker/order.txt` (`cargo run -p xtask -- order`): of a file the system
//!   maps sixteen pages where one is touched, so functions scattered over nine megabytes took four of memory, and time for coming in.

use std::env;
use std::path::{Path, PathBuf};

const ORDER: &str = "linker/order.txt";

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed={ORDER}");
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
    let list = std::fs::read_to_string(ORDER).ok()?;
    let names = list.lines().filter(|line| !line.starts_with('#'));
    // Every function is a section of its own, which has its name; those marked cold another prefix.
    let lines: String = names
        .map(|name| format!("*(.text.{name}* .text.unlikely.{name}*)\n"))
        .collect();
    let path = Path::new(&env::var_os("OUT_DIR")?).join("order.ld");
    let script = format!("SECTIONS {{\n.text.ordered : {{\n{lines}}}\n}} INSERT AFTER .text;\n");
    std::fs::write(&path, script).ok()?;
    Some(path)
}
