//! Sets `cfg(loom)` for this package alone: as a flag for all it would reach the crates we use as well.

fn main() {
    println!("cargo:rustc-cfg=loom");
    println!("cargo:rerun-if-changed=build.rs");
}
