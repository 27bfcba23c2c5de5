//! `resp, err := http.Get(u)` and at once `defer resp.Body.Close()`: without a response that is a nil pointer.

use gorun_grammar::ast::{Decl, Expr, ExprKind, Stmt, StmtKind};

use super::names::is_named;
use super::nodes::{self, Node};
use super::pass::Pass;
use crate::types::Type;

pub fn check(pass: &mut Pass<'_>) {
    if !pass.imports("net/http") {
        return;
    }
    for file in pass.files {
        for decl in &file.decls {
            if let Decl::Func(f) = decl
                && let Some(body) = &f.body
            {
                block(pass, &body.stmts);
            }
            nodes::of_decl(decl, &mut |node| {
                match node {
                    Node::Expr(x) => {
                        if let ExprKind::Func { body, .. } = &x.kind {
                            block(pass, &body.stmts);
                        }
                    }
                    Node::Stmt(s) => match &s.kind {
                        StmtKind::Block(b) => block(pass, &b.stmts),
                        StmtKind::If(s) => block(pass, &s.then.stmts),
                        StmtKind::For(s) => block(pass, &s.body.stmts),
                        StmtKind::Range(s) => block(pass, &s.body.stmts),
                        _ => {}
                    },
                }
                true
            });
        }
    }
}

fn block(pass: &mut Pass<'_>, stmts: &[Stmt]) {
    for pair in stmts.windows(2) {
        let [first, second] = pair else { continue };
        let (StmtKind::Assign { lhs, rhs, .. } | StmtKind::Define { lhs, rhs, .. }) = &first.kind
        else {
            continue;
        };
        let StmtKind::Defer(deferred) = &second.kind else {
            continue;
        };
        let ExprKind::Call { fun, .. } = &deferred.kind else {
            continue;
        };
        let asked = rhs.iter().any(|e| asks(pass, e));
        let (Some(response), Some(root)) = (lhs.first().and_then(root), root(fun)) else {
            continue;
        };
        if asked && pass.identified(response) == pass.identified(root) {
            let name = pass.shown(response);
            let message = format!("using {name} before checking for errors");
            pass.report(root.pos, message);
        }
    }
}

/// The name that a chain of selectors begins with.
fn root(mut x: &Expr) -> Option<&Expr> {
    loop {
        match &x.kind {
            ExprKind::Selector { x: of, .. } => x = of,
            ExprKind::Ident(_) => return Some(x),
            _ => return None,
        }
    }
}

/// Whether an expression calls a function of net/http, or a method of its client, that gives a response and an error.
fn asks(pass: &Pass<'_>, e: &Expr) -> bool {
    let mut asks = false;
    nodes::of_expr(e, &mut |node| {
        let Node::Expr(x) = node else { return false };
        let ExprKind::Call { fun, .. } = &x.kind else {
            return !matches!(x.kind, ExprKind::Func { .. });
        };
        asks |= gives_response(pass, fun);
        // What is handed on to another call may be looked at there.
        false
    });
    asks
}

fn gives_response(pass: &Pass<'_>, fun: &Expr) -> bool {
    let types = &*pass.types;
    let ExprKind::Selector { x, .. } = &fun.kind else {
        return false;
    };
    let Type::Signature(s) = types.get(types.unalias(pass.type_of(fun))) else {
        return false;
    };
    let [response, error] = s.results[..] else {
        return false;
    };
    let of_http = |t, name| is_named(types, t, "net/http", name);
    let pointed = |t| types.as_pointer(types.unalias(t));
    let is_error = types
        .as_named(error)
        .is_some_and(|n| types.named(n).obj == types.universe.error_obj);
    if !is_error || !pointed(response).is_some_and(|t| of_http(t, "Response")) {
        return false;
    }
    if pass.fact(x).is_none() {
        return matches!(&x.kind, ExprKind::Ident(name) if name == "http");
    }
    let t = pass.type_of(x);
    of_http(t, "Client") || pointed(t).is_some_and(|t| of_http(t, "Client"))
}
