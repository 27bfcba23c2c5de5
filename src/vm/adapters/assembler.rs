//! Writes the code of an adapter.

use gorun_grammar::ast::Pos;

use crate::bytecode::function::Function;
use crate::bytecode::isa::{Insn, Op};
use crate::bytecode::rtype::{Detail, TypeRef, WordClass};

/// Byte offsets that fit into an instruction.
const NEAR: usize = u16::MAX as usize;

pub struct Assembler {
    code: Vec<Insn>,
    slots: Vec<WordClass>,
    params: usize,
    results: usize,
}

/// Parameters and results of a func type.
pub fn signature(func: TypeRef) -> (&'static [TypeRef], &'static [TypeRef]) {
    // SAFETY: descriptors live as long as the program, longer than any adapter is made.
    match unsafe { &(*func.0).detail } {
        Detail::Func {
            params, results, ..
        } => (params, results),
        _ => (&[], &[]),
    }
}

pub fn slots_of(types: &[TypeRef]) -> usize {
    types.iter().map(|t| t.slots()).sum()
}

/// The offsets of the fields of a struct type.
pub fn offsets(frame: TypeRef) -> Vec<usize> {
    match &frame.detail {
        Detail::Struct { fields } => fields.iter().map(|f| f.offset).collect(),
        _ => Vec::new(),
    }
}

impl Assembler {
    /// A function whose parameters have these classes; room for its results is made as well.
    pub fn new(params: Vec<WordClass>, results: usize) -> Assembler {
        let mut slots = vec![WordClass::Scalar];
        let count = params.len();
        slots.extend(params);
        slots.resize(slots.len().max(results + 1), WordClass::Scalar);
        // The place of `Enter`.
        let code = vec![Insn::new(Op::Nop, 0, 0, 0)];
        Assembler {
            code,
            slots,
            params: count,
            results,
        }
    }
    /// The classes of a value's slots.
    pub fn classes(types: &[TypeRef]) -> Vec<WordClass> {
        let mut classes = Vec::new();
        for t in types {
            if t.in_memory {
                classes.push(WordClass::Pointer);
            } else {
                classes.extend(t.leaves.iter().map(|l| l.class));
            }
        }
        classes
    }
    /// A new slot. All must be made before `base` is asked for.
    pub fn slot(&mut self, class: WordClass) -> usize {
        self.slots.push(class);
        self.slots.len() - 1
    }
    pub fn value(&mut self, t: TypeRef) -> usize {
        let first = self.slots.len();
        self.slots.extend(Assembler::classes(&[t]));
        first
    }
    /// Where frames of callees begin.
    pub fn base(&self) -> usize {
        self.slots.len()
    }
    pub fn emit(&mut self, op: Op, a: usize, b: usize, c: usize) {
        self.code.push(Insn::new(op, a as u16, b as u16, c as u16));
    }
    pub fn word(&mut self, word: u64) {
        self.code.push(Insn::word(word));
    }
    pub fn wide(&mut self, op: Op, a: usize, bc: u32) {
        self.code.push(Insn::wide(op, a as u16, bc));
    }
    /// The value of type `t` at [base + offset] into the slots from `to` on. `temp` is a free pointer slot.
    pub fn load(&mut self, t: TypeRef, to: usize, base: usize, offset: usize, temp: usize) {
        if t.slots() == 0 {
            return;
        }
        let (base, offset) = self.near(base, offset, temp);
        self.emit(Op::LoadV, to, base, offset);
        self.word(t.word());
    }
    /// The other way.
    pub fn store(&mut self, t: TypeRef, from: usize, base: usize, offset: usize, temp: usize) {
        if t.slots() == 0 {
            return;
        }
        let (base, offset) = self.near(base, offset, temp);
        self.emit(Op::StoreV, base, from, offset);
        self.word(t.word());
    }
    fn near(&mut self, base: usize, offset: usize, temp: usize) -> (usize, usize) {
        if offset <= NEAR {
            return (base, offset);
        }
        self.emit(Op::FieldAddrX, temp, base, 0);
        self.word(offset as u64);
        (temp, 0)
    }
    /// Several slots.
    pub fn moves(&mut self, to: usize, from: usize, count: usize) {
        if count > 0 {
            self.emit(Op::MovN, to, from, count);
        }
    }
    /// `out`: argument or result slots of the biggest call.
    pub fn finish(mut self, name: &str, out: usize) -> Function {
        let frame = self.slots.len();
        let first = 1 + self.params;
        // Slots of natives that the machine itself puts above a call are checked where they are needed.
        let reach = frame + 1 + out + 4;
        self.code[0] = Insn::new(
            Op::Enter,
            reach as u16,
            first as u16,
            (frame - first) as u16,
        );
        self.emit(Op::Ret, 0, 0, 0);
        Function {
            entry: std::ptr::null(),
            code: self.code.into(),
            frame_size: frame as u16,
            params: self.params as u16,
            results: self.results as u16,
            slots: self.slots.into(),
            recover_pc: u32::MAX,
            name: name.into(),
            wrapper: true,
            method_wrapper: false,
            takes_cells: false,
            inlined: Default::default(),
            boxed: false,
            of_instance: false,
            inlines: None,
            holder: 0,
            arguments: None,
            lines: Box::new([]),
            unsigned: Box::default(),
            variables: Box::default(),
            pos: Pos::NONE,
            go_wrappers: Box::default(),
            leaf: Default::default(),
            id: u32::MAX,
        }
    }
}
