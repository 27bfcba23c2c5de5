//! What Go's library looks like inside, where gc's messages show it: gorun's library is made of other packages, and its types
//! of other fields. Only asked when something is reported. The lists are written by `xtask api`.

use rustc_hash::FxHashSet;

/// A line for each package: its path, its name if that is not the path's last element, the lines of what it imports.
const IMPORTS: &str = include_str!("go_imports.txt");

/// A line for each package: its exported types, each with the fields and methods that are not exported.
const MEMBERS: &str = include_str!("go_members.txt");

/// A line for each generic function: its package, name, file and line, and the columns of its type parameters.
const TYPE_PARAMS: &str = include_str!("go_type_params.txt");

/// Whether Go's library has the package.
pub fn has(path: &str) -> bool {
    IMPORTS.lines().any(|line| path_of(line) == path)
}

/// Path and name of all packages that one of these depends on, themselves included.
pub fn reached<'p>(paths: impl IntoIterator<Item = &'p str>) -> Vec<(&'static str, &'static str)> {
    let lines: Vec<&str> = IMPORTS.lines().collect();
    let find = |path| lines.binary_search_by_key(&path, |line| path_of(line)).ok();
    let mut work: Vec<usize> = paths.into_iter().filter_map(find).collect();
    let mut seen: FxHashSet<usize> = FxHashSet::default();
    let mut found = Vec::new();
    while let Some(at) = work.pop() {
        if !seen.insert(at) {
            continue;
        }
        let path = path_of(lines[at]);
        let mut name = path.rsplit('/').next().unwrap_or(path);
        for word in lines[at].split(' ').skip(1) {
            match word.strip_prefix('=') {
                Some(other) => name = other,
                None => work.extend(word.parse::<usize>()),
            }
        }
        found.push((path, name));
    }
    found
}

fn path_of(line: &str) -> &str {
    line.split(' ').next().unwrap_or(line)
}

/// A field or method that only its own package may use.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Member {
    pub name: &'static str,
    pub is_method: bool,
}

/// The member of a library's type that is spelled like `name` but for the case of letters.
pub fn member(path: &str, ty: &str, name: &str) -> Option<Member> {
    let lower = name.to_lowercase();
    let line = MEMBERS.lines().find(|line| path_of(line) == path)?;
    let mut of_type = line.split(' ').skip(1);
    of_type.find(|word| word.strip_suffix(':') == Some(ty))?;
    let members = of_type.take_while(|word| !word.ends_with(':'));
    let mut members = members.map(|word| match word.strip_suffix("()") {
        Some(name) => (name, true),
        None => (word, false),
    });
    members
        .find(|(name, _)| name.to_lowercase() == lower)
        .map(|(name, is_method)| Member { name, is_method })
}

/// Where Go's library declares a type parameter of a function.
pub fn type_param(path: &str, function: &str, index: usize) -> Option<String> {
    let mut functions = TYPE_PARAMS.lines().map(|line| line.split(' '));
    let mut words = functions.find_map(|mut words| {
        (words.next() == Some(path) && words.next() == Some(function)).then_some(words)
    })?;
    let (file, line) = (words.next()?, words.next()?);
    let column = words.nth(index)?;
    Some(format!("$GOROOT/src/{path}/{file}:{line}:{column}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists() {
        assert!(IMPORTS.lines().map(path_of).is_sorted());
        assert!(has("net/http") && !has("net/ftp"));
        let reached = reached(["sync"]);
        assert!(reached.contains(&("internal/sync", "sync")));
        assert!(!reached.contains(&("fmt", "fmt")));
        let grow = Member {
            name: "grow",
            is_method: true,
        };
        assert_eq!(member("strings", "Builder", "GROW"), Some(grow));
        assert_eq!(member("strings", "Builder", "s"), None);
        assert!(!member("strings", "Reader", "S").unwrap().is_method);
        assert!(type_param("slices", "Map", 0).is_none());
        assert!(type_param("maps", "Collect", 2).is_none());
        let at = type_param("maps", "Collect", 1).unwrap();
        assert!(at.starts_with("$GOROOT/src/maps/iter.go:"));
    }
}
