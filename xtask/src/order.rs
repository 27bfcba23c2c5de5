//! Writes `linker/order.txt`: the functions that run when programs start and run, those first that most programs still need
//! once they have settled (`src/cli/settle.rs`). The linker lays them side by side (`build.rs`): the system maps a file's pages by
//! sixteen, so what is scattered takes sixteen times the memory that is used.
//!
//! Which functions those are is asked of callgrind. The binary must have its symbols:
//! `cargo rustc --release --bin gorun -- -C strip=none`.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;

use regex::Regex;

use crate::oracle;

/// Run beside those of benches/memory.
const OTHERS: [&str; 16] = [
    "examples/hello",
    "benches/kernels/binary_trees",
    "benches/kernels/c_mutex",
    "benches/kernels/c_par_mergesort",
    "benches/kernels/c_pingpong",
    "benches/kernels/c_prodcons",
    "benches/kernels/c_select",
    "benches/kernels/c_timers",
    "benches/kernels/calls",
    "benches/kernels/fib",
    "benches/kernels/maps",
    "benches/kernels/nbody",
    "benches/kernels/pi",
    "benches/kernels/sort_strings",
    "benches/kernels/spectral",
    "benches/startup/first_ring_used",
];

/// The last thing that settling does; from then on a program has only the pages that it asks for again.
const SETTLES: &str = "*forget_clean_pages*";

const HEAD: &str = "\
# The functions that programs need, in the order in which the linker lays them down (build.rs): their symbols' beginnings, without the
# hashes of crates and instances. Written by `cargo run -p xtask -- order`; names that have gone are ignored.
";

/// How many programs need a function: settled ones, and at all.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Uses {
    settled: usize,
    all: usize,
}

pub fn order(bin: &str) {
    let bin = fs::canonicalize(bin).unwrap_or_else(|e| panic!("{bin}: {e}"));
    let symbols = symbols(&bin);
    assert!(
        symbols.len() > 1000,
        "{}: no symbols: cargo rustc --release --bin gorun -- -C strip=none",
        bin.display()
    );
    let root = oracle::root();
    let mut programs: Vec<PathBuf> = fs::read_dir(root.join("benches/memory"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    programs.extend(OTHERS.map(|name| root.join(format!("{name}.go"))));
    let temporary = std::env::temp_dir().join(format!("gorun-order-{}", std::process::id()));
    fs::create_dir_all(&temporary).unwrap();

    let uses: Mutex<HashMap<String, Uses>> = Mutex::default();
    let next = Mutex::new(programs.into_iter());
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, |n| n.get()) {
            scope.spawn(|| {
                while let Some(program) = { next.lock().unwrap().next() } {
                    let (settled, all) = functions(&bin, &program, &temporary);
                    eprintln!(
                        "{}: {} functions, {} once settled",
                        program.display(),
                        all.len(),
                        settled.len()
                    );
                    let mut uses = uses.lock().unwrap();
                    for name in all {
                        uses.entry(name).or_default().all += 1;
                    }
                    for name in settled {
                        uses.entry(name).or_default().settled += 1;
                    }
                }
            });
        }
    });
    let _ = fs::remove_dir_all(temporary);
    let list = arrange(&symbols, &uses.into_inner().unwrap());
    let path = root.join("linker/order.txt");
    fs::write(&path, format!("{HEAD}{}\n", list.join("\n"))).unwrap();
    println!("{}: {} names", path.display(), list.len());
}

/// What the program calls of the binary's own functions: once it has settled, and altogether.
fn functions(bin: &Path, program: &Path, temporary: &Path) -> (BTreeSet<String>, BTreeSet<String>) {
    let stem = program.file_stem().unwrap().to_string_lossy().into_owned();
    let folder = temporary.join(stem);
    fs::create_dir_all(&folder).unwrap();
    let ended = Command::new("valgrind")
        .args(["--tool=callgrind", "--demangle=no", "--compress-strings=no"])
        .arg(format!("--dump-before={SETTLES}"))
        .arg(format!(
            "--callgrind-out-file={}",
            folder.join("out").display()
        ))
        .arg(bin)
        .arg(program)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    assert!(
        ended.is_ok_and(|status| status.success()),
        "{}: valgrind fails",
        program.display()
    );
    let mut parts: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    let number = |path: &PathBuf| {
        let extension = path.extension().unwrap_or_default();
        // The last part has none.
        extension.to_string_lossy().parse().unwrap_or(u32::MAX)
    };
    parts.sort_by_key(number);
    let mut all = BTreeSet::new();
    let mut last = BTreeSet::new();
    for part in &parts {
        last = called(&fs::read_to_string(part).unwrap(), bin);
        all.extend(last.iter().cloned());
    }
    let settled = if parts.len() > 1 {
        last
    } else {
        BTreeSet::new()
    };
    (settled, all)
}

/// The functions of the object `bin` that a part of callgrind's counts names.
fn called(counts: &str, bin: &Path) -> BTreeSet<String> {
    let bin = bin.to_string_lossy();
    let mut ours = false;
    let mut names = BTreeSet::new();
    for line in counts.lines() {
        if let Some(object) = line.strip_prefix("ob=") {
            // Of the section of its own into which listed functions come callgrind does not know what it belongs to.
            ours = object == bin || object == "???";
        } else if let Some(name) = line.strip_prefix("fn=").filter(|_| ours) {
            names.insert(name.split('\'').next().unwrap_or(name).to_string());
        }
    }
    names
}

/// Where a function lies, and its bytes.
#[derive(Clone, Copy)]
struct Place {
    address: u64,
    size: u64,
}

/// The binary's functions.
fn symbols(bin: &Path) -> HashMap<String, Place> {
    let out = Command::new("nm").arg("-S").arg(bin).output();
    let out = out.expect("nm (binutils) is needed").stdout;
    let line = |line: &str| {
        let [address, size, kind, name] = line.split(' ').collect::<Vec<_>>()[..] else {
            return None;
        };
        let number = |text| u64::from_str_radix(text, 16).ok();
        let (address, size) = (number(address)?, number(size)?);
        let place = Place { address, size };
        "tTwW".contains(kind).then(|| (name.to_string(), place))
    };
    let text = String::from_utf8_lossy(&out);
    text.lines().filter_map(line).collect()
}

/// A symbol without what another build names otherwise; it stands for all symbols that begin so.
fn beginning(symbol: &str) -> String {
    let symbol = symbol.split(".llvm.").next().unwrap_or(symbol);
    if symbol.starts_with("_ZN")
        && let Some(at) = symbol.rfind("17h")
    {
        return symbol[..at + 3].to_string();
    }
    let crates = Regex::new("Cs[0-9A-Za-z]+_").unwrap();
    crates.replace_all(symbol, "Cs*_").into_owned()
}

/// The beginnings of what is needed, most needed first. Those that stand for many functions of which few are needed, as the
/// instances of something generic, come last of each kind: they would lie between the others.
fn arrange(symbols: &HashMap<String, Place>, uses: &HashMap<String, Uses>) -> Vec<String> {
    // Equal functions are one, with several names: callgrind knows it by one of them, its section by another.
    let mut used: HashMap<u64, Uses> = HashMap::new();
    for (name, uses) in uses {
        if let Some(place) = symbols.get(name) {
            let used = used.entry(place.address).or_default();
            *used = (*used).max(*uses);
        }
    }
    #[derive(Default)]
    struct Kind {
        bytes: u64,
        needed: u64,
        uses: Uses,
    }
    let mut kinds: BTreeMap<String, Kind> = BTreeMap::new();
    for (symbol, place) in symbols {
        let kind = kinds.entry(beginning(symbol)).or_default();
        kind.bytes += place.size;
        if let Some(uses) = used.get(&place.address) {
            kind.needed += place.size;
            kind.uses = kind.uses.max(*uses);
        }
    }
    let mut kinds: Vec<(String, Kind)> = kinds.into_iter().collect();
    kinds.retain(|(_, kind)| kind.needed > 0);
    let mixed = |kind: &Kind| kind.bytes > 2 * kind.needed && kind.bytes - kind.needed > 1500;
    kinds.sort_by_cached_key(|(name, kind)| {
        let order = (mixed(kind), kind.uses.settled == 0);
        let uses = std::cmp::Reverse(kind.uses);
        (order, uses, name.clone())
    });
    kinds.into_iter().map(|(name, _)| name).collect()
}
