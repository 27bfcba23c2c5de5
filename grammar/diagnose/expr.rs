//! Expressions.

use super::shape::{Arrow, Kind, Shape};
use super::{Diagnoser, SEMI};
use crate::actions::expr::precedence;
use crate::ast::BinaryOp;
use crate::token::Token;

impl Diagnoser<'_> {
    pub fn expr(&mut self) -> Shape {
        self.binary_expr(None, 0)
    }

    pub fn expr_list(&mut self) -> Shape {
        let first = self.expr();
        if !self.at(Token::Comma) {
            return first;
        }
        while self.got(Token::Comma) {
            self.expr();
        }
        Shape::new(Kind::List, first.start)
    }

    fn binary_op(&self) -> Option<BinaryOp> {
        match self.token? {
            Token::Star => Some(BinaryOp::Mul),
            Token::Pipe => Some(BinaryOp::Or),
            Token::Sign(op) | Token::Binary(op) => Some(op),
            _ => None,
        }
    }

    /// Goes on with operators that bind more strongly than `above`.
    pub fn binary_expr(&mut self, x: Option<Shape>, above: u8) -> Shape {
        let mut x = match x {
            Some(x) => x,
            None => self.unary_expr(),
        };
        while let Some(op) = self.binary_op()
            && precedence(op) > above
        {
            self.next();
            let y = self.binary_expr(None, precedence(op));
            x = x.binary(op, y);
        }
        x
    }

    fn unary_expr(&mut self) -> Shape {
        self.nested(|d| {
            let pos = d.pos;
            match d.token {
                Some(Token::Star) => {
                    d.next();
                    d.unary_expr().indirect(pos)
                }
                Some(Token::Sign(_) | Token::Not | Token::Tilde) => {
                    let tilde = d.at(Token::Tilde);
                    d.next();
                    let x = d.unary_expr();
                    Shape {
                        type_elem: x.type_elem || tilde,
                        ..Shape::value(pos)
                    }
                }
                Some(Token::Arrow) => {
                    d.next();
                    d.received(pos)
                }
                _ => d.primary_expr(None),
            }
        })
    }

    /// Behind an arrow: if a channel type follows, the arrow is part of the type.
    fn received(&mut self, pos: u32) -> Shape {
        let x = self.unary_expr();
        let (Kind::Chan(arrow), false) = (x.kind, x.parens) else {
            return Shape::value(pos);
        };
        match arrow {
            Arrow::Fits => {}
            Arrow::Twice => self.syntax_error("unexpected <-, expected chan"),
            Arrow::NoChan(from, to) => {
                let shown = self.type_shown(from, to);
                self.syntax_error(&format!("unexpected {shown}, expected chan"));
            }
        }
        Shape {
            kind: Kind::Chan(Arrow::Twice),
            ..x
        }
    }

    fn operand(&mut self) -> Shape {
        let pos = self.pos;
        match self.token {
            Some(Token::Ident(_)) => self.name(),
            Some(Token::Lit(..)) => {
                self.next();
                Shape::value(pos)
            }
            Some(Token::LParen) => {
                self.next();
                let x = self.in_brackets(Self::expr);
                self.want(Token::RParen);
                x.parenthesized(pos)
            }
            Some(Token::Func) => {
                self.next();
                let ty = self.func_type(Some("function type"));
                if !self.at(Token::LBrace) {
                    return ty;
                }
                self.in_brackets(Self::func_body);
                Shape::value(pos)
            }
            Some(Token::LBrack | Token::Chan | Token::Map | Token::Struct | Token::Interface) => {
                self.ty()
            }
            _ => {
                self.syntax_error("expected expression");
                self.skip_to(&[Token::RParen, Token::RBrack, Token::RBrace]);
                Shape::new(Kind::Other, pos)
            }
        }
    }

    /// An operand and what follows it. `x`: the operand, if it has been read.
    pub fn primary_expr(&mut self, x: Option<Shape>) -> Shape {
        let mut x = match x {
            Some(x) => x,
            None => self.operand(),
        };
        loop {
            match self.token {
                Some(Token::Dot) => x = self.selector(x),
                Some(Token::LBrack) => x = self.index_or_slice(x),
                Some(Token::LParen) => {
                    self.next();
                    x = self.call(x);
                }
                Some(Token::LBrace) if self.opens_literal(&x) => {
                    if x.parens {
                        self.syntax_error("cannot parenthesize type in composite literal");
                    }
                    self.literal_value();
                    x = Shape::value(x.start);
                }
                _ => return x,
            }
        }
    }

    /// Whether `{` behind this begins a composite literal's elements.
    fn opens_literal(&self, x: &Shape) -> bool {
        match x.kind {
            Kind::Name | Kind::Selector => self.brackets >= 0,
            Kind::Index => self.brackets >= 0 && !x.value,
            Kind::LiteralType => true,
            _ => false,
        }
    }

    fn selector(&mut self, x: Shape) -> Shape {
        self.next();
        match self.token {
            Some(Token::Ident(_)) => {
                self.next();
                Shape::new(Kind::Selector, x.start)
            }
            Some(Token::LParen) => {
                self.next();
                let mut shape = Shape::value(x.start);
                if self.got(Token::Type) {
                    shape.kind = Kind::TypeSwitch;
                } else {
                    self.ty();
                }
                self.want(Token::RParen);
                shape
            }
            _ => {
                self.syntax_error("expected name or (");
                self.skip_to(&[SEMI, Token::RParen]);
                x
            }
        }
    }

    fn index_or_slice(&mut self, x: Shape) -> Shape {
        self.next();
        if !self.at(Token::Colon) {
            let (index, comma) = if self.at(Token::RBrack) {
                self.syntax_error("expected operand");
                (Shape::new(Kind::Other, self.pos), false)
            } else {
                self.type_list(false)
            };
            if comma || self.at(Token::RBrack) {
                self.want(Token::RBrack);
                return x.index(index);
            }
        }
        if !self.got(Token::Colon) {
            self.syntax_error("expected comma, : or ]");
            self.skip_to(&[Token::Comma, Token::Colon, Token::RBrack]);
        }
        self.in_brackets(Self::upper_bounds);
        self.want(Token::RBrack);
        Shape::value(x.start)
    }

    fn upper_bounds(&mut self) {
        let middle = !self.at_any(&[Token::Colon, Token::RBrack]);
        if middle {
            self.expr();
        }
        if !self.at(Token::Colon) {
            return;
        }
        if !middle {
            self.error(self.pos, "middle index required in 3-index slice");
        }
        self.next();
        if self.at(Token::RBrack) {
            self.error(self.pos, "final index required in 3-index slice");
        } else {
            self.expr();
        }
    }

    /// The arguments of a call, behind its bracket.
    fn call(&mut self, fun: Shape) -> Shape {
        let (mut count, mut last, mut spread) = (0, None, false);
        self.in_brackets(|d| {
            d.list("argument list", Token::Comma, Token::RParen, |d| {
                last = Some(d.expr());
                count += 1;
                spread = d.got(Token::Ellipsis);
                spread
            })
        });
        fun.call(last.filter(|_| count == 1 && !spread))
    }

    fn literal_value(&mut self) {
        self.nested(|d| {
            d.in_brackets(|d| {
                d.want(Token::LBrace);
                d.list("composite literal", Token::Comma, Token::RBrace, |d| {
                    d.element();
                    if d.got(Token::Colon) {
                        d.element();
                    }
                    false
                })
            })
        });
    }

    fn element(&mut self) {
        if self.at(Token::LBrace) {
            self.literal_value();
        } else {
            self.expr();
        }
    }
}
