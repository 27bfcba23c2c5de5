//! Expected errors of the programs in tests/check, written by the real Go: each line in error gets a comment
//! `// ERROR@column "regexp"` that tests/check.rs reads. What a line said before is replaced.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::gc::Gc;
use crate::oracle;

const MARK: &str = " // ERROR";

/// Column and message of each error of a line.
type Errors = BTreeMap<usize, Vec<(usize, String)>>;

pub fn expect(only: &str) {
    let temporary = std::env::temp_dir().join(format!("gorun-expect-{}", std::process::id()));
    fs::create_dir_all(&temporary).unwrap();
    let mut folders = vec![oracle::root().join("tests/check")];
    let mut programs = Vec::new();
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "go")
                && path.to_string_lossy().contains(only)
            {
                programs.push(path);
            }
        }
    }
    let gc = Gc::new(&programs);
    for path in programs {
        rewrite(&gc, &path, &temporary);
        println!("{}", path.display());
    }
    let _ = fs::remove_dir_all(temporary);
}

fn rewrite(gc: &Gc, path: &Path, temporary: &Path) {
    let text = fs::read_to_string(path).unwrap();
    let mut lines: Vec<String> = text
        .lines()
        .map(|l| l.split(MARK).next().unwrap_or(l).trim_end().to_string())
        .collect();
    let source = temporary.join("x.go");
    fs::write(&source, lines.join("\n") + "\n").unwrap();
    for (line, list) in errors(gc, temporary) {
        let column = list[0].0;
        let at = if list.iter().all(|(c, _)| *c == column) {
            format!("@{column}")
        } else {
            String::new()
        };
        let quoted: Vec<String> = list
            .iter()
            .map(|(_, message)| quote(&escape(message)))
            .collect();
        lines[line - 1].push_str(&format!("{MARK}{at} {}", quoted.join(" ")));
    }
    fs::write(path, lines.join("\n") + "\n").unwrap();
}

/// What the compiler says of x.go.
fn errors(gc: &Gc, folder: &Path) -> Errors {
    let (_, text) = gc.compile(&[folder.join("x.go")], &["-p=p".to_string()]);
    let mut found = Errors::new();
    let mut last = None;
    // The back end names files with their folders.
    let prefix = format!("{}/", folder.display());
    for line in text.lines() {
        let line = line.strip_prefix(&prefix).unwrap_or(line);
        let parts: Option<(usize, usize, &str)> = line.strip_prefix("x.go:").and_then(|rest| {
            let (l, rest) = rest.split_once(':')?;
            let (c, message) = rest.split_once(": ")?;
            Some((l.parse().ok()?, c.parse().ok()?, message))
        });
        if let Some((l, c, message)) = parts {
            found.entry(l).or_default().push((c, message.to_string()));
            last = Some(l);
        } else if let (true, Some(l)) = (line.starts_with('\t'), last)
            && let Some((_, message)) = found.get_mut(&l).and_then(|list| list.last_mut())
        {
            message.push('\n');
            message.push_str(line);
        }
    }
    found
}

/// The message as a regular expression; places in it lose their file.
fn escape(message: &str) -> String {
    let mut out = String::new();
    for c in message.replace("x.go:", "").chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\\' | '.' | '+' | '*' | '?' | '(' | ')' | '|' | '[' | ']' | '{' | '}' | '^' | '$' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

fn quote(regexp: &str) -> String {
    if regexp.contains('`') {
        format!("\"{}\"", regexp.replace('"', "\\\""))
    } else {
        format!("`{regexp}`")
    }
}
