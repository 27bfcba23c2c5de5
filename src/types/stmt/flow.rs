//! `if`, `for` without range, and `return`.

use gorun_grammar::ast::{Expr, ForStmt, IfStmt, Pos, Stmt, StmtKind};

use crate::types::checker::Checker;
use crate::types::codes::Code;
use crate::types::errors::ErrorDesc;
use crate::types::expr_string::start_pos;
use crate::types::operand::Operand;

impl<'a> Checker<'a> {
    fn condition(&mut self, cond: &'a Expr, of: &str) {
        let mut x = Operand::default();
        self.expr(None, &mut x, cond);
        if x.is_valid() && !self.types.all_boolean(x.ty) {
            self.errorf(
                start_pos(cond),
                Code::InvalidCond,
                format!("non-boolean condition in {of} statement"),
            );
        }
    }

    pub(super) fn block_stmt(&mut self, stmts: &'a [Stmt]) {
        let top = self.delayed.len();
        self.open_block();
        self.stmt_list(stmts);
        self.close_scope();
        self.process_delayed(top);
    }

    pub(super) fn if_stmt(&mut self, s: &'a IfStmt) {
        self.open_block();
        if let Some(init) = &s.init {
            self.stmt(init);
        }
        self.condition(&s.cond, "if");
        self.block_stmt(&s.then.stmts);
        if let Some(els) = &s.els {
            self.stmt(els);
        }
        self.close_scope();
    }

    pub(super) fn for_stmt(&mut self, s: &'a ForStmt) {
        self.open_block();
        if let Some(init) = &s.init {
            self.stmt(init);
        }
        if let Some(cond) = &s.cond {
            self.condition(cond, "for");
        }
        if let Some(post) = &s.post {
            self.stmt(post);
            // The parser refuses a declaration here; its variables are not to be called unused as well.
            if let StmtKind::Define { lhs, .. } = &post.kind {
                self.use_exprs(lhs);
            }
        }
        self.block_stmt(&s.body.stmts);
        self.close_scope();
    }

    pub(super) fn return_stmt(&mut self, pos: Pos, results: &'a [Expr]) {
        let Some(sig) = self.env.sig.clone() else {
            return;
        };
        let named = sig
            .results
            .first()
            .is_some_and(|&r| !self.types.object(r).name.is_empty());
        if !results.is_empty() || !named {
            if !results.is_empty() || !sig.results.is_empty() {
                self.init_vars(&sig.results, results, Some(pos));
            }
            return;
        }
        for &result in &sig.results {
            let name = self.types.object(result).name.clone();
            let Some(alt) = self.lookup(&name).filter(|&alt| alt != result) else {
                continue;
            };
            let alt_pos = self.types.object(alt).pos;
            // gc gives the result's own type here.
            let ty = self.types.obj_type(result);
            let ty = self.type_str(ty);
            let mut err = ErrorDesc::new(Code::OutOfScopeResult);
            err.add(
                pos,
                format!("result parameter {name} not in scope at return"),
            );
            err.add(alt_pos, format!("inner declaration of var {name} {ty}"));
            self.report(err);
        }
    }
}
