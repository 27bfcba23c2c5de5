//! The first words of a Go file, for what `go list` says of a file before the compiler sees it.

/// The package clause's name, without parsing the file.
pub fn package_name(text: &str) -> Option<String> {
    let (at, word) = word_after(text, 0)?;
    if word != "package" {
        return None;
    }
    let (_, name) = word_after(text, at + word.len())?;
    Some(name.to_string())
}

/// What is wrong with the package clause, as `go/parser` words it: offset, message.
pub fn package_clause_error(text: &str) -> Option<(usize, String)> {
    let Some((at, word)) = word_after(text, 0) else {
        return Some((text.len(), "expected 'package', found 'EOF'".into()));
    };
    if word != "package" {
        return Some((at, format!("expected 'package', found {}", found(word))));
    }
    let next = at + word.len();
    match word_after(text, next) {
        None => Some((text.len(), "expected 'IDENT', found 'EOF'".into())),
        Some((at, name)) if !is_name(name) || is_keyword(name) => {
            // The end of the line is a semicolon to the scanner, after `package` it is not.
            Some((at, format!("expected 'IDENT', found {}", found(name))))
        }
        Some(_) => None,
    }
}

fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

fn found(word: &str) -> String {
    match is_name(word) && !is_keyword(word) {
        true => word.to_string(),
        false
            if word.starts_with(['"', '`', '\''])
                || word.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            word.to_string()
        }
        false => format!("'{word}'"),
    }
}

fn is_keyword(word: &str) -> bool {
    const KEYWORDS: &[&str] = &[
        "break",
        "case",
        "chan",
        "const",
        "continue",
        "default",
        "defer",
        "else",
        "fallthrough",
        "for",
        "func",
        "go",
        "goto",
        "if",
        "import",
        "interface",
        "map",
        "package",
        "range",
        "return",
        "select",
        "struct",
        "switch",
        "type",
        "var",
    ];
    KEYWORDS.contains(&word)
}

/// The next word or sign after `at` that is no comment, with its offset.
fn word_after(text: &str, mut at: usize) -> Option<(usize, &str)> {
    if at == 0 && text.starts_with("#!") {
        at = text.find('\n')?;
    }
    loop {
        let rest = text[at..].trim_start_matches([' ', '\t', '\r', '\n', '\u{feff}']);
        at = text.len() - rest.len();
        if rest.starts_with("//") {
            at += rest.find('\n')?;
        } else if let Some(comment) = rest.strip_prefix("/*") {
            at += 4 + comment.find("*/")?;
        } else {
            let first = rest.chars().next()?;
            let end = if first.is_alphanumeric() || first == '_' {
                rest.find(|c: char| !(c.is_alphanumeric() || c == '_'))
                    .unwrap_or(rest.len())
            } else if matches!(first, '"' | '`') {
                rest[1..].find(first).map_or(rest.len(), |i| i + 2)
            } else {
                first.len_utf8()
            };
            return Some((at, &rest[..end]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses() {
        assert_eq!(package_name("// a\n/* b */ package x\n"), Some("x".into()));
        let error = |text: &str| package_clause_error(text).map(|e| e.1);
        assert_eq!(error("package x"), None);
        assert_eq!(error("").unwrap(), "expected 'package', found 'EOF'");
        assert_eq!(
            error("func f() {}").unwrap(),
            "expected 'package', found 'func'"
        );
        assert_eq!(error("hello").unwrap(), "expected 'package', found hello");
    }
}
