//! Random Go programs: well-typed, deterministic, sure to end. What the real Go prints for one, gorun must print too.
//!
//! [`program`] writes the program of a seed. `random-programs --help` lists what the command does with them; the
//! folder's README says how the work is done.

pub mod caps;
pub mod compare;
mod decl;
mod ending;
mod expr;
mod generator;
mod helpers;
pub mod oracle;
mod print;
mod program;
pub mod reduce;
mod rng;
pub mod run;
mod scenario;
mod stmt;
mod ty;

pub use program::program;
