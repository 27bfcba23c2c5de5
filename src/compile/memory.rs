//! Loads and stores of whole values.

use super::function::{FnBuilder, Reg};
use super::value::{Dest, Val};
use crate::bytecode::isa::Op;
use crate::bytecode::rtype::{TypeRef, Width};

pub fn load_op(w: Width) -> Op {
    match w {
        Width::U8 => Op::Load8U,
        Width::I8 => Op::Load8S,
        Width::U16 => Op::Load16U,
        Width::I16 => Op::Load16S,
        Width::U32 => Op::Load32U,
        Width::I32 => Op::Load32S,
        Width::W64 => Op::Load64,
    }
}
pub fn store_op(w: Width) -> Op {
    match w {
        Width::U8 | Width::I8 => Op::Store8,
        Width::U16 | Width::I16 => Op::Store16,
        Width::U32 | Width::I32 => Op::Store32,
        Width::W64 => Op::Store64,
    }
}

/// The leaves are consecutive words.
pub fn all_words(t: TypeRef) -> bool {
    t.leaves
        .iter()
        .enumerate()
        .all(|(i, l)| l.width == Width::W64 && l.offset as usize == i * 8)
}

impl<'p, 'a> FnBuilder<'p, 'a> {
    /// A base and an offset that fits an instruction.
    fn near(&mut self, base: Reg, off: u32) -> (Reg, u16) {
        match u16::try_from(off) {
            Ok(o) => (base, o),
            Err(_) => (self.address(base, off), 0),
        }
    }
    /// `base + off`, nil-checked.
    pub fn address(&mut self, base: Reg, off: u32) -> Reg {
        let r = self.pointer();
        self.address_to(r, base, off);
        r
    }
    pub fn address_to(&mut self, r: Reg, base: Reg, off: u32) {
        match u16::try_from(off) {
            Ok(o) => self.emit(Op::FieldAddr, r, base, o),
            Err(_) => {
                self.emit(Op::FieldAddrX, r, base, 0);
                self.ext(off as u64);
            }
        }
    }

    /// The value of type `t` at `[base + off]`. Of an in-memory type: a view of that memory.
    pub fn load(&mut self, base: Reg, off: u32, t: TypeRef, dest: Dest) -> Val {
        if t.in_memory {
            if off == 0 && dest == Dest::Any {
                return Val::new(base);
            }
            let r = self.dest(dest, t);
            self.address_to(r, base, off);
            return Val::new(r);
        }
        if t.leaves.is_empty() {
            self.emit(Op::NilCheck, base, 0, 0);
            return Val::new(self.dest(dest, t));
        }
        let (base, off) = self.near(base, off);
        let r = self.dest(dest, t);
        match t.leaves.len() {
            1 => {
                let l = t.leaves[0];
                match off.checked_add(l.offset as u16) {
                    Some(o) => self.emit(load_op(l.width), r, base, o),
                    None => {
                        let a = self.address(base, off as u32 + l.offset);
                        self.emit(load_op(l.width), r, a, 0);
                    }
                }
            }
            2 if all_words(t) => self.emit(Op::Load2, r, base, off),
            3 if all_words(t) => self.emit(Op::Load3, r, base, off),
            _ => {
                self.emit(Op::LoadV, r, base, off);
                self.ext_type(t);
            }
        }
        Val::new(r)
    }

    /// Stores a value (memory is copied).
    pub fn store(&mut self, base: Reg, off: u32, v: Val, t: TypeRef) {
        if t.in_memory {
            let to = if off == 0 {
                base
            } else {
                self.address(base, off)
            };
            self.emit(Op::MemCopy, to, v.reg, 0);
            self.ext(t.size as u64);
            return;
        }
        if t.leaves.is_empty() {
            self.emit(Op::NilCheck, base, 0, 0);
            return;
        }
        let (base, off) = self.near(base, off);
        match t.leaves.len() {
            1 => {
                let l = t.leaves[0];
                match off.checked_add(l.offset as u16) {
                    Some(o) => self.emit(store_op(l.width), base, v.reg, o),
                    None => {
                        let a = self.address(base, off as u32 + l.offset);
                        self.emit(store_op(l.width), a, v.reg, 0);
                    }
                }
            }
            2 if all_words(t) => self.emit(Op::Store2, base, v.reg, off),
            3 if all_words(t) => self.emit(Op::Store3, base, v.reg, off),
            _ => {
                self.emit(Op::StoreV, base, v.reg, off);
                self.ext_type(t);
            }
        }
    }
}
