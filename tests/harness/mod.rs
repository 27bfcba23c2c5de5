//! What the test runners share: running gorun with a time limit, and comparing what came out.

#![allow(dead_code)]

mod normalise;
mod process;
pub mod suite;

use std::path::{Path, PathBuf};

#[allow(unused_imports)]
pub use normalise::normalise;
#[allow(unused_imports)]
pub use process::{Ran, in_parallel, run};

/// The binary under test: `$GORUN_BIN` (a release build, say), else the one that cargo built for this test.
pub fn gorun() -> PathBuf {
    std::env::var_os("GORUN_BIN").map_or_else(|| env!("CARGO_BIN_EXE_gorun").into(), PathBuf::from)
}

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
