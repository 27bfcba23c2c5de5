use crate::ast::Pos;

/// What is wrong, and where. The text is gc's own wording, without position and without a final newline;
/// further lines start with a tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub pos: Pos,
    pub message: String,
    /// What would mend it, shown only on a terminal.
    pub help: Option<String>,
}

impl Diagnostic {
    pub fn new(pos: Pos, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            pos,
            message: message.into(),
            help: None,
        }
    }
}
