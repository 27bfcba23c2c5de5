//! The first words of a Go file, for what `go list` says of a file before the compiler sees it.

const UNENDED_COMMENT: &str = "comment not terminated";

/// The package clause's name, without parsing the file.
pub fn package_name(text: &str) -> Option<String> {
    let (at, word) = word_after(text, 0)?;
    if word != "package" {
        return None;
    }
    let (_, name) = word_after(text, at + word.len())?;
    Some(name.to_string())
}

/// Whether the part that Go's reader of imports reads holds a NUL, which it refuses.
pub fn has_nul(text: &str) -> bool {
    let first = text.find('\0');
    first.is_some_and(|at| at <= imports_end(&text.replace('\0', " ")))
}

/// What is wrong with the package clause, as `go/parser` words it: offset, message.
pub fn package_clause_error(text: &str) -> Option<(usize, String)> {
    // Go's reader drops a mark of the byte order before its parser counts.
    if let Some(rest) = text.strip_prefix('\u{FEFF}') {
        return package_clause_error(rest).map(|(at, why)| {
            let first_line = !rest[..at.min(rest.len())].contains('\n');
            (if first_line { at } else { at + 3 }, why)
        });
    }
    let Some((at, word)) = word_after(text, 0) else {
        let (_, problems) = gorun_grammar::scan(text);
        if let Some(comment) = problems
            .into_iter()
            .find(|(_, what)| what == UNENDED_COMMENT)
        {
            return Some(comment);
        }
        return Some((text.len(), "expected 'package', found 'EOF'".into()));
    };
    if word != "package" {
        return Some(unexpected(text, at, word, "package"));
    }
    let next = at + word.len();
    match word_after(text, next) {
        None => Some((text.len(), "expected 'IDENT', found 'EOF'".into())),
        Some((at, name)) if !is_name(name) || is_keyword(name) => {
            // The end of the line is a semicolon to the scanner, after `package` it is not.
            Some(unexpected(text, at, name, "IDENT"))
        }
        Some(_) => None,
    }
}

/// What Go says of a word where another is expected: that it is no word at all, if it is none.
fn unexpected(text: &str, at: usize, word: &str, expected: &str) -> (usize, String) {
    let (places, problems) = gorun_grammar::scan(text);
    let mut whole = places
        .into_iter()
        .map(|(from, to)| (from as usize - 1, to as usize - 1));
    let end = whole
        .find(|(from, _)| *from == at)
        .map_or(at + word.len(), |(_, to)| to);
    let inside = |(place, _): &(usize, String)| (at..=end).contains(place);
    let mut problems = problems.into_iter().filter(inside);
    if let Some(wrong) = problems.find_map(|problem| of_scanner(text, problem)) {
        return wrong;
    }
    let word = found(text.get(at..end).unwrap_or(word));
    (at, format!("expected '{expected}', found {word}"))
}

/// Where Go's reader of imports stops: before the first word that is neither the package clause's nor an import's.
pub fn imports_end(text: &str) -> usize {
    let mut reader = Reader::of(gorun_grammar::scan(text).0, text);
    let _ = reader.header();
    reader.place().0
}

/// What is wrong between the package clause and the last import declaration, as `go/parser` words it, which reads no
/// further: offset, message. For files that do not parse; the package clause itself is in order.
pub fn imports_error(text: &str) -> Option<(usize, String)> {
    let (places, problems) = gorun_grammar::scan(text);
    let mut reader = Reader::of(places, text);
    let parsed = reader.header().err();
    let read = match parsed {
        Some(_) => reader.place().1,
        None => reader.read,
    };
    // The reader skips comments before it sees where imports end.
    let seen = |(at, what): &(usize, String)| {
        *at <= read || what == UNENDED_COMMENT && *at < reader.place().0
    };
    let lexical: Vec<(usize, String)> = problems
        .into_iter()
        .filter(seen)
        .filter_map(|problem| of_scanner(text, problem))
        .collect();
    // Of what the parser finds in a line in which the scanner has found something, Go says nothing.
    let line = |at: usize| text[..at].matches('\n').count();
    let last = lexical.last().map(|(at, _)| line(*at));
    let parsed = parsed.filter(|(at, _)| last != Some(line(*at)));
    lexical.into_iter().chain(parsed).min_by_key(|(at, _)| *at)
}

/// A lexical problem in the words of `go/scanner`.
fn of_scanner(text: &str, (at, message): (usize, String)) -> Option<(usize, String)> {
    let said = match message.as_str() {
        "newline in string" => {
            let line = text[..at].rfind('\n').map_or(0, |i| i + 1);
            let quote = text[line..at].find('"')?;
            return Some((line + quote, "string literal not terminated".into()));
        }
        "string not terminated" if text[at..].starts_with('`') => {
            "raw string literal not terminated".to_string()
        }
        "string not terminated" => "string literal not terminated".to_string(),
        "unknown escape" => return Some((escape(text, at), "unknown escape sequence".into())),
        other if other.contains("escape value") || other.starts_with("escape is invalid") => {
            let why = "escape sequence is invalid Unicode code point";
            return Some((escape(text, at), why.into()));
        }
        "rune literal not terminated"
            if text[at + 1..].starts_with('\\') && !text[at..].contains('\n') =>
        {
            return Some((text.len(), "escape sequence not terminated".into()));
        }
        "newline in rune literal" => {
            let quote = text[..at].rfind('\'')?;
            return Some((quote, "rune literal not terminated".into()));
        }
        "empty rune literal or unescaped '" => {
            return Some((at.checked_sub(1)?, "illegal rune literal".into()));
        }
        "more than one character in rune literal" => "illegal rune literal".to_string(),
        other if other.starts_with("invalid character ") && other.ends_with(" escape") => {
            let c = text[at..].chars().next()?;
            format!(
                "illegal character U+{:04X} '{c}' in escape sequence",
                c as u32
            )
        }
        "invalid NUL character" => "illegal character NUL".to_string(),
        // At the beginning of a line it ends what the reader of imports reads.
        "invalid BOM in the middle of the file" => {
            let line = text[..at].rfind('\n').map_or(0, |i| i + 1);
            if text[line..at]
                .trim_matches([' ', '\t', '\u{FEFF}'])
                .is_empty()
            {
                return None;
            }
            "illegal byte order mark".to_string()
        }
        other => other
            .replace("invalid character", "illegal character")
            .replace(" in identifier", ""),
    };
    Some((at, said))
}

/// Just behind the backslash before a place.
fn escape(text: &str, at: usize) -> usize {
    text[..at].rfind('\\').map_or(at, |i| i + 1)
}

/// Goes over the tokens of a file's beginning.
struct Reader<'a> {
    text: &'a str,
    places: Vec<(usize, usize)>,
    at: usize,
    /// The end of what is whole.
    read: usize,
}

impl<'a> Reader<'a> {
    fn of(places: Vec<gorun_grammar::Place>, text: &'a str) -> Reader<'a> {
        Reader {
            text,
            places: places
                .into_iter()
                .map(|(from, to)| (from as usize - 1, to as usize - 1))
                .collect(),
            at: 0,
            read: 0,
        }
    }

    fn place(&self) -> (usize, usize) {
        let end = (self.text.len(), self.text.len());
        self.places.get(self.at).copied().unwrap_or(end)
    }

    fn word(&self) -> &'a str {
        let (from, to) = self.place();
        &self.text[from..to]
    }

    fn is_end(&self) -> bool {
        self.at >= self.places.len()
    }

    /// A semicolon, written or where a line ends.
    fn is_semicolon(&self) -> bool {
        !self.is_end() && (self.word() == ";" || self.is_line_end())
    }

    fn is_line_end(&self) -> bool {
        !self.is_end() && (self.word().trim().is_empty() || self.word().starts_with("/*"))
    }

    fn expected<T>(&self, what: &str) -> Result<T, (usize, String)> {
        let found = match self.word() {
            _ if self.is_end() => "'EOF'".to_string(),
            _ if self.is_line_end() => "newline".to_string(),
            word => found(word),
        };
        Err((self.place().0, format!("expected '{what}', found {found}")))
    }

    fn header(&mut self) -> Result<(), (usize, String)> {
        self.at = 2;
        self.end_of_declaration()?;
        while self.word() == "import" {
            self.at += 1;
            if self.word() != "(" {
                self.spec()?;
            } else {
                self.at += 1;
                while self.word() != ")" && !self.is_end() {
                    self.spec()?;
                    self.semicolon()?;
                }
                if self.word() != ")" {
                    return self.expected(")");
                }
                self.at += 1;
            }
            self.end_of_declaration()?;
        }
        Ok(())
    }

    /// Go looks for imports with a reader that takes any letter i for the next one, and stops before anything else.
    fn end_of_declaration(&mut self) -> Result<(), (usize, String)> {
        let last = self.places.get(self.at.wrapping_sub(1));
        self.read = last.map_or(0, |(_, to)| *to);
        match self.is_semicolon() || self.word().starts_with('i') {
            true => self.semicolon(),
            false => Ok(()),
        }
    }

    fn spec(&mut self) -> Result<(), (usize, String)> {
        let word = self.word();
        if word == "." || (is_name(word) && !is_keyword(word)) {
            self.at += 1;
        }
        let why = match self.word() {
            word if word.starts_with(['"', '`']) => {
                self.at += 1;
                return Ok(());
            }
            word if is_literal(word) => "import path must be a string",
            _ => "missing import path",
        };
        Err((self.place().0, why.into()))
    }

    fn semicolon(&mut self) -> Result<(), (usize, String)> {
        if self.is_semicolon() {
            self.at += 1;
            return Ok(());
        }
        match self.word() {
            ")" | "}" => Ok(()),
            _ => self.expected(";"),
        }
    }
}

fn is_literal(word: &str) -> bool {
    word.starts_with(['"', '`', '\''])
        || word
            .trim_start_matches('.')
            .starts_with(|c: char| c.is_ascii_digit())
        || (is_name(word) && !is_keyword(word))
}

fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

fn found(word: &str) -> String {
    match is_name(word) && !is_keyword(word) {
        true => word.to_string(),
        false if is_literal(word) => word.to_string(),
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
                let line = rest.find('\n').filter(|_| first == '"');
                let rest = &rest[..line.unwrap_or(rest.len())];
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
    fn import_declarations() {
        let error = |text: &str| imports_error(text);
        assert_eq!(
            error("package x\nimport \"a\"; import (\n. \"b\"\nc `d`)\n+"),
            None
        );
        assert_eq!(
            error("package x\nimport fmt\n"),
            Some((20, "missing import path".into()))
        );
        assert_eq!(
            error("package x\nimport 'f'\n"),
            Some((17, "import path must be a string".into()))
        );
        assert_eq!(
            error("package x\nimport 0x"),
            Some((19, "hexadecimal literal has no digits".into()))
        );
        assert_eq!(
            error("package x\nimport \"f\n"),
            Some((17, "string literal not terminated".into()))
        );
        assert_eq!(
            error("package x\nimport ("),
            Some((18, "expected ')', found 'EOF'".into()))
        );
    }

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
        assert_eq!(
            error("package\"x\n").unwrap(),
            "string literal not terminated"
        );
        assert_eq!(error("hello").unwrap(), "expected 'package', found hello");
        assert_eq!(error("... x").unwrap(), "expected 'package', found '...'");
        let literal = error("package 0x;").unwrap();
        assert_eq!(literal, "hexadecimal literal has no digits");
        assert_eq!(error("'' x").unwrap(), "illegal rune literal");
    }
}
