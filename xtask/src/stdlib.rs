//! Writes docs/STDLIB.md: what gorun's packages export beside what the real Go's do.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::oracle;

/// Exported names of a package: `F`, `T`, `T.Method`, `T.Field`.
type Names = BTreeSet<String>;

const FILE: &str = "docs/STDLIB.md";

pub fn stdlib() {
    let mut rows = String::new();
    let mut missing_lists = String::new();
    let go = oracle::go();
    let (mut have_all, mut want_all) = (0, 0);
    for path in gorun_packages() {
        let Some(want) = go_names(&go, &path) else {
            continue;
        };
        let have = names_of(&gorun_text(&path));
        let missing: Vec<&String> = want.difference(&have).collect();
        let found = want.len() - missing.len();
        have_all += found;
        want_all += want.len();
        let state = if missing.is_empty() { "whole" } else { "" };
        let _ = writeln!(rows, "| {path} | {found} | {} | {state} |", want.len());
        if !missing.is_empty() {
            // syscall alone lacks thousands.
            const SHOWN: usize = 150;
            let list: Vec<&str> = missing.iter().take(SHOWN).map(|m| m.as_str()).collect();
            let more = match missing.len().saturating_sub(SHOWN) {
                0 => String::new(),
                n => format!(" and {n} more"),
            };
            let _ = writeln!(missing_lists, "- **{path}**: {}{more}", list.join(", "));
        }
    }
    let text = format!(
        "# The standard library\n\n\
         Exported names of Go 1.27's packages (functions, types, constants, variables, methods and fields) that gorun's have:\n\
         {have_all} of {want_all} in the packages below. Written by `cargo run -p xtask -- stdlib` from `go doc`.\n\n\
         | package | here | in Go | |\n| --- | ---: | ---: | --- |\n{rows}\n## Not here yet\n\n{missing_lists}"
    );
    fs::write(FILE, text).expect(FILE);
    println!("{have_all} of {want_all} names; {FILE} written");
}

/// Import paths of the packages under src/std that programs may import.
fn gorun_packages() -> Vec<String> {
    let table = fs::read_to_string("src/std/mod.rs").expect("src/std/mod.rs");
    let mut paths: Vec<String> = table
        .lines()
        .filter_map(|l| {
            l.trim()
                .strip_prefix('"')?
                .split_once("\": [")
                .map(|s| s.0.to_string())
        })
        .filter(|p| !p.split('/').any(|part| part == "internal"))
        .collect();
    paths.sort();
    paths.dedup();
    paths
}

/// The Go side of one of gorun's packages, with that of what it passes on from internal packages.
fn gorun_text(path: &str) -> String {
    let mut text = String::new();
    for folder in [
        format!("src/std/{path}"),
        format!("src/std/internal/core/{path}"),
        // What encoding/json and its v2 share.
        format!("src/std/{}/internal/shared", parent(path)),
    ] {
        let Ok(entries) = fs::read_dir(Path::new(&folder)) else {
            continue;
        };
        for entry in entries.filter_map(Result::ok) {
            if entry.path().extension().is_some_and(|e| e == "go") {
                text.push_str(&fs::read_to_string(entry.path()).unwrap_or_default());
                text.push('\n');
            }
        }
    }
    text
}

fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(parent, _)| parent)
}

fn go_names(go: &Path, path: &str) -> Option<Names> {
    let out = Command::new(go)
        .env("CGO_ENABLED", "0")
        .args(["doc", "-all", path])
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&out.stdout);
    out.status.success().then(|| names_of(&text))
}

fn exported(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
}

fn word(text: &str) -> &str {
    let end = text
        .find(|c: char| !(c.is_alphanumeric() || c == '_'))
        .unwrap_or(text.len());
    &text[..end]
}

/// Names that Go declarations export: read line by line, which gofmt's layout allows.
fn names_of(text: &str) -> Names {
    let mut names = Names::new();
    // What an indented line belongs to: a group of declarations ("") or a type's body.
    let mut block: Option<String> = None;
    // Types that embed one that is not exported have its methods.
    let mut embedded: Vec<(String, String)> = Vec::new();
    let mut hidden: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("func ") {
            block = None;
            if let Some(receiver) = rest.strip_prefix('(') {
                let Some((receiver, rest)) = receiver.split_once(')') else {
                    continue;
                };
                let of = receiver.rsplit([' ', '*']).next().unwrap_or("");
                let method = word(rest.trim_start());
                add(&mut names, word(of), method);
                if !exported(word(of)) && exported(method) {
                    hidden.push((word(of).to_string(), method.to_string()));
                }
            } else if exported(word(rest)) {
                names.insert(word(rest).to_string());
            }
            continue;
        }
        let declared = ["type ", "var ", "const "]
            .iter()
            .find_map(|k| line.strip_prefix(k).map(|r| (*k, r)));
        if let Some((keyword, rest)) = declared {
            block = rest.starts_with('(').then(String::new);
            if keyword == "type " && (line.ends_with("struct {") || line.ends_with("interface {")) {
                block = Some(word(rest).to_string());
            }
            if exported(word(rest)) {
                names.insert(word(rest).to_string());
            }
            if keyword == "type " {
                add_one_line_fields(&mut names, rest);
            }
            continue;
        }
        if line.starts_with([')', '}']) {
            block = None;
            continue;
        }
        let Some(of) = &block else { continue };
        let Some(inner) = line.strip_prefix('\t') else {
            continue;
        };
        let plain = inner.trim_start_matches('*');
        if !of.is_empty() && !plain.is_empty() && word(plain) == plain && !exported(plain) {
            embedded.push((of.clone(), plain.to_string()));
        }
        // Lists such as `A, B int` and `A, B = 1, 2`.
        let list = inner.split(" = ").next().unwrap_or(inner);
        for part in list.split(", ") {
            let name = word(part);
            let alone = part.len() == name.len();
            if of.is_empty() {
                if exported(name) {
                    names.insert(name.to_string());
                }
            } else {
                add(&mut names, of, name);
            }
            if !alone {
                break;
            }
        }
    }
    for (of, inner) in &embedded {
        for (_, method) in hidden.iter().filter(|(of, _)| of == inner) {
            add(&mut names, of, method);
        }
    }
    names
}

/// The fields of a struct whose declaration stands on one line: `Point struct{ X, Y int }`.
fn add_one_line_fields(names: &mut Names, declaration: &str) {
    let Some((of, body)) = declaration.split_once(" struct") else {
        return;
    };
    let Some(fields) = body
        .trim_start()
        .strip_prefix('{')
        .and_then(|b| b.rsplit_once('}'))
    else {
        return;
    };
    for field in fields.0.split("; ") {
        for part in field.trim().split(", ") {
            let name = word(part);
            add(names, word(of), name);
            if part.len() != name.len() {
                break;
            }
        }
    }
}

fn add(names: &mut Names, of: &str, name: &str) {
    if exported(of) && exported(name) {
        names.insert(format!("{of}.{name}"));
    }
}
