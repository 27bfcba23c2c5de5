//! Flags of Go's build that change nothing here, taken so that commands written for `go run` and `go test` work.

/// Those that have a value.
pub const WITH_VALUE: &[&str] = &[
    "p",
    "ldflags",
    "gcflags",
    "asmflags",
    "buildmode",
    "compiler",
    "pgo",
    "toolexec",
    "pkgdir",
    "installsuffix",
];
pub const WITHOUT_VALUE: &[&str] = &[
    "a",
    "n",
    "x",
    "work",
    "trimpath",
    "modcacherw",
    "buildvcs",
    "linkshared",
];

/// Those that `run` takes. (`-n` says that nothing shall be run.)
const ALONE: &[&str] = &["a", "v", "x", "work", "trimpath", "modcacherw", "buildvcs"];

/// How many words a flag of the build takes, this one included; `None`: it is none that `run` and `check` pass by.
pub fn words(word: &str, next: Option<&str>) -> Option<usize> {
    let flag = word.strip_prefix('-')?;
    let flag = flag.strip_prefix('-').unwrap_or(flag);
    let (name, value) = match flag.split_once('=') {
        Some((name, value)) => (name, Some(value)),
        None => (flag, None),
    };
    if ALONE.contains(&name) {
        return Some(1);
    }
    if !WITH_VALUE.contains(&name) || !matters_not(name, value.or(next)?) {
        return None;
    }
    Some(1 + usize::from(value.is_none()))
}

/// A linker's `-X` gives variables values; gorun does not.
fn matters_not(name: &str, value: &str) -> bool {
    name != "ldflags" || !value.split_whitespace().any(|w| w.starts_with("-X"))
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn flags() {
        for (word, next, taken) in [
            ("-trimpath", Some("x.go"), Some(1)),
            ("-mod=vendor", None, None),
            ("-p", Some("4"), Some(2)),
            ("-ldflags=-s -w", None, Some(1)),
            ("-ldflags", Some("-X main.version=1"), None),
            ("-n", None, None),
            ("-", None, None),
            ("x.go", None, None),
        ] {
            assert_eq!(words(word, next), taken, "{word}");
        }
    }
}
