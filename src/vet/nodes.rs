//! The expressions and statements of a tree in the order of its text, for all checks by one walk.

use gorun_grammar::ast::{Block, Decl, Expr, ExprKind, File, FuncDecl, Stmt};

use crate::format::walk::shared::{Visit, decl, inside_expr, inside_stmt};

#[derive(Clone, Copy)]
pub enum Node<'t> {
    Expr(&'t Expr),
    Stmt(&'t Stmt),
}

/// What to do with a node; false: not with what is inside of it.
pub type See<'s, 't> = &'s mut dyn FnMut(Node<'t>) -> bool;

struct Walk<'s, 't>(See<'s, 't>);

impl<'t> Visit<'t> for Walk<'_, 't> {
    fn expr(&mut self, x: &'t Expr) {
        if (self.0)(Node::Expr(x)) {
            inside_expr(self, x);
        }
    }

    fn stmt(&mut self, stmt: &'t Stmt) {
        if (self.0)(Node::Stmt(stmt)) {
            inside_stmt(self, stmt);
        }
    }
}

pub fn of_file<'t>(file: &'t File, see: See<'_, 't>) {
    for d in &file.decls {
        of_decl(d, see);
    }
}

pub fn of_decl<'t>(d: &'t Decl, see: See<'_, 't>) {
    decl(&mut Walk(see), d);
}

pub fn of_expr<'t>(x: &'t Expr, see: See<'_, 't>) {
    Walk(see).expr(x);
}

pub fn of_stmts<'t>(stmts: &'t [Stmt], see: See<'_, 't>) {
    let mut walk = Walk(see);
    for stmt in stmts {
        walk.stmt(stmt);
    }
}

/// The functions of a file with their bodies, literals behind what they stand in.
pub fn functions<'t>(file: &'t File, see: &mut dyn FnMut(Option<&'t FuncDecl>, &'t Block)) {
    for decl in &file.decls {
        if let Decl::Func(f) = decl
            && let Some(body) = &f.body
        {
            see(Some(f), body);
        }
        of_decl(decl, &mut |node| {
            if let Node::Expr(x) = node
                && let ExprKind::Func { body, .. } = &x.kind
            {
                see(None, body);
            }
            true
        });
    }
}

/// All expressions of some files.
pub fn exprs<'t>(files: &'t [File], see: &mut dyn FnMut(&'t Expr)) {
    for file in files {
        of_file(file, &mut |node| {
            if let Node::Expr(x) = node {
                see(x);
            }
            true
        });
    }
}
