//! The page of `gorun run --trace out.html` in a real browser: it is clicked, zoomed and searched, and says what the program did.
//! Where there is no Chromium these tests say so and pass.

mod browser;
mod harness;

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use browser::Browser;
use harness::{gorun, root};

/// Runs a program and writes its page.
fn page(name: &str, procs: usize, program: &str) -> PathBuf {
    let out = std::env::temp_dir().join(format!("gorun-page-{}-{name}.html", std::process::id()));
    let ran = harness::run(
        Command::new(gorun())
            .args(["run", "--trace", out.to_str().unwrap(), program])
            .env("GOMAXPROCS", procs.to_string())
            .current_dir(root()),
        Duration::from_secs(120),
    );
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    out
}

fn search(b: &mut Browser, text: &str) -> String {
    b.key("Escape");
    b.eval("document.getElementById('query').value = ''");
    b.key("/");
    b.write(text);
    b.key("Enter");
    b.eval("document.getElementById('found').textContent")
}

fn shown(b: &mut Browser) -> f64 {
    b.number("gorunTrace.view.to - gorunTrace.view.from")
}

#[test]
fn a_page_is_read() {
    let Some(mut b) = browser::start("read") else {
        return;
    };
    let file = page("pipeline", 1, "examples/pipeline.go");
    let text = fs::read_to_string(&file).unwrap();
    assert!(
        !text.contains("http://") && !text.contains("https://"),
        "needs no network"
    );
    b.open(&file);
    let summary = b.eval("document.getElementById('summary').textContent");
    assert!(
        summary.contains("on 1 P, 4 goroutines, 50 messages, 0 collections"),
        "{summary}"
    );

    // The last number that gets through is 19 squared: from square (G3) to keep (G4), from there to main.
    assert_eq!(search(&mut b, "361"), "1 of 2");
    let details = b.details();
    for part in [
        "Message 361",
        "#1 chan int made at examples/pipeline.go:18",
        "G3 main.square.func1",
        "G4 main.keep.func1",
    ] {
        assert!(details.contains(part), "{part} in\n{details}");
    }
    b.key("Enter");
    assert!(b.details().contains("G1 main.main"));

    // A click on the arrow says the same.
    let message = b.number("gorunTrace.chosen().index");
    b.eval("gorunTrace.choose(null)");
    let x = b.number(&format!("gorunTrace.arrowAt({message})[0]"));
    let y = b.number(&format!("gorunTrace.arrowAt({message})[1]"));
    let (x, y) = b.on_canvas(x, y);
    b.click(x, y);
    assert!(b.details().contains("Message 361"), "{}", b.details());

    // From the message to its sender, and through what that did.
    b.click_on("#details button");
    assert!(
        b.details().contains("G4 main.keep.func1"),
        "{}",
        b.details()
    );
    b.key("n");
    assert!(b.details().contains("G4 runs on P0"), "{}", b.details());
    b.key("n");
    let details = b.details();
    assert!(
        details.contains("G4 waits: chan receive") && details.contains("examples/pipeline.go:32"),
        "{details}"
    );
    assert!(details.contains("woken by"), "{details}");

    // Goroutines by function and number, places, nothing.
    assert_eq!(search(&mut b, "generate"), "1 of 1");
    assert!(b.details().contains("G2 main.generate.func1"));
    assert_eq!(search(&mut b, "G3"), "1 of 1");
    assert!(
        b.details().contains("examples/pipeline.go:19"),
        "{}",
        b.details()
    );
    assert_eq!(search(&mut b, "no such thing"), "nothing found");
    let _ = fs::remove_file(file);
}

#[test]
fn zoom_move_and_theme() {
    let Some(mut b) = browser::start("zoom") else {
        return;
    };
    let file = page("workers", 2, "examples/worker_pool.go");
    b.open(&file);
    b.eval("document.getElementById('canvas').focus()");
    let whole = shown(&mut b);
    let (x, y) = b.on_canvas(500.0, 120.0);
    let time = "gorunTrace.view.from + (500 - 178) / (gorunTrace.view.width - 178) * (gorunTrace.view.to - gorunTrace.view.from)";
    let before = b.number(time);
    b.wheel(x, y, -400.0);
    let zoomed = shown(&mut b);
    assert!(zoomed < whole / 2.0, "{zoomed} of {whole}");
    let moved = (b.number(time) - before).abs();
    assert!(
        moved < whole / 100.0,
        "the time under the pointer stays where it is: {moved}"
    );
    let from = b.number("gorunTrace.view.from");
    b.drag((x, y), -150.0);
    assert!(b.number("gorunTrace.view.from") > from);
    b.key("+");
    assert!(shown(&mut b) < zoomed);
    b.click_on("#out");
    b.click_on("#fit");
    assert!((shown(&mut b) - whole).abs() < 1.0);
    b.click_on("#in");
    assert!(shown(&mut b) < whole);
    b.key("0");

    let theme = "document.documentElement.dataset.theme";
    let back = "getComputedStyle(document.body).backgroundColor";
    assert_eq!(b.eval(theme), "light");
    let light = b.eval(back);
    b.call(
        "Emulation.setEmulatedMedia",
        "\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"dark\"}]",
    );
    b.settle();
    assert_eq!(b.eval(theme), "dark");
    assert_ne!(b.eval(back), light);
    b.click_on("#theme");
    assert_eq!(b.eval(theme), "light");

    // Everything that can be used has a name.
    let nameless = "[...document.querySelectorAll('button, input, canvas, aside')].filter((e) => !(e.getAttribute('aria-label') || e.labels?.length || e.textContent.trim())).length";
    assert_eq!(b.number(nameless), 0.0);
    b.click_on("#help");
    assert_eq!(b.eval("document.getElementById('keys').hidden"), "false");
    let _ = fs::remove_file(file);
}

#[test]
fn collections_locks_and_sleep_are_told() {
    let Some(mut b) = browser::start("kinds") else {
        return;
    };
    let program = std::env::temp_dir().join(format!("gorun-page-kinds-{}.go", std::process::id()));
    let text = "package main\n\nimport (\n\t\"runtime\"\n\t\"sync\"\n\t\"time\"\n)\n\ntype point struct {\n\tx int\n\tname string\n}\n\nfunc main() {\n\tvar mu sync.Mutex\n\tmu.Lock()\n\tgo func() {\n\t\ttime.Sleep(2 * time.Millisecond)\n\t\tmu.Unlock()\n\t}()\n\tmu.Lock()\n\truntime.GC()\n\tc := make(chan point, 3)\n\tc <- point{7, \"<b>seven\"}\n\tc <- point{8, \"eight\"}\n\t<-c\n\tselect {\n\tcase <-time.After(time.Millisecond):\n\tcase <-make(chan bool):\n\t}\n}\n";
    fs::write(&program, text).unwrap();
    let file = page("kinds", 2, program.to_str().unwrap());
    b.open(&file);
    assert!(b.number("gorunTrace.facts.collections.length") >= 1.0);
    let kinds = b.eval("[...new Set([...gorunTrace.slices.end])].filter((e) => e >= 4).map((e) => gorunTrace.facts.reasons[e - 4]).sort().join('; ')");
    for kind in ["select", "sleep", "sync.Mutex.Lock"] {
        assert!(kinds.contains(kind), "{kind} in {kinds}");
    }
    // Texts are shown as they are, not as part of the page.
    assert_eq!(search(&mut b, "seven"), "1 of 1");
    let details = b.details();
    assert!(details.contains("Message {7 \"<b>seven\"}"), "{details}");
    assert_eq!(search(&mut b, "eight"), "1 of 1");
    assert!(
        b.details().contains("nobody: never received"),
        "{}",
        b.details()
    );
    // A click on a wait in its lane.
    b.eval("gorunTrace.show(0, gorunTrace.facts.duration)");
    let wait = "[...gorunTrace.slices.end].findIndex((e) => gorunTrace.facts.reasons[e - 4] === 'sync.Mutex.Lock')";
    let at = format!(
        "gorunTrace.pointAt(0, (gorunTrace.slices.to[{wait}] + gorunTrace.slices.ready[{wait}]) / 2)"
    );
    b.eval("gorunTrace.draw()");
    let (x, y) = (b.number(&format!("{at}[0]")), b.number(&format!("{at}[1]")));
    let (x, y) = b.on_canvas(x, y);
    b.click(x, y);
    let details = b.details();
    assert!(
        details.contains("G1 waits: sync.Mutex.Lock") && details.contains(".go:21"),
        "{details}"
    );
    let _ = (fs::remove_file(file), fs::remove_file(program));
}

#[test]
fn a_million_events() {
    let program =
        std::env::temp_dir().join(format!("gorun-page-million-{}.go", std::process::id()));
    let text = "package main\n\nfunc main() {\n\tin, out := make(chan int), make(chan int)\n\tfor range 4 {\n\t\tgo func() {\n\t\t\tfor n := range in {\n\t\t\t\tout <- n * n\n\t\t\t}\n\t\t}()\n\t}\n\tgo func() {\n\t\tfor i := range 200000 {\n\t\t\tin <- i\n\t\t}\n\t\tclose(in)\n\t}()\n\tfor range 200000 {\n\t\t<-out\n\t}\n}\n";
    fs::write(&program, text).unwrap();
    let file = page("million", 2, program.to_str().unwrap());
    let size = fs::metadata(&file).unwrap().len();
    let Some(mut b) = browser::start("million") else {
        return;
    };
    let opened = b.open(&file);
    let events = b.number("gorunTrace.facts.events");
    assert!(events >= 1e6, "{events}");
    assert_eq!(b.number("gorunTrace.messages.count"), 400_000.0);
    let drawn = "(() => { const t = performance.now(); gorunTrace.draw(); return performance.now() - t; })()";
    let whole = b.number(drawn);
    b.eval("gorunTrace.show(gorunTrace.facts.duration / 2, gorunTrace.facts.duration / 2 + 20000)");
    let near = b.number(drawn);
    // From the whole to a thousandth of it and back, as the wheel does; and three searches, of which one finds nothing.
    let zoomed = b.eval(
        "(() => { const all = []; const d = gorunTrace.facts.duration; for (let i = -20; i <= 20; i++) { const part = d * Math.pow(0.7, 20 - Math.abs(i)); const t = performance.now(); gorunTrace.show(d / 2 - part / 2, d / 2 + part / 2); gorunTrace.draw(); all.push(performance.now() - t); } all.sort((a, b) => a - b); return all[20] + ' ' + all[40]; })()",
    );
    let (zoomed, slowest) = zoomed.split_once(' ').unwrap();
    let (zoomed, slowest): (f64, f64) = (zoomed.parse().unwrap(), slowest.parse().unwrap());
    let searched = b.number(
        "(() => { let most = 0; const q = document.getElementById('query'); for (const text of ['39999600001', 'main.main.func1', 'no such thing', '77']) { q.value = text; const t = performance.now(); document.getElementById('search').dispatchEvent(new Event('submit', { cancelable: true })); gorunTrace.draw(); most = Math.max(most, performance.now() - t); } return most; })()",
    );
    println!(
        "{events} events: {:.1} MB, open in {opened:.2?}, drawn in {whole:.1} ms whole, {near:.1} ms near, half of the zoom steps within {zoomed:.1} ms, all within {slowest:.1} ms, searches at most {searched:.1} ms",
        size as f64 / 1e6
    );
    // Far above what a quiet machine takes.
    assert!(zoomed < 250.0 && searched < 2000.0, "{zoomed} {searched}");
    assert!(size < 40 << 20, "{size} bytes");
    // 199999 squared.
    assert_eq!(search(&mut b, "39999600001"), "1 of 1");
    assert!(b.details().contains("Message 39999600001"));
    let _ = (fs::remove_file(file), fs::remove_file(program));
}
