//! Running a program to its end, and what is kept of the run.

use std::io::Read;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

#[path = "../../../tests/harness/normalise.rs"]
mod normalise;

/// What a program's run shows: the same under the real Go and under gorun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ran {
    /// -1: killed.
    pub code: i32,
    pub stdout: Vec<u8>,
    /// Normalised.
    pub stderr: String,
}

impl Ran {
    /// The run of a program that does nothing.
    pub fn nothing() -> Ran {
        Ran {
            code: 0,
            stdout: Vec::new(),
            stderr: String::new(),
        }
    }
}

/// A loop that prints may run for long before it is killed: this much of its output is read.
const MOST: u64 = 4 << 20;

pub fn run(command: &mut Command, limit: Duration) -> Ran {
    run_as(command, limit, "main.")
}

/// Runs a program whose package's path is not `main` but as long: where it is printed, `main` is put in.
pub fn run_as(command: &mut Command, limit: Duration, path: &str) -> Ran {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|e| panic!("{command:?}: {e}"));
    let read = |from: Box<dyn Read + Send>| {
        std::thread::spawn(move || {
            let mut bytes = Vec::new();
            let _ = from.take(MOST).read_to_end(&mut bytes);
            bytes
        })
    };
    let stdout = read(Box::new(child.stdout.take().unwrap()));
    let stderr = read(Box::new(child.stderr.take().unwrap()));
    let started = Instant::now();
    let mut pause = Duration::from_micros(300);
    let code = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status.code().unwrap_or(-1);
        }
        if started.elapsed() > limit {
            let _ = child.kill();
            let _ = child.wait();
            break -1;
        }
        std::thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(10));
    };
    let stderr = String::from_utf8_lossy(&stderr.join().unwrap()).into_owned();
    Ran {
        code,
        stdout: as_main(&stdout.join().unwrap(), path),
        stderr: comparable(&stderr.replace(path, "main.")),
    }
}

fn as_main(text: &[u8], path: &str) -> Vec<u8> {
    let mut out = text.to_vec();
    if path != "main." {
        for at in 0..(text.len() + 1).saturating_sub(path.len()) {
            if text[at..].starts_with(path.as_bytes()) {
                out[at..at + 5].copy_from_slice(b"main.");
            }
        }
    }
    out
}

/// Standard error without the frames of the program that holds a batch, and with addresses made equal.
fn comparable(stderr: &str) -> String {
    let text = normalise::normalise(stderr);
    let mut out = String::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let holder = lines
            .peek()
            .is_some_and(|next| next.starts_with("\tentry.go:") || next.starts_with("\tbatch.go:"));
        if holder {
            lines.next();
            continue;
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}

/// The first line in which two runs differ.
pub fn difference(got: &Ran, want: &Ran) -> Option<String> {
    let line = |what: &str, got: &[u8], want: &[u8]| {
        let (got, want) = (String::from_utf8_lossy(got), String::from_utf8_lossy(want));
        let (mut g, mut w) = (got.lines(), want.lines());
        for number in 1.. {
            match (g.next(), w.next()) {
                (None, None) => break,
                (a, b) if a == b => {}
                (a, b) => return format!("{what}, line {number}:\n   got {a:?}\n  want {b:?}"),
            }
        }
        format!("{what} differs in its line ends")
    };
    if got.stdout != want.stdout {
        return Some(line("standard output", &got.stdout, &want.stdout));
    }
    if got.code != want.code {
        return Some(format!(
            "exit code {}, want {}\n{}",
            got.code, want.code, got.stderr
        ));
    }
    (got.stderr != want.stderr).then(|| {
        line(
            "standard error",
            got.stderr.as_bytes(),
            want.stderr.as_bytes(),
        )
    })
}
