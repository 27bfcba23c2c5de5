//! `gorun fmt`: what gofmt does, with its flags, its output and its exit codes. Files are formatted on all processors and reported
//! in order.

use std::io::{Read, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::args;
use crate::driver::{Failure, in_go, os_error_text};
use crate::format::{self, Options, Problem, unified_diff};

const DIFFERS: i32 = 1;
const WRONG: i32 = 2;

/// The formatter recurses over syntax, which can be deep. Only address space is reserved.
const STACK: usize = 1 << 30;

/// What is to be said about a file.
#[derive(Default)]
struct Outcome {
    stdout: String,
    stderr: String,
    code: i32,
    /// A text that does not parse: gofmt has the word.
    refused: Option<String>,
}

impl Outcome {
    fn wrong(message: impl std::fmt::Display) -> Outcome {
        Outcome {
            stderr: format!("{message}\n"),
            code: WRONG,
            ..Outcome::default()
        }
    }
}

pub fn fmt(flags: args::Fmt) -> Result<i32, Failure> {
    let mut jobs = Vec::new();
    for path in &flags.paths {
        collect(path, path, &mut jobs);
    }
    if flags.paths.is_empty() {
        if flags.write {
            eprintln!("error: cannot use -w with standard input");
            return Ok(WRONG);
        }
        jobs.push(Ok(PathBuf::new()));
    }
    let outcomes: Vec<OnceLock<Outcome>> = jobs.iter().map(|_| OnceLock::new()).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        // The jobs are independent of each other, and joining the threads makes the outcomes visible.
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(job) = jobs.get(at) else { break };
            let outcome = match job {
                Ok(path) => format_one(path, &flags),
                Err(message) => Outcome::wrong(message),
            };
            let _ = outcomes[at].set(outcome);
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, |n| n.get());
    std::thread::scope(|scope| {
        let spawned: Vec<_> = (0..threads.min(jobs.len()))
            .map(|_| {
                let thread = std::thread::Builder::new().name("format".into());
                thread.stack_size(STACK).spawn_scoped(scope, work)
            })
            .collect();
        match spawned.into_iter().find_map(Result::err) {
            None => Ok(()),
            Some(error) => Err(Failure::new(format!(
                "gorun: cannot start a thread: {error}"
            ))),
        }
    })?;
    let mut outcomes: Vec<Outcome> = outcomes
        .into_iter()
        .filter_map(OnceLock::into_inner)
        .collect();
    ask_gofmt(&jobs, &mut outcomes, &flags);
    let (mut stdout, mut stderr) = (std::io::stdout().lock(), std::io::stderr().lock());
    let mut code = 0;
    for outcome in outcomes {
        let written = stdout.write_all(outcome.stdout.as_bytes());
        if written.and_then(|()| stdout.flush()).is_err() {
            return Ok(WRONG);
        }
        let _ = stderr.write_all(outcome.stderr.as_bytes());
        code = code.max(outcome.code);
    }
    Ok(code)
}

/// What gorun's parser refuses is shown to go/parser, which takes some of it (and says of the other what gofmt says).
fn ask_gofmt(jobs: &[Job], outcomes: &mut [Outcome], flags: &args::Fmt) {
    let refused: Vec<(usize, &Path, String, String)> =
        (jobs.iter().zip(&mut *outcomes).enumerate())
            .filter_map(|(at, (job, outcome))| {
                let (path, text) = (job.as_ref().ok()?, outcome.refused.take()?);
                Some((at, path.as_path(), shown(path), text))
            })
            .collect();
    if refused.is_empty() {
        return;
    }
    let texts: Vec<in_go::Refused<'_>> = refused
        .iter()
        .map(|(_, path, shown, text)| in_go::Refused {
            text,
            shown,
            fragment: is_stdin(path),
        })
        .collect();
    // (Without an answer what gorun's parser says stands.)
    let answers = in_go::gofmt(&texts, flags.all).unwrap_or_default();
    for ((at, path, shown, text), answer) in refused.iter().zip(answers) {
        outcomes[*at] = match answer {
            Ok(formatted) => finished(path, shown, text, formatted, flags),
            Err(stderr) => Outcome {
                stderr,
                code: WRONG,
                ..Outcome::default()
            },
        };
    }
}

type Job = Result<PathBuf, String>;

/// A file, or the Go files in a directory and below, in order of their names.
fn collect(path: &Path, argument: &Path, jobs: &mut Vec<Job>) {
    let failed = |call: &str, error: &std::io::Error| {
        Err(format!(
            "{call} {}: {}",
            path.display(),
            os_error_text(error)
        ))
    };
    let kind = match path.symlink_metadata() {
        Ok(found) => found.file_type(),
        Err(error) => return jobs.push(failed("lstat", &error)),
    };
    // A link that is named leads to its file or directory; others to files only.
    let is_folder = kind.is_dir() || path == argument && path.is_dir();
    if !is_folder {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path == argument || name.ends_with(".go") && !name.starts_with('.') {
            jobs.push(Ok(path.to_path_buf()));
        }
        return;
    }
    let entries = match path.read_dir() {
        Ok(entries) => entries,
        Err(error) => return jobs.push(failed("open", &error)),
    };
    let mut names: Vec<_> = entries.flatten().map(|entry| entry.file_name()).collect();
    names.sort();
    let folder: PathBuf = path
        .components()
        .filter(|part| *part != Component::CurDir)
        .collect();
    for name in names {
        collect(&folder.join(name), argument, jobs);
    }
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str().is_empty()
}

fn shown(path: &Path) -> String {
    match is_stdin(path) {
        true => "<standard input>".to_string(),
        false => path.display().to_string(),
    }
}

fn format_one(path: &Path, flags: &args::Fmt) -> Outcome {
    let (is_stdin, shown) = (is_stdin(path), shown(path));
    let read = match is_stdin {
        true => {
            let mut bytes = Vec::new();
            std::io::stdin().read_to_end(&mut bytes).map(|_| bytes)
        }
        false => std::fs::read(path),
    };
    let bytes = match read {
        Ok(bytes) => bytes,
        Err(error) => {
            return Outcome::wrong(format_args!("open {shown}: {}", os_error_text(&error)));
        }
    };
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = before.iter().filter(|b| **b == b'\n').count() + 1;
            let column = before.iter().rev().take_while(|b| **b != b'\n').count() + 1;
            return Outcome::wrong(format_args!(
                "{shown}:{line}:{column}: illegal UTF-8 encoding"
            ));
        }
    };
    let options = Options {
        simplify: flags.simplify,
        ..Options::default()
    };
    let formatted = match is_stdin {
        true => format::file_or_fragment(&text, options),
        false => format::file(&text, options),
    };
    match formatted {
        Ok(formatted) => finished(path, &shown, &text, formatted, flags),
        Err(problems) => Outcome {
            stderr: listed(&shown, &problems, flags.all),
            code: WRONG,
            refused: Some(text),
            ..Outcome::default()
        },
    }
}

fn finished(path: &Path, shown: &str, text: &str, formatted: String, flags: &args::Fmt) -> Outcome {
    let mut outcome = Outcome::default();
    if text != formatted {
        if flags.list {
            outcome.stdout = format!("{shown}\n");
        }
        if flags.write
            && let Err(error) = rewrite(path, text, &formatted)
        {
            let message = format_args!("open {shown}: {}", os_error_text(&error)).to_string();
            return Outcome {
                stdout: outcome.stdout,
                ..Outcome::wrong(message)
            };
        }
        if flags.diff {
            let old = format!("{shown}.orig");
            outcome.stdout += &unified_diff(&old, text, shown, &formatted);
            outcome.code = DIFFERS;
        }
    }
    if !flags.list && !flags.write && !flags.diff {
        outcome.stdout = formatted;
    }
    outcome
}

/// Of errors on one line only the first counts, and of many the first ten, as gofmt has it.
fn listed(shown: &str, problems: &[Problem], all: bool) -> String {
    const ENOUGH: usize = 10;
    let mut lines = Vec::new();
    let mut line_before = 0;
    for problem in problems {
        let Problem {
            line,
            column,
            message,
        } = problem;
        if all || *line != line_before {
            lines.push(format!("{shown}:{line}:{column}: {message}\n"));
        }
        line_before = *line;
    }
    if !all && lines.len() > ENOUGH {
        lines.truncate(ENOUGH);
        lines.push(format!("{shown}: too many errors\n"));
    }
    lines.concat()
}

/// Writes a file in its place: its mode, its owner and links to it stay. The old text lies beside it meanwhile.
fn rewrite(path: &Path, old: &str, new: &str) -> std::io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}", std::process::id()));
    let copy = path.with_file_name(name);
    std::fs::File::create_new(&copy)?.write_all(old.as_bytes())?;
    let mut opened = false;
    let written = std::fs::OpenOptions::new()
        .write(true)
        .open(path)
        .and_then(|mut file| {
            opened = true;
            file.write_all(new.as_bytes())?;
            file.set_len(new.len() as u64)
        });
    // A file that is half written leaves the copy.
    if written.is_ok() || !opened || std::fs::write(path, old).is_ok() {
        let _ = std::fs::remove_file(&copy);
    }
    written
}
