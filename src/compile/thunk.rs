//! Calls put off: closures without arguments that make a call whose parts have been computed, for `defer` and `go`.

use gorun_grammar::ast::Pos;

use super::call::{Evaluated, Target};
use super::function::{FnBuilder, Reg, classes};
use super::value::Dest;
use crate::bytecode::isa::Op;
use crate::bytecode::rtype::{TypeRef, WordClass};
use crate::types::object::Builtin;

impl<'p, 'a> FnBuilder<'p, 'a> {
    /// A closure that makes the call, which stands at `pos`; of that name where a report shows everything.
    pub fn thunk(&mut self, call: &Evaluated, pos: Pos, name: &str) -> Reg {
        let mut captured = Vec::new();
        match call.target {
            Target::Closure(r) => captured.push((r, vec![WordClass::Pointer])),
            Target::Interface { pair, .. } => {
                captured.push((pair, vec![WordClass::Scalar, WordClass::IfaceData]))
            }
            _ => {}
        }
        let first = captured.len();
        captured.extend(call.values.iter().map(|&(v, t)| (v.reg, classes(t))));
        let f = self.p.reserve();
        let context = self.p.glue_context();
        let plan = self.plan.clone();
        // A nil function without arguments and results fails where it is called; such a call has no wrapper.
        let plain = call.values.is_empty() && call.results.is_empty();
        let may_fail = matches!(call.target, Target::Closure(_)) && !plain && name != self.name;
        let shapes: Vec<Vec<WordClass>> = captured.iter().map(|c| c.1.clone()).collect();
        let function = self.p.build(f, &context, name, pos, |b| {
            b.wrapper = true;
            b.method_wrapper = may_fail;
            b.plan = plan.clone();
            b.signature(&[], &[]);
            let homes = b.open_words(&shapes);
            let target = match call.target {
                Target::Closure(_) => Target::Closure(homes[0]),
                Target::Interface {
                    selector, offset, ..
                } => Target::Interface {
                    pair: homes[0],
                    selector,
                    offset,
                },
                t => t,
            };
            let mut slot = if matches!(target, Target::Interface { .. }) {
                2
            } else {
                1
            };
            for (&r, c) in homes.iter().zip(&shapes).skip(first) {
                let to = b.out(slot);
                b.need_out(slot + c.len());
                b.mov_slots(to, r, c.len());
                slot += c.len();
            }
            b.emit_call(target, slot, &call.results);
            b.emit(Op::Ret, 0, 0, 0);
        });
        self.p.functions[f as usize] = Some(Box::new(function));
        self.make_closure(f, &captured, Dest::Stable).reg
    }

    /// A closure that runs a builtin on values; of that name where tracebacks show it, which is only when it panics itself.
    pub fn builtin_thunk(
        &mut self,
        builtin: Builtin,
        values: &[(Reg, TypeRef)],
        name: String,
    ) -> Reg {
        let captured: Vec<(Reg, Vec<WordClass>)> =
            values.iter().map(|&(r, t)| (r, classes(t))).collect();
        let shapes: Vec<Vec<WordClass>> = captured.iter().map(|c| c.1.clone()).collect();
        let f = self.p.reserve();
        let context = self.p.glue_context();
        let pos: Pos = self.here();
        let types: Vec<TypeRef> = values.iter().map(|v| v.1).collect();
        let function = self.p.build(f, &context, &name, pos, |b| {
            b.wrapper = builtin != Builtin::Panic;
            b.signature(&[], &[]);
            let homes = b.open_words(&shapes);
            let values: Vec<(Reg, TypeRef)> =
                homes.into_iter().zip(types.iter().copied()).collect();
            b.builtin_on_values(builtin, &values);
            b.emit(Op::Ret, 0, 0, 0);
        });
        self.p.functions[f as usize] = Some(Box::new(function));
        self.make_closure(f, &captured, Dest::Stable).reg
    }

    /// The captured words of the closure in registers.
    pub fn open_words(&mut self, shapes: &[Vec<WordClass>]) -> Vec<Reg> {
        if shapes.iter().all(|s| s.is_empty()) {
            return vec![0; shapes.len()];
        }
        let closure = self.local_of(&[WordClass::Pointer]);
        self.emit(Op::Closure, closure, 0, 0);
        let mut at = 8u16;
        shapes
            .iter()
            .map(|s| {
                let r = self.local_of(s);
                for i in 0..s.len() {
                    self.emit(Op::Load64, r + i as Reg, closure, at);
                    at += 8;
                }
                r
            })
            .collect()
    }
}
