//! The exported names of Go's library, from the real Go, for src/driver/go_api.txt.

use std::fs;
use std::process::Command;

use crate::oracle;

pub fn api() {
    let go = oracle::go();
    let root = oracle::root();
    let out = Command::new(&go)
        .arg("run")
        .arg(root.join("xtask/api.go"))
        .arg(&go)
        .env("CGO_ENABLED", "0")
        .output()
        .unwrap();
    if !out.status.success() {
        eprint!("{}", String::from_utf8_lossy(&out.stderr));
        std::process::exit(1);
    }
    fs::write(root.join("src/driver/go_api.txt"), out.stdout).unwrap();
}
