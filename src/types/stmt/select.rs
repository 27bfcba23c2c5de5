//! `select`.

use gorun_grammar::ast::{Expr, ExprKind, SelectStmt, StmtKind, UnaryOp};

use crate::types::checker::Checker;
use crate::types::codes::Code;
use crate::types::expr_string::{node_pos, unparen};

fn is_receive(e: &Expr) -> bool {
    matches!(
        unparen(e).kind,
        ExprKind::Unary {
            op: UnaryOp::Recv,
            ..
        }
    )
}

impl<'a> Checker<'a> {
    pub(super) fn select_stmt(&mut self, s: &'a SelectStmt) {
        self.multiple_defaults(s.clauses.iter().filter(|c| c.comm.is_none()).map(|c| c.pos));
        for clause in &s.clauses {
            if let Some(comm) = &clause.comm {
                let valid = match &comm.kind {
                    StmtKind::Send { .. } => true,
                    StmtKind::Expr(e) => is_receive(e),
                    StmtKind::Assign { rhs, op: None, .. } | StmtKind::Define { rhs, .. } => {
                        matches!(rhs.as_slice(), [e] if is_receive(e))
                    }
                    _ => false,
                };
                if !valid {
                    let text = "select case must be send or receive (possibly with assignment)";
                    let pos = match &comm.kind {
                        StmtKind::Expr(e) => node_pos(e),
                        _ => comm.pos,
                    };
                    self.errorf(pos, Code::InvalidSelectCase, text);
                    continue;
                }
            }
            self.open_block();
            if let Some(comm) = &clause.comm {
                self.stmt(comm);
            }
            self.stmt_list(&clause.body);
            self.close_scope();
        }
    }
}
