//! What calls cost: of functions, whose bodies may be inlined in turn, conversions, and what is built in.

use gorun_grammar::ast::{Expr, ExprKind, NodeId};

use super::super::library::{self, Price};
use super::super::summary;
use super::{BUDGET, CALL, Cost, PARAMETER_CALL, is_intrinsic};
use crate::compile::place::unparen;
use crate::types::info::{Mode, SelectionKind};
use crate::types::object::{Builtin, VarKind};
use crate::types::{Basic, ObjId, ObjectKind, Type, TypeId};

impl<'a> Cost<'_, 'a> {
    pub(super) fn call(&mut self, e: &'a Expr, fun: &'a Expr, args: &'a [Expr], ellipsis: bool) {
        let f = unparen(fun);
        match self.mode(f) {
            Some(Mode::TypeExpr) => return self.conversion(f, args),
            Some(Mode::Builtin) => return self.builtin(e, f, args, ellipsis),
            _ => {}
        }
        self.sum += 1;
        self.callee(f);
        self.arguments(f, args, ellipsis);
    }

    /// What is called, and what its body costs here.
    pub(super) fn callee(&mut self, f: &'a Expr) {
        let types = &*self.p.types;
        let Some((obj, id)) = summary::declared(types, self.info, f) else {
            let extra = match self
                .object(f)
                .map(|o| (o, self.p.types.object(o).kind.clone()))
            {
                Some((o, ObjectKind::Var(kind))) if kind != VarKind::Package => {
                    let home = self.summary.uses.get(&o).and_then(|u| u.home);
                    let function = self.summary.functions.get(&o).copied();
                    if let Some(cost) = function.and_then(|f| self.functions.cost(self.p, f))
                        && cost <= BUDGET
                    {
                        cost
                    } else if let Some(&literal) = self.summary.literals.get(&o)
                        && home == self.literal
                        && let Some(cost) =
                            self.functions
                                .literal_cost(self.p, self.info, &self.summary, literal)
                        && cost <= 2 * BUDGET
                    {
                        cost
                    } else if matches!(kind, VarKind::Param | VarKind::Recv) || home != self.literal
                    {
                        PARAMETER_CALL
                    } else {
                        CALL
                    }
                }
                _ => match &f.kind {
                    ExprKind::Func { .. } => {
                        let cost = self
                            .functions
                            .literal_cost(self.p, self.info, &self.summary, f);
                        cost.filter(|&c| c <= 2 * BUDGET).unwrap_or(CALL)
                    }
                    _ => CALL,
                },
            };
            self.sum += extra;
            return self.expr(f);
        };
        let o = self.p.types.object(obj);
        let name = o.name.clone();
        let package = self.p.types.package(o.pkg);
        let path = package.public_path().to_string();
        let named = summary::without_arguments(f);
        if let ExprKind::Selector { x, .. } = &named.kind
            && let Some(s) = self.info.selections.get(&named.id)
            && s.kind == SelectionKind::MethodValue
        {
            let Some(receiver) = self.p.receiver(obj) else {
                // Through an interface.
                self.sum += CALL + s.index.len() as i32;
                return self.expr(x);
            };
            self.sum += self.declared(obj).unwrap_or(CALL);
            // Embedded fields on the way, and the address or what the pointer points to.
            self.sum += s.index.len() as i32 - 1;
            if self.is_pointer(s.recv) != receiver.pointer && s.index.len() == 1 {
                self.sum += 1;
            }
            if !receiver.tparams.is_empty() || self.is_generic(obj) {
                self.sum += self.dictionary(id, s.recv);
            }
            return self.expr(x);
        }
        if is_intrinsic(&path, &name) {
            self.sum += 1;
            return;
        }
        self.sum += self.declared(obj).unwrap_or(CALL);
        let selection = self.info.selections.get(&f.id).map(|s| s.kind);
        self.sum += i32::from(selection != Some(SelectionKind::MethodExpr));
        if self.is_generic(obj) {
            self.sum += self.dictionary(id, TypeId::INVALID);
        }
    }
    pub(super) fn is_generic(&self, obj: ObjId) -> bool {
        let t = self.p.types.object(obj).ty.map(|t| self.p.types.get(t));
        matches!(t, Some(Type::Signature(s)) if !s.tparams.is_empty())
    }
    /// What says of the instance that is called which one it is: a variable's address; where it depends on the type parameters
    /// of the text around, an element of what says so of that. `id`: where type arguments are filed.
    pub(super) fn dictionary(&self, id: NodeId, recv: TypeId) -> i32 {
        let targs = self.info.instances.get(&id).map_or(&[][..], |i| &i.targs);
        let mut all = targs.iter().chain([&recv]);
        let derived = all.any(|&t| t != TypeId::INVALID && self.p.types.mentions_tparams(t));
        if derived { 4 } else { 2 }
    }
    pub(super) fn declared(&mut self, obj: ObjId) -> Option<i32> {
        if !self.p.is_users(obj) {
            match library::cost(self.p, obj) {
                Price::Is(c) => return Some(c),
                Price::TooMuch => return None,
                Price::Unknown => {}
            }
        }
        if let Some(caller) = self.function
            && caller != obj
            && self.p.is_users(caller)
            && self.functions.is_later(self.p, caller, obj)
        {
            return None;
        }
        self.functions.cost(self.p, obj).filter(|&c| c <= BUDGET)
    }

    pub(super) fn arguments(&mut self, f: &'a Expr, args: &'a [Expr], ellipsis: bool) {
        let Type::Signature(sig) = self.under(self.type_of(f)).clone() else {
            return self.exprs(args);
        };
        let n = sig.params.len();
        if let [x] = args
            && let Type::Tuple(list) = self.p.types.get(self.type_of(x))
        {
            self.sum += 1 + 4 * list.len() as i32;
            return self.expr(x);
        }
        let fixed = if sig.variadic && !ellipsis { n - 1 } else { n };
        for (a, &t) in args.iter().zip(&sig.params).take(fixed) {
            self.converted(a, t);
        }
        if fixed < n {
            let rest = &args[fixed.min(args.len())..];
            // A nil slice, or a slice literal.
            self.sum += if rest.is_empty() { 1 } else { 2 };
            let elem = match *self.under(sig.params[n - 1]) {
                Type::Slice(t) => t,
                _ => TypeId::INVALID,
            };
            for a in rest {
                self.converted(a, elem);
            }
        }
    }

    pub(super) fn conversion(&mut self, f: &'a Expr, args: &'a [Expr]) {
        let [x] = args else { return };
        let (from, to) = (self.type_of(x), self.type_of(f));
        let types = &self.p.types;
        // What is the same in a register: gc knows int as int64, uint and uintptr as uint64, and one kind of pointer.
        let form = |t: TypeId| match self.under(t) {
            Type::Pointer(_) | Type::Basic(Basic::UnsafePointer) => Some(Basic::UnsafePointer),
            Type::Basic(Basic::Int | Basic::Int64) => Some(Basic::Int64),
            Type::Basic(Basic::Uint | Basic::Uint64 | Basic::Uintptr) => Some(Basic::Uint64),
            _ => None,
        };
        let (a, b) = (form(from), form(to));
        let address = |t: TypeId| matches!(self.under(t), Type::Basic(Basic::Uintptr));
        let same = types.underlying(from) == types.underlying(to)
            || (a.is_some() && a == b)
            || (a == Some(Basic::UnsafePointer) && address(to))
            || (address(from) && b == Some(Basic::UnsafePointer));
        let boxed = self.is_interface(to) && !self.is_interface(from);
        if (!same || boxed) && !self.is_nil(x) {
            self.sum += 1;
        }
        self.expr(x);
    }

    pub(super) fn builtin(&mut self, e: &'a Expr, f: &'a Expr, args: &'a [Expr], ellipsis: bool) {
        self.sum += 1;
        match summary::builtin(self.p.types, self.info, f) {
            Some(Builtin::Recover) => self.impossible = true,
            Some(Builtin::Panic) => {
                self.sum += 1;
                self.exprs(args);
            }
            Some(Builtin::Append) => {
                let elem = match *self.under(self.type_of(e)) {
                    Type::Slice(t) => t,
                    _ => TypeId::INVALID,
                };
                for (i, a) in args.iter().enumerate() {
                    if i > 0 && !ellipsis {
                        self.converted(a, elem);
                    } else {
                        self.expr(a);
                    }
                }
            }
            Some(Builtin::Make) => self.exprs(&args[1..]),
            Some(Builtin::New) if args.iter().any(|a| self.mode(a) == Some(Mode::TypeExpr)) => {}
            _ => self.exprs(args),
        }
    }
}
