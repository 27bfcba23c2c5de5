//! Help while a line is being typed: whether it is complete, colours, completions, hints of a function's parameters.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use rustyline::completion::Completer;
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::{Hint, Hinter};
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{Context, Helper};

use super::scan::{self, Kind, Word};
use super::shell::COMMANDS;
use crate::driver::session::Session;

pub struct Assistant {
    session: Rc<RefCell<Session>>,
    colour: bool,
    /// The call that was looked at last, and its signature.
    recent: RefCell<Option<(String, Option<String>)>>,
}

impl Assistant {
    pub fn new(session: Rc<RefCell<Session>>, colour: bool) -> Assistant {
        Assistant {
            session,
            colour,
            recent: RefCell::default(),
        }
    }
}

impl Helper for Assistant {}

impl Validator for Assistant {
    fn validate(&self, ctx: &mut ValidationContext) -> rustyline::Result<ValidationResult> {
        let text = ctx.input();
        let command = text.trim_start().starts_with(':');
        // An empty line ends what could go on for ever.
        let given_up = text.ends_with("\n\n");
        Ok(match !command && !given_up && scan::is_incomplete(text) {
            true => ValidationResult::Incomplete,
            false => ValidationResult::Valid(None),
        })
    }
}

impl Highlighter for Assistant {
    fn highlight<'l>(&self, line: &'l str, _pos: usize) -> Cow<'l, str> {
        match self.colour {
            true => Cow::Owned(coloured(line)),
            false => Cow::Borrowed(line),
        }
    }
    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        match self.colour {
            true => Cow::Owned(format!("\x1b[2m{hint}\x1b[0m")),
            false => Cow::Borrowed(hint),
        }
    }
    fn highlight_prompt<'b, 's: 'b, 'p: 'b>(&'s self, prompt: &'p str, _: bool) -> Cow<'b, str> {
        Cow::Borrowed(prompt)
    }
    fn highlight_char(&self, _line: &str, _pos: usize, kind: CmdKind) -> bool {
        self.colour && kind != CmdKind::MoveCursor
    }
}

/// The line with escape sequences around its words.
fn coloured(line: &str) -> String {
    let (words, _) = scan::words(line);
    let mut out = String::with_capacity(line.len() * 2);
    let mut at = 0;
    for w in &words {
        out.push_str(&line[at..w.from]);
        at = w.to;
        let text = &line[w.from..w.to];
        let colour = match w.kind {
            Kind::Keyword => "1;35",
            Kind::Number => "36",
            Kind::Text => "32",
            Kind::Comment => "2",
            Kind::Name if is_predeclared(text) => "34",
            _ => "",
        };
        match colour {
            "" => out.push_str(text),
            colour => out.push_str(&format!("\x1b[{colour}m{text}\x1b[0m")),
        }
    }
    out.push_str(&line[at..]);
    out
}

fn is_predeclared(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "any",
        "append",
        "bool",
        "byte",
        "cap",
        "clear",
        "close",
        "comparable",
        "complex",
        "complex128",
        "complex64",
        "copy",
        "delete",
        "error",
        "false",
        "float32",
        "float64",
        "imag",
        "int",
        "int16",
        "int32",
        "int64",
        "int8",
        "iota",
        "len",
        "make",
        "max",
        "min",
        "new",
        "nil",
        "panic",
        "print",
        "println",
        "real",
        "recover",
        "rune",
        "string",
        "true",
        "uint",
        "uint16",
        "uint32",
        "uint64",
        "uint8",
        "uintptr",
    ];
    NAMES.binary_search(&name).is_ok()
}

// --- completion

impl Completer for Assistant {
    type Candidate = String;

    fn complete(
        &self,
        line: &str,
        pos: usize,
        _: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<String>)> {
        let before = &line[..pos];
        if let Some(file) = file_argument(before) {
            return Ok((pos - file.len(), files(file)));
        }
        if before.starts_with(':') && !before.contains(char::is_whitespace) {
            let names = COMMANDS.iter().map(|c| c.name.to_string());
            return Ok((0, names.filter(|n| n.starts_with(before)).collect()));
        }
        if let Some(path) = import_path(before) {
            let packages = crate::std::known_packages()
                .filter(|p| p.starts_with(path) && !p.split('/').any(|part| part == "internal"))
                .map(str::to_string);
            return Ok((pos - path.len(), packages.collect()));
        }
        let start = name_start(before);
        let typed = &before[start..];
        let mut session = self.session.borrow_mut();
        let mut names = match before[..start].strip_suffix('.') {
            Some(left) => {
                let operand = operand(left);
                match session.package_members(operand) {
                    Some(members) => members,
                    None => session.members(operand),
                }
            }
            None => {
                let of_literal = literal(&before[..start]);
                let fields = of_literal.map_or(Vec::new(), |ty| session.fields(ty));
                let mut names: Vec<String> = fields.iter().map(|f| format!("{f}: ")).collect();
                if typed.is_empty() {
                    return Ok((start, names));
                }
                names.extend(session.names());
                names.extend(scan::keywords().iter().map(|k| k.to_string()));
                names.extend(packages().map(|p| format!("{p}.")));
                names
            }
        };
        names.retain(|n| n.starts_with(typed));
        names.sort();
        names.dedup();
        // A package that has been imported is in the list with its point and without.
        let with_point: Vec<String> = names.iter().filter(|n| n.ends_with('.')).cloned().collect();
        names.retain(|n| !with_point.contains(&format!("{n}.")));
        Ok((start, names))
    }
}

/// Last elements of the paths of the packages that an entry can simply name.
fn packages() -> impl Iterator<Item = &'static str> {
    crate::std::known_packages()
        .filter(|p| !p.split('/').any(|part| part == "internal"))
        .filter_map(|p| p.rsplit('/').next())
        .filter(|last| !last.starts_with('v'))
}

/// Where the name that ends here begins.
fn name_start(text: &str) -> usize {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let name = text.trim_end_matches(is_part);
    name.len()
}

/// What has been typed of the string of an import declaration.
fn import_path(text: &str) -> Option<&str> {
    let open = text.trim_start().starts_with("import") && text.matches('"').count() % 2 == 1;
    open.then(|| text.rsplit('"').next()).flatten()
}

/// The type of the composite literal of which a key may follow.
fn literal(before: &str) -> Option<&str> {
    let (words, _) = scan::words(before);
    let mut depth = 0;
    for (i, w) in words.iter().enumerate().rev() {
        match &before[w.from..w.to] {
            ")" | "]" | "}" => depth += 1,
            "{" if depth == 0 => {
                let operand = operand(&before[..w.from]);
                return (!operand.is_empty()).then_some(operand);
            }
            "(" | "[" if depth == 0 => return None,
            "(" | "[" | "{" => depth -= 1,
            "," => {}
            _ if i + 1 == words.len() => return None,
            _ => {}
        }
    }
    None
}

/// The argument of a command that takes a file.
fn file_argument(text: &str) -> Option<&str> {
    let rest = text
        .strip_prefix(":load ")
        .or(text.strip_prefix(":save "))?;
    Some(rest.trim_start())
}

fn files(typed: &str) -> Vec<String> {
    let (dir, start) = match typed.rfind('/') {
        Some(slash) => typed.split_at(slash + 1),
        None => ("", typed),
    };
    let entries = std::fs::read_dir(if dir.is_empty() { "." } else { dir });
    let mut names: Vec<String> = entries
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|e| {
            let name = e.file_name().into_string().ok()?;
            let slash = if e.path().is_dir() { "/" } else { "" };
            let shown = start.starts_with('.') || !name.starts_with('.');
            (name.starts_with(start) && shown).then(|| format!("{dir}{name}{slash}"))
        })
        .collect();
    names.sort();
    names
}

/// The operand that ends the text: names and points, calls and indices, literals.
pub fn operand(text: &str) -> &str {
    let (words, _) = scan::words(text);
    let word = |w: &Word| &text[w.from..w.to];
    let mut first = words.len();
    let mut wanted = true;
    while first > 0 {
        let w = &words[first - 1];
        match (w.kind, word(w)) {
            (Kind::Operator, ".") if !wanted => wanted = true,
            (Kind::Operator, ")" | "]" | "}") => {
                let mut depth = 0;
                let mut at = first;
                while at > 0 {
                    at -= 1;
                    match word(&words[at]) {
                        ")" | "]" | "}" => depth += 1,
                        "(" | "[" | "{" => depth -= 1,
                        _ => {}
                    }
                    if depth == 0 {
                        break;
                    }
                }
                first = at + 1;
                // What is called, indexed or made may stand before it.
                wanted = true;
                let before = at.checked_sub(1).map(|i| &words[i]);
                let goes_on = before.is_some_and(|b| {
                    matches!(b.kind, Kind::Name) || matches!(word(b), ")" | "]" | "}")
                });
                if !goes_on {
                    first -= 1;
                    break;
                }
            }
            (Kind::Name | Kind::Text | Kind::Number, _) if wanted => wanted = false,
            _ => break,
        }
        first -= 1;
    }
    words.get(first).map_or("", |w| &text[w.from..])
}

// --- hints

pub struct Parameters(String);

impl Hint for Parameters {
    fn display(&self) -> &str {
        &self.0
    }
    fn completion(&self) -> Option<&str> {
        None
    }
}

impl Hinter for Assistant {
    type Hint = Parameters;

    /// In a call: what the function takes and gives.
    fn hint(&self, line: &str, pos: usize, _: &Context<'_>) -> Option<Parameters> {
        if pos < line.len() || line.starts_with(':') {
            return None;
        }
        let called = called(line)?;
        let mut recent = self.recent.borrow_mut();
        if recent.as_ref().is_none_or(|r| r.0 != called) {
            let signature = self.session.borrow_mut().signature(called);
            *recent = Some((called.to_string(), signature));
        }
        let signature = recent.as_ref()?.1.as_ref()?;
        Some(Parameters(format!("  {called}{signature}")))
    }
}

/// The operand before the innermost bracket that is open.
fn called(line: &str) -> Option<&str> {
    let (words, open) = scan::words(line);
    if open != scan::Open::No {
        return None;
    }
    let mut depth = 0;
    for w in words.iter().rev().filter(|w| w.kind == Kind::Operator) {
        match &line[w.from..w.to] {
            ")" | "]" | "}" => depth += 1,
            "(" if depth == 0 => {
                let operand = operand(&line[..w.from]);
                return (!operand.is_empty()).then_some(operand);
            }
            "[" | "{" if depth == 0 => return None,
            "(" | "[" | "{" => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operands() {
        for (text, found) in [
            ("x", "x"),
            ("1 + x", "x"),
            ("f(a.b", "a.b"),
            ("y := f(1, g(2))[3]", "f(1, g(2))[3]"),
            ("return p.next", "p.next"),
            ("\"abc\"", "\"abc\""),
            ("x = (a + b)", "(a + b)"),
            ("a.f(x).g", "a.f(x).g"),
            ("", ""),
        ] {
            assert_eq!(operand(text), found, "{text:?}");
        }
    }

    #[test]
    fn literals() {
        assert_eq!(literal("p := Point{"), Some("Point"));
        assert_eq!(
            literal("p := &http.Server{Addr: f(1, 2), "),
            Some("http.Server")
        );
        assert_eq!(literal("p := Point{X: "), None);
        assert_eq!(literal("f(Point{1, 2}, "), None);
        assert_eq!(literal("x + "), None);
    }

    #[test]
    fn imports() {
        assert_eq!(import_path("import \"encoding/js"), Some("encoding/js"));
        assert_eq!(import_path("import \"fmt\"; x"), None);
    }

    #[test]
    fn calls() {
        assert_eq!(called("strings.Cut(\"a\", "), Some("strings.Cut"));
        assert_eq!(called("f(g(1), "), Some("f"));
        assert_eq!(called("f(g(1))"), None);
        assert_eq!(called("x[f("), Some("f"));
        assert_eq!(called("f([]int{1,"), None);
    }

    #[test]
    fn predeclared_names_are_sorted() {
        for name in ["any", "uintptr", "len", "true", "append"] {
            assert!(is_predeclared(name), "{name}");
        }
    }
}
