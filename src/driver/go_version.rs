//! Versions of Go: the language's (`1.21`), releases (`1.21.3`), and those before a release (`1.22rc1`).

use std::cmp::Ordering;

/// A language version.
pub type GoVersion = (u32, u32);

/// What a module without a `go` line is written in.
pub const NO_GO_LINE: GoVersion = (1, 16);
/// The newest version that gorun knows, and its release.
pub const CURRENT: GoVersion = (1, 27);
pub const RELEASE: &str = "1.27.3";

/// `1.21`, `1.21.3`, `1.22rc1`; no leading zeros.
pub fn is_go_version(text: &str) -> bool {
    let number = |s: &str| {
        !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit()) && (s == "0" || !s.starts_with('0'))
    };
    let (release, rest) = match text.find(|c: char| c.is_ascii_alphabetic()) {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    let parts: Vec<&str> = release.split('.').collect();
    // `rc1`, and whatever else may come before a release one day.
    let kind = rest.trim_start_matches(|c: char| c.is_ascii_lowercase());
    let digits = !kind.is_empty() && kind.bytes().all(|b| b.is_ascii_digit());
    let pre = rest.is_empty() || (kind.len() < rest.len() && digits);
    parts.len() <= 3
        && parts.len() >= 2
        && number(parts[0])
        && parts[0] != "0"
        && parts[1..].iter().all(|p| number(p))
        && pre
}

/// `1.21.3` is written in Go 1.21.
pub fn language_version(text: &str) -> Option<GoVersion> {
    let mut parts = text.split('.');
    let major = parts.next()?.parse().ok()?;
    let minor = parts.next().unwrap_or("0");
    let digits = minor
        .split(|c: char| !c.is_ascii_digit())
        .next()
        .unwrap_or("0");
    Some((major, digits.parse().ok()?))
}

/// Which version is newer, of two that are versions. The language comes before what leads to its first release:
/// `1.21`, `1.21rc1`, `1.21.0`. (Before Go 1.21 the language's name was that of the release.)
pub fn compare(a: &str, b: &str) -> Ordering {
    key(a).cmp(&key(b))
}

fn key(text: &str) -> (u64, u64, Option<u64>, &str, u64) {
    let number = |s: &str| match s {
        "" => 0,
        s => s.parse::<u64>().unwrap_or(u64::MAX),
    };
    let (major, rest) = text.split_once('.').unwrap_or((text, "0.0"));
    let digits = |s: &str| s.find(|c: char| !c.is_ascii_digit()).unwrap_or(s.len());
    let (minor, rest) = rest.split_at(digits(rest));
    let minor = number(minor);
    if let Some(patch) = rest.strip_prefix('.') {
        return (number(major), minor, Some(number(patch)), "", 0);
    }
    let kind = rest.trim_end_matches(|c: char| c.is_ascii_digit());
    let patch = (kind.is_empty() && minor < 21).then_some(0);
    (
        number(major),
        minor,
        patch,
        kind,
        number(&rest[kind.len()..]),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        for good in ["1.9", "1.21", "1.21.0", "1.22rc1"] {
            assert!(is_go_version(good), "{good}");
        }
        for bad in ["1", "v1.2", "1.02", "1.21.x", "go1.21", ""] {
            assert!(!is_go_version(bad), "{bad}");
        }
        assert_eq!(language_version("1.22rc1"), Some((1, 22)));
    }

    #[test]
    fn order() {
        let rising = [
            "1.9",
            "1.20rc1",
            "1.20",
            "1.20.1",
            "1.21",
            "1.21beta2",
            "1.21rc1",
            "1.21.0",
            "1.21.10",
            "2.0",
        ];
        for pair in rising.windows(2) {
            // A release candidate of old sorts before the release that the language was named after.
            assert_eq!(compare(pair[0], pair[1]), Ordering::Less, "{pair:?}");
        }
        assert_eq!(compare("1.20", "1.20.0"), Ordering::Equal);
    }
}
