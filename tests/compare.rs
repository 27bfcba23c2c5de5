//! `gorun compare`: what it says, never how long things take. And the side channels of watched runs.

mod harness;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use harness::{Ran, gorun, root};

fn compare(args: &[&str]) -> Ran {
    harness::run(
        Command::new(gorun())
            .arg("compare")
            .args(args)
            .current_dir(root()),
        Duration::from_secs(120),
    )
}

fn program(name: &str, text: &str) -> PathBuf {
    let dir = std::env::temp_dir().join(format!("gorun-compare-test-{}", std::process::id()));
    fs::create_dir_all(&dir).unwrap();
    let path = dir.join(name);
    fs::write(&path, text).unwrap();
    path
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_table_a_chart_and_the_idle_time() {
    let ran = compare(&[
        "--procs",
        "1,2,64",
        "--runs",
        "1",
        "examples/pi_parallel.go",
    ]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    let lines: Vec<&str> = ran.stdout.lines().collect();
    assert!(lines[0].starts_with("examples/pi_parallel.go: one run each, "));
    let head: Vec<&str> = lines[2].split_whitespace().collect();
    let columns = "GOMAXPROCS wall CPU speed-up efficiency goroutines switches steals idle";
    assert_eq!(head, columns.split(' ').collect::<Vec<_>>());
    let row: Vec<&str> = lines[3].split_whitespace().collect();
    assert_eq!(
        (row[0], row[5], row[6], row[7]),
        ("1", "1.00x", "100%", "9"),
        "{}",
        lines[3]
    );
    for part in ["\nwall time\n", "█", "\nidle time of each P\n", "core"] {
        assert!(ran.stdout.contains(part), "{part:?} in\n{}", ran.stdout);
    }
    // No test machine has so many.
    let cores = std::thread::available_parallelism().unwrap().get();
    if cores < 64 {
        assert!(ran.stdout.contains("GOMAXPROCS="), "{}", ran.stdout);
        assert!(
            ran.stdout.contains("cannot be faster than"),
            "{}",
            ran.stdout
        );
    }
}

#[test]
fn what_has_no_parallel_part() {
    let alone = program(
        "alone.go",
        "package main\n\nfunc fib(n int) int {\n\tif n < 2 {\n\t\treturn n\n\t}\n\treturn fib(n-1) + fib(n-2)\n}\n\nfunc main() { println(fib(30)) }\n",
    );
    let ran = compare(&["--why", "--procs", "1,2", "--runs", "1", text(&alone)]);
    assert!(
        ran.stdout.contains("no parallel part: for "),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout
            .contains("one goroutine does the work: 1 (main.main) computed 100%"),
        "{}",
        ran.stdout
    );
    let turns = program(
        "turns.go",
        "package main\n\nfunc work(n int) int {\n\tfor i := range 5000 {\n\t\tn += i & 3\n\t}\n\treturn n\n}\n\nfunc main() {\n\ta, b := make(chan int), make(chan int)\n\tgo func() {\n\t\tfor n := range a {\n\t\t\tb <- work(n)\n\t\t}\n\t}()\n\tfor i := range 1000 {\n\t\ta <- work(i)\n\t\t<-b\n\t}\n}\n",
    );
    let ran = compare(&["--why", "--procs", "1,2", "--runs", "1", text(&turns)]);
    assert!(
        ran.stdout.contains("a channel sets the pace"),
        "{}",
        ran.stdout
    );
    assert!(ran.stdout.contains("turns.go:"), "{}", ran.stdout);
}

#[test]
fn output_that_differs_is_shown() {
    let chance = program(
        "chance.go",
        "package main\n\nimport (\n\t\"fmt\"\n\t\"os\"\n)\n\nfunc main() {\n\tfmt.Println(\"same\")\n\tfmt.Println(os.Getpid())\n}\n",
    );
    let ran = compare(&["--procs", "1,2", "--runs", "1", text(&chance)]);
    assert!(
        ran.stdout
            .contains("the output differs between runs (1 of 2"),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout.contains("line 2 with GOMAXPROCS=2, run 1: "),
        "{}",
        ran.stdout
    );
    let ran = compare(&["--procs", "1,2", "--runs", "1", "examples/hello.go"]);
    assert!(!ran.stdout.contains("differs"), "{}", ran.stdout);
}

#[test]
fn json_for_scripts() {
    let ran = compare(&[
        "--json",
        "--procs",
        "1,2",
        "--runs",
        "2",
        "examples/fanout.go",
    ]);
    let out = &ran.stdout;
    assert_eq!(out.lines().count(), 1);
    for part in [
        "{\"files\":[\"examples/fanout.go\"],\"cores\":",
        "\"output_differs\":false",
        "\"gomaxprocs\":1,\"wall_ns\":",
        "\"speedup\":1.0000,\"efficiency\":1.0000,\"goroutines\":5",
        "\"gomaxprocs\":2",
        "\"exit_codes\":[0,0]",
        "\"notes\":[",
    ] {
        assert!(out.contains(part), "{part} in {out}");
    }
}

#[test]
fn arguments_exit_codes_and_mistakes() {
    let exits = program(
        "exits.go",
        "package main\n\nimport \"os\"\n\nfunc main() {\n\tif len(os.Args) == 2 && os.Args[1] == \"-x\" {\n\t\tos.Exit(7)\n\t}\n}\n",
    );
    let ran = compare(&["--procs", "1", "--runs", "1", text(&exits), "-x"]);
    assert!(
        ran.stdout.contains("every run ended with exit code 7"),
        "{}",
        ran.stdout
    );
    // The command's own flags may follow the file; behind `--` they are the program's.
    let ran = compare(&[text(&exits), "--procs", "1", "--runs=1", "-x"]);
    assert!(
        ran.stdout.contains("every run ended with exit code 7") && !ran.stdout.contains("\n   2 "),
        "{}",
        ran.stdout
    );
    let flags = program(
        "flags.go",
        "package main\n\nimport (\n\t\"fmt\"\n\t\"os\"\n)\n\nfunc main() {\n\tfmt.Println(os.Args[1:])\n\tif len(os.Args) == 3 {\n\t\tos.Exit(3)\n\t}\n}\n",
    );
    let ran = compare(&[
        text(&flags),
        "--runs",
        "1",
        "--procs=1",
        "--",
        "--runs",
        "2",
    ]);
    assert!(
        ran.stdout.contains("every run ended with exit code 3"),
        "{}",
        ran.stdout
    );
    let broken = program("broken.go", "package main\n\nfunc main() { x := 1 }\n");
    let ran = compare(&[text(&broken)]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.stderr.contains("declared and not used: x"),
        "{}",
        ran.stderr
    );
    for (args, said) in [
        (
            &["--procs", "0", "x.go"][..],
            "--procs: numbers from 1 to 1024",
        ),
        (&["-"], "not standard input"),
        (&[], "no Go files named"),
    ] {
        let ran = compare(args);
        assert_eq!(ran.code, Some(1));
        assert!(ran.stderr.contains(said), "{}", ran.stderr);
    }
}

#[test]
fn a_trace_for_viewers() {
    let dir = std::env::temp_dir();
    let out = dir.join(format!("gorun-trace-{}.json", std::process::id()));
    let ran = harness::run(
        Command::new(gorun())
            .args(["run", "--trace", text(&out), "examples/pipeline.go"])
            .current_dir(root()),
        Duration::from_secs(60),
    );
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    let trace = fs::read_to_string(&out).unwrap();
    fs::remove_file(&out).unwrap();
    assert!(trace.starts_with("{\"displayTimeUnit\":\"ns\",\"traceEvents\":["));
    assert!(trace.ends_with("]}\n"));
    for part in [
        "\"args\":{\"name\":\"P0\"}",
        "\"args\":{\"name\":\"G1 main.main\"}",
        "\"name\":\"chan receive\",\"args\":{\"at\":\"examples/pipeline.go:21\"",
        "\"name\":\"able to run\"",
    ] {
        assert!(trace.contains(part), "{part}");
    }
    // generate sends 20 numbers, square 20, keep 10.
    let arrows = |kind: &str| trace.matches(&format!("\"ph\":\"{kind}\"")).count();
    assert_eq!((arrows("s"), arrows("f")), (50, 50));
    let last = trace
        .lines()
        .filter(|l| l.contains("\"ph\":\"f\""))
        .any(|l| l.contains("\"value\":\"361\""));
    assert!(last, "19 squared arrives");
}

#[test]
fn a_trace_must_have_a_known_ending() {
    let ran = harness::run(
        Command::new(gorun())
            .args(["run", "--trace", "x.txt", "examples/hello.go"])
            .current_dir(root()),
        Duration::from_secs(60),
    );
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""));
    assert!(
        ran.stderr.contains("must end in .html (a page) or .json"),
        "{}",
        ran.stderr
    );
}
