//! `//go:embed` patterns resolved to files, with the errors that `go list` gives.

use std::fs;
use std::path::{Path, PathBuf};

/// The files that a pattern of the package in `dir` names, sorted, relative to it with slashes. `Err`: why not.
pub fn resolve(dir: &Path, pattern: &str) -> Result<Vec<String>, String> {
    let (glob, all) = match pattern.strip_prefix("all:") {
        Some(rest) => (rest, true),
        None => (pattern, false),
    };
    if !valid_glob(glob) || !valid_path(glob) {
        return Err("invalid pattern syntax".into());
    }
    let mut found: Vec<String> = Vec::new();
    for relative in matches(dir, glob) {
        let path = dir.join(&relative);
        let Ok(info) = fs::symlink_metadata(&path) else {
            continue;
        };
        let what = if info.is_dir() { "directory" } else { "file" };
        check_way(dir, &relative, what)?;
        if info.is_file() {
            found.push(relative);
        } else if info.is_dir() {
            let before = found.len();
            walk(dir, &relative, all, &mut found)?;
            if found.len() == before {
                return Err(format!(
                    "cannot embed directory {relative}: contains no embeddable files"
                ));
            }
        } else {
            return Err(format!("cannot embed irregular file {relative}"));
        }
    }
    if found.is_empty() {
        return Err("no matching files found".into());
    }
    found.sort();
    found.dedup();
    Ok(found)
}

/// A file of another module, behind a link, or with a name that no module can hold, is not embedded.
fn check_way(dir: &Path, relative: &str, what: &str) -> Result<(), String> {
    let mut at = Some(relative);
    while let Some(part) = at {
        let path = dir.join(part);
        if path.join("go.mod").exists() {
            return Err(format!(
                "cannot embed {what} {relative}: in different module"
            ));
        }
        let own = part == relative;
        if !own && fs::symlink_metadata(&path).is_ok_and(|i| !i.is_dir()) {
            return Err(format!(
                "cannot embed {what} {relative}: in non-directory {part}"
            ));
        }
        let (parent, name) = match part.rsplit_once('/') {
            Some((parent, name)) => (Some(parent), name),
            None => (None, part),
        };
        if is_bad_name(name) {
            let place = if own {
                "invalid name"
            } else {
                "in invalid directory"
            };
            return Err(format!("cannot embed {what} {relative}: {place} {name}"));
        }
        at = parent;
    }
    Ok(())
}

/// All files below a directory that a module would hold; those that begin with `.` or `_` only with `all:`.
fn walk(dir: &Path, relative: &str, all: bool, found: &mut Vec<String>) -> Result<(), String> {
    for (name, path) in entries(&dir.join(relative)) {
        let inner = format!("{relative}/{name}");
        let Ok(info) = fs::symlink_metadata(&path) else {
            continue;
        };
        let hidden = name.starts_with(['.', '_']);
        if is_bad_name(&name) || (hidden && !all) {
            if hidden || info.is_dir() {
                continue;
            }
            return Err(format!("cannot embed file {inner}: invalid name {name}"));
        }
        if info.is_dir() {
            if !path.join("go.mod").exists() {
                walk(dir, &inner, all, found)?;
            }
        } else if info.is_file() {
            found.push(inner);
        }
    }
    Ok(())
}

fn entries(dir: &Path) -> Vec<(String, PathBuf)> {
    let mut entries: Vec<_> = fs::read_dir(dir)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|e| Some((e.file_name().into_string().ok()?, e.path())))
        .collect();
    entries.sort();
    entries
}

/// What a path pattern matches, element by element.
fn matches(dir: &Path, glob: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    for element in glob.split('/') {
        let plain = !element.contains(['*', '?', '[', '\\']);
        let mut next = Vec::new();
        for base in &found {
            let join = |name: &str| match base.as_str() {
                "" => name.to_string(),
                base => format!("{base}/{name}"),
            };
            if plain {
                let path = join(element);
                if fs::symlink_metadata(dir.join(&path)).is_ok() {
                    next.push(path);
                }
            } else {
                let names = entries(&dir.join(base));
                next.extend(
                    names
                        .iter()
                        .filter(|(name, _)| match_element(element, name))
                        .map(|(name, _)| join(name)),
                );
            }
        }
        found = next;
    }
    found
}

/// `path.Match` for one element of a valid pattern.
fn match_element(pattern: &str, name: &str) -> bool {
    let mut p = pattern.chars();
    let mut n = name.chars();
    match (p.next(), n.clone().next()) {
        (None, None) => true,
        (None, Some(_)) => false,
        (Some('*'), _) => {
            let rest = p.as_str();
            loop {
                if match_element(rest, n.as_str()) {
                    return true;
                }
                if n.next().is_none() {
                    return false;
                }
            }
        }
        (Some(_), None) => false,
        (Some('?'), Some(_)) => {
            n.next();
            match_element(p.as_str(), n.as_str())
        }
        (Some('['), Some(c)) => {
            n.next();
            let (hit, rest) = class(p.as_str(), c);
            hit && match_element(rest, n.as_str())
        }
        (Some('\\'), Some(c)) => {
            n.next();
            p.next() == Some(c) && match_element(p.as_str(), n.as_str())
        }
        (Some(x), Some(c)) => {
            n.next();
            x == c && match_element(p.as_str(), n.as_str())
        }
    }
}

/// A character class without its `[`: whether it holds `c`, and what follows it.
fn class(pattern: &str, c: char) -> (bool, &str) {
    let mut p = pattern.chars();
    let negated = pattern.starts_with('^');
    if negated {
        p.next();
    }
    let mut hit = false;
    let one = |p: &mut std::str::Chars<'_>| match p.next() {
        Some('\\') => p.next(),
        x => x,
    };
    loop {
        if p.as_str().starts_with(']') {
            p.next();
            return (hit != negated, p.as_str());
        }
        let Some(low) = one(&mut p) else {
            return (false, "");
        };
        let mut high = low;
        if p.as_str().starts_with('-') {
            p.next();
            high = one(&mut p).unwrap_or(low);
        }
        hit |= low <= c && c <= high;
    }
}

/// Whether `path.Match` can read it.
fn valid_glob(glob: &str) -> bool {
    let mut chars = glob.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.next().is_none() => return false,
            '[' => {
                if chars.as_str().starts_with('^') {
                    chars.next();
                }
                let mut some = false;
                loop {
                    let part = |chars: &mut std::str::Chars<'_>| match chars.next() {
                        None | Some('-' | ']') => None,
                        Some('\\') => chars.next(),
                        c => c,
                    };
                    if some && chars.as_str().starts_with(']') {
                        chars.next();
                        break;
                    }
                    some = true;
                    if part(&mut chars).is_none() {
                        return false;
                    }
                    if chars.as_str().starts_with('-') {
                        chars.next();
                        if part(&mut chars).is_none() {
                            return false;
                        }
                    }
                }
            }
            _ => {}
        }
    }
    true
}

/// `fs.ValidPath`, the current directory left out.
fn valid_path(path: &str) -> bool {
    let elements = |e: &str| !matches!(e, "" | "." | "..") && !e.contains('\u{fffd}');
    path.split('/').all(elements)
}

/// Names that a module's files cannot have.
fn is_bad_name(name: &str) -> bool {
    if name.is_empty() || matches!(name, ".bzr" | ".hg" | ".git" | ".svn") || name.ends_with('.') {
        return true;
    }
    let bad_char = |c: char| match c {
        c if c.is_ascii() => c.is_ascii_control() || "\"'*<>?`|/\\:".contains(c),
        c => !c.is_alphabetic(),
    };
    if name.contains(bad_char) || name.chars().all(|c| c == '.') {
        return true;
    }
    is_device(name.split('.').next().unwrap_or(name))
}

/// Names that mean devices on Windows.
pub fn is_device(name: &str) -> bool {
    let short = name.to_ascii_uppercase();
    let numbered = |p: &str| {
        short
            .strip_prefix(p)
            .is_some_and(|n| matches!(n.as_bytes(), [b'1'..=b'9']))
    };
    matches!(short.as_str(), "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements() {
        for (pattern, name, fits) in [
            ("*.txt", "a.txt", true),
            ("*.txt", "a.tx", false),
            ("a?c", "abc", true),
            ("[a-c]x", "bx", true),
            ("[^a-c]x", "bx", false),
            ("\\*", "*", true),
            ("*", "", true),
        ] {
            assert_eq!(match_element(pattern, name), fits, "{pattern} {name}");
        }
    }

    #[test]
    fn patterns() {
        assert!(valid_glob("a[b-c]*") && valid_glob("[\\]]"));
        assert!(!valid_glob("[") && !valid_glob("[]") && !valid_glob("a\\"));
        assert!(
            valid_path("a/b") && !valid_path("../a") && !valid_path("a//b") && !valid_path("/a")
        );
        assert!(is_bad_name("con.txt") && is_bad_name("a:b") && !is_bad_name("a b.txt"));
    }
}
