//! Times programs that do next to nothing, from start to exit: those of benches/startup, and hello. Wall time counts, the least and the
//! median of the runs; beside it the processor's, the medians.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::bench::{Cost, measure};
use crate::oracle;

pub fn startup(bin: &str, runs: usize, against: Option<&str>) {
    let root = oracle::root();
    let folder = std::fs::read_dir(root.join("benches/startup")).unwrap();
    let mut programs: Vec<PathBuf> = folder.map(|e| e.unwrap().path()).collect();
    programs.sort();
    programs.push(root.join("examples/hello.go"));
    println!("| program | gorun | least, ms | median | user | system | memory, MB |");
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    let bins: Vec<&str> = [bin].into_iter().chain(against).collect();
    for program in &programs {
        let mut costs: Vec<Vec<Cost>> = vec![Vec::new(); bins.len()];
        for _ in 0..runs {
            for (bin, costs) in bins.iter().zip(&mut costs) {
                costs.extend(measure(Command::new(bin).arg(program)));
            }
        }
        for (bin, costs) in bins.iter().zip(&costs) {
            show(program, bin, costs);
        }
    }
}

fn show(program: &Path, bin: &str, costs: &[Cost]) {
    let name = program.file_stem().unwrap_or_default().to_string_lossy();
    let sorted = |of: fn(&Cost) -> f64| {
        let mut all: Vec<f64> = costs.iter().map(of).collect();
        all.sort_by(f64::total_cmp);
        all
    };
    let walls = sorted(|c| c.wall);
    let Some(least) = walls.first() else {
        println!("| {name} | {bin} | fails |");
        return;
    };
    let median = |list: &[f64]| list[list.len() / 2];
    println!(
        "| {name} | {bin} | {:.1} | {:.1} | {:.1} | {:.1} | {:.0} |",
        least * 1e3,
        median(&walls) * 1e3,
        median(&sorted(|c| c.user)) * 1e3,
        median(&sorted(|c| c.system)) * 1e3,
        median(&sorted(|c| c.memory)),
    );
}
