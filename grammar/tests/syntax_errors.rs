//! Programs with syntax errors, and what gc says about them.
//!
//! `syntax_errors.txt` holds the programs and gc's messages. The messages are never typed by hand:
//! `GORUN_BLESS=/path/to/go cargo test -p gorun-grammar --test syntax_errors` asks that Go and rewrites them.
//! All messages count: where gc goes on after an error is a part of what it says.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use gorun_grammar::{ParseInput, parse_file};

struct Case {
    title: String,
    program: String,
    expected: Vec<String>,
}

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/syntax_errors.txt");

fn read_cases() -> Vec<Case> {
    let text = std::fs::read_to_string(FILE).expect("syntax_errors.txt");
    let sections = text.split("=== ").skip(1);
    sections
        .map(|section| {
            let (title, rest) = section.split_once('\n').expect("a title line");
            let (program, expected) = rest.split_once("--- gc\n").expect("a line `--- gc`");
            Case {
                title: title.into(),
                program: program.into(),
                expected: expected.lines().map(String::from).collect(),
            }
        })
        .collect()
}

/// Our messages with line and column, both from 1, columns in bytes.
fn messages(program: &str) -> Vec<String> {
    let (_, diagnostics) = parse_file(ParseInput {
        text: program,
        base: 1,
    });
    diagnostics
        .iter()
        .map(|d| {
            let before = &program[..d.pos.0 as usize - 1];
            let line = before.matches('\n').count() + 1;
            let column = before.len() - before.rfind('\n').map_or(0, |at| at + 1) + 1;
            format!("{line}:{column}: {}", d.message)
        })
        .collect()
}

/// gc's messages, without those of its type checker, which runs when there are only lexical errors.
fn ask_gc(go: &str, program: &str) -> Vec<String> {
    let dir = std::env::temp_dir().join(format!("gorun-bless-{}", std::process::id()));
    std::fs::create_dir_all(&dir).expect("a temporary folder");
    let file = dir.join("x.go");
    std::fs::write(&file, program).expect("a temporary file");
    let mut tool = Command::new(go);
    tool.args(["tool", "compile", "-e", "-p", "p", "-o"])
        .arg(dir.join("x.o"))
        .arg(&file);
    let output = tool.output().expect("go tool compile");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let prefix = format!("{}:", file.display());
    let mut lines: Vec<(u32, u32, String)> = text
        .lines()
        .filter_map(|line| {
            let mut parts = line.strip_prefix(&prefix)?.splitn(3, ':');
            let (line, column) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
            Some((line, column, parts.next()?.trim().to_string()))
        })
        .collect();
    lines.sort();
    lines.dedup();
    let from_checker = [
        "undefined:",
        "declared and not used",
        "invalid operation",
        "cannot use _",
    ];
    let syntax = lines
        .iter()
        .any(|(_, _, message)| message.starts_with("syntax error"));
    lines
        .into_iter()
        .filter(|(_, _, message)| syntax || !from_checker.iter().any(|text| message.contains(text)))
        .map(|(line, column, message)| format!("{line}:{column}: {message}"))
        .collect()
}

fn bless(go: &str) {
    let mut out = String::new();
    for case in read_cases() {
        let _ = write!(out, "=== {}\n{}--- gc\n", case.title, case.program);
        for message in ask_gc(go, &case.program) {
            let _ = writeln!(out, "{message}");
        }
    }
    std::fs::write(Path::new(FILE), out).expect("syntax_errors.txt");
}

#[test]
fn words_are_those_of_gc() {
    if let Ok(go) = std::env::var("GORUN_BLESS") {
        bless(&go);
    }
    let mut failures = String::new();
    for case in read_cases() {
        let (ours, theirs) = (messages(&case.program), case.expected);
        assert!(
            !theirs.is_empty(),
            "gc has nothing to say about {}",
            case.title
        );
        if ours != theirs {
            let _ = writeln!(
                failures,
                "{}\n  gc   {theirs:#?}\n  ours {ours:#?}",
                case.title
            );
        }
    }
    assert!(failures.is_empty(), "{failures}");
}
