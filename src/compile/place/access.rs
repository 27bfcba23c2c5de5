//! Loads and stores of places, and their addresses.

use super::Place;
use crate::bytecode::isa::Op;
use crate::bytecode::rtype::{TypeRef, Width};
use crate::compile::function::{FnBuilder, Reg};
use crate::compile::memory::all_words;
use crate::compile::value::{Dest, Val};
use crate::types::{Basic, Type, TypeId};

impl FnBuilder<'_, '_> {
    /// The address of a place in memory.
    pub fn place_address(&mut self, p: Place) -> Reg {
        match p {
            Place::Mem {
                base, off: 0, nil, ..
            } => {
                if nil {
                    self.emit(Op::NilCheck, base, 0, 0);
                }
                base
            }
            Place::Mem { base, off, .. } => self.address(base, off),
            Place::Raw { base, .. } => base,
            Place::Global { off, .. } => {
                let r = self.pointer();
                self.emit_wide(Op::GlobalAddr, r, off);
                r
            }
            Place::Nested {
                slice,
                outer,
                index,
                t,
            } => {
                let inner = self.p.slice_of(t);
                let row = self.temp(inner);
                self.emit(Op::Idx3, row, slice, outer);
                let p = Place::Slice {
                    slice: row,
                    index,
                    t,
                };
                self.place_address(p)
            }
            Place::Slice { slice, index, t } => {
                let r = self.pointer();
                self.emit(Op::IdxAddr, r, slice, index);
                self.ext(t.size as u64);
                r
            }
            Place::Array {
                base,
                off,
                index,
                len,
                t,
            } => {
                let base = if off == 0 {
                    base
                } else {
                    self.address(base, off)
                };
                let r = self.pointer();
                self.emit(Op::ArrAddr, r, base, index);
                self.ext(len as u64);
                self.ext(t.size as u64);
                r
            }
            Place::Reg { reg, t, .. } => {
                // A temporary that is no variable: a method with pointer receiver on a value that only the compiler made.
                let r = self.pointer();
                if t.in_memory {
                    return reg;
                }
                self.emit(Op::Box, r, reg, 0);
                self.ext_type(t);
                r
            }
            Place::Map { map, key, ty } => {
                let r = self.pointer();
                self.emit(Op::MapAddr, r, map, key);
                self.ext_type(ty);
                r
            }
            Place::Blank => {
                let r = self.pointer();
                self.emit(Op::Zero, r, 0, 0);
                r
            }
        }
    }

    pub fn load_place(&mut self, p: Place, dest: Dest) -> Val {
        match p {
            Place::Reg { reg, t, fresh } => self.place_value(Val { reg, fresh }, t, dest),
            Place::Mem {
                base,
                off,
                t,
                fresh,
                nil,
            } => {
                if nil && t.in_memory && off == 0 {
                    self.emit(Op::NilCheck, base, 0, 0);
                }
                let v = self.load(base, off, t, dest);
                Val {
                    reg: v.reg,
                    fresh: fresh && off == 0,
                }
            }
            Place::Raw { base, t } => {
                let raw = self.temp(t);
                self.emit(Op::Load2, raw, base, 0);
                let r = self.dest(dest, t);
                self.emit(Op::IfaceFromRaw, r, raw, 0);
                Val::new(r)
            }
            Place::Global { off, t } => {
                // There is nothing to read, and package variables are no nil pointers.
                if t.leaves.is_empty() && !t.in_memory {
                    return Val::new(self.dest(dest, t));
                }
                if t.leaves.len() == 1 && t.leaves[0].width == Width::W64 && !t.in_memory {
                    let r = self.dest(dest, t);
                    self.emit_wide(Op::LoadG, r, off + t.leaves[0].offset);
                    return Val::new(r);
                }
                let words = match t.leaves.len() {
                    2 => Some(Op::LoadG2),
                    3 => Some(Op::LoadG3),
                    _ => None,
                };
                if let Some(op) = words.filter(|_| !t.in_memory && all_words(t)) {
                    let r = self.dest(dest, t);
                    self.emit_wide(op, r, off);
                    return Val::new(r);
                }
                let base = self.place_address(p);
                self.load(base, 0, t, dest)
            }
            Place::Nested {
                slice,
                outer,
                index,
                t,
            } => {
                let (get, _) = nested_ops(t).unwrap_or((Op::Idx2D64, Op::SetIdx2D64));
                let r = self.dest(dest, t);
                self.emit(get, r, slice, outer);
                self.ext16([index, 0, 0, 0]);
                Val::new(r)
            }
            Place::Slice { slice, index, t } => {
                if let Some(op) = slice_op(t) {
                    let r = self.dest(dest, t);
                    self.emit(op, r, slice, index);
                    return Val::new(r);
                }
                let base = self.place_address(p);
                self.load(base, 0, t, dest)
            }
            Place::Array {
                base,
                off,
                index,
                len,
                t,
            } => {
                if let Some(op) = array_op(t) {
                    let base = if off == 0 {
                        base
                    } else {
                        self.address(base, off)
                    };
                    let r = self.dest(dest, t);
                    self.emit(op, r, base, index);
                    self.ext(len as u64);
                    return Val::new(r);
                }
                let base = self.place_address(p);
                self.load(base, 0, t, dest)
            }
            Place::Map { map, key, ty } => {
                let r = self.dest(dest, ty.elem);
                self.emit(Op::MapGet, r, map, key);
                self.ext_type(ty);
                Val::new(r)
            }
            Place::Blank => Val::new(0),
        }
    }

    /// Stores a value, which is of the place's type. The place owns a copy of what others can see.
    pub fn store_place(&mut self, p: Place, v: Val) {
        match p {
            Place::Reg { reg, t, .. } => {
                self.own(v, t, Dest::To(reg));
            }
            Place::Mem { base, off, t, .. } => self.store(base, off, v, t),
            Place::Raw { base, t } => self.store_raw(base, v.reg, t),
            Place::Global { off, t } => {
                if t.leaves.len() == 1 && t.leaves[0].width == Width::W64 && !t.in_memory {
                    self.emit_wide(Op::StoreG, v.reg, off + t.leaves[0].offset);
                    return;
                }
                let base = self.place_address(p);
                self.store(base, 0, v, t);
            }
            Place::Nested {
                slice,
                outer,
                index,
                t,
            } => {
                let (_, set) = nested_ops(t).unwrap_or((Op::Idx2D64, Op::SetIdx2D64));
                self.emit(set, slice, outer, v.reg);
                self.ext16([index, 0, 0, 0]);
            }
            Place::Slice { slice, index, t } => {
                if let Some(op) = set_slice_op(t) {
                    self.emit(op, slice, index, v.reg);
                    return;
                }
                let base = self.place_address(p);
                self.store(base, 0, v, t);
            }
            Place::Array {
                base,
                off,
                index,
                len,
                t,
            } => {
                if let Some(op) = set_array_op(t) {
                    let base = if off == 0 {
                        base
                    } else {
                        self.address(base, off)
                    };
                    self.emit(op, base, index, v.reg);
                    self.ext(len as u64);
                    return;
                }
                let base = self.place_address(p);
                self.store(base, 0, v, t);
            }
            Place::Map { map, key, ty } => {
                self.emit(Op::MapSet, map, key, v.reg);
                self.ext_type(ty);
            }
            Place::Blank => {}
        }
    }

    fn store_raw(&mut self, base: Reg, interface: Reg, t: TypeRef) {
        let raw = self.temp(t);
        self.emit(Op::IfaceToRaw, raw, interface, 0);
        // At once: as an interface what the data word points to would not count as in use.
        self.emit(Op::Store2, base, raw, 0);
    }

    /// A new cell for a variable of `Escape::raw`, holding the interface, or nil.
    pub fn raw_cell(&mut self, to: Reg, interface: Option<(Reg, TypeRef)>) {
        let pointer = TypeId::of(Basic::UnsafePointer);
        let pair = self.p.types.intern(Type::Array {
            len: 2,
            elem: pointer,
        });
        self.emit(Op::New, to, 0, 0);
        let pair = self.p.rtype(pair);
        self.ext_type(pair);
        if let Some((interface, t)) = interface {
            self.store_raw(to, interface, t);
        }
    }
}

fn simple(t: TypeRef) -> Option<Width> {
    (!t.in_memory && t.leaves.len() == 1 && t.leaves[0].offset == 0 && t.size <= 8)
        .then(|| t.leaves[0].width)
        .filter(|w| {
            let size = match w {
                Width::U8 | Width::I8 => 1,
                Width::U16 | Width::I16 => 2,
                Width::U32 | Width::I32 => 4,
                Width::W64 => 8,
            };
            size == t.size
        })
}

/// The instructions for `x[i][j]` that read and write an element of type `t`.
pub(super) fn nested_ops(t: TypeRef) -> Option<(Op, Op)> {
    match simple(t)? {
        Width::W64 => Some((Op::Idx2D64, Op::SetIdx2D64)),
        Width::U8 => Some((Op::Idx2D8U, Op::SetIdx2D8)),
        _ => None,
    }
}
fn slice_op(t: TypeRef) -> Option<Op> {
    if !t.in_memory && t.leaves.len() == 2 && all_words(t) && t.size == 16 {
        return Some(Op::Idx2);
    }
    if !t.in_memory && t.leaves.len() == 3 && all_words(t) && t.size == 24 {
        return Some(Op::Idx3);
    }
    Some(match simple(t)? {
        Width::U8 => Op::Idx8U,
        Width::I8 => Op::Idx8S,
        Width::U16 => Op::Idx16U,
        Width::I16 => Op::Idx16S,
        Width::U32 => Op::Idx32U,
        Width::I32 => Op::Idx32S,
        Width::W64 => Op::Idx64,
    })
}
fn set_slice_op(t: TypeRef) -> Option<Op> {
    if !t.in_memory && t.leaves.len() == 2 && all_words(t) && t.size == 16 {
        return Some(Op::SetIdx2);
    }
    Some(match simple(t)? {
        Width::U8 | Width::I8 => Op::SetIdx8,
        Width::U16 | Width::I16 => Op::SetIdx16,
        Width::U32 | Width::I32 => Op::SetIdx32,
        Width::W64 => Op::SetIdx64,
    })
}
fn array_op(t: TypeRef) -> Option<Op> {
    Some(match simple(t)? {
        Width::U8 => Op::Arr8U,
        Width::I8 => Op::Arr8S,
        Width::U16 => Op::Arr16U,
        Width::I16 => Op::Arr16S,
        Width::U32 => Op::Arr32U,
        Width::I32 => Op::Arr32S,
        Width::W64 => Op::Arr64,
    })
}
fn set_array_op(t: TypeRef) -> Option<Op> {
    Some(match simple(t)? {
        Width::U8 | Width::I8 => Op::SetArr8,
        Width::U16 | Width::I16 => Op::SetArr16,
        Width::U32 | Width::I32 => Op::SetArr32,
        Width::W64 => Op::SetArr64,
    })
}
