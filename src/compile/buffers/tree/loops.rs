//! Loops over functions: a call of the function with the body as a function literal (cmd/compile/internal/rangefunc).

use gorun_grammar::ast::{ExprKind, RangeStmt};

use super::super::flow::{HEAP, Hole};
use super::inline::Args;
use super::{DISCARD, Tree};
use crate::compile::place::unparen;
use crate::types::Type;

impl<'x, 'a> Tree<'x, 'a> {
    pub(super) fn is_loop(&self, s: &RangeStmt) -> bool {
        let t = self.info.types.get(&unparen(&s.x).id).map(|t| t.ty);
        let under = t.map(|t| self.p.types.get(self.p.types.underlying(t)));
        matches!(under, Some(Type::Signature(_)))
    }

    pub(super) fn loop_over(&mut self, s: &'a RangeStmt) {
        let f = unparen(&s.x);
        let results = self.results_here();
        self.around_loops.insert((self.site, s.range), results);
        let args = Args {
            list: &[],
            ellipsis: false,
            body: Some(s),
        };
        if let ExprKind::Call { .. } = &f.kind {
            self.discard(f);
        }
        if let Some(site) = self.inlinable(f, &args, s.range) {
            self.sites.loops.insert((self.site, s.range), site);
            if let ExprKind::Func { .. } = &f.kind {
                self.sites.dead.insert((self.site, f.id));
            }
            return self.inline(site, &[], f, &args);
        }
        let k = self.passed_to(f);
        self.loop_body(k, s);
    }

    /// The body as a function that stays one; `k`: where it goes.
    pub(super) fn loop_body(&mut self, k: Hole, s: &'a RangeStmt) {
        let around = self.around_loops.get(&(self.site, s.range)).cloned();
        self.closure(k, None, around, |w| {
            for e in s.key.iter().chain(&s.value) {
                let k = match w.info.defs.get(&e.id).copied() {
                    Some(obj) if s.define => Hole::to(w.declare(obj)),
                    _ if matches!(&e.kind, ExprKind::Ident(n) if n == "_") => DISCARD,
                    _ => w.place(e),
                };
                w.graph.flow(k, HEAP);
                w.reassigned(k);
            }
            w.block(&s.body);
        });
    }
}
