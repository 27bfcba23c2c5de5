//! Running many small processes: the same code as the test runners use.

#[path = "../../tests/harness/process.rs"]
mod shared;

pub use shared::{Ran, in_parallel, run};
