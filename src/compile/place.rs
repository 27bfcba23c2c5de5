//! Places: what can be loaded from, stored to, and mostly pointed to. Variables, fields, elements, dereferences.
//! Evaluating a place evaluates its operands, in order, and touches the memory itself only when asked to.

use gorun_grammar::ast::{BinaryOp, Expr, ExprKind};

use super::expr::arith::is_unsigned;
use super::function::{FnBuilder, Home, Reg};
use super::memory::all_words;
use super::value::{Dest, Val};
use crate::bytecode::isa::Op;
use crate::bytecode::rtype::{Detail, Kind, TypeRef, Width};
use crate::types::info::SelectionKind;
use crate::types::object::VarKind;
use crate::types::{ObjId, ObjectKind};

#[derive(Clone, Copy, Debug)]
pub enum Place {
    /// Registers of a variable or of a temporary.
    Reg {
        reg: Reg,
        t: TypeRef,
        fresh: bool,
    },
    /// `nil`: the base may be nil and has not been checked.
    Mem {
        base: Reg,
        off: u32,
        t: TypeRef,
        fresh: bool,
        nil: bool,
    },
    Global {
        off: u32,
        t: TypeRef,
    },
    Slice {
        slice: Reg,
        index: Reg,
        t: TypeRef,
    },
    /// An element of an element: `x[i][j]` in one instruction.
    Nested {
        slice: Reg,
        outer: Reg,
        index: Reg,
        t: TypeRef,
    },
    Array {
        base: Reg,
        off: u32,
        index: Reg,
        len: usize,
        t: TypeRef,
    },
    Map {
        map: Reg,
        key: Reg,
        ty: TypeRef,
    },
    Blank,
}

impl Place {
    pub fn ty(self) -> TypeRef {
        match self {
            Place::Reg { t, .. }
            | Place::Mem { t, .. }
            | Place::Global { t, .. }
            | Place::Slice { t, .. }
            | Place::Nested { t, .. }
            | Place::Array { t, .. } => t,
            Place::Map { ty, .. } => ty.elem,
            Place::Blank => TypeRef::NULL,
        }
    }
}

pub fn unparen(mut e: &Expr) -> &Expr {
    while let ExprKind::Paren(x) = &e.kind {
        e = x;
    }
    e
}

impl<'p, 'a> FnBuilder<'p, 'a> {
    pub fn object_of(&self, e: &Expr) -> Option<ObjId> {
        match &e.kind {
            ExprKind::Ident(_) => self
                .info
                .uses
                .get(&e.id)
                .or_else(|| self.info.defs.get(&e.id))
                .copied(),
            ExprKind::Selector { sel, .. } if !self.info.selections.contains_key(&e.id) => {
                self.info.uses.get(&sel.id).copied()
            }
            _ => None,
        }
    }

    fn variable_place(&mut self, obj: ObjId) -> Option<Place> {
        let ObjectKind::Var(kind) = self.p.types.object(obj).kind else {
            return None;
        };
        let t = self.obj_type(obj);
        if let Some(word) = self
            .p
            .variable_word(obj)
            .filter(|_| !self.vars.contains_key(&obj))
        {
            let base = self.variable_address(word);
            return Some(Place::Mem {
                base,
                off: 0,
                t,
                fresh: false,
                nil: true,
            });
        }
        if kind == VarKind::Package {
            return Some(Place::Global {
                off: self.p.global(obj),
                t,
            });
        }
        Some(match self.vars.get(&obj) {
            Some(&Home::Reg(reg)) => Place::Reg {
                reg,
                t,
                fresh: false,
            },
            Some(&Home::Mem(base)) => Place::Mem {
                base,
                off: 0,
                t,
                fresh: false,
                nil: false,
            },
            None => {
                let name = self.p.types.object(obj).name.clone();
                self.fail(&format!("internal error: no home for variable {name}"));
                Place::Reg {
                    reg: 0,
                    t,
                    fresh: false,
                }
            }
        })
    }

    /// Where `e` is. What is no place is evaluated to a temporary one.
    pub fn place(&mut self, e: &'a Expr) -> Place {
        let e = unparen(e);
        self.at(e.pos);
        if let ExprKind::Ident(name) = &e.kind
            && name == "_"
        {
            return Place::Blank;
        }
        if let Some(obj) = self.object_of(e)
            && let Some(p) = self.variable_place(obj)
        {
            return p;
        }
        match &e.kind {
            ExprKind::Selector { x, .. } => {
                if let Some(s) = self.info.selections.get(&e.id)
                    && s.kind == SelectionKind::Field
                {
                    let p = self.place(x);
                    let index = s.index.clone();
                    return self.path(p, &index);
                }
            }
            ExprKind::Star(x) => {
                let t = self.type_of(x);
                let v = self.expr(x, Dest::Stable);
                return Place::Mem {
                    base: v.reg,
                    off: 0,
                    t: t.elem,
                    fresh: false,
                    nil: true,
                };
            }
            ExprKind::Index { x, indices, .. } => {
                let t = self.type_of(x);
                match t.kind {
                    Kind::Slice => {
                        if let Some(p) = self.nested(x, t.elem, &indices[0]) {
                            return p;
                        }
                        let slice = self.expr(x, Dest::Stable).reg;
                        let index = self.index(e, &indices[0]);
                        return Place::Slice {
                            slice,
                            index,
                            t: t.elem,
                        };
                    }
                    Kind::Array => {
                        let p = self.place(x);
                        return self.element(p, t, e, &indices[0]);
                    }
                    Kind::Pointer => {
                        let v = self.expr(x, Dest::Stable);
                        let p = Place::Mem {
                            base: v.reg,
                            off: 0,
                            t: t.elem,
                            fresh: false,
                            nil: true,
                        };
                        return self.element(p, t.elem, e, &indices[0]);
                    }
                    Kind::Map => {
                        let map = self.expr(x, Dest::Stable).reg;
                        let Detail::Map { key, .. } = &t.detail else {
                            return Place::Blank;
                        };
                        let key = self.expr_as(&indices[0], *key, Dest::Stable).reg;
                        return Place::Map { map, key, ty: t };
                    }
                    _ => {}
                }
            }
            _ => {}
        }
        let t = self.type_of(e);
        let v = self.expr(e, Dest::Stable);
        if t.in_memory {
            Place::Mem {
                base: v.reg,
                off: 0,
                t,
                fresh: v.fresh,
                nil: false,
            }
        } else {
            Place::Reg {
                reg: v.reg,
                t,
                fresh: v.fresh,
            }
        }
    }

    /// The index of `e` as a register; constants too. The instruction that looks at it comes next.
    pub fn index(&mut self, e: &Expr, index: &'a Expr) -> Reg {
        let reg = self.expr(index, Dest::Stable).reg;
        self.at_index(e, e.pos);
        reg
    }

    /// `x[j]` where x is itself an element of a slice, if one instruction does both and `j` can be computed first.
    fn nested(&mut self, x: &'a Expr, t: TypeRef, j: &'a Expr) -> Option<Place> {
        let ExprKind::Index { x, indices, .. } = &unparen(x).kind else {
            return None;
        };
        let signed = |b: &mut Self, e| !is_unsigned(b.type_of(e).kind);
        if nested_ops(t).is_none()
            || self.type_of(x).kind != Kind::Slice
            || !self.is_plain(j)
            || !signed(self, j)
            || !signed(self, &indices[0])
        {
            return None;
        }
        let slice = self.expr(x, Dest::Stable).reg;
        let outer = self.expr(&indices[0], Dest::Stable).reg;
        let index = self.expr(j, Dest::Stable).reg;
        Some(Place::Nested {
            slice,
            outer,
            index,
            t,
        })
    }
    /// Sums of variables in registers and constants: no effects, no panics.
    fn is_plain(&self, e: &Expr) -> bool {
        let e = unparen(e);
        if self.const_of(e).is_some() {
            return true;
        }
        match &e.kind {
            ExprKind::Ident(_) => self
                .object_of(e)
                .is_some_and(|o| matches!(self.vars.get(&o), Some(Home::Reg(_)))),
            ExprKind::Binary { op, x, y, .. } => {
                matches!(op, BinaryOp::Add | BinaryOp::Sub) && self.is_plain(x) && self.is_plain(y)
            }
            _ => false,
        }
    }

    fn element(&mut self, p: Place, array: TypeRef, e: &Expr, index: &'a Expr) -> Place {
        let Detail::Array { len, .. } = array.detail else {
            return p;
        };
        let t = array.elem;
        let (base, off, nil) = match p {
            Place::Mem { base, off, nil, .. } => (base, off, nil),
            // Its address would put the key in: an array in a map is only ever read.
            Place::Map { .. } => (self.load_place(p, Dest::Stable).reg, 0, false),
            p => (self.place_address(p), 0, false),
        };
        if let Some(k) = self.const_int(index)
            && k >= 0
            && (k as usize) < len
            && off as u64 + k as u64 * (t.size as u64) < u32::MAX as u64
        {
            return Place::Mem {
                base,
                off: off + k as u32 * t.size as u32,
                t,
                fresh: false,
                nil,
            };
        }
        let index = self.index(e, index);
        Place::Array {
            base,
            off,
            index,
            len,
            t,
        }
    }

    /// Follows field indices, through pointers where there are some.
    pub fn path(&mut self, mut p: Place, index: &[u32]) -> Place {
        for &i in index {
            p = self.through_pointer(p);
            p = self.field(p, i as usize);
        }
        p
    }
    /// What a pointer at `p` points to; anything else is left.
    pub fn through_pointer(&mut self, p: Place) -> Place {
        let t = p.ty();
        if t.kind != Kind::Pointer {
            return p;
        }
        let v = self.load_place(p, Dest::Stable);
        Place::Mem {
            base: v.reg,
            off: 0,
            t: t.elem,
            fresh: false,
            nil: true,
        }
    }
    pub fn field(&mut self, p: Place, i: usize) -> Place {
        let t = p.ty();
        let Detail::Struct { fields } = &t.detail else {
            return p;
        };
        let f = &fields[i];
        match p {
            Place::Reg { reg, fresh, .. } => Place::Reg {
                reg: reg + f.first_leaf as Reg,
                t: f.ty,
                fresh,
            },
            Place::Mem { base, off, nil, .. } => Place::Mem {
                base,
                off: off + f.offset as u32,
                t: f.ty,
                fresh: false,
                nil,
            },
            Place::Global { off, .. } => Place::Global {
                off: off + f.offset as u32,
                t: f.ty,
            },
            Place::Map { .. } => {
                let v = self.load_place(p, Dest::Stable);
                if t.in_memory {
                    Place::Mem {
                        base: v.reg,
                        off: f.offset as u32,
                        t: f.ty,
                        fresh: false,
                        nil: false,
                    }
                } else {
                    Place::Reg {
                        reg: v.reg + f.first_leaf as Reg,
                        t: f.ty,
                        fresh: false,
                    }
                }
            }
            p => {
                let base = self.place_address(p);
                Place::Mem {
                    base,
                    off: f.offset as u32,
                    t: f.ty,
                    fresh: false,
                    nil: false,
                }
            }
        }
    }

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
            Place::Global { off, t } => {
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
fn nested_ops(t: TypeRef) -> Option<(Op, Op)> {
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
