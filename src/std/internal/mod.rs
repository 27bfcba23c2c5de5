//! Packages that only the library itself imports.

pub mod core;
pub mod digest;
pub mod repl;
pub mod stdio;
pub mod synctest;
