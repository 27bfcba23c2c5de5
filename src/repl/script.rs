//! Without a terminal: entries from standard input, one after the other, as if they had been typed. The first error does
//! not end the script, but the exit code tells of it.

use std::io::BufRead;

use super::run::{self, Came};
use super::scan;
use crate::driver::Failure;
use crate::driver::session::Session;
use crate::source::ReportStyle;

pub fn run(args: Vec<String>) -> Result<i32, Failure> {
    let mut session = Session::start(args, ReportStyle::default())?;
    let mut say = |text: &str| eprintln!("{text}");
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
            if scan::is_incomplete(&entry) {
                continue;
            }
        }
        match run::entry(&mut session, &std::mem::take(&mut entry), None, &mut say) {
            Came::Well => {}
            Came::Failed => code = 1,
            Came::Exit(code) => return Ok(code),
        }
        if line.is_none() {
            return Ok(code);
        }
    }
}
