//! Declarations and `:=`.

use gorun_grammar::ast::{Decl, Expr, ExprKind, VarSpec};

use crate::bytecode::isa::Op;
use crate::bytecode::rtype::{TypeRef, WordClass};
use crate::compile::function::{FnBuilder, Home};
use crate::compile::place::{Place, unparen};
use crate::compile::value::{Dest, Val};
use crate::types::ObjId;
use crate::types::info::Mode;

impl<'p, 'a> FnBuilder<'p, 'a> {
    pub fn local_decl(&mut self, d: &'a Decl) {
        let Decl::Var(specs) = d else { return };
        for spec in specs {
            self.note_zero(spec);
            let objs: Vec<Option<ObjId>> = spec
                .names
                .iter()
                .map(|n| self.info.defs.get(&n.id).copied().filter(|_| !n.is_blank()))
                .collect();
            if spec.values.is_empty() {
                for &obj in objs.iter().flatten() {
                    let t = self.obj_type(obj);
                    self.declare(obj, t, true);
                }
                continue;
            }
            let roots = self.roots_of(&spec.values, objs.len());
            self.ordered(&roots, |b| b.local_vars(spec, objs));
        }
    }

    /// `var x T` and `var x T = nil`, if that is all that `x` ever gets.
    fn note_zero(&mut self, spec: &'a VarSpec) {
        for (i, n) in spec.names.iter().enumerate() {
            let is_nil = |e: &Expr| {
                let fact = self.info.types.get(&unparen(e).id);
                fact.is_some_and(|t| t.mode == Mode::Nil)
            };
            if let Some(&obj) = self.info.defs.get(&n.id)
                && (spec.values.is_empty() || spec.values.get(i).is_some_and(is_nil))
                && !self.escape.assigned.contains(&obj)
                && !self.escape.cells.contains(&obj)
            {
                self.zero.insert(obj);
            }
        }
    }

    fn local_vars(&mut self, spec: &'a VarSpec, objs: Vec<Option<ObjId>>) {
        let declared = spec.ty.as_ref().map(|t| self.type_of(t));
        if spec.values.len() == objs.len() {
            let mut homes = Vec::new();
            for (obj, e) in objs.iter().zip(&spec.values) {
                let mark = self.mark();
                match *obj {
                    Some(obj) => {
                        let t = self.obj_type(obj);
                        homes.push((obj, self.initialised(obj, t, e)));
                    }
                    None => {
                        let t = declared.unwrap_or_else(|| self.type_of(e));
                        self.expr_as(e, t, Dest::Any);
                    }
                }
                self.release(mark);
            }
            self.vars.extend(homes);
        } else {
            let values = self.multi(&spec.values[0]);
            for (obj, (v, from)) in objs.into_iter().zip(values) {
                if let Some(obj) = obj {
                    let t = self.obj_type(obj);
                    self.bind_value(obj, t, v, from);
                }
            }
        }
    }

    /// The home of a new variable, holding the value of `e`. The variable is not in scope yet.
    fn initialised(&mut self, obj: ObjId, t: TypeRef, e: &'a Expr) -> Home {
        let e = unparen(e);
        if t.in_memory {
            let r = self.local_of(&[WordClass::Pointer]);
            let v = self.expr_as(e, t, Dest::Any);
            self.own(v, t, Dest::To(r));
            return Home::Mem(r);
        }
        if self.escape.cells.contains(&obj) {
            let r = self.local_of(&[WordClass::Pointer]);
            if matches!(e.kind, ExprKind::Composite { .. }) && self.type_of(e) == t {
                let p = self.pointer();
                self.emit(Op::New, p, 0, 0);
                self.ext_type(t);
                self.expr_to_memory(e, t, p, 0);
                self.emit(Op::Mov, r, p, 0);
            } else {
                let v = self.expr_as(e, t, Dest::Any);
                self.new_cell(r, obj, v.reg, t);
            }
            return Home::Mem(r);
        }
        let r = self.local(t);
        self.expr_as(e, t, Dest::To(r));
        Home::Reg(r)
    }

    /// A new variable with a value that has been computed.
    pub fn bind_value(&mut self, obj: ObjId, t: TypeRef, v: Val, from: TypeRef) {
        let v = self.convert_value(v, from, t, Dest::Any);
        if t.in_memory {
            let r = self.local_of(&[WordClass::Pointer]);
            self.own(v, t, Dest::To(r));
            self.vars.insert(obj, Home::Mem(r));
        } else if self.escape.cells.contains(&obj) {
            let r = self.local_of(&[WordClass::Pointer]);
            self.new_cell(r, obj, v.reg, t);
            self.vars.insert(obj, Home::Mem(r));
        } else {
            let r = self.local(t);
            self.mov_slots(r, v.reg, t.slots());
            self.vars.insert(obj, Home::Reg(r));
        }
    }

    /// The variable that a name on the left of `:=` declares. `Err`: it declares none (old or blank).
    fn new_variable(&self, e: &Expr) -> Option<ObjId> {
        match &e.kind {
            ExprKind::Ident(n) if n != "_" => self.info.defs.get(&e.id).copied(),
            _ => None,
        }
    }

    pub fn define(&mut self, lhs: &'a [Expr], rhs: &'a [Expr]) {
        let objs: Vec<Option<ObjId>> = lhs.iter().map(|e| self.new_variable(e)).collect();
        if rhs.len() == lhs.len() {
            let all_new = lhs
                .iter()
                .zip(&objs)
                .all(|(e, o)| o.is_some() || is_blank(e));
            if all_new {
                let mut homes = Vec::new();
                for ((obj, l), e) in objs.iter().zip(lhs).zip(rhs) {
                    self.at(l.pos);
                    let mark = self.mark();
                    match *obj {
                        Some(obj) => {
                            let t = self.obj_type(obj);
                            homes.push((obj, self.initialised(obj, t, e)));
                        }
                        None => {
                            self.expr(e, Dest::Any);
                        }
                    }
                    self.release(mark);
                }
                self.vars.extend(homes);
                return;
            }
            let mut values = Vec::new();
            for ((obj, l), e) in objs.iter().zip(lhs).zip(rhs) {
                // The checker files no type under a name on the left; an old variable has its object's.
                let t = match obj.or_else(|| self.info.uses.get(&l.id).copied()) {
                    Some(obj) => self.obj_type(obj),
                    None => self.type_of(e),
                };
                let v = self.expr_as(e, t, Dest::Any);
                let r = self.temp(t);
                values.push((self.own(v, t, Dest::To(r)), t));
            }
            for ((obj, l), (v, t)) in objs.iter().zip(lhs).zip(values) {
                match *obj {
                    Some(obj) => self.bind_value(obj, t, v, t),
                    None => {
                        let p = self.place(l);
                        self.store_place(p, v);
                    }
                }
            }
            return;
        }
        let values = self.multi(&rhs[0]);
        for ((obj, l), (v, from)) in objs.iter().zip(lhs).zip(values) {
            match *obj {
                Some(obj) => {
                    let t = self.obj_type(obj);
                    self.bind_value(obj, t, v, from);
                }
                None => {
                    let p = self.place(l);
                    if !matches!(p, Place::Blank) {
                        let v = self.convert_value(v, from, p.ty(), Dest::Any);
                        self.store_place(p, v);
                    }
                }
            }
        }
    }
}

fn is_blank(e: &Expr) -> bool {
    matches!(&e.kind, ExprKind::Ident(n) if n == "_")
}
