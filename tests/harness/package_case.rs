//! Cases of tests/packages: a directory tree, `commands` to run in it, and `expected`, what the real Go answered. Used by
//! the runner and by `xtask packages`.

use std::fs;
use std::path::{Path, PathBuf};

/// One line of `commands`: `NAME=value... [in DIR:] run|check|test ARGS...`.
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

/// The output of tests without what differs from run to run: times, measurements, tracebacks.
pub fn plain_test_output(text: &str) -> String {
    let mut out = String::new();
    let mut traceback = false;
    for line in text.lines() {
        traceback |= line.starts_with("goroutine ");
        traceback &= !["FAIL\t", "exit status ", "{", "ok  \t"]
            .iter()
            .any(|p| line.starts_with(p));
        if !traceback && !line.starts_with("cpu: ") {
            out.push_str(&without_numbers(line));
            out.push('\n');
        }
    }
    out
}

fn without_numbers(line: &str) -> String {
    if line.starts_with("Benchmark") && line.contains('\t') {
        let digits = |c: char| c.is_ascii_digit() || c == '.';
        let columns = line
            .split('\t')
            .map(|c| c.trim().trim_start_matches(digits));
        return columns.collect::<Vec<_>>().join("\t");
    }
    let mut out = String::new();
    let mut rest = line;
    for key in ["\"Time\":\"", "\"Elapsed\":"] {
        if let Some((before, behind)) = rest.split_once(key) {
            out.push_str(before);
            out.push_str(key);
            rest = behind.trim_start_matches(|c: char| c.is_ascii_digit() || ".-+:TZ".contains(c));
        }
    }
    // 0.01s
    while let Some(point) = rest.find('.') {
        let digits = rest[point + 1..]
            .bytes()
            .take_while(u8::is_ascii_digit)
            .count();
        let end = point + 1 + digits;
        let before = rest[..point].trim_end_matches(|c: char| c.is_ascii_digit());
        if digits > 0 && rest[end..].starts_with('s') && before.len() < point {
            out.push_str(before);
            out.push_str("0.00");
        } else {
            out.push_str(&rest[..end]);
        }
        rest = &rest[end..];
    }
    out + rest
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

/// Where Go's library is, and where Go would have looked in it for a package, is no part of the answer: gorun may have no Go to
/// look in.
fn without_goroot(line: &str) -> String {
    if let Some(at) = line.find("is not in std (") {
        return line[..at + "is not in std".len()].to_string();
    }
    match (line.strip_prefix("\t ("), line.find("/src/")) {
        (Some(_), Some(at)) => format!("\t ($GOROOT{}", &line[at..]),
        _ => line.to_string(),
    }
}
