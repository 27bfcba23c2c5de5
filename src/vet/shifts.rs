//! Shifts by as many bits as there are, or more.

use gorun_grammar::ast::{BinaryOp, Expr, ExprKind, Pos, Stmt, StmtKind, SwitchStmt};

use super::nodes::{self, Node};
use super::pass::Pass;

pub fn check(pass: &mut Pass<'_>) {
    let shift = |op: &BinaryOp| matches!(op, BinaryOp::Shl | BinaryOp::Shr);
    let mut dead = Dead::default();
    for file in pass.files {
        nodes::of_file(file, &mut |node| {
            if let Node::Stmt(stmt) = node {
                dead.learn(pass, stmt);
            }
            true
        });
        nodes::of_file(file, &mut |node| {
            match node {
                Node::Expr(x) if !dead.covers(x.pos) => {
                    if let ExprKind::Binary { op, x: by, y, .. } = &x.kind
                        && shift(op)
                    {
                        long_shift(pass, x.pos, by, y);
                    }
                }
                Node::Stmt(s) if !dead.covers(s.pos) => {
                    if let StmtKind::Assign {
                        lhs,
                        rhs,
                        op: Some(op),
                        ..
                    } = &s.kind
                        && let ([l], [r]) = (&lhs[..], &rhs[..])
                        && shift(op)
                    {
                        long_shift(pass, s.pos, l, r);
                    }
                }
                _ => {}
            }
            true
        });
    }
}

fn long_shift(pass: &mut Pass<'_>, at: Pos, x: &Expr, y: &Expr) {
    let value = |e| pass.fact(e).and_then(|f| f.value.as_ref());
    if value(x).is_some() {
        return;
    }
    let Some(by) = value(y).and_then(|v| v.to_int().to_i64()) else {
        return;
    };
    let types = &*pass.types;
    let set = types.typeset(pass.type_of(x));
    let sizes = set.into_iter().filter_map(|(t, _)| types.size_of(t?));
    let mut sizes: Vec<u64> = sizes.collect();
    sizes.sort_unstable();
    sizes.dedup();
    let Some(bits) = sizes.first().map(|n| 8 * n) else {
        return;
    };
    if by >= 0 && by as u64 >= bits {
        let maybe = if sizes.len() > 1 { "may be " } else { "" };
        let name = pass.shown(x);
        let message = format!("{name} ({maybe}{bits} bits) too small for shift of {by}");
        pass.report(at, message);
    }
}

/// What a constant condition keeps from running: programs ask so for the size of an int.
#[derive(Default)]
struct Dead(Vec<(Pos, Pos)>);

impl Dead {
    fn covers(&self, pos: Pos) -> bool {
        self.0.iter().any(|&(from, to)| from <= pos && pos < to)
    }

    fn learn(&mut self, pass: &Pass<'_>, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::If(s) => {
                let holds = pass.fact(&s.cond).and_then(|f| f.value.as_ref()?.as_bool());
                match (holds, &s.els) {
                    (Some(false), _) => self.0.push((s.then.lbrace, s.then.rbrace)),
                    (Some(true), Some(other)) => {
                        let end = match last_block(other) {
                            Some(end) => end,
                            None => return,
                        };
                        self.0.push((other.pos, end));
                    }
                    _ => {}
                }
            }
            StmtKind::Switch(s) => self.switch(pass, s),
            _ => {}
        }
    }

    fn switch(&mut self, pass: &Pass<'_>, s: &SwitchStmt) {
        let value = |e: &Expr| pass.fact(e).and_then(|f| f.value.clone());
        let tag = match &s.tag {
            None => None,
            Some(tag) => match value(tag).and_then(|v| v.to_u64()) {
                Some(n) => Some(n),
                None => return,
            },
        };
        for (i, clause) in s.clauses.iter().enumerate() {
            let misses = |e: &Expr| match (tag, value(e)) {
                (None, Some(v)) => v.as_bool() == Some(false),
                (Some(tag), Some(v)) => v.to_u64().is_some_and(|n| n != tag),
                (_, None) => false,
            };
            if !clause.default && clause.values.iter().all(misses) {
                let next = s.clauses.get(i + 1);
                self.0.push((clause.pos, next.map_or(s.rbrace, |c| c.pos)));
            }
        }
    }
}

/// Where an `else` ends.
fn last_block(stmt: &Stmt) -> Option<Pos> {
    match &stmt.kind {
        StmtKind::Block(b) => Some(b.rbrace),
        StmtKind::If(s) => match &s.els {
            Some(other) => last_block(other),
            None => Some(s.then.rbrace),
        },
        _ => None,
    }
}
