//! The shape of the command line, for clap.

use std::io::IsTerminal;
use std::time::Duration;

use clap::{Args, Parser, Subcommand};

use super::build_flags::{self, Verdict, Wrong};
use crate::driver::Failure;

/// Runs Go programs at once, without the Go toolchain.
#[derive(Parser, Debug)]
#[command(
    name = "gorun",
    disable_version_flag = true,
    args_override_self = true,
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
    /// Run a program with several values of GOMAXPROCS and compare: what does it gain from more processors?
    Compare(Compare),
    /// Run a program and write a page that shows what its goroutines did
    Trace(Trace),
    /// Type-check without running
    Check(Check),
    /// Try Go interactively: statements, expressions, declarations
    Repl(Repl),
    /// Test packages, as go test does: gorun test [flags] [packages] [flags of the tests]
    #[command(disable_help_flag = true)]
    Test(Test),
    /// Format source files, as gofmt does
    Fmt(Fmt),
    /// Print the bytecode
    Dis(Dis),
    /// Print what makes a shell complete gorun's commands and flags
    #[command(after_help = COMPLETIONS_HELP)]
    Completions(Completions),
    /// Print the manual page: gorun man | man -l -
    Man,
    /// Print gorun's version
    Version,
}

#[derive(Args, Debug)]
pub struct Run {
    /// Evaluate statements or an expression; standard packages are imported by themselves
    #[arg(short = 'e', value_name = "CODE")]
    pub eval: Option<String>,
    /// Write what the goroutines did: a page (.html), or a file for Perfetto and chrome://tracing (.json)
    #[arg(long, value_name = "FILE")]
    pub trace: Option<std::path::PathBuf>,
    /// Megabytes of events that --trace keeps at most
    #[arg(long, value_name = "MB", default_value_t = 256)]
    pub trace_limit: usize,
    /// Write the numbers of the run to a file (for gorun compare)
    #[arg(long, hide = true, value_name = "FILE")]
    pub numbers: Option<std::path::PathBuf>,
    /// With --numbers: also what the goroutines waited for
    #[arg(long, hide = true)]
    pub waits: bool,
    /// Explain how the program ended: values of variables where it panicked, who holds which lock, goroutines that nobody could have woken
    #[arg(long)]
    pub explain: bool,
    /// Say where the trace is.
    #[arg(skip)]
    pub announce: bool,
    /// End the program when its objects and stacks need more memory (64MiB, 2GiB, as GOMEMLIMIT)
    #[arg(long, value_name = "SIZE", value_parser = size)]
    pub max_memory: Option<usize>,
    /// End the program when it starts one goroutine more than that
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub max_goroutines: Option<u64>,
    /// End the program after this time (500ms, 10s, 1m30s)
    #[arg(long, value_name = "DURATION", value_parser = duration)]
    pub timeout: Option<Duration>,
    /// Collect garbage at every safepoint (to test gorun itself)
    #[arg(long, hide = true)]
    pub gc_stress: bool,
    #[command(flatten)]
    pub program: Program,
}

/// `gorun trace FILE` is `gorun run --trace trace.html FILE`.
#[derive(Args, Debug)]
pub struct Trace {
    /// Where to: a page (.html), or a file for Perfetto and chrome://tracing (.json)
    #[arg(short = 'o', value_name = "OUT", default_value = "trace.html")]
    pub out: std::path::PathBuf,
    /// Megabytes of events that are kept at most
    #[arg(long, value_name = "MB", default_value_t = 256)]
    pub trace_limit: usize,
    #[command(flatten)]
    pub program: Program,
}

impl From<Trace> for Run {
    fn from(trace: Trace) -> Run {
        Run {
            eval: None,
            trace: Some(trace.out),
            trace_limit: trace.trace_limit,
            numbers: None,
            waits: false,
            explain: false,
            announce: true,
            max_memory: None,
            max_goroutines: None,
            timeout: None,
            gc_stress: false,
            program: trace.program,
        }
    }
}

/// Its own flags may also stand behind the files, up to `--` or the program's first argument.
#[derive(Args, Debug)]
pub struct Compare {
    /// Values of GOMAXPROCS
    #[arg(
        long,
        value_name = "N,...",
        value_delimiter = ',',
        default_value = "1,2,4,8"
    )]
    pub procs: Vec<usize>,
    /// Say what goroutines waited for also if the program gains from more processors
    #[arg(long)]
    pub why: bool,
    /// Runs with each value, of which the fastest counts
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub runs: usize,
    /// One JSON object, on standard output
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub program: Program,
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
    /// Print the files in error as their helps would have them (to test gorun itself)
    #[arg(long, hide = true)]
    pub mended: bool,
    /// The language version to check against (also -lang=go1.N)
    #[arg(long, value_name = "go1.N")]
    pub lang: Option<String>,
    /// Also compile the package, to test gorun itself
    #[arg(long, hide = true)]
    pub compile: bool,
    /// Functions may lack a body, as for a package with assembly (go tool compile without -complete)
    #[arg(long, hide = true)]
    pub incomplete: bool,
    /// Check Go's own packages as GOROOT has them, gorun's own not used: std, cmd, or import paths
    #[arg(long, hide = true)]
    pub goroot: bool,
    #[command(flatten)]
    pub selection: Selection,
    /// Go files, or directories (one with a go.mod: all packages of the module), or patterns such as ./...
    #[arg(value_name = "FILE.go|DIR", default_value = ".")]
    pub paths: Vec<String>,
}

/// What is to run.
#[derive(Args, Debug)]
pub struct Program {
    #[command(flatten)]
    pub selection: Selection,
    /// Go files, a directory, a package path or - (standard input; compare needs a file), then the program's own arguments
    #[arg(
        trailing_var_arg = true,
        allow_hyphen_values = true,
        value_name = "FILE.go... [args]"
    )]
    pub rest: Vec<String>,
}

/// Which files belong to the build.
#[derive(Args, Debug)]
pub struct Selection {
    /// Build tags that hold besides the system's own
    #[arg(long, value_name = "TAG,...")]
    pub tags: Option<String>,
    /// Whether the vendor directory is looked at: vendor, mod or readonly
    #[arg(long = "mod", value_name = "MODE")]
    pub modules: Option<String>,
    /// Flags of Go's linker: -X importpath.name=value gives a string variable its value; others change nothing
    #[arg(long, value_name = "FLAGS", allow_hyphen_values = true)]
    pub ldflags: Option<String>,
    /// What `go_flags` has made of Go's flags that change nothing and that programs may read all the same
    #[arg(long, hide = true)]
    pub noted: Vec<String>,
    /// Look for data races while the program runs: exit code 66 where there are some
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", default_value = "false")]
    pub race: bool,
}

/// Its words are taken apart by `test_args`, after Go's rules.
#[derive(Args, Debug)]
pub struct Test {
    #[arg(
        trailing_var_arg = true,
        allow_hyphen_values = true,
        value_name = "ARGUMENTS"
    )]
    pub words: Vec<String>,
}

#[derive(Args, Debug)]
pub struct Repl {
    /// What os.Args[1:] shall be
    #[arg(
        trailing_var_arg = true,
        allow_hyphen_values = true,
        value_name = "args"
    )]
    pub args: Vec<String>,
}

#[derive(Args, Debug)]
pub struct Fmt {
    /// List the files whose formatting differs, and print nothing else
    #[arg(short = 'l')]
    pub list: bool,
    /// Write the result to the file
    #[arg(short = 'w')]
    pub write: bool,
    /// Show what would change, as a diff; exit code 1 if there is something
    #[arg(short = 'd')]
    pub diff: bool,
    /// Also simplify the code, as gofmt -s
    #[arg(short = 's')]
    pub simplify: bool,
    /// All errors, not only the first ten
    #[arg(short = 'e')]
    pub all: bool,
    /// Files, or directories with all Go files below them; none: standard input
    #[arg(value_name = "FILE.go|DIR")]
    pub paths: Vec<std::path::PathBuf>,
}

const COMPLETIONS_HELP: &str = "\
bash: gorun completions bash > ~/.local/share/bash-completion/completions/gorun
zsh:  gorun completions zsh > a folder of $fpath, as _gorun
fish: gorun completions fish > ~/.config/fish/completions/gorun.fish";

#[derive(Args, Debug)]
pub struct Completions {
    pub shell: Shell,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub enum Shell {
    Bash,
    Zsh,
    Fish,
}

#[derive(Args, Debug)]
pub struct Dis {
    /// Only functions whose name contains this
    #[arg(long, short = 's', value_name = "TEXT")]
    pub function: Option<String>,
    #[command(flatten)]
    pub selection: Selection,
    #[arg(value_name = "FILE.go|DIR", required = true)]
    pub paths: Vec<String>,
}

/// `gorun FILE…` and `gorun -e …` mean `gorun run …`; with nothing at all, standard input is run, or the REPL
/// where that is a terminal.
pub fn with_default_command(mut arguments: Vec<String>) -> Result<Vec<String>, Failure> {
    go_flags(&mut arguments)?;
    flags_behind_files(&mut arguments);
    const COMMANDS: &[&str] = &[
        "run",
        "compare",
        "trace",
        "check",
        "test",
        "fmt",
        "dis",
        "repl",
        "completions",
        "man",
        "version",
        "help",
    ];
    let mut at = 1;
    while let Some(word) = arguments.get(at) {
        match word.as_str() {
            "-C" => at += 2,
            "-h" | "--help" | "-help" => {
                arguments[at] = "--help".into();
                return Ok(arguments);
            }
            "--version" | "-version" | "-V" => {
                arguments[at] = "version".into();
                return Ok(arguments);
            }
            word if COMMANDS.contains(&word) => return Ok(arguments),
            word => {
                if let Some(failure) = command_of_go(word) {
                    return Err(failure);
                }
                break;
            }
        }
    }
    if at > arguments.len() {
        // `-C` without its directory: clap says so.
        return Ok(arguments);
    }
    if arguments.len() == at && std::io::stdin().is_terminal() {
        arguments.push("repl".into());
        return Ok(arguments);
    }
    arguments.insert(at, "run".into());
    if arguments.len() == at + 1 {
        arguments.push("-".into());
    }
    Ok(arguments)
}

/// A command that Go has and gorun has not, where nothing to run is called like that.
fn command_of_go(word: &str) -> Option<Failure> {
    const OTHERS: &[&str] = &[
        "bug",
        "clean",
        "doc",
        "env",
        "fix",
        "generate",
        "get",
        "install",
        "list",
        "mod",
        "telemetry",
        "tool",
        "work",
    ];
    let instead = match word {
        "build" => "gorun makes no executable files; gorun check says what go build would say",
        "vet" => {
            "gorun test makes go vet's checks before the tests; gorun test -vet=all, all of them"
        }
        word if OTHERS.contains(&word) => "see gorun --help",
        _ => return None,
    };
    (!std::path::Path::new(word).exists())
        .then(|| Failure::new(format!("gorun: no command {word}: {instead}")))
}

/// Flags with one dash, as Go's command has them. Only those before the program: the rest is the program's own.
fn go_flags(arguments: &mut Vec<String>) -> Result<(), Failure> {
    const WITH_VALUE: &[&str] = &["-tags", "-lang", "-race", "-mod", "-ldflags"];
    const VALUE_APART: &[&str] = &[
        "-C",
        "-e",
        "--tags",
        "--lang",
        "--mod",
        "--ldflags",
        "-s",
        "--function",
        "--trace",
        "--trace-limit",
        "--max-memory",
        "--max-goroutines",
        "--timeout",
        "--numbers",
        "--procs",
        "--runs",
        "-o",
    ];
    const COMMANDS: &[&str] = &["run", "compare", "trace", "check", "dis"];
    let mut at = 1;
    let mut checks = false;
    // What follows may be the program's own.
    let mut of_program = false;
    while let Some(word) = arguments.get(at) {
        let next = arguments.get(at + 1).map(String::as_str);
        if !of_program {
            if let Some(dir) = word
                .strip_prefix("-C=")
                .or_else(|| word.strip_prefix("--C="))
            {
                let dir = dir.to_string();
                arguments.splice(at..=at, ["-C".to_string(), dir]);
                continue;
            }
            match build_flags::judge(word, next) {
                Verdict::Other => {}
                Verdict::PassedBy(words) => {
                    arguments.drain(at..at + words);
                    continue;
                }
                Verdict::Noted(words, setting) => {
                    arguments.splice(at..at + words, [format!("--noted={setting}")]);
                    at += 1;
                    continue;
                }
                Verdict::Wrong(Wrong::Refused(why)) => {
                    return Err(Failure::new(format!("gorun: {why}")));
                }
                Verdict::Wrong(Wrong::Usage(why)) => {
                    let command = arguments[1..at].iter().find(|w| COMMANDS.contains(&&***w));
                    let command = command.map_or("run", String::as_str);
                    return Err(Failure::new(format!(
                        "{why}\nRun 'gorun {command} --help' for usage."
                    )));
                }
            }
        }
        let word = &mut arguments[at];
        let name = word.split('=').next().unwrap_or_default();
        if WITH_VALUE.contains(&name) {
            word.insert(0, '-');
        }
        let is_command = at == 1 || !word.starts_with('-');
        let commands = is_command && COMMANDS.contains(&word.as_str());
        if !word.starts_with('-') && !commands {
            break;
        }
        checks |= at == 1 && word == "check";
        // `check -e` is "all errors"; elsewhere the program follows.
        let apart = VALUE_APART.contains(&word.as_str()) && !(checks && word == "-e");
        of_program |= matches!(word.as_str(), "-" | "--") || (word == "-e" && !checks);
        at += 1 + usize::from(apart);
    }
    Ok(())
}

/// `compare FILE --procs 1,2` means `compare --procs 1,2 FILE`: the flags of `compare` that follow its files at once go before them. What
/// stands behind `--` is the program's, whatever it is called.
fn flags_behind_files(arguments: &mut Vec<String>) {
    const WITH_VALUE: &[&str] = &["--procs", "--runs"];
    const ALONE: &[&str] = &["--why", "--json"];
    if arguments.get(1).is_none_or(|command| command != "compare") {
        return;
    }
    let mut files = 2;
    while let Some(word) = arguments
        .get(files)
        .filter(|w| w.starts_with('-') && *w != "-")
    {
        let apart = WITH_VALUE.contains(&word.as_str())
            || ["-C", "--tags", "--mod"].contains(&word.as_str());
        files += 1 + usize::from(apart);
    }
    let Some(rest) = arguments.get(files..) else {
        return;
    };
    let first = files + split_files(rest.to_vec()).0.len();
    let mut end = first;
    while let Some(word) = arguments.get(end) {
        let name = word.split('=').next().unwrap_or_default();
        end += match name {
            _ if ALONE.contains(&word.as_str()) => 1,
            _ if !WITH_VALUE.contains(&name) => break,
            _ if name.len() < word.len() => 1,
            _ => 2,
        };
    }
    let end = end.min(arguments.len());
    if arguments.get(end).is_some_and(|word| word == "--") {
        arguments.remove(end);
    }
    arguments[files..end].rotate_left(first - files);
}

/// A flag that stands before any file and that `command` does not know, refused in Go's words.
pub fn unknown_flag(rest: &[String], command: &str) -> Option<Failure> {
    let flag = rest.first().filter(|w| w.starts_with('-') && *w != "-")?;
    let name = flag.trim_start_matches('-').split('=').next();
    let name = name.unwrap_or_default();
    Some(Failure::new(format!(
        "flag provided but not defined: -{name}\nRun 'gorun {command} --help' for usage."
    )))
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

fn size(text: &str) -> Result<usize, String> {
    crate::driver::parse_bytes(text)
        .filter(|&bytes| bytes > 0)
        .ok_or_else(|| "a size is a number of bytes, or a number and KiB, MiB, GiB or TiB".into())
}

/// As Go's time.ParseDuration, above zero.
fn duration(text: &str) -> Result<Duration, String> {
    const UNITS: &[(&str, f64)] = &[
        ("ns", 1e-9),
        ("us", 1e-6),
        ("µs", 1e-6),
        ("ms", 1e-3),
        ("s", 1.0),
        ("m", 60.0),
        ("h", 3600.0),
    ];
    let wrong = || "a duration is numbers with units, as 500ms, 10s or 1h30m".to_string();
    let mut seconds = 0.0;
    let mut rest = text;
    while !rest.is_empty() {
        let digits = rest
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .ok_or_else(wrong)?;
        let number: f64 = rest[..digits].parse().map_err(|_| wrong())?;
        let end = rest[digits..].find(|c: char| c.is_ascii_digit() || c == '.');
        let (unit, next) = rest[digits..].split_at(end.unwrap_or(rest.len() - digits));
        let &(_, scale) = UNITS
            .iter()
            .find(|&&(name, _)| name == unit)
            .ok_or_else(wrong)?;
        seconds += number * scale;
        rest = next;
    }
    Duration::try_from_secs_f64(seconds)
        .ok()
        .filter(|d| !d.is_zero())
        .ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::duration;
    use std::time::Duration;

    #[test]
    fn durations() {
        for (text, ms) in [
            ("500ms", 500),
            ("1m30s", 90_000),
            ("1.5s", 1_500),
            ("2h", 7_200_000),
        ] {
            assert_eq!(duration(text), Ok(Duration::from_millis(ms)), "{text}");
        }
        for text in ["", "10", "s", "0s", "1x", "-1s", "1..2s"] {
            assert!(duration(text).is_err(), "{text}");
        }
    }
}
