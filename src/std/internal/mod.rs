//! Packages that only the library itself imports.

pub mod core;
pub mod digest;
pub mod glob;
pub mod http2;
pub mod race;
pub mod repl;
pub mod stdio;
pub mod synctest;
