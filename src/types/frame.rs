//! What gc's back end refuses of functions: those that take and give too much by its calling convention for 64-bit machines, hold
//! too much for a moment (`temporaries`), or call what takes and gives too much.

use std::fmt::Write;

use gorun_grammar::Diagnostic;
use gorun_grammar::ast::{Decl, Pos};

use super::checker::Checker;
use super::object::ObjId;
use super::store::Types;
use super::subst::SubstMap;
use super::temporaries::Held;
use super::ty::{Basic, Type, TypeId};

/// gc's limit for a function's frame, and for what it is passed.
const LARGEST: u64 = 1 << 30;
const INT_REGISTERS: u32 = 9;
const FLOAT_REGISTERS: u32 = 15;
const WORD: u64 = 8;

/// With no array or literal of so many bytes or elements, nobody holds or passes on too much. (What has fewer would have to be copied more than a hundred times.)
const LARGE: u64 = 1 << 23;

/// A function with what it is passed and gives.
struct Passed {
    pos: Pos,
    inputs: Vec<TypeId>,
    results: Vec<TypeId>,
}

impl Checker<'_> {
    /// Reports each function, method and literal that is passed too much, holds too much, or passes on too much. Only for a package that
    /// is otherwise in order.
    pub(super) fn large_frames(&mut self) {
        if !self.types.has_array_of(LARGE) && self.longest_literal.unsigned_abs() < LARGE / WORD {
            return;
        }
        let instances = self.concrete_instances();
        let mut functions: Vec<Passed> = Vec::new();
        for decl in self.files.iter().flat_map(|f| &f.decls) {
            let Decl::Func(f) = decl else { continue };
            // Neither is compiled.
            if f.body.is_none() || f.name.name == "_" {
                continue;
            }
            let Some(&obj) = self.info.defs.get(&f.name.id) else {
                continue;
            };
            let pos = f.recv.as_ref().map_or(f.name.pos, |r| r.open);
            functions.extend(self.passed(pos, obj, &SubstMap::default(), &[]));
            for instance in instances.iter().filter(|i| i.function == obj) {
                // Instances are passed a dictionary.
                let dictionary = [TypeId::of(Basic::Uintptr)];
                functions.extend(self.passed(pos, obj, &instance.env, &dictionary));
            }
        }
        for (pos, ty) in std::mem::take(&mut self.func_lits) {
            functions.extend(self.literal_passed(pos, ty));
        }
        let held = self.held(&instances);
        // The functions that `go` and `defer` make are passed nothing.
        functions.extend(held.keys().map(|&pos| Passed {
            pos,
            inputs: Vec::new(),
            results: Vec::new(),
        }));
        functions.sort_by_key(|f| f.pos);
        let mut last = None;
        for f in functions {
            let passed = self.types.passed_on_stack(&f.inputs, &f.results);
            let Some(args) = passed.filter(|_| last != Some(f.pos)) else {
                continue;
            };
            let held = held.get(&f.pos).copied().unwrap_or_default();
            let Held {
                locals,
                callee,
                gone,
            } = held;
            let all = locals.saturating_add(callee);
            if gone || args.max(all) < LARGEST {
                continue;
            }
            last = Some(f.pos);
            let (l, a, c) = (
                locals.next_multiple_of(WORD) >> 20,
                args >> 20,
                callee >> 20,
            );
            let mut text = format!("stack frame too large (>1GB): {l} MB locals + {a} MB args");
            if args.max(locals) < LARGEST {
                let _ = write!(text, " + {c} MB callee");
            }
            self.diagnostics.push(Diagnostic::new(f.pos, text));
        }
    }

    /// What a declared function, or an instance of it, is passed; `None` where that depends on type parameters.
    fn passed(
        &mut self,
        pos: Pos,
        function: ObjId,
        env: &SubstMap,
        first: &[TypeId],
    ) -> Option<Passed> {
        let sig = self.func_sigs.get(&function)?.clone();
        let recv = sig.recv.and_then(|r| self.types.object(r).ty);
        let mut inputs: Vec<TypeId> = recv.into_iter().collect();
        inputs.extend(first);
        let mut passed = self.all_passed(pos, inputs, sig.ty)?;
        passed.inputs = self.types.subst_list(&passed.inputs, env);
        passed.results = self.types.subst_list(&passed.results, env);
        self.is_known(&passed).then_some(passed)
    }

    fn literal_passed(&self, pos: Pos, ty: TypeId) -> Option<Passed> {
        self.all_passed(pos, Vec::new(), ty)
            .filter(|p| self.is_known(p))
    }

    fn all_passed(&self, pos: Pos, mut inputs: Vec<TypeId>, ty: TypeId) -> Option<Passed> {
        let Type::Signature(sig) = self.types.get(ty) else {
            return None;
        };
        inputs.extend(&sig.params);
        let results = sig.results.clone();
        Some(Passed {
            pos,
            inputs,
            results,
        })
    }

    fn is_known(&self, passed: &Passed) -> bool {
        let mut all = passed.inputs.iter().chain(&passed.results);
        !all.any(|&t| self.types.mentions_tparams(t))
    }
}

/// The registers that are left.
#[derive(Clone, Copy)]
struct Registers {
    ints: u32,
    floats: u32,
}

const ALL: Registers = Registers {
    ints: INT_REGISTERS,
    floats: FLOAT_REGISTERS,
};

impl Types {
    /// Bytes of the stack that arguments and results take, with the places where those in registers are put when a
    /// function has too many.
    pub(super) fn passed_on_stack(&self, inputs: &[TypeId], results: &[TypeId]) -> Option<u64> {
        let (mut stack, mut spill) = (0u64, 0u64);
        let mut left = ALL;
        for &ty in inputs {
            let size = self.size_of(ty)?;
            match self.registers(ty, left) {
                Some(rest) => {
                    left = rest;
                    spill = spill
                        .next_multiple_of(self.align_of(ty))
                        .checked_add(size)?;
                }
                None => {
                    stack = stack
                        .next_multiple_of(self.align_of(ty))
                        .checked_add(size)?
                }
            }
        }
        stack = stack.next_multiple_of(WORD);
        let mut left = ALL;
        for &ty in results {
            match self.registers(ty, left) {
                Some(rest) => left = rest,
                None => {
                    let start = stack.next_multiple_of(self.align_of(ty));
                    stack = start.checked_add(self.size_of(ty)?)?;
                }
            }
        }
        let spill = spill.next_multiple_of(WORD);
        stack.next_multiple_of(WORD).checked_add(spill)
    }

    /// What is left when a value has been put into registers; None if it does not fit.
    fn registers(&self, ty: TypeId, left: Registers) -> Option<Registers> {
        let take = |ints: u32, floats: u32| {
            Some(Registers {
                ints: left.ints.checked_sub(ints)?,
                floats: left.floats.checked_sub(floats)?,
            })
        };
        match self.under_ty(ty) {
            Type::Basic(Basic::Float32 | Basic::Float64) => take(0, 1),
            Type::Basic(Basic::Complex64 | Basic::Complex128) => take(0, 2),
            Type::Basic(Basic::String) | Type::Interface(_) => take(2, 0),
            Type::Slice(_) => take(3, 0),
            Type::Array { elem, len } => match len {
                0 => Some(left),
                1 => self.registers(*elem, left),
                _ => None,
            },
            Type::Struct(s) => s
                .fields
                .iter()
                .try_fold(left, |left, f| self.registers(f.ty, left)),
            _ => take(1, 0),
        }
    }
}
