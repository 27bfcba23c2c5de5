//! What the grammar's actions do: each production of `go.lalrpop` calls one function here.
//!
//! They build tree nodes, and note what the grammar accepts although Go does not: then gc has something to say, but goes
//! on to check types. `diagnose` finds the words.

pub mod decl;
pub mod expr;
pub mod params;
pub mod stmt;
pub mod types;
