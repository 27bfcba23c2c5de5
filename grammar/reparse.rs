//! Parts of a text, parsed by themselves: what the tree would tell if the text as a whole were right.

use crate::ast::{Decl, ExprKind, File, Stmt, StmtKind};
use crate::builder::Branches;
use crate::lexer::Lexer;
use crate::print::{emphasized, expr_string, stmt_string};

/// Misplaced branches in a function's body, which begins and ends at the given places.
pub fn branches(text: &str, base: u32, (start, end): (u32, u32)) -> Vec<Branches> {
    let part = &text[(start - base) as usize..(end - base) as usize];
    crate::read(Lexer::of_body(part, start), part, start)
        .builder
        .branches
}

/// A type as gc prints it.
pub fn type_shown(text: &str) -> Option<String> {
    let file = file(&format!("package _; var _ {text}\n"))?;
    match file.decls.first()? {
        Decl::Var(specs) => Some(expr_string(specs.first()?.ty.as_ref()?)),
        _ => None,
    }
}

/// A statement as gc prints it where a value should be.
pub fn stmt_shown(text: &str) -> Option<String> {
    let file = file(&format!("package _; var _ = func() {{ {text}\n}}\n"))?;
    let Decl::Var(specs) = file.decls.first()? else {
        return None;
    };
    let ExprKind::Func { body, .. } = &specs.first()?.values.first()?.kind else {
        return None;
    };
    let stmt = body.stmts.first()?;
    Some(match stmt {
        Stmt {
            kind: StmtKind::Assign {
                lhs, op: None, rhs, ..
            },
            ..
        } => format!("assignment {} = {}", emphasized(lhs), emphasized(rhs)),
        stmt => stmt_string(stmt),
    })
}

fn file(text: &str) -> Option<File> {
    crate::read(Lexer::new(text, 1), text, 1).file.ok()
}
