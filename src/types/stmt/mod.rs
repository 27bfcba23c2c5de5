//! Statements: the dispatch, and those that are a few lines each.

mod flow;
mod range;
mod select;
mod switch;
mod type_switch;

use gorun_grammar::ast::{CaseClause, Expr, ExprKind, Pos, Stmt, StmtKind};

use super::checker::Checker;
use super::codes::Code;
use super::expr::ExprUse;
use super::expr_string::{expr_string, start_pos};
use super::operand::{OpMode, Operand};
use crate::source::place;

impl<'a> Checker<'a> {
    pub(super) fn stmt_list(&mut self, list: &'a [Stmt]) {
        for s in list {
            self.stmt(s);
        }
    }

    pub(super) fn stmt(&mut self, s: &'a Stmt) {
        // Function literals of the statement are checked at its end, before scopes change further.
        let top = self.delayed.len();
        self.stmt_inner(s);
        self.process_delayed(top);
    }

    fn stmt_inner(&mut self, s: &'a Stmt) {
        match &s.kind {
            StmtKind::Bad | StmtKind::Empty => {}
            // Where branches lead is the business of `labels`.
            StmtKind::Break(_)
            | StmtKind::Continue(_)
            | StmtKind::Goto(_)
            | StmtKind::Fallthrough => {}
            StmtKind::Expr(e) => self.expr_stmt(e),
            StmtKind::Decl(decl) => self.decl_stmt(decl),
            StmtKind::Send { ch, value, .. } => self.send_stmt(start_pos(ch), ch, value),
            StmtKind::IncDec { x, inc, .. } => self.inc_dec_stmt(x, *inc),
            StmtKind::Assign {
                lhs, op: None, rhs, ..
            } => self.assign_vars(lhs, rhs),
            StmtKind::Assign {
                lhs,
                op: Some(op),
                rhs,
                ..
            } => {
                let ([l], [r]) = (lhs.as_slice(), rhs.as_slice()) else {
                    let text = format!(
                        "assignment operation {}= requires single-valued expressions",
                        op.as_str()
                    );
                    self.errorf(s.pos, Code::MultiValAssignOp, text);
                    return;
                };
                let mut x = Operand::default();
                self.binary(&mut x, None, l, r, *op);
                self.assign_var(l, &mut x, "assignment");
            }
            StmtKind::Define { lhs, op_pos, rhs } => self.short_var_decl(*op_pos, lhs, rhs),
            StmtKind::Go(call) => self.suspended_call("go", Code::InvalidGo, call),
            StmtKind::Defer(call) => self.suspended_call("defer", Code::InvalidDefer, call),
            StmtKind::Return(results) => self.return_stmt(s.pos, results),
            StmtKind::Block(b) => {
                self.open_block();
                self.stmt_list(&b.stmts);
                self.close_scope();
            }
            StmtKind::If(s) => self.if_stmt(s),
            StmtKind::Switch(s) => self.switch_stmt(s),
            StmtKind::TypeSwitch(s) => self.type_switch_stmt(s),
            StmtKind::Select(s) => self.select_stmt(s),
            StmtKind::For(s) => self.for_stmt(s),
            StmtKind::Range(r) => self.range_stmt(s.pos, r),
            StmtKind::Labeled { stmt, .. } => self.stmt(stmt),
        }
    }

    /// An expression as a statement: a call or a receive.
    fn expr_stmt(&mut self, e: &'a Expr) {
        let mut x = Operand::default();
        let used = self.raw_expr(None, &mut x, e, None, false);
        if self.entry.is_some() && self.note_shown(e, &mut x) {
            return;
        }
        let (what, code) = match x.mode {
            OpMode::Builtin => ("must be called", Code::UncalledBuiltin),
            OpMode::TypeExpr => ("is not an expression", Code::NotAnExpr),
            _ if used == ExprUse::Statement => return,
            _ => ("is not used", Code::UnusedExpr),
        };
        let text = format!("{} {what}", self.operand_str(&x));
        self.errorf(x.pos(), code, text);
    }

    fn send_stmt(&mut self, pos: Pos, ch: &'a Expr, value: &'a Expr) {
        let mut c = Operand::default();
        let mut val = Operand::default();
        self.expr(None, &mut c, ch);
        self.generic_expr(&mut val, value, None);
        if !c.is_valid() || !val.is_valid() {
            return;
        }
        if let Some(elem) = self.chan_elem(pos, &c, false) {
            self.assignment(&mut val, Some(elem), "send");
        }
    }

    fn inc_dec_stmt(&mut self, e: &'a Expr, inc: bool) {
        let mut x = Operand::default();
        self.expr(None, &mut x, e);
        if !x.is_valid() {
            return;
        }
        if !self.types.all_numeric(x.ty) {
            let text = format!(
                "invalid operation: {}{} (non-numeric type {})",
                expr_string(e),
                if inc { "++" } else { "--" },
                self.type_str(x.ty)
            );
            self.errorf(start_pos(e), Code::NonNumericIncDec, text);
            return;
        }
        self.assign_var(e, &mut x, "assignment");
    }

    /// `go call` and `defer call`.
    fn suspended_call(&mut self, keyword: &str, code: Code, call: &'a Expr) {
        if !matches!(call.kind, ExprKind::Call { .. }) {
            self.errorf(
                start_pos(call),
                code,
                format!("expression in {keyword} must be function call"),
            );
            self.use_exprs([call]);
            return;
        }
        let mut x = Operand::default();
        let (what, code) = match self.raw_expr(None, &mut x, call, None, false) {
            ExprUse::Conversion => ("requires function call, not conversion", code),
            ExprUse::Expression => ("discards result of", Code::UnusedResults),
            ExprUse::Statement => return,
        };
        let text = format!("{keyword} {what} {}", self.operand_str(&x));
        self.errorf(x.pos(), code, text);
    }

    /// Reports default clauses after the first.
    fn multiple_defaults(&mut self, defaults: impl Iterator<Item = Pos>) {
        let mut first = None;
        for pos in defaults {
            match first {
                None => first = Some(pos),
                Some(first) => {
                    let text = format!("multiple defaults (first at {})", place(first));
                    self.errorf(pos, Code::DuplicateDefault, text);
                }
            }
        }
    }

    fn multiple_case_defaults(&mut self, clauses: &'a [CaseClause]) {
        self.multiple_defaults(clauses.iter().filter(|c| c.default).map(|c| c.pos));
    }
}
