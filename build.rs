//! Links the command at fixed addresses: the pages that a position-independent executable relocates when it starts cost a tenth of the
//! time that a small program takes. The code, and with it the allocator's memory behind the data, lies at 1 GB: below, Go programs have
//! their variables (`heap::memory`).

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let target = |name: &str| std::env::var(format!("CARGO_CFG_TARGET_{name}")).unwrap_or_default();
    if (target("OS"), target("ENV"), target("ARCH"))
        == ("linux".into(), "gnu".into(), "x86_64".into())
    {
        println!("cargo:rustc-link-arg-bins=-no-pie");
        println!("cargo:rustc-link-arg-bins=-Wl,-Ttext=0x40000000");
    }
}
