//! Takes an entry apart: imports, declarations, statements, in runs that are checked and run as one.

use super::scan::{self, Kind, Word};
use crate::driver::session::UnitKind;

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Part {
    /// The import path, and the name if it is given another.
    Import { path: String, name: Option<String> },
    /// Bytes of the entry.
    Unit {
        kind: UnitKind,
        from: usize,
        to: usize,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Chunk {
    Import,
    Package,
    /// func, type, const.
    Declaration,
    Var,
    Statement,
}

/// The parts of an entry, in order. `file`: a whole Go file, whose variables depend on each other in any order.
pub fn parts(text: &str) -> Vec<Part> {
    let chunks = chunks(text);
    let is_file = chunks.iter().any(|c| c.0 == Chunk::Package);
    let declared = |c: &(Chunk, usize, usize)| !matches!(c.0, Chunk::Import | Chunk::Package);
    let own: Vec<_> = chunks.iter().filter(|c| declared(c)).collect();
    // Declarations may stand in any order, as in a file. A variable by itself may be declared with the help of the one
    // before it.
    let only_declarations = own.iter().all(|c| c.0 != Chunk::Statement)
        && (is_file || own.len() > 1 && own.iter().any(|c| c.0 == Chunk::Declaration));
    let mut out: Vec<Part> = Vec::new();
    for &(chunk, from, to) in &chunks {
        let kind = match chunk {
            Chunk::Package => continue,
            Chunk::Import => {
                out.extend(imports(&text[from..to]));
                continue;
            }
            Chunk::Declaration => UnitKind::Declarations,
            Chunk::Var if only_declarations => UnitKind::Declarations,
            Chunk::Var | Chunk::Statement => UnitKind::Statements,
        };
        match out.last_mut() {
            Some(Part::Unit {
                kind: last,
                to: end,
                ..
            }) if *last == kind => *end = to,
            _ => out.push(Part::Unit { kind, from, to }),
        }
    }
    out
}

/// The outermost statements and declarations with what they are.
fn chunks(text: &str) -> Vec<(Chunk, usize, usize)> {
    let (words, _) = scan::words(text);
    let words: Vec<Word> = join_lines(words);
    let mut out = Vec::new();
    let mut depth = 0;
    let mut first = 0;
    for (i, w) in words.iter().enumerate() {
        let word = &text[w.from..w.to];
        if w.kind == Kind::Operator {
            match word {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth -= 1,
                _ => {}
            }
        }
        let semicolon = w.kind == Kind::Operator && word == ";";
        let ends = depth <= 0 && (semicolon || w.line_ends && scan::ends_statement(text, w));
        if ends || i + 1 == words.len() {
            let here = &words[first..=i];
            first = i + 1;
            if semicolon && here.len() == 1 {
                continue;
            }
            out.push((chunk(text, here), here[0].from, w.to));
        }
    }
    out
}

/// Without comments; a line that ends in one ends after the word before it.
fn join_lines(words: Vec<Word>) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    for w in words {
        match (w.kind, out.last_mut()) {
            (Kind::Comment, Some(last)) => last.line_ends |= w.line_ends,
            (Kind::Comment, None) => {}
            _ => out.push(w),
        }
    }
    out
}

fn chunk(text: &str, words: &[Word]) -> Chunk {
    let word = |i: usize| words.get(i).map_or("", |w: &Word| &text[w.from..w.to]);
    match word(0) {
        "import" => Chunk::Import,
        "package" => Chunk::Package,
        "type" | "const" => Chunk::Declaration,
        "var" => Chunk::Var,
        "func" if is_declaration(&word, words.len()) => Chunk::Declaration,
        _ => Chunk::Statement,
    }
}

/// `func name(` and `func (receiver) name(` rather than a function literal.
fn is_declaration<'a>(word: &dyn Fn(usize) -> &'a str, count: usize) -> bool {
    if word(1) != "(" {
        return true;
    }
    let mut depth = 0;
    let mut after = 1;
    while after < count {
        match word(after) {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        after += 1;
        if depth == 0 {
            break;
        }
    }
    let is_name =
        |w: &str| w.starts_with(|c: char| c.is_alphabetic() || c == '_') && !scan::is_keyword(w);
    if !is_name(word(after)) {
        return false;
    }
    match word(after + 1) {
        "(" => true,
        // Type parameters of a method, or type arguments of a literal's result.
        "[" => {
            let mut depth = 0;
            let mut i = after + 1;
            while i < count {
                match word(i) {
                    "[" => depth += 1,
                    "]" => depth -= 1,
                    _ => {}
                }
                i += 1;
                if depth == 0 {
                    break;
                }
            }
            word(i) == "("
        }
        _ => false,
    }
}

/// The specs of an import declaration.
fn imports(text: &str) -> Vec<Part> {
    let (words, _) = scan::words(text);
    let mut name = None;
    let mut out = Vec::new();
    for w in words.iter().skip(1) {
        let word = &text[w.from..w.to];
        match w.kind {
            Kind::Name => name = Some(word.to_string()),
            Kind::Operator if word == "." => name = Some(".".into()),
            Kind::Text => out.push(Part::Import {
                path: word.trim_matches(['"', '`']).to_string(),
                name: name.take(),
            }),
            _ => {}
        }
    }
    out
}

/// Names before a point, with the name after it: `fmt.Println`, where the first may be a package's.
pub fn qualified(text: &str) -> Vec<(&str, &str)> {
    let (words, _) = scan::words(text);
    let is = |w: Option<&Word>, kind: Kind| w.is_some_and(|w| w.kind == kind);
    let point =
        |w: Option<&Word>| is(w, Kind::Operator) && w.is_some_and(|w| &text[w.from..w.to] == ".");
    let mut out = Vec::new();
    for (i, w) in words.iter().enumerate() {
        let follows = i > 0 && point(words.get(i - 1));
        if w.kind == Kind::Name
            && !follows
            && point(words.get(i + 1))
            && let Some(member) = words.get(i + 2).filter(|m| m.kind == Kind::Name)
        {
            out.push((&text[w.from..w.to], &text[member.from..member.to]));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let show = |p: Part| match p {
            Part::Import { path, name } => format!("import {} {path}", name.unwrap_or_default()),
            Part::Unit { kind, from, to } => format!("{kind:?} {}", &text[from..to]),
        };
        parts(text).into_iter().map(show).collect()
    }

    #[test]
    fn entries_fall_into_parts() {
        assert_eq!(shown("x := 1"), ["Statements x := 1"]);
        assert_eq!(shown("func f() {\n}"), ["Declarations func f() {\n}"]);
        assert_eq!(
            shown("func (t T) M() {}"),
            ["Declarations func (t T) M() {}"]
        );
        assert_eq!(
            shown("func(a int) T { return a }(1)"),
            ["Statements func(a int) T { return a }(1)"]
        );
        assert_eq!(shown("func() {\n}()"), ["Statements func() {\n}()"]);
        assert_eq!(
            shown("import m \"math\"; m.Pi"),
            ["import m math", "Statements m.Pi"]
        );
        assert_eq!(
            shown("n := 0 // count\nfunc inc() { n++ }\ninc()\nn"),
            [
                "Statements n := 0",
                "Declarations func inc() { n++ }",
                "Statements inc()\nn"
            ]
        );
        assert_eq!(
            shown("package main\nimport (\n\"fmt\"\n)\nvar x = y\nvar y = 1\nfunc main() {}"),
            [
                "import  fmt",
                "Declarations var x = y\nvar y = 1\nfunc main() {}"
            ]
        );
        assert_eq!(shown("var x = x + 1"), ["Statements var x = x + 1"]);
        assert_eq!(shown("// only a comment"), Vec::<String>::new());
        assert_eq!(shown(";;"), Vec::<String>::new());
    }

    #[test]
    fn packages_are_found() {
        assert_eq!(
            qualified("fmt.Println(a.b.c, \"x.y\")"),
            [("fmt", "Println"), ("a", "b")]
        );
    }
}
