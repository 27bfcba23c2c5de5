//! Misspelt names: the nearest of all names that the program could mean, whatever they are. Trying tells which fit.

use std::path::Path;

use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::{Edit, Remedy, Wrong, import};
use crate::types::{Type, Types, is_exported};

/// Names that the program has or could have.
pub struct Names {
    /// Those that stand in the program's own files come first in a choice.
    own: FxHashSet<SmolStr>,
    all: FxHashSet<SmolStr>,
}

/// How many of the nearest names are tried.
const NEAREST: usize = 4;

impl Names {
    /// `files`: paths and texts.
    pub fn of<'a>(types: &Types, files: impl Iterator<Item = (&'a Path, &'a str)>) -> Names {
        let mut own = FxHashSet::default();
        for (_, text) in files.filter(|(path, _)| !path.starts_with("$GOROOT")) {
            let words = crate::source::Words::of(text);
            let names = (0..words.len()).map(|i| words.word(i));
            own.extend(
                names
                    .filter(|w| w.starts_with(|c: char| c.is_alphabetic() || c == '_'))
                    .map(SmolStr::from),
            );
        }
        let mut all = own.clone();
        let universe = types.package(crate::types::PkgId::UNIVERSE).scope;
        all.extend(types.scope(universe).names.keys().cloned());
        let exported = types.objects.iter().filter(|o| is_exported(&o.name));
        all.extend(exported.map(|o| o.name.clone()));
        for named in &types.named {
            if let Some(Type::Struct(s)) = named.underlying.map(|t| types.get(t)) {
                all.extend(s.fields.iter().map(|f| f.name.clone()));
            }
        }
        Names { own, all }
    }

    /// The names that are nearest to a misspelt one.
    pub fn nearest(&self, name: &str) -> Vec<&str> {
        let all = self.all.iter().map(SmolStr::as_str);
        nearest(name, all, |n| self.own.contains(n))
    }
}

/// Those of `all` that may be meant by `name`, likeliest first.
pub fn nearest<'a>(
    name: &str,
    all: impl Iterator<Item = &'a str>,
    preferred: impl Fn(&str) -> bool,
) -> Vec<&'a str> {
    let most = match name.chars().count() {
        0..=2 => 0,
        3..=4 => 1,
        5..=8 => 2,
        _ => 3,
    };
    let lower = name.to_lowercase();
    let away = |n: &str| match n.to_lowercase() == lower {
        true => 0,
        false => distance(name, n).max(1),
    };
    let mut found: Vec<(usize, &str)> = all
        .filter(|n| *n != name && n.len().abs_diff(name.len()) <= most.max(1) * 4)
        .map(|n| (away(n), n))
        .filter(|(away, _)| *away <= most)
        .collect();
    found.sort_by_key(|&(away, n)| (away, !is_part_of(name, n), !preferred(n), n));
    found.into_iter().map(|(_, n)| n).take(NEAREST).collect()
}

/// Whether all letters of `a` stand in `b` in the same order: some were left out.
fn is_part_of(a: &str, b: &str) -> bool {
    let mut rest = b.chars();
    a.chars().all(|c| rest.any(|d| d == c))
}

/// Letters to be put in, left out, changed, or exchanged with their neighbours.
pub fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = [Vec::new(), (0..=b.len()).collect::<Vec<_>>(), Vec::new()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let cost = usize::from(a[i - 1] != b[j - 1]);
            let mut least = (rows[1][j] + 1)
                .min(row[j - 1] + 1)
                .min(rows[1][j - 1] + cost);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[0][j - 2] + 1);
            }
            row.push(least);
        }
        rows.rotate_left(1);
        rows[1] = row;
    }
    rows[1][b.len()]
}

pub fn remedies(wrong: &Wrong<'_>) -> Vec<Remedy> {
    let message = wrong.message;
    let unknown = message.starts_with("undefined: ")
        || message.contains(" undefined (type ")
        || message.starts_with("unknown field ")
        || message.contains("not exported by package")
        || message.contains(" label not defined: ")
        || (message.starts_with("label ") && message.ends_with(" not defined"))
        || message.starts_with("invalid continue label ")
        || message.starts_with("invalid break label ");
    let Some(at) = wrong.words.at(wrong.offset).filter(|_| unknown) else {
        return Vec::new();
    };
    // Of `x.f` gc names the place of either.
    let at = match message.strip_prefix("undefined: ") {
        Some(rest) if rest.contains('.') && wrong.words.word(at + 1) == "." => at + 2,
        _ => at,
    };
    let name = wrong.words.word(at);
    if !name.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        return Vec::new();
    }
    let mut found = Vec::new();
    let selected = at > 0 && wrong.words.word(at - 1) == ".";
    if !selected {
        found.extend(import::forgotten(wrong, at));
    }
    for near in wrong.names.nearest(name) {
        found.push(Remedy::new(
            format!("did you mean {near}?"),
            vec![Edit::replace(wrong.words.place(at), near)],
        ));
    }
    if !selected {
        found.extend(import::misspelt(wrong, at));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    #[test]
    fn nearest_names() {
        assert_eq!(distance("cuont", "count"), 1);
        assert_eq!(distance("Printn", "Println"), 1);
        assert_eq!(distance("", "abc"), 3);
        let all = ["Print", "Printf", "Println", "Sprintln", "x", "y"];
        assert_eq!(
            nearest("Printn", all.into_iter(), |_| false)[..2],
            ["Println", "Print"]
        );
        assert_eq!(nearest("println", all.into_iter(), |_| false)[0], "Println");
        assert!(nearest("z", all.into_iter(), |_| false).is_empty());
    }
}
