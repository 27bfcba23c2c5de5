//! `for` loops. The condition is tested once at the top and again at the bottom, where the instruction that
//! tests also polls and jumps back.

use gorun_grammar::ast::{BinaryOp, Expr, ExprKind, ForStmt, Stmt, StmtKind};

use crate::bytecode::isa::Op;
use crate::bytecode::rtype::{Kind, TypeRef};
use crate::compile::function::{FnBuilder, Home, Reg};
use crate::compile::place::unparen;
use crate::compile::value::Dest;

impl<'p, 'a> FnBuilder<'p, 'a> {
    pub fn for_stmt(&mut self, s: &'a ForStmt) {
        let label = self.pending_label.take();
        let locals = self.mark_locals();
        if let Some(init) = &s.init {
            self.stmt(init);
        }
        self.pending_label = label;
        let cells = self.loop_cells(s.init.as_ref());
        self.in_loop(|b| b.for_loop(s, cells));
        self.release_locals(locals);
    }

    fn for_loop(&mut self, s: &'a ForStmt, cells: Vec<(Reg, TypeRef)>) {
        let (top, cont, end) = (self.label(), self.label(), self.label());
        self.open_target(end, Some(cont));
        let small = s.cond.as_ref().is_some_and(|c| weight(c) <= 24);
        if small && let Some(c) = &s.cond {
            self.cond_jump(c, false, end);
        }
        self.bind(top);
        if !small && let Some(c) = &s.cond {
            self.cond_jump(c, false, end);
        }
        self.block(&s.body);
        self.bind(cont);
        // Each iteration has its own copy of a variable that somebody keeps.
        for (home, t) in cells {
            self.emit(Op::Clone, home, home, 0);
            self.ext_type(t);
        }
        if !self.counting_loop(s, top) {
            if let Some(post) = &s.post {
                self.stmt(post);
            }
            match &s.cond {
                Some(c) if small => {
                    self.at(c.pos);
                    self.cond_loop(c, top);
                }
                _ => self.jump_on(Op::Loop, 0, top),
            }
        }
        self.bind(end);
        self.close_target();
    }

    /// Variables that the init statement declares and that live in cells.
    fn loop_cells(&mut self, init: Option<&'a Stmt>) -> Vec<(Reg, TypeRef)> {
        let Some(StmtKind::Define { lhs, .. }) = init.map(|s| &s.kind) else {
            return Vec::new();
        };
        if self.escape.old_loops {
            return Vec::new();
        }
        let mut out = Vec::new();
        for e in lhs {
            if let Some(&obj) = self.info.defs.get(&e.id)
                && (self.escape.cells.contains(&obj) || self.escape.captured.contains(&obj))
                && let Some(&Home::Mem(r)) = self.vars.get(&obj)
            {
                let t = self.obj_type(obj);
                out.push((r, t));
            }
        }
        out
    }

    /// `i++` followed by `i < n` or `i <= n` in one instruction, where that is what the loop does.
    fn counting_loop(&mut self, s: &'a ForStmt, top: crate::compile::function::Label) -> bool {
        if self.is_far() {
            return false;
        }
        let (Some(cond), Some(post)) = (&s.cond, &s.post) else {
            return false;
        };
        let StmtKind::IncDec { x, inc: true, .. } = &post.kind else {
            return false;
        };
        let ExprKind::Binary { op, x: l, y: r, .. } = &unparen(cond).kind else {
            return false;
        };
        let (by_register, by_constant) = match op {
            BinaryOp::Lt => (Op::LoopIncLtI64, Op::LoopIncLtI64K),
            BinaryOp::Le => (Op::LoopIncLeI64, Op::LoopIncLeI64K),
            _ => return false,
        };
        let (Some(i), Some(left)) = (self.object_of(unparen(x)), self.object_of(unparen(l))) else {
            return false;
        };
        if i != left || !matches!(unparen(x).kind, ExprKind::Ident(_)) {
            return false;
        }
        let Some(&Home::Reg(reg)) = self.vars.get(&i) else {
            return false;
        };
        let t = self.obj_type(i);
        if !matches!(t.kind, Kind::Int | Kind::Int64) {
            return false;
        }
        self.at(post.pos);
        if let Some(k) = self.const_i16(r) {
            self.jump_if(by_constant, reg, k as u16, top);
            return true;
        }
        let limit = match &unparen(r).kind {
            ExprKind::Ident(_) if self.const_of(unparen(r)).is_none() => {
                let Some(obj) = self.object_of(unparen(r)) else {
                    return false;
                };
                if obj == i {
                    return false;
                }
                match self.vars.get(&obj) {
                    Some(&Home::Reg(n)) => n,
                    _ => return false,
                }
            }
            ExprKind::Call { fun, args, .. }
                if self.builtin_of(fun) == Some(crate::types::object::Builtin::Len)
                    && self.const_of(unparen(r)).is_none() =>
            {
                let Some(obj) = self.object_of(unparen(&args[0])) else {
                    return false;
                };
                let t = self.type_of(&args[0]);
                if !matches!(t.kind, Kind::Slice | Kind::String) {
                    return false;
                }
                match self.vars.get(&obj) {
                    Some(&Home::Reg(n)) => n + 1,
                    _ => return false,
                }
            }
            _ if self.const_of(unparen(r)).is_some() => {
                let mark = self.mark();
                let n = self.expr(r, Dest::Stable).reg;
                self.jump_if(by_register, reg, n, top);
                self.release(mark);
                return true;
            }
            _ => return false,
        };
        self.jump_if(by_register, reg, limit, top);
        true
    }
}

/// How much code an expression is, about; endless for what must not be compiled twice.
fn weight(e: &Expr) -> usize {
    match &e.kind {
        ExprKind::Func { .. } | ExprKind::Composite { .. } => 1000,
        ExprKind::Paren(x) | ExprKind::Star(x) => weight(x),
        ExprKind::Selector { x, .. } => 1 + weight(x),
        ExprKind::Index { x, indices, .. } => {
            1 + weight(x) + indices.iter().map(weight).sum::<usize>()
        }
        ExprKind::Call { fun, args, .. } => {
            5 + weight(fun) + args.iter().map(weight).sum::<usize>()
        }
        ExprKind::Unary { x, .. } => 1 + weight(x),
        ExprKind::Binary { x, y, .. } => 1 + weight(x) + weight(y),
        ExprKind::Slice { x, lo, hi, max, .. } => {
            3 + weight(x)
                + [lo, hi, max]
                    .into_iter()
                    .flatten()
                    .map(|e| weight(e))
                    .sum::<usize>()
        }
        ExprKind::TypeAssert { x, .. } => 4 + weight(x),
        _ => 1,
    }
}
