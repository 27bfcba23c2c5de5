//! How paths are shown, as Go's command does it.

use std::path::{Component, Path, PathBuf};

/// The path from the current directory if that is shorter, else the whole path.
pub fn short(path: &Path) -> String {
    let whole = path.display().to_string();
    let relative = std::env::current_dir()
        .ok()
        .and_then(|dir| relative(&dir, path))
        .map(|p| p.display().to_string());
    match relative {
        Some(r) if r.len() < whole.len() => r,
        _ => whole,
    }
}

/// As compilers' errors name a file: a bare name is given its `./`.
pub fn in_reports(path: &Path) -> String {
    let short = short(path);
    match short.contains('/') {
        true => short,
        false => format!("./{short}"),
    }
}

/// `to` as seen from `from`, both absolute.
pub fn relative(from: &Path, to: &Path) -> Option<PathBuf> {
    let (mut a, mut b) = (from.components().peekable(), to.components().peekable());
    while a.peek().is_some() && a.peek() == b.peek() {
        a.next();
        b.next();
    }
    let mut out = PathBuf::new();
    for component in a {
        if !matches!(component, Component::Normal(_)) {
            return None;
        }
        out.push("..");
    }
    out.extend(b);
    if out.as_os_str().is_empty() {
        out.push(".");
    }
    Some(out)
}

/// Absolute, without `.` and `..`, links followed where the path exists.
pub fn absolute(path: &Path) -> PathBuf {
    let joined = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    std::fs::canonicalize(&joined).unwrap_or_else(|_| clean(&joined))
}

/// `..` taken out by name alone.
pub fn clean(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir => {
                out.pop();
            }
            Component::CurDir => {}
            c => out.push(c),
        }
    }
    out
}

/// Go's wording of what the system says.
pub fn error_text(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "no such file or directory".into(),
        std::io::ErrorKind::PermissionDenied => "permission denied".into(),
        std::io::ErrorKind::IsADirectory => "is a directory".into(),
        std::io::ErrorKind::NotADirectory => "not a directory".into(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_paths() {
        let r = |a: &str, b: &str| relative(Path::new(a), Path::new(b)).unwrap();
        assert_eq!(r("/a/b", "/a/b/c.go"), Path::new("c.go"));
        assert_eq!(r("/a/b", "/a/c/d.go"), Path::new("../c/d.go"));
        assert_eq!(r("/a", "/a"), Path::new("."));
    }
}
