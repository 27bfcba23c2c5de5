//! What gc's back end refuses of functions. What a call passes on the stack, by gc's calling convention for 64-bit machines: its back end refuses functions that take
//! and give too much, and instances of generic ones. (It also refuses those that call such, or hold as much for a moment; they do not
//! come alone.)

use gorun_grammar::Diagnostic;
use gorun_grammar::ast::{Decl, Pos};
use rustc_hash::FxHashMap;

use super::checker::Checker;
use super::object::ObjectKind;
use super::store::Types;
use super::ty::{Basic, Type, TypeId};

/// gc's limit for a function's frame, and for what it is passed.
const LARGEST: u64 = 1 << 30;
const INT_REGISTERS: u32 = 9;
const FLOAT_REGISTERS: u32 = 15;
const WORD: u64 = 8;

impl Checker<'_> {
    /// Reports each function, method and literal that is passed too much. Only for a package that is otherwise in order.
    pub(super) fn large_frames(&mut self) {
        let mut functions: Vec<(Pos, Vec<TypeId>, TypeId)> = Vec::new();
        for decl in self.files.iter().flat_map(|f| &f.decls) {
            let Decl::Func(f) = decl else { continue };
            // Neither is compiled.
            if f.body.is_none() || f.name.name == "_" {
                continue;
            }
            let Some(sig) = self
                .info
                .defs
                .get(&f.name.id)
                .and_then(|o| self.func_sigs.get(o))
            else {
                continue;
            };
            let recv = sig.recv.and_then(|r| self.types.object(r).ty);
            let pos = f.recv.as_ref().map_or(f.name.pos, |r| r.open);
            functions.push((pos, recv.into_iter().collect(), sig.ty));
        }
        let literals = self.func_lits.drain(..);
        functions.extend(literals.map(|(pos, ty)| (pos, Vec::new(), ty)));
        functions.extend(self.instantiated());
        functions.sort_by_key(|(pos, ..)| *pos);
        let copied = match self.types.has_array_of(LARGEST) {
            true => self.copied_arrays(),
            false => FxHashMap::default(),
        };
        let mut last = None;
        for (pos, mut inputs, ty) in functions {
            if last == Some(pos) {
                continue;
            }
            let Type::Signature(sig) = self.types.get(ty) else {
                continue;
            };
            inputs.extend(&sig.params);
            let passed = inputs.iter().chain(&sig.results);
            if passed.copied().any(|t| self.types.mentions_tparams(t)) {
                continue;
            }
            let bytes = self.types.passed_on_stack(&inputs, &sig.results);
            let locals = copied.get(&pos).copied().unwrap_or(0);
            if let Some(bytes) = bytes.filter(|&n| n.max(locals) >= LARGEST) {
                last = Some(pos);
                let (locals, args) = (locals.next_multiple_of(WORD) >> 20, bytes >> 20);
                let text =
                    format!("stack frame too large (>1GB): {locals} MB locals + {args} MB args");
                self.diagnostics.push(Diagnostic::new(pos, text));
            }
        }
    }

    /// The instances of generic functions that the package names: gc passes them a dictionary first.
    pub(super) fn instantiated(&self) -> Vec<(Pos, Vec<TypeId>, TypeId)> {
        let named = self.info.instances.iter().filter_map(|(id, instance)| {
            let obj = self.types.object(*self.info.uses.get(id)?);
            let is_function = matches!(obj.kind, ObjectKind::Func { recv: None });
            is_function.then_some((obj.pos, vec![TypeId::of(Basic::Uintptr)], instance.ty))
        });
        named.collect()
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
    fn passed_on_stack(&self, inputs: &[TypeId], results: &[TypeId]) -> Option<u64> {
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
