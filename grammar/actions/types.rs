//! Types, as far as they are not also values.

use super::expr::selector;
use crate::ast::*;
use crate::builder::Builder;

/// A name as an expression: one node, so one number. An empty one stands for an operand that is missing (`closed`).
pub fn name(ident: Ident) -> Expr {
    let kind = match ident.name.is_empty() {
        true => ExprKind::Bad,
        false => ExprKind::Ident(ident.name),
    };
    Expr {
        id: ident.id,
        pos: ident.pos,
        kind,
    }
}

pub fn names(first: Ident, mut rest: Vec<Ident>) -> Vec<Ident> {
    rest.insert(0, first);
    rest
}

pub fn args(first: Expr, mut rest: Vec<Expr>) -> Vec<Expr> {
    rest.insert(0, first);
    rest
}

pub fn qualified(cx: &mut Builder, package: Ident, sel: Ident) -> Expr {
    selector(cx, name(package), sel)
}

/// `T[a, b]` where a type is expected: gc's parser then expects types between the brackets, in most places.
pub fn type_instance(cx: &mut Builder, x: Expr, open: u32, args: Vec<Expr>, close: u32) -> Expr {
    cx.is_wrong |= !args.iter().all(is_type);
    let args = args.into_iter().map(|arg| as_type(cx, arg)).collect();
    instance(cx, x, open, args, close)
}

/// What was read as an expression, as it would have been read as a type: without parentheses.
fn as_type(cx: &Builder, mut x: Expr) -> Expr {
    if cx.as_written {
        return x;
    }
    match &mut x.kind {
        ExprKind::Paren(inner) => as_type(cx, taken(inner)),
        ExprKind::Star(pointed) => {
            **pointed = as_type(cx, taken(pointed));
            x
        }
        _ => x,
    }
}

/// The expression, out of a tree that is to be dropped.
fn taken(x: &mut Expr) -> Expr {
    let (id, pos, kind) = (x.id, x.pos, ExprKind::Bad);
    std::mem::replace(x, Expr { id, pos, kind })
}

/// `x[a, b]`: an instance of a generic type or function, or an index.
pub fn instance(cx: &mut Builder, x: Expr, open: u32, indices: Vec<Expr>, close: u32) -> Expr {
    cx.is_wrong |= !indices.iter().skip(1).all(is_type);
    let mut rest = indices.into_iter();
    let first = rest.next();
    let rest = rest.map(|arg| as_type(cx, arg));
    let indices = first.into_iter().chain(rest).collect();
    cx.expr(
        x.pos,
        ExprKind::Index {
            x: Box::new(x),
            lbrack: Pos(open),
            indices,
            rbrack: Pos(close),
        },
    )
}

/// Whether what was read as an expression could have been read as a type. What is written as a type only, was.
fn is_type(x: &Expr) -> bool {
    let is_name = |x: &Expr| matches!(x.kind, ExprKind::Ident(_));
    match &x.kind {
        ExprKind::Star(x) | ExprKind::Paren(x) => is_type(x),
        ExprKind::Selector { x, .. } => is_name(x),
        ExprKind::Index { x, indices, .. } => {
            let named = match &x.kind {
                ExprKind::Selector { x, .. } => is_name(x),
                _ => is_name(x),
            };
            named && indices.iter().all(is_type)
        }
        ExprKind::Lit { .. }
        | ExprKind::Composite { .. }
        | ExprKind::Func { .. }
        | ExprKind::Slice { .. }
        | ExprKind::TypeAssert { .. }
        | ExprKind::Call { .. }
        | ExprKind::Unary { .. }
        | ExprKind::Binary { .. } => false,
        _ => true,
    }
}

pub fn instance_of_qualified(
    cx: &mut Builder,
    package: Ident,
    sel: Ident,
    open: u32,
    args: Vec<Expr>,
    close: u32,
) -> Expr {
    let x = qualified(cx, package, sel);
    type_instance(cx, x, open, args, close)
}

pub fn paren(cx: &mut Builder, pos: u32, x: Expr) -> Expr {
    cx.expr(Pos(pos), ExprKind::Paren(Box::new(x)))
}

/// `(T)` where only a type can stand.
pub fn type_paren(cx: &mut Builder, pos: u32, t: Expr) -> Expr {
    match cx.as_written {
        true => paren(cx, pos, t),
        false => t,
    }
}

/// `*x`: a pointer type or a dereference.
pub fn pointer(cx: &mut Builder, pos: u32, x: Expr) -> Expr {
    cx.expr(Pos(pos), ExprKind::Star(Box::new(x)))
}

pub fn chan(cx: &mut Builder, pos: u32, dir: ChanDir, elem: Expr) -> Expr {
    cx.expr(
        Pos(pos),
        ExprKind::ChanType {
            dir,
            elem: Box::new(elem),
        },
    )
}

/// `<-chan <-chan T`, whose second arrow the lexer gave to the first `chan`.
pub fn recv_of_recv(cx: &mut Builder, pos: u32, chan_pos: u32, elem: Expr) -> Expr {
    let arrow = chan_pos + "chan".len() as u32;
    if !matches!(elem.kind, ExprKind::ChanType { .. }) {
        cx.wrong();
    }
    let elem = super::expr::receive(cx, arrow, elem);
    chan(cx, pos, ChanDir::Recv, elem)
}

pub fn slice(cx: &mut Builder, pos: u32, elem: Expr) -> Expr {
    cx.expr(Pos(pos), ExprKind::SliceType(Box::new(elem)))
}

pub fn array(cx: &mut Builder, pos: u32, len: Option<Expr>, elem: Expr) -> Expr {
    cx.expr(
        Pos(pos),
        ExprKind::ArrayType {
            len: len.map(Box::new),
            elem: Box::new(elem),
        },
    )
}

pub fn map(cx: &mut Builder, pos: u32, key: Expr, value: Expr) -> Expr {
    cx.expr(
        Pos(pos),
        ExprKind::MapType {
            key: Box::new(key),
            value: Box::new(value),
        },
    )
}

pub fn variadic(cx: &mut Builder, pos: u32, elem: Expr) -> Expr {
    cx.expr(Pos(pos), ExprKind::Ellipsis(Some(Box::new(elem))))
}

pub fn func(pos: u32, params: FieldList, results: Option<FieldList>) -> FuncType {
    FuncType {
        pos: Pos(pos),
        params,
        results,
    }
}

/// Type parameters where there can be none.
pub fn generic_func_type(cx: &mut Builder, pos: u32) -> u32 {
    cx.wrong();
    pos
}

pub fn func_expr(cx: &mut Builder, ty: FuncType) -> Expr {
    cx.expr(ty.pos, ExprKind::FuncType(Box::new(ty)))
}

/// `func().x`, which is never right.
pub fn selected_from_func(cx: &mut Builder, ty: FuncType, sel: Ident) -> Expr {
    let x = func_expr(cx, ty);
    selector(cx, x, sel)
}

pub fn struct_type(
    cx: &mut Builder,
    pos: u32,
    open: u32,
    fields: Vec<Option<Box<Field>>>,
    close: u32,
) -> Expr {
    let fields = FieldList {
        open: Pos(open),
        fields: fields.into_iter().flatten().map(|field| *field).collect(),
        close: Pos(close),
    };
    cx.expr(Pos(pos), ExprKind::StructType { fields })
}

/// `x [...]T`: the bracket behind a single name may begin type arguments, so that gc reads an expression there.
pub fn check_behind_name(cx: &mut Builder, ty: &Expr) {
    cx.is_wrong |= matches!(ty.kind, ExprKind::ArrayType { len: None, .. });
}

pub fn field(
    cx: &mut Builder,
    names: Vec<Ident>,
    ty: Expr,
    tag: Option<BasicLit>,
) -> Option<Box<Field>> {
    if names.len() == 1 {
        check_behind_name(cx, &ty);
    }
    if let Some(tag) = &tag
        && !matches!(tag.kind, LitKind::String | LitKind::Char)
        && crate::scan(&tag.text).1.is_empty()
    {
        let text = &tag.text;
        cx.late_error(
            tag.pos,
            format!("invalid syntax tree: incorrect tag syntax: \"{text}\""),
        );
    }
    Some(Box::new(Field { names, ty, tag }))
}

pub fn embedded_pointer(
    cx: &mut Builder,
    pos: u32,
    elem: Expr,
    tag: Option<BasicLit>,
) -> Option<Box<Field>> {
    let ty = pointer(cx, pos, elem);
    field(cx, Vec::new(), ty, tag)
}

pub fn parenthesized_embedded(cx: &mut Builder) -> Option<Box<Field>> {
    cx.wrong();
    None
}

pub fn interface(
    cx: &mut Builder,
    pos: u32,
    open: u32,
    elems: Vec<Option<InterfaceElem>>,
    close: u32,
) -> Expr {
    let elems = elems.into_iter().flatten().collect();
    cx.expr(
        Pos(pos),
        ExprKind::InterfaceType {
            open: Pos(open),
            elems,
            close: Pos(close),
        },
    )
}

pub fn method(name: Ident, params: FieldList, results: Option<FieldList>) -> Option<InterfaceElem> {
    let ty = FuncType {
        pos: name.pos,
        params,
        results,
    };
    Some(InterfaceElem::Method { name, ty })
}

/// A method of an interface with type parameters, which are left out.
pub fn generic_method(
    cx: &mut Builder,
    name: Ident,
    params: FieldList,
    results: Option<FieldList>,
) -> Option<InterfaceElem> {
    cx.wrong();
    method(name, params, results)
}

pub fn embedded(ty: Expr) -> Option<InterfaceElem> {
    Some(InterfaceElem::Embedded(ty))
}

pub fn union(cx: &mut Builder, x: Expr, op_pos: u32, y: Expr) -> Expr {
    super::expr::binary(cx, x, BinaryOp::Or, op_pos, y)
}
