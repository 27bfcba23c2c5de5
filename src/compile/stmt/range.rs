//! `for range` over integers, slices, arrays, strings, maps and channels.

use gorun_grammar::ast::{Expr, ExprKind, RangeStmt, UnaryOp};

use crate::bytecode::isa::Op;
use crate::bytecode::program::NO_REG;
use crate::bytecode::rtype::{Detail, Kind, TypeRef};
use crate::compile::expr::arith::{is_integer, is_unsigned};
use crate::compile::function::{FnBuilder, Home, Reg};
use crate::compile::place::{Place, unparen};
use crate::compile::value::{Dest, Val};
use crate::types::Basic;

fn wanted(e: &Option<Expr>) -> Option<&Expr> {
    e.as_ref()
        .filter(|e| !matches!(&e.kind, ExprKind::Ident(n) if n == "_"))
}

impl<'p, 'a> FnBuilder<'p, 'a> {
    pub fn range_stmt(&mut self, s: &'a RangeStmt) {
        self.at(s.range);
        let locals = self.mark_locals();
        self.in_loop(|b| b.range_loop(s));
        self.release_locals(locals);
    }

    fn range_loop(&mut self, s: &'a RangeStmt) {
        let t = self.type_of(&s.x);
        if s.define && self.escape.old_loops && t.kind != Kind::Func {
            self.loop_variables(s);
        }
        match t.kind {
            Kind::Func => self.range_func(s, t),
            Kind::Slice => self.range_slice(s, t),
            Kind::Array | Kind::Pointer
                if wanted(&s.value).is_none() && !self.calls_or_receives(&s.x) =>
            {
                let array = if t.kind == Kind::Pointer { t.elem } else { t };
                self.range_length(s, array);
            }
            Kind::Array => self.range_array(s, t),
            Kind::Pointer => {
                let v = self.expr(&s.x, Dest::Stable);
                self.range_elements(s, v.reg, t.elem);
            }
            Kind::String => self.range_string(s),
            Kind::Map => self.range_map(s, t),
            Kind::Chan => self.range_chan(s, t),
            k if is_integer(k) => self.range_int(s, t),
            _ => self.fail("internal error: range over something else"),
        }
    }

    /// Whether each iteration has variables of its own. Before Go 1.22 the loop has them.
    fn new_each_time(&self, s: &RangeStmt) -> bool {
        s.define && !self.escape.old_loops
    }

    /// Declares the variables that all iterations share.
    fn loop_variables(&mut self, s: &'a RangeStmt) {
        for e in s.key.iter().chain(&s.value) {
            if let Some(&obj) = self.info.defs.get(&e.id) {
                let t = self.obj_type(obj);
                self.declare(obj, t, true);
            }
        }
    }

    /// Gives an iteration value to the variable or place on the left. New variables are new each time.
    pub fn range_variable(&mut self, e: Option<&'a Expr>, define: bool, v: Val, t: TypeRef) {
        let Some(e) = e else { return };
        if matches!(&e.kind, ExprKind::Ident(n) if n == "_") {
            return;
        }
        if define {
            if let Some(&obj) = self.info.defs.get(&e.id) {
                let to = self.obj_type(obj);
                self.bind_value(obj, to, v, t);
            }
            return;
        }
        self.assign_ordered(&[e], &[(v, t)]);
    }

    /// Assigns values that are there to what is on the left, as a statement of its own would.
    pub fn assign_ordered(&mut self, lhs: &[&'a Expr], values: &[(Val, TypeRef)]) {
        let mark = self.mark();
        self.ordered(lhs, |b| b.assign_values(lhs, values));
        self.release(mark);
    }

    /// Whether the loop's own register may be the variable: nobody assigns it or keeps its address.
    fn may_alias(&self, e: &Expr) -> bool {
        self.info
            .defs
            .get(&e.id)
            .is_some_and(|o| !self.escape.cells.contains(o) && !self.escape.assigned.contains(o))
    }
    /// An index that counts, as the loop's variable.
    fn counter_variable(&mut self, s: &'a RangeStmt, i: Reg, t: TypeRef) {
        let Some(e) = wanted(&s.key) else { return };
        if !self.new_each_time(s) && wanted(&s.value).is_some() {
            return;
        }
        if self.new_each_time(s) && self.may_alias(e) {
            if let Some(&obj) = self.info.defs.get(&e.id) {
                self.vars.insert(obj, Home::Reg(i));
            }
            return;
        }
        self.range_variable(Some(e), self.new_each_time(s), Val::new(i), t);
    }

    /// The operand of a loop in registers that the body does not change.
    fn range_operand(&mut self, e: &'a Expr, t: TypeRef) -> Reg {
        let v = self.expr(e, Dest::Stable);
        let kept = match self.object_of(unparen(e)) {
            Some(obj) => !self.escape.assigned.contains(&obj),
            None => !matches!(unparen(e).kind, ExprKind::Selector { .. }),
        };
        if kept {
            return v.reg;
        }
        let r = self.temp(t);
        self.mov_slots(r, v.reg, t.slots());
        r
    }

    fn range_int(&mut self, s: &'a RangeStmt, t: TypeRef) {
        // The variable's type decides where the operand is an untyped constant.
        let t = match wanted(&s.key) {
            Some(e) if s.define => self
                .info
                .defs
                .get(&e.id)
                .copied()
                .map_or(t, |o| self.obj_type(o)),
            Some(e) => self.type_of(e),
            None => t,
        };
        let n = match self.const_i16(&s.x) {
            Some(k) => Err(k),
            None => {
                let v = self.expr_as(&s.x, t, Dest::Stable).reg;
                let r = self.temp(t);
                self.mov_slots(r, v, 1);
                Ok(r)
            }
        };
        let i = self.scalar();
        self.load_int(i, 0);
        let unsigned = is_unsigned(t.kind) && t.size == 8;
        let (top, cont, end) = (self.label(), self.label(), self.label());
        self.open_target(end, Some(cont));
        match n {
            Err(k) => {
                if k <= 0 {
                    self.jump(end);
                }
            }
            Ok(n) if unsigned => self.jump_if(Op::JleU64, n, i, end),
            Ok(n) => self.jump_if(Op::JleI64, n, i, end),
        }
        self.bind(top);
        let locals = self.mark_locals();
        self.counter_variable(s, i, t);
        self.block(&s.body);
        self.release_locals(locals);
        self.bind(cont);
        self.at(s.range);
        match n {
            Err(k) if !self.is_far() => self.jump_if(Op::LoopIncLtI64K, i, k as u16, top),
            Ok(n) if !unsigned && !self.is_far() => self.jump_if(Op::LoopIncLtI64, i, n, top),
            Err(k) => {
                self.emit(Op::AddI64K, i, i, 1);
                self.jump_if(Op::LoopLtI64K, i, k as u16, top);
            }
            Ok(n) if unsigned => {
                self.emit(Op::AddI64K, i, i, 1);
                self.jump_if(Op::LoopNeI64, i, n, top);
            }
            Ok(n) => {
                self.emit(Op::AddI64K, i, i, 1);
                self.jump_if(Op::LoopLtI64, i, n, top);
            }
        }
        self.bind(end);
        self.close_target();
    }

    /// The frame of a loop that counts `i` from 0 to the length in register `n`.
    fn counted(&mut self, s: &'a RangeStmt, i: Reg, n: Reg, body: impl FnOnce(&mut Self)) {
        let (top, cont, end) = (self.label(), self.label(), self.label());
        self.open_target(end, Some(cont));
        self.load_int(i, 0);
        self.jump_if(Op::JleI64, n, i, end);
        self.bind(top);
        let locals = self.mark_locals();
        body(self);
        self.block(&s.body);
        self.release_locals(locals);
        self.bind(cont);
        self.at(s.range);
        if self.is_far() {
            self.emit(Op::AddI64K, i, i, 1);
            self.jump_if(Op::LoopLtI64, i, n, top);
        } else {
            self.jump_if(Op::LoopIncLtI64, i, n, top);
        }
        self.bind(end);
        self.close_target();
    }

    /// `for k, v = range`: both left sides are computed before either is assigned.
    fn assign_both(
        &mut self,
        s: &'a RangeStmt,
        key: Val,
        kt: TypeRef,
        value: Val,
        vt: TypeRef,
    ) -> bool {
        let (false, Some(k), Some(v)) = (self.new_each_time(s), wanted(&s.key), wanted(&s.value))
        else {
            return false;
        };
        self.assign_ordered(&[k, v], &[(key, kt), (value, vt)]);
        true
    }

    fn element_variable(&mut self, s: &'a RangeStmt, p: Place, index: Reg) {
        let Some(e) = wanted(&s.value) else { return };
        let t = p.ty();
        if !self.new_each_time(s) && wanted(&s.key).is_some() {
            let mark = self.mark();
            let int = self.int();
            let v = self.load_place(p, Dest::Stable);
            self.assign_both(s, Val::new(index), int, v, t);
            self.release(mark);
            return;
        }
        // Straight into the new variable's registers.
        if self.new_each_time(s)
            && !t.in_memory
            && let Some(&obj) = self.info.defs.get(&e.id)
            && !self.escape.cells.contains(&obj)
        {
            let r = self.local(t);
            let mark = self.mark();
            self.load_place(p, Dest::To(r));
            self.release(mark);
            self.vars.insert(obj, Home::Reg(r));
            return;
        }
        let mark = self.mark();
        let v = self.load_place(p, Dest::Any);
        self.range_variable(Some(e), self.new_each_time(s), v, t);
        self.release(mark);
    }

    fn range_slice(&mut self, s: &'a RangeStmt, t: TypeRef) {
        let slice = self.range_operand(&s.x, t);
        let int = self.int();
        let i = self.scalar();
        self.counted(s, i, slice + 1, |b| {
            b.counter_variable(s, i, int);
            b.element_variable(
                s,
                Place::Slice {
                    slice,
                    index: i,
                    t: t.elem,
                },
                i,
            );
        });
    }

    fn range_array(&mut self, s: &'a RangeStmt, t: TypeRef) {
        if wanted(&s.value).is_none() {
            // Only the length matters; the operand is evaluated all the same.
            let base = self.pointer();
            self.discard(&s.x);
            self.emit(Op::Zero, base, 0, 0);
            return self.range_elements(s, base, t);
        }
        let v = self.expr(&s.x, Dest::Stable);
        let changes = match self.object_of(unparen(&s.x)) {
            Some(obj) => {
                !self.vars.contains_key(&obj)
                    || self.escape.assigned.contains(&obj)
                    || self.escape.cells.contains(&obj)
            }
            None => true,
        };
        let base = if changes {
            self.own(v, t, Dest::Stable).reg
        } else {
            v.reg
        };
        self.range_elements(s, base, t);
    }

    fn range_elements(&mut self, s: &'a RangeStmt, base: Reg, t: TypeRef) {
        let Detail::Array { len, .. } = t.detail else {
            return;
        };
        let int = self.int();
        let n = self.int_temp(len as i64);
        let i = self.scalar();
        self.counted(s, i, n, |b| {
            b.counter_variable(s, i, int);
            b.element_variable(
                s,
                Place::Array {
                    base,
                    off: 0,
                    index: i,
                    len,
                    t: t.elem,
                },
                i,
            );
        });
    }

    /// Only the length of an array is needed, and that is a constant: the operand is not evaluated.
    fn range_length(&mut self, s: &'a RangeStmt, t: TypeRef) {
        let Detail::Array { len, .. } = t.detail else {
            return;
        };
        let int = self.int();
        let n = self.int_temp(len as i64);
        let i = self.scalar();
        self.counted(s, i, n, |b| b.counter_variable(s, i, int));
    }

    /// Whether evaluating a variable-like expression calls something or receives. What looks like neither counts as both.
    fn calls_or_receives(&self, e: &Expr) -> bool {
        match &unparen(e).kind {
            _ if self.const_of(e).is_some() => false,
            ExprKind::Ident(_) => false,
            ExprKind::Star(x) => self.calls_or_receives(x),
            ExprKind::Selector { x, .. } => {
                self.info.selections.contains_key(&unparen(e).id) && self.calls_or_receives(x)
            }
            ExprKind::Index { x, indices, .. } => {
                self.calls_or_receives(x) || indices.iter().any(|i| self.calls_or_receives(i))
            }
            ExprKind::Unary { op, x } => *op != UnaryOp::Addr || self.calls_or_receives(x),
            _ => true,
        }
    }

    fn range_string(&mut self, s: &'a RangeStmt) {
        let t = self.type_of(&s.x);
        let string = self.range_operand(&s.x, t);
        let (int, rune) = (self.int(), self.basic(Basic::Int32));
        let (i, next, r) = (self.int_temp(0), self.scalar(), self.scalar());
        let (top, cont, end) = (self.label(), self.label(), self.label());
        self.open_target(end, Some(cont));
        self.jump_if(Op::JleI64, string + 1, i, end);
        self.bind(top);
        let locals = self.mark_locals();
        self.emit(Op::DecodeRune, r, string, i);
        self.ext16([next, 0, 0, 0]);
        self.counter_variable(s, i, int);
        if !self.assign_both(s, Val::new(i), int, Val::new(r), rune) {
            self.range_variable(s.value.as_ref(), self.new_each_time(s), Val::new(r), rune);
        }
        self.block(&s.body);
        self.release_locals(locals);
        self.bind(cont);
        self.at(s.range);
        self.emit(Op::Mov, i, next, 0);
        self.jump_if(Op::LoopLtI64, i, string + 1, top);
        self.bind(end);
        self.close_target();
    }

    fn range_map(&mut self, s: &'a RangeStmt, t: TypeRef) {
        let Detail::Map { key, .. } = t.detail else {
            return;
        };
        let map = self.expr(&s.x, Dest::Stable).reg;
        let it = self.pointer();
        self.emit(Op::MapIter, it, map, 0);
        self.ext_type(t);
        let k = if wanted(&s.key).is_some() && key.slots() > 0 {
            self.temp(key)
        } else {
            NO_REG
        };
        let v = if wanted(&s.value).is_some() && t.elem.slots() > 0 {
            self.temp(t.elem)
        } else {
            NO_REG
        };
        let (top, cont, end) = (self.label(), self.label(), self.label());
        self.open_target(end, Some(cont));
        self.bind(top);
        self.jump_in_ext(2, end);
        self.emit(Op::MapNext, it, k, v);
        self.ext_type(t);
        self.ext32(0, 0);
        let locals = self.mark_locals();
        if !self.assign_both(s, Val::new(k), key, Val::new(v), t.elem) {
            self.range_variable(s.key.as_ref(), self.new_each_time(s), Val::new(k), key);
            self.range_variable(s.value.as_ref(), self.new_each_time(s), Val::new(v), t.elem);
        }
        self.block(&s.body);
        self.release_locals(locals);
        self.bind(cont);
        self.at(s.range);
        self.jump_on(Op::Loop, 0, top);
        self.bind(end);
        self.close_target();
    }

    fn range_chan(&mut self, s: &'a RangeStmt, t: TypeRef) {
        let v = self.expr(&s.x, Dest::Stable).reg;
        let ch = self.pointer();
        self.emit(Op::Mov, ch, v, 0);
        let value = self.temp(t.elem);
        let ok = self.scalar();
        let (top, cont, end) = (self.label(), self.label(), self.label());
        self.open_target(end, Some(cont));
        self.bind(top);
        let to = if t.elem.slots() == 0 || wanted(&s.key).is_none() {
            NO_REG
        } else {
            value
        };
        self.emit(Op::Recv, to, ch, ok);
        self.ext_type(t);
        self.jump_on(Op::Jf, ok, end);
        let locals = self.mark_locals();
        self.range_variable(
            s.key.as_ref(),
            self.new_each_time(s),
            Val::fresh(value),
            t.elem,
        );
        self.block(&s.body);
        self.release_locals(locals);
        self.bind(cont);
        self.at(s.range);
        self.jump_on(Op::Loop, 0, top);
        self.bind(end);
        self.close_target();
    }
}
