//! Without a terminal: entries from standard input, one after the other, as if they had been typed. An error does not end
//! the script, but the exit code tells of it.

use std::io::BufRead;

use super::scan;
use super::shell::{Next, Shell};
use crate::driver::Failure;
use crate::source::ReportStyle;

pub fn run(args: Vec<String>) -> Result<i32, Failure> {
    let mut shell = Shell::start(args, ReportStyle::default(), |text| eprintln!("{text}"))?;
    let mut entry = String::new();
    let mut code = 0;
    let mut lines = std::io::stdin().lock().lines();
    loop {
        let line = match lines.next() {
            Some(Ok(line)) => Some(line),
            Some(Err(e)) => return Err(Failure::new(format!("reading standard input: {e}"))),
            None => None,
        };
        if let Some(line) = &line {
            entry.push_str(line);
            entry.push('\n');
            if !entry.trim_start().starts_with(':') && scan::is_incomplete(&entry) {
                continue;
            }
        }
        match shell.enter(&std::mem::take(&mut entry)) {
            Next::Well => {}
            Next::Failed => code = 1,
            Next::Exit(code) => return Ok(code),
            Next::Quit => return Ok(code),
        }
        if line.is_none() {
            return Ok(code);
        }
    }
}
