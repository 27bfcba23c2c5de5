//! The REPL: reads entries, hands them to a session of the driver, shows what comes of them. On a terminal with line
//! editing; otherwise it reads a script. It must never end because of an entry, but for os.Exit in a script.

mod run;
mod scan;
mod script;
mod split;

use std::io::IsTerminal;

use crate::driver::Failure;

/// Runs the REPL to its end: the exit code.
pub fn main(args: Vec<String>) -> Result<i32, Failure> {
    let _ = std::io::stdin().is_terminal();
    script::run(args)
}
