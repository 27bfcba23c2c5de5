//! `gorun fmt -s`: the simplifications of gofmt -s. Types that a composite literal's elements share with it, `s[a:len(s)]`, blank
//! iteration variables, empty declarations.

use std::mem::replace;

use gorun_grammar::ast::*;

use super::source::Source;
use super::walk::exclusive::{self, Visit};

pub fn simplify(file: &mut File, source: &mut Source) {
    remove_empty_groups(file, source);
    for decl in &mut file.decls {
        exclusive::decl(&mut Simplify { source }, decl);
    }
}

fn is_empty(decl: &Decl) -> bool {
    match decl {
        Decl::Import(specs) => specs.is_empty(),
        Decl::Const(specs) => specs.is_empty(),
        Decl::Var(specs) => specs.is_empty(),
        Decl::Type(specs) => specs.is_empty(),
        Decl::Func(_) => false,
    }
}

/// `const ()` and the like, if there is no comment in or above them.
fn remove_empty_groups(file: &mut File, source: &mut Source) {
    let mut starts = Vec::new();
    let mut decls = Vec::new();
    for (decl, &start) in file.decls.drain(..).zip(&source.decls) {
        let end = source.parentheses(start).map_or(start, |(_, close)| close);
        let within = |p: Pos| start <= p && p <= end;
        let has_comment = || source.groups.iter().any(|g| within(g.pos()));
        if is_empty(&decl) && source.doc(start).is_none() && !has_comment() {
            continue;
        }
        starts.push(start);
        decls.push(decl);
    }
    source.decls = starts;
    file.decls = decls;
}

struct Simplify<'s, 'a> {
    source: &'s Source<'a>,
}

impl Visit<'_> for Simplify<'_, '_> {
    fn expr(&mut self, x: &mut Expr) {
        match &mut x.kind {
            ExprKind::Composite {
                ty: Some(ty),
                elems,
                ..
            } => {
                let (key, elem) = match &ty.kind {
                    ExprKind::ArrayType { elem, .. } | ExprKind::SliceType(elem) => (None, elem),
                    ExprKind::MapType { key, value } => (Some(&**key), value),
                    _ => return exclusive::inside_expr(self, x),
                };
                for part in elems {
                    if let (Some(ty), Some(key)) = (key, &mut part.key) {
                        self.element(ty, key);
                    }
                    self.element(elem, &mut part.value);
                }
                return;
            }
            ExprKind::Slice {
                x, hi, max: None, ..
            } => {
                hi.take_if(|hi| is_length_of(hi, x));
            }
            _ => {}
        }
        exclusive::inside_expr(self, x);
    }

    fn stmt(&mut self, stmt: &mut Stmt) {
        if let StmtKind::Range(s) = &mut stmt.kind {
            s.value.take_if(|x| is_blank(x));
            if s.value.is_none() {
                s.key.take_if(|x| is_blank(x));
            }
        }
        exclusive::inside_stmt(self, stmt);
    }
}

impl Simplify<'_, '_> {
    /// An element of a literal whose elements have the type `ty`: `T{...}` and `&T{...}` can go without `T` and `&T`.
    fn element(&mut self, ty: &Expr, x: &mut Expr) {
        self.expr(x);
        if let ExprKind::Composite { ty: own, .. } = &mut x.kind {
            own.take_if(|own| self.same(ty, own));
            return;
        }
        let (ExprKind::Star(target), ExprKind::Unary { op, x: inner }) = (&ty.kind, &mut x.kind)
        else {
            return;
        };
        if *op != UnaryOp::Addr {
            return;
        }
        let ExprKind::Composite {
            ty: own, lbrace, ..
        } = &mut inner.kind
        else {
            return;
        };
        if own.take_if(|own| self.same(target, own)).is_some() {
            let pos = *lbrace;
            let bare = replace(&mut inner.kind, ExprKind::Bad);
            x.kind = bare;
            x.pos = pos;
        }
    }

    fn same(&self, a: &Expr, b: &Expr) -> bool {
        let place = |x: &Expr| (x.pos, self.source.expr_end(x));
        self.source.is_written_alike(place(a), place(b))
    }
}

fn is_blank(x: &Expr) -> bool {
    matches!(&x.kind, ExprKind::Ident(name) if name == "_")
}

/// Whether `x` is `len(of)`, of a name.
fn is_length_of(x: &Expr, of: &Expr) -> bool {
    let ExprKind::Call {
        fun,
        args,
        ellipsis: None,
        ..
    } = &x.kind
    else {
        return false;
    };
    match (&fun.kind, &args[..], &of.kind) {
        (ExprKind::Ident(len), [arg], ExprKind::Ident(of)) => {
            len == "len" && matches!(&arg.kind, ExprKind::Ident(arg) if arg == of)
        }
        _ => false,
    }
}
