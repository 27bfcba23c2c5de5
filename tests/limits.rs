//! What must be refused politely: each input ends in a clear error with Go's exit code, never in a crash of the host.

mod harness;

use std::fs;
use std::process::Command;
use std::time::Duration;

use harness::{Ran, gorun};

fn run_text(name: &str, text: &str) -> Ran {
    let path = std::env::temp_dir().join(format!("gorun-limits-{}-{name}.go", std::process::id()));
    fs::write(&path, text).unwrap();
    let ran = harness::run(Command::new(gorun()).arg(&path), Duration::from_secs(120));
    let _ = fs::remove_file(path);
    ran
}

fn main_with(body: &str) -> String {
    format!("package main\n\nfunc main() {{\n{body}\n}}\n")
}

/// Refused before it runs: exit code 1 and a message that contains `part`.
fn refused(name: &str, text: &str, part: &str) {
    let ran = run_text(name, text);
    let shown: String = ran.stderr.chars().take(600).collect();
    assert_eq!(ran.code, Some(1), "{name}: {shown}");
    assert!(ran.stderr.contains(part), "{name}: {shown}");
}

/// Runs, and fails as Go does: exit code 2.
fn fails(name: &str, text: &str, part: &str) {
    let ran = run_text(name, text);
    let shown: String = ran.stderr.chars().take(600).collect();
    assert_eq!(ran.code, Some(2), "{name}: {shown}");
    assert!(ran.stderr.contains(part), "{name}: {shown}");
}

#[test]
fn ten_megabytes_of_parentheses() {
    refused(
        "parens",
        &main_with(&format!("x := {}", "(".repeat(10 << 20))),
        "syntax error",
    );
}

/// What `go run` says of them.
#[test]
fn files_that_are_no_go_text() {
    let dir = std::env::temp_dir().join(format!("gorun-limits-{}-bytes", std::process::id()));
    fs::create_dir_all(&dir).unwrap();
    for (name, bytes, said) in [
        (
            "utf16.go",
            &b"\xff\xfepackage"[..],
            "utf16.go:1:1: illegal UTF-8 encoding (got UTF-16)",
        ),
        (
            "latin.go",
            b"\xffpackage main\nfunc main() {}\n",
            "latin.go:1:1: illegal UTF-8 encoding",
        ),
        (
            "nul.go",
            b"p\x00a\x00c\x00",
            "go: reading nul.go: unexpected NUL in input",
        ),
        (
            "late.go",
            b"package main\nimport \"fmt\" // \x00\n",
            "go: reading late.go: unexpected NUL in input",
        ),
        (
            "marks.go",
            b"\xef\xbb\xbf\xef\xbb\xbfpackage main\nfunc main() {}\n",
            "# command-line-arguments\n./marks.go:1:4: invalid BOM in the middle of the file",
        ),
        (
            "mark.go",
            b"package \xef\xbb\xbfmain\nfunc main() {}\n",
            "mark.go:1:9: illegal byte order mark",
        ),
        (
            "word.go",
            b"\xef\xbb\xbfhello",
            "word.go:1:1: expected 'package', found hello",
        ),
    ] {
        fs::write(dir.join(name), bytes).unwrap();
        let mut command = Command::new(gorun());
        command.arg(name).current_dir(&dir);
        let ran = harness::run(&mut command, Duration::from_secs(60));
        assert_eq!((ran.code, &*ran.stderr), (Some(1), &*format!("{said}\n")));
    }
    let _ = fs::remove_dir_all(dir);
}

/// The front end wants a deep stack, and something drops its memory later: neither is there if the system gives no more address space.
#[test]
fn little_address_space() {
    let hello = harness::root().join("examples/hello.go");
    let grows = main_with("var all [][]byte\nfor { all = append(all, make([]byte, 1 << 28)) }");
    let path = std::env::temp_dir().join(format!("gorun-limits-{}-grows.go", std::process::id()));
    fs::write(&path, grows).unwrap();
    for (kilobytes, program, code) in [(1_000_000, &hello, 0), (3_000_000, &path, 2)] {
        let mut command = Command::new("sh");
        let script = format!("ulimit -v {kilobytes}; exec \"$@\"");
        command
            .args(["-c", &script, "sh"])
            .arg(gorun())
            .arg(program);
        let ran = harness::run(&mut command, Duration::from_secs(60));
        assert_eq!(ran.code, Some(code), "{}", ran.stderr);
        assert!(!ran.stderr.contains("panicked"), "{}", ran.stderr);
    }
    let _ = fs::remove_file(path);
}

#[test]
fn deep_nesting() {
    refused(
        "blocks",
        &main_with(&format!("{}{}", "{".repeat(100_000), "}".repeat(100_000))),
        "syntax error",
    );
    refused(
        "types",
        &format!(
            "package main\nvar x {}int\nfunc main() {{}}\n",
            "[]".repeat(1_000_000)
        ),
        "syntax error",
    );
}

#[test]
fn a_long_expression_runs() {
    let ran = run_text(
        "terms",
        &main_with(&format!("x := 1\nprintln({}x)", "x+".repeat(100_000))),
    );
    assert_eq!((ran.stderr.as_str(), ran.code), ("100001\n", Some(0)));
}

#[test]
fn types_that_contain_themselves() {
    refused(
        "self",
        "package main\ntype T struct{ t T }\nfunc main() {}\n",
        "invalid recursive type",
    );
    refused(
        "array",
        "package main\ntype T [2]T\nfunc main() {}\n",
        "invalid recursive type",
    );
    refused(
        "loop",
        "package main\nvar a = b\nvar b = a\nfunc main() {}\n",
        "initialization cycle",
    );
}

#[test]
fn huge_constants() {
    refused("shift", &main_with("const c = 1 << 100000\n_ = c"), "");
    refused(
        "overflow",
        &main_with("var x int8 = 300\n_ = x"),
        "cannot use 300 (untyped int constant) as int8 value",
    );
}

#[test]
fn endless_recursion() {
    fails(
        "recursion",
        "package main\nfunc f(n int) int { return f(n+1) + 1 }\nfunc main() { println(f(0)) }\n",
        "stack overflow",
    );
}

#[test]
fn impossible_allocations() {
    fails(
        "make",
        &main_with("n := -1\n_ = make([]int, n)"),
        "makeslice: len out of range",
    );
    fails(
        "huge",
        &main_with("n := 1 << 62\n_ = make([]byte, n)"),
        "makeslice: len out of range",
    );
}

#[test]
fn more_memory_than_there_is() {
    fails(
        "memory",
        &main_with("var all [][]byte\nfor { all = append(all, make([]byte, 1<<40)) }"),
        "fatal error: runtime: out of memory",
    );
}

#[test]
fn maps_written_by_several_goroutines() {
    let text = "m := map[int]int{}
        write := func() { for i := 0; ; i++ { m[i&1023] = i } }
        for range 8 { go write() }
        write()";
    fails(
        "writes",
        &main_with(text),
        "fatal error: concurrent map writes\n\ngoroutine ",
    );
}

#[test]
fn types_too_large() {
    let variable = "package main\n\nvar b [1 << 32]int\n\nfunc main() { println(b[5]) }\n";
    let part = "main.b: symbol too large (34359738368 bytes > 2000000000 bytes)";
    refused("symbol", variable, part);
    let body = "var p *[1 << 52]int\nprintln(len(p))";
    refused(
        "address",
        &main_with(body),
        "type [4503599627370496]int larger than address space",
    );
    let body = "type t struct { a [1 << 46]int; b [1 << 46]int }\nvar p *t\nprintln(p)";
    refused("struct", &main_with(body), "struct type too large");
}

#[test]
fn unrecovered_errors() {
    fails(
        "nil",
        &main_with("var p *int\nprintln(*p)"),
        "invalid memory address or nil pointer dereference",
    );
    fails(
        "div",
        &main_with("a, b := 1, 0\nprintln(a / b)"),
        "integer divide by zero",
    );
    fails(
        "map",
        &main_with("var m map[string]int\nm[\"a\"] = 1"),
        "assignment to entry in nil map",
    );
    fails(
        "deadlock",
        &main_with("select {}"),
        "all goroutines are asleep - deadlock!",
    );
}

/// Found by the `compiler` fuzz target: outside package main, `main` is any name.
#[test]
fn main_in_a_package_that_is_no_program() {
    for (n, decl) in [
        "type main int\nvar X main",
        "func main[T any](x T) T { return x }",
    ]
    .iter()
    .enumerate()
    {
        let path =
            std::env::temp_dir().join(format!("gorun-limits-{}-lib{n}.go", std::process::id()));
        fs::write(&path, format!("package a\n{decl}\n")).unwrap();
        let mut command = Command::new(gorun());
        let ran = harness::run(
            command.args(["check", "--compile"]).arg(&path),
            Duration::from_secs(120),
        );
        let _ = fs::remove_file(path);
        assert_eq!((ran.stderr.as_str(), ran.code), ("", Some(0)), "{decl}");
    }
}
