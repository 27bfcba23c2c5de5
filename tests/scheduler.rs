//! What a user sees of the scheduler: `GODEBUG=schedtrace`, `GOMAXPROCS` while the program runs, and that waiting costs nothing.

mod harness;

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use harness::{Ran, gorun};

fn program(name: &str, text: &str) -> PathBuf {
    let dir = std::env::temp_dir().join(format!("gorun-scheduler-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(&dir).unwrap();
    let file = dir.join("prog.go");
    std::fs::write(&file, text).unwrap();
    file
}

fn run(name: &str, text: &str, debug: &str, procs: &str) -> Ran {
    let mut command = Command::new(gorun());
    command.arg(program(name, text)).env("GODEBUG", debug);
    command.env("GOMAXPROCS", procs);
    harness::run(&mut command, Duration::from_secs(60))
}

/// Every number of a line as `#`: what is left is its form.
fn form(line: &str) -> String {
    let mut out = String::new();
    for c in line.chars() {
        match c.is_ascii_digit() {
            true if out.ends_with('#') => {}
            true => out.push('#'),
            false => out.push(c),
        }
    }
    out
}

/// Waits for as long as it takes to write some lines.
const WAITING: &str = "package main

import \"time\"

func main() {
	done := make(chan bool)
	go func() { time.Sleep(300 * time.Millisecond); close(done) }()
	<-done
}
";

#[test]
fn a_line_for_each_interval() {
    let ran = run("lines", WAITING, "schedtrace=50", "2");
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let lines: Vec<String> = ran.stderr.lines().map(form).collect();
    assert!(!lines.is_empty());
    let expected = "SCHED #ms: gomaxprocs=# idleprocs=# threads=# spinningthreads=# needspinning=# idlethreads=# runqueue=# [ # # ] schedticks=[ # # ]";
    for line in lines {
        assert_eq!(line, expected);
    }
    assert!(ran.stderr.contains("ms: gomaxprocs=2 idleprocs="));
}

/// A head, then a line for each processor, thread and goroutine.
#[test]
fn details_of_the_scheduler() {
    let ran = run("details", WAITING, "schedtrace=100,scheddetail=1", "2");
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let kinds = [
        (
            "SCHED ",
            "#ms: gomaxprocs=# idleprocs=# threads=# spinningthreads=# needspinning=# idlethreads=# runqueue=# gcwaiting=",
        ),
        ("  P", "#: status=# schedtick=# syscalltick=# m="),
        ("  M", "#: p="),
        ("  G", "#: status=#("),
    ];
    let mut seen = [0; 4];
    for line in ran.stderr.lines() {
        let kind = kinds.iter().position(|k| line.starts_with(k.0));
        let kind = kind.unwrap_or_else(|| panic!("{line}"));
        let rest = form(&line[kinds[kind].0.len()..]);
        assert!(rest.starts_with(kinds[kind].1), "{line}");
        seen[kind] += 1;
    }
    assert!(seen[0] > 0, "{}", ran.stderr);
    assert_eq!(seen[1], 2 * seen[0], "{}", ran.stderr);
    assert!(
        ran.stderr
            .contains("\n  G1: status=4(chan receive) m=nil lockedm=nil\n")
    );
}

/// The number changes at once, and whatever it is all goroutines run: each waits for all others without giving up its processor.
#[test]
fn processors_come_and_go_while_the_program_runs() {
    let text = "package main

import (
	\"fmt\"
	\"runtime\"
	\"sync\"
	\"sync/atomic\"
)

func together(n int) {
	fmt.Println(runtime.GOMAXPROCS(n), runtime.GOMAXPROCS(0))
	var here atomic.Int32
	var wg sync.WaitGroup
	for range n {
		wg.Go(func() {
			here.Add(1)
			for int(here.Load()) < n {
			}
		})
	}
	wg.Wait()
}

func main() {
	for _, n := range []int{1, 4, 2, 8, 1} {
		together(n)
	}
}
";
    let ran = run("processors", text, "", "3");
    let said = "3 1\n1 4\n4 2\n2 8\n8 1\n";
    assert_eq!((ran.code, &*ran.stdout), (Some(0), said), "{}", ran.stderr);
}

/// Threads that find nothing to do sleep: processor time, which other programs' load does not change, stays near nothing.
#[test]
fn waiting_takes_no_time() {
    let text = "package main

import (
	\"fmt\"
	\"syscall\"
	\"time\"
)

func used() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func main() {
	for range 1000 {
		go func() { select {} }()
	}
	never := make(chan int)
	go func() {
		select {
		case <-never:
		case <-time.After(time.Hour):
		}
	}()
	time.Sleep(200 * time.Millisecond)
	begun := used()
	time.Sleep(time.Second)
	fmt.Println((used() - begun).Milliseconds())
}
";
    for procs in ["1", "8"] {
        let ran = run("idle", text, "", procs);
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        let used: u64 = ran.stdout.trim().parse().unwrap();
        assert!(used < 100, "{used} ms of a second, {procs} processors");
    }
}

/// A panic's deferred call wakes main, which returns while the panic is still on its way to its report.
#[test]
fn main_leaves_the_end_to_a_panic_that_wakes_it() {
    let text = "package main

import (
	\"fmt\"
	\"os\"
	\"sync\"
	\"time\"
)

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		if len(os.Args) > 1 {
			defer time.Sleep(time.Hour)
		}
		defer wg.Done()
		panic(fmt.Sprint(1))
	}()
	wg.Wait()
}
";
    let file = program("woken", text);
    for procs in ["1", "2", "8"] {
        for _ in 0..20 {
            let mut command = Command::new(gorun());
            command.arg(&file).env("GOMAXPROCS", procs);
            let ran = harness::run(&mut command, Duration::from_secs(60));
            assert_eq!(ran.code, Some(2), "{procs} processors: {}", ran.stderr);
            assert!(ran.stderr.starts_with("panic: 1\n"), "{}", ran.stderr);
        }
        // Deferred calls that wait keep nobody.
        let mut command = Command::new(gorun());
        command.arg(&file).arg("wait").env("GOMAXPROCS", procs);
        let ran = harness::run(&mut command, Duration::from_secs(60));
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    }
}
