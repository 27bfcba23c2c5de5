//! Expressions and types. Blanks around binary operators show precedence: see `cutoff`.

use gorun_grammar::ast::*;

use super::list::{Item, ListMode};
use super::number;
use super::printer::{Printer, Space};

/// Of unary operators.
const UNARY: i32 = 6;
/// Of what binds most.
const HIGHEST: i32 = 7;

fn precedence(op: BinaryOp) -> i32 {
    use BinaryOp::*;
    match op {
        LOr => 1,
        LAnd => 2,
        Eq | Ne | Lt | Le | Gt | Ge => 3,
        Add | Sub | Or | Xor => 4,
        Mul | Div | Rem | And | AndNot | Shl | Shr => 5,
    }
}

/// What operators an expression has, not looking into parentheses, calls and the like.
#[derive(Default)]
struct Operators {
    has_sums: bool,
    has_products: bool,
    /// Of an operator that would run into the unary one behind it, the precedence from which blanks are a must.
    clash: i32,
}

impl Operators {
    fn look(&mut self, op: BinaryOp, x: &Expr, y: &Expr) {
        let own = precedence(op);
        self.has_sums |= own == 4;
        self.has_products |= own == 5;
        if let ExprKind::Binary { op, x, y, .. } = &x.kind
            && precedence(*op) >= own
        {
            self.look(*op, x, y);
        }
        match &y.kind {
            ExprKind::Binary { op, x, y, .. } if precedence(*op) > own => self.look(*op, x, y),
            ExprKind::Star(_) if op == BinaryOp::Div => self.clash = 5,
            ExprKind::Unary { op: unary, .. } => match (op, unary) {
                (BinaryOp::And, UnaryOp::Addr | UnaryOp::Xor) => self.clash = 5,
                (BinaryOp::Add, UnaryOp::Plus) | (BinaryOp::Sub, UnaryOp::Neg) => {
                    self.clash = self.clash.max(4);
                }
                _ => {}
            },
            _ => {}
        }
    }

    /// Operators of lower precedence have blanks around them.
    fn cutoff(&self, depth: i32) -> i32 {
        if self.clash > 0 {
            return self.clash + 1;
        }
        match (self.has_sums && self.has_products, depth) {
            (true, 1) => 5,
            (false, 1) => 6,
            _ => 4,
        }
    }
}

/// One deeper if the operand is not of the same precedence.
fn deeper(x: &Expr, own: i32) -> i32 {
    match &x.kind {
        ExprKind::Binary { op, .. } if precedence(*op) == own => 0,
        _ => 1,
    }
}

/// In parentheses.
fn shallower(depth: i32) -> i32 {
    (depth - 1).max(1)
}

fn is_binary(x: &Expr) -> bool {
    matches!(x.kind, ExprKind::Binary { .. })
}

pub fn without_parens(x: &Expr) -> &Expr {
    match &x.kind {
        ExprKind::Paren(x) => without_parens(x),
        _ => x,
    }
}

impl<'a> Printer<'a> {
    pub fn expr(&mut self, x: &'a Expr) {
        self.expr0(x, 1);
    }

    pub fn expr0(&mut self, x: &'a Expr, depth: i32) {
        self.expr1(x, 0, depth);
    }

    pub fn ident(&mut self, x: &Ident) {
        self.at(x.pos);
        self.name(&x.name);
    }

    pub fn lit(&mut self, pos: Pos, kind: LitKind, text: &str) {
        self.at(pos);
        match kind {
            LitKind::Int | LitKind::Float | LitKind::Imag => {
                self.literal(kind, &number::normal(text));
            }
            _ if text.starts_with('`') && text.contains('\r') => {
                self.literal(kind, &text.replace('\r', ""));
            }
            _ => self.literal(kind, text),
        }
    }

    /// `key: value`
    pub fn pair(&mut self, pair: &'a Element) {
        self.at(pair.key.as_ref().map_or(pair.value.pos, |key| key.pos));
        self.key(pair, Space::Blank);
    }

    /// `key:`, white space, and the value.
    pub fn key(&mut self, pair: &'a Element, space: Space) {
        if let Some(key) = &pair.key {
            self.expr(key);
            let colon = self.source.next(self.source.expr_end(key));
            self.at(colon);
            self.op(":");
            self.space(space);
        }
        self.expr(&pair.value);
    }

    /// Prints an expression as an operand of an operator of precedence `outer`; `depth` above 1 asks for fewer blanks.
    pub fn expr1(&mut self, x: &'a Expr, outer: i32, depth: i32) {
        if self.is_settled() {
            return;
        }
        self.at(x.pos);
        match &x.kind {
            ExprKind::Bad => {}
            ExprKind::Ident(name) => self.name(name),
            ExprKind::Lit { kind, text } => self.lit(x.pos, *kind, text),
            ExprKind::Binary {
                op,
                op_pos,
                x: left,
                y,
            } => {
                let mut operators = Operators::default();
                operators.look(*op, left, y);
                self.binary((*op, *op_pos), left, y, operators.cutoff(depth), depth);
            }
            ExprKind::Star(operand) => {
                let parens = UNARY < outer;
                self.opening(parens);
                self.op("*");
                self.expr(operand);
                self.closing(parens);
            }
            ExprKind::Unary { op, x: operand } => {
                if UNARY < outer {
                    self.op("(");
                    self.expr(x);
                    self.op(")");
                } else {
                    self.op(op.as_str());
                    self.expr1(operand, UNARY, depth);
                }
            }
            ExprKind::Func { ty, body } => {
                self.op("func");
                let start = self.out_column - "func".len() as i32;
                self.signature(None, ty);
                let header = self.distance(ty.pos, start);
                self.func_body(header, Space::Blank, Some(body));
            }
            ExprKind::Paren(inner) => {
                if let ExprKind::Paren(_) = inner.kind {
                    return self.expr0(inner, depth);
                }
                self.op("(");
                self.expr0(inner, shallower(depth));
                self.at(self.source.partner(x.pos));
                self.op(")");
            }
            ExprKind::Selector { x, sel } => {
                self.selector(x, sel, depth, false);
            }
            ExprKind::TypeAssert { x, lparen, ty } => {
                self.type_assert(x, *lparen, ty.as_deref(), depth);
            }
            ExprKind::Index {
                x,
                lbrack,
                indices,
                rbrack,
            } => {
                self.expr1(x, HIGHEST, 1);
                self.at(*lbrack);
                self.op("[");
                match &indices[..] {
                    [index] => self.expr0(index, depth + 1),
                    _ => self.exprs(*lbrack, indices, depth + 1, COMMA, *rbrack),
                }
                self.at(*rbrack);
                self.op("]");
            }
            ExprKind::Slice {
                x,
                lbrack,
                lo,
                hi,
                max,
                rbrack,
                ..
            } => {
                self.expr1(x, HIGHEST, 1);
                self.at(*lbrack);
                self.op("[");
                self.bounds(lo.as_deref(), hi.as_deref(), max.as_deref(), depth);
                self.at(*rbrack);
                self.op("]");
            }
            ExprKind::Call {
                fun,
                lparen,
                args,
                ellipsis,
                rparen,
            } => self.call(fun, (*lparen, *rparen), args, *ellipsis, depth),
            ExprKind::Composite {
                ty,
                lbrace,
                elems,
                rbrace,
            } => {
                if let Some(ty) = ty {
                    self.expr1(ty, HIGHEST, depth);
                }
                self.composite(*lbrace, elems, *rbrace);
            }
            ExprKind::Ellipsis(elem) => {
                self.op("...");
                if let Some(elem) = elem {
                    self.expr(elem);
                }
            }
            ExprKind::ArrayType { len, elem } => {
                self.op("[");
                match len {
                    Some(len) => self.expr(len),
                    None => {
                        let dots = self.source.next(Pos(x.pos.0 + 1));
                        self.at(dots);
                        self.op("...");
                    }
                }
                self.op("]");
                self.expr(elem);
            }
            ExprKind::SliceType(elem) => {
                self.op("[");
                self.op("]");
                self.expr(elem);
            }
            ExprKind::StructType { fields } => {
                self.op("struct");
                self.struct_fields(fields);
            }
            ExprKind::FuncType(ty) => {
                self.op("func");
                self.signature(None, ty);
            }
            ExprKind::InterfaceType { open, elems, close } => {
                self.op("interface");
                self.interface_elems(*open, elems, *close);
            }
            ExprKind::MapType { key, value } => {
                self.op("map");
                self.op("[");
                self.expr(key);
                self.op("]");
                self.expr(value);
            }
            ExprKind::ChanType { dir, elem } => self.channel(x.pos, *dir, elem),
        }
    }

    fn opening(&mut self, parens: bool) {
        if parens {
            self.op("(");
        }
    }

    fn closing(&mut self, parens: bool) {
        if parens {
            self.op(")");
        }
    }

    fn binary(
        &mut self,
        (op, op_pos): (BinaryOp, Pos),
        x: &'a Expr,
        y: &'a Expr,
        cutoff: i32,
        depth: i32,
    ) {
        let own = precedence(op);
        let mut blanks = own < cutoff;
        let mut indent = Space::Indent;
        self.expr1(x, own, depth + deeper(x, own));
        if blanks {
            self.blank();
        }
        let line = self.pos.line;
        let next = self.line(y.pos);
        self.at(op_pos);
        self.op(op.as_str());
        if line != next && line > 0 && next > 0 && self.line_break(next, 1, indent, true) > 0 {
            indent = Space::Nothing;
            blanks = false;
        }
        if blanks {
            self.blank();
        }
        self.expr1(y, own + 1, depth + 1);
        if indent == Space::Nothing {
            self.space(Space::Unindent);
        }
    }

    fn bounds(
        &mut self,
        lo: Option<&'a Expr>,
        hi: Option<&'a Expr>,
        max: Option<&'a Expr>,
        depth: i32,
    ) {
        let bounds = [lo, hi, max];
        let bounds = match max {
            Some(_) => &bounds[..],
            None => &bounds[..2],
        };
        let known = || bounds.iter().flatten();
        let blanks = depth <= 1 && known().count() > 1 && known().any(|x| is_binary(x));
        for (i, bound) in bounds.iter().enumerate() {
            if i > 0 {
                if blanks && bounds[i - 1].is_some() {
                    self.blank();
                }
                self.op(":");
                if blanks && bound.is_some() {
                    self.blank();
                }
            }
            if let Some(bound) = bound {
                self.expr0(bound, depth + 1);
            }
        }
    }

    fn call(
        &mut self,
        fun: &'a Expr,
        (lparen, rparen): (Pos, Pos),
        args: &'a [Expr],
        ellipsis: Option<Pos>,
        depth: i32,
    ) {
        let depth = if args.len() > 1 { depth + 1 } else { depth };
        // A type that would run on into the arguments.
        let parens = match &fun.kind {
            ExprKind::FuncType(_) => true,
            ExprKind::ChanType { dir, .. } => *dir == ChanDir::Recv,
            _ => false,
        };
        self.opening(parens);
        let mut indented = false;
        if let ExprKind::Selector { x, sel } = &fun.kind {
            indented = self.selector(x, sel, depth, true);
        } else {
            self.expr1(fun, HIGHEST, depth);
        }
        self.closing(parens);
        self.at(lparen);
        self.op("(");
        if let Some(ellipsis) = ellipsis {
            self.exprs(lparen, args, depth, ListMode::default(), ellipsis);
            self.at(ellipsis);
            self.op("...");
            if self.line(ellipsis) < self.line(rparen) {
                self.op(",");
                self.space(Space::FormFeed);
            }
        } else {
            self.exprs(lparen, args, depth, COMMA, rparen);
        }
        self.at(rparen);
        self.op(")");
        if indented {
            self.space(Space::Unindent);
        }
    }

    fn composite(&mut self, lbrace: Pos, elems: &'a [Element], rbrace: Pos) {
        self.level += 1;
        self.at(lbrace);
        self.op("{");
        let item = |elem: &'a Element| match elem.key {
            Some(_) => Item::Pair(elem),
            None => Item::Expr(&elem.value),
        };
        let items: Vec<Item> = elems.iter().map(item).collect();
        self.list(lbrace, &items, 1, COMMA, rbrace);
        // A comment alone between the braces is indented; without a comma before the brace there can be no line break.
        self.space(Space::Indent);
        self.space(Space::Unindent);
        self.toggle(!elems.is_empty(), true);
        self.at(rbrace);
        self.op("}");
        self.toggle(!elems.is_empty(), true);
        self.level -= 1;
    }

    /// `x.sel`. Whether the lines behind are indented now, which is left to a call's end.
    fn selector(&mut self, x: &'a Expr, sel: &Ident, depth: i32, is_called: bool) -> bool {
        self.expr1(x, HIGHEST, depth);
        self.op(".");
        if self.pos.is_known() && self.pos.line < self.line(sel.pos) {
            self.space(Space::Indent);
            self.space(Space::Newline);
            self.ident(sel);
            if !is_called {
                self.space(Space::Unindent);
            }
            return true;
        }
        self.ident(sel);
        false
    }

    /// `x.(T)`, or `x.(type)`.
    pub fn type_assert(&mut self, x: &'a Expr, lparen: Pos, ty: Option<&'a Expr>, depth: i32) {
        self.expr1(x, HIGHEST, depth);
        self.op(".");
        self.at(lparen);
        self.op("(");
        match ty {
            Some(ty) => self.expr(ty),
            None => self.op("type"),
        }
        self.at(self.source.partner(lparen));
        self.op(")");
    }

    fn channel(&mut self, pos: Pos, dir: ChanDir, elem: &'a Expr) {
        match dir {
            ChanDir::Both => self.op("chan"),
            ChanDir::Recv => {
                self.op("<-");
                self.op("chan");
            }
            ChanDir::Send => {
                self.op("chan");
                let arrow = self.source.next(Pos(pos.0 + 1));
                self.at(arrow);
                self.op("<-");
            }
        }
        self.blank();
        self.expr(elem);
    }

    /// Columns from one in the output, where a node began, to here; very far if that was another line.
    pub fn distance(&self, start: Pos, column: i32) -> usize {
        match self.line(start) == self.pos.line {
            true => (self.out_column - column).max(0) as usize,
            false => super::size::TOO_WIDE,
        }
    }
}

const COMMA: ListMode = ListMode {
    ends_with_comma: true,
    no_indent: false,
};
