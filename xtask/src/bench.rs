//! Times each kernel under gorun, the real Go and whatever peers are installed, interleaved, and prints ratios to Go's time.
//! CPU time (user + system) counts, except for the concurrency kernels (`c_*`), where wall time does. Minimum of the runs.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::oracle;

#[derive(Clone, Copy)]
pub struct Cost {
    /// In seconds, as the others.
    pub user: f64,
    pub system: f64,
    cpu: f64,
    pub wall: f64,
    /// Peak resident memory in MB.
    pub memory: f64,
}

/// The command for a kernel, or `None` where the contender has no version of it.
type CommandFor = Box<dyn Fn(&Path) -> Option<Command>>;

struct Contender {
    name: &'static str,
    command: CommandFor,
}

pub fn bench(bin: &str, folder: &str, only: &str, runs: usize, against: Option<&str>) {
    let kernels = oracle::root().join("benches").join(folder);
    let go = oracle::go();
    let temporary = std::env::temp_dir().join(format!("gorun-bench-{}", std::process::id()));
    fs::create_dir_all(&temporary).unwrap();
    let mut sources: Vec<PathBuf> = fs::read_dir(&kernels)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    sources
        .retain(|p| p.extension().is_some_and(|e| e == "go") && p.to_string_lossy().contains(only));
    sources.sort();
    for source in &sources {
        oracle::build(&go, source, &temporary.join(source.file_stem().unwrap())).unwrap();
    }
    let contenders = contenders(bin, against, &temporary);
    let names: Vec<&str> = contenders.iter().map(|c| c.name).collect();
    println!(
        "| kernel | Go, s | {} | memory / Go |",
        names[1..].join(" | ")
    );
    println!("| --- | {}", "--- | ".repeat(names.len() + 1));
    let mut logs: BTreeMap<bool, Vec<f64>> = BTreeMap::new();
    for source in &sources {
        let kernel = source.file_stem().unwrap().to_string_lossy().into_owned();
        let concurrent = kernel.starts_with("c_");
        let mut best: Vec<Option<Cost>> = vec![None; contenders.len()];
        for _ in 0..runs {
            for (contender, best) in contenders.iter().zip(&mut best) {
                if let Some(cost) = (contender.command)(source).and_then(|mut c| measure(&mut c)) {
                    let old = best.get_or_insert(cost);
                    old.cpu = old.cpu.min(cost.cpu);
                    old.wall = old.wall.min(cost.wall);
                    old.memory = old.memory.min(cost.memory);
                }
            }
        }
        let time = |c: Cost| if concurrent { c.wall } else { c.cpu };
        let Some(native) = best[0] else { continue };
        let ratios = best[1..]
            .iter()
            .map(|c| c.map_or("-".into(), |c| format!("{:.2}", time(c) / time(native))));
        let memory = best[1].map_or("-".into(), |c| format!("{:.2}", c.memory / native.memory));
        println!(
            "| {kernel} | {:.3} | {} | {memory} |",
            time(native),
            ratios.collect::<Vec<_>>().join(" | ")
        );
        if let Some(cost) = best[1] {
            logs.entry(concurrent)
                .or_default()
                .push((time(cost) / time(native)).ln());
        }
    }
    for (concurrent, logs) in logs {
        let mean = (logs.iter().sum::<f64>() / logs.len() as f64).exp();
        println!(
            "\ngeometric mean of gorun over Go, {} rows: {mean:.2}",
            if concurrent { "concurrency" } else { "compute" }
        );
    }
    let _ = fs::remove_dir_all(temporary);
}

fn contenders(bin: &str, against: Option<&str>, built: &Path) -> Vec<Contender> {
    let program = |bin: &str| fs::canonicalize(bin).unwrap_or_else(|e| panic!("{bin}: {e}"));
    let (built, binaries) = (built.to_path_buf(), built.to_path_buf());
    let gorun = program(bin);
    let mut all = vec![
        Contender {
            name: "Go",
            command: Box::new(move |k| Some(Command::new(binaries.join(k.file_stem()?)))),
        },
        Contender {
            name: "gorun",
            command: Box::new(move |k| Some(with(&gorun, &[], k))),
        },
    ];
    if let Some(other) = against.map(program) {
        all.push(Contender {
            name: "gorun before",
            command: Box::new(move |k| Some(with(&other, &[], k))),
        });
    }
    let lua = |k: &Path| Some(k.with_extension("lua")).filter(|p| p.exists());
    if installed("lua5.4") {
        all.push(Contender {
            name: "Lua 5.4",
            command: Box::new(move |k| Some(with(Path::new("lua5.4"), &[], &lua(k)?))),
        });
    }
    if installed("luajit") {
        all.push(Contender {
            name: "LuaJIT -joff",
            command: Box::new(move |k| Some(with(Path::new("luajit"), &["-joff"], &lua(k)?))),
        });
        all.push(Contender {
            name: "LuaJIT",
            command: Box::new(move |k| Some(with(Path::new("luajit"), &[], &lua(k)?))),
        });
    }
    if installed("yaegi") {
        // A hundred times as slow as Go: one run, and not every kernel ends in a bearable time.
        let ran = RefCell::new(BTreeSet::new());
        let older_sources = built;
        all.push(Contender {
            name: "yaegi",
            command: Box::new(move |k| {
                let first = ran.borrow_mut().insert(k.to_path_buf());
                let older = before_go_1_22(&fs::read_to_string(k).ok()?);
                let path = older_sources.join(k.file_name()?);
                fs::write(&path, older).ok()?;
                first.then(|| with(Path::new("timeout"), &["60", "yaegi", "run"], &path))
            }),
        });
    }
    all
}

/// A kernel without loops over numbers that stand in the loop, which yaegi does not know.
fn before_go_1_22(source: &str) -> String {
    let counted = regex::Regex::new(r"for (?:(\w+) := )?range (\d[\d_]*) \{").unwrap();
    let classic = |loops: &regex::Captures| {
        let variable = loops.get(1).map_or("turn", |name| name.as_str());
        let count = &loops[2];
        format!("for {variable} := 0; {variable} < {count}; {variable}++ {{")
    };
    counted.replace_all(source, classic).into_owned()
}

fn with(program: &Path, flags: &[&str], file: &Path) -> Command {
    let mut command = Command::new(program);
    command.args(flags).arg(file);
    command
}

pub fn installed(program: &str) -> bool {
    let found = Command::new(program)
        .arg("-v")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .stdin(Stdio::null())
        .status();
    found.is_ok()
}

/// One run; `None` when it fails.
pub fn measure(command: &mut Command) -> Option<Cost> {
    use std::os::unix::process::ExitStatusExt;
    let started = Instant::now();
    let child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut status = 0;
    // SAFETY: plain data for the system to fill in.
    let mut usage: libc::rusage = unsafe { std::mem::zeroed() };
    // SAFETY: waits for our own child, whose handle is not waited on otherwise; both pointers are to locals.
    if unsafe { libc::wait4(child.id() as i32, &raw mut status, 0, &raw mut usage) } < 0 {
        return None;
    }
    let wall = started.elapsed().as_secs_f64();
    let seconds = |t: libc::timeval| t.tv_sec as f64 + t.tv_usec as f64 / 1e6;
    let cost = Cost {
        user: seconds(usage.ru_utime),
        system: seconds(usage.ru_stime),
        cpu: seconds(usage.ru_utime) + seconds(usage.ru_stime),
        wall,
        memory: usage.ru_maxrss as f64 / 1024.0,
    };
    std::process::ExitStatus::from_raw(status)
        .success()
        .then_some(cost)
}
