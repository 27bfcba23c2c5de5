use crate::ast::Pos;
use crate::builder::Branches;

/// Encloses the number of a position inside a message. No source text can hold it: NUL is refused by the lexer.
pub const PLACE_MARK: char = '\0';

/// Stands for "file:line:column" of `pos` inside a message: whoever shows the message knows the file's name.
pub fn place(pos: Pos) -> String {
    format!("{PLACE_MARK}{}{PLACE_MARK}", pos.0)
}

/// What is wrong, and where. The text is gc's own wording, without position and without a final newline;
/// further lines start with a tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub pos: Pos,
    pub message: String,
    /// Which kind of error it is, named as in Go's own list; syntax errors have no kind.
    pub code: Option<&'static str>,
    /// What would mend it, shown only on a terminal.
    pub help: Option<String>,
    /// The file's parser stopped here without another word: nobody knows the rest of the file.
    pub last: bool,
}

impl Diagnostic {
    /// gc checks types although there are lexical errors, but not if there is a syntax error, nor if the parser gave up.
    pub fn leaves_types_unchecked(&self) -> bool {
        self.is_syntax_error() || self.last
    }

    pub fn is_syntax_error(&self) -> bool {
        self.message.starts_with("syntax error")
    }

    pub fn new(pos: Pos, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            pos,
            message: message.into(),
            code: None,
            help: None,
            last: false,
        }
    }

    pub fn with_code(self, code: &'static str) -> Diagnostic {
        Diagnostic {
            code: Some(code),
            ..self
        }
    }
}

/// Puts together what a file has wrong, as gc's parser finds it: branches are looked at when their body has been read; what is
/// `late` comes behind everything.
pub(crate) fn as_found(
    errors: Vec<Diagnostic>,
    branches: Vec<Branches>,
    late: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let mut list: Vec<(Pos, Diagnostic)> = errors.into_iter().map(|d| (d.pos, d)).collect();
    let mut bodies = Vec::new();
    for b in branches {
        // A body may have been parsed once more, by itself.
        if bodies.contains(&b.body) {
            continue;
        }
        bodies.push(b.body);
        list.extend(b.found.into_iter().map(|d| (b.body.1, d)));
    }
    list.sort_by_key(|(at, _)| *at);
    let mut list: Vec<Diagnostic> = list.into_iter().map(|(_, d)| d).collect();
    list.dedup();
    list.extend(in_order(late));
    list
}

/// Sorts by place. Of errors at one place, repeats go.
pub(crate) fn in_order(mut list: Vec<Diagnostic>) -> Vec<Diagnostic> {
    list.sort_by_key(|d| d.pos);
    list.dedup();
    list
}
