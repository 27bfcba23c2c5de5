//! Files and declarations.

use super::directive::Taker;
use super::shape::{Kind, Shape};
use super::{Diagnoser, NAME, SEMI};
use crate::ast::LitKind;
use crate::token::Token;

const DECLARATIONS: &[Token<'static>] = &[
    Token::Import,
    Token::Const,
    Token::Type,
    Token::Var,
    Token::Func,
];

impl Diagnoser<'_> {
    pub fn file(&mut self) {
        if !self.got(Token::Package) {
            return self.syntax_error("package statement must be first");
        }
        self.take_directives(Taker::Package);
        self.name();
        self.want(SEMI);
        if self.failed() {
            self.read_to = Some(self.end);
            return;
        }
        let mut imports_over = false;
        let mut bodiless_func = false;
        while let Some(token) = self.token {
            if token == Token::Import && imports_over {
                self.syntax_error("imports must appear before other declarations");
            }
            imports_over = token != Token::Import;
            match token {
                Token::Import => self.group(Self::import),
                Token::Const => self.group(Self::constant),
                Token::Type => self.group(Self::type_decl),
                Token::Var => self.group(Self::variable),
                Token::Func => {
                    self.next();
                    bodiless_func = self.function();
                }
                _ => {
                    let message = match token == Token::LBrace && bodiless_func {
                        true => "unexpected semicolon or newline before {",
                        false => "non-declaration statement outside function body",
                    };
                    self.syntax_error(message);
                    self.skip_to(DECLARATIONS);
                    continue;
                }
            }
            if token != Token::Func {
                bodiless_func = false;
            }
            self.clear_directives();
            if !self.at_end() && !self.got(SEMI) {
                self.syntax_error("after top level declaration");
                self.skip_to(DECLARATIONS);
            }
        }
        self.clear_directives();
    }

    /// A declaration's keyword and its one or more specifications.
    pub fn group(&mut self, spec: impl Fn(&mut Self)) {
        self.next();
        if !self.at(Token::LParen) {
            return spec(self);
        }
        self.clear_directives();
        self.next();
        self.list("grouped declaration", SEMI, Token::RParen, |d| {
            spec(d);
            false
        });
    }

    fn import(&mut self) {
        self.take_directives(Taker::Other);
        if self.at_any(&[NAME, Token::Dot]) {
            self.next();
        }
        let Some(Token::Lit(kind, text)) = self.token else {
            self.syntax_error("missing import path");
            return self.skip_to(&[SEMI, Token::RParen]);
        };
        let pos = self.pos;
        let at = (pos - self.base) as usize;
        let span = at..at + text.len();
        let broken = self
            .tokens
            .problems()
            .iter()
            .any(|(at, _)| span.contains(at));
        self.next();
        if kind != LitKind::String && !broken {
            self.syntax_error_at(pos, "import path must be a string");
        }
    }

    pub fn constant(&mut self) {
        self.take_directives(Taker::Other);
        self.name();
        self.more_names();
        if !self.at_end() && !self.at_any(&[SEMI, Token::RParen]) {
            self.type_if_any();
            if self.got_assign() {
                self.expr_list();
            }
        }
    }

    pub fn variable(&mut self) {
        self.take_directives(Taker::Other);
        self.name();
        self.more_names();
        if self.got_assign() {
            self.expr_list();
            return;
        }
        self.ty();
        if self.got_assign() {
            self.expr_list();
        }
    }

    pub fn type_decl(&mut self) {
        self.take_directives(Taker::Other);
        self.name();
        let found = match self.at(Token::LBrack) {
            true => self.generic_or_array(),
            false => {
                self.got_assign();
                self.type_if_any().is_some()
            }
        };
        if !found {
            self.syntax_error("in type declaration");
            self.skip_to(&[SEMI, Token::RParen]);
        }
    }

    /// `type T [`: type parameters, or an array or slice. Whether there is a type.
    fn generic_or_array(&mut self) -> bool {
        let pos = self.pos;
        self.next();
        if self.got(Token::RBrack) {
            self.slice_type(pos);
            return true;
        }
        if !self.at(NAME) {
            self.array_type(pos, false);
            return true;
        }
        let name = self.name();
        let mut x = name;
        if !self.at(Token::LBrack) {
            x = self.in_brackets(|d| {
                let x = d.primary_expr(Some(name));
                d.binary_expr(Some(x), 0)
            });
        }
        let constrained = x.param || x.maybe_param && self.at(Token::Comma);
        let named = x.is_bare_name() && !self.at(Token::RBrack);
        if !constrained && !named {
            self.array_type(pos, true);
            return true;
        }
        self.type_params(Some((name, constrained)));
        self.got_assign();
        self.type_if_any().is_some()
    }

    /// Behind `func`. Whether it has no body.
    fn function(&mut self) -> bool {
        let pos = self.pos;
        let outside = self.take_directives(Taker::Func);
        let method = self.got(Token::LParen);
        if method {
            match self.params(false) {
                0 => self.error(self.pos, "method has no receiver"),
                1 => {}
                _ => self.error(self.pos, "method has multiple receivers"),
            }
        }
        if self.got(NAME) {
            self.func_type(None);
        } else {
            self.syntax_error(match method {
                true => "expected name",
                false => "expected name or (",
            });
            self.skip_to(&[Token::LBrace, SEMI]);
        }
        let body = self.at(Token::LBrace);
        if body {
            if outside {
                let text = "can only use //go:noescape with external func implementations";
                self.misused(pos, text);
            }
            self.func_body();
        }
        !body
    }

    pub fn func_body(&mut self) {
        let start = self.pos;
        self.functions += 1;
        let before = self.error_count();
        self.block(None);
        self.functions -= 1;
        if before == self.error_count() {
            // One that holds others stands for them.
            while self.sound_bodies.last().is_some_and(|b| b.0 > start) {
                self.sound_bodies.pop();
            }
            self.sound_bodies.push((start, self.last_end));
        }
    }

    pub fn name(&mut self) -> Shape {
        let pos = self.pos;
        if !self.got(NAME) {
            self.syntax_error("expected name");
            self.skip_one();
        }
        Shape::new(Kind::Name, pos)
    }

    pub fn more_names(&mut self) {
        while self.got(Token::Comma) {
            self.name();
        }
    }
}
