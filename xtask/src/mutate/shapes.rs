//! Changes that keep a program's shape: what people do wrong whose syntax is right. Each is made to tokens, and tried at
//! places until one fits.

use super::Random;

/// A program as its tokens.
pub struct Program<'a> {
    pub text: &'a str,
    pub places: &'a [(usize, usize)],
    /// The first token that may be changed.
    pub first: usize,
}

type Change = fn(&Program, usize, &mut Random) -> Option<String>;

const CHANGES: &[Change] = &[
    other_type,
    misspelt,
    wrapped,
    wrapped,
    fewer_arguments,
    more_arguments,
    type_arguments,
    returned,
    defined_or_assigned,
    without_line,
    line_twice,
    lines_swapped,
    statement,
    statement,
    label,
    without_clause,
    without_declaration,
    declaration_twice,
    constraint,
    parameter,
];

const TYPES: &[&str] = &[
    "int",
    "string",
    "bool",
    "float64",
    "byte",
    "error",
    "any",
    "uint8",
    "int64",
    "uintptr",
    "[]int",
    "map[string]int",
    "chan int",
    "func()",
    "*int",
    "struct{}",
    "[3]int",
    "interface{ M() }",
    "complex128",
    "rune",
];

/// The program with one change; as it is if none fits.
pub fn changed(program: &Program, random: &mut Random) -> String {
    for _ in 0..100 {
        let change = CHANGES[random.below(CHANGES.len())];
        let at = program.first + random.below(program.places.len() - program.first);
        if let Some(text) = change(program, at, random) {
            return text;
        }
    }
    program.text.into()
}

impl Program<'_> {
    fn token(&self, at: usize) -> &str {
        let Some(&(from, to)) = self.places.get(at) else {
            return "";
        };
        &self.text[from..to]
    }

    fn is_name(&self, at: usize) -> bool {
        super::sort(self.token(at).get(..1).map_or("{", |_| self.token(at))) == 1
            && self
                .token(at)
                .starts_with(|c: char| c.is_alphabetic() || c == '_')
    }

    /// The text with other text in the place of tokens `from..to`.
    fn with(&self, from: usize, to: usize, new: &str) -> String {
        let start = self.places[from].0;
        let end = match to > from {
            true => self.places[to - 1].1,
            false => start,
        };
        format!("{}{new}{}", &self.text[..start], &self.text[end..])
    }

    /// The token behind the bracket that closes the one at `at`.
    fn behind_bracket(&self, at: usize) -> Option<usize> {
        let mut depth = 0;
        for i in at..self.places.len() {
            match self.token(i) {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Some(i + 1);
            }
        }
        None
    }

    /// The line that a token stands in, with its end.
    fn line(&self, at: usize) -> (usize, usize) {
        let from = self.places[at].0;
        let start = self.text[..from].rfind('\n').map_or(0, |i| i + 1);
        let end = self.text[from..]
            .find('\n')
            .map_or(self.text.len(), |i| from + i + 1);
        (start, end)
    }

    /// Where a declaration at the outermost level that begins with this token ends.
    fn declaration(&self, at: usize) -> Option<(usize, usize)> {
        let (start, _) = self.line(at);
        let keyword = matches!(self.token(at), "func" | "type" | "var" | "const");
        if !keyword || start != self.places[at].0 {
            return None;
        }
        let rest = &self.text[start + 1..];
        let next = ["\nfunc", "\ntype", "\nvar", "\nconst", "\n//"];
        let end = next.iter().filter_map(|n| rest.find(n)).min();
        Some((start, end.map_or(self.text.len(), |i| start + 1 + i + 1)))
    }

    /// A name of the program's.
    fn some_name(&self, random: &mut Random) -> &str {
        for _ in 0..50 {
            let at = self.first + random.below(self.places.len() - self.first);
            if self.is_name(at) {
                return self.token(at);
            }
        }
        "x"
    }
}

fn other_type(p: &Program, at: usize, random: &mut Random) -> Option<String> {
    let is_type = TYPES.contains(&p.token(at)) && p.is_name(at);
    is_type.then(|| p.with(at, at + 1, TYPES[random.below(TYPES.len())]))
}

fn misspelt(p: &Program, at: usize, random: &mut Random) -> Option<String> {
    let token = p.token(at);
    let new = match random.below(4) {
        0 => format!("{token}x"),
        1 => token[..1].to_uppercase() + &token[1..],
        2 => token[..1].to_lowercase() + &token[1..],
        _ => p.some_name(random).to_string(),
    };
    (p.is_name(at) && token.is_ascii()).then(|| p.with(at, at + 1, &new))
}

fn wrapped(p: &Program, at: usize, random: &mut Random) -> Option<String> {
    const AROUND: &[(&str, &str)] = &[
        ("&", ""),
        ("*", ""),
        ("-", ""),
        ("!", ""),
        ("^", ""),
        ("<-", ""),
        ("", "()"),
        ("", "[0]"),
        ("", "[:]"),
        ("", "[1:2:3]"),
        ("", ".(int)"),
        ("", ".x"),
        ("", "..."),
        ("[]int{", "}"),
        ("len(", ")"),
        ("cap(", ")"),
        ("int(", ")"),
        ("string(", ")"),
        ("(", ")"),
        ("", " + 1"),
        ("", " == nil"),
        ("", "{}"),
        ("new(", ")"),
        ("", "[int]"),
        ("1 << ", ""),
        ("", " / 0"),
        ("\"a\" + ", ""),
        ("func() int { return ", " }()"),
        ("", "[\"a\"]"),
        ("append(", ", 1)"),
        ("copy(", ", 1)"),
        ("min(", ", 2)"),
        ("real(", ")"),
        ("(*", ")"),
        ("interface{}(", ")"),
        ("struct{}{", "}"),
        ("map[int]int{1: ", "}"),
        ("T(", ")"),
        ("", ".M"),
        ("[]byte(", ")"),
        ("uint8(300 + ", ")"),
        ("delete(", ", 1)"),
        ("clear(", ")"),
        ("close(", ")"),
        ("panic(", ")"),
        ("", ".(type)"),
    ];
    let (before, behind) = AROUND[random.below(AROUND.len())];
    let fits = super::sort(p.token(at)) == 1;
    fits.then(|| p.with(at, at + 1, &format!("{before}{}{behind}", p.token(at))))
}

fn fewer_arguments(p: &Program, at: usize, _: &mut Random) -> Option<String> {
    if p.token(at) != "," {
        return None;
    }
    let mut end = at + 1;
    while !matches!(p.token(end), "," | ")" | "]" | "}" | "" | ";") {
        end = match p.token(end) {
            "(" | "[" | "{" => p.behind_bracket(end)?,
            _ => end + 1,
        };
    }
    Some(p.with(at, end, ""))
}

fn more_arguments(p: &Program, at: usize, random: &mut Random) -> Option<String> {
    let more = ["1, ", "nil, ", "\"a\", ", "x, ", "func() {}, ", "f(), "];
    let called = p.token(at) == "(" && at > 0 && p.is_name(at - 1) && p.token(at + 1) != ")";
    called.then(|| p.with(at + 1, at + 1, more[random.below(more.len())]))
}

fn type_arguments(p: &Program, at: usize, random: &mut Random) -> Option<String> {
    if p.token(at) == "[" && at > 0 && p.is_name(at - 1) {
        let end = p.behind_bracket(at)?;
        let new = [
            "",
            "[int]",
            "[int, string]",
            "[any, any, any]",
            "[func()]",
            "[T]",
            "[error]",
        ];
        return Some(p.with(at, end, new[random.below(new.len())]));
    }
    let new = ["[int]", "[int, string]", "[[]int]", "[any]"];
    let named = p.is_name(at) && matches!(p.token(at + 1), "(" | "{");
    named.then(|| p.with(at + 1, at + 1, new[random.below(new.len())]))
}

fn returned(p: &Program, at: usize, random: &mut Random) -> Option<String> {
    if p.token(at) != "return" {
        return None;
    }
    let (_, end) = p.line(at);
    let from = p.places[at].1;
    let values = p.text[from..end].trim_end();
    let new = match random.below(5) {
        0 => String::new(),
        1 => format!("{values}, 1"),
        2 => format!(" nil,{values}"),
        3 => " \"a\"".to_string(),
        _ => " 1, nil".to_string(),
    };
    let one_line = !values.contains(['{', '}']);
    one_line.then(|| format!("{}{new}\n{}", &p.text[..from], &p.text[end..]))
}

fn defined_or_assigned(p: &Program, at: usize, random: &mut Random) -> Option<String> {
    let new = match (p.token(at), random.below(4)) {
        (":=", 0) => "+=",
        (":=", 1) => "==",
        (":=", _) => "=",
        ("=", 0) => "==",
        ("=", 1) => "<<=",
        ("=", _) => ":=",
        _ => return None,
    };
    Some(p.with(at, at + 1, new))
}

fn without_line(p: &Program, at: usize, _: &mut Random) -> Option<String> {
    let (start, end) = p.line(at);
    let line = &p.text[start..end];
    let whole = !line.contains(['{', '}', '(', ')'])
        || (line.matches('(').count() == line.matches(')').count() && !line.contains(['{', '}']));
    whole.then(|| format!("{}{}", &p.text[..start], &p.text[end..]))
}

fn line_twice(p: &Program, at: usize, _: &mut Random) -> Option<String> {
    let (start, end) = p.line(at);
    let line = &p.text[start..end];
    let balanced = line.matches('{').count() == line.matches('}').count()
        && line.matches('(').count() == line.matches(')').count();
    balanced.then(|| format!("{}{line}{}", &p.text[..end], &p.text[end..]))
}

fn lines_swapped(p: &Program, at: usize, _: &mut Random) -> Option<String> {
    let (start, end) = p.line(at);
    let next = p.text[end..].find('\n').map(|i| end + i + 1)?;
    let (a, b) = (&p.text[start..end], &p.text[end..next]);
    let plain = |line: &str| !line.contains(['{', '}', '`']);
    (plain(a) && plain(b)).then(|| format!("{}{b}{a}{}", &p.text[..start], &p.text[next..]))
}

/// Another statement before one that begins a line in a function.
fn statement(p: &Program, at: usize, random: &mut Random) -> Option<String> {
    const MORE: &[&str] = &[
        "return",
        "break",
        "continue",
        "fallthrough",
        "goto L",
        "break L",
        "continue L",
        "defer X",
        "go X",
        "defer X()",
        "go func() {}",
        "var q int",
        "X := X",
        "_ = X",
        "X = nil",
        "if X {}",
        "if X := X; X {}",
        "for range X {}",
        "for i, j := range X {}",
        "for X := range 10 {}",
        "switch X {}",
        "switch X.(type) {}",
        "select {}",
        "X++",
        "X",
        "X()",
        "var X = X",
        "type X X",
        "const q = X",
        "X, Y = Y, X",
        "X += Y",
        "X <- Y",
        "<-X",
        "Y := <-X",
        "switch { case X: case X: }",
        "select { case <-X: case X <- Y: }",
        "switch X { case 1, 1: default: default: }",
        "X[Y] = 1",
        "X.Y = Y",
        "*X = Y",
        "&X",
        "var _ X",
        "var _ int = X",
        "var _ string = X",
        "func() { X }()",
        "for { }",
        "{ X := 1 }",
        "if X == Y { }",
        "_, _ = X, Y",
        "q, r := X()",
        "return X, Y",
        "panic(X)",
        "for X = range Y { }",
        "switch q := X.(type) { case int, nil: }",
        "var f func(int) = X; f(Y)",
        "if X, ok := Y; ok { }",
    ];
    let (start, _) = p.line(at);
    let inside =
        at > 0 && p.text[start..p.places[at].0].trim().is_empty() && p.places[at].0 > start;
    if !inside || !matches!(p.token(at - 1), "{" | "}" | ")" | "]") && p.places[at - 1].1 > start {
        return None;
    }
    let (x, y) = (p.some_name(random), p.some_name(random));
    let more = MORE[random.below(MORE.len())]
        .replace('X', x)
        .replace('Y', y);
    Some(p.with(at, at, &format!("{more}\n\t")))
}

fn label(p: &Program, at: usize, _: &mut Random) -> Option<String> {
    let keyword = matches!(
        p.token(at),
        "for" | "switch" | "select" | "if" | "return" | "defer"
    );
    keyword.then(|| p.with(at, at, "L:\n\t"))
}

fn without_clause(p: &Program, at: usize, _: &mut Random) -> Option<String> {
    if !matches!(p.token(at), "case" | "default") {
        return None;
    }
    let mut end = at + 1;
    while !matches!(p.token(end), "case" | "default" | "}" | "") {
        end = match p.token(end) {
            "(" | "[" | "{" => p.behind_bracket(end)?,
            _ => end + 1,
        };
    }
    Some(p.with(at, end, ""))
}

fn without_declaration(p: &Program, at: usize, _: &mut Random) -> Option<String> {
    let (start, end) = p.declaration(at)?;
    Some(format!("{}{}", &p.text[..start], &p.text[end..]))
}

fn declaration_twice(p: &Program, at: usize, _: &mut Random) -> Option<String> {
    let (start, end) = p.declaration(at)?;
    Some(format!("{}\n{}", &p.text[..end], &p.text[start..]))
}

fn constraint(p: &Program, at: usize, random: &mut Random) -> Option<String> {
    const OTHERS: &[&str] = &[
        "comparable",
        "~int",
        "int | string",
        "interface{ M() }",
        "interface{ ~[]int; M() }",
        "[]int",
        "error",
        "*int",
        "interface{ comparable; ~int }",
        "~string | ~[]byte",
        "func()",
        "chan int",
        "map[string]int",
    ];
    let is_one = matches!(p.token(at), "any" | "comparable");
    is_one.then(|| p.with(at, at + 1, OTHERS[random.below(OTHERS.len())]))
}

/// Another parameter, or a result that was none.
fn parameter(p: &Program, at: usize, random: &mut Random) -> Option<String> {
    if p.token(at) != "func" || !p.is_name(at + 1) || p.token(at + 2) != "(" {
        return None;
    }
    let more = ["q int, ", "_ string, ", "q ...int, ", "int, "];
    match random.below(3) {
        0 if p.token(at + 3) != ")" => Some(p.with(at + 3, at + 3, more[random.below(more.len())])),
        1 => {
            let end = p.behind_bracket(at + 2)?;
            Some(p.with(
                end,
                end,
                ["int ", "(int, error) ", "(q int) "][random.below(3)],
            ))
        }
        _ => Some(p.with(
            at + 1,
            at + 1,
            ["(t T) ", "(t *int) ", "(x X[P]) "][random.below(3)],
        )),
    }
}
