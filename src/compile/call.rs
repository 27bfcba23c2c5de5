//! Calls: what is called, arguments into the callee's slots, results out of them.

use gorun_grammar::ast::{Expr, ExprKind};

use super::callee::Callee;
use super::expr::instance_key;
use super::function::{FnBuilder, Reg};
use super::place::unparen;
use super::value::{Dest, Val};
use crate::bytecode::isa::{Insn, Op};
use crate::bytecode::rtype::{Selector, TypeRef};
use crate::types::info::{Mode, SelectionKind};
use crate::types::{Type, TypeId};

#[derive(Clone, Copy, Debug)]
pub enum Target {
    Function(u32),
    Native(u32),
    Closure(Reg),
    Interface {
        pair: Reg,
        selector: Selector,
        /// What compiled code would touch if it is nil.
        offset: u16,
    },
}

impl From<Callee> for Target {
    fn from(c: Callee) -> Target {
        match c {
            Callee::Function(f) => Target::Function(f),
            Callee::Native(n) => Target::Native(n),
        }
    }
}

/// A callee with its receiver computed.
pub struct Prepared {
    pub target: Target,
    /// The native that is tried first (`ProgramBuilder::attempt`).
    pub attempt: Option<u32>,
    pub recv: Option<(Val, TypeRef)>,
    pub params: Vec<TypeRef>,
    pub results: Vec<TypeRef>,
    pub variadic: bool,
}

/// A call with everything computed: for `go` and `defer`.
pub struct Evaluated {
    pub target: Target,
    pub values: Vec<(Val, TypeRef)>,
    pub results: Vec<TypeRef>,
}

enum Piece<'a> {
    One(&'a Expr, TypeRef),
    /// Arguments of a variadic parameter, of that slice type.
    Rest(&'a [Expr], TypeRef),
}

impl<'p, 'a> FnBuilder<'p, 'a> {
    /// A call, conversion or builtin with one result.
    pub fn call(
        &mut self,
        e: &'a Expr,
        fun: &'a Expr,
        args: &'a [Expr],
        ellipsis: bool,
        dest: Dest,
    ) -> Val {
        let f = unparen(fun);
        match self.mode(f) {
            Some(Mode::TypeExpr) => {
                let to = self.type_of(f);
                return match args.first() {
                    Some(x) => self.conversion(e.id, x, to, dest),
                    None => Val::new(0),
                };
            }
            Some(Mode::Builtin) => return self.builtin(e, f, args, ellipsis, dest),
            _ => {}
        }
        if let Some(v) = self.intrinsic(f, args, dest) {
            return v;
        }
        if !ellipsis && let Some(v) = self.inlined(f, args, dest) {
            return v;
        }
        let types = self.call_statement(e, fun, args, ellipsis);
        let v = Val::fresh(self.out(1));
        match types.first() {
            Some(&t) => self.place_value(v, t, dest),
            None => v,
        }
    }

    /// A call for its effects; the results, of these types, are in the outgoing slots.
    pub fn call_statement(
        &mut self,
        e: &'a Expr,
        fun: &'a Expr,
        args: &'a [Expr],
        ellipsis: bool,
    ) -> Vec<TypeRef> {
        let f = unparen(fun);
        if matches!(self.mode(f), Some(Mode::TypeExpr | Mode::Builtin)) {
            let mark = self.mark();
            self.call(e, fun, args, ellipsis, Dest::Any);
            self.release(mark);
            return Vec::new();
        }
        if self.puts_bytes(f, args) || !ellipsis && self.guarded(f, args) {
            return Vec::new();
        }
        let mark = self.mark();
        let results = self.ordered_call(fun, args, |b| b.make_call(e, f, args, ellipsis));
        self.release(mark);
        results
    }

    fn make_call(
        &mut self,
        e: &'a Expr,
        f: &'a Expr,
        args: &'a [Expr],
        ellipsis: bool,
    ) -> Vec<TypeRef> {
        let pos = self.here();
        if let ExprKind::Call { lparen, .. } = e.kind
            && !self.plan.moves.is_empty()
        {
            self.leave_buffers(lparen);
        }
        let quiet = !args.iter().any(|a| self.touches_out(a)) && !self.is_multi(args);
        let called = unparen(f);
        self.called_literal = matches!(called.kind, ExprKind::Func { .. }).then_some(called.id);
        let callee = match self.held_at(e.id) {
            Some(t) => self.known_method_call(f, t, quiet),
            None => self.prepare(f, quiet),
        };
        let mut slot = 1;
        match callee.recv {
            _ if self.is_multi(args) => {
                let values = self.spread(&args[0], &callee);
                let mut at = 1;
                if let Some((v, t)) = callee.recv {
                    let to = self.out(at);
                    self.own(v, t, Dest::To(to));
                    at += t.slots();
                } else if matches!(callee.target, Target::Interface { .. }) {
                    at += 1;
                }
                for (v, t) in values {
                    let to = self.out(at);
                    self.own(v, t, Dest::To(to));
                    at += t.slots();
                }
                slot = at;
            }
            Some((v, t)) if quiet => {
                let to = self.out(1);
                self.own(v, t, Dest::To(to));
                slot += t.slots();
                slot = self.args_to_slots(&callee, args, ellipsis, slot, None);
            }
            Some(recv) => {
                slot += recv.1.slots();
                slot = self.args_to_slots(&callee, args, ellipsis, slot, Some(recv));
            }
            None => {
                if matches!(callee.target, Target::Interface { .. }) {
                    slot += 1;
                }
                slot = self.args_to_slots(&callee, args, ellipsis, slot, None);
            }
        }
        self.at(pos);
        let (target, slot) = self.version(e.id, callee.target, slot);
        if let (Some(native), Target::Function(_)) = (callee.attempt, target) {
            let base = self.out(0);
            self.emit_wide(self.p.native_attempt(native), base, native);
        }
        self.emit_call(target, slot, &callee.results);
        callee.results
    }

    /// The call instruction; arguments end before `slot`.
    pub fn emit_call(&mut self, target: Target, slot: usize, results: &[TypeRef]) {
        let result_slots: usize = results.iter().map(|t| t.slots()).sum();
        self.need_out(slot.max(result_slots + 1));
        let base = self.out(0);
        match target {
            Target::Function(f) => self.emit_wide(Op::Call, base, f),
            Target::Native(n) => self.emit_wide(self.p.native_call(n), base, n),
            Target::Closure(r) => self.emit(Op::CallClosure, base, r, 0),
            Target::Interface {
                pair,
                selector,
                offset,
            } => {
                self.emit(Op::CallIface, base, pair, offset);
                self.ext_insn(Insn::wide(Op::Nop, base, selector.0));
            }
        }
    }

    /// `f(g())` where g has several results (or none).
    pub fn is_multi(&mut self, args: &[Expr]) -> bool {
        let [x] = args else { return false };
        let t = self.fact(unparen(x).id).map_or(TypeId::INVALID, |tv| tv.ty);
        matches!(self.p.types.get(t), Type::Tuple(_))
            && matches!(unparen(x).kind, ExprKind::Call { .. })
    }

    /// The results of a call as arguments, in temporaries.
    fn spread(&mut self, x: &'a Expr, callee: &Prepared) -> Vec<(Val, TypeRef)> {
        let values = self.multi(x);
        let kept: Vec<(Val, TypeRef)> = values
            .into_iter()
            .map(|(v, t)| (self.place_value(v, t, Dest::Stable), t))
            .collect();
        let n = callee.params.len();
        let fixed = if callee.variadic { n - 1 } else { n };
        let mut out = Vec::new();
        for (i, &(v, t)) in kept.iter().enumerate().take(fixed) {
            let to = callee.params[i];
            out.push((self.convert_value(v, t, to, Dest::Stable), to));
        }
        if callee.variadic {
            let slice = callee.params[n - 1];
            let rest = &kept[fixed.min(kept.len())..];
            let r = self.temp(slice);
            if rest.is_empty() {
                self.zero(r, slice);
            } else {
                let len = self.int_temp(rest.len() as i64);
                self.emit(Op::MakeSlice, r, len, len);
                self.ext_type(slice.elem);
                for (i, &(v, t)) in rest.iter().enumerate() {
                    let v = self.convert_value(v, t, slice.elem, Dest::Stable);
                    self.store(r, (i * slice.elem.size) as u32, v, slice.elem);
                }
            }
            out.push((Val::new(r), slice));
        }
        out
    }

    fn pieces(
        &self,
        params: &[TypeRef],
        variadic: bool,
        args: &'a [Expr],
        ellipsis: bool,
    ) -> Vec<Piece<'a>> {
        let n = params.len();
        let mut out = Vec::with_capacity(n);
        for (i, &t) in params.iter().enumerate() {
            if variadic && !ellipsis && i + 1 == n {
                out.push(Piece::Rest(&args[i.min(args.len())..], t));
            } else if let Some(a) = args.get(i) {
                out.push(Piece::One(a, t));
            }
        }
        out
    }
    fn piece_touches(&self, p: &Piece<'a>) -> bool {
        match p {
            Piece::One(e, _) => self.touches_out(e),
            Piece::Rest(list, _) => list.iter().any(|e| self.touches_out(e)),
        }
    }
    fn piece(&mut self, p: &Piece<'a>, dest: Dest) -> (Val, TypeRef) {
        match *p {
            Piece::One(e, t) if t.in_memory => {
                let v = self.expr_as(e, t, Dest::Any);
                (self.own(v, t, dest), t)
            }
            Piece::One(e, t) => (self.expr_as(e, t, dest), t),
            Piece::Rest(list, t) => (self.rest(list, t, dest), t),
        }
    }
    /// The slice of a variadic parameter.
    fn rest(&mut self, list: &'a [Expr], t: TypeRef, dest: Dest) -> Val {
        let r = self.dest(dest, t);
        if list.is_empty() {
            self.zero(r, t);
            return Val::new(r);
        }
        let mark = self.mark();
        let len = self.int_temp(list.len() as i64);
        self.emit(Op::MakeSlice, r, len, len);
        self.ext_type(t.elem);
        self.release(mark);
        for (i, e) in list.iter().enumerate() {
            let mark = self.mark();
            self.expr_to_memory(e, t.elem, r, (i * t.elem.size) as u32);
            self.release(mark);
        }
        Val::new(r)
    }

    /// Computes arguments into the slots from `slot` on (the receiver goes below). The answer is the slot behind them.
    fn args_to_slots(
        &mut self,
        callee: &Prepared,
        args: &'a [Expr],
        ellipsis: bool,
        mut slot: usize,
        recv: Option<(Val, TypeRef)>,
    ) -> usize {
        let pieces = self.pieces(&callee.params, callee.variadic, args, ellipsis);
        // What stands before an argument that uses the outgoing slots itself waits in registers.
        let quiet_from = pieces
            .iter()
            .rposition(|p| self.piece_touches(p))
            .map_or(0, |i| i + 1);
        let mut waiting = Vec::new();
        let start = slot;
        for (i, p) in pieces.iter().enumerate().take(quiet_from) {
            let dest = if i + 1 == quiet_from {
                Dest::Any
            } else {
                Dest::Stable
            };
            let (v, t) = self.piece(p, dest);
            waiting.push((slot, v, t));
            slot += t.slots();
        }
        // The last one may itself stand in the slots: it moves first.
        for &(at, v, t) in waiting.iter().rev() {
            let to = self.out(at);
            self.need_out(at + t.slots());
            self.own(v, t, Dest::To(to));
        }
        if let Some((v, t)) = recv {
            let to = self.out(start - t.slots());
            self.own(v, t, Dest::To(to));
        }
        for p in &pieces[quiet_from..] {
            let t = match *p {
                Piece::One(_, t) | Piece::Rest(_, t) => t,
            };
            let to = self.out(slot);
            self.need_out(slot + t.slots());
            let mark = self.mark();
            self.piece(p, Dest::To(to));
            self.release(mark);
            slot += t.slots();
        }
        slot
    }

    /// Computes what is called and its receiver. `quiet`: the arguments leave the outgoing slots alone, so a
    /// receiver may be computed into them.
    pub fn prepare(&mut self, f: &'a Expr, quiet: bool) -> Prepared {
        let name = match &f.kind {
            ExprKind::Index { x, .. } if self.is_instance(x) => unparen(x),
            _ => f,
        };
        if let Some(obj) = self.function_object(name) {
            let targs = self.type_arguments(name);
            let sig = if targs.is_empty() {
                self.obj_type(obj)
            } else {
                let ty = self.info.instances[&instance_key(name)].ty;
                self.rt(ty)
            };
            let (params, results, variadic) = super::instances::signature(sig);
            let attempt = self.p.attempt(obj, &targs);
            let target = self.p.callee(obj, targs).into();
            return Prepared {
                target,
                attempt,
                recv: None,
                params,
                results,
                variadic,
            };
        }
        if let ExprKind::Selector { x, sel } = &name.kind
            && let Some(s) = self.info.selections.get(&name.id)
            && s.kind == SelectionKind::MethodValue
        {
            return self.method_call(x, sel, s, quiet);
        }
        let t = self.type_of(f);
        let (params, results, variadic) = super::instances::signature(t);
        let r = self.expr(f, Dest::Stable).reg;
        Prepared {
            target: Target::Closure(r),
            attempt: None,
            recv: None,
            params,
            results,
            variadic,
        }
    }

    /// Everything about a call except the call itself, in registers that stay.
    pub fn evaluate_call(&mut self, fun: &'a Expr, args: &'a [Expr], ellipsis: bool) -> Evaluated {
        self.ordered_call(fun, args, |b| b.evaluate_parts(fun, args, ellipsis))
    }

    fn evaluate_parts(&mut self, fun: &'a Expr, args: &'a [Expr], ellipsis: bool) -> Evaluated {
        let callee = self.prepare(unparen(fun), false);
        let mut values = Vec::new();
        if let Some((v, t)) = callee.recv {
            values.push((self.own(v, t, Dest::Stable), t));
        }
        if self.is_multi(args) {
            values.extend(self.spread(&args[0], &callee));
        } else {
            for p in &self.pieces(&callee.params, callee.variadic, args, ellipsis) {
                values.push(self.piece(p, Dest::Stable));
            }
        }
        if let Target::Interface { pair, .. } = callee.target {
            // A method of a nil interface panics now, not when the call is made.
            let ok = self.label();
            self.jump_if(Op::JneI64K, pair, 0, ok);
            self.emit(Op::PanicNil, 0, 0, 0);
            self.bind(ok);
        }
        Evaluated {
            target: callee.target,
            values,
            results: callee.results,
        }
    }
}
