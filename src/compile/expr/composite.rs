//! Composite literals, and values built straight into fresh memory.

use gorun_grammar::ast::{Element, Expr, ExprKind};

use crate::bytecode::isa::Op;
use crate::bytecode::program::NO_REG;
use crate::bytecode::rtype::{Detail, Kind, TypeRef};
use crate::compile::function::{FnBuilder, Reg};
use crate::compile::place::unparen;
use crate::compile::value::{Dest, Val};
use crate::types::constant::Const;

impl<'p, 'a> FnBuilder<'p, 'a> {
    pub fn composite(&mut self, e: &'a Expr, dest: Dest) -> Val {
        let ExprKind::Composite { elems, .. } = &e.kind else {
            return Val::new(0);
        };
        let t = self.type_of(e);
        match t.kind {
            // An element `{...}` of a list of pointers.
            Kind::Pointer => {
                let r = self.pointer();
                self.emit(Op::New, r, 0, 0);
                self.ext_type(t.elem);
                self.fill(e, t.elem, elems, r, 0);
                self.place_value(Val::new(r), t, dest)
            }
            Kind::Slice => {
                let s = self.slice_literal_length(elems);
                let r = self.temp(t);
                let n = self.int_temp(s as i64);
                self.emit(Op::MakeSlice, r, n, n);
                self.ext_type(t.elem);
                self.elements(elems, s, t.elem, r, 0);
                self.place_value(Val::new(r), t, dest)
            }
            Kind::Map => {
                let Detail::Map { key, .. } = t.detail else {
                    return Val::new(0);
                };
                let r = self.temp(t);
                let hint = if elems.len() > 8 {
                    self.int_temp(elems.len() as i64)
                } else {
                    NO_REG
                };
                self.emit(Op::MakeMap, r, hint, 0);
                self.ext_type(t);
                for el in elems {
                    let mark = self.mark();
                    if let Some(k) = &el.key {
                        self.at(k.pos);
                        let k = self.element_value(k, key, Dest::Stable).reg;
                        let v = self.element_value(&el.value, t.elem, Dest::Any);
                        self.emit(Op::MapSet, r, k, v.reg);
                        self.ext_type(t);
                    }
                    self.release(mark);
                }
                self.place_value(Val::new(r), t, dest)
            }
            _ if t.in_memory => {
                let r = self.pointer();
                self.emit(Op::New, r, 0, 0);
                self.ext_type(t);
                self.fill(e, t, elems, r, 0);
                self.place_value(Val::fresh(r), t, dest)
            }
            _ => {
                let Detail::Struct { fields } = &t.detail else {
                    return Val::new(0);
                };
                let r = self.dest(dest, t);
                let mut given = vec![false; fields.len()];
                for (i, el) in elems.iter().enumerate() {
                    if let Some(f) = self.element_field(el, i, t) {
                        given[f] = true;
                    }
                }
                // What is left out first: a value may be computed with a call in between.
                for (f, given) in fields.iter().zip(&given) {
                    if !given {
                        self.zero(r + f.first_leaf as Reg, f.ty);
                    }
                }
                for (i, el) in elems.iter().enumerate() {
                    let Some(f) = self.element_field(el, i, t) else {
                        continue;
                    };
                    let f = &fields[f];
                    let mark = self.mark();
                    let to = Dest::To(r + f.first_leaf as Reg);
                    self.element_value(&el.value, f.ty, to);
                    self.release(mark);
                }
                Val::new(r)
            }
        }
    }

    /// An element of a literal, whose own type may be left out.
    fn element_value(&mut self, e: &'a Expr, t: TypeRef, dest: Dest) -> Val {
        self.expr_as(e, t, dest)
    }

    fn element_field(&self, el: &Element, i: usize, t: TypeRef) -> Option<usize> {
        match &el.key {
            Some(k) => self.field_index(k, t),
            None => Some(i),
        }
    }
    pub fn field_index(&self, key: &Expr, t: TypeRef) -> Option<usize> {
        let (ExprKind::Ident(name), Detail::Struct { fields }) = (&key.kind, &t.detail) else {
            return None;
        };
        fields.iter().position(|f| *f.name == **name)
    }

    fn slice_literal_length(&self, elems: &[Element]) -> usize {
        let (mut at, mut len) = (0usize, 0usize);
        for el in elems {
            if let Some(k) = &el.key {
                at = self.const_int(k).unwrap_or(0) as usize;
            }
            at += 1;
            len = len.max(at);
        }
        len
    }

    /// The elements of an array or slice literal into zeroed memory.
    fn elements(&mut self, elems: &'a [Element], len: usize, t: TypeRef, base: Reg, off: u32) {
        if elems.len() >= 4 && !t.has_pointers() && t.size > 0 && len * t.size < 1 << 26 {
            let mut image = vec![0u8; len * t.size];
            let mut at = 0usize;
            let constant = elems.iter().all(|el| {
                if let Some(k) = &el.key {
                    at = self.const_int(k).unwrap_or(0) as usize;
                }
                let ok = self.image(&el.value, t, &mut image[at * t.size..(at + 1) * t.size]);
                at += 1;
                ok
            });
            if constant {
                self.copy_image(&image, base, off);
                return;
            }
        }
        let mut at = 0usize;
        for el in elems {
            if let Some(k) = &el.key {
                at = self.const_int(k).unwrap_or(0) as usize;
            }
            let mark = self.mark();
            self.expr_to_memory(&el.value, t, base, off + (at * t.size) as u32);
            self.release(mark);
            at += 1;
        }
    }
    fn copy_image(&mut self, image: &[u8], base: Reg, off: u32) {
        let string = self.basic(crate::types::Basic::String);
        let from = self.temp(string);
        self.string_to(from, image);
        let to = if off == 0 {
            base
        } else {
            self.address(base, off)
        };
        self.emit(Op::MemCopy, to, from, 0);
        self.ext(image.len() as u64);
    }

    /// A struct or array literal into zeroed memory.
    fn fill(&mut self, e: &'a Expr, t: TypeRef, elems: &'a [Element], base: Reg, off: u32) {
        match &t.detail {
            Detail::Array { len, .. } => self.elements(elems, *len, t.elem, base, off),
            Detail::Struct { fields } => {
                for (i, el) in elems.iter().enumerate() {
                    let Some(f) = self.element_field(el, i, t) else {
                        continue;
                    };
                    let f = &fields[f];
                    let mark = self.mark();
                    self.expr_to_memory(&el.value, f.ty, base, off + f.offset as u32);
                    self.release(mark);
                }
            }
            _ => {
                // The literal of a slice or map type behind a pointer.
                let v = self.composite_of(e, t);
                self.store(base, off, v, t);
            }
        }
    }
    /// The value of a literal that is written as a pointer to type `t`.
    fn composite_of(&mut self, e: &'a Expr, t: TypeRef) -> Val {
        let ExprKind::Composite { elems, .. } = &e.kind else {
            return Val::new(0);
        };
        let r = self.temp(t);
        match t.kind {
            Kind::Slice => {
                let len = self.slice_literal_length(elems);
                let n = self.int_temp(len as i64);
                self.emit(Op::MakeSlice, r, n, n);
                self.ext_type(t.elem);
                self.elements(elems, len, t.elem, r, 0);
            }
            Kind::Map => {
                let Detail::Map { key, .. } = t.detail else {
                    return Val::new(0);
                };
                self.emit(Op::MakeMap, r, NO_REG, 0);
                self.ext_type(t);
                for el in elems {
                    let mark = self.mark();
                    if let Some(k) = &el.key {
                        let k = self.element_value(k, key, Dest::Stable).reg;
                        let v = self.element_value(&el.value, t.elem, Dest::Any);
                        self.emit(Op::MapSet, r, k, v.reg);
                        self.ext_type(t);
                    }
                    self.release(mark);
                }
            }
            _ => {}
        }
        Val::new(r)
    }

    /// Stores `e` as a `t` into memory that is zero and that nobody else sees yet.
    pub fn expr_to_memory(&mut self, e: &'a Expr, t: TypeRef, base: Reg, off: u32) {
        let e = unparen(e);
        if self.is_nil(e) || self.is_zero_constant(e) && t.kind != Kind::Interface {
            return;
        }
        if let ExprKind::Composite { elems, .. } = &e.kind {
            let own = self.type_of(e);
            if own == t && matches!(t.kind, Kind::Struct | Kind::Array) {
                let outer = self.at(e.pos);
                self.fill(e, t, elems, base, off);
                self.at(outer);
                return;
            }
        }
        let v = self.expr_as(e, t, Dest::Any);
        self.store(base, off, v, t);
    }
    fn is_zero_constant(&self, e: &Expr) -> bool {
        use num_traits::Zero;
        match self.const_of(e) {
            Some(Const::Bool(b)) => !b,
            Some(Const::Str(s)) => s.is_empty(),
            Some(Const::Int(i)) => i.is_zero(),
            Some(Const::Float(r)) => r.is_zero(),
            _ => false,
        }
    }
}
