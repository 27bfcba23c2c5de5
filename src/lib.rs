//! gorun runs Go programs from source. See docs/ARCHITECTURE.md for the map.

pub mod bytecode;
pub mod cli;
pub mod compile;
pub mod driver;
pub mod format;
pub mod heap;
pub mod observe;
pub mod race;
pub mod repl;
pub mod runtime;
pub mod sched;
pub mod source;
pub mod std;
pub mod types;
pub mod vet;
pub mod vm;
