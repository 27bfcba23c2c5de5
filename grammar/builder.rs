//! What the grammar's actions share while one file is parsed: node numbers and the errors found.

use crate::ast::{Block, Expr, ExprKind, Ident, Name, NodeId, Pos};
use crate::branches::check_branches;
use crate::diagnostic::Diagnostic;
use crate::disambiguate::Progress;
use crate::lexer::Lexer;
use crate::recovery::Lost;
use crate::token::{SemiKind, Token};

pub struct Builder<'s, 'p> {
    pub text: &'s str,
    pub base: u32,
    next_id: u32,
    /// Tells the token stream that parsing goes on.
    progress: &'p Progress,
    diagnostics: Vec<Diagnostic>,
    late: Vec<Diagnostic>,
    /// Misplaced branches of function bodies, with where the body begins and ends.
    branches: Vec<(Pos, Pos, Vec<Diagnostic>)>,
    at_end: Option<String>,
    /// Where gc is outside a function that has not ended.
    lost: Vec<Lost>,
    /// The last declaration was a function without a body.
    pub bodiless_func: bool,
    /// A declaration other than an import has been seen since the last import.
    pub imports_over: bool,
    pub package_clause_over: bool,
}

impl<'s, 'p> Builder<'s, 'p> {
    pub fn new(text: &'s str, base: u32, progress: &'p Progress) -> Builder<'s, 'p> {
        Builder {
            text,
            base,
            next_id: base,
            progress,
            diagnostics: Vec::new(),
            late: Vec::new(),
            branches: Vec::new(),
            at_end: None,
            lost: Vec::new(),
            bodiless_func: false,
            imports_over: false,
            package_clause_over: false,
        }
    }

    /// A fresh number. Every node owns a byte of the text, so numbers stay in the file's range; nodes that stand
    /// for text that is missing (in a file with errors) may share the last number.
    pub fn id(&mut self) -> NodeId {
        let id = self.next_id;
        self.tick();
        if id < self.base + self.text.len() as u32 {
            self.next_id += 1;
        }
        NodeId(id)
    }

    /// Something has been built.
    #[inline]
    pub fn tick(&mut self) {
        let built = &self.progress.built;
        built.set(built.get().wrapping_add(1));
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

    /// An error of the checker's kinds.
    pub fn error_of_kind(&mut self, pos: Pos, code: &'static str, message: impl Into<String>) {
        self.diagnostics
            .push(Diagnostic::new(pos, message).with_code(code));
    }

    /// What gc's checker would say: worth nothing if there are syntax errors.
    pub fn late_error(&mut self, pos: Pos, message: impl Into<String>) {
        self.late.push(Diagnostic::new(pos, message));
    }

    /// Checks labels and branches of a function's body.
    pub fn branches_of(&mut self, body: &Block) {
        let found = check_branches(body);
        if !found.is_empty() {
            self.branches.push((body.lbrace, body.rbrace, found));
        }
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

    /// Whether an error has been found before `pos` on its line.
    pub fn error_on_line(&self, pos: Pos) -> bool {
        self.diagnostics.iter().any(|d| {
            let between = d.pos.0.saturating_sub(self.base)..pos.0 - self.base;
            self.text
                .get(between.start as usize..between.end as usize)
                .is_some_and(|text| d.pos < pos && !text.contains('\n'))
        })
    }

    /// gc takes what follows for the outside of the function.
    pub fn lose(&mut self, lost: Lost) {
        let known = self.lost.iter().any(|l| l.resumed.0 > lost.outside.0);
        if !known {
            self.lost.push(lost);
        }
    }

    pub fn end(&self) -> Pos {
        Pos(self.base + self.text.len() as u32)
    }

    /// Reads no further.
    pub fn stop(&mut self) {
        self.progress.stop.set(true);
    }

    pub fn error_count(&self) -> usize {
        self.diagnostics.len()
    }

    /// The text up to the end of the last token before a position. Reads the text from its beginning: for errors only.
    pub fn text_before(&self, pos: Pos) -> &'s str {
        let tokens = Lexer::new(self.text, self.base);
        let written = tokens.take_while(|(start, ..)| *start < pos.0);
        let behind_line_end =
            |token: Token| matches!(token, Token::Semi(SemiKind::Newline | SemiKind::EndOfFile));
        let last = written
            .filter(|(_, token, _)| !behind_line_end(*token))
            .last();
        let end = last.map_or(self.base, |(_, _, end)| end);
        self.text
            .get(..(end - self.base) as usize)
            .unwrap_or_default()
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
        for lost in std::mem::take(&mut self.lost) {
            let seen = lost.outside.0..lost.resumed.0;
            self.diagnostics.retain(|d| !seen.contains(&d.pos.0));
            self.syntax_error(
                lost.outside,
                "non-declaration statement outside function body",
            );
        }
        // A body with other errors may seem to have wrong branches because a part of it is missing.
        let others: Vec<Pos> = self.diagnostics.iter().map(|d| d.pos).collect();
        for (start, end, found) in self.branches {
            if !others.iter().any(|pos| (start..=end).contains(pos)) {
                self.diagnostics.extend(found);
            }
        }
        if !self.diagnostics.iter().any(Diagnostic::is_syntax_error) {
            self.diagnostics.append(&mut self.late);
        }
        self.diagnostics
    }
}
