//! The names of Go's library, from the real Go: src/driver/go_api.txt has those that are exported, src/types/go_hidden.txt
//! those that gc knows of beside them, src/types/go_members.txt the fields and methods of exported types that are not
//! exported, src/types/go_imports.txt what imports what, src/types/go_type_params.txt where type parameters are declared, src/vet/go_since.txt
//! what came with which release.

use std::fs;
use std::process::Command;

use crate::oracle;

pub fn api() {
    write("api.go", "driver/go_api.txt");
    write("hidden.go", "types/go_hidden.txt");
    write("members.go", "types/go_members.txt");
    write("type_params.go", "types/go_type_params.txt");
    write("imports.go", "types/go_imports.txt");
    write("since.go", "vet/go_since.txt");
    write("locks.go", "vet/go_locks.txt");
}

/// Runs one of the Go programs beside the sources of xtask.
fn write(program: &str, list: &str) {
    let go = oracle::go();
    let root = oracle::root();
    let out = Command::new(&go)
        .arg("run")
        .arg(root.join("xtask").join(program))
        .arg(&go)
        .env("CGO_ENABLED", "0")
        .output()
        .unwrap();
    if !out.status.success() {
        eprint!("{}", String::from_utf8_lossy(&out.stderr));
        std::process::exit(1);
    }
    fs::write(root.join("src").join(list), out.stdout).unwrap();
}
