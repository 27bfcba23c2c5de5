//! What a user sees on a terminal: `tests/terminal/X.go` is run on a pseudo-terminal as its first line says, and shows `X.screen`.
//! `GORUN_BLESS=1 cargo test --test terminal` rewrites the screens; read the difference before committing it.

mod harness;

use std::fs;
use std::io::{BufRead, Read};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use expectrl::Session;
use harness::{gorun, root};
use regex::Regex;

/// All that gorun writes on a terminal of so many columns.
fn screen(dir: &Path, words: &[&str], columns: u16, colour: bool) -> String {
    let is_setting = |w: &str| {
        w.split_once('=')
            .is_some_and(|(name, _)| name.chars().all(|c| c.is_ascii_uppercase()))
    };
    // The size is there before the program is: whoever starts it sets one of its own first.
    let mut script = Command::new("sh");
    script
        .arg("-c")
        .arg(format!("stty cols {columns} rows 50; exec \"$0\" \"$@\""))
        .arg(gorun())
        .args(words.iter().skip_while(|w| is_setting(w)))
        .current_dir(dir)
        // What is said does not depend on whether Go is installed.
        .env("GOROOT", "/no/go/here")
        .env("TERM", "xterm");
    for variable in ["GOTRACEBACK", "GODEBUG", "GOMAXPROCS", "NO_COLOR"] {
        script.env_remove(variable);
    }
    if !colour {
        script.env("NO_COLOR", "1");
    }
    for setting in words.iter().take_while(|w| is_setting(w)) {
        let (name, value) = setting.split_once('=').unwrap();
        script.env(name, value);
    }
    let mut session = Session::spawn(script).unwrap();
    let process = session.get_process_mut();
    process.set_window_size(columns, 50).unwrap();
    session.set_expect_timeout(Some(Duration::from_secs(60)));
    let mut out = Vec::new();
    // The end of a pseudo-terminal is an error to who reads it.
    while let Ok(part) = session.fill_buf().map(<[u8]>::to_vec) {
        if part.is_empty() {
            break;
        }
        session.consume(part.len());
        out.extend(part);
    }
    let _ = session.read_to_end(&mut out);
    let _ = session.get_process().wait();
    String::from_utf8_lossy(&out).replace("\r\n", "\n")
}

/// Without what differs between two runs.
fn steady(screen: &str) -> String {
    let dir = root().join("tests/terminal");
    let text = screen.replace(&dir.display().to_string(), "DIR");
    let text = Regex::new(r"0x[0-9a-f]+")
        .unwrap()
        .replace_all(&text, "0x?");
    text.into_owned()
}

#[test]
fn screens_are_as_expected() {
    let bless = std::env::var_os("GORUN_BLESS").is_some();
    let only = std::env::var("GORUN_TEST").unwrap_or_default();
    let dir = root().join("tests/terminal");
    let mut wrong = Vec::new();
    for entry in fs::read_dir(&dir).unwrap() {
        let source = entry.unwrap().path();
        if source.extension().is_none_or(|e| e != "go")
            || !source.display().to_string().contains(&only)
        {
            continue;
        }
        let text = fs::read_to_string(&source).unwrap();
        let first = text.lines().next().unwrap_or_default();
        let Some(words) = first.strip_prefix("// $ ") else {
            panic!("{}: the first line has to be // $ WORDS", source.display());
        };
        let words: Vec<&str> = words.split_whitespace().collect();
        let shown = steady(&screen(&dir, &words, 100, false));
        let golden = source.with_extension("screen");
        if bless {
            fs::write(&golden, &shown).unwrap();
        } else if fs::read_to_string(&golden).unwrap_or_default() != shown {
            wrong.push(format!("{}:\n{shown}", source.display()));
        }
    }
    assert!(
        wrong.is_empty(),
        "screens differ from their .screen files:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn colours_and_narrow_terminals() {
    let dir = root().join("tests/terminal");
    let coloured = screen(&dir, &["check", "errors_names.go"], 100, true);
    assert!(coloured.contains("\x1b[31m^"), "{coloured}");
    let narrow = screen(&dir, &["check", "errors_lines.go"], 60, false);
    let excerpts = narrow.lines().filter(|l| l.contains(" | "));
    for line in excerpts {
        assert!(line.chars().count() <= 60, "{line:?}\n{narrow}");
    }
}

/// With its helps a program of tests/check has no error that it had not before, and fewer of those.
#[test]
fn helps_mend_what_they_stand_at() {
    let dir = std::env::temp_dir().join(format!("gorun-mended-{}", std::process::id()));
    fs::create_dir_all(&dir).unwrap();
    let errors = |path: &Path| {
        let mut command = Command::new(gorun());
        command.args(["check", "-e", "--json"]).arg(path);
        let ran = harness::run(&mut command, Duration::from_secs(120));
        let message = |line: &str| {
            let rest = line.split_once("\"message\":")?.1;
            Some(rest.split("\",\"").next()?.to_string())
        };
        ran.stdout.lines().filter_map(message).collect::<Vec<_>>()
    };
    let mut mended = 0;
    // Other places that messages speak of move.
    let places = Regex::new(r"[^ \t]*\.go:\d+:\d+").unwrap();
    for entry in fs::read_dir(root().join("tests/check")).unwrap() {
        let source = entry.unwrap().path();
        if source.extension().is_none_or(|e| e != "go") {
            continue;
        }
        let before = errors(&source);
        let mut command = Command::new(gorun());
        command.args(["check", "--mended"]).arg(&source);
        let ran = harness::run(&mut command, Duration::from_secs(240));
        if ran.stdout.is_empty() || before.iter().any(|m| m.contains("syntax error")) {
            continue;
        }
        let path = dir.join(source.file_name().unwrap());
        fs::write(&path, &ran.stdout).unwrap();
        let after = errors(&path);
        let plain = |m: &String| places.replace_all(m, "-").into_owned();
        let mut left: Vec<String> = before.iter().map(plain).collect();
        for message in after.iter().map(plain) {
            match left.iter().position(|m| *m == message) {
                Some(i) => drop(left.swap_remove(i)),
                None => panic!("{}: mended, it says {message}", path.display()),
            }
        }
        mended += left.len();
    }
    assert!(
        mended > 60,
        "only {mended} errors have helps that mend them"
    );
    let _ = fs::remove_dir_all(&dir);
}
