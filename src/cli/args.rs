//! The shape of the command line, for clap.

use clap::{Args, Parser, Subcommand};

/// Runs Go programs at once, without the Go toolchain.
#[derive(Parser, Debug)]
#[command(
    name = "gorun",
    disable_version_flag = true,
    args_conflicts_with_subcommands = false
)]
#[command(after_help = "gorun FILE.go [args] is short for gorun run FILE.go [args].")]
pub struct Cli {
    /// Change to this directory first
    #[arg(short = 'C', value_name = "DIR", global = true)]
    pub chdir: Option<String>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand, Debug)]
pub enum Command {
    /// Run Go files, a directory with package main, a script, or - for standard input
    Run(Run),
    /// Type-check without running
    Check(Check),
    /// Print the bytecode
    Dis(Dis),
    /// Print gorun's version
    Version,
}

#[derive(Args, Debug)]
pub struct Run {
    /// Evaluate statements or an expression; standard packages are imported by themselves
    #[arg(short = 'e', value_name = "CODE")]
    pub eval: Option<String>,
    /// Collect garbage at every safepoint (to test gorun itself)
    #[arg(long, hide = true)]
    pub gc_stress: bool,
    /// Go files, a directory or -, then the program's own arguments
    #[arg(
        trailing_var_arg = true,
        allow_hyphen_values = true,
        value_name = "FILE.go... [args]"
    )]
    pub rest: Vec<String>,
}

#[derive(Args, Debug)]
pub struct Check {
    /// Stop after parsing; each file on its own
    #[arg(long)]
    pub syntax: bool,
    /// One JSON object per error, on standard output
    #[arg(long)]
    pub json: bool,
    /// All errors, not only the first ten
    #[arg(short = 'e')]
    pub all: bool,
    /// The language version to check against (also -lang=go1.N)
    #[arg(long, value_name = "go1.N", value_parser = language)]
    pub lang: Option<(u32, u32)>,
    /// Functions may lack a body, as for a package with assembly (go tool compile without -complete)
    #[arg(long, hide = true)]
    pub incomplete: bool,
    #[arg(value_name = "FILE.go|DIR", required = true)]
    pub paths: Vec<String>,
}

#[derive(Args, Debug)]
pub struct Dis {
    /// Only functions whose name contains this
    #[arg(long, short = 's', value_name = "TEXT")]
    pub function: Option<String>,
    #[arg(value_name = "FILE.go|DIR", required = true)]
    pub paths: Vec<String>,
}

/// `go1.17` or `go1.17.2`.
fn language(text: &str) -> Result<(u32, u32), String> {
    let invalid = || format!("invalid value {text:?}: should be something like \"go1.12\"");
    let mut parts = text.strip_prefix("go").ok_or_else(invalid)?.split('.');
    let mut number = || parts.next().unwrap_or("0").parse().map_err(|_| invalid());
    Ok((number()?, number()?))
}

/// `gorun FILE…` and `gorun -e …` mean `gorun run …`; with nothing at all, standard input is run.
pub fn with_default_command(mut arguments: Vec<String>) -> Vec<String> {
    const COMMANDS: &[&str] = &["run", "check", "dis", "version", "help"];
    let mut at = 1;
    while let Some(word) = arguments.get(at) {
        match word.as_str() {
            "-C" => at += 2,
            "-h" | "--help" | "-help" => {
                arguments[at] = "--help".into();
                return arguments;
            }
            "--version" | "-version" | "-V" => {
                arguments[at] = "version".into();
                return arguments;
            }
            word if COMMANDS.contains(&word) => {
                with_go_flags(&mut arguments[at..]);
                return arguments;
            }
            _ => break,
        }
    }
    let at = at.min(arguments.len());
    arguments.insert(at, "run".into());
    if arguments.len() == at + 1 {
        arguments.push("-".into());
    }
    arguments
}

/// Go's long flags have one dash; clap's two.
fn with_go_flags(arguments: &mut [String]) {
    if arguments[0] == "check" {
        for flag in arguments.iter_mut().filter(|a| a.starts_with("-lang=")) {
            flag.insert(0, '-');
        }
    }
}

/// The files at the front, and what is the program's own.
pub fn split_files(rest: Vec<String>) -> (Vec<String>, Vec<String>) {
    let sources = rest.iter().take_while(|a| a.ends_with(".go")).count();
    // A directory, a script without the ending, or `-`: one word.
    let count = if sources == 0 {
        rest.len().min(1)
    } else {
        sources
    };
    let mut files = rest;
    let program = files.split_off(count);
    (files, program)
}
