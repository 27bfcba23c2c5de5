//! Programs with one thing changed, given to gorun and to the real compiler: both must say the same, byte by byte. What
//! they say differently is counted, grouped by the words, and kept in target/mutate.
//!
//! The programs are those of tests/run, of the examples and of Go's suite. A change is made to tokens, with no thought of
//! what they mean: half of the results have syntax errors, the others errors of types or none. The same seed makes the
//! same changes.

#[path = "mutate/shapes.rs"]
mod shapes;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::time::Duration;

use clap::Args;
use regex::Regex;

use crate::diagnosis::{difference, errors, gorun_check};
use crate::gc::Gc;
use crate::oracle;
use crate::process::in_parallel;
use crate::suite::SUITE;

#[derive(Args)]
pub struct Options {
    /// How many programs to make
    #[arg(long, default_value_t = 1000)]
    count: usize,
    #[arg(long, default_value_t = 1)]
    seed: u64,
    #[arg(long, default_value = "target/quick/gorun")]
    bin: String,
    /// What to change
    #[arg(long, value_enum, default_value_t = Kind::All)]
    kind: Kind,
    /// Folders of programs to change, instead of the usual ones; those below them too
    #[arg(long)]
    from: Vec<PathBuf>,
    /// Only programs whose path contains this
    only: Option<String>,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum Kind {
    All,
    /// Tokens deleted, doubled, swapped, replaced, inserted
    Tokens,
    /// Names, literals and operators replaced by others
    Words,
    /// What people do wrong whose syntax is right: types, arguments, statements, labels, declarations
    Shapes,
}

/// Longer programs take long to compile and say nothing more.
const LONGEST: u64 = 20_000;

/// What gc's report makes of a program.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Class {
    Syntax,
    Types,
    Accepted,
}

#[derive(Default)]
struct Tally {
    programs: usize,
    identical: usize,
    first_line: usize,
}

struct Case {
    source: usize,
    seed: u64,
}

pub fn mutate(options: &Options) {
    let bin = fs::canonicalize(&options.bin).unwrap_or_else(|e| panic!("{}: {e}", options.bin));
    let sources = sources(&options.from, options.only.as_deref().unwrap_or(""));
    assert!(!sources.is_empty(), "no such programs");
    let texts: Vec<String> = sources
        .iter()
        .map(|path| fs::read_to_string(path).unwrap_or_default())
        .collect();
    let pool = pool(&texts);
    let gc = Gc::new(&sources);
    let kept = oracle::root().join("target/mutate");
    let _ = fs::remove_dir_all(&kept);
    fs::create_dir_all(&kept).unwrap();
    let mut random = Random(options.seed);
    let cases: Vec<Case> = (0..options.count)
        .map(|_| Case {
            source: random.below(texts.len()),
            seed: random.next(),
        })
        .collect();
    let tallies: Mutex<BTreeMap<Class, Tally>> = Mutex::default();
    let groups: Mutex<BTreeMap<String, Vec<String>>> = Mutex::default();
    in_parallel(&cases, |case| {
        let mut random = Random(case.seed);
        let text = changed(&texts[case.source], &pool, options.kind, &mut random);
        let (class, want, got) = ask(&gc, &bin, &text);
        let mut tallies = tallies.lock().unwrap();
        let tally = tallies.entry(class).or_default();
        tally.programs += 1;
        tally.identical += usize::from(want == got);
        tally.first_line += usize::from(want.first() == got.first());
        drop(tallies);
        if let Some(why) = difference(&want, &got) {
            let name = format!("{:016x}.go", case.seed);
            let origin = sources[case.source].display();
            let comment = format!("// {origin}\n{}", why.replace("  g", "//  g"));
            fs::write(kept.join(&name), &text).unwrap();
            fs::write(kept.join(&name).with_extension("txt"), comment).unwrap();
            let mut groups = groups.lock().unwrap();
            groups.entry(words_of(&why)).or_default().push(name);
        }
        Ok(())
    });
    report(
        &groups.into_inner().unwrap(),
        &tallies.into_inner().unwrap(),
    );
    println!("the programs that differ: {}", kept.display());
}

fn report(groups: &BTreeMap<String, Vec<String>>, tallies: &BTreeMap<Class, Tally>) {
    let mut groups: Vec<_> = groups.iter().collect();
    groups.sort_by_key(|(_, names)| std::cmp::Reverse(names.len()));
    for (words, names) in groups {
        println!("{} programs, as {}\n{words}", names.len(), names[0]);
    }
    for (class, tally) in tallies {
        let share = |part: usize| 100.0 * part as f64 / tally.programs as f64;
        println!(
            "{class:?}: {} programs, {} identical ({:.2}%), first line {:.2}%",
            tally.programs,
            tally.identical,
            share(tally.identical),
            share(tally.first_line)
        );
    }
}

fn ask(gc: &Gc, bin: &Path, text: &str) -> (Class, Vec<String>, Vec<String>) {
    let folder = gc.scratch("mutated");
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("x.go");
    fs::write(&file, text).unwrap();
    let files = [file];
    let (_, said) = gc.compile(&files, &[]);
    let mut want = errors(&said, &folder);
    let got = errors(&gorun_check(bin, &files, &[]).1, &folder);
    if want != got {
        // What is wrong with imports and patterns of files, the go command says before any compiler runs.
        let before = errors(&built(&folder), &folder);
        if before == got {
            want = before;
        }
    }
    let class = match () {
        () if want.iter().any(|e| e.contains(": syntax error")) => Class::Syntax,
        () if !want.is_empty() => Class::Types,
        () => Class::Accepted,
    };
    (class, want, got)
}

/// What the go command says of the program, where the compiler alone has been asked before.
fn built(folder: &Path) -> String {
    let mut command = Command::new(oracle::go());
    command
        .args(["build", "-gcflags=-e", "-o", "x.out", "x.go"])
        .env("CGO_ENABLED", "0")
        .current_dir(folder);
    let out = crate::process::run(&mut command, Duration::from_secs(60));
    out.stdout + &out.stderr
}

/// A difference without places and names: those of one cause look alike.
fn words_of(difference: &str) -> String {
    let place = Regex::new(r"x\.go:\d+:\d+").unwrap();
    let name = Regex::new(r"(name|literal|undefined:|label) \S+").unwrap();
    let mut out = String::new();
    for line in difference.lines().take(4) {
        let line = place.replace_all(line, "_");
        let _ = writeln!(out, "{}", name.replace_all(&line, "$1 _"));
    }
    out
}

fn sources(from: &[PathBuf], only: &str) -> Vec<PathBuf> {
    let root = oracle::root();
    let mut folders = from.to_vec();
    if from.is_empty() {
        folders.extend([root.join("tests/run"), root.join("examples")]);
        let parts = ["", "chan", "ken", "interface", "typeparam"];
        folders.extend(parts.map(|f| Path::new(SUITE).join(f)));
    }
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        let ours = folder.starts_with(&root) || from.iter().any(|f| folder.starts_with(f));
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() && ours {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "go")
                && path.metadata().is_ok_and(|m| m.len() < LONGEST)
                && path.to_string_lossy().contains(only)
            {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Every token of the programs once: what is inserted comes from here.
fn pool(texts: &[String]) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for text in texts {
        for (from, to) in places(text) {
            *counts.entry(&text[from..to]).or_default() += 1;
        }
    }
    let common = counts
        .into_iter()
        .filter(|(token, count)| *count > 20 && token.len() < 20);
    common.map(|(token, _)| token.to_string()).collect()
}

/// The tokens' places, without semicolons that line ends stand for.
fn places(text: &str) -> Vec<(usize, usize)> {
    let (list, _) = gorun_grammar::scan(text);
    let bytes = list
        .into_iter()
        .map(|(from, to)| (from as usize - 1, to as usize - 1));
    bytes
        .filter(|&(from, to)| text.get(from..to).is_some_and(|t| !t.trim().is_empty()))
        .collect()
}

fn changed(text: &str, pool: &[String], kind: Kind, random: &mut Random) -> String {
    let places = places(text);
    // What is wrong with package clause and imports, the go command says before any compiler sees the file.
    let first = places
        .iter()
        .position(|&(from, to)| DECLARATIONS.contains(&&text[from..to]));
    let Some(first) = first.filter(|first| first + 1 < places.len()) else {
        return text.into();
    };
    let shapes = match kind {
        Kind::All => random.below(2) == 0,
        kind => kind == Kind::Shapes,
    };
    if shapes {
        let program = shapes::Program {
            text,
            places: &places,
            first,
        };
        return shapes::changed(&program, random);
    }
    let at = first + random.below(places.len() - 1 - first);
    let (from, to) = places[at];
    let (next_from, next_to) = places[at + 1];
    let token = &text[from..to];
    let words = match kind {
        Kind::All => random.below(2) == 0,
        Kind::Tokens => false,
        Kind::Words | Kind::Shapes => true,
    };
    if words {
        let like: Vec<&str> = places
            .iter()
            .map(|&(from, to)| &text[from..to])
            .filter(|t| sort(t) == sort(token))
            .collect();
        let new = match random.below(4) {
            0 => LITERALS[random.below(LITERALS.len())],
            1 => "undefinedName",
            _ => like[random.below(like.len())],
        };
        return format!("{}{new}{}", &text[..from], &text[to..]);
    }
    let other = &pool[random.below(pool.len())];
    match random.below(5) {
        0 => format!("{}{}", &text[..from], &text[to..]),
        1 => format!("{}{token} {token}{}", &text[..from], &text[to..]),
        2 => format!(
            "{}{}{}{token}{}",
            &text[..from],
            &text[next_from..next_to],
            &text[to..next_from],
            &text[next_to..]
        ),
        3 => format!("{}{other}{}", &text[..from], &text[to..]),
        _ => format!("{}{other} {token}{}", &text[..from], &text[to..]),
    }
}

const LITERALS: &[&str] = &[
    "0", "1.5", "'a'", "\"s\"", "nil", "true", "2i", "-1", "int", "string",
];

const DECLARATIONS: &[&str] = &["const", "func", "type", "var"];

/// What may take a token's place without harm to the syntax, mostly.
fn sort(token: &str) -> u8 {
    let first = token.as_bytes()[0];
    match first {
        _ if KEYWORDS.contains(&token) => 0,
        b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'0'..=b'9' | b'"' | b'\'' | b'`' | 128.. => 1,
        b'(' | b')' | b'[' | b']' | b'{' | b'}' | b',' | b';' | b'.' => first,
        _ if token.ends_with('=') && !["==", "!=", "<=", ">="].contains(&token) => 3,
        _ => 2,
    }
}

const KEYWORDS: &[&str] = &[
    "break",
    "case",
    "chan",
    "const",
    "continue",
    "default",
    "defer",
    "else",
    "fallthrough",
    "for",
    "func",
    "go",
    "goto",
    "if",
    "import",
    "interface",
    "map",
    "package",
    "range",
    "return",
    "select",
    "struct",
    "switch",
    "type",
    "var",
];

/// Splitmix64: small, and the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }
}
