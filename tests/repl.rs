//! The REPL: on a pseudo-terminal as someone types, and as a script in a pipe.

mod harness;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use expectrl::process::unix::WaitStatus;
use expectrl::session::OsSession;
use expectrl::{Expect, Regex, Session};

use harness::gorun;

/// A fresh folder that is HOME.
fn home(name: &str) -> PathBuf {
    let dir = std::env::temp_dir().join(format!("gorun-repl-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).unwrap();
    dir
}

struct Typist {
    session: OsSession,
}

/// What the editor sends when it begins to read a line: the prompt itself is drawn anew with each key.
const PROMPT: &str = "\x1b[?2004h";

impl Typist {
    fn start(home: &Path, arguments: &[&str], colour: bool) -> Typist {
        let mut command = Command::new(gorun());
        command
            .args(arguments)
            .current_dir(home)
            .env("HOME", home)
            .env_remove("XDG_STATE_HOME")
            .env("TERM", "xterm")
            .env_remove("GOMAXPROCS");
        match colour {
            true => command.env_remove("NO_COLOR"),
            false => command.env("NO_COLOR", "1"),
        };
        let mut session = Session::spawn(command).unwrap();
        session.set_expect_timeout(Some(Duration::from_secs(60)));
        let mut typist = Typist { session };
        typist.sees(PROMPT);
        typist
    }
    fn sees(&mut self, text: &str) {
        if let Err(e) = self.session.expect(text) {
            panic!("waited for {text:?}: {e}");
        }
    }
    fn sees_like(&mut self, pattern: &str) {
        if let Err(e) = self.session.expect(Regex(pattern)) {
            panic!("waited for {pattern:?}: {e}");
        }
    }
    fn types(&mut self, keys: &str) {
        self.session.send(keys).unwrap();
    }
    /// An entry, what it shows, and the next prompt.
    fn enters(&mut self, entry: &str, shown: &str) {
        self.types(entry);
        self.types("\r");
        if !shown.is_empty() {
            self.sees(shown);
        }
        self.sees(PROMPT);
    }
    fn leaves(mut self) {
        self.types("\x04");
        self.session.expect(expectrl::Eof).expect("it leaves");
        let status = self.session.get_process().wait().unwrap();
        assert!(matches!(status, WaitStatus::Exited(_, 0)), "{status:?}");
    }
}

#[test]
fn values_declarations_and_imports() {
    let home = home("values");
    // No arguments on a terminal mean the REPL.
    let mut t = Typist::start(&home, &[], false);
    t.enters("1 + 2", "(int) 3");
    t.enters("x := 40", "");
    t.enters("func add(n int) int { return x + n }", "");
    t.enters("add(2)", "(int) 42");
    // The same name again: the function sees the new variable, and then another function.
    t.enters("x := 100", "");
    t.enters("add(2)", "(int) 102");
    t.enters("func twice(n int) int { return add(add(n)) }", "");
    t.enters("func add(n int) int { return n * 10 }", "");
    t.enters("twice(3)", "(int) 300");
    t.enters("x := \"now text\"", "");
    t.enters("x", "(string) \"now text\"");
    t.enters("strings.Fields(\" a b \")", "([]string) [\"a\", \"b\"]");
    t.enters("type P struct { X, Y int }", "");
    t.enters("p := P{1, 2}", "");
    t.enters("p", "(P) {X: 1, Y: 2}");
    t.enters(
        "func (p P) String() string { return fmt.Sprint(p.X, \"/\", p.Y) }",
        "",
    );
    t.enters("p", "(P) 1/2");
    t.enters("1 << 80", "(untyped int) 1208925819614629174706176");
    t.leaves();
}

#[test]
fn an_entry_may_fail_and_the_session_goes_on() {
    let home = home("faults");
    let mut t = Typist::start(&home, &["repl"], false);
    t.enters("kept := 7", "");
    // Errors stand under the line that they are about.
    t.enters("kept + nosuch", "undefined: nosuch");
    t.enters(
        "var a []int; a[5]",
        "panic: runtime error: index out of range [5] with length 0",
    );
    t.enters("panic(\"boom\")", "panic: boom");
    t.enters(
        "go func() { panic(\"elsewhere\") }(); time.Sleep(50 * time.Millisecond)",
        "panic: elsewhere",
    );
    t.enters("runtime.Goexit()", "");
    t.enters("ch := make(chan int)", "");
    t.enters("<-ch", "all goroutines are asleep - deadlock!");
    t.enters(
        "var mu sync.Mutex; mu.Lock(); mu.Lock()",
        "all goroutines are asleep - deadlock!",
    );
    t.enters(
        "func down(n int) int { return down(n+1) + 1 }; down(0)",
        "stack overflow",
    );
    t.enters("os.Exit(3)", "exit status 3");
    t.enters("kept", "(int) 7");
    t.leaves();
}

#[test]
fn helps_are_told() {
    let home = home("helps");
    let mut t = Typist::start(&home, &["repl"], false);
    t.enters("type Point struct{ X int }", "");
    t.enters("counter, p := 1, Point{}", "");
    t.enters("countr + 1", "help: did you mean counter?");
    t.enters("strng.ToUpper(\"a\")", "help: did you mean strings?");
    t.enters("var q *Point = p", "help: a pointer is wanted: use &p");
    t.enters(
        "var f float64 = counter",
        "help: convert it: float64(counter)",
    );
    t.enters(
        "var s fmt.Stringer = p",
        "help: add the method: func (Point) String() string",
    );
    // Nothing of what was tried is there.
    t.enters("any(p).(fmt.Stringer)", "missing method String");
    t.enters("strings", "undefined: strings");
    // One error, and not what our own frame makes of it.
    t.enters(")", "unexpected )");
    t.leaves();
    let (_, err, _) = script(")\n");
    assert_eq!(err.lines().count(), 1, "{err}");
}

#[test]
fn a_line_without_end_is_not_lost() {
    let home = home("unfinished");
    let mut t = Typist::start(&home, &["repl"], false);
    t.types("fmt.Print(\"un\" + \"finished\")\r");
    t.sees("unfinished\r\n");
    t.sees(PROMPT);
    t.leaves();
}

#[test]
fn a_panic_and_a_deadlock_are_shown_in_their_lines() {
    let home = home("explain");
    let mut t = Typist::start(&home, &["repl"], false);
    t.enters("list, c := []int{1}, make(chan int)", "");
    t.types("list[7]\r");
    t.sees("index out of range [7]");
    t.sees("1 | list[7]");
    t.sees(PROMPT);
    t.types("<-c\r");
    t.sees("deadlock!");
    t.sees("receives from a chan int");
    t.sees("1 | <-c");
    t.sees("only the session's variables have this channel");
    t.sees(PROMPT);
    t.leaves();
}

#[test]
fn control_c_ends_what_runs() {
    let home = home("interrupt");
    let mut t = Typist::start(&home, &["repl"], false);
    t.enters("kept := 7", "");
    t.enters("ch := make(chan int)", "");
    t.enters("other := make(chan int)", "");
    // With a timer nothing of this is a deadlock.
    t.enters("go func() { time.Sleep(time.Hour) }()", "");
    for entry in [
        "for { kept++ }",
        "<-ch",
        "select { case <-ch: case other <- 1: }",
        "time.Sleep(time.Hour)",
        "func fib(n int) int { if n < 2 { return n }; return fib(n-1) + fib(n-2) }; fib(80)",
    ] {
        t.types(entry);
        t.types("\r");
        std::thread::sleep(Duration::from_millis(400));
        t.types("\x03");
        t.sees("interrupted");
        t.sees(PROMPT);
    }
    // Deferred calls are made, and nobody waits at the channel any more.
    t.types("func() { defer fmt.Println(\"let\", \"go\"); for {} }()\r");
    std::thread::sleep(Duration::from_millis(400));
    t.types("\x03");
    t.sees("let go");
    t.sees(PROMPT);
    t.enters("go func() { ch <- 5 }()", "");
    t.enters("<-ch", "(int) 5");
    t.enters("kept > 7", "(bool) true");
    // At the prompt it takes back what has been typed.
    t.types("never ran");
    t.types("\x03");
    t.sees(PROMPT);
    t.leaves();
}

#[test]
fn goroutines_run_on_behind_the_prompt() {
    let home = home("background");
    let mut t = Typist::start(&home, &["repl"], false);
    t.enters("n := 0", "");
    t.enters("quit := make(chan bool)", "");
    t.enters(
        "go func() { for i := range 4 { time.Sleep(150 * time.Millisecond); n++; fmt.Println(\"tick\", i) } }()",
        "",
    );
    t.types("1000 + ");
    t.sees("tick 0");
    t.sees("tick 3");
    // What was typed before is still there.
    t.types("n\r");
    t.sees("(int) 1004");
    t.sees(PROMPT);
    t.enters("go func() { <-quit }()", "");
    // On a busy machine the prompt may be there before the goroutine has begun.
    t.enters("time.Sleep(500 * time.Millisecond)", "");
    t.enters(":goroutines", "[chan receive]:");
    t.leaves();
}

#[test]
fn several_lines_make_an_entry() {
    let home = home("lines");
    let mut t = Typist::start(&home, &["repl"], false);
    for entry in [
        "func sum(list ...int) (n int) {\rfor _, v := range list {\rn += v\r}\rreturn\r}\r",
        "text := `one\rtwo`\r",
        "a := 1 +\r2\r",
        "b := strings.\rToUpper(text)\r",
        "c := sum(1, // and a comment\r2)\r",
    ] {
        t.types(entry);
        t.sees(PROMPT);
    }
    t.enters("sum(1, 2, 3)", "(int) 6");
    t.enters("text", "(string) \"one\\ntwo\"");
    t.enters("a", "(int) 3");
    t.enters("b", "(string) \"ONE\\nTWO\"");
    t.enters("c", "(int) 3");
    t.leaves();
}

#[test]
fn history_is_kept() {
    let home = home("history");
    let mut t = Typist::start(&home, &["repl"], false);
    t.enters("first := 1", "");
    t.enters("\"the \" + \"last\"", "(string) \"the last\"");
    t.leaves();
    let mut t = Typist::start(&home, &["repl"], false);
    t.types("\x1b[A\r");
    t.sees("(string) \"the last\"");
    t.sees(PROMPT);
    t.leaves();
    assert!(home.join(".gorun_history").is_file());
}

#[test]
fn completion_hints_and_colours() {
    let home = home("completion");
    let mut t = Typist::start(&home, &["repl"], false);
    t.enters("type Person struct { Name string; Age int }", "");
    t.enters(
        "func (p *Person) Greet(other string) string { return p.Name + other }",
        "",
    );
    t.enters("somebody := Person{\"Ann\", 3}", "");
    // A name, a field, a method, a member of a package that nobody has imported.
    t.types("someb\t.Ag\t\r");
    t.sees("(int) 3");
    t.sees(PROMPT);
    t.types("somebody.Gr\t(\"!\")\r");
    t.sees("(string) \"Ann!\"");
    t.sees(PROMPT);
    t.types("strings.ToUpp\t(\"a\")\r");
    t.sees("(string) \"A\"");
    t.sees(PROMPT);
    t.types("somebody.\t\t");
    t.sees_like("Age +Greet +Name");
    t.types("\x03");
    t.sees(PROMPT);
    // What a function takes.
    t.types("somebody.Greet(");
    t.sees("(other string) string");
    t.types("\x03");
    t.sees(PROMPT);
    // A path, and the fields of a type whose package nobody has imported.
    t.types("import \"encoding/hex\t\"\r");
    t.sees(PROMPT);
    t.types("(&url.URL{Hos\t\"h\", Pat\t\"/p\"}).String()\r");
    t.sees("(string) \"//h/p\"");
    t.sees(PROMPT);
    t.types("strings.Cut(");
    t.sees("before string, after string, found bool");
    t.types("\x03");
    t.sees(PROMPT);
    t.leaves();
    let mut t = Typist::start(&home, &["repl"], true);
    t.types("for x := range 3 { _ = \"text\" }");
    t.sees("\x1b[1;35mfor\x1b[0m");
    t.sees("\x1b[32m\"text\"\x1b[0m");
    t.types("\x03");
    t.sees(PROMPT);
    t.leaves();
}

#[test]
fn commands() {
    let home = home("commands");
    fs::write(
        home.join("lib.go"),
        "package main\n\nimport \"fmt\"\n\nvar area = side * side\n\nvar side = 3\n\n// Describe says it.\nfunc Describe() string { return fmt.Sprint(\"area \", area) }\n\nfunc main() {}\n",
    )
    .unwrap();
    let mut t = Typist::start(&home, &["repl"], false);
    t.enters(":help", ":goroutines");
    t.enters(":type math.Sqrt(2) > 1", "bool");
    t.enters(":doc strings.ToUpper", "func ToUpper(s string) string");
    t.enters(":doc strings", "func Cut(");
    t.enters(":load lib.go", "");
    t.enters("Describe()", "(string) \"area 9\"");
    t.enters(":doc Describe", "Describe says it.");
    t.enters("mine := side + 1", "");
    t.enters(":list", "var mine int");
    t.enters(":time mine", "took ");
    t.enters(":save session.txt", "");
    t.enters(":nonsense", "no command :nonsense");
    t.enters(":reset", "");
    t.enters("mine", "undefined: mine");
    t.enters("side := 5", "");
    t.enters(":load session.txt", "");
    t.enters("mine", "(int) 4");
    t.types(":quit\r");
    let _ = t.session.expect(expectrl::Eof);
}

// --- a script

fn script(text: &str) -> (String, String, Option<i32>) {
    let home = home("script");
    let input = home.join("input");
    fs::write(&input, text).unwrap();
    let ran = Command::new(gorun())
        .arg("repl")
        .stdin(Stdio::from(fs::File::open(&input).unwrap()))
        .current_dir(&home)
        .env("HOME", &home)
        .output()
        .unwrap();
    let text = |b: &[u8]| String::from_utf8_lossy(b).into_owned();
    (text(&ran.stdout), text(&ran.stderr), ran.status.code())
}

#[test]
fn a_script_in_a_pipe() {
    let (out, err, code) = script(
        "a, b := 1, 2\nfunc swap(x, y int) (int, int) {\n\treturn y, x\n}\nswap(a, b)\nfor i := range 2 {\n\tfmt.Println(i)\n}\n",
    );
    assert_eq!(
        (out.as_str(), err.as_str(), code),
        ("(int) 2\n(int) 1\n0\n1\n", "", Some(0))
    );
    // An error does not end it, but is told by the exit code; the file and line are those of the entry.
    let (out, err, code) = script("x := 1\nx = \"a\"\nx\n");
    assert_eq!((out.as_str(), code), ("(int) 1\n", Some(1)));
    assert_eq!(
        err,
        "entry2:1:5: cannot use \"a\" (untyped string constant) as int value in assignment\n"
    );
    let (out, _, code) = script("1\nos.Exit(5)\n2\n");
    assert_eq!((out.as_str(), code), ("(int) 1\n", Some(5)));
}

#[test]
fn names_can_be_declared_again() {
    let (out, err, _) = script(
        "x := 1\np := &x\nget := func() int { return x }\nfunc read() int { return x }\nx := x + 1\n*p\nget()\nread()\nx\n\
         x := \"s\"\nread()\nx\n\
         type T int\nvar t T = 4\nfunc (t T) Half() int { return int(t) / 2 }\nt.Half()\n\
         func (t T) Half() int { return int(t) / -2 }\nt.Half()\n\
         type halver interface { Half() int }\nvar h halver = t\nh.Half()\n\
         func (t T) Half() int { return 0 }\nh.Half()\n\
         func (t T) Twice() int { return int(t) * 2 }\nany(t).(interface{ Twice() int }).Twice()\n\
         type T struct{ Name string }\nT{\"n\"}\nt.Half()\n\
         func id[E any](e E) E { return e }\nid(\"g\")\nfunc id[E any](e E) []E { return []E{e} }\nid(1)\n",
    );
    assert_eq!(err, "");
    assert_eq!(
        out.lines().collect::<Vec<_>>(),
        [
            "(int) 1",
            "(int) 2",
            "(int) 2",
            "(int) 2",
            "(int) 2",
            "(string) \"s\"",
            "(int) 2",
            "(int) -2",
            "(int) -2",
            "(int) 0",
            "(int) 8",
            "(T) {Name: \"n\"}",
            "(int) 0",
            "(string) \"g\"",
            "([]int) [1]",
        ]
    );
}

#[test]
fn what_fails_declares_nothing() {
    let (out, err, _) = script(
        "x := 1\nx := []int{}[3]\nx\nfunc f() int { return 1 }\nfunc f() int { return \"no\" }\nf()\n\
         type S struct{ a int }\nfunc (s S) M() int { return nosuch }\nvar _ interface{ M() int } = S{}\n",
    );
    assert_eq!(out, "(int) 1\n(int) 1\n");
    assert!(err.contains("index out of range [3]"), "{err}");
    assert!(err.contains("missing method M"), "{err}");
}

/// A function that only a package's variable refers to lives as long as that does.
#[test]
fn a_packages_variable_keeps_a_function() {
    let mut text =
        String::from("flag.Usage = func() { fmt.Println(\"usage\", len(os.Args) > 0) }\n");
    for i in 0..1500 {
        text.push_str(&format!(
            "x := {i}\nfunc f{}() int {{ return {i} + x }}\n_ = f{}()\n",
            i % 7,
            i % 7
        ));
    }
    text.push_str("flag.Usage()\n");
    let (out, err, code) = script(&text);
    assert_eq!(
        (out.as_str(), err.as_str(), code),
        ("usage true\n", "", Some(0))
    );
}

/// What was entered long ago is saved as well.
#[test]
fn a_long_session_is_saved_whole() {
    let home = home("long");
    let file = home.join("saved");
    let mut text = String::new();
    for i in 0..3000 {
        text.push_str(&format!("x{} := \"{}{i}\"\n", i % 10, "long ".repeat(10)));
    }
    let (_, err, code) = script(&format!("{text}:save {}\n", file.display()));
    assert_eq!((err.as_str(), code), ("", Some(0)));
    assert_eq!(fs::read_to_string(file).unwrap(), text);
}

/// Values of types that have been declared again are what they were, wherever they lie; their types keep their identity.
#[test]
fn old_values_keep_their_types() {
    let mut text = String::from(
        r#"type Animal interface { Sound() string }
type Dog struct { Name string; tags []string }
func (d Dog) Sound() string { return d.Name + " barks" }
func (d *Dog) Rename(n string) { d.Name = n }
old := Animal(Dog{"Rex", []string{"a"}})
anys := []any{Dog{"slice", nil}, &Dog{"pointer", nil}, map[string]Dog{"k": {"map", nil}}, func(d Dog) string { return d.Name }}
ch := make(chan any, 1)
ch <- Dog{"channel", nil}
rt := reflect.TypeOf(Dog{})
many := reflect.MakeSlice(reflect.SliceOf(rt), 1, 1)
made := func() any { return Dog{"closure", nil} }
ask := make(chan chan string)
go func() { local := Dog{"goroutine", nil}; for to := range ask { var a Animal = local; to <- a.Sound() + fmt.Sprintf(" %T", a) } }()
var byType sync.Map
byType.Store(rt, "by type")
type G[T any] struct { v T }
func (g G[T]) Get() T { return g.v }
generic := any(G[Dog]{Dog{"generic", nil}})
"#,
    );
    for i in 0..400 {
        text.push_str(&format!(
            r#"type Dog struct {{ Name string; N{} int }}
func (d Dog) Sound() string {{ return d.Name + " meows {i}" }}
type G[T any] struct {{ v, w T }}
_ = fmt.Sprint(any(Dog{{}}), any(G[Dog]{{}}), reflect.New(reflect.TypeOf(Dog{{}})).Interface(), reflect.MapOf(reflect.TypeOf(""), reflect.TypeOf(Dog{{}})))
_ = fmt.Sprint([]any{{struct {{ F{i} *Dog }}{{}}, make(chan map[string]Dog)}})
"#,
            i % 5
        ));
    }
    let asked = r#"old.Sound()
anys[0]
anys[1].(Animal).Sound()
anys[2]
reflect.ValueOf(anys[3]).Call([]reflect.Value{reflect.ValueOf(anys[0])})[0].String()
fmt.Sprint(rt, rt.Field(1).Name, rt.NumMethod(), reflect.PointerTo(rt).NumMethod())
many.Index(0).Interface()
reflect.TypeOf(made()) == rt && reflect.SliceOf(rt) == many.Type() && reflect.TypeOf(<-ch) == rt
to := make(chan string); ask <- to; <-to
byType.Load(rt)
generic.(interface{ Get() Dog })
reflect.ValueOf(generic).Method(0).Call(nil)[0].Interface()
"#;
    text.push_str(asked);
    let (out, err, _) = script(&text);
    assert_eq!(
        out.lines().collect::<Vec<_>>(),
        [
            "(string) \"Rex barks\"",
            "(any: Dog) {Name: \"slice\", tags: nil}",
            "(string) \"pointer barks\"",
            "(any: map[string]Dog) {\"k\": {Name: \"map\", tags: nil}}",
            "(string) \"slice\"",
            "(string) \"main.Dogtags1 2\"",
            "(any: Dog) {Name: \"\", tags: nil}",
            "(bool) true",
            "(string) \"goroutine barks main.Dog\"",
            "(any: string) \"by type\"",
            "(bool) true",
            "(any: Dog) {Name: \"generic\", tags: nil}",
        ]
    );
    // What the name means now is another type.
    assert!(err.contains("interface conversion"), "{err}");
}

/// Entries of every kind by the thousand that declare the same names again and show values of their types: memory stays
/// flat. (`REPL_SOAK=100000` for the long one, which tells its figures.)
#[test]
fn redefinition_does_not_leak() {
    let asked = std::env::var("REPL_SOAK");
    let count: usize = asked.as_deref().map_or(6000, |n| n.parse().unwrap());
    let mut text = String::new();
    let memory = "runtime.GC(); fmt.Println(\"resident\", func() string { b, _ := os.ReadFile(\"/proc/self/statm\"); return strings.Fields(string(b))[1] }())\n";
    for i in 0..count {
        text.push_str(&soak_entry(i));
        text.push('\n');
        if (i + 1) % (count / 10) == 0 {
            text.push_str(memory);
        }
    }
    let (out, _, _) = script(&text);
    let pages: Vec<u64> = out
        .lines()
        .filter_map(|l| l.strip_prefix("resident ")?.parse().ok())
        .collect();
    assert_eq!(pages.len(), 10);
    let kilobytes: Vec<u64> = pages.iter().map(|p| p * 4).collect();
    if asked.is_ok() {
        println!("KB resident after each tenth of {count} entries: {kilobytes:?}");
    }
    // Tables grow to what the busiest moment needs; then nothing is added. The short one is over before that.
    let (from, most) = if asked.is_ok() { (3, 768) } else { (2, 2048) };
    assert!(kilobytes[9] < kilobytes[from] + most, "{kilobytes:?} KB");
    assert!(kilobytes[9] < kilobytes[0] + 4096, "{kilobytes:?} KB");
}

/// Declares again what the entries before it have declared.
fn soak_entry(i: usize) -> String {
    match i % 26 {
        0 => format!("x := {i}"),
        1 => format!("x + {i}"),
        2 => format!("func f(a int) int {{ return a + {i} + x }}"),
        3 => format!("f({i})"),
        4 => format!("s := \"text {i}\""),
        5 => format!("g := func() string {{ return s + \"literal {i}\" }}"),
        6 => format!("_ = g() + \"more {i}\""),
        7 => format!("for i := range 3 {{ switch i {{ case 0: x++; case 1: x += {i}; case 2: x-- }} }}"),
        8 => format!("x := []string{{\"a{i}\"}}"),
        9 => format!("ch := make(chan int); go func() {{ ch <- {i} }}(); select {{ case <-ch: case <-time.After(time.Minute): }}"),
        10 => format!("panic({i})"),
        11 => format!("type T struct {{ f{i} int; next *T }}\nfunc (t *T) Len{} () int {{ return t.f{i} }}", i % 5),
        12 => format!("type U struct {{ a, b int }}\nfunc (u U) Sum() int {{ return u.a + u.b + {i} }}"),
        13 => format!("func Map[A, B any](list []A, f func(A) B) (out []B) {{ for _, a := range list {{ out = append(out, f(a)) }}; return }}; Map([]int{{{i}}}, strconv.Itoa)"),
        14 => "type List[E any] struct { elem E; rest *List[E] }\nfunc (l *List[E]) First() E { return l.elem }".to_string(),
        15 => format!("func local() int {{ type pair struct {{ a, b{i} int }}; return {i} }}; local()"),
        16 => format!("import \"unicode\"; type I interface {{ M{i}() }}; type E = []I"),
        17 => format!("undefined{i}"),
        // Values in interfaces: their types have descriptors.
        18 => format!("type P struct {{ X{i} int }}; P{{{i}}}"),
        19 => format!("type Q struct {{ X, Y int }}\nfunc (q Q) String() string {{ return \"q\" }}\nQ{{1, {i}}}\n&Q{{}}"),
        20 => format!("fmt.Sprintf(\"%v %T\", struct{{ A{i} int }}{{1}}, map[string][{}]int{{}})", i % 1000),
        21 => format!("var e error = fmt.Errorf(\"x %d\", {i}); e"),
        22 => format!("type R[K comparable] map[K]int; R[string]{{\"a\": {i}}}"),
        23 => format!("type D int\nfunc (d D) M() {{}}\nvar d interface{{ M() }} = D({i})\nd"),
        24 => format!("type V struct {{ next *V; n{i} int }}; list := []any{{V{{}}, &V{{}}, map[V]*V{{}}, make(chan V), func(V) {{}}}}; len(list)"),
        _ => format!("type W struct {{ n{i} int }}; reflect.MakeSlice(reflect.SliceOf(reflect.TypeOf(W{{}})), 1, {}).Interface()", i % 7 + 1),
    }
}
