//! `defer` and `go`.

use gorun_grammar::ast::{Expr, ExprKind};

use crate::bytecode::isa::Op;
use crate::bytecode::rtype::{Detail, TypeRef};
use crate::compile::call::{Evaluated, Target};
use crate::compile::function::{FnBuilder, Reg};
use crate::compile::place::unparen;
use crate::compile::value::Dest;
use crate::types::info::Mode;
use crate::types::object::Builtin;

impl<'p, 'a> FnBuilder<'p, 'a> {
    /// A closure without arguments that makes the call `e`, whose parts are computed now.
    fn put_off(&mut self, e: &'a Expr, what: &str) -> Option<Reg> {
        let ExprKind::Call {
            fun,
            args,
            ellipsis,
            lparen,
            ..
        } = &unparen(e).kind
        else {
            return None;
        };
        let f = unparen(fun);
        match self.mode(f) {
            Some(Mode::Builtin) => return self.builtin_put_off(f, args, what),
            Some(Mode::TypeExpr) => {
                self.discard(e);
                return None;
            }
            _ => {}
        }
        if args.is_empty() && matches!(f.kind, ExprKind::Func { .. }) {
            return Some(self.expr(f, Dest::Stable).reg);
        }
        let call = self.evaluate_call(fun, args, ellipsis.is_some());
        self.count_wrapper(&call);
        if call.values.is_empty()
            && let Target::Function(id) = call.target
        {
            let r = self.pointer();
            self.emit_wide(Op::FuncValue, r, id);
            return Some(r);
        }
        let name = self.wrapper_name(what);
        Some(self.thunk(&call, *lparen, &name))
    }

    /// gc numbers the wrappers of a function's go and defer statements; calls without arguments and results need none.
    fn count_wrapper(&mut self, call: &Evaluated) {
        let plain = matches!(call.target, Target::Function(_) | Target::Closure(_));
        if !(plain && call.values.is_empty() && call.results.is_empty()) {
            self.put_off_calls += 1;
        }
    }

    fn wrapper_name(&self, what: &str) -> String {
        format!("{}.{what}wrap{}", self.name, self.put_off_calls)
    }

    fn builtin_put_off(&mut self, f: &'a Expr, args: &'a [Expr], what: &str) -> Option<Reg> {
        let b = self.builtin_of(f)?;
        let mut values: Vec<(Reg, TypeRef)> = Vec::new();
        for (i, a) in args.iter().enumerate() {
            let mut t = self.type_of(a);
            match b {
                Builtin::Panic => {
                    let any = self.p.types.universe.any;
                    t = self.p.rtype(any);
                }
                Builtin::Delete if i == 1 => {
                    if let Detail::Map { key, .. } = values[0].1.detail {
                        t = key;
                    }
                }
                _ => {}
            }
            let v = self.expr_as(a, t, Dest::Stable);
            values.push((self.own(v, t, Dest::Stable).reg, t));
        }
        self.put_off_calls += 1;
        let wrapper = self.wrapper_name(what);
        Some(self.builtin_thunk(b, &values, wrapper))
    }

    pub fn defer_stmt(&mut self, e: &'a Expr) {
        let Some(r) = self.put_off(e, "defer") else {
            return;
        };
        if self.yielding.is_some() {
            return self.defer_from_loop(r);
        }
        self.emit(Op::Defer, r, 0, 0);
    }

    pub fn go_stmt(&mut self, e: &'a Expr) {
        let ExprKind::Call {
            fun,
            args,
            ellipsis,
            lparen,
            ..
        } = &unparen(e).kind
        else {
            return;
        };
        let f = unparen(fun);
        if matches!(self.mode(f), Some(Mode::Builtin | Mode::TypeExpr)) {
            if let Some(r) = self.put_off(e, "go") {
                let base = self.out(0);
                self.emit(Op::GoClosure, base, 0, r);
            }
            return;
        }
        let call = self.evaluate_call(fun, args, ellipsis.is_some());
        self.count_wrapper(&call);
        if !matches!(call.target, Target::Function(_) | Target::Closure(_)) {
            let name = self.wrapper_name("go");
            let r = self.thunk(&call, *lparen, &name);
            let base = self.out(0);
            self.emit(Op::GoClosure, base, 0, r);
            return;
        }
        if !(call.values.is_empty() && call.results.is_empty()) {
            let at = self.here();
            self.go_wrappers.push((at, self.put_off_calls));
        }
        let started = self.label();
        if let Target::Closure(r) = call.target
            && !(call.values.is_empty() && call.results.is_empty())
            && !matches!(f.kind, ExprKind::Func { .. })
        {
            // If it is nil, it is the goroutine that fails, in its wrapper.
            let some = self.label();
            self.jump_if(Op::JneI64K, r, 0, some);
            let name = self.wrapper_name("go");
            let thunk = self.thunk(&call, *lparen, &name);
            let base = self.out(0);
            self.emit(Op::GoClosure, base, 0, thunk);
            self.jump(started);
            self.bind(some);
        }
        let mut slot = 1;
        for &(v, t) in &call.values {
            let to = self.out(slot);
            self.need_out(slot + t.slots());
            self.own(v, t, Dest::To(to));
            slot += t.slots();
        }
        let base = self.out(0);
        match call.target {
            Target::Function(f) => {
                self.emit(Op::Go, base, slot as u16 - 1, 0);
                self.ext(f as u64);
            }
            Target::Closure(r) => self.emit(Op::GoClosure, base, slot as u16 - 1, r),
            _ => {}
        }
        self.bind(started);
    }
}
