//! Expressions.

use crate::ast::*;
use crate::builder::Builder;

pub fn basic_lit(cx: &mut Builder, pos: u32, (kind, text): (LitKind, &str)) -> BasicLit {
    BasicLit {
        id: cx.id(),
        pos: Pos(pos),
        kind,
        text: Name::from(text),
    }
}

pub fn lit(lit: BasicLit) -> Expr {
    Expr {
        id: lit.id,
        pos: lit.pos,
        kind: ExprKind::Lit {
            kind: lit.kind,
            text: lit.text,
        },
    }
}

pub fn unary(cx: &mut Builder, pos: u32, op: UnaryOp, x: Expr) -> Expr {
    cx.expr(Pos(pos), ExprKind::Unary { op, x: Box::new(x) })
}

/// One of the operators that have two operands elsewhere.
pub fn sign(cx: &mut Builder, pos: u32, op: BinaryOp, x: Expr) -> Expr {
    let op = match op {
        BinaryOp::Sub => UnaryOp::Neg,
        BinaryOp::Xor => UnaryOp::Xor,
        BinaryOp::And => UnaryOp::Addr,
        _ => UnaryOp::Plus,
    };
    unary(cx, pos, op, x)
}

pub fn binary(cx: &mut Builder, x: Expr, op: BinaryOp, op_pos: u32, y: Expr) -> Expr {
    cx.expr(
        x.pos,
        ExprKind::Binary {
            op,
            op_pos: Pos(op_pos),
            x: Box::new(x),
            y: Box::new(y),
        },
    )
}

/// Binary operators in reading order, brought into a tree as precedence demands.
pub struct Chain {
    /// One more than there are operators, which rise in precedence from the bottom.
    terms: Vec<Expr>,
    operators: Vec<(BinaryOp, u32)>,
}

impl Chain {
    pub fn begin(x: Expr, op_pos: u32, op: BinaryOp, y: Expr) -> Chain {
        Chain {
            terms: vec![x, y],
            operators: vec![(op, op_pos)],
        }
    }

    pub fn extend(mut self, cx: &mut Builder, op_pos: u32, op: BinaryOp, y: Expr) -> Chain {
        while self
            .operators
            .last()
            .is_some_and(|(last, _)| precedence(*last) >= precedence(op))
        {
            self.reduce(cx);
        }
        self.operators.push((op, op_pos));
        self.terms.push(y);
        self
    }

    fn reduce(&mut self, cx: &mut Builder) {
        if let (Some(y), Some(x), Some((op, pos))) =
            (self.terms.pop(), self.terms.pop(), self.operators.pop())
        {
            let tree = binary(cx, x, op, pos, y);
            self.terms.push(tree);
        }
    }

    pub fn finish(mut self, cx: &mut Builder) -> Expr {
        while !self.operators.is_empty() {
            self.reduce(cx);
        }
        self.terms.pop().unwrap_or_else(|| cx.bad(Pos::NONE))
    }
}

pub(crate) fn precedence(op: BinaryOp) -> u8 {
    use BinaryOp::*;
    match op {
        LOr => 1,
        LAnd => 2,
        Eq | Ne | Lt | Le | Gt | Ge => 3,
        Add | Sub | Or | Xor => 4,
        Mul | Div | Rem | And | AndNot | Shl | Shr => 5,
    }
}

/// `<-x`: a receive, or a channel type when x is one: then the arrow belongs to the type, and a `chan<-` inside
/// passes its own arrow on (`<-chan<- chan T` is `<-chan (<-chan T)`).
pub fn receive(cx: &mut Builder, pos: u32, mut x: Expr) -> Expr {
    if !matches!(x.kind, ExprKind::ChanType { .. }) {
        return unary(cx, pos, UnaryOp::Recv, x);
    }
    let mut at = &mut x;
    while let ExprKind::ChanType { dir, elem } = &mut at.kind {
        match std::mem::replace(dir, ChanDir::Recv) {
            ChanDir::Both => break,
            ChanDir::Recv => {
                cx.wrong();
                break;
            }
            ChanDir::Send if !matches!(elem.kind, ExprKind::ChanType { .. }) => {
                cx.wrong();
                break;
            }
            ChanDir::Send => at = elem,
        }
    }
    x
}

pub fn selector(cx: &mut Builder, x: Expr, sel: Ident) -> Expr {
    cx.expr(
        x.pos,
        ExprKind::Selector {
            x: Box::new(x),
            sel,
        },
    )
}

#[derive(Default)]
pub struct Args {
    list: Vec<Expr>,
    ellipsis: Option<Pos>,
}

pub fn args(list: Vec<Expr>, ellipsis: Option<u32>) -> Args {
    Args {
        list,
        ellipsis: ellipsis.map(Pos),
    }
}

pub fn call(cx: &mut Builder, fun: Expr, open: u32, args: Args, close: u32) -> Expr {
    let pos = fun.pos;
    let kind = ExprKind::Call {
        fun: Box::new(fun),
        lparen: Pos(open),
        args: args.list,
        ellipsis: args.ellipsis,
        rparen: Pos(close),
    };
    cx.expr(pos, kind)
}

/// The bounds of a slice expression.
pub struct Bounds {
    lo: Option<Box<Expr>>,
    hi: Option<Box<Expr>>,
    max: Option<Box<Expr>>,
    three: bool,
}

pub fn bounds(lo: Option<Expr>, hi: Option<Expr>) -> Bounds {
    Bounds {
        lo: lo.map(Box::new),
        hi: hi.map(Box::new),
        max: None,
        three: false,
    }
}

/// `colon` is the place of the second colon.
pub fn full_bounds(
    cx: &mut Builder,
    lo: Option<Expr>,
    hi: Option<Expr>,
    colon: u32,
    max: Option<Expr>,
) -> Bounds {
    let hi = hi.unwrap_or_else(|| {
        cx.wrong();
        cx.bad(Pos(colon))
    });
    Bounds {
        max: max.map(Box::new),
        three: true,
        ..bounds(lo, Some(hi))
    }
}

pub fn slice(cx: &mut Builder, x: Expr, open: u32, bounds: Bounds, close: u32) -> Expr {
    let pos = x.pos;
    let Bounds {
        lo,
        hi,
        mut max,
        three,
    } = bounds;
    if three && max.is_none() {
        cx.wrong();
        max = Some(Box::new(cx.bad(Pos(close))));
    }
    let (x, lbrack, rbrack) = (Box::new(x), Pos(open), Pos(close));
    cx.expr(
        pos,
        ExprKind::Slice {
            x,
            lbrack,
            lo,
            hi,
            max,
            three,
            rbrack,
        },
    )
}

pub fn type_assert(cx: &mut Builder, x: Expr, open: u32, ty: Option<Expr>) -> Expr {
    cx.expr(
        x.pos,
        ExprKind::TypeAssert {
            x: Box::new(x),
            lparen: Pos(open),
            ty: ty.map(Box::new),
        },
    )
}

pub fn func_lit(cx: &mut Builder, ty: FuncType, body: Block) -> Expr {
    cx.branches_of(&body);
    cx.expr(
        ty.pos,
        ExprKind::Func {
            ty: Box::new(ty),
            body: Box::new(body),
        },
    )
}

/// `{...}` without its type.
pub struct LiteralValue {
    open: Pos,
    elems: Vec<Element>,
    close: Pos,
}

pub fn literal_value(open: u32, elems: Vec<Element>, close: u32) -> LiteralValue {
    LiteralValue {
        open: Pos(open),
        elems,
        close: Pos(close),
    }
}

pub fn composite(cx: &mut Builder, ty: Expr, value: LiteralValue) -> Expr {
    let pos = ty.pos;
    if !names_type(&ty) || matches!(ty.kind, ExprKind::Paren(_)) {
        cx.wrong();
    }
    let LiteralValue { open, elems, close } = value;
    cx.expr(
        pos,
        ExprKind::Composite {
            ty: Some(Box::new(ty)),
            lbrace: open,
            elems,
            rbrace: close,
        },
    )
}

/// Whether gc would take `{` behind this for a composite literal's.
fn names_type(x: &Expr) -> bool {
    match &x.kind {
        ExprKind::Paren(x) => names_type(x),
        ExprKind::Index { .. } => !is_value(x),
        ExprKind::Call { .. }
        | ExprKind::Lit { .. }
        | ExprKind::Binary { .. }
        | ExprKind::Unary { .. } => false,
        _ => true,
    }
}

/// Whether this is a value by its looks alone.
pub fn is_value(x: &Expr) -> bool {
    match &x.kind {
        ExprKind::Lit { .. }
        | ExprKind::Composite { .. }
        | ExprKind::Func { .. }
        | ExprKind::Slice { .. }
        | ExprKind::TypeAssert { .. }
        | ExprKind::Call { .. }
        | ExprKind::Unary { .. }
        | ExprKind::Binary { .. } => true,
        ExprKind::Paren(x) => is_value(x),
        ExprKind::Index { x, indices, .. } => is_value(x) || indices.iter().any(is_value),
        _ => false,
    }
}

/// The value of an element whose type is left out.
pub fn untyped_composite(cx: &mut Builder, value: LiteralValue) -> Expr {
    let LiteralValue { open, elems, close } = value;
    cx.expr(
        open,
        ExprKind::Composite {
            ty: None,
            lbrace: open,
            elems,
            rbrace: close,
        },
    )
}

/// An element on the parser's stack, where keys are boxed to keep the entries small.
pub struct Pair {
    key: Option<Box<Expr>>,
    value: Expr,
}

pub fn pair(key: Option<Expr>, value: Expr) -> Pair {
    Pair {
        key: key.map(Box::new),
        value,
    }
}

pub fn element(list: Vec<Element>, pair: Pair) -> Vec<Element> {
    super::decl::more(
        list,
        Element {
            key: pair.key.map(|key| *key),
            value: pair.value,
        },
    )
}
