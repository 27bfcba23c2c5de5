//! What selects a method: calls, method values, method expressions.

use gorun_grammar::ast::{Expr, ExprKind, Ident};
use smol_str::SmolStr;

use super::{Form, Method};
use crate::bytecode::isa::Op;
use crate::bytecode::rtype::{Detail, Kind, TypeRef};
use crate::compile::call::{Prepared, Target};
use crate::compile::callee::Callee;
use crate::compile::function::FnBuilder;
use crate::compile::instances::signature;
use crate::compile::place::{Place, unparen};
use crate::compile::value::{Dest, Val};
use crate::types::info::Selection;
use crate::types::{Type, TypeId};

impl<'p, 'a> FnBuilder<'p, 'a> {
    /// The method found from a place: what to call, with which receiver.
    pub(super) fn resolve(
        &mut self,
        p: Place,
        method: &Method,
        name: &SmolStr,
        dest: Dest,
    ) -> (Target, Option<(Val, TypeRef)>) {
        let obj = method.obj;
        let p = self.path(p, method.path());
        let holder = p.ty();
        if holder.kind == Kind::Interface {
            let v = self.load_place(p, Dest::Stable);
            let (pkg, sig) = (Some(method.pkg), method.sig);
            let selector = self.p.layout.selector(self.p.types, name, pkg, sig);
            self.p.demand(selector);
            return (
                Target::Interface {
                    pair: v.reg,
                    selector,
                    offset: holder.method_offset(selector),
                },
                None,
            );
        }
        let Some(recv) = self.p.receiver(obj) else {
            self.fail("internal error: a method without receiver");
            return (Target::Function(0), None);
        };
        let id = self.p.id_of(holder);
        let mut targs = self.p.receiver_args(id);
        targs.extend_from_slice(&method.own);
        let target: Target = match self.p.callee(obj, targs) {
            Callee::Function(f) => Target::Function(f),
            Callee::Native(n) => Target::Native(n),
        };
        if recv.pointer {
            let (v, t) = if holder.kind == Kind::Pointer {
                (self.load_place(p, dest), holder)
            } else {
                let t = self.p.pointer_to(holder);
                let r = self.place_address(p);
                (self.place_value(Val::new(r), t, dest), t)
            };
            return (target, Some((v, t)));
        }
        let p = if holder.kind == Kind::Pointer {
            self.through_pointer(p)
        } else {
            p
        };
        let t = p.ty();
        let v = if t.in_memory {
            self.load_place(p, Dest::Any)
        } else {
            self.load_place(p, dest)
        };
        (target, Some((v, t)))
    }

    /// Where a selection leads once type parameters are known.
    fn selected(&mut self, s: &Selection, sel: &Ident) -> Method {
        let pkg = self.p.types.object(s.obj).pkg;
        let base = match self.p.types.get(self.p.types.canon(s.recv)) {
            Type::Pointer(e) => *e,
            _ => s.recv,
        };
        let generic = !self.env.is_empty()
            && matches!(
                self.p.types.get(self.p.types.canon(base)),
                Type::TypeParam(_)
            );
        if generic {
            let recv = self.subst(s.recv);
            if let Some(l) = self.p.types.lookup(recv, true, pkg, &sel.name) {
                return Method {
                    obj: l.obj,
                    index: l.index,
                    sig: l.ty,
                    pkg,
                    own: Vec::new(),
                };
            }
        }
        let ty = self.info.instances.get(&sel.id).map_or(s.ty, |i| i.ty);
        Method {
            obj: s.obj,
            index: s.index.clone(),
            sig: self.subst(ty),
            pkg,
            own: self.arguments_of(sel.id),
        }
    }

    /// `x.m(...)`
    pub fn method_call(
        &mut self,
        x: &'a Expr,
        sel: &'a Ident,
        s: &'a Selection,
        quiet: bool,
    ) -> Prepared {
        let method = self.selected(s, sel);
        let p = self.place(x);
        let dest = if quiet {
            Dest::To(self.out(1))
        } else {
            Dest::Stable
        };
        let (mut target, recv) = self.resolve(p, &method, &sel.name, dest);
        if let Target::Interface { offset, .. } = &mut target
            && self.stays_zero(x)
        {
            // gc knows that it is nil, and touches just that.
            *offset = 0;
        }
        let mut prepared = self.prepared(target, recv, method.sig);
        if let Target::Function(_) = prepared.target {
            prepared.attempt = self.p.attempt(method.obj, &[]);
        }
        prepared
    }

    fn prepared(&mut self, target: Target, recv: Option<(Val, TypeRef)>, sig: TypeId) -> Prepared {
        let (params, results, variadic) = signature(self.p.rtype(sig));
        Prepared {
            attempt: None,
            target,
            recv,
            params,
            results,
            variadic,
        }
    }

    /// Whether a place is in a variable declared here that is never given a value.
    fn stays_zero(&self, x: &'a Expr) -> bool {
        let x = unparen(x);
        match &x.kind {
            ExprKind::Ident(_) => {
                let obj = self.info.uses.get(&x.id);
                obj.is_some_and(|o| self.zero.contains(o))
            }
            ExprKind::Selector { x: of, .. } => {
                let selection = self.info.selections.get(&x.id);
                selection.is_some_and(|s| !s.indirect) && self.stays_zero(of)
            }
            _ => false,
        }
    }

    /// A call of a method through the interface `x`, which holds a `t`.
    pub fn known_method_call(&mut self, f: &'a Expr, t: TypeId, quiet: bool) -> Prepared {
        let ExprKind::Selector { x, sel } = &f.kind else {
            return self.prepare(f, quiet);
        };
        let pkg = match self.info.selections.get(&f.id) {
            Some(s) => self.p.types.object(s.obj).pkg,
            None => return self.prepare(f, quiet),
        };
        let Some(found) = self.p.types.lookup(t, false, pkg, &sel.name) else {
            return self.prepare(f, quiet);
        };
        let (from, holds) = (self.type_of(x), self.rt(t));
        let pair = self.expr(x, Dest::Stable).reg;
        let ok = self.label();
        self.jump_if(Op::JneI64K, pair, 0, ok);
        self.emit(Op::PanicNil, 0, 0, 0);
        self.bind(ok);
        // It does hold one: a mistake in that is to end in a panic.
        self.emit(Op::AssertType, pair, 0, 0);
        self.ext_type(holds);
        self.ext_type(from);
        let p = match holds.in_memory {
            true => Place::Mem {
                base: pair + 1,
                off: 0,
                t: holds,
                fresh: false,
                nil: false,
            },
            false => Place::Reg {
                reg: self.unbox(pair, holds, Dest::Stable).reg,
                t: holds,
                fresh: true,
            },
        };
        let method = Method {
            obj: found.obj,
            index: found.index,
            sig: found.ty,
            pkg,
            own: Vec::new(),
        };
        let dest = match quiet {
            true => Dest::To(self.out(1)),
            false => Dest::Stable,
        };
        let (target, recv) = self.resolve(p, &method, &sel.name, dest);
        self.prepared(target, recv, method.sig)
    }

    /// `x.m` without call.
    pub fn method_value(&mut self, e: &'a Expr, sel: &'a Ident, dest: Dest) -> Val {
        let ExprKind::Selector { x, .. } = &e.kind else {
            return Val::new(0);
        };
        let Some(s) = self.info.selections.get(&e.id) else {
            return Val::new(0);
        };
        let method = self.selected(s, sel);
        let p = self.place(x);
        let (target, recv) = self.resolve(p, &method, &sel.name, Dest::Stable);
        let (v, t) = match (target, recv) {
            (Target::Interface { pair, .. }, _) => {
                let ok = self.label();
                self.jump_if(Op::JneI64K, pair, 0, ok);
                self.emit(Op::PanicNil, 0, 0, 0);
                self.bind(ok);
                let mut t = self.type_of(x);
                for &i in method.path() {
                    if t.kind == Kind::Pointer {
                        t = t.elem;
                    }
                    if let Detail::Struct { fields } = &t.detail {
                        t = fields[i as usize].ty;
                    }
                }
                (Val::new(pair), t)
            }
            (_, Some((v, t))) => (self.own(v, t, Dest::Stable), t),
            _ => return Val::new(0),
        };
        let f = self
            .p
            .method_function(t, &sel.name, method.pkg, Form::Bound, method.own);
        let classes = crate::compile::function::classes(t);
        self.make_closure(f, &[(v.reg, classes)], dest)
    }

    /// `T.m`
    pub fn method_expr(&mut self, e: &'a Expr, sel: &'a Ident, dest: Dest) -> Val {
        let Some(s) = self.info.selections.get(&e.id) else {
            return Val::new(0);
        };
        let recv = self.rt(s.recv);
        let pkg = self.p.types.object(s.obj).pkg;
        let own = self.arguments_of(sel.id);
        let f = self
            .p
            .method_function(recv, &sel.name, pkg, Form::Plain, own);
        let t = self.basic(crate::types::Basic::UnsafePointer);
        let r = self.dest(dest, t);
        self.emit_wide(Op::FuncValue, r, f);
        Val::new(r)
    }
}
