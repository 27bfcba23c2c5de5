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

/// Sorts by place and keeps one syntax error for each line, as gc does; of other errors, repeats go.
pub(crate) fn in_order(text: &str, base: u32, mut list: Vec<Diagnostic>) -> Vec<Diagnostic> {
    list.sort_by_key(|d| d.pos);
    let mut kept: Vec<Diagnostic> = Vec::with_capacity(list.len());
    // Where the line of the last syntax error ends.
    let mut line_end = None;
    for diagnostic in list {
        if diagnostic.is_syntax_error() {
            if line_end.is_some_and(|end| diagnostic.pos.0 <= end) {
                continue;
            }
            let at = (diagnostic.pos.0.saturating_sub(base) as usize).min(text.len());
            let length = text.as_bytes()[at..]
                .iter()
                .position(|b| *b == b'\n')
                .unwrap_or(text.len() - at);
            line_end = Some(diagnostic.pos.0 + length as u32);
        } else if kept.last() == Some(&diagnostic) {
            continue;
        } else if diagnostic.message.starts_with("method has")
            && line_end.is_some_and(|end| diagnostic.pos.0 <= end)
        {
            // What looks like a receiver behind a syntax error is none.
            continue;
        }
        kept.push(diagnostic);
    }
    kept
}
