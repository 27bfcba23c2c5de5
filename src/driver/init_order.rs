//! The order in which packages are initialised: of those whose imports are done, the one with the smallest import path
//! is next, as Go's linker has it since 1.21. Packages without anything to run do not count.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rustc_hash::FxHashMap;

use crate::compile::{CheckedPackage, has_initialisers};
use crate::types::{PkgId, Types};

/// For gorun's own packages, the largest import path among what the same package of Go waits for: gorun's depend on
/// other things, but programs can see in which order their own packages run. Measured with GODEBUG=inittrace=1.
const LIBRARY: &[(&str, &str)] = &[
    ("bufio", "unicode"),
    ("bytes", "unicode"),
    ("context", "time"),
    ("embed", "time"),
    ("errors", "runtime"),
    ("flag", "unicode"),
    ("fmt", "unicode"),
    ("io", "sync"),
    ("io/fs", "time"),
    ("io/ioutil", "unicode"),
    ("iter", "iter"),
    ("log", "unicode"),
    ("maps", "iter"),
    ("math", "math"),
    ("math/cmplx", "math"),
    ("math/rand", "sync"),
    ("math/rand/v2", "runtime"),
    ("os", "time"),
    ("path", "runtime"),
    ("path/filepath", "unicode"),
    ("reflect", "unicode"),
    ("runtime/debug", "unicode"),
    ("slices", "iter"),
    ("sort", "iter"),
    ("strconv", "runtime"),
    ("strings", "unicode"),
    ("sync", "sync"),
    ("syscall", "syscall"),
    ("time", "time"),
    ("unicode", "unicode"),
];

/// A package as the order sees it.
pub struct Entry {
    pub path: String,
    pub imports: Vec<String>,
    /// Part of gorun's library.
    pub own: bool,
}

/// Puts packages, which come in some order of dependency, into that of their initialisation. `entries` run parallel.
pub fn sort(
    types: &Types,
    packages: Vec<CheckedPackage>,
    entries: &[Entry],
    main: PkgId,
) -> Vec<CheckedPackage> {
    let index: FxHashMap<&str, usize> = entries
        .iter()
        .enumerate()
        .map(|(i, e)| (e.path.as_str(), i))
        .collect();
    let mut counts = vec![false; entries.len()];
    let mut waits_for: Vec<Vec<usize>> = Vec::with_capacity(entries.len());
    for (i, entry) in entries.iter().enumerate() {
        let imports: Vec<usize> = entry
            .imports
            .iter()
            .filter_map(|path| index.get(path.as_str()).copied())
            .collect();
        counts[i] = packages[i].id == main
            || match entry.own {
                true => library_key(&entry.path).is_some(),
                false => {
                    has_initialisers(&packages[i], types) || imports.iter().any(|&j| counts[j])
                }
            };
        waits_for.push(imports);
    }
    let key = |i: usize| match (counts[i], entries[i].own) {
        // What does not count is out of the way at once.
        (false, _) => "",
        (true, true) => library_key(&entries[i].path).unwrap_or_default(),
        (true, false) => entries[i].path.as_str(),
    };
    let mut open: Vec<usize> = waits_for.iter().map(Vec::len).collect();
    let mut wanted_by: Vec<Vec<usize>> = vec![Vec::new(); entries.len()];
    for (i, imports) in waits_for.iter().enumerate() {
        for &j in imports {
            wanted_by[j].push(i);
        }
    }
    let mut heap: BinaryHeap<Reverse<(&str, usize)>> = (0..entries.len())
        .filter(|&i| open[i] == 0)
        .map(|i| Reverse((key(i), i)))
        .collect();
    let mut order = Vec::with_capacity(entries.len());
    while let Some(Reverse((_, i))) = heap.pop() {
        order.push(i);
        for &dependent in &wanted_by[i] {
            open[dependent] -= 1;
            if open[dependent] == 0 {
                heap.push(Reverse((key(dependent), dependent)));
            }
        }
    }
    let mut slots: Vec<Option<CheckedPackage>> = packages.into_iter().map(Some).collect();
    order.into_iter().filter_map(|i| slots[i].take()).collect()
}

fn library_key(path: &str) -> Option<&'static str> {
    LIBRARY
        .iter()
        .find(|(p, _)| *p == path)
        .map(|(_, key)| *key)
}
