//! Entries as words: for knowing when one is complete, for taking it apart, for colours and completion. It accepts
//! everything, since what is being typed is seldom correct; the parser has the last word.

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Name,
    Keyword,
    Number,
    Text,
    Comment,
    Operator,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Word {
    pub kind: Kind,
    pub from: usize,
    pub to: usize,
    /// A line ends between this word and the next.
    pub line_ends: bool,
}

/// Text, comment or bracket that has no end yet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Open {
    No,
    RawString,
    Comment,
}

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

pub fn is_keyword(word: &str) -> bool {
    KEYWORDS.binary_search(&word).is_ok()
}

pub fn keywords() -> &'static [&'static str] {
    KEYWORDS
}

const OPERATORS: &[&str] = &[
    "<<=", ">>=", "&^=", "...", "&&", "||", "<-", "++", "--", "==", "!=", "<=", ">=", ":=", "+=",
    "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<", ">>", "&^",
];

/// All words, and whether the last is without end.
pub fn words(text: &str) -> (Vec<Word>, Open) {
    let bytes = text.as_bytes();
    let mut out: Vec<Word> = Vec::new();
    let mut open = Open::No;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if c == '\n'
            && let Some(last) = out.last_mut()
        {
            last.line_ends = true;
        }
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let from = at;
        let rest = &text[at..];
        let kind = if c.is_alphabetic() || c == '_' {
            let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_'));
            at += end.unwrap_or(rest.len());
            match is_keyword(&text[from..at]) {
                true => Kind::Keyword,
                false => Kind::Name,
            }
        } else if c.is_ascii_digit()
            || c == '.' && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
        {
            at = number(bytes, at);
            Kind::Number
        } else if rest.starts_with("//") {
            at += rest.find('\n').unwrap_or(rest.len());
            Kind::Comment
        } else if let Some(comment) = rest.strip_prefix("/*") {
            match comment.find("*/") {
                Some(end) => at += end + 4,
                None => {
                    at = text.len();
                    open = Open::Comment;
                }
            }
            Kind::Comment
        } else if c == '`' {
            match rest[1..].find('`') {
                Some(end) => at += end + 2,
                None => {
                    at = text.len();
                    open = Open::RawString;
                }
            }
            Kind::Text
        } else if c == '"' || c == '\'' {
            at = quoted(bytes, at);
            Kind::Text
        } else {
            let long = OPERATORS.iter().find(|o| rest.starts_with(**o));
            at += long.map_or(c.len_utf8(), |o| o.len());
            Kind::Operator
        };
        out.push(Word {
            kind,
            from,
            to: at,
            line_ends: text[from..at].contains('\n') && kind == Kind::Comment,
        });
    }
    (out, open)
}

fn number(bytes: &[u8], mut at: usize) -> usize {
    let hex = bytes[at] == b'0' && matches!(bytes.get(at + 1), Some(b'x' | b'X'));
    while let Some(&c) = bytes.get(at) {
        let exponent = if hex { b"pP" } else { b"eE" };
        let sign = matches!(c, b'+' | b'-') && exponent.contains(&bytes[at - 1]);
        if !(c.is_ascii_alphanumeric() || c == b'_' || c == b'.' || sign) {
            break;
        }
        at += 1;
    }
    at
}

/// The end of a string or rune: at its quote, or at the end of the line.
fn quoted(bytes: &[u8], from: usize) -> usize {
    let mut at = from + 1;
    while let Some(&c) = bytes.get(at) {
        match c {
            b'\n' => return at,
            b'\\' => at += 2,
            c if c == bytes[from] => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// Brackets that are open at the end; less than nothing where too many are closed.
pub fn depth(text: &str, words: &[Word]) -> i32 {
    let change = |w: &Word| match &text[w.from..w.to] {
        "(" | "[" | "{" if w.kind == Kind::Operator => 1,
        ")" | "]" | "}" if w.kind == Kind::Operator => -1,
        _ => 0,
    };
    words.iter().map(change).sum()
}

/// Whether a line break after this word ends a statement, as Go's lexer inserts semicolons.
pub fn ends_statement(text: &str, word: &Word) -> bool {
    let w = &text[word.from..word.to];
    match word.kind {
        Kind::Name | Kind::Number | Kind::Text => true,
        Kind::Keyword => matches!(w, "break" | "continue" | "fallthrough" | "return"),
        Kind::Operator => matches!(w, ")" | "]" | "}" | "++" | "--"),
        Kind::Comment => false,
    }
}

/// Whether more has to be typed before the entry can be run.
pub fn is_incomplete(text: &str) -> bool {
    let (words, open) = words(text);
    if open != Open::No {
        return true;
    }
    let depth = depth(text, &words);
    if depth != 0 {
        return depth > 0;
    }
    let last = words.iter().rev().find(|w| w.kind != Kind::Comment);
    last.is_some_and(|w| !ends_statement(text, w) && &text[w.from..w.to] != ";")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn complete_or_not() {
        for text in [
            "",
            "x",
            "x := 1",
            "f()",
            "if x {\n}",
            "a++",
            "`a`",
            "// note",
            "x // +",
            "return",
            "\"a",
            "}",
            "x;",
            "'('",
            "\"(\"",
            "func f() {}",
            "for {\n}",
            "/* a */",
        ] {
            assert!(!is_incomplete(text), "{text:?}");
        }
        for text in [
            "x +",
            "f(",
            "`a",
            "/* a",
            "if x {",
            "x :=",
            "a,",
            "x.",
            "[]int{1,\n2",
            "func",
            "a &&",
            "var",
            "x = // c",
        ] {
            assert!(is_incomplete(text), "{text:?}");
        }
    }

    #[test]
    fn keywords_are_sorted() {
        assert!(KEYWORDS.is_sorted());
    }
}
