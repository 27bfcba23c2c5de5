//! What the grammar's actions share while one file is parsed: node numbers and the errors found.

use crate::ast::{Expr, ExprKind, Ident, Name, NodeId, Pos};
use crate::diagnostic::Diagnostic;

pub struct Builder<'s> {
    pub text: &'s str,
    pub base: u32,
    next_id: u32,
    diagnostics: Vec<Diagnostic>,
    at_end: Option<String>,
    /// The last declaration was a function without a body.
    pub bodiless_func: bool,
    /// A declaration other than an import has been seen since the last import.
    pub imports_over: bool,
    /// Where `var` stood in a header that is not complete yet.
    pub var_in_header: Option<Pos>,
}

impl<'s> Builder<'s> {
    pub fn new(text: &'s str, base: u32) -> Builder<'s> {
        Builder {
            text,
            base,
            next_id: base,
            diagnostics: Vec::new(),
            at_end: None,
            bodiless_func: false,
            imports_over: false,
            var_in_header: None,
        }
    }

    /// A fresh number. Every node owns a byte of the text, so numbers stay in the file's range; nodes that stand
    /// for text that is missing (in a file with errors) may share the last number.
    pub fn id(&mut self) -> NodeId {
        let id = self.next_id;
        if id < self.base + self.text.len() as u32 {
            self.next_id += 1;
        }
        NodeId(id)
    }

    pub fn ident(&mut self, pos: u32, name: &str) -> Ident {
        Ident {
            id: self.id(),
            pos: Pos(pos),
            name: Name::from(name),
        }
    }

    #[inline]
    pub fn expr(&mut self, pos: Pos, kind: ExprKind) -> Expr {
        Expr {
            id: self.id(),
            pos,
            kind,
        }
    }

    pub fn bad(&mut self, pos: Pos) -> Expr {
        self.expr(pos, ExprKind::Bad)
    }

    pub fn error(&mut self, pos: Pos, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::new(pos, message));
    }

    pub fn syntax_error(&mut self, pos: Pos, message: impl std::fmt::Display) {
        self.diagnostics
            .push(Diagnostic::new(pos, format!("syntax error: {message}")));
    }

    /// An error at the end of the file is worth a mention only if there is no other, lexical ones included.
    pub fn error_at_end(&mut self, message: String) {
        if self.at_end.is_none() {
            self.at_end = Some(message);
        }
    }

    pub fn end(&self) -> Pos {
        Pos(self.base + self.text.len() as u32)
    }

    pub fn error_count(&self) -> usize {
        self.diagnostics.len()
    }

    /// The text before a position, without the blanks at its end.
    pub fn text_before(&self, pos: Pos) -> &'s str {
        let at = (pos.0 - self.base) as usize;
        self.text.get(..at).unwrap_or(self.text).trim_end()
    }

    /// The next place from here on that holds no blank.
    pub fn behind_blanks(&self, pos: Pos) -> Pos {
        let rest = self
            .text
            .get((pos.0 - self.base) as usize..)
            .unwrap_or_default();
        Pos(pos.0 + (rest.len() - rest.trim_start().len()) as u32)
    }

    pub fn into_diagnostics(mut self) -> Vec<Diagnostic> {
        if let (true, Some(message)) = (self.diagnostics.is_empty(), self.at_end.take()) {
            self.syntax_error(self.end(), message);
        }
        self.diagnostics
    }
}
