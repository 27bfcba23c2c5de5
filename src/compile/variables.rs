//! Declared functions: parameters and results get their homes, then the body is compiled.

use gorun_grammar::ast::{Block, FieldList, FuncType};

use super::function::{FnBuilder, Home, Reg};
use super::value::Val;
use crate::bytecode::arguments::Arguments;
use crate::bytecode::isa::Op;
use crate::bytecode::rtype::{TypeRef, WordClass};
use crate::types::ObjId;

impl<'p, 'a> FnBuilder<'p, 'a> {
    /// The objects of a list of parameters, one for each; `None` without a name.
    pub fn named(&self, list: &FieldList) -> Vec<Option<ObjId>> {
        let mut out = Vec::new();
        for f in &list.fields {
            if f.names.is_empty() {
                out.push(None);
            }
            for n in &f.names {
                out.push(self.info.defs.get(&n.id).copied().filter(|_| !n.is_blank()));
            }
        }
        out
    }

    /// The types of a list of parameters.
    fn field_types(&mut self, list: &'a FieldList) -> Vec<TypeRef> {
        let mut out = Vec::new();
        for f in &list.fields {
            let t = match &f.ty.kind {
                gorun_grammar::ast::ExprKind::Ellipsis(Some(e)) => {
                    let e = self.type_of(e);
                    self.p.slice_of(e)
                }
                _ => self.type_of(&f.ty),
            };
            out.extend(std::iter::repeat_n(t, f.names.len().max(1)));
        }
        out
    }

    /// Of the program's own functions tracebacks show arguments.
    pub fn show_arguments(&mut self, params: &[TypeRef], boxed: bool) {
        if self.p.is_users_package(self.pkg) {
            self.arguments = Some(Arguments::new(params, boxed));
        }
    }

    pub fn declared_function(
        &mut self,
        recv_list: Option<&'a FieldList>,
        recv: Option<TypeRef>,
        boxed: bool,
        ty: &'a FuncType,
        body: &'a Block,
    ) {
        self.has_defer = self.escape.defers.contains(&self.literal_id);
        let params = self.field_types(&ty.params);
        let results = ty
            .results
            .as_ref()
            .map_or(Vec::new(), |r| self.field_types(r));
        let mut all = Vec::new();
        if let Some(t) = recv {
            let first = if boxed {
                self.basic(crate::types::Basic::UnsafePointer)
            } else {
                t
            };
            all.push(first);
        }
        all.extend_from_slice(&params);
        let shown: Vec<TypeRef> = recv.into_iter().chain(params.iter().copied()).collect();
        self.show_arguments(&shown, boxed);
        let at = self.signature_with_cells(&all, &results);
        self.take_cells(&at, all.len());
        let mut at = at.into_iter();
        if let (Some(t), Some(list)) = (recv, recv_list) {
            let slot = at.next().unwrap_or(0);
            let obj = self.named(list).into_iter().next().flatten();
            if let Some(obj) = obj {
                if boxed {
                    let v = self.load(slot, 0, t, super::value::Dest::Stable);
                    if t.in_memory {
                        let home = self.local_of(&[WordClass::Pointer]);
                        self.emit(Op::Clone, home, v.reg, 0);
                        self.ext_type(t);
                        self.vars.insert(obj, Home::Mem(home));
                    } else {
                        self.adopt(obj, t, v.reg);
                    }
                } else {
                    self.adopt(obj, t, slot);
                }
            }
        }
        let names = self.named(&ty.params);
        for ((obj, slot), t) in names.into_iter().zip(at).zip(params) {
            if let Some(obj) = obj {
                self.adopt(obj, t, slot);
            }
        }
        self.results_and_body(ty, body);
    }

    /// A variable whose value stands in registers of its own already.
    pub fn adopt(&mut self, obj: ObjId, t: TypeRef, reg: Reg) {
        if t.in_memory {
            self.vars.insert(obj, Home::Mem(reg));
        } else if self.escape.cells.contains(&obj) {
            let cell = self.local_of(&[WordClass::Pointer]);
            self.new_cell(cell, obj, reg, t);
            self.vars.insert(obj, Home::Mem(cell));
        } else {
            self.vars.insert(obj, Home::Reg(reg));
        }
    }

    /// A new cell of a variable.
    pub fn new_cell(&mut self, cell: Reg, obj: ObjId, reg: Reg, t: TypeRef) {
        match self.escape.raw.contains(&obj) {
            true => self.raw_cell(cell, Some((reg, t))),
            false => self.box_to(cell, reg, t),
        }
    }

    /// A new object that holds a value (not of an in-memory type).
    pub fn box_to(&mut self, to: Reg, reg: Reg, t: TypeRef) {
        self.emit(
            if t.leaves.is_empty() {
                Op::New
            } else {
                Op::Box
            },
            to,
            reg,
            0,
        );
        self.ext_type(t);
    }

    /// After the parameters: homes of the results, the body, the end.
    pub fn results_and_body(&mut self, ty: &'a FuncType, body: &'a Block) {
        let types = self.results.types.clone();
        let names = ty.results.as_ref().map_or(Vec::new(), |r| self.named(r));
        let has_names = ty
            .results
            .as_ref()
            .is_some_and(|r| r.fields.iter().any(|f| !f.names.is_empty()));
        let returns_from_loops = self.escape.far_returns.contains(&self.literal_id);
        self.results.kept = has_names || self.has_defer || returns_from_loops;
        if self.results.kept {
            for (i, &t) in types.iter().enumerate() {
                let obj = names.get(i).copied().flatten();
                let home = match obj {
                    Some(obj) if returns_from_loops => {
                        let r = self.local_of(&[WordClass::Pointer]);
                        self.emit(Op::New, r, 0, 0);
                        self.ext_type(t);
                        self.vars.insert(obj, Home::Mem(r));
                        Home::Mem(r)
                    }
                    Some(obj) => self.declare(obj, t, true),
                    None if t.in_memory || returns_from_loops => {
                        let r = self.local_of(&[WordClass::Pointer]);
                        self.emit(Op::New, r, 0, 0);
                        self.ext_type(t);
                        Home::Mem(r)
                    }
                    None => {
                        let r = self.local(t);
                        self.zero(r, t);
                        Home::Reg(r)
                    }
                };
                self.results.homes.push(home);
            }
        }
        if self.has_defer {
            let l = self.label();
            self.epilogue = Some(l);
        }
        self.block(body);
        if self.results.types.is_empty() || self.results.kept {
            self.at(body.rbrace);
            self.return_kept();
        } else {
            // A body that ends without a return was refused. It belongs to the line before: programs go through a function's lines.
            self.emit(Op::Unreachable, 0, 0, 0);
        }
        self.at(body.rbrace);
        if let Some(l) = self.epilogue {
            self.recover_here();
            self.emit(Op::RunDefers, 0, 0, 0);
            self.bind(l);
            self.load_results();
            self.emit(Op::Ret, 0, 0, 0);
        }
    }

    /// Leaves the function with the results as they are in their homes.
    pub fn return_kept(&mut self) {
        if let Some(l) = self.epilogue {
            // Here and not once for all: tracebacks of deferred calls show which return statement made them.
            self.emit(Op::RunDefers, 0, 0, 0);
            self.jump(l);
        } else {
            self.load_results();
            self.emit(Op::Ret, 0, 0, 0);
        }
    }

    /// The results from their homes into slots 1...
    fn load_results(&mut self) {
        let types = self.results.types.clone();
        let homes = self.results.homes.clone();
        let mut slot: Reg = 1;
        for (t, home) in types.into_iter().zip(homes) {
            match home {
                Home::Reg(r) => self.mov_slots(slot, r, t.slots()),
                Home::Mem(r) if t.in_memory => {
                    // The variable may live on in a closure.
                    self.emit(Op::Clone, slot, r, 0);
                    self.ext_type(t);
                }
                Home::Mem(r) => {
                    self.load(r, 0, t, super::value::Dest::To(slot));
                }
            }
            slot += t.slots() as Reg;
        }
    }

    /// Puts values into slots 1.. without one overwriting another that is still to be read.
    pub fn values_to_results(&mut self, values: &[(Val, TypeRef)]) {
        let mut slot: Reg = 1;
        let mut moves = Vec::new();
        for &(v, t) in values {
            moves.push((slot, v, t));
            slot += t.slots() as Reg;
        }
        let n = moves.len();
        for i in 0..n {
            let (to, _, t) = moves[i];
            let end = to + t.slots() as Reg;
            // A later value that stands where this one goes moves out of the way first.
            for m in moves.iter_mut().skip(i + 1) {
                let (_, v, mt) = *m;
                if v.reg < end && to < v.reg + mt.slots() as Reg {
                    let r = self.temp(mt);
                    self.mov_slots(r, v.reg, mt.slots());
                    m.1 = Val { reg: r, ..v };
                }
            }
            let (to, v, t) = moves[i];
            self.own(v, t, super::value::Dest::To(to));
        }
    }
}
