//! Places: what can be loaded from, stored to, and mostly pointed to. Variables, fields, elements, dereferences.
//! Evaluating a place evaluates its operands, in order, and touches the memory itself only when asked to.

use gorun_grammar::ast::{BinaryOp, Expr, ExprKind};

mod access;

use super::expr::arith::is_unsigned;
use super::function::{FnBuilder, Home, Reg};
use super::value::Dest;
use crate::bytecode::rtype::{Detail, Kind, TypeRef};
use crate::types::info::SelectionKind;
use crate::types::object::VarKind;
use crate::types::{ObjId, ObjectKind};
use access::nested_ops;

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
    /// An interface as gc has it in memory (`Escape::raw`).
    Raw {
        base: Reg,
        t: TypeRef,
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
            | Place::Raw { t, .. }
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
            Some(&Home::Mem(base)) if self.escape.raw.contains(&obj) => Place::Raw { base, t },
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
}
