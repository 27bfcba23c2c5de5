//! Statements.

use super::shape::{Kind, Shape};
use super::{Diagnoser, NAME, SEMI};
use crate::token::{SemiKind, Token};

/// What kind of simple statement it was.
#[derive(Clone, Copy, PartialEq)]
enum Simple {
    Expr,
    Assign,
    Define,
    Range,
    /// `x++`, `x += y`, `c <- x`.
    Other,
}

/// A simple statement: what gc takes for its place, and where its text is.
#[derive(Clone, Copy)]
struct SimpleStmt {
    kind: Simple,
    pos: u32,
    from: u32,
    to: u32,
}

impl Diagnoser<'_> {
    /// `context`: what the block follows, where its brace may be missing.
    pub fn block(&mut self, context: Option<&str>) {
        if !self.got(Token::LBrace) {
            let context = context.unwrap_or_default();
            self.syntax_error(&format!("expected {{ after {context}"));
            self.skip_to(&[NAME, Token::RBrace]);
            if self.got(Token::RBrace) {
                return;
            }
        }
        self.stmt_list();
        self.want(Token::RBrace);
    }

    fn stmt_list(&mut self) {
        let end = [Token::RBrace, Token::Case, Token::Default];
        while !self.at_end() && !self.at_any(&end) {
            let found = self.stmt();
            self.clear_directives();
            if !found {
                break;
            }
            if !self.got(SEMI) && !self.at(Token::RBrace) {
                self.syntax_error("at end of statement");
                self.skip_to(&[SEMI, Token::RBrace, Token::Case, Token::Default]);
                self.got(SEMI);
            }
        }
    }

    /// Whether there is a statement.
    fn stmt(&mut self) -> bool {
        self.nested(Self::stmt_here)
    }

    fn stmt_here(&mut self) -> bool {
        match self.token {
            Some(Token::Var) => self.group(Self::variable),
            Some(Token::Const) => self.group(Self::constant),
            Some(Token::Type) => self.group(Self::type_decl),
            _ => {
                self.clear_directives();
                return self.stmt_without_directives();
            }
        }
        true
    }

    fn stmt_without_directives(&mut self) -> bool {
        let Some(token) = self.token else {
            return false;
        };
        match token {
            Token::Ident(_) => return self.labeled_or_simple(),
            Token::LBrace => self.block(None),
            Token::Sign(_)
            | Token::Not
            | Token::Star
            | Token::Lit(..)
            | Token::Func
            | Token::LParen
            | Token::LBrack
            | Token::Struct
            | Token::Map
            | Token::Chan
            | Token::Interface
            | Token::Arrow => {
                self.simple_stmt(None, None);
            }
            Token::For => {
                self.header(Token::For);
                self.block(Some("for clause"));
            }
            Token::Switch => {
                self.header(Token::Switch);
                self.clauses("switch", |d| {
                    d.expr_list();
                });
            }
            Token::Select => {
                self.next();
                self.clauses("select", |d| {
                    d.simple_stmt(None, None);
                });
            }
            Token::If => self.if_stmt(),
            Token::Fallthrough => self.next(),
            Token::Break | Token::Continue => {
                self.next();
                self.got(NAME);
            }
            Token::Go | Token::Defer => self.call_stmt(token),
            Token::Goto => {
                self.next();
                self.name();
            }
            Token::Return => {
                self.next();
                if !self.at_any(&[SEMI, Token::RBrace]) {
                    self.expr_list();
                }
            }
            Token::Semi(_) => {}
            _ => return false,
        }
        true
    }

    fn labeled_or_simple(&mut self) -> bool {
        let lhs = self.expr_list();
        let colon = self.pos;
        if !(lhs.is_bare_name() && self.got(Token::Colon)) {
            self.simple_stmt(Some(lhs), None);
            return true;
        }
        if self.at(Token::RBrace) {
            return true;
        }
        let found = self.stmt();
        if !found {
            self.syntax_error_at(colon, "missing statement after label");
        }
        found
    }

    fn call_stmt(&mut self, keyword: Token) {
        self.next();
        let call = self.primary_expr(None);
        if call.parens {
            let keyword = if keyword == Token::Go { "go" } else { "defer" };
            let message = format!("expression in {keyword} must not be parenthesized");
            self.error(call.start, message);
        }
    }

    /// `lhs`: its left side, if that has been read. `header`: the keyword of the header that it stands in.
    fn simple_stmt(&mut self, lhs: Option<Shape>, header: Option<Token>) -> SimpleStmt {
        let from = lhs.map_or(self.pos, |x| x.start);
        let in_for = header == Some(Token::For);
        if in_for && lhs.is_none() && self.at(Token::Range) {
            return self.range(from);
        }
        let lhs = match lhs {
            Some(lhs) => lhs,
            None => self.expr_list(),
        };
        let pos = self.pos;
        let mut kind = Simple::Other;
        match self.token {
            Some(token @ (Token::Assign | Token::Define)) => {
                self.next();
                if in_for && self.at(Token::Range) {
                    return self.range(from);
                }
                let rhs = self.expr_list();
                let guard = token == Token::Define
                    && header == Some(Token::Switch)
                    && rhs.kind == Kind::TypeSwitch
                    && !rhs.parens
                    && lhs.is_bare_name();
                kind = match token {
                    _ if guard => Simple::Expr,
                    Token::Assign => Simple::Assign,
                    _ => Simple::Define,
                };
            }
            _ if lhs.kind == Kind::List && !lhs.parens => {
                self.syntax_error("expected := or = or comma");
                self.skip_to(&[SEMI, Token::RBrace]);
                kind = Simple::Expr;
            }
            Some(Token::AssignOp(_) | Token::Arrow) => {
                self.next();
                self.expr();
            }
            Some(Token::IncDec(_)) => self.next(),
            _ => kind = Simple::Expr,
        }
        SimpleStmt {
            kind,
            pos,
            from,
            to: self.last_end,
        }
    }

    fn range(&mut self, from: u32) -> SimpleStmt {
        self.next();
        self.expr();
        SimpleStmt {
            kind: Simple::Range,
            pos: from,
            from,
            to: self.last_end,
        }
    }

    /// From the keyword up to the body.
    fn header(&mut self, keyword: Token) {
        self.next();
        if self.at(Token::LBrace) {
            if keyword == Token::If {
                self.syntax_error("missing condition in if statement");
            }
            return;
        }
        let outer = std::mem::replace(&mut self.brackets, -1);
        self.clauses_of_header(keyword);
        self.brackets = outer;
    }

    fn clauses_of_header(&mut self, keyword: Token) {
        let mut init = None;
        if !self.at(SEMI) {
            if self.got(Token::Var) {
                let word = match keyword {
                    Token::For => "for",
                    Token::If => "if",
                    _ => "switch",
                };
                self.syntax_error(&format!(
                    "var declaration not allowed in {word} initializer"
                ));
            }
            let stmt = self.simple_stmt(None, Some(keyword));
            if stmt.kind == Simple::Range {
                return;
            }
            init = Some(stmt);
        }
        let mut semi = None;
        let mut condition = None;
        if self.at(Token::LBrace) {
            condition = init;
        } else {
            if let Some(Token::Semi(kind)) = self.token {
                semi = Some((self.pos, kind));
                self.next();
            } else {
                self.want(Token::LBrace);
                if !self.at(Token::LBrace) {
                    self.skip_to(&[Token::LBrace, Token::RBrace]);
                }
            }
            if keyword == Token::For {
                condition = self.for_clauses();
            } else if !self.at(Token::LBrace) {
                condition = Some(self.simple_stmt(None, Some(keyword)));
            }
        }
        match condition {
            Some(stmt) => self.condition(stmt),
            None if keyword == Token::If => self.no_condition(semi),
            None => {}
        }
    }

    /// Behind the first semicolon.
    fn for_clauses(&mut self) -> Option<SimpleStmt> {
        let mut condition = None;
        if !self.at(SEMI) {
            if self.at(Token::LBrace) {
                self.syntax_error("expected for loop condition");
                return None;
            }
            condition = Some(self.simple_stmt(None, None));
        }
        self.want(SEMI);
        if !self.at(Token::LBrace) {
            let post = self.simple_stmt(None, None);
            if post.kind == Simple::Define {
                self.syntax_error_at(post.pos, "cannot declare in post statement of for loop");
            }
        }
        condition
    }

    fn no_condition(&mut self, semi: Option<(u32, SemiKind)>) {
        let Some((pos, kind)) = semi else { return };
        let shown = match kind {
            SemiKind::Written => {
                return self.syntax_error_at(pos, "missing condition in if statement");
            }
            SemiKind::Newline => "newline",
            SemiKind::EndOfFile => "EOF",
        };
        self.syntax_error_at(
            pos,
            &format!("unexpected {shown}, expected {{ after if clause"),
        );
    }

    /// It must be an expression.
    fn condition(&mut self, stmt: SimpleStmt) {
        if stmt.kind != Simple::Expr {
            let shown = self.stmt_shown(stmt.from, stmt.to);
            self.syntax_error_at(stmt.pos, &format!("cannot use {shown} as value"));
        }
    }

    fn if_stmt(&mut self) {
        self.header(Token::If);
        self.block(Some("if clause"));
        if !self.got(Token::Else) {
            return;
        }
        match self.token {
            Some(Token::If) => self.nested(Self::if_stmt),
            Some(Token::LBrace) => self.block(None),
            _ => {
                self.syntax_error("else must be followed by if or statement block");
                self.skip_to(&[NAME, Token::RBrace]);
            }
        }
    }

    /// The body of a switch or select; `case` reads what follows the word.
    fn clauses(&mut self, context: &str, case: impl Fn(&mut Self)) {
        let ends = [Token::Case, Token::Default, Token::RBrace];
        if !self.got(Token::LBrace) {
            self.syntax_error(&format!("missing {{ after {context} clause"));
            self.skip_to(&ends);
        }
        while !self.at_end() && !self.at(Token::RBrace) {
            if self.got(Token::Case) {
                case(self);
            } else if !self.got(Token::Default) {
                self.syntax_error("expected case or default or }");
                self.skip_to(&[Token::Colon, Token::Case, Token::Default, Token::RBrace]);
            }
            self.want(Token::Colon);
            self.stmt_list();
        }
        self.want(Token::RBrace);
    }

    /// A statement's text as gc prints it.
    fn stmt_shown(&self, from: u32, to: u32) -> String {
        let text = self.slice(from, to);
        // The last expression may be missing.
        const HOLE: &str = "no_expression_here";
        let shown = crate::reparse::stmt_shown(text).or_else(|| {
            let filled = crate::reparse::stmt_shown(&format!("{text} {HOLE}"));
            filled.map(|shown| shown.replace(HOLE, "<bad expr>"))
        });
        shown.unwrap_or_else(|| text.into())
    }

    pub fn type_shown(&self, from: u32, to: u32) -> String {
        let text = self.slice(from, to);
        crate::reparse::type_shown(text).unwrap_or_else(|| text.into())
    }
}
