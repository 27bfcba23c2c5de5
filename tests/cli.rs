//! What a user types and sees: standard output, standard error, exit codes.

mod harness;

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use harness::{Ran, gorun, root};

fn in_dir(dir: &std::path::Path, args: &[&str]) -> Ran {
    harness::run(
        Command::new(gorun())
            .args(args)
            .current_dir(dir)
            .env_remove("GOMAXPROCS")
            // As on a machine without Go, wherever the tests run.
            .env("GOROOT", "/nonexistent"),
        Duration::from_secs(60),
    )
}

/// A fresh folder with the given files.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let dir = std::env::temp_dir().join(format!("gorun-cli-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).unwrap();
    for (file, text) in files {
        fs::create_dir_all(dir.join(file).parent().unwrap()).unwrap();
        fs::write(dir.join(file), text).unwrap();
    }
    dir
}

fn expect(ran: &Ran, code: i32, stdout: &str, stderr: &str) {
    assert_eq!(
        (ran.stdout.as_str(), ran.stderr.as_str(), ran.code),
        (stdout, stderr, Some(code))
    );
}

const HELLO: &str = "package main\n\nimport \"fmt\"\n\nfunc main() { fmt.Println(\"hello\") }\n";

#[test]
fn runs_a_file_a_directory_and_a_script() {
    let script = format!("#!/usr/bin/env gorun\n{HELLO}");
    let dir = folder("run", &[("hello.go", HELLO), ("script", &script)]);
    for args in [
        &["hello.go"][..],
        &["run", "hello.go"],
        &["."],
        &["script"],
        &["-C", ".", "hello.go"],
    ] {
        expect(&in_dir(&dir, args), 0, "hello\n", "");
    }
}

#[test]
fn several_files_and_arguments() {
    let main = "package main\n\nimport (\n\t\"fmt\"\n\t\"os\"\n)\n\nfunc main() { fmt.Println(greeting, os.Args[1:]) }\n";
    let dir = folder(
        "files",
        &[
            ("a.go", main),
            ("b.go", "package main\n\nvar greeting = \"hi\"\n"),
        ],
    );
    expect(
        &in_dir(&dir, &["a.go", "b.go", "x", "-y", "--z"]),
        0,
        "hi [x -y --z]\n",
        "",
    );
}

#[test]
fn evaluates_snippets() {
    let dir = root();
    expect(&in_dir(dir, &["-e", "fmt.Println(1+2)"]), 0, "3\n", "");
    expect(
        &in_dir(
            dir,
            &["-e", "x := strings.ToUpper(\"a.b\"); fmt.Println(x)"],
        ),
        0,
        "A.B\n",
        "",
    );
    expect(&in_dir(dir, &["-e", "6*7"]), 0, "42\n", "");
}

#[test]
fn exit_codes() {
    let program =
        |body: &str| format!("package main\n\nimport \"os\"\n\nfunc main() {{ {body} }}\n");
    let dir = folder("exit", &[("three.go", &program("os.Exit(3)"))]);
    expect(&in_dir(&dir, &["three.go"]), 3, "", "");
}

#[test]
fn compile_errors_are_gcs() {
    let text = "package main\n\nfunc main() {\n\tx := 1\n\tvar y int = \"a\"\n}\n";
    let dir = folder("errors", &[("prog.go", text)]);
    let want = "# command-line-arguments\n./prog.go:4:2: declared and not used: x\n./prog.go:5:6: declared and not used: y\n\
                ./prog.go:5:14: cannot use \"a\" (untyped string constant) as int value in variable declaration\n";
    expect(&in_dir(&dir, &["prog.go"]), 1, "", want);
    expect(&in_dir(&dir, &["check", "prog.go"]), 1, "", want);
    // A file that is no Go is still of its package.
    let dir = folder(
        "outside",
        &[("prog.go", "package main\n\nx := 1\n\nfunc main() {}\n")],
    );
    let want = "# command-line-arguments\n./prog.go:3:1: syntax error: non-declaration statement outside function body\n";
    expect(&in_dir(&dir, &["prog.go"]), 1, "", want);
}

/// Directives rename places: paths from the file's folder, columns only where they are given, errors sorted by the
/// directive that speaks for them.
#[test]
fn errors_at_places_that_line_directives_name() {
    let text = r#"package main

//line foo.y:100
var x int = "s"

func f() {
//line /abs/dir/bar.y:7:3
	var y int = "t"; z := 1
	/*line :20:5*/ undefined1()
/*line sub/q.go:33*/	undefined2()
//line none
	undefined3()
//line :77
	undefined4()
//line foo.y:0
//line foo.y:3:x
}

func x() {}
"#;
    let dir = folder("line", &[("a.go", text)]);
    let place = dir.join("a.go").display().to_string();
    let errors = format!(
        r#"# command-line-arguments
:77: undefined: undefined4
:78: invalid line number: 0
:79: invalid line number: x
:82: x redeclared in this block
	./foo.y:100[{place}:4:5]: other declaration of x
./foo.y:100: cannot use "s" (untyped string constant) as int value in variable declaration
/abs/dir/bar.y:7:8: declared and not used: y
/abs/dir/bar.y:7:16: cannot use "t" (untyped string constant) as int value in variable declaration
/abs/dir/bar.y:20:6: undefined: undefined1
./sub/q.go:33: undefined: undefined2
./sub/q.go:35: undefined: undefined3
/abs/dir/bar.y:7:8: too many errors
"#
    );
    expect(&in_dir(&dir, &["a.go"]), 1, "", &errors);
}

#[test]
fn missing_things() {
    let unknown = "package main\n\nimport \"nosuch\"\n\nfunc main() { nosuch.F() }\n";
    let later = "package main\n\nimport \"go/types\"\n\nfunc main() { types.F() }\n";
    let files = [
        ("unknown.go", unknown),
        ("later.go", later),
        ("lib.go", "package lib\n"),
        ("empty.go", ""),
        ("nomain.go", "package main\n"),
    ];
    let dir = folder("missing", &files);
    fs::create_dir_all(dir.join("nothing")).unwrap();
    fs::write(
        dir.join("bytes.go"),
        b"package main\nfunc main(){ println(\"a\xff\") }\n",
    )
    .unwrap();
    let first_line = |args: &[&str]| {
        let ran = in_dir(&dir, args);
        assert_eq!(
            (ran.stdout.as_str(), ran.code),
            ("", Some(1)),
            "{}",
            ran.stderr
        );
        ran.stderr
            .lines()
            .find(|l| !l.starts_with("# "))
            .unwrap_or("")
            .to_string()
    };
    assert_eq!(
        first_line(&["nosuch.go"]),
        "stat nosuch.go: no such file or directory"
    );
    assert_eq!(
        first_line(&["unknown.go"]),
        "unknown.go:3:8: package nosuch is not in std"
    );
    assert!(first_line(&["later.go"]).starts_with(
        "later.go:3:8: package go/types is part of Go, but gorun does not have it yet"
    ));
    let ran = in_dir(&dir, &["later.go"]);
    assert!(
        ran.stderr
            .contains("\nwhat gorun has of Go's library:\n\tarchive/tar "),
        "{}",
        ran.stderr
    );
    assert_eq!(
        first_line(&["lib.go"]),
        "package command-line-arguments is not a main package"
    );
    assert_eq!(
        first_line(&["empty.go"]),
        "empty.go:1:1: expected 'package', found 'EOF'"
    );
    assert_eq!(
        first_line(&["nomain.go"]),
        "runtime.main_main·f: function main is undeclared in the main package"
    );
    assert_eq!(
        first_line(&["bytes.go"]),
        "./bytes.go:2:24: invalid UTF-8 encoding"
    );
    assert!(first_line(&["nothing"]).starts_with("no Go files in "));
}

#[test]
fn help_and_version() {
    let help = in_dir(root(), &["--help"]);
    assert_eq!(help.code, Some(0));
    assert!(help.stdout.contains("Usage:"), "{}", help.stdout);
    assert!(
        in_dir(root(), &["version"])
            .stdout
            .starts_with("gorun version ")
    );
}

#[test]
fn disassembles() {
    let dir = folder(
        "dis",
        &[(
            "f.go",
            "package main\n\nfunc add(a, b int) int { return a + b }\n\nfunc main() { println(add(1, 2)) }\n",
        )],
    );
    let ran = in_dir(&dir, &["dis", "f.go"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(
        ran.stdout.contains("main.main") && ran.stdout.contains("Enter"),
        "{}",
        ran.stdout
    );
}

/// The documents' web server as it is written: it listens at :8080, so this is skipped where that port is taken.
#[test]
fn the_web_server_of_the_documents_serves() {
    use std::io::{Read, Write};
    use std::net::{TcpListener, TcpStream};
    match TcpListener::bind("127.0.0.1:8080") {
        Ok(free) => drop(free),
        Err(_) => return,
    }
    let mut server = Command::new(gorun())
        .arg(root().join("examples/webserver.go"))
        .spawn()
        .unwrap();
    let mut answer = String::new();
    for _ in 0..200 {
        std::thread::sleep(Duration::from_millis(20));
        if let Ok(mut stream) = TcpStream::connect("127.0.0.1:8080") {
            stream
                .set_read_timeout(Some(Duration::from_secs(10)))
                .unwrap();
            stream
                .write_all(b"GET /some%20path HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                .unwrap();
            stream.read_to_string(&mut answer).unwrap();
            break;
        }
    }
    // Another program may have taken the port in the meantime.
    let taken = server.try_wait().unwrap().is_some();
    let _ = server.kill();
    server.wait().unwrap();
    if taken {
        return;
    }
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    assert!(
        answer.ends_with("\r\n\r\nHello, \"/some path\""),
        "{answer}"
    );
}

/// What gorun's library lacks is listed at once, with everything else that is wrong, in all packages of a module.
#[test]
fn check_lists_what_is_not_here_yet() {
    let dir = folder(
        "lacking",
        &[
            ("go.mod", "module example.com/m\n\ngo 1.27\n"),
            (
                "a.go",
                "package main\n\nimport \"strings\"\n\nfunc main() { strings.Nope() }\n",
            ),
            ("sub/b.go", "package sub\n\nimport _ \"go/build\"\n"),
            ("sub/deep/c.go", "package deep\n\nvar x int = \"\"\n"),
        ],
    );
    let ran = harness::run(
        Command::new(gorun())
            .arg("check")
            .current_dir(&dir)
            .env("GOROOT", dir.join("none")),
        Duration::from_secs(60),
    );
    let want = "# example.com/m\n./a.go:5:23: undefined: strings.Nope\n# example.com/m/sub\nsub/b.go:3:10: package go/build is part of Go, but gorun does not have it yet\n# example.com/m/sub/deep\nsub/deep/c.go:3:13: cannot use \"\" (untyped string constant) as int value in variable declaration\ngorun does not have yet, although Go does:\n\tgo/build\n";
    let list = ran
        .stderr
        .strip_prefix(want)
        .unwrap_or_else(|| panic!("{}", ran.stderr));
    let list = list
        .strip_prefix("what gorun has of Go's library:\n\tarchive/tar ")
        .unwrap();
    let paths: Vec<&str> = list.split_whitespace().collect();
    for path in ["fmt", "net/http", "sync/atomic", "unsafe"] {
        assert!(paths.contains(&path), "{path}");
    }
    assert!(
        paths
            .iter()
            .all(|p| *p != "go/build" && !p.contains("internal"))
    );
    assert!(
        list.lines()
            .skip(1)
            .all(|l| l.starts_with('\t') && l.len() <= 102)
    );
    let json = in_dir(&dir, &["check", "--json", "sub/deep/c.go"]);
    assert_eq!(
        json.stdout,
        "{\"package\":\"command-line-arguments\",\"file\":\"sub/deep/c.go\",\"line\":3,\"column\":13,\"message\":\"cannot use \\\"\\\" (untyped string constant) as int value in variable declaration\",\"code\":\"IncompatibleAssign\"}\n"
    );
}

/// Runs the program with the limit: exit 2, what it printed, and a report that says so much.
fn ends_at_limit(name: &str, args: &[&str], program: &str, stdout: &str, report: &[&str]) {
    let dir = folder(name, &[("main.go", program)]);
    let mut all = args.to_vec();
    all.push("main.go");
    let ran = in_dir(&dir, &all);
    assert_eq!(
        (ran.stdout.as_str(), ran.code),
        (stdout, Some(2)),
        "{}",
        ran.stderr
    );
    for part in report {
        assert!(ran.stderr.contains(part), "no {part:?} in:\n{}", ran.stderr);
    }
}

/// Words in braces as gc has them, ten at most; of what is inlined nothing is known.
#[test]
fn arguments_in_tracebacks() {
    let program = r#"package main

type deep struct{ a struct{ b struct{ c struct{ d struct{ e int } } } } }

//go:noinline
func many(a, b, c, d, e, f, g, h, i, j, k int8) { panic("many") }

//go:noinline
func mixed(n int32, d deep, z struct{}, e error, f float64) { many(1, 2, 3, 4, 5, 6, 7, 8, 9, -1, 11) }

func inlined(a int, b string) { mixed(-1, deep{}, struct{}{}, nil, 1) }

func main() { inlined(1, "b") }
"#;
    let dir = folder("arguments", &[("main.go", program)]);
    let ran = in_dir(&dir, &["main.go"]);
    let frames: Vec<&str> = ran
        .stderr
        .lines()
        .filter(|l| l.starts_with("main."))
        .collect();
    let expected = [
        "main.many(0x1, 0x2, 0x3, 0x4, 0x5, 0x6, 0x7, 0x8, 0x9, 0xff, ...)",
        "main.mixed(0xffffffff, {{{{{...}}}}}, {}, {0x0, 0x0}, 0x3ff0000000000000)",
        "main.inlined(...)",
        "main.main()",
    ];
    assert_eq!(frames, expected);
}

#[test]
fn the_limit_of_memory() {
    let program = |body: &str| {
        format!(
            "package main\n\nimport \"fmt\"\n\nvar keep [][]byte\n\nfunc deep(n int) int {{ return deep(n+1) + 1 }}\n\nfunc fill() {{\n{body}\n}}\n\nfunc main() {{\n\tfmt.Println(\"begun\")\n\tfill()\n}}\n"
        )
    };
    let fatal = "fatal error: out of memory: the limit --max-memory=64MiB is reached\n";
    let frames = [
        "runtime: out of memory: cannot allocate ",
        fatal,
        "goroutine 1 [running]:\nmain.fill(...)\n",
        "main.main()\n",
    ];
    let limit = &["--max-memory", "64MiB"];
    let small = "\tfor { keep = append(keep, make([]byte, 1000)) }";
    ends_at_limit("memory-small", limit, &program(small), "begun\n", &frames);
    let large = "\tn := 1 << 30\n\tkeep = append(keep, make([]byte, n))";
    ends_at_limit("memory-large", limit, &program(large), "begun\n", &frames);
    ends_at_limit(
        "memory-stack",
        limit,
        &program("\tfmt.Println(deep(0))"),
        "begun\n",
        &[fatal, "main.deep(...)\n"],
    );
    let many = "\tfor { go func() { select {} }() }";
    ends_at_limit(
        "memory-goroutines",
        limit,
        &program(many),
        "begun\n",
        &[fatal, "goroutine 1 [running]:\nmain.fill()\n"],
    );
    // Garbage is not what counts.
    let garbage =
        "\tfor range 100_000 { keep = [][]byte{make([]byte, 10_000)} }\n\tfmt.Println(len(keep))";
    let dir = folder("memory-garbage", &[("main.go", &program(garbage))]);
    expect(
        &in_dir(&dir, &["run", "--max-memory=64MiB", "main.go"]),
        0,
        "begun\n1\n",
        "",
    );
}

#[test]
fn the_limit_of_goroutines() {
    let program = "package main\n\nimport \"fmt\"\n\nfunc main() {\n\tfmt.Println(\"begun\")\n\tfor i := range 20 {\n\t\tgo func() { select {} }()\n\t\tfmt.Println(i)\n\t}\n}\n";
    let report = [
        "fatal error: too many goroutines: the limit --max-goroutines=3 is reached\n",
        "goroutine 1 [running]:\nmain.main()\n",
    ];
    ends_at_limit(
        "goroutines",
        &["--max-goroutines=3"],
        program,
        "begun\n0\n1\n",
        &report,
    );
    let dir = folder(
        "goroutines-enough",
        &[("main.go", &program.replace("20", "2"))],
    );
    expect(
        &in_dir(&dir, &["--max-goroutines=3", "main.go"]),
        0,
        "begun\n0\n1\n",
        "",
    );
}

#[test]
fn the_limit_of_time() {
    let program = |end: &str| {
        format!(
            "package main\n\nimport (\n\t\"fmt\"\n\t\"time\"\n)\n\nfunc main() {{\n\tfmt.Println(\"begun\")\n\tgo func() {{ <-make(chan int) }}()\n\t{end}\n}}\n\nvar _ = time.Second\n"
        )
    };
    let text = "fatal error: timeout: the limit --timeout=300ms is reached\n";
    for (name, end, state) in [
        ("time-loop", "for {}", "running"),
        ("time-sleep", "time.Sleep(time.Hour)", "sleep"),
        (
            "time-select",
            "select { case <-time.After(time.Hour): case <-make(chan int): }",
            "select",
        ),
    ] {
        let main = format!("goroutine 1 [{state}]:\nmain.main()\n");
        let report = [text, &main, "[chan receive]:\nmain.main.func1()\n"];
        ends_at_limit(
            name,
            &["--timeout", "300ms"],
            &program(end),
            "begun\n",
            &report,
        );
    }
    let dir = folder("time-enough", &[("main.go", HELLO)]);
    expect(
        &in_dir(&dir, &["--timeout=1m", "main.go"]),
        0,
        "hello\n",
        "",
    );
    let ran = in_dir(&dir, &["--timeout=soon", "main.go"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.stderr.contains("as 500ms, 10s or 1h30m"),
        "{}",
        ran.stderr
    );
}

const WAITING: &str = "package main

import \"time\"

func worker(c chan int) {
	<-c
}

func main() {
	go worker(make(chan int))
	time.Sleep(time.Millisecond)
	panic(\"over\")
}
";

#[test]
fn goroutines_that_a_traceback_shows() {
    let dir = folder("traceback", &[("prog.go", WAITING)]);
    let level = |level: &str| {
        let mut command = Command::new(gorun());
        command.arg("prog.go").current_dir(&dir);
        command.env("GOTRACEBACK", level);
        harness::run(&mut command, Duration::from_secs(60))
    };
    for (name, main, others) in [
        ("none", false, false),
        ("single", true, false),
        ("all", true, true),
        ("system", true, true),
    ] {
        let ran = level(name);
        assert_eq!(ran.code, Some(2), "{name}: {}", ran.stderr);
        let shows = |text: &str| ran.stderr.contains(text);
        assert!(shows("panic: over\n"), "{name}: {}", ran.stderr);
        let plain = main && name != "system";
        assert_eq!(
            shows("goroutine 1 [running]:\nmain.main()"),
            plain,
            "{name}"
        );
        assert_eq!(shows("[chan receive]:\nmain.worker("), others, "{name}");
        let everything = name == "system";
        for text in [
            "goroutine 1 gp=0x",
            " [running]:\npanic({0x",
            "\nruntime.main()\n",
        ] {
            assert_eq!(shows(text), everything, "{name}: {text}");
        }
    }
    // Ended by SIGABRT.
    assert_eq!(level("crash").code, None);
}

/// `-race` in its forms, and the build tag that goes with it; a test during which races were found fails.
#[test]
fn race() {
    let prog = "package main\n\nfunc main() { println(raced) }\n";
    let test = "package p\n\nimport \"testing\"\n\nfunc TestX(t *testing.T) {\n\tn, done := 0, make(chan bool)\n\tgo func() { n++; done <- true }()\n\tn++\n\t<-done\n}\n";
    let dir = folder(
        "race",
        &[
            ("go.mod", "module m\n\ngo 1.27\n"),
            ("prog.go", prog),
            (
                "on.go",
                "//go:build race\n\npackage main\n\nconst raced = true\n",
            ),
            (
                "off.go",
                "//go:build !race\n\npackage main\n\nconst raced = false\n",
            ),
            ("p/x_test.go", test),
        ],
    );
    let ran = |arguments: &[&str]| {
        let mut command = Command::new(gorun());
        command.args(arguments).current_dir(&dir);
        harness::run(&mut command, Duration::from_secs(60))
    };
    for (arguments, said) in [
        (&["-race", "."][..], "true\n"),
        (&["run", "-race=true", "."], "true\n"),
        (&["run", "-race=false", "."], "false\n"),
    ] {
        let ran = ran(arguments);
        assert_eq!((ran.code, &*ran.stderr), (Some(0), said));
    }
    assert_eq!(ran(&["test", "./p"]).code, Some(0));
    let ran = ran(&["test", "-race", "./p"]);
    assert_eq!(ran.code, Some(1));
    let said = "    testing.go:1867: race detected during execution of test\nFAIL\n";
    assert!(ran.stdout.contains(said), "{}", ran.stdout);
}

/// Flags of Go's build that change nothing are passed by, what is behind the file is the program's; what is no flag is said to be none.
#[test]
fn flags_of_go() {
    let args = "package main\n\nimport (\n\t\"fmt\"\n\t\"os\"\n)\n\nfunc main() { fmt.Println(os.Args[1:]) }\n";
    let test = "package p\n\nimport \"testing\"\n\nfunc TestX(t *testing.T) {}\n";
    let dir = folder("flags", &[("args.go", args), ("t/x_test.go", test)]);
    for (words, printed) in [
        (&["run", "-trimpath", "args.go", "-x"][..], "[-x]\n"),
        (&["-v", "-p", "3", "args.go"], "[]\n"),
        (
            &["run", "-mod=mod", "-ldflags", "-s -w", "args.go", "-v"],
            "[-v]\n",
        ),
        (&["-e", "fmt.Println(os.Args[1:])", "-x"], "[-x]\n"),
        (&["run", "-tags", "a", "-tags=b", "-C=.", "args.go"], "[]\n"),
    ] {
        expect(&in_dir(&dir, words), 0, printed, "");
    }
    let unknown = "flag provided but not defined: -nosuch\nRun 'gorun run --help' for usage.\n";
    expect(
        &in_dir(&dir, &["run", "-nosuch=1", "args.go"]),
        1,
        "",
        unknown,
    );
    // What Go refuses, what gorun cannot do, and commands of Go's that gorun has not.
    for (words, said) in [
        (
            &["run", "-p=0", "args.go"][..],
            "gorun: -p must be a positive integer: 0\n",
        ),
        (
            &["check", "-tags=a,b c", "args.go"],
            "gorun: -tags space-separated list contains comma\n",
        ),
        (
            &["run", "-ldflags=-X 'a", "args.go"],
            "invalid value \"-X 'a\" for flag -ldflags: unterminated ' string\nRun 'gorun run --help' for usage.\n",
        ),
        (
            &["run", "-ldflags=-X a", "args.go"],
            "# command-line-arguments\nlink: -X flag requires argument of the form importpath.name=value\n",
        ),
        (
            &["run", "-cover", "args.go"],
            "gorun: -cover is not supported: gorun does not measure coverage\n",
        ),
        (
            &["build", "args.go"],
            "gorun: no command build: gorun makes no executable files; gorun check says what go build would say\n",
        ),
    ] {
        expect(&in_dir(&dir, words), 1, "", said);
    }
    // A directory that is a link has the link's name in its module.
    let linked = folder(
        "linked",
        &[
            ("m/go.mod", "module m\n\ngo 1.27\n"),
            ("other/p.go", "package p\n"),
        ],
    );
    std::os::unix::fs::symlink("../other", linked.join("m/link")).unwrap();
    let no_tests = "?   \tm/link\t[no test files]\n";
    let ran = in_dir(&linked.join("m"), &["test", "./link"]);
    expect(&ran, 0, no_tests, "");
    let nowhere = "gorun: chdir nowhere: no such file or directory\n";
    expect(&in_dir(&dir, &["-C", "nowhere", "args.go"]), 1, "", nowhere);
    // What Go refuses of the flags of tests, with its code.
    const USAGE: &str = "usage: gorun test [build/test flags] [packages] [build/test flags & test binary flags]\nRun 'gorun test -h' for details.\n";
    for (flag, why) in [
        (
            "-count=x",
            "invalid value \"x\" for flag -count: parse error",
        ),
        (
            "-timeout=1",
            "invalid value \"1\" for flag -timeout: parse error",
        ),
        (
            "-short=x",
            "invalid boolean value \"x\" for -short: parse error",
        ),
        ("-run", "flag needs an argument: -run"),
        (
            "-vet=x",
            "invalid value \"x\" for flag -vet: -vet argument must be a supported analyzer or a distinguished value; found x",
        ),
    ] {
        let ran = in_dir(&dir.join("t"), &["test", flag]);
        expect(&ran, 2, "", &format!("{why}\n{USAGE}"));
    }
    let mut command = Command::new(gorun());
    command.arg("args.go").current_dir(&dir);
    command.env("GODEBUG", "x=1,gotypesalias=0");
    let removed = "fatal error: removed GODEBUG \"gotypesalias\" set to old value \"0\" in environment (https://go.dev/doc/godebug#go-127)\n";
    let ran = harness::run(&mut command, Duration::from_secs(60));
    expect(&ran, 2, "", removed);
}

#[test]
fn trace_writes_a_page_beside_the_program() {
    let dir = folder("trace", &[("prog.go", "package main\n\nfunc main() {}\n")]);
    let trace = |arguments: &[&str]| {
        let mut command = Command::new(gorun());
        command.arg("trace").args(arguments).current_dir(&dir);
        harness::run(&mut command, Duration::from_secs(60))
    };
    let ran = trace(&["prog.go"]);
    assert_eq!(
        (ran.code, &*ran.stderr),
        (Some(0), "gorun: wrote trace.html\n")
    );
    let page = std::fs::read_to_string(dir.join("trace.html")).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>"), "{:.80}", page);
    let ran = trace(&["-o", "out.json", "prog.go"]);
    assert_eq!(
        (ran.code, &*ran.stderr),
        (Some(0), "gorun: wrote out.json\n")
    );
    assert!(dir.join("out.json").exists());
}

/// Ctrl-\\ ends a program with all its goroutines shown.
#[test]
fn quit_shows_all_goroutines() {
    let text = WAITING
        .replace("time.Millisecond", "time.Hour")
        .replace("func main() {", "func main() {\n\tprintln(\"up\")");
    let dir = folder("quit", &[("prog.go", &text)]);
    let mut child = Command::new(gorun())
        .arg("prog.go")
        .current_dir(&dir)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap());
    let mut shown = String::new();
    lines.read_line(&mut shown).unwrap();
    std::thread::sleep(Duration::from_millis(300));
    let kill = Command::new("kill")
        .args(["-QUIT", &child.id().to_string()])
        .status();
    assert!(kill.unwrap().success());
    lines.read_to_string(&mut shown).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(2), "{shown}");
    for wanted in [
        "up\nSIGQUIT: quit\n",
        "goroutine 1 gp=0x",
        " m=nil [sleep]:\nmain.main()\n",
        "[chan receive]:\nmain.worker(",
    ] {
        assert!(shown.contains(wanted), "{shown}");
    }
}

/// What an editor needs: the kind of an error and what would mend it, and a line also for what is wrong before the check.
#[test]
fn errors_as_json() {
    let text = "package main\n\nimport \"fmt\"\n\nfunc main() { fmt.Printn(1) }\n";
    let missing = "package main\n\nimport \"strngs\"\n";
    let dir = folder("json", &[("a.go", text), ("b.go", missing)]);
    let ran = in_dir(&dir, &["check", "--json", "a.go"]);
    let line = ran.stdout.trim_end();
    let start = "{\"package\":\"command-line-arguments\",\"file\":\"./a.go\",\"line\":5,\"column\":19,\"message\":\"undefined: fmt.Printn\",\"code\":\"UndeclaredImportedName\"";
    assert!(line.starts_with(start) && line.ends_with('}'), "{line}");
    assert!(line.contains("\"help\":"), "{line}");
    let ran = in_dir(&dir, &["check", "--json", "b.go"]);
    let line = "{\"file\":\"b.go\",\"line\":3,\"column\":8,\"message\":\"package strngs is not in std\"}\n";
    expect(&ran, 1, line, "");
}

#[test]
fn completions_and_manual() {
    let dir = folder("manual", &[]);
    for (shell, start) in [
        ("bash", "_gorun()"),
        ("zsh", "#compdef gorun"),
        ("fish", "# Print an optspec"),
    ] {
        let ran = in_dir(&dir, &["completions", shell]);
        assert!(ran.stdout.starts_with(start), "{}", ran.stdout);
        assert!(ran.stdout.contains("max-goroutines"), "{shell}");
        assert_eq!((ran.stderr.as_str(), ran.code), ("", Some(0)));
    }
    let page = in_dir(&dir, &["man"]);
    for part in [
        ".TH gorun",
        "GORUN FMT",
        "GORUN COMPARE",
        "max\\-goroutines",
        ".SH EXAMPLES",
        "gorun fmt [OPTIONS]",
    ] {
        assert!(page.stdout.contains(part), "{part}");
    }
}
