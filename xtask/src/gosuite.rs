//! Which programs of Go's suite pass: writes tests/go_suite/{known_failures,not_go127}.txt.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::oracle;

const SUITE: &str = "/usr/share/go-1.19/test";
const LIMIT: Duration = Duration::from_secs(20);

pub fn gosuite(bin: &str, ask_oracle: bool) {
    let lists = oracle::root().join("tests/go_suite");
    let programs = programs();
    if ask_oracle {
        let go = oracle::go();
        let temporary = std::env::temp_dir().join(format!("gorun-suite-{}", std::process::id()));
        fs::create_dir_all(&temporary).unwrap();
        let failed = failing(&programs, |program| {
            let binary = temporary.join(program.replace('/', "_"));
            let path = Path::new(SUITE).join(program);
            let outcome = oracle::build(&go, &path, &binary)
                .map_err(|_| "does not build".to_string())
                .and_then(|()| passes(Command::new(&binary), &path));
            let _ = fs::remove_file(binary);
            outcome
        });
        let lines: Vec<String> = failed
            .iter()
            .map(|(p, why)| format!("{p} # {why}\n"))
            .collect();
        fs::write(lists.join("not_go127.txt"), lines.concat()).unwrap();
        let _ = fs::remove_dir_all(temporary);
    }
    let rejected = fs::read_to_string(lists.join("not_go127.txt")).unwrap_or_default();
    let rejected: BTreeSet<&str> = rejected
        .lines()
        .filter_map(|l| l.split(" #").next())
        .collect();
    let programs: Vec<String> = programs
        .into_iter()
        .filter(|p| !rejected.contains(p.as_str()))
        .collect();
    let bin = fs::canonicalize(bin).unwrap_or_else(|e| panic!("{bin}: {e}"));
    let failed = failing(&programs, |program| {
        let path = Path::new(SUITE).join(program);
        let mut command = Command::new(&bin);
        command.arg(&path);
        passes(command, &path)
    });
    let lines: Vec<String> = failed
        .iter()
        .map(|(p, why)| format!("{p} # {why}\n"))
        .collect();
    fs::write(lists.join("known_failures.txt"), lines.concat()).unwrap();
    let passed = programs.len() - failed.len();
    println!(
        "{passed} of {} pass ({:.1}%)",
        programs.len(),
        100.0 * passed as f64 / programs.len() as f64
    );
}

fn programs() -> Vec<String> {
    let mut found = Vec::new();
    for folder in ["", "chan", "ken", "interface", "typeparam"] {
        let Ok(entries) = fs::read_dir(Path::new(SUITE).join(folder)) else {
            continue;
        };
        for path in entries
            .map(|e| e.unwrap().path())
            .filter(|p| p.extension().is_some_and(|e| e == "go"))
        {
            let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
            let action = text
                .lines()
                .find(|l| !l.trim().is_empty() && !l.starts_with("//go:build"))
                .unwrap_or("");
            if action.trim() == "// run" {
                found.push(
                    path.strip_prefix(SUITE)
                        .unwrap()
                        .to_string_lossy()
                        .into_owned(),
                );
            }
        }
    }
    found.sort();
    found
}

fn passes(mut command: Command, path: &Path) -> Result<(), String> {
    let (out, err) = (tempfile("out"), tempfile("err"));
    command
        .current_dir(path.parent().unwrap())
        .stdin(Stdio::null());
    command
        .stdout(fs::File::create(&out).unwrap())
        .stderr(fs::File::create(&err).unwrap());
    let mut child = command.spawn().map_err(|e| e.to_string())?;
    let started = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break Some(status);
        }
        if started.elapsed() > LIMIT {
            let _ = child.kill();
            let _ = child.wait();
            break None;
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let read = |p: &Path| String::from_utf8_lossy(&fs::read(p).unwrap_or_default()).into_owned();
    let (stdout, stderr) = (read(&out), read(&err));
    let _ = (fs::remove_file(out), fs::remove_file(err));
    let Some(status) = status else {
        return Err("does not end".into());
    };
    if !status.success() {
        let first = stderr
            .lines()
            .chain(stdout.lines())
            .find(|l| !l.starts_with('#'))
            .unwrap_or("");
        let code = status
            .code()
            .map_or("a signal".to_string(), |c| format!("exit {c}"));
        return Err(format!(
            "{code}: {}",
            first.chars().take(140).collect::<String>()
        ));
    }
    match fs::read_to_string(path.with_extension("out")) {
        Ok(want) if format!("{stdout}{stderr}") != want && format!("{stderr}{stdout}") != want => {
            Err("output differs".into())
        }
        _ => Ok(()),
    }
}

fn tempfile(kind: &str) -> std::path::PathBuf {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    std::env::temp_dir().join(format!(
        "gorun-suite-{}-{number}.{kind}",
        std::process::id()
    ))
}

fn failing(
    programs: &[String],
    passes: impl Fn(&str) -> Result<(), String> + Sync,
) -> Vec<(String, String)> {
    let next = AtomicUsize::new(0);
    let failed = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, |n| n.get()) {
            scope.spawn(|| {
                while let Some(program) = programs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Err(why) = passes(program) {
                        failed.lock().unwrap().push((program.clone(), why));
                    }
                }
            });
        }
    });
    let mut failed = failed.into_inner().unwrap();
    failed.sort();
    failed
}
