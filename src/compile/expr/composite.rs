//! Composite literals, and values built straight into fresh memory.

use gorun_grammar::ast::{Element, Expr, ExprKind};

use crate::bytecode::isa::Op;
use crate::bytecode::program::NO_REG;
use crate::bytecode::rtype::{Detail, Kind, TypeRef};
use crate::compile::function::{FnBuilder, Reg};
use crate::compile::place::unparen;
use crate::compile::value::{Dest, Val};
use crate::types::constant::Const;

/// What an element of a struct literal sets: a field, or since Go 1.27 one promoted through embedded structs.
pub struct LiteralField {
    pub ty: TypeRef,
    /// In memory, and in the register form; both from the start of the literal's value.
    pub offset: usize,
    pub first_leaf: u32,
    /// The literal's own field that this one is or lies in.
    pub top: usize,
    pub whole: bool,
    /// Values for blank fields are evaluated and not stored, as gc does it.
    pub blank: bool,
}

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
                self.entries(elems, r, t, key);
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
                        given[f.top] |= f.whole && !f.blank;
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
                    let mark = self.mark();
                    let to = if f.blank {
                        Dest::Any
                    } else {
                        Dest::To(r + f.first_leaf as Reg)
                    };
                    self.element_value(&el.value, f.ty, to);
                    self.release(mark);
                }
                Val::new(r)
            }
        }
    }

    /// The entries of a map literal into the map at `r`, of type `t`. gc stores those that it knows before those that have to be
    /// computed: of equal keys the computed one stays.
    fn entries(&mut self, elems: &'a [Element], r: Reg, t: TypeRef, key: TypeRef) {
        let entries = elems
            .iter()
            .filter_map(|el| Some((el.key.as_ref()?, &el.value)));
        let (known, computed): (Vec<_>, Vec<_>) =
            entries.partition(|(k, v)| self.is_static(k, key) && self.is_static(v, t.elem));
        for (k, v) in known.into_iter().chain(computed) {
            let mark = self.mark();
            self.at(k.pos);
            self.entry(r, t, key, k, v);
            self.release(mark);
        }
    }

    /// An entry of a map literal into the map at `r`, of type `t`.
    fn entry(&mut self, r: Reg, t: TypeRef, key: TypeRef, k: &'a Expr, value: &'a Expr) {
        self.ordered_apart(&[k, value], |b| {
            let k = b.element_value(k, key, Dest::Stable).reg;
            let v = b.element_value(value, t.elem, Dest::Any);
            b.emit(Op::MapSet, r, k, v.reg);
            b.ext_type(t);
        });
    }

    /// Whether gc lays out `e`, wanted as a `t`, when it compiles: cmd/compile/internal/walk's `isStaticCompositeLiteral`, after
    /// what its pass for the order of evaluation makes of conversions to interfaces.
    fn is_static(&self, e: &'a Expr, t: TypeRef) -> bool {
        let e = unparen(e);
        if self.is_nil(e) {
            return true;
        }
        if self.const_of(e).is_some() {
            return t.kind != Kind::Interface;
        }
        let ExprKind::Composite { elems, .. } = &e.kind else {
            return false;
        };
        match t.kind {
            Kind::Array => elems.iter().all(|el| self.is_static(&el.value, t.elem)),
            Kind::Struct => elems.iter().enumerate().all(|(i, el)| {
                self.element_field(el, i, t)
                    .is_some_and(|f| self.is_static(&el.value, f.ty))
            }),
            _ => false,
        }
    }

    /// An element of a literal, whose own type may be left out.
    fn element_value(&mut self, e: &'a Expr, t: TypeRef, dest: Dest) -> Val {
        self.expr_as(e, t, dest)
    }

    /// The field that the `i`th element of a literal of struct type `t` sets.
    pub fn element_field(&self, el: &Element, i: usize, t: TypeRef) -> Option<LiteralField> {
        let selected;
        let path: &[u32] = match &el.key {
            None => {
                selected = [i as u32];
                &selected
            }
            Some(key) => &self.info.selections.get(&key.id)?.index,
        };
        let mut at = LiteralField {
            ty: t,
            offset: 0,
            first_leaf: 0,
            top: *path.first()? as usize,
            whole: path.len() == 1,
            blank: false,
        };
        for &step in path {
            let within = at.ty;
            let Detail::Struct { fields } = &within.detail else {
                return None;
            };
            let field = fields.get(step as usize)?;
            at.ty = field.ty;
            at.offset += field.offset;
            at.first_leaf += field.first_leaf;
            at.blank = &*field.name == "_";
        }
        Some(at)
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
            Detail::Struct { .. } => {
                for (i, el) in elems.iter().enumerate() {
                    let Some(f) = self.element_field(el, i, t) else {
                        continue;
                    };
                    let mark = self.mark();
                    if f.blank {
                        self.element_value(&el.value, f.ty, Dest::Any);
                    } else {
                        self.expr_to_memory(&el.value, f.ty, base, off + f.offset as u32);
                    }
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
                self.entries(elems, r, t, key);
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
