//! The words behind `gorun test`, after Go's rules: flags may stand before and behind the packages, flags of the tests
//! need no `-test.`, and what is not known goes to the program.

use super::build_flags::{self, Verdict, Wrong};
use crate::driver::os_error_text;
use crate::driver::test::{Checks, Options, is_duration};
use crate::types::quote;

pub const HELP: &str = "\
Test packages, as go test does

Usage: gorun test [flags] [packages] [flags of the tests]

Packages are directories, import paths or patterns such as ./...; without any, the current directory's is tested.

  -run REGEXP       only tests and examples that match; -skip REGEXP: not these
  -v                all output, as it comes; -json: as JSON objects
  -count N          each test N times; -cpu 1,2,4: with these GOMAXPROCS; -parallel N: so many parallel tests at once
  -short, -failfast, -timeout 10m, -shuffle on|off|SEED, -list REGEXP, -fullpath, -artifacts, -outputdir DIR
  -bench REGEXP     benchmarks too; -benchtime 1s|100x, -benchmem
  -race             look for data races
  -tags TAG,...     build tags
  -vet off|NAME,... no checks of go vet, or these alone
  -args ...         the rest is the program's own
";

/// Flags of package testing that take a value, and those that do not.
const WITH_VALUE: &[&str] = &[
    "run",
    "skip",
    "list",
    "bench",
    "benchtime",
    "count",
    "cpu",
    "parallel",
    "shuffle",
    "timeout",
    "outputdir",
    "fuzz",
    "fuzztime",
    "fuzzminimizetime",
];
const WITHOUT_VALUE: &[&str] = &["short", "failfast", "benchmem", "fullpath", "artifacts"];

/// What gorun cannot do, and why.
const REFUSED: &[(&str, &str)] = &[
    ("c", "gorun makes no executable files"),
    ("o", "gorun makes no executable files"),
    ("i", "gorun installs nothing"),
    ("coverprofile", "gorun does not measure coverage"),
    ("cpuprofile", "gorun writes no profiles of tests"),
    ("memprofile", "gorun writes no profiles of tests"),
    ("memprofilerate", "gorun writes no profiles of tests"),
    ("blockprofile", "gorun writes no profiles of tests"),
    ("blockprofilerate", "gorun writes no profiles of tests"),
    ("mutexprofile", "gorun writes no profiles of tests"),
    ("mutexprofilefraction", "gorun writes no profiles of tests"),
    ("trace", "gorun writes no traces of tests"),
];

impl Wrong {
    /// Says it; the exit code.
    pub fn tell(self) -> i32 {
        match self {
            Wrong::Usage(text) => {
                eprintln!("{text}\n{USAGE}");
                2
            }
            Wrong::Refused(text) => {
                eprintln!("gorun test: {text}");
                1
            }
        }
    }
}

const USAGE: &str = "\
usage: gorun test [build/test flags] [packages] [build/test flags & test binary flags]
Run 'gorun test -h' for details.";

/// `None`: help is wanted.
pub fn parse(words: Vec<String>) -> Result<Option<Options>, Wrong> {
    let mut options = Options::default();
    let mut words = words.into_iter().peekable();
    // Packages are the first words in a row that are no flags. A flag that nobody knows may be the tests' own, and the word behind it
    // its value; any other word after that is the tests', with all that follows it.
    let (mut in_packages, mut packages_named) = (false, false);
    let mut may_be_value = false;
    while let Some(word) = words.next() {
        let was_value = std::mem::take(&mut may_be_value);
        if word == "--" {
            options.arguments.push(word);
            options.arguments.extend(words);
            break;
        }
        let Some(flag) = flag_of(&word) else {
            match (in_packages || !packages_named, was_value) {
                (true, _) => {
                    (in_packages, packages_named) = (true, true);
                    options.packages.push(word);
                }
                (false, true) => options.arguments.push(word),
                (false, false) => {
                    options.arguments.push(word);
                    options.arguments.extend(words);
                    break;
                }
            }
            continue;
        };
        in_packages = false;
        if flag != "v" && !flag.starts_with("v=") {
            let next = words.peek().map(String::as_str);
            match build_flags::judge(&word, next) {
                Verdict::Other => {}
                Verdict::PassedBy(many) | Verdict::Noted(many, _) => {
                    words.by_ref().take(many - 1).for_each(drop);
                    continue;
                }
                Verdict::Wrong(wrong) => return Err(wrong),
            }
        }
        let (name, value) = match flag.split_once('=') {
            Some((name, value)) => (name, Some(value.to_string())),
            None => (flag, None),
        };
        let name = name.strip_prefix("test.").unwrap_or(name);
        if name == "args" {
            options.arguments.extend(words);
            break;
        }
        let mut needed = || {
            let value = value.clone().or_else(|| words.next());
            value.ok_or_else(|| Wrong::Usage(format!("flag needs an argument: -{name}")))
        };
        if let Some((_, why)) = REFUSED.iter().find(|(n, _)| *n == name) {
            return Err(Wrong::Refused(format!("-{name} is not supported: {why}")));
        }
        match name {
            "h" | "help" => return Ok(None),
            "v" => {
                let value = value.unwrap_or_else(|| "true".into());
                options.show_all = switch("v", &value)? || value == "test2json";
                options.arguments.push(format!("-test.v={value}"));
            }
            "json" => options.json = switch(name, value.as_deref().unwrap_or("true"))?,
            "race" => {
                options.selection.race = switch(name, value.as_deref().unwrap_or("true"))?;
            }
            "tags" => options.selection.tags = Some(needed()?),
            "ldflags" => options.selection.ldflags = Some(needed()?),
            "mod" => options.selection.modules = Some(needed()?),
            "vet" => {
                let value = needed()?;
                options.vet = Checks::parse(&value).map_err(|why| invalid(&value, "vet", why))?;
            }
            "C" => {
                let dir = needed()?;
                std::env::set_current_dir(&dir)
                    .map_err(|e| Wrong::Refused(format!("chdir {dir}: {}", os_error_text(&e))))?;
            }
            _ if WITH_VALUE.contains(&name) => {
                let value = needed()?;
                checked(name, &value)?;
                note(&mut options, name, &value);
                options.arguments.push(format!("-test.{name}={value}"));
            }
            _ if WITHOUT_VALUE.contains(&name) => {
                let value = value.unwrap_or_else(|| "true".into());
                let on = switch(name, &value)?;
                options.fail_fast |= name == "failfast" && on;
                options.arguments.push(format!("-test.{name}={value}"));
            }
            _ => {
                packages_named = true;
                may_be_value = value.is_none();
                options.arguments.push(word);
            }
        }
    }
    if options.json {
        let given = options.arguments.iter().any(|a| a.starts_with("-test.v="));
        if !given {
            options.arguments.insert(0, "-test.v=test2json".into());
        }
    }
    Ok(Some(options))
}

/// The flag that a word is, without its dashes.
fn flag_of(word: &str) -> Option<&str> {
    let flag = word.strip_prefix('-')?;
    let flag = flag.strip_prefix('-').unwrap_or(flag);
    (!flag.is_empty() && !flag.starts_with(['-', '='])).then_some(flag)
}

/// What flags of the tests mean for the command.
fn note(options: &mut Options, name: &str, value: &str) {
    match name {
        "timeout" => options.timeout = Some(value.to_string()),
        "list" => options.show_all |= !value.is_empty(),
        "bench" => options.bench = !value.is_empty(),
        "fuzz" if !value.is_empty() => {
            eprintln!("gorun test: -fuzz: no new values are made; the seeds of all fuzz tests run");
        }
        _ => {}
    }
}

fn switch(name: &str, value: &str) -> Result<bool, Wrong> {
    match value {
        "1" | "t" | "T" | "true" | "TRUE" | "True" => Ok(true),
        "0" | "f" | "F" | "false" | "FALSE" | "False" => Ok(false),
        "test2json" if name == "v" => Ok(true),
        _ => {
            let why = match name {
                "v" => format!("invalid flag -test.v={value}"),
                _ => "parse error".to_string(),
            };
            let text = format!(
                "invalid boolean value {value} for -{name}: {why}",
                value = quote(value)
            );
            Err(Wrong::Usage(text))
        }
    }
}

fn invalid(value: &str, name: &str, why: impl std::fmt::Display) -> Wrong {
    Wrong::Usage(format!(
        "invalid value {value} for flag -{name}: {why}",
        value = quote(value)
    ))
}

/// The values at which the go command looks itself; of others the program says what is wrong.
fn checked(name: &str, value: &str) -> Result<(), Wrong> {
    match name {
        "count" | "parallel" => match whole_number(value) {
            Ok(()) => Ok(()),
            Err(Number::Syntax) => Err(invalid(value, name, "parse error")),
            Err(Number::Range) => Err(invalid(value, name, "value out of range")),
        },
        "timeout" if !is_duration(value) => Err(invalid(value, name, "parse error")),
        "shuffle" if !["on", "off"].contains(&value) => {
            let why = match decimal(value) {
                Ok(()) => return Ok(()),
                Err(Number::Syntax) => "invalid syntax",
                Err(Number::Range) => "value out of range",
            };
            let text = format!(
                "-shuffle argument must be \"on\", \"off\", or an int64: strconv.ParseInt: parsing {value}: {why}",
                value = quote(value)
            );
            Err(invalid(value, name, text))
        }
        _ => Ok(()),
    }
}

enum Number {
    Syntax,
    Range,
}

/// What Go's `strconv.ParseInt` takes with base 10.
fn decimal(text: &str) -> Result<(), Number> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    match text.parse::<i64>() {
        Ok(_) => Ok(()),
        Err(_) if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => {
            Err(Number::Range)
        }
        Err(_) => Err(Number::Syntax),
    }
}

/// The same with base 0: as integers are written in Go.
fn whole_number(text: &str) -> Result<(), Number> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let lower = digits.to_ascii_lowercase();
    let (radix, rest) = match lower.get(..2) {
        Some("0x") => (16, &lower[2..]),
        Some("0b") => (2, &lower[2..]),
        Some("0o") => (8, &lower[2..]),
        _ if lower.len() > 1 && lower.starts_with('0') => (8, &lower[1..]),
        _ => return decimal(text),
    };
    let rest = rest.replace('_', "");
    match i64::from_str_radix(&rest, radix) {
        Ok(_) => Ok(()),
        Err(_) if !rest.is_empty() && rest.chars().all(|c| c.is_digit(radix)) => Err(Number::Range),
        Err(_) => Err(Number::Syntax),
    }
}

#[cfg(test)]
mod tests {
    use super::{Wrong, parse};

    fn words(text: &str) -> (Vec<String>, Vec<String>) {
        let words = text.split(' ').map(str::to_string).collect();
        let options = parse(words).ok().flatten().unwrap_or_default();
        (options.packages, options.arguments)
    }

    #[test]
    fn packages_and_flags() {
        let lists = |p: &[&str], a: &[&str]| {
            let owned = |l: &[&str]| l.iter().map(|s| s.to_string()).collect::<Vec<_>>();
            (owned(p), owned(a))
        };
        assert_eq!(
            words("-v ./... -run X"),
            lists(&["./..."], &["-test.v=true", "-test.run=X"])
        );
        assert_eq!(
            words(". -own x -args -v y"),
            lists(&["."], &["-own", "x", "-v", "y"])
        );
        assert_eq!(
            words("-run=A|B -short a b"),
            lists(&["a", "b"], &["-test.run=A|B", "-test.short=true"])
        );
    }
    #[test]
    fn wrong_values() {
        let wrong = |text: &str| match parse(text.split(' ').map(str::to_string).collect()) {
            Err(Wrong::Usage(why)) => why,
            other => format!("{:?}", other.map(|_| ())),
        };
        for (words, why) in [
            ("-run", "flag needs an argument: -run"),
            (
                "-count=x",
                "invalid value \"x\" for flag -count: parse error",
            ),
            ("-count 0x10", "Ok(())"),
            (
                "-timeout=1x .",
                "invalid value \"1x\" for flag -timeout: parse error",
            ),
            (
                "-short=x",
                "invalid boolean value \"x\" for -short: parse error",
            ),
            (
                "-v=x",
                "invalid boolean value \"x\" for -v: invalid flag -test.v=x",
            ),
        ] {
            assert_eq!(wrong(words), why, "{words}");
        }
    }
}
