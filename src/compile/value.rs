//! Where the value of an expression is, and where it is wanted.

use super::function::{FnBuilder, OUT, Reg};
use crate::bytecode::isa::Op;
use crate::bytecode::program::NO_REG;
use crate::bytecode::rtype::TypeRef;

/// Where an expression's value is wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dest {
    /// Anywhere, also in the slots of outgoing calls: for values that are used at once.
    Any,
    /// In a register that no other expression changes.
    Stable,
    /// Here. The register is not read by the expression, unless the expression is `atomic`.
    To(Reg),
}

/// A value in registers. `fresh`: nobody else has the memory of an in-memory value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Val {
    pub reg: Reg,
    pub fresh: bool,
}

impl Val {
    pub fn new(reg: Reg) -> Val {
        Val { reg, fresh: false }
    }
    pub fn fresh(reg: Reg) -> Val {
        Val { reg, fresh: true }
    }
    /// In the slots of outgoing calls.
    pub fn is_volatile(self) -> bool {
        self.reg >= OUT && self.reg != NO_REG
    }
}

impl<'p, 'a> FnBuilder<'p, 'a> {
    /// The register where a result of type `t` for `dest` is to be computed.
    pub fn dest(&mut self, dest: Dest, t: TypeRef) -> Reg {
        match dest {
            Dest::To(r) => r,
            _ => self.temp(t),
        }
    }

    /// `slots` registers from `from` to `to`.
    pub fn mov_slots(&mut self, to: Reg, from: Reg, slots: usize) {
        if to == from {
            return;
        }
        match slots {
            0 => {}
            1 => self.emit(Op::Mov, to, from, 0),
            2 => self.emit(Op::Mov2, to, from, 0),
            3 => self.emit(Op::Mov3, to, from, 0),
            n => self.emit(Op::MovN, to, from, n as u16),
        }
    }

    /// Puts a value that exists where it is wanted, without copying memory.
    pub fn place_value(&mut self, v: Val, t: TypeRef, dest: Dest) -> Val {
        match dest {
            Dest::Any => v,
            Dest::Stable if !v.is_volatile() => v,
            Dest::Stable => {
                let r = self.temp(t);
                self.mov_slots(r, v.reg, t.slots());
                Val { reg: r, ..v }
            }
            Dest::To(r) => {
                self.mov_slots(r, v.reg, t.slots());
                Val { reg: r, ..v }
            }
        }
    }

    /// A value that its holder owns: memory that someone else can see is copied.
    pub fn own(&mut self, v: Val, t: TypeRef, dest: Dest) -> Val {
        if !t.in_memory || v.fresh {
            return self.place_value(v, t, dest);
        }
        let r = self.dest(dest, t);
        self.emit(Op::Clone, r, v.reg, 0);
        self.ext_type(t);
        Val::fresh(r)
    }

    /// The zero value in `r`.
    pub fn zero(&mut self, r: Reg, t: TypeRef) {
        if t.in_memory {
            self.emit(Op::New, r, 0, 0);
            self.ext_type(t);
            return;
        }
        match t.slots() {
            0 => {}
            1 => self.emit(Op::Zero, r, 0, 0),
            n => self.emit(Op::ZeroN, r, n as u16, 0),
        }
    }

    pub fn load_int(&mut self, r: Reg, n: i64) {
        let [insn, rest @ ..] = &super::hoist::load(r, n)[..] else {
            return;
        };
        self.emit_insn(*insn);
        rest.iter().for_each(|&word| self.ext_insn(word));
    }
    pub fn int_temp(&mut self, n: i64) -> Reg {
        let r = self.scalar();
        self.load_int(r, n);
        r
    }
}
