//! What an instruction reads and writes in its frame, and where control goes from it. For analyses of whole functions.
//! Reads are complete; writes only as far as they are certain to replace the whole slot.

use super::function::Function;
use super::isa::{Insn, Op, Operand};
use super::program::{NO_REG, SelectTable};
use super::rtype::{Detail, TypeRef};

/// Ranges of slots, as (first, count).
#[derive(Default)]
pub struct Effects {
    pub reads: Vec<(usize, usize)>,
    pub writes: Vec<(usize, usize)>,
}

impl Effects {
    fn read(&mut self, first: u16, count: usize) {
        if count > 0 && first != NO_REG {
            self.reads.push((first as usize, count));
        }
    }
    fn write(&mut self, first: u16, count: usize) {
        if count > 0 && first != NO_REG {
            self.writes.push((first as usize, count));
        }
    }
}

/// The type in an extension word.
fn type_at(code: &[Insn], pc: usize) -> TypeRef {
    TypeRef(code[pc].as_word() as *const _)
}
fn fields(word: Insn) -> [u16; 4] {
    [word.op, word.a, word.b, word.c]
}
fn key_slots(map: TypeRef) -> usize {
    match map.detail {
        Detail::Map { key, .. } => key.slots(),
        _ => 0,
    }
}

/// Instructions that do not go on with the next one.
pub fn ends(op: Op) -> bool {
    matches!(
        op,
        Op::Ret
            | Op::Jmp
            | Op::Loop
            | Op::Switch
            | Op::Panic
            | Op::PanicNil
            | Op::PanicPlain
            | Op::Unreachable
    )
}

/// What the instruction at `pc`, an `op`, reads and writes.
pub fn effects(
    function: &Function,
    pc: usize,
    op: Op,
    select: impl Fn(usize) -> *const SelectTable,
    out: &mut Effects,
) {
    out.reads.clear();
    out.writes.clear();
    let code = &function.code;
    let insn = code[pc];
    for (&kind, field) in op.info().operands.iter().zip([insn.a, insn.b, insn.c]) {
        match kind {
            Operand::D => out.write(field, 1),
            Operand::D2 => out.write(field, 2),
            Operand::D3 => out.write(field, 3),
            Operand::R | Operand::DR | Operand::RO => out.read(field, 1),
            Operand::R2 => out.read(field, 2),
            Operand::R3 => out.read(field, 3),
            _ => {}
        }
    }
    let ext = |n: usize| type_at(code, pc + n);
    match op {
        Op::MovN => {
            out.read(insn.b, insn.c as usize);
            out.write(insn.a, insn.c as usize);
        }
        Op::ZeroN => out.write(insn.a, insn.b as usize),
        Op::LoadV => out.write(insn.a, ext(1).slots()),
        Op::StoreV | Op::Box => out.read(insn.b, ext(1).slots()),
        Op::EqIfaceValue => out.read(insn.c, ext(1).slots()),
        Op::EqValue => {
            out.read(insn.b, ext(1).slots());
            out.read(insn.c, ext(1).slots());
        }
        Op::AppendV | Op::AppendVRoom => {
            let count = code[pc + 2].as_word() as usize;
            out.read(insn.c, count * ext(1).slots());
            if op == Op::AppendVRoom {
                out.read(fields(code[pc + 3])[0], 1);
            }
        }
        Op::Append64Room => out.read(fields(code[pc + 2])[0], 1),
        Op::Idx2D64 | Op::Idx2D8U | Op::SetIdx2D64 | Op::SetIdx2D8 => {
            out.read(fields(code[pc + 1])[0], 1);
        }
        Op::ConcatN => out.read(insn.b, 2 * insn.c as usize),
        Op::MapGet | Op::MapGetOk | Op::MapAddr => out.read(insn.c, key_slots(ext(1))),
        Op::MapDelete => out.read(insn.b, key_slots(ext(1))),
        Op::MapSet => {
            out.read(insn.b, key_slots(ext(1)));
            out.read(insn.c, ext(1).elem.slots());
        }
        Op::Send => out.read(insn.b, ext(1).elem.slots()),
        Op::Select => {
            // SAFETY: the tables of linked code live as long as the code.
            if let Some(table) = unsafe { select(insn.bc() as usize).as_ref() } {
                for case in &table.cases {
                    out.read(case.chan, 1);
                    if case.send {
                        out.read(case.value, case.elem.slots());
                    }
                }
            }
        }
        Op::MakeClosure => out.read(insn.b, insn.c as usize),
        Op::SliceSlice | Op::SliceArr | Op::SliceStr => {
            let [lo, hi, max, _] = fields(code[pc + 1]);
            for r in [lo, hi, max] {
                if r != 0 {
                    out.read(r, 1);
                }
            }
        }
        Op::Ret => out.read(1, function.results as usize),
        Op::Enter => out.write(insn.b, insn.c as usize),
        _ => {}
    }
}

/// The slots that a channel operation which waits is to fill in, or reads while it waits.
pub fn waiting(
    function: &Function,
    pc: usize,
    op: Op,
    select: impl Fn(usize) -> *const SelectTable,
    out: &mut Effects,
) {
    effects(function, pc, op, &select, out);
    let insn = function.code[pc];
    match op {
        Op::Recv => out.read(insn.a, type_at(&function.code, pc + 1).elem.slots()),
        Op::Select => {
            // SAFETY: as above.
            if let Some(table) = unsafe { select(insn.bc() as usize).as_ref() } {
                for case in table.cases.iter().filter(|c| !c.send) {
                    out.read(case.value, case.elem.slots());
                }
            }
        }
        Op::Send => {}
        _ => out.reads.clear(),
    }
}

/// The pcs that control may go to from the instruction at `pc`, apart from a recovered panic. `switch` gives targets.
pub fn successors(
    function: &Function,
    pc: usize,
    op: Op,
    switch: impl Fn(usize) -> Vec<usize>,
    to: &mut Vec<usize>,
) {
    to.clear();
    let code = &function.code;
    let insn = code[pc];
    let after = pc + op.len();
    if !ends(op) {
        to.push(after);
    }
    for (&kind, field) in op.info().operands.iter().zip([insn.a, insn.b, insn.c]) {
        let jump = match kind {
            Operand::J => field as i16 as i64,
            Operand::J32 => insn.bc() as i32 as i64,
            Operand::W => {
                to.extend(switch(insn.bc() as usize));
                continue;
            }
            _ => continue,
        };
        to.push((after as i64 + jump) as usize);
    }
    if op == Op::MapNext {
        to.push((after as i64 + code[pc + 2].as_word() as u32 as i32 as i64) as usize);
    }
}
