//! The temporary variables in which gc keeps what an expression gives that is a part of another: slices of slices, results of
//! calls, of appends, of assertions (cmd/compile/internal/walk/order.go). When a statement ends its temporaries are free, and the
//! next that needs one of the type takes the one that became free last. An `append` to what is in a temporary has its buffer
//! by that: only the first such append in the function's text gets one. What a package's variables begin with is the text of one function.

use gorun_grammar::ast::{Expr, ExprKind, NodeId, UnaryOp};
use rustc_hash::{FxHashMap, FxHashSet};

use super::Walk;
use crate::compile::place::unparen;
use crate::types::TypeId;
use crate::types::info::Mode;
use crate::types::object::Builtin;

pub type Temporary = u32;

#[derive(Default, Debug)]
pub struct Temporaries {
    /// Of a function (by its number) and a type.
    free: FxHashMap<(usize, TypeId), Vec<Temporary>>,
    /// Those of the statements around.
    taken: Vec<((usize, TypeId), Temporary)>,
    /// Where the values of expressions are.
    holding: FxHashMap<NodeId, Temporary>,
    /// The expression whose value goes straight into a variable, or nowhere.
    direct: Option<NodeId>,
    count: Temporary,
    /// Those that have buffers.
    buffered: FxHashSet<Temporary>,
}

impl Temporaries {
    /// Gives it a buffer, if it has none.
    pub fn buffer(&mut self, temporary: Temporary) -> bool {
        self.buffered.insert(temporary)
    }
    /// Its text goes on elsewhere.
    pub(super) fn keep_those_of(&mut self, function: usize) {
        self.free.retain(|key, _| key.0 == function);
        self.holding.clear();
    }
}

impl<'x, 'a> Walk<'x, 'a> {
    /// Of what follows, temporaries are free at the end.
    pub(super) fn mark_temporaries(&self) -> usize {
        self.temporaries.taken.len()
    }
    pub(super) fn free_temporaries(&mut self, mark: usize) {
        let t = &mut self.temporaries;
        for (key, temporary) in t.taken.drain(mark..) {
            t.free.entry(key).or_default().push(temporary);
        }
    }
    /// The value of `e` needs no temporary.
    pub(super) fn goes_straight(&mut self, e: &Expr) {
        self.temporaries.direct = Some(unparen(e).id);
    }
    /// After the walk over the parts of `e`.
    pub(super) fn keep_temporarily(&mut self, e: &Expr) {
        if self.temporaries.direct == Some(e.id) || !self.needs_temporary(e) {
            return;
        }
        let Some(t) = self.info.types.get(&e.id).map(|t| t.ty) else {
            return;
        };
        let key = (self.number(), t);
        let pool = &mut self.temporaries;
        let known = pool.free.get_mut(&key).and_then(Vec::pop);
        let temporary = known.unwrap_or_else(|| {
            pool.count += 1;
            pool.count
        });
        pool.taken.push((key, temporary));
        pool.holding.insert(e.id, temporary);
    }
    fn needs_temporary(&self, e: &Expr) -> bool {
        match &e.kind {
            ExprKind::Slice { .. } | ExprKind::TypeAssert { .. } => true,
            ExprKind::Unary { op, .. } => *op == UnaryOp::Recv,
            ExprKind::Call { fun, .. } => match self.builtin(fun) {
                Some(b) => b == Builtin::Append,
                None => {
                    let mode = self.info.types.get(&unparen(fun).id).map(|t| t.mode);
                    let inlined = self.sites.calls.contains_key(&(self.site, e.id));
                    mode != Some(Mode::TypeExpr) && !inlined
                }
            },
            _ => false,
        }
    }
    /// Where the value of `e` is, which has been walked in this statement.
    pub(super) fn temporary_of(&self, e: &Expr) -> Option<Temporary> {
        self.temporaries.holding.get(&unparen(e).id).copied()
    }
}
