//! The end of a function: jumps get their distances, registers their numbers.

use super::{Fix, FnBuilder, OUT, PTR_BASE};
use crate::bytecode::function::Function;
use crate::bytecode::inlines::NOTHING;
use crate::bytecode::isa::{Ext, Insn, Op, Operand};
use crate::bytecode::program::{NO_REG, SelectCase, SwitchTable};
use crate::bytecode::rtype::WordClass;

impl FnBuilder<'_, '_> {
    /// The finished function; `None` when a short jump does not reach: build it again with `far`.
    pub fn finish(mut self, id: u32) -> Option<Function> {
        if let Some(why) = &self.failed {
            let d = gorun_grammar::Diagnostic::new(self.start, why.clone());
            self.p.diagnostics.push(d);
        }
        self.p.say_too_large(self.start);
        let scalars_end = self.first_scalar() + self.scalars;
        let frame_size = scalars_end + self.pointers.len() as u16;
        let renumber = |r: u16| match r {
            NO_REG => NO_REG,
            r if r >= OUT => frame_size + (r - OUT),
            r if r >= PTR_BASE => scalars_end + (r - PTR_BASE),
            r => r,
        };
        if !self.put_distances() {
            return None;
        }
        self.put_tables(renumber);
        self.put_registers(renumber);
        let base = frame_size as u32 + self.out_slots.max(1) as u32;
        if base >= 0x7fff {
            let d = gorun_grammar::Diagnostic::new(
                self.start,
                "function too big: its frame is too large",
            );
            self.p.diagnostics.push(d);
        }
        let filled = self.filled.min(self.pointers.len() as u16);
        self.code[0] = Insn::new(
            Op::Enter,
            base as u16,
            scalars_end + filled,
            self.pointers.len() as u16 - filled,
        );
        let names = self.names.take();
        let variables = names.map_or(Vec::new(), |n| n.finish(renumber));
        let mut slots = vec![WordClass::Scalar];
        slots.extend_from_slice(&self.params);
        slots.resize(scalars_end as usize, WordClass::Scalar);
        slots.extend_from_slice(&self.pointers);
        Some(Function {
            entry: std::ptr::null(),
            recover_pc: self.recover.map_or(u32::MAX, |l| self.bound[l.0] as u32),
            code: self.code.into(),
            frame_size,
            params: self.params.len() as u16,
            results: self.result_slots,
            slots: slots.into(),
            name: self.name.into(),
            wrapper: self.wrapper,
            method_wrapper: self.method_wrapper,
            takes_cells: self.takes_cells,
            leaf: Default::default(),
            inlined: self.inlined,
            boxed: self.boxed,
            of_instance: self.of_instance,
            inlines: self.plan.inlines.clone(),
            holder: match self.inlines_nothing {
                true => NOTHING,
                false => self.site,
            },
            arguments: self.arguments,
            lines: self.lines.into(),
            unsigned: self.unsigned.into(),
            variables: variables.into(),
            pos: self.start,
            go_wrappers: self.go_wrappers.into(),
            id,
        })
    }

    /// Of jumps; false where a short one does not reach.
    fn put_distances(&mut self) -> bool {
        for f in &self.fixups {
            let target = self.bound[f.label.0];
            let insn = self.code[f.at];
            let len = insn.opcode().map_or(1, Op::len);
            let offset = target as i64 - (f.at + len) as i64;
            match f.kind {
                Fix::Short => match i16::try_from(offset) {
                    Ok(o) => self.code[f.at].c = o as u16,
                    Err(_) => return false,
                },
                Fix::Long => {
                    self.code[f.at].b = offset as u32 as u16;
                    self.code[f.at].c = (offset as u32 >> 16) as u16;
                }
                Fix::Ext(n) => {
                    let w = &mut self.code[f.at + n];
                    w.op = offset as u32 as u16;
                    w.a = (offset as u32 >> 16) as u16;
                }
            }
        }
        true
    }

    /// Those of switches and selects go to the program.
    fn put_tables(&mut self, renumber: impl Fn(u16) -> u16) {
        for (at, low, targets, default) in std::mem::take(&mut self.switches) {
            let index = self.p.add_switch(SwitchTable {
                low,
                targets: targets.iter().map(|l| self.bound[l.0] as u32).collect(),
                default: self.bound[default.0] as u32,
            });
            self.code[at] = Insn::wide(Op::Switch, self.code[at].a, index);
        }
        for (at, mut table) in std::mem::take(&mut self.selects) {
            for c in &mut table.cases {
                let SelectCase {
                    chan, value, ok, ..
                } = c;
                for r in [chan, value, ok] {
                    *r = renumber(*r);
                }
            }
            let index = self.p.add_select(table);
            self.code[at] = Insn::wide(Op::Select, self.code[at].a, index);
        }
    }

    fn put_registers(&mut self, renumber: impl Fn(u16) -> u16) {
        let mut pc = 0;
        while pc < self.code.len() {
            let Some(op) = self.code[pc].opcode() else {
                break;
            };
            let info = op.info();
            let is_call = Insn::is_native_call(op)
                || matches!(
                    op,
                    Op::Call
                        | Op::CallClosure
                        | Op::CallIface
                        | Op::CallTry
                        | Op::TryParseBool
                        | Op::Go
                        | Op::GoClosure
                );
            for (i, operand) in info.operands.iter().enumerate() {
                let register = match operand {
                    Operand::D
                    | Operand::D2
                    | Operand::D3
                    | Operand::DS
                    | Operand::DO
                    | Operand::DR
                    | Operand::R
                    | Operand::R2
                    | Operand::R3
                    | Operand::RS
                    | Operand::RO => true,
                    _ => is_call && i == 0,
                };
                if register {
                    let insn = &mut self.code[pc];
                    let field = match i {
                        0 => &mut insn.a,
                        1 => &mut insn.b,
                        _ => &mut insn.c,
                    };
                    *field = renumber(*field);
                }
            }
            for (i, ext) in info.ext.iter().enumerate() {
                let w = &mut self.code[pc + 1 + i];
                match ext {
                    Ext::X16x4 => {
                        w.op = renumber(w.op);
                        w.a = renumber(w.a);
                        w.b = renumber(w.b);
                        w.c = renumber(w.c);
                    }
                    Ext::XCALL => w.a = renumber(w.a),
                    _ => {}
                }
            }
            pc += op.len();
        }
    }
}
