//! The REPL: reads entries, hands them to a session of the driver, shows what comes of them. On a terminal with line
//! editing; otherwise it reads a script. It must never end because of an entry, but for os.Exit in a script.

mod assist;
mod output;
mod run;
mod scan;
mod script;
mod shell;
mod split;
mod taken;
mod terminal;

use std::io::IsTerminal;

use crate::driver::Failure;

/// Runs the REPL to its end: the exit code.
pub fn main(args: Vec<String>) -> Result<i32, Failure> {
    let mut all = vec!["repl".to_string()];
    all.extend(args);
    match std::io::stdin().is_terminal() && std::io::stdout().is_terminal() {
        true => terminal::run(all),
        false => script::run(all),
    }
}
