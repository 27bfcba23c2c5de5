//! The parts of a statement or expression, one level down, in the order in which they stand. Types are left out.

use gorun_grammar::ast::{Decl, Expr, ExprKind, Stmt, StmtKind};

pub enum Child<'a> {
    Expr(&'a Expr),
    Stmt(&'a Stmt),
}

pub fn of_stmt<'a>(s: &'a Stmt, f: &mut dyn FnMut(Child<'a>)) {
    use Child::{Expr as E, Stmt as S};
    match &s.kind {
        StmtKind::Expr(e) | StmtKind::Go(e) | StmtKind::Defer(e) => f(E(e)),
        StmtKind::Decl(Decl::Var(specs)) => {
            for spec in specs {
                spec.values.iter().for_each(|e| f(E(e)));
            }
        }
        StmtKind::Send { ch, value, .. } => {
            f(E(ch));
            f(E(value));
        }
        StmtKind::IncDec { x, .. } => f(E(x)),
        StmtKind::Assign { lhs, rhs, .. } | StmtKind::Define { lhs, rhs, .. } => {
            lhs.iter().chain(rhs).for_each(|e| f(E(e)));
        }
        StmtKind::Return(list) => list.iter().for_each(|e| f(E(e))),
        StmtKind::Block(b) => b.stmts.iter().for_each(|s| f(S(s))),
        StmtKind::If(i) => {
            i.init.iter().for_each(|s| f(S(s)));
            f(E(&i.cond));
            i.then.stmts.iter().for_each(|s| f(S(s)));
            i.els.iter().for_each(|s| f(S(s)));
        }
        StmtKind::Switch(i) => {
            i.init.iter().for_each(|s| f(S(s)));
            i.tag.iter().for_each(|e| f(E(e)));
            for c in &i.clauses {
                c.values.iter().for_each(|e| f(E(e)));
                c.body.iter().for_each(|s| f(S(s)));
            }
        }
        StmtKind::TypeSwitch(i) => {
            i.init.iter().for_each(|s| f(S(s)));
            f(E(&i.x));
            for c in &i.clauses {
                c.body.iter().for_each(|s| f(S(s)));
            }
        }
        StmtKind::Select(i) => {
            for c in &i.clauses {
                c.comm.iter().for_each(|s| f(S(s)));
                c.body.iter().for_each(|s| f(S(s)));
            }
        }
        StmtKind::For(i) => {
            i.init.iter().for_each(|s| f(S(s)));
            i.cond.iter().for_each(|e| f(E(e)));
            i.post.iter().for_each(|s| f(S(s)));
            i.body.stmts.iter().for_each(|s| f(S(s)));
        }
        StmtKind::Range(r) => {
            r.key.iter().chain(&r.value).for_each(|e| f(E(e)));
            f(E(&r.x));
            r.body.stmts.iter().for_each(|s| f(S(s)));
        }
        StmtKind::Labeled { stmt, .. } => f(S(stmt)),
        _ => {}
    }
}

pub fn of_expr<'a>(e: &'a Expr, f: &mut dyn FnMut(Child<'a>)) {
    use Child::{Expr as E, Stmt as S};
    match &e.kind {
        ExprKind::Composite { elems, .. } => {
            for el in elems {
                el.key.iter().for_each(|k| f(E(k)));
                f(E(&el.value));
            }
        }
        ExprKind::Func { body, .. } => body.stmts.iter().for_each(|s| f(S(s))),
        ExprKind::Paren(x) | ExprKind::Star(x) | ExprKind::Unary { x, .. } => f(E(x)),
        ExprKind::Selector { x, .. } | ExprKind::TypeAssert { x, .. } => f(E(x)),
        ExprKind::Index { x, indices, .. } => {
            f(E(x));
            indices.iter().for_each(|i| f(E(i)));
        }
        ExprKind::Slice { x, lo, hi, max, .. } => {
            f(E(x));
            [lo, hi, max].into_iter().flatten().for_each(|i| f(E(i)));
        }
        ExprKind::Call { fun, args, .. } => {
            f(E(fun));
            args.iter().for_each(|a| f(E(a)));
        }
        ExprKind::Binary { x, y, .. } => {
            f(E(x));
            f(E(y));
        }
        _ => {}
    }
}
