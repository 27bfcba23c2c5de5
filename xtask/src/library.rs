//! Times calls of the library beside the real Go: the benchmarks of benches/library, nanoseconds a call, the least of the runs.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use crate::oracle;

pub fn library(bin: &str, runs: usize) {
    let folder = oracle::root().join("benches/library");
    let bin = std::fs::canonicalize(bin).unwrap_or_else(|_| bin.into());
    let (mut go, mut ours) = (BTreeMap::new(), BTreeMap::new());
    for _ in 0..runs {
        least(&mut go, benchmark(&mut Command::new(oracle::go()), &folder));
        least(&mut ours, benchmark(&mut Command::new(&bin), &folder));
    }
    println!("| call | Go, ns | gorun |");
    println!("| --- | --- | --- |");
    let mut logs = Vec::new();
    for (name, go) in &go {
        match ours.get(name) {
            Some(ours) => {
                println!("| {name} | {go:.0} | {:.2} |", ours / go);
                logs.push((ours / go).ln());
            }
            None => println!("| {name} | {go:.0} | fails |"),
        }
    }
    let mean = logs.iter().sum::<f64>() / logs.len().max(1) as f64;
    println!("\n- geometric mean of gorun over Go: {:.2}", mean.exp());
}

type Times = BTreeMap<String, f64>;

fn least(into: &mut Times, times: Times) {
    for (name, time) in times {
        let known = into.entry(name).or_insert(time);
        *known = known.min(time);
    }
}

/// `tool test -bench .` there.
fn benchmark(tool: &mut Command, folder: &Path) -> Times {
    let output = tool
        .current_dir(folder)
        .args(["test", "-run=^$", "-bench=.", "-benchtime=200ms", "."])
        .output()
        .unwrap_or_else(|e| panic!("{tool:?}: {e}"));
    let text = String::from_utf8_lossy(&output.stdout);
    let times = text.lines().filter_map(|line| {
        let mut words = line.split_whitespace();
        let name = words.next()?.strip_prefix("Benchmark")?;
        let (_count, time) = (words.next()?, words.next()?);
        let name = name.rsplit_once('-').map_or(name, |(name, _)| name);
        Some((name.to_string(), time.parse().ok()?))
    });
    times.collect()
}
