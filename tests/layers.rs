//! The map of the code, enforced: a folder of src may use only folders above it in docs/ARCHITECTURE.md.

use std::fs;
use std::path::{Path, PathBuf};

/// From top to bottom. Each may use what stands before it.
const LAYERS: &[&str] = &[
    "source", "format", "types", "vet", "bytecode", "compile", "race", "heap", "sched", "runtime",
    "vm", "jit", "std", "observe", "driver", "repl", "cli",
];

#[test]
fn no_import_runs_upwards() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for (rank, layer) in LAYERS.iter().enumerate() {
        for file in rust_files(&src.join(layer)) {
            let text = fs::read_to_string(&file).unwrap();
            for (number, line) in text.lines().enumerate() {
                for used in crate_paths(line) {
                    if LAYERS
                        .iter()
                        .position(|l| *l == used)
                        .is_some_and(|r| r > rank)
                    {
                        wrong.push(format!(
                            "{}:{}: {layer} uses {used}",
                            file.display(),
                            number + 1
                        ));
                    }
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "imports against the layers:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn every_folder_has_its_place() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(src)
        .unwrap()
        .map(Result::unwrap)
        .filter(|e| e.path().is_dir())
    {
        let name = entry.file_name().into_string().unwrap();
        assert!(
            LAYERS.contains(&name.as_str()),
            "src/{name} is not in the list of layers"
        );
    }
}

/// The first segments of `crate::…` paths on a line that is not a comment.
fn crate_paths(line: &str) -> Vec<&str> {
    if line.trim_start().starts_with("//") {
        return Vec::new();
    }
    line.match_indices("crate::")
        .filter(|(at, _)| {
            !line[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '$' || c == '_')
        })
        .map(|(at, _)| {
            let rest = &line[at + "crate::".len()..];
            &rest[..rest
                .find(|c: char| !(c.is_alphanumeric() || c == '_'))
                .unwrap_or(rest.len())]
        })
        .collect()
}

fn rust_files(dir: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(dir) else {
        return Vec::new();
    };
    entries
        .map(|e| e.unwrap().path())
        .flat_map(|path| match path.is_dir() {
            true => rust_files(&path),
            false if path.extension().is_some_and(|e| e == "rs") => vec![path],
            false => Vec::new(),
        })
        .collect()
}
