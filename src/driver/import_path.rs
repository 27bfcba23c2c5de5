//! What an import path may look like, and what Go says of others.

use crate::types::quote;

/// Relative to the importing directory, which modules do not have.
pub fn is_local(path: &str) -> bool {
    path == "." || path == ".." || path.starts_with("./") || path.starts_with("../")
}

/// Whether the path has only characters that the language lets stand in one.
pub fn is_plain(path: &str) -> bool {
    const ILLEGAL: &str = "!\"#$%&'()*,:;<=>?[\\]^`{|}\u{fffd}";
    let graphic = |c: char| crate::std::unicode::is_graphic(c as i32);
    !path.is_empty()
        && !path.contains(|c: char| !graphic(c) || c.is_whitespace() || ILLEGAL.contains(c))
}

/// Names of sets of packages for the go command.
pub fn is_of_many(path: &str) -> bool {
    matches!(path, "std" | "cmd" | "tool" | "work" | "all")
}

/// What keeps the path from naming a package of a module.
pub fn malformed(path: &str) -> Option<String> {
    if path.is_empty() {
        return Some("empty string".into());
    }
    if path.starts_with('-') {
        return Some("leading dash".into());
    }
    if path.contains("//") {
        return Some("double slash".into());
    }
    if path.ends_with('/') {
        return Some("trailing slash".into());
    }
    for element in path.split('/') {
        if element.is_empty() {
            return Some("empty path element".into());
        }
        if element.chars().all(|c| c == '.') {
            return Some(format!(
                "invalid path element {element}",
                element = quote(element)
            ));
        }
        if element.ends_with('.') {
            return Some("trailing dot in path element".into());
        }
        let fits = |c: char| c.is_ascii_alphanumeric() || "-._~+".contains(c);
        if let Some(wrong) = element.chars().find(|&c| !fits(c)) {
            let wrong = super::modfile::quoted_character(wrong);
            return Some(format!("invalid char {wrong}"));
        }
        // Names that mean devices, and short forms of others, on Windows.
        let short = element.split('.').next().unwrap_or_default();
        if super::embed::is_device(short) {
            return Some(format!(
                "{short} disallowed as path element component on Windows",
                short = quote(short)
            ));
        }
        if let Some((_, digits)) = short.rsplit_once('~')
            && !digits.is_empty()
            && digits.bytes().all(|b| b.is_ascii_digit())
        {
            return Some("trailing tilde and digits in path element".into());
        }
    }
    None
}

/// What keeps the path from naming a module that can be had from elsewhere.
pub fn no_module(path: &str) -> Option<String> {
    if let Some(why) = malformed(path) {
        return Some(why);
    }
    let first = path.split('/').next().unwrap_or_default();
    if !first.contains('.') {
        return Some("missing dot in first path element".into());
    }
    let fits = |c: char| matches!(c, '-' | '.' | '0'..='9' | 'a'..='z');
    let wrong = first.chars().find(|&c| !fits(c))?;
    let wrong = super::modfile::quoted_character(wrong);
    Some(format!("invalid char {wrong} in first path element"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        assert!(is_plain("a/b.c") && !is_plain("") && !is_plain("a b") && !is_plain("a!"));
        assert_eq!(malformed("a/b-c~d+e"), None);
        assert_eq!(malformed("a/"), Some("trailing slash".into()));
        assert_eq!(malformed("\u{e9}"), Some("invalid char '\u{e9}'".into()));
        assert!(malformed("a/Con.x").is_some_and(|why| why.starts_with("\"Con\" dis")));
        assert!(malformed("a~1").is_some() && malformed("a~b1").is_none());
        assert!(is_local("./x") && !is_local("..."));
        assert_eq!(no_module("a.b/C"), None);
        assert!(no_module("a/b.c").is_some() && no_module("A.b/c").is_some());
    }
}
