//! The command line: what a user types, turned into calls of the driver. Prints and exits; computes nothing.

mod args;
mod build_flags;
mod commands;
mod compare;
mod fmt;
mod manual;
mod settle;
mod test_args;

use std::io::IsTerminal;

use clap::Parser;

use args::{Cli, Command};
pub use settle::prepare;

use crate::driver::{Description, Restarted};

/// Runs the command line and gives the exit code.
pub fn main(arguments: Vec<String>) -> i32 {
    let restarted = match Restarted::from_command_line(&arguments) {
        Ok(restarted) => restarted,
        Err(failure) => {
            eprintln!("{}", failure.0);
            return 1;
        }
    };
    let (arguments, again) = match &restarted {
        Some(restarted) => {
            let words = std::iter::once(&arguments[0]).chain(&restarted.description.words);
            (words.cloned().collect(), restarted.description.clone())
        }
        None => {
            let again = Description::here(arguments.iter().skip(1).cloned().collect());
            (arguments, again)
        }
    };
    let arguments = match args::with_default_command(arguments) {
        Ok(arguments) => arguments,
        Err(failure) => {
            eprintln!("{}", failure.0);
            return 1;
        }
    };
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return if error.use_stderr() { 1 } else { 0 };
        }
    };
    if let Some(dir) = &cli.chdir
        && let Err(error) = std::env::set_current_dir(dir)
    {
        eprintln!(
            "gorun: chdir {dir}: {}",
            crate::driver::os_error_text(&error)
        );
        return 1;
    }
    let outcome = match cli.command {
        Command::Run(run) => commands::run(run, again, restarted),
        Command::Trace(trace) => commands::run(trace.into(), again, restarted),
        Command::Compare(compare) => compare::compare(compare),
        Command::Check(check) => commands::check(check),
        Command::Test(test) => commands::test(test, again, restarted),
        Command::Fmt(fmt) => fmt::fmt(fmt),
        Command::Dis(dis) => commands::dis(dis),
        Command::Repl(repl) => crate::repl::main(repl.args),
        Command::Completions(args::Completions { shell }) => manual::completions(shell),
        Command::Man => manual::page(),
        Command::Version => {
            println!(
                "gorun version {} (language go1.27) linux/{}",
                env!("CARGO_PKG_VERSION"),
                machine()
            );
            Ok(0)
        }
    };
    outcome.unwrap_or_else(|failure| {
        eprintln!("{}", failure.0);
        1
    })
}

fn machine() -> &'static str {
    if cfg!(target_arch = "aarch64") {
        "arm64"
    } else {
        "amd64"
    }
}

/// Excerpts and colour on a terminal, gc's plain text elsewhere.
fn report_style() -> crate::source::ReportStyle {
    let terminal = std::io::stderr().is_terminal();
    let colour = terminal && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
    crate::source::ReportStyle {
        excerpts: terminal,
        colour,
        width: terminal.then(columns).flatten(),
        ..Default::default()
    }
}

/// How wide the terminal of standard error is.
fn columns() -> Option<usize> {
    // SAFETY: plain data; the call fills it in, or fails.
    let size = unsafe {
        let mut size: libc::winsize = std::mem::zeroed();
        (libc::ioctl(2, libc::TIOCGWINSZ, &raw mut size) == 0).then_some(size)
    };
    size.map(|s| usize::from(s.ws_col)).filter(|&w| w > 0)
}
