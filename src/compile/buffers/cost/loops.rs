//! What loops over functions cost. gc makes the body a function, which keeps in a variable whether it may be called, and in
//! another where the loop is to be left to (cmd/compile/internal/rangefunc); the numbers are the nodes of that.

use gorun_grammar::ast::{ExprKind, RangeStmt, Stmt, StmtKind};

use smol_str::SmolStr;

use super::super::children::{self, Child};
use super::{CALL, Cost};
use crate::compile::place::unparen;
use crate::types::Type;

/// The variables of a loop, the call's argument, and the check that the body has come to its end.
const LOOP: i32 = 36;
/// What is called is kept in a variable of its own, if it is no name.
const KEPT: i32 = 5;
/// The body finds that it may be called, and says so again at its end.
const BODY: i32 = 20;
/// The variable that says where the loop is left to, made once in a function.
const NEXT: i32 = 4;
/// After a loop: whether to return, in a function and in the body of a loop around.
const RETURNS: i32 = 5;
const RETURNS_TO_BODY: i32 = 9;
/// After a loop in another's body: whether the number is one that loop knows.
const INNER: i32 = 7;
/// And whether it is one of the ways that lead to a loop around, and each of those.
const FAR: i32 = 9;
const FAR_WAY: i32 = 12;
/// `break` and `continue` in a body: the state, and an answer. With a label or as `return`, the number too.
pub(super) const LEAVE: i32 = 5;
pub(super) const LEAVE_FAR: i32 = 8;

/// Where in the body of a loop over a function the walk is.
#[derive(Clone, Copy, Default)]
pub(super) struct InBody {
    /// Ordinary loops around inside of it, and statements that `break` leaves.
    pub loops: u32,
    pub breakable: u32,
}

/// What there is in a loop's body, bodies of loops in it included.
#[derive(Clone, Default)]
struct Ways {
    /// Jumps by label, which label and whether it goes on there; those that lead out of the loop in the end.
    far: Vec<(SmolStr, bool)>,
    returns: bool,
    labels: bool,
    loops: bool,
}

impl<'x, 'a> Cost<'x, 'a> {
    pub(super) fn is_loop(&self, r: &RangeStmt) -> bool {
        matches!(self.under(self.type_of(&r.x)), Type::Signature(_))
    }

    fn ways(&self, list: &[Stmt], found: &mut Ways) {
        for s in list {
            self.ways_of(s, found);
        }
    }
    fn ways_of(&self, s: &Stmt, found: &mut Ways) {
        match &s.kind {
            StmtKind::Return(_) => found.returns = true,
            StmtKind::Break(Some(label)) | StmtKind::Continue(Some(label)) => {
                found.labels = true;
                let way = (label.name.clone(), matches!(s.kind, StmtKind::Continue(_)));
                if !found.far.contains(&way) {
                    found.far.push(way);
                }
            }
            StmtKind::Labeled { label, stmt } => {
                let before = found.far.clone();
                self.ways_of(stmt, found);
                let kept = |w: &(SmolStr, bool)| w.0 != label.name || before.contains(w);
                found.far.retain(kept);
                return;
            }
            StmtKind::Goto(_) => found.labels = true,
            StmtKind::Range(r) if self.is_loop(r) => {
                found.loops = true;
                return self.ways(&r.body.stmts, found);
            }
            _ => {}
        }
        children::of_stmt(s, &mut |c| {
            if let Child::Stmt(s) = c {
                self.ways_of(s, found);
            }
        });
    }

    /// A loop; its body costs only itself.
    pub(super) fn loop_over(&mut self, r: &'a RangeStmt) {
        let mut ways = Ways::default();
        self.ways(&r.body.stmts, &mut ways);
        let own = self.label.take();
        ways.far.retain(|w| Some(&w.0) != own.as_ref());
        self.sum += LOOP + 1;
        let f = unparen(&r.x);
        if let ExprKind::Call { .. } = &f.kind {
            self.sum += KEPT + CALL;
            self.expr(f);
        } else {
            self.callee(f);
        }
        match self.in_body {
            Some(_) => {
                self.sum += INNER;
                if !ways.far.is_empty() {
                    self.sum += FAR + FAR_WAY * ways.far.len() as i32;
                }
                self.sum += if ways.returns { RETURNS_TO_BODY } else { 0 };
            }
            None => {
                let next = (ways.returns || ways.labels || ways.loops) && !self.has_next;
                self.has_next |= next;
                self.sum += if next { NEXT } else { 0 };
                self.sum += if ways.returns { RETURNS } else { 0 };
            }
        }
    }

    /// The body as a function.
    pub fn loop_body(&mut self, r: &'a RangeStmt) {
        self.in_body = Some(InBody::default());
        self.sum += BODY;
        if !r.define {
            for e in r.key.iter().chain(&r.value) {
                self.sum += 2;
                self.place(e);
            }
        }
        self.body(&r.body);
    }

    /// A jump; `far`: it has a label.
    pub(super) fn jump(&mut self, far: bool, inside: impl Fn(InBody) -> u32) {
        self.sum += match self.in_body {
            Some(_) if far => LEAVE_FAR,
            Some(b) if inside(b) == 0 => LEAVE,
            _ => 1,
        };
    }

    /// Walks the inside of a statement that `break` leaves.
    pub(super) fn within(&mut self, is_loop: bool, walk: impl FnOnce(&mut Self)) {
        let outer = self.in_body;
        if let Some(b) = &mut self.in_body {
            b.loops += u32::from(is_loop);
            b.breakable += 1;
        }
        walk(self);
        self.in_body = outer;
    }
}
