//! Cases of tests/packages: a directory tree, `commands` to run in it, and `expected`, what the real Go answered. Used by
//! the runner and by `xtask packages`.

use std::fs;
use std::path::{Path, PathBuf};

/// One line of `commands`: `NAME=value... [in DIR:] run|check ARGS...`.
#[derive(Debug)]
pub struct CaseCommand {
    /// The line itself.
    pub line: String,
    pub env: Vec<(String, String)>,
    /// Below the case's directory.
    pub dir: String,
    pub verb: String,
    pub args: Vec<String>,
}

pub fn commands(case: &Path) -> Vec<CaseCommand> {
    let text = fs::read_to_string(case.join("commands")).unwrap();
    text.lines()
        .filter(|l| !l.trim().is_empty() && !l.starts_with('#'))
        .map(|line| {
            let mut words = line.split_whitespace().peekable();
            let mut env = Vec::new();
            while let Some((name, value)) = words.peek().and_then(|w| w.split_once('='))
                && name.bytes().all(|b| b.is_ascii_uppercase())
            {
                env.push((name.to_string(), value.to_string()));
                words.next();
            }
            let mut dir = ".".to_string();
            if words.peek() == Some(&"in") {
                words.next();
                dir = words.next().unwrap().trim_end_matches(':').to_string();
            }
            CaseCommand {
                line: line.to_string(),
                env,
                dir,
                verb: words.next().unwrap().to_string(),
                args: words.map(str::to_string).collect(),
            }
        })
        .collect()
}

/// All cases, by name.
pub fn cases(root: &Path) -> Vec<PathBuf> {
    let mut list: Vec<PathBuf> = fs::read_dir(root.join("tests/packages"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.join("commands").is_file())
        .collect();
    list.sort();
    list
}

/// The tree of a case in a directory of its own: commands write into it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type().unwrap().is_dir() {
            copy(&source, &target);
        } else if !matches!(entry.file_name().to_str(), Some("commands" | "expected")) {
            fs::copy(&source, &target).unwrap();
        }
    }
}

/// What a command printed, as `expected` holds it.
pub fn shown(line: &str, stdout: &str, stderr: &str, code: i32, work: &Path) -> String {
    let mut out = format!("$ {line}\n");
    let work = work.display().to_string();
    for (text, mark) in [(stdout, ""), (stderr, "! ")] {
        for line in text.lines() {
            if line.starts_with("exit status ") {
                continue;
            }
            out.push_str(&format!(
                "{mark}{}\n",
                without_goroot(&line.replace(&work, "$WORK"))
            ));
        }
    }
    if code != 0 {
        out.push_str(&format!("exit {code}\n"));
    }
    out
}

/// Where Go would have looked for a package of its library is no part of the answer: gorun may have no Go to look in.
fn without_goroot(line: &str) -> String {
    match line.find("is not in std (") {
        Some(at) => line[..at + "is not in std".len()].to_string(),
        None => line.to_string(),
    }
}
