//! Compiler directives (`//go:noinline`), as far as gc's parser finds them in a wrong place: each waits for a declaration
//! that takes it, and what still waits at the end of a statement is misplaced. Whether the declaration is of the right
//! kind is not asked here.

use super::Diagnoser;
use crate::ast::{Directive, Pos};
use crate::diagnostic::Diagnostic;

#[derive(Default)]
pub struct Directives {
    /// How many of the lexer's have been seen.
    seen: usize,
    /// Those that no declaration has taken yet.
    waiting: Vec<Waiting>,
    /// Those that a declaration has taken for which they are not.
    pub misused: Vec<Diagnostic>,
}

struct Waiting {
    pos: u32,
    /// What gc says if nothing takes it.
    complaint: &'static str,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// `//go:build`, for package clauses.
    Build,
    /// `//go:embed`: the checker knows for what.
    Embed,
    Noescape,
    /// Another one for functions.
    OfFunc,
}

/// What takes the directives that wait.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Taker {
    Package,
    Func,
    /// Imports, constants, types, variables.
    Other,
}

const MISPLACED: &str = "misplaced compiler directive";

/// What the directive is for, and what gc says of it in a wrong place; `None` if it takes no notice of it.
fn complaint(text: &str) -> Option<(Kind, &'static str)> {
    match verb(text).strip_prefix("go:")? {
        "embed" => Some((Kind::Embed, "misplaced go:embed directive")),
        "build" => Some((Kind::Build, MISPLACED)),
        "noescape" => Some((Kind::Noescape, MISPLACED)),
        "norace" | "nosplit" | "noinline" | "nocheckptr" | "cgo_unsafe_args" | "uintptrescapes"
        | "registerparams" => Some((Kind::OfFunc, MISPLACED)),
        _ => reserved(verb(text)).map(|_| (Kind::OfFunc, MISPLACED)),
    }
}

fn verb(text: &str) -> &str {
    text.split(' ').next().unwrap_or(text)
}

/// Whose directive it is, if not everybody's.
fn reserved(verb: &str) -> Option<&'static str> {
    match verb {
        "go:systemstack"
        | "go:nowritebarrier"
        | "go:nowritebarrierrec"
        | "go:yeswritebarrierrec" => Some("only allowed in runtime"),
        "go:uintptrkeepalive" => Some("is only allowed in the standard library"),
        _ => None,
    }
}

/// What gc says of a directive that it does not take, wherever it stands.
fn refusals(text: &str) -> Vec<String> {
    match text.starts_with("go:cgo_") {
        true => super::cgo::refusals(text),
        false => refusal(text).into_iter().collect(),
    }
}

fn refusal(text: &str) -> Option<String> {
    let words = text.split_whitespace().count();
    let usage = |wanted: std::ops::RangeInclusive<usize>, usage: &str| {
        (!wanted.contains(&words)).then(|| format!("usage: //{} {usage}", verb(text)))
    };
    // gc knows these by the blank behind them; without one they are any other directive.
    if !text.contains(' ') {
        return None;
    }
    match verb(text) {
        "go:linkname" | "go:linknamestd" => usage(2..=3, "localname [linkname]"),
        "go:wasmimport" => usage(3..=3, "importmodule importname"),
        "go:wasmexport" => usage(2..=2, "exportname"),
        _ => None,
    }
}

/// Whether one of a file's directives could be in a wrong place. Build constraints before the package clause are not.
pub fn any_misplaceable(text: &str, base: u32, package: u32, list: &[Directive]) -> bool {
    list.iter().any(|d| {
        !is_alone(text, (d.pos.0 - base) as usize)
            || !refusals(&d.text).is_empty()
            || complaint(&d.text).is_some()
                && (d.pos.0 > package || !d.text.starts_with("go:build"))
    })
}

/// Nothing but blanks stands before it on its line.
fn is_alone(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    // The mark of the byte order, which only a file's first line may begin with, is no part of it.
    let line = before[line..].trim();
    line.is_empty() || before == "\u{feff}"
}

impl Diagnoser<'_> {
    /// Those between the last token and this one.
    pub fn note_directives(&mut self) {
        while let Some(directive) = self.tokens.directives.get(self.directives.seen) {
            self.directives.seen += 1;
            if !directive.text.starts_with("go:") {
                continue;
            }
            // gc's place is that of the text behind the slashes.
            let (pos, text) = (directive.pos.0 + 2, directive.text.clone());
            if !is_alone(self.text, (directive.pos.0 - self.base) as usize) {
                self.show(Diagnostic::new(Pos(pos), MISPLACED));
                continue;
            }
            let refusals = refusals(&text);
            let refused = !refusals.is_empty();
            for refusal in refusals {
                self.show(Diagnostic::new(Pos(pos), refusal));
            }
            if !refused && let Some((kind, complaint)) = complaint(&text) {
                let verb = verb(&text);
                let reserved = reserved(verb).map(|whose| format!("//{verb} {whose}"));
                self.directives.waiting.push(Waiting {
                    pos,
                    complaint,
                    kind,
                });
                if let Some(message) = reserved {
                    self.show(Diagnostic::new(Pos(pos), message));
                }
            }
        }
    }

    /// A declaration takes what waits. Whether one of these says that the function is written outside Go.
    pub fn take_directives(&mut self, taker: Taker) -> bool {
        let mut outside = false;
        for directive in std::mem::take(&mut self.directives.waiting) {
            let of = match directive.kind {
                Kind::Embed => continue,
                Kind::Build => Taker::Package,
                Kind::Noescape | Kind::OfFunc => Taker::Func,
            };
            if of != taker {
                self.misused(directive.pos, MISPLACED);
            }
            outside |= directive.kind == Kind::Noescape;
        }
        outside
    }

    pub fn misused(&mut self, pos: u32, text: &str) {
        let misused = Diagnostic::new(Pos(pos), text);
        self.directives.misused.push(misused);
    }

    /// At the end of what takes no directives.
    pub fn clear_directives(&mut self) {
        for Waiting { pos, complaint, .. } in std::mem::take(&mut self.directives.waiting) {
            self.show(Diagnostic::new(Pos(pos), complaint));
        }
    }
}
