use crate::ast::Pos;

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
}

impl Diagnostic {
    /// gc checks types although there are lexical errors, but not if there is a syntax error.
    pub fn is_syntax_error(&self) -> bool {
        self.message.starts_with("syntax error")
    }

    pub fn new(pos: Pos, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            pos,
            message: message.into(),
            code: None,
            help: None,
        }
    }

    pub fn with_code(self, code: &'static str) -> Diagnostic {
        Diagnostic {
            code: Some(code),
            ..self
        }
    }
}

/// Sorts by place. Of errors at one place, repeats go.
pub(crate) fn in_order(mut list: Vec<Diagnostic>) -> Vec<Diagnostic> {
    list.sort_by_key(|d| d.pos);
    list.dedup();
    list
}
