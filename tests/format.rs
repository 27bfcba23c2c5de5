//! `gorun fmt` gives what gofmt gives, to the byte. With `GO=/path/to/go` in the environment, over all of Go's own sources as well, as
//! they are and with their white space damaged.

mod harness;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use gorun_grammar::{ParseInput, parse_written};
use harness::{Ran, gorun, root};

const LONG: Duration = Duration::from_secs(600);

fn fmt(args: &[&str], dir: &Path) -> Ran {
    harness::run(
        Command::new(gorun()).arg("fmt").args(args).current_dir(dir),
        LONG,
    )
}

fn with_input(args: &[&str], input: &str) -> Ran {
    use std::io::Write;
    let mut child = Command::new(gorun())
        .arg("fmt")
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Who refuses its arguments has ended before it reads: a broken pipe is no failure.
    let written = child.stdin.take().unwrap().write_all(input.as_bytes());
    if let Err(e) = written {
        assert_eq!(e.kind(), std::io::ErrorKind::BrokenPipe, "{e}");
    }
    let output = child.wait_with_output().unwrap();
    Ran {
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
        code: output.status.code(),
    }
}

/// The real gofmt and Go's sources, if the environment names a Go.
fn go() -> Option<(PathBuf, PathBuf)> {
    let go = std::env::var_os("GO")?;
    let output = Command::new(go).args(["env", "GOROOT"]).output().ok()?;
    let goroot = PathBuf::from(String::from_utf8(output.stdout).ok()?.trim());
    Some((goroot.join("bin/gofmt"), goroot.join("src")))
}

/// What gorun's own parser refuses, gofmt may take; what it refuses too, it says in its own words. `tests/format/refused/NAME.go` has
/// `NAME.out` from gofmt (`GO=… BLESS=1` rewrites them): what it prints, errors behind, and its code.
#[test]
fn refused_files() {
    let folder = root().join("tests/format/refused");
    let mut count = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|e| e != "go") {
            continue;
        }
        count += 1;
        let name = path.file_name().unwrap().to_str().unwrap();
        let expected = path.with_extension("out");
        let shown = |stdout: &str, stderr: &str, code: Option<i32>| {
            format!("{stdout}{stderr}exit {}\n", code.unwrap_or(-1))
        };
        if std::env::var_os("BLESS").is_some() {
            let (gofmt, _) = go().expect("GO names the real Go");
            let output = Command::new(gofmt)
                .arg(name)
                .current_dir(&folder)
                .output()
                .unwrap();
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            let (stdout, stderr) = (text(&output.stdout), text(&output.stderr));
            fs::write(&expected, shown(&stdout, &stderr, output.status.code())).unwrap();
        }
        let ran = fmt(&[name], &folder);
        let got = shown(&ran.stdout, &ran.stderr, ran.code);
        assert_eq!(got, fs::read_to_string(&expected).unwrap(), "{name}");
    }
    assert!(count > 0);
    // gofmt takes no first line for the system; what stands behind it is gofmt's all the same.
    let script = "#!/usr/bin/env gorun\n\npackage p\n\nfunc f() {\n  for ; ; x := 1 {}\n}\n";
    let ran = with_input(&[], script);
    let formatted = "#!/usr/bin/env gorun\n\npackage p\n\nfunc f() {\n\tfor ; ; x := 1 {\n\t}\n}\n";
    assert_eq!(
        (ran.stdout.as_str(), ran.code),
        (formatted, Some(0)),
        "{}",
        ran.stderr
    );
}

/// `tests/format/NAME.go` formats to `NAME.golden`, which is gofmt's own (`GO=… BLESS=1` rewrites them), and that to itself.
#[test]
fn damaged_files() {
    let folder = root().join("tests/format");
    let mut count = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|e| e != "go") {
            continue;
        }
        count += 1;
        let name = path.file_name().unwrap().to_str().unwrap();
        let golden = path.with_extension("golden");
        let simplify = name.starts_with("simplify");
        let flags: &[&str] = if simplify { &["-s"] } else { &[] };
        if std::env::var_os("BLESS").is_some() {
            let (gofmt, _) = go().expect("GO names the real Go");
            let output = Command::new(gofmt).args(flags).arg(&path).output().unwrap();
            fs::write(&golden, output.stdout).unwrap();
        }
        let wanted = fs::read_to_string(&golden).unwrap();
        let ran = fmt(&[flags, &[name]].concat(), &folder);
        assert_eq!(
            (ran.stdout.as_str(), ran.code),
            (wanted.as_str(), Some(0)),
            "{name}"
        );
        assert_eq!(
            with_input(&[], &wanted).stdout,
            wanted,
            "{name}, formatted twice"
        );
    }
    assert!(count > 0);
}

#[test]
fn flags() {
    let dir = std::env::temp_dir().join(format!("gorun-format-{}", std::process::id()));
    fs::create_dir_all(dir.join("sub")).unwrap();
    let (good, bad) = ("package p\n\nvar x = 1\n", "package p\nvar  x=1\n");
    fs::write(dir.join("good.go"), good).unwrap();
    fs::write(dir.join("sub/bad.go"), bad).unwrap();
    fs::write(dir.join("sub/other.txt"), bad).unwrap();
    let ran = fmt(&["-l", "."], &dir);
    assert_eq!((ran.stdout.as_str(), ran.code), ("sub/bad.go\n", Some(0)));
    let ran = fmt(&["-d", "sub"], &dir);
    let diff = "diff sub/bad.go.orig sub/bad.go\n--- sub/bad.go.orig\n+++ sub/bad.go\n@@ -1,2 +1,3 @@\n package p\n-var  x=1\n+\n+var x = 1\n";
    assert_eq!((ran.stdout.as_str(), ran.code), (diff, Some(1)));
    let ran = fmt(&["-w", "."], &dir);
    assert_eq!((ran.stdout.as_str(), ran.code), ("", Some(0)));
    assert_eq!(fs::read_to_string(dir.join("sub/bad.go")).unwrap(), good);
    assert_eq!(
        fs::read_dir(dir.join("sub")).unwrap().count(),
        2,
        "no copy is left"
    );
    let ran = fmt(&["missing.go"], &dir);
    let message = "lstat missing.go: no such file or directory\n";
    assert_eq!((ran.stderr.as_str(), ran.code), (message, Some(2)));
    fs::write(dir.join("wrong.go"), "package p\n\nfunc f( {\n").unwrap();
    let ran = fmt(&["wrong.go"], &dir);
    assert!(ran.stderr.starts_with("wrong.go:3:9: "), "{}", ran.stderr);
    assert_eq!((ran.stdout.as_str(), ran.code), ("", Some(2)));
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn standard_input() {
    for (input, wanted) in [
        ("package p\nvar  x=1\n", "package p\n\nvar x = 1\n"),
        ("var  x=1", "var x = 1"),
        ("\n\n\tx:=1\n  y ( x )\n\n", "\n\n\tx := 1\n\ty(x)\n\n"),
        (
            "#!/usr/bin/env gorun\n\npackage main\nfunc main(){}\n",
            "#!/usr/bin/env gorun\n\npackage main\n\nfunc main() {}\n",
        ),
        ("  // nothing\n", "\t// nothing\n"),
    ] {
        let ran = with_input(&[], input);
        assert_eq!(
            (ran.stdout.as_str(), ran.stderr.as_str()),
            (wanted, ""),
            "{input:?}"
        );
    }
    assert_eq!(with_input(&["-w"], "package p\n").code, Some(2));
    assert_eq!(with_input(&[], "x := := 1\n").code, Some(2));
}

fn listed(text: &str) -> BTreeSet<&str> {
    text.lines()
        .filter(|path| !path.contains("/testdata/"))
        .collect()
}

/// The files outside of testdata that gofmt leaves as they are format to themselves, and no others do.
#[test]
fn gos_own_sources() {
    let Some((gofmt, src)) = go() else { return };
    let theirs = Command::new(gofmt)
        .args(["-l", "."])
        .current_dir(&src)
        .output()
        .unwrap();
    let theirs = String::from_utf8(theirs.stdout).unwrap();
    let ours = fmt(&["-l", "."], &src).stdout;
    assert_eq!(listed(&ours), listed(&theirs));
}

/// A simple generator: the damage is the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (self.0 >> 33) % n
    }
}

/// Other white space between words: blanks, blank lines, indentation.
fn damaged(text: &str, dice: &mut Dice) -> Option<String> {
    let (_, words) = parse_written(ParseInput { text, base: 0 }).ok()?;
    let mut places: Vec<(usize, usize)> = words
        .tokens
        .iter()
        .filter(|t| !text[t.start.0 as usize..].starts_with('\n'))
        .map(|t| (t.start.0 as usize, t.end.0 as usize))
        .chain(
            words
                .comments
                .iter()
                .map(|(a, b)| (a.0 as usize, b.0 as usize)),
        )
        .collect();
    places.sort_unstable();
    let mut out = String::new();
    let mut end = 0;
    for (start, stop) in places {
        let gap = text.get(end..start).unwrap_or_default();
        let lines = gap.matches('\n').count();
        if lines > 0 {
            // A comment above a declaration stays there; more than two line breaks are one blank line.
            let more = if lines > 1 { dice.below(3) as usize } else { 0 };
            out.push_str(&"\n".repeat(lines + more));
            // At the beginning of a line it would be a directive, and a wrong one.
            let is_line = text[start..].starts_with("//line ");
            let indents = [" ", "\t", "", "    "];
            out.push_str(indents[dice.below(if is_line { 2 } else { 4 }) as usize]);
        } else if !gap.is_empty() {
            out.push_str([" ", "  ", "\t", "   "][dice.below(4) as usize]);
        }
        out.push_str(text.get(start.max(end)..stop).unwrap_or_default());
        end = stop.max(end);
    }
    Some(out)
}

#[test]
fn gos_own_sources_damaged() {
    let Some((gofmt, src)) = go() else { return };
    let dir = std::env::temp_dir().join(format!("gorun-damaged-{}", std::process::id()));
    let (theirs, ours) = (dir.join("theirs"), dir.join("ours"));
    let mut dice = Dice(1);
    let mut names = Vec::new();
    let mut folders = vec![src.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() && !path.ends_with("testdata") {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "go") {
                let Some(text) = damaged(&fs::read_to_string(&path).unwrap(), &mut dice) else {
                    continue;
                };
                let name = path.strip_prefix(&src).unwrap().to_path_buf();
                for copy in [&theirs, &ours] {
                    fs::create_dir_all(copy.join(&name).parent().unwrap()).unwrap();
                    fs::write(copy.join(&name), &text).unwrap();
                }
                names.push(name);
            }
        }
    }
    Command::new(gofmt)
        .args(["-w", "."])
        .current_dir(&theirs)
        .output()
        .unwrap();
    fmt(&["-w", "."], &ours);
    let read = |dir: &Path, name: &PathBuf| fs::read_to_string(dir.join(name)).unwrap();
    let different: Vec<_> = names
        .iter()
        .filter(|n| read(&theirs, n) != read(&ours, n))
        .collect();
    fs::remove_dir_all(dir).unwrap();
    println!(
        "{} damaged files, {} different",
        names.len(),
        different.len()
    );
    assert!(names.len() > 1000);
    assert!(different.is_empty(), "{different:?}");
}
