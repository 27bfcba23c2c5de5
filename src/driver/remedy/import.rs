//! Packages that are not imported, or whose path is misspelt.

use super::names::nearest;
use super::{Edit, Remedy, Wrong};
use crate::driver::go_std::GO_STD;
use crate::source::{Excerpt, Paint, ReportStyle, Words};
use crate::types::quote;

fn all() -> impl Iterator<Item = &'static str> {
    let more = GO_STD.iter().copied();
    let all = crate::std::known_packages().chain(more);
    all.filter(|path| !path.contains("internal") && !path.starts_with("vendor/"))
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The standard package whose path is nearest to one that does not exist.
fn nearest_package(path: &str) -> Option<&'static str> {
    let same = all().filter(|p| last(p) == path);
    same.min_by_key(|p| (p.len(), *p))
        .or_else(|| nearest(path, all(), |_| false).first().copied())
}

/// What the loader has to say of imports, `file:line:column: text` each, with the lines of source.
pub fn excerpts(failure: &str, style: ReportStyle) -> String {
    let mut out = String::new();
    for line in failure.lines() {
        out.push_str(line);
        out.push('\n');
        let mut parts = line.splitn(4, ':');
        let (Some(path), Some(at), Some(column), Some(text)) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            continue;
        };
        let (Ok(at), Ok(column)) = (at.parse::<usize>(), column.parse::<usize>()) else {
            continue;
        };
        let Ok(source) = std::fs::read_to_string(path) else {
            continue;
        };
        let Some(source) = source.lines().nth(at.wrapping_sub(1)) else {
            continue;
        };
        let start = column.saturating_sub(1).min(source.len());
        let paint = Paint::new(style.colour);
        Excerpt {
            text: source,
            line: at,
            span: Words::of(source).spoken_of(start, ""),
            width: style.width,
            paint,
        }
        .push(&mut out);
        let missing = text.trim_start().strip_prefix("package ");
        let path = missing.and_then(|rest| Some(rest.split_once(" is not in std")?.0));
        if let Some(near) = path.and_then(nearest_package) {
            Excerpt::note(
                &mut out,
                paint,
                "help",
                &format!("did you mean {near}?", near = quote(near)),
            );
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Imports `path` in the file.
pub fn add(wrong: &Wrong<'_>, path: &str) -> Option<Edit> {
    let words = wrong.words;
    let package = (0..words.len()).find(|&i| words.word(i) == "package")?;
    let behind = words.place(package + 1).end;
    let first = words.word(package + 2);
    let (import, open) = match first {
        ";" => (package + 3, package + 4),
        _ => (package + 2, package + 3),
    };
    if words.word(import) == "import" && words.word(open) == "(" {
        let at = words.place(open).end;
        return Some(Edit::insert(at, format!("\n\t{path};", path = quote(path))));
    }
    Some(Edit::insert(
        behind,
        format!("; import {path}", path = quote(path)),
    ))
}

/// Word `at` is not defined, but there is a package of that name.
pub fn forgotten(wrong: &Wrong<'_>, at: usize) -> Vec<Remedy> {
    let name = wrong.words.word(at);
    if wrong.words.word(at + 1) != "." {
        return Vec::new();
    }
    let mut paths: Vec<&str> = all().filter(|path| last(path) == name).collect();
    paths.sort_by_key(|path| (path.len(), *path));
    paths.dedup();
    paths
        .into_iter()
        .take(3)
        .filter_map(|path| {
            let help = format!("did you forget import {path}?", path = quote(path));
            Some(Remedy::new(help, vec![add(wrong, path)?]))
        })
        .collect()
}

/// The same for one that is nearly called that.
pub fn misspelt(wrong: &Wrong<'_>, at: usize) -> Vec<Remedy> {
    let name = wrong.words.word(at);
    if wrong.words.word(at + 1) != "." {
        return Vec::new();
    }
    nearest(name, all().filter(|path| !path.contains('/')), |_| false)
        .into_iter()
        .take(2)
        .filter_map(|path| {
            let help = format!(
                "did you mean {path} (import {quoted})?",
                quoted = quote(path)
            );
            let edits = vec![
                add(wrong, path)?,
                Edit::replace(wrong.words.place(at), path),
            ];
            Some(Remedy::new(help, edits))
        })
        .collect()
}
