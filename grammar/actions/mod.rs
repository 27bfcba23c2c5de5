//! What the grammar's actions do: each production of `go.lalrpop` calls one function here.
//!
//! They build tree nodes, and report what the grammar accepts although Go does not (because the error message
//! is better that way), in gc's words.

pub mod decl;
pub mod expr;
pub mod params;
pub mod recover;
pub mod stmt;
pub mod types;
