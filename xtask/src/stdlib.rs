//! Writes docs/STDLIB.md: what gorun's packages export beside what the real Go's do, and what of it the test programs exercise.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::oracle;

/// Exported names of a package: `F`, `T`, `T.Method`, `T.Field`.
type Names = BTreeSet<String>;

const FILE: &str = "docs/STDLIB.md";

/// The packages that are whole, with every exported name exercised by a program of tests/run.
const FIRST_RING: &[&str] = &[
    "bufio",
    "bytes",
    "cmp",
    "compress/gzip",
    "container/heap",
    "container/list",
    "container/ring",
    "context",
    "crypto/hmac",
    "crypto/md5",
    "crypto/rand",
    "crypto/sha1",
    "crypto/sha256",
    "crypto/sha512",
    "embed",
    "encoding",
    "encoding/base64",
    "encoding/binary",
    "encoding/csv",
    "encoding/hex",
    "encoding/json",
    "errors",
    "flag",
    "fmt",
    "hash/adler32",
    "hash/crc32",
    "hash/fnv",
    "hash/maphash",
    "html",
    "html/template",
    "io",
    "io/fs",
    "io/ioutil",
    "iter",
    "log",
    "log/slog",
    "maps",
    "math",
    "math/big",
    "math/bits",
    "math/cmplx",
    "math/rand",
    "math/rand/v2",
    "net",
    "net/http",
    "net/http/httptest",
    "net/url",
    "os",
    "os/exec",
    "os/signal",
    "path",
    "path/filepath",
    "reflect",
    "regexp",
    "runtime",
    "runtime/debug",
    "slices",
    "sort",
    "strconv",
    "strings",
    "sync",
    "sync/atomic",
    "testing",
    "testing/synctest",
    "text/tabwriter",
    "text/template",
    "time",
    "unicode",
    "unicode/utf16",
    "unicode/utf8",
    "unique",
    "weak",
];

/// One package: the names of the real Go's, those that gorun's lacks, those that no program of tests/run exercises.
struct Package {
    path: String,
    names: usize,
    missing: Vec<String>,
    idle: Vec<String>,
}

impl Package {
    fn in_first_ring(&self) -> bool {
        FIRST_RING.contains(&self.path.as_str())
    }
}

/// Writes the table, or, with `check`, tells what of the first ring is missing or not exercised, and what the table hides.
pub fn stdlib(check: bool) {
    let packages = compare();
    if check {
        let faults = faults(&packages);
        print!("{faults}");
        if !faults.is_empty() {
            std::process::exit(1);
        }
        return;
    }
    let text = table(&packages);
    fs::write(oracle::root().join(FILE), text).expect(FILE);
    println!("{FILE} written");
}

fn faults(packages: &[Package]) -> String {
    let written = fs::read_to_string(oracle::root().join(FILE)).expect(FILE);
    let mut faults = String::new();
    for package in packages {
        let path = &package.path;
        if package.in_first_ring() {
            for name in &package.missing {
                let _ = writeln!(faults, "{path}.{name} is missing");
            }
            let known = known_idle(&written, path);
            for name in package
                .idle
                .iter()
                .filter(|name| !known.contains(&name.as_str()))
            {
                let _ = writeln!(
                    faults,
                    "no program in tests/run exercises {path}.{name}: add one to tests/run/std/{path}"
                );
            }
        }
        if missing_line(package).is_some_and(|line| !written.contains(&line)) {
            let _ = writeln!(
                faults,
                "{FILE} does not say what {path} lacks: run `cargo run -p xtask -- stdlib`"
            );
        }
    }
    faults
}

const IDLE: &str = "## In the first ring, and not exercised yet";

/// What the table says is not exercised: the list may only become shorter.
fn known_idle<'t>(written: &'t str, path: &str) -> Vec<&'t str> {
    let list = written.split_once(IDLE).map_or("", |(_, list)| list);
    let start = format!("- **{path}**: ");
    list.lines()
        .find_map(|line| line.strip_prefix(&start))
        .map_or_else(Vec::new, |names| names.split(", ").collect())
}

fn table(packages: &[Package]) -> String {
    let (mut rows, mut missing_lists, mut idle_lists) =
        (String::new(), String::new(), String::new());
    let (mut have_all, mut want_all) = (0, 0);
    for package in packages {
        let found = package.names - package.missing.len();
        have_all += found;
        want_all += package.names;
        let state = if package.missing.is_empty() {
            "whole"
        } else {
            ""
        };
        let ring = if package.in_first_ring() { "first" } else { "" };
        let _ = writeln!(
            rows,
            "| {} | {found} | {} | {} | {state} | {ring} |",
            package.path,
            package.names,
            package.names - package.idle.len()
        );
        missing_lists += &missing_line(package).unwrap_or_default();
        if package.in_first_ring() && !package.idle.is_empty() {
            let _ = writeln!(
                idle_lists,
                "- **{}**: {}",
                package.path,
                package.idle.join(", ")
            );
        }
    }
    if !idle_lists.is_empty() {
        idle_lists = format!("\n{IDLE}\n\n{idle_lists}");
    }
    format!(
        "# The standard library\n\n\
         Exported names of Go 1.27's packages (functions, types, constants, variables, methods and fields) that gorun's have:\n\
         {have_all} of {want_all} in the packages below; beside them how many the programs of `tests/run` exercise, with Go's own\n\
         output as expectation. Written by `cargo run -p xtask -- stdlib`; with `--check` it fails where a name of the first ring is\n\
         missing or not exercised.\n\n\
         | package | here | in Go | exercised | | ring |\n| --- | ---: | ---: | ---: | --- | --- |\n{rows}\n## Not here yet\n\n{missing_lists}{idle_lists}"
    )
}

fn missing_line(package: &Package) -> Option<String> {
    // syscall alone may lack thousands.
    const SHOWN: usize = 150;
    if package.missing.is_empty() {
        return None;
    }
    let more = match package.missing.len().saturating_sub(SHOWN) {
        0 => String::new(),
        n => format!(" and {n} more"),
    };
    let shown = &package.missing[..package.missing.len().min(SHOWN)];
    Some(format!(
        "- **{}**: {}{more}\n",
        package.path,
        shown.join(", ")
    ))
}

/// What the real Go's packages export beside what gorun's do, and what of it the programs exercise.
fn compare() -> Vec<Package> {
    let root = oracle::root();
    let go = oracle::go();
    let out = Command::new(&go)
        .arg("run")
        .arg(root.join("xtask/exercised.go"))
        .arg(root.join("tests/run"))
        .args(gorun_packages(&root))
        .env("CGO_ENABLED", "0")
        .env("GOROOT", oracle::goroot())
        .output()
        .unwrap();
    if !out.status.success() {
        eprint!("{}", String::from_utf8_lossy(&out.stderr));
        std::process::exit(1);
    }
    let lines = String::from_utf8_lossy(&out.stdout).into_owned();
    lines.lines().map(|line| package(&root, line)).collect()
}

/// From a line that xtask/exercised.go wrote.
fn package(root: &Path, line: &str) -> Package {
    let (all, idle) = line.split_once('|').expect("a line of exercised.go");
    let mut all = all.split_whitespace();
    let path = all.next().expect("a path").to_string();
    let want: Names = all.map(String::from).collect();
    let have = names_of(&gorun_text(root, &path));
    Package {
        path,
        names: want.len(),
        missing: want.difference(&have).cloned().collect(),
        idle: idle.split_whitespace().map(String::from).collect(),
    }
}

/// Import paths of the packages under src/std that programs may import.
pub fn gorun_packages(root: &Path) -> Vec<String> {
    let table = fs::read_to_string(root.join("src/std/mod.rs")).expect("src/std/mod.rs");
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
fn gorun_text(root: &Path, path: &str) -> String {
    let mut text = String::new();
    for folder in [
        format!("src/std/{path}"),
        format!("src/std/internal/core/{path}"),
        // What encoding/json and its v2 share.
        format!("src/std/{}/internal/shared", parent(path)),
    ] {
        let Ok(entries) = fs::read_dir(root.join(&folder)) else {
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
        // An embedded field has the name of its type.
        if let Some((_, name)) = plain.rsplit_once('.').or(Some(("", plain)))
            && !name.is_empty()
            && word(name) == name
        {
            add(&mut names, of, name);
        }
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
