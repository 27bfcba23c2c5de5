//! Flags of Go's build that change nothing here, taken so that commands written for `go run` and `go test` work; those that gorun cannot
//! honour, and values that Go refuses, in Go's words.

use crate::driver::link_flags;
use crate::types::quote;

/// What a word of the command line is.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    /// No flag of the build, or one that means something here.
    Other,
    /// A flag that changes nothing; it takes so many words.
    PassedBy(usize),
    /// The same of one that programs may read in what is known of their build: its words, its name and value.
    Noted(usize, String),
    Wrong(Wrong),
}

#[derive(Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The flag is used in a way that Go refuses with its usage.
    Usage(String),
    /// Go or gorun does not do that.
    Refused(String),
}

/// Those that have a value.
const WITH_VALUE: &[&str] = &[
    "p",
    "gcflags",
    "asmflags",
    "gccgoflags",
    "buildmode",
    "compiler",
    "pgo",
    "toolexec",
    "pkgdir",
    "installsuffix",
    "debug-actiongraph",
    "debug-runtime-trace",
    "debug-trace",
];
const WITHOUT_VALUE: &[&str] = &["a", "v", "x", "work", "trimpath", "modcacherw", "buildvcs"];

const REFUSED: &[(&str, &str)] = &[
    ("asan", NO_C),
    ("msan", NO_C),
    ("linkshared", "there are no shared libraries"),
    ("cover", NO_COVERAGE),
    ("covermode", NO_COVERAGE),
    ("coverpkg", NO_COVERAGE),
    ("exec", "gorun makes no executable files"),
    ("modfile", "gorun reads go.mod only"),
    ("overlay", "gorun reads files where they are"),
    ("n", "gorun runs no commands that could be shown"),
];
const NO_C: &str = "there is no C code to check";
const NO_COVERAGE: &str = "gorun does not measure coverage";

/// What is to be done with a word, where `next` follows.
pub fn judge(word: &str, next: Option<&str>) -> Verdict {
    let Some(flag) = word.strip_prefix('-') else {
        return Verdict::Other;
    };
    let flag = flag.strip_prefix('-').unwrap_or(flag);
    let (name, value) = match flag.split_once('=') {
        Some((name, value)) => (name, Some(value)),
        None => (flag, None),
    };
    if let Some((_, why)) = REFUSED.iter().find(|(n, _)| *n == name) {
        let text = format!("-{name} is not supported: {why}");
        return Verdict::Wrong(Wrong::Refused(text));
    }
    let used = ["tags", "ldflags"].contains(&name);
    let alone = WITHOUT_VALUE.contains(&name);
    if !used && !alone && !WITH_VALUE.contains(&name) {
        return Verdict::Other;
    }
    let given = if alone { value } else { value.or(next) };
    match given.map_or(Ok(()), |given| checked(name, given)) {
        Err(wrong) => Verdict::Wrong(wrong),
        Ok(()) if used || !alone && given.is_none() => Verdict::Other,
        Ok(()) => {
            let words = 1 + usize::from(!alone && value.is_none());
            match link_flags::NOTED.contains(&name) {
                true => Verdict::Noted(words, format!("{name}={}", given.unwrap_or("true"))),
                false => Verdict::PassedBy(words),
            }
        }
    }
}

fn checked(name: &str, value: &str) -> Result<(), Wrong> {
    let invalid = |why: String| {
        Err(Wrong::Usage(format!(
            "invalid value {value} for flag -{name}: {why}",
            value = quote(value)
        )))
    };
    match name {
        "p" => match value.parse::<i64>() {
            Ok(1..) => Ok(()),
            Ok(n) => Err(Wrong::Refused(format!(
                "-p must be a positive integer: {n}"
            ))),
            Err(_) => invalid("parse error".into()),
        },
        "tags" => match link_flags::tags(value) {
            Ok(_) => Ok(()),
            Err(why) => Err(Wrong::Refused(why)),
        },
        "gcflags" | "asmflags" | "gccgoflags" | "ldflags" => {
            link_flags::of_packages(value).map_or_else(invalid, |_| Ok(()))
        }
        "compiler" if !["gc", "gccgo"].contains(&value) => {
            invalid(format!("unknown compiler {value}", value = quote(value)))
        }
        "buildmode" if !["default", "exe", "pie"].contains(&value) => {
            Err(Wrong::Refused(format!("-buildmode={value} not supported")))
        }
        "buildvcs" if value != "auto" && !is_boolean(value) => Err(Wrong::Usage(format!(
            "invalid boolean value {value} for -{name}: value is neither 'auto' nor a valid bool",
            value = quote(value)
        ))),
        _ if WITHOUT_VALUE.contains(&name) && name != "buildvcs" && !is_boolean(value) => {
            Err(Wrong::Usage(format!(
                "invalid boolean value {value} for -{name}: parse error",
                value = quote(value)
            )))
        }
        _ => Ok(()),
    }
}

/// What Go's `strconv.ParseBool` takes.
fn is_boolean(value: &str) -> bool {
    const NAMES: &[&str] = &["true", "TRUE", "True", "false", "FALSE", "False"];
    ["1", "t", "T", "0", "f", "F"].contains(&value) || NAMES.contains(&value)
}

#[cfg(test)]
mod tests {
    use super::{Verdict, Wrong, judge};

    #[test]
    fn flags() {
        for (word, next, taken) in [
            ("-a", Some("x.go"), Some(1)),
            ("-mod=vendor", None, None),
            ("-p", Some("4"), Some(2)),
            ("-pgo=off", None, Some(1)),
            ("-ldflags", Some("-X main.version=1"), None),
            ("-", None, None),
            ("x.go", None, None),
        ] {
            let verdict = taken.map_or(Verdict::Other, Verdict::PassedBy);
            assert_eq!(judge(word, next), verdict, "{word}");
        }
        for (word, next, noted, words) in [
            ("-trimpath", Some("x.go"), "trimpath=true", 1),
            ("-gcflags=-N -l", None, "gcflags=-N -l", 1),
            ("--gcflags", Some("-N"), "gcflags=-N", 2),
        ] {
            let verdict = Verdict::Noted(words, noted.into());
            assert_eq!(judge(word, next), verdict, "{word}");
        }
        for (word, why) in [
            ("-p=0", "-p must be a positive integer: 0"),
            ("-tags=a,b c", "-tags space-separated list contains comma"),
        ] {
            let wrong = Wrong::Refused(why.into());
            assert_eq!(judge(word, None), Verdict::Wrong(wrong), "{word}");
        }
    }
}
