//! What gc's parser remembers of an expression when it decides how to go on. No tree: a handful of facts, passed by value.

use crate::ast::BinaryOp;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Name,
    Selector,
    Index,
    /// A type literal that composite literals can have: array, slice, map, struct.
    LiteralType,
    OtherType,
    Chan(Arrow),
    TypeSwitch,
    List,
    Other,
}

/// What becomes of a channel type when an arrow is put before it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Arrow {
    /// It becomes a channel to receive from.
    Fits,
    /// It is one already.
    Twice,
    /// The arrow passes through `chan<-` to what is no channel: the place of that.
    NoChan(u32, u32),
}

#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// That of what is inside parentheses.
    pub kind: Kind,
    pub parens: bool,
    /// Where its text begins.
    pub start: u32,
    /// Cannot be a type.
    pub value: bool,
    /// Holds a type literal or `~`: cannot be a value.
    pub type_elem: bool,
    /// As `P *C` or `P(C)`, perhaps followed by `| D`: a type parameter with its constraint, surely or (`maybe_param`) if
    /// there are other reasons to think so.
    pub param: bool,
    pub maybe_param: bool,
}

impl Shape {
    pub fn new(kind: Kind, start: u32) -> Shape {
        Shape {
            kind,
            parens: false,
            start,
            value: false,
            type_elem: false,
            param: false,
            maybe_param: false,
        }
    }

    pub fn value(start: u32) -> Shape {
        Shape {
            value: true,
            ..Shape::new(Kind::Other, start)
        }
    }

    pub fn type_of(kind: Kind, start: u32) -> Shape {
        Shape {
            type_elem: true,
            ..Shape::new(kind, start)
        }
    }

    pub fn is_bare_name(&self) -> bool {
        self.kind == Kind::Name && !self.parens
    }

    pub fn parenthesized(self, start: u32) -> Shape {
        Shape {
            parens: true,
            start,
            param: false,
            maybe_param: false,
            ..self
        }
    }

    /// `*x`.
    pub fn indirect(self, start: u32) -> Shape {
        Shape {
            type_elem: self.type_elem,
            ..Shape::new(Kind::Other, start)
        }
    }

    pub fn index(self, index: Shape) -> Shape {
        Shape {
            value: self.value || index.value,
            ..Shape::new(Kind::Index, self.start)
        }
    }

    pub fn binary(self, op: BinaryOp, y: Shape) -> Shape {
        let (param, maybe_param) = match op {
            BinaryOp::Mul if self.is_bare_name() => (y.type_elem, true),
            BinaryOp::Or if y.type_elem => (self.maybe_param, self.maybe_param),
            BinaryOp::Or => (self.param, self.maybe_param),
            _ => (false, false),
        };
        Shape {
            type_elem: self.type_elem || y.type_elem,
            param,
            maybe_param,
            ..Shape::value(self.start)
        }
    }

    /// `only`: the argument, if there is one and no more.
    pub fn call(self, only: Option<Shape>) -> Shape {
        let maybe_param = only.is_some() && self.is_bare_name();
        Shape {
            param: maybe_param && only.is_some_and(|x| x.type_elem),
            maybe_param,
            ..Shape::value(self.start)
        }
    }
}
