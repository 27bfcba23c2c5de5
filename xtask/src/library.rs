//! Times calls of the library beside the real Go and, where it is installed, yaegi: the rows of benches/library, nanoseconds a call, the least of the runs.
//! Whose first call gave something else is not compared: yaegi's structs lose tags and embedded fields, and encoders find nothing to do.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use crate::bench::installed;
use crate::oracle;

pub fn library(bin: &str, runs: usize, only: &str) {
    let folder = oracle::root().join("benches/library");
    let bin = std::fs::canonicalize(bin).unwrap_or_else(|_| bin.into());
    let go = std::env::temp_dir().join(format!("gorun-library-{}", std::process::id()));
    let built = Command::new(oracle::go())
        .current_dir(&folder)
        .env("CGO_ENABLED", "0")
        .args(["build", "-o"])
        .arg(&go)
        .arg(".")
        .status();
    assert!(built.is_ok_and(|s| s.success()), "go build fails");
    let mut contenders = vec![(go.clone(), vec![]), (bin, vec!["run", "."])];
    let gopath = std::env::temp_dir().join(format!("gorun-library-{}.gopath", std::process::id()));
    if installed("yaegi") {
        for_yaegi(&folder, &gopath.join("src/library"));
        contenders.push(("yaegi".into(), vec!["run", "library"]));
    }
    let mut times: Vec<_> = contenders.iter().map(|_| Times::new()).collect();
    for _ in 0..runs {
        for ((program, args), times) in contenders.iter().zip(&mut times) {
            least(times, rows(program, args, &folder, &gopath, only));
        }
    }
    let _ = std::fs::remove_file(go);
    let _ = std::fs::remove_dir_all(gopath);
    println!("| call | Go, ns | gorun / Go | gorun / yaegi |");
    println!("| --- | --- | --- | --- |");
    let mut logs = Vec::new();
    for (name, go) in &times[0] {
        let Some(ours) = times[1].get(name) else {
            println!("| {name} | {:.0} | fails | |", go.time);
            continue;
        };
        let (same, ours) = (
            ours.result == go.result || BY_CHANCE.contains(&&**name),
            ours.time,
        );
        if !same {
            println!("| {name} | {:.0} | other result | |", go.time);
            continue;
        }
        let yaegi = match times.get(2).and_then(|t| t.get(name)) {
            None => "-".into(),
            Some(y) if y.result != go.result && !BY_CHANCE.contains(&&**name) => {
                "(other result)".into()
            }
            Some(y) => format!("{:.2}", ours / y.time),
        };
        let digits = (go.time < 10.0) as usize;
        println!(
            "| {name} | {:.digits$} | {:.2} | {yaegi} |",
            go.time,
            ours / go.time
        );
        logs.push((ours / go.time).ln());
    }
    let mean = logs.iter().sum::<f64>() / logs.len().max(1) as f64;
    println!("\n- geometric mean of gorun over Go: {:.2}", mean.exp());
}

/// A package for yaegi, which finds several files only below a GOPATH: all but those with what it does not know.
fn for_yaegi(folder: &Path, package: &Path) {
    std::fs::create_dir_all(package).expect("a folder for yaegi");
    for file in ["library.go", "wider.go"] {
        std::fs::copy(folder.join(file), package.join(file)).expect("a copy for yaegi");
    }
}

/// Rows whose first result is another one in each run.
const BY_CHANCE: &[&str] = &["rand.Intn", "time.Now"];

/// Nanoseconds a call, and what the first call gave: who does other work is not compared.
struct Row {
    time: f64,
    result: String,
}

type Times = BTreeMap<String, Row>;

fn least(into: &mut Times, times: Times) {
    for (name, row) in times {
        let time = row.time;
        let known = into.entry(name).or_insert(row);
        known.time = known.time.min(time);
    }
}

/// What the program prints: a name, nanoseconds a call, a result, with tabs between.
fn rows(program: &Path, args: &[&str], folder: &Path, gopath: &Path, only: &str) -> Times {
    let mut command = Command::new(program);
    if program == Path::new("yaegi") {
        command.env("GOPATH", gopath).env("GO111MODULE", "off");
    }
    let output = command
        .current_dir(folder)
        .env("ONLY", only)
        .args(args)
        .output()
        .unwrap_or_else(|e| panic!("{}: {e}", program.display()));
    if !output.status.success() {
        let why = String::from_utf8_lossy(&output.stderr);
        eprintln!("{}: {}\n{why}", program.display(), output.status);
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let rows = text.lines().filter_map(|line| {
        let (name, rest) = line.split_once('\t')?;
        let (time, result) = rest.split_once('\t')?;
        let (time, result) = (time.parse().ok()?, result.to_string());
        Some((name.to_string(), Row { time, result }))
    });
    rows.collect()
}
