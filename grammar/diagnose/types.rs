//! Types.

use super::shape::{Arrow, Kind, Shape};
use super::{Diagnoser, NAME, SEMI};
use crate::ast::{BinaryOp, Pos};
use crate::diagnostic::Diagnostic;
use crate::token::{SemiKind, Token};

impl Diagnoser<'_> {
    pub fn ty(&mut self) -> Shape {
        let pos = self.pos;
        self.type_if_any().unwrap_or_else(|| {
            self.syntax_error("expected type");
            self.skip_to(&[
                Token::Comma,
                Token::Colon,
                SEMI,
                Token::RParen,
                Token::RBrack,
                Token::RBrace,
            ]);
            Shape::new(Kind::Other, pos)
        })
    }

    pub fn type_if_any(&mut self) -> Option<Shape> {
        self.nested(|d| {
            let pos = d.pos;
            Some(match d.token? {
                Token::Star => {
                    d.next();
                    d.ty().indirect(pos)
                }
                Token::Arrow => {
                    d.next();
                    d.want(Token::Chan);
                    d.chan_elem();
                    Shape::type_of(Kind::Chan(Arrow::Twice), pos)
                }
                Token::Func => {
                    d.next();
                    d.func_type(Some("function type"))
                }
                Token::LBrack => {
                    d.next();
                    if d.got(Token::RBrack) {
                        d.slice_type(pos)
                    } else {
                        d.array_type(pos, false)
                    }
                }
                Token::Chan => {
                    d.next();
                    let send = d.got(Token::Arrow);
                    let elem = d.chan_elem();
                    let arrow = if send { elem } else { Arrow::Fits };
                    Shape::type_of(Kind::Chan(arrow), pos)
                }
                Token::Map => {
                    d.next();
                    d.want(Token::LBrack);
                    d.ty();
                    d.want(Token::RBrack);
                    d.ty();
                    Shape::type_of(Kind::LiteralType, pos)
                }
                Token::Struct => d.struct_type(),
                Token::Interface => d.interface_type(),
                Token::Ident(_) => d.qualified_name(None),
                Token::LParen => {
                    d.next();
                    let ty = d.ty();
                    d.want(Token::RParen);
                    ty
                }
                _ => return None,
            })
        })
    }

    /// What an arrow before `chan<-` and this would meet.
    fn chan_elem(&mut self) -> Arrow {
        let pos = self.pos;
        match self.type_if_any() {
            Some(Shape {
                kind: Kind::Chan(arrow),
                ..
            }) => arrow,
            Some(_) => Arrow::NoChan(pos, self.last_end),
            None => {
                self.syntax_error("missing channel element type");
                Arrow::NoChan(pos, pos)
            }
        }
    }

    pub fn slice_type(&mut self, pos: u32) -> Shape {
        self.ty();
        Shape::type_of(Kind::LiteralType, pos)
    }

    /// Behind `[`, or (`has_length`) behind the length.
    pub fn array_type(&mut self, pos: u32, has_length: bool) -> Shape {
        if !has_length && !self.got(Token::Ellipsis) {
            self.in_brackets(Self::expr);
        }
        if self.at(Token::Comma) {
            self.syntax_error("unexpected comma; expected ]");
            self.next();
        }
        self.want(Token::RBrack);
        self.ty();
        Shape::type_of(Kind::LiteralType, pos)
    }

    /// `T`, `p.T`, with type arguments; `name`: its first name, if that has been read.
    pub fn qualified_name(&mut self, name: Option<Shape>) -> Shape {
        let mut x = match name {
            Some(name) => name,
            None if self.at(NAME) => self.name(),
            None => {
                let pos = self.pos;
                self.syntax_error("expected name");
                self.skip_to(&[Token::Dot, SEMI, Token::RBrace]);
                Shape::new(Kind::Name, pos)
            }
        };
        if self.got(Token::Dot) {
            self.name();
            x = Shape::new(Kind::Selector, x.start);
        }
        if self.at(Token::LBrack) {
            self.next();
            let index = if self.at(Token::RBrack) {
                self.syntax_error("expected type argument list");
                Shape::new(Kind::Other, self.pos)
            } else {
                self.type_list(true).0
            };
            self.want(Token::RBrack);
            x = x.index(index);
        }
        x
    }

    /// Type arguments, of which the first may be an expression unless `strict`; and whether there was a comma.
    pub fn type_list(&mut self, strict: bool) -> (Shape, bool) {
        self.in_brackets(|d| {
            let first = if strict { d.ty() } else { d.expr() };
            let (mut comma, mut several) = (false, false);
            while d.got(Token::Comma) {
                comma = true;
                if d.type_if_any().is_none() {
                    break;
                }
                several = true;
            }
            match several {
                true => (Shape::new(Kind::List, first.start), comma),
                false => (first, comma),
            }
        })
    }

    /// Behind a name in a struct or parameter list: `[n]E`, `[]E`, or type arguments, which have the kind `Index`.
    pub fn array_or_type_args(&mut self) -> Shape {
        let pos = self.pos;
        self.want(Token::LBrack);
        if self.got(Token::RBrack) {
            return self.slice_type(pos);
        }
        let (index, comma) = self.type_list(false);
        self.want(Token::RBrack);
        if !comma && self.type_if_any().is_some() {
            return Shape::type_of(Kind::LiteralType, pos);
        }
        Shape::new(Kind::Index, pos).index(index)
    }

    /// Behind `func` or a name. `refuses`: what has no type parameters.
    pub fn func_type(&mut self, refuses: Option<&str>) -> Shape {
        let pos = self.pos;
        if self.got(Token::LBrack) {
            if let Some(context) = refuses {
                self.syntax_error_at(pos, &format!("{context} must have no type parameters"));
            }
            if self.at(Token::RBrack) {
                self.syntax_error("empty type parameter list");
                self.next();
            } else {
                self.type_params(None);
            }
        }
        self.want(Token::LParen);
        self.params(true);
        if self.got(Token::LParen) {
            self.params(false);
        } else {
            self.type_if_any();
        }
        Shape::type_of(Kind::OtherType, pos)
    }

    fn struct_type(&mut self) -> Shape {
        let pos = self.pos;
        self.next();
        self.want(Token::LBrace);
        self.list("struct type", SEMI, Token::RBrace, |d| {
            d.field();
            false
        });
        Shape::type_of(Kind::LiteralType, pos)
    }

    fn field(&mut self) {
        match self.token {
            Some(Token::Ident(_)) => self.named_field(),
            Some(Token::Star) => {
                self.next();
                self.embedded(&[]);
            }
            Some(Token::LParen) => self.embedded(&[Token::Star]),
            _ => {
                self.syntax_error("expected field name or embedded type");
                return self.skip_to(&[SEMI, Token::RBrace]);
            }
        }
        self.got(Token::Lit(crate::ast::LitKind::String, ""));
    }

    /// An embedded type, perhaps in parentheses that do not belong; `inside` may stand there too.
    fn embedded(&mut self, inside: &[Token]) {
        if self.at(Token::LParen) {
            self.syntax_error("cannot parenthesize embedded type");
            self.next();
            if self.at_any(inside) {
                self.next();
            }
            self.qualified_name(None);
            self.got(Token::RParen);
        } else {
            self.qualified_name(None);
        }
    }

    fn named_field(&mut self) {
        let name = self.name();
        let ends_embedded = matches!(
            self.token,
            Some(Token::Dot | Token::Lit(..) | Token::Semi(_) | Token::RBrace)
        );
        if ends_embedded {
            self.qualified_name(Some(name));
            return;
        }
        let several = self.at(Token::Comma);
        self.more_names();
        if !several && self.at(Token::LBrack) {
            self.array_or_type_args();
        } else {
            self.ty();
        }
    }

    fn interface_type(&mut self) -> Shape {
        let pos = self.pos;
        self.next();
        self.want(Token::LBrace);
        self.list("interface type", SEMI, Token::RBrace, |d| {
            if !d.at(NAME) {
                d.union(None);
            } else if let Some(ty) = d.method() {
                d.union(Some(ty));
            }
            false
        });
        Shape::type_of(Kind::OtherType, pos)
    }

    /// A method of an interface, or the first term of an embedded element that begins with a name.
    fn method(&mut self) -> Option<Shape> {
        const CONTEXT: Option<&str> = Some("interface method");
        let name = self.name();
        let bracket = self.pos;
        match self.token {
            Some(Token::LParen) => {
                self.func_type(CONTEXT);
                return None;
            }
            Some(Token::LBrack) => self.next(),
            _ => return Some(self.qualified_name(Some(name))),
        }
        if self.at(Token::RBrack) {
            let pos = self.pos;
            self.next();
            let method = self.at(Token::LParen);
            let what = if method { "parameter" } else { "argument" };
            self.error(pos, format!("empty type {what} list"));
            if method {
                self.func_type(CONTEXT);
                return None;
            }
            return Some(name);
        }
        // Parameters look like arguments until one has a name.
        match self.method_type_params() {
            None if self.at(Token::LParen) => {
                self.func_type(CONTEXT);
                None
            }
            None => Some(name),
            Some(true) => {
                self.func_type(CONTEXT);
                let message = "interface method must have no type parameters";
                let found = Diagnostic::new(Pos(bracket), message);
                self.raise(found.with_code("InvalidMethodTypeParams"));
                None
            }
            Some(false) => Some(Shape::new(Kind::Index, name.start)),
        }
    }

    /// Terms with `|` between them; `first`: the first one, if it has been read.
    pub fn union(&mut self, first: Option<Shape>) -> Shape {
        let mut x = match first {
            Some(x) => x,
            None => self.term(),
        };
        while self.got(Token::Pipe) {
            let y = self.term();
            x = x.binary(BinaryOp::Or, y);
        }
        x
    }

    fn term(&mut self) -> Shape {
        let pos = self.pos;
        if self.got(Token::Tilde) {
            self.ty();
            return Shape::type_of(Kind::Other, pos);
        }
        self.type_if_any().unwrap_or_else(|| {
            self.syntax_error("expected ~ term or type");
            self.skip_to(&[
                Token::Sign(BinaryOp::Add),
                Token::Binary(BinaryOp::Eq),
                Token::Pipe,
                Token::Tilde,
                Token::Not,
                Token::Semi(SemiKind::Written),
                Token::RParen,
                Token::RBrack,
                Token::RBrace,
            ]);
            Shape::new(Kind::Other, pos)
        })
    }
}
