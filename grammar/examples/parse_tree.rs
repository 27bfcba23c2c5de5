//! Parses every Go file of a folder (tests and `testdata` aside), names those that are rejected, and says how fast
//! it went: `cargo run --release -p gorun-grammar --example parse_tree -- DIR [--errors]`.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use gorun_grammar::{ParseInput, parse_file};

fn collect(dir: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if dir.is_file() {
        files.push(dir.into());
        return Ok(());
    }
    for entry in std::fs::read_dir(dir)? {
        let path = entry?.path();
        let name = path
            .file_name()
            .and_then(|n| n.to_str())
            .unwrap_or_default();
        if path.is_dir() {
            if name != "testdata" {
                collect(&path, files)?;
            }
        } else if name.ends_with(".go") && !name.ends_with("_test.go") {
            files.push(path);
        }
    }
    Ok(())
}

fn main() -> std::io::Result<()> {
    let Some(dir) = std::env::args().nth(1) else {
        eprintln!("usage: parse_tree DIR");
        std::process::exit(2);
    };
    let mut files = Vec::new();
    collect(Path::new(&dir), &mut files)?;
    files.sort();
    let (mut lines, mut bytes, mut rejected) = (0, 0, 0);
    let mut spent = Duration::ZERO;
    for path in &files {
        let Ok(text) = std::fs::read_to_string(path) else {
            println!("{}: not UTF-8", path.display());
            rejected += 1;
            continue;
        };
        lines += text.lines().count();
        bytes += text.len();
        let start = Instant::now();
        let (file, mut diagnostics) = parse_file(ParseInput {
            text: &text,
            base: 1,
        });
        drop(file);
        spent += start.elapsed();
        // Directives that gc keeps for the library and its runtime; this is read to parse the library.
        diagnostics.retain(|d| !d.message.starts_with("//go:"));
        if !diagnostics.is_empty() {
            rejected += 1;
        }
        for diagnostic in diagnostics {
            let at = diagnostic.pos.0 as usize - 1;
            let line = text[..at].bytes().filter(|b| *b == b'\n').count() + 1;
            let column = at - text[..at].rfind('\n').map_or(0, |i| i + 1) + 1;
            println!("{}:{line}:{column}: {}", path.display(), diagnostic.message);
        }
    }
    let rate = lines as f64 / spent.as_secs_f64();
    println!(
        "{} files, {lines} lines, {bytes} bytes, {rejected} rejected, {:.3} s, {:.2} million lines a second",
        files.len(),
        spent.as_secs_f64(),
        rate / 1e6
    );
    Ok(())
}
