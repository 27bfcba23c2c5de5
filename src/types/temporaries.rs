//! What a function holds in its frame for a moment, and what the calls that it makes pass on the stack: gc's back end refuses frames that these
//! make too large. Variables that large it moves to the heap, so what counts is what gc makes itself: copies of arrays that are ranged
//! over, results of calls that are not assigned as they are, literals on their way to memory, elements of slices that nothing keeps.
//!
//! This follows gc's statements (order and walk), not its optimiser: what that drops afterwards is known for copies of loops
//! (`needed`) and for literals of few parts. Two temporaries of different statements share their place.

use gorun_grammar::ast::{Decl, Expr, ExprKind, FuncDecl, NodeId, Pos, Stmt, UnaryOp};
use rustc_hash::{FxHashMap, FxHashSet};

use super::checker::Checker;
use super::concrete::Concrete;
use super::info::Mode;
use super::needed::needed;
use super::object::{Builtin, ObjId, ObjectKind};
use super::subst::SubstMap;
use super::ty::{Type, TypeId};
use crate::format::walk::shared::{Visit, inside_expr};

mod inline;
mod slices;
mod statements;

use inline::Inlined;

/// What is smaller is no concern of this.
const SMALLEST: u64 = 1 << 16;
/// So many words are stored one by one, without a temporary.
const FEW: usize = 4;
/// Calls inlined in each other that are followed.
const DEEPEST: u32 = 8;

/// The bytes of a frame.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Held {
    pub locals: u64,
    /// What the callee that takes and gives most is passed.
    pub callee: u64,
    /// It is a literal of which nothing is left.
    pub gone: bool,
}

impl Checker<'_> {
    /// What each function and literal holds that holds something, under its place in reports; of generic ones the instance that holds most.
    pub(super) fn held(&mut self, instances: &[Concrete]) -> FxHashMap<Pos, Held> {
        let files = self.files;
        let inlined = Inlined::new(self);
        let mut t = Temporaries {
            check: self,
            env: SubstMap::default(),
            inlined,
            deep: 0,
            frame: Frame::default(),
            needed: FxHashSet::default(),
            stays: FxHashMap::default(),
            found: FxHashMap::default(),
        };
        for decl in files.iter().flat_map(|f| &f.decls) {
            match decl {
                Decl::Func(f) => t.declared(decl, f, instances),
                Decl::Var(specs) => {
                    t.needed = needed(t.check, decl);
                    t.stays = slices::that_stay(t.check, decl);
                    specs
                        .iter()
                        .flat_map(|s| &s.values)
                        .for_each(|v| t.value(v, Use::Stored));
                }
                _ => {}
            }
        }
        t.found
    }
}

#[derive(Default)]
struct Frame {
    /// Held by the loops and variables around.
    around: u64,
    /// By the statement that is looked at.
    here: u64,
    most: u64,
    callee: u64,
}

/// What becomes of a value.
#[derive(Clone, Copy, PartialEq)]
enum Use {
    /// It is assigned to a variable of its type.
    Assigned,
    /// It is assigned to something else, or beside others.
    Stored,
    Passed,
    Dropped,
    /// A loop makes its own copy.
    Ranged,
    /// A part of it is wanted, always the same.
    Part,
    Other,
}

struct Temporaries<'x, 'a> {
    check: &'x mut Checker<'a>,
    /// The arguments of the instance.
    env: SubstMap,
    inlined: Inlined<'a>,
    /// Bodies of inlined functions around.
    deep: u32,
    frame: Frame,
    /// The variables of the declaration that come to something.
    needed: FxHashSet<ObjId>,
    /// The slice literals of the declaration that nothing keeps.
    stays: FxHashMap<NodeId, slices::Stay>,
    found: FxHashMap<Pos, Held>,
}

impl<'a> Temporaries<'_, 'a> {
    fn declared(&mut self, decl: &'a Decl, f: &'a FuncDecl, instances: &[Concrete]) {
        let Some(body) = f.body.as_ref() else { return };
        self.needed = needed(self.check, decl);
        self.stays = slices::that_stay(self.check, decl);
        let pos = f.recv.as_ref().map_or(f.name.pos, |r| r.open);
        let obj = self.check.info.defs.get(&f.name.id).copied();
        let of_it = instances.iter().filter(|i| Some(i.function) == obj);
        let envs: Vec<SubstMap> = of_it.map(|i| i.env.clone()).collect();
        if envs.is_empty() {
            return self.function(pos, &body.stmts);
        }
        for env in envs {
            self.env = env;
            self.function(pos, &body.stmts);
        }
        self.env = SubstMap::default();
    }

    fn function(&mut self, pos: Pos, body: &'a [Stmt]) {
        let around = std::mem::take(&mut self.frame);
        body.iter().for_each(|s| self.stmt(s));
        let frame = std::mem::replace(&mut self.frame, around);
        let locals = frame.most;
        if locals > 0 || frame.callee > 0 {
            let held = self.found.entry(pos).or_default();
            held.locals = held.locals.max(locals);
            held.callee = held.callee.max(frame.callee);
        }
    }

    // --- types

    fn type_of(&mut self, x: &Expr) -> Option<TypeId> {
        let ty = self.check.info.types.get(&x.id)?.ty;
        Some(self.instance(ty))
    }

    fn instance(&mut self, ty: TypeId) -> TypeId {
        self.check.types.subst(ty, &self.env)
    }

    /// Bytes of a value that has to lie in memory, if it is large.
    fn size(&self, ty: TypeId) -> u64 {
        let types = &self.check.types;
        match types.under_ty(ty) {
            _ if types.mentions_tparams(ty) => 0,
            Type::Tuple(parts) => parts.iter().fold(0, |n, &t| self.size(t).saturating_add(n)),
            _ => types.size_of(ty).filter(|&n| n >= SMALLEST).unwrap_or(0),
        }
    }

    fn size_of(&mut self, x: &Expr) -> u64 {
        self.type_of(x).map_or(0, |t| self.size(t))
    }

    fn is_constant(&self, x: &Expr) -> bool {
        let facts = self.check.info.types.get(&x.id);
        facts.is_some_and(|t| t.value.is_some())
    }

    fn is_map(&mut self, x: &Expr) -> bool {
        let ty = self.type_of(x);
        ty.is_some_and(|t| matches!(self.check.types.under_ty(t), Type::Map { .. }))
    }

    fn hold(&mut self, bytes: u64) {
        self.frame.here = self.frame.here.saturating_add(bytes);
    }

    // --- expressions

    fn value(&mut self, x: &'a Expr, how: Use) {
        if self.is_constant(x) {
            return;
        }
        match &x.kind {
            ExprKind::Paren(x) => self.value(x, how),
            ExprKind::Func { ty, body } => {
                self.function(ty.pos, &body.stmts);
                if self.inlined.is_gone(x) {
                    self.found.entry(ty.pos).or_default().gone = true;
                }
            }
            ExprKind::Call { fun, args, .. } => self.call(x, fun, args, how),
            ExprKind::Composite { elems, .. } => {
                let values = elems.iter().map(|e| &e.value);
                self.literal(x, how);
                values.for_each(|v| self.part(v));
            }
            ExprKind::TypeAssert { x: inner, .. } => {
                self.value(inner, Use::Other);
                let pair = self.check.info.types.get(&x.id);
                let pair = pair
                    .map(|t| t.ty)
                    .filter(|&t| matches!(self.check.types.get(t), Type::Tuple(_)));
                // With `ok` the value goes through another one.
                let times = 1 + u64::from(pair.is_some());
                let bytes = self.size_of(x).saturating_mul(times);
                if how != Use::Dropped {
                    self.hold(bytes);
                }
            }
            ExprKind::Unary {
                op: UnaryOp::Addr,
                x: inner,
            } => match &unparen(inner).kind {
                // On the heap.
                ExprKind::Composite { elems, .. } => elems.iter().for_each(|e| self.part(&e.value)),
                _ => self.value(inner, Use::Other),
            },
            ExprKind::Index {
                x: base, indices, ..
            } => {
                let same = indices.iter().all(|i| self.is_constant(i));
                self.value(base, if same { Use::Part } else { Use::Other });
                indices.iter().for_each(|i| self.value(i, Use::Other));
                let array = self.type_of(base).map(|t| self.check.types.under(t));
                let array =
                    array.is_some_and(|t| matches!(self.check.types.get(t), Type::Array { .. }));
                if how == Use::Passed && !(array && same) {
                    let bytes = self.size_of(x);
                    self.hold(bytes);
                }
            }
            ExprKind::Selector { x: base, .. } => {
                if self.check.info.selections.contains_key(&x.id) {
                    self.value(base, Use::Part);
                }
            }
            ExprKind::Star(inner) => {
                self.value(inner, Use::Other);
                if how == Use::Passed {
                    let bytes = self.size_of(x);
                    self.hold(bytes);
                }
            }
            _ => inside_expr(self, x),
        }
    }

    /// An element of a literal: of a literal in it the parts are assigned.
    fn part(&mut self, x: &'a Expr) {
        match &x.kind {
            ExprKind::Composite { elems, .. } if !self.is_reference(x) => {
                elems.iter().for_each(|e| self.part(&e.value));
            }
            _ => self.value(x, Use::Stored),
        }
    }

    /// Whether it is a slice or a map, or a pointer where the type is left out.
    fn is_reference(&mut self, x: &Expr) -> bool {
        let ty = self.type_of(x);
        !ty.is_some_and(|t| {
            let under = self.check.types.under_ty(t);
            matches!(under, Type::Struct(_) | Type::Array { .. })
        })
    }

    /// A composite literal itself.
    fn literal(&mut self, x: &'a Expr, how: Use) {
        let Some(ty) = self.type_of(x) else { return };
        let under = self.check.types.under(ty);
        match *self.check.types.get(under) {
            Type::Slice(elem) => {
                let len = slices::len(self.check, x);
                let bytes = self.size_of_elements(elem, len);
                match self.stays.get(&x.id) {
                    Some(slices::Stay::Statement) => self.hold(bytes),
                    Some(slices::Stay::Block) => {
                        self.frame.around = self.frame.around.saturating_add(bytes);
                    }
                    None => {}
                }
            }
            Type::Map { key, elem } if !self.is_static(x) => {
                let bytes = self.size(key).saturating_add(self.size(elem));
                self.hold(bytes);
            }
            Type::Map { .. } => {}
            _ => {
                let in_parts = matches!(how, Use::Assigned | Use::Stored | Use::Passed)
                    && self.stores(x).is_some_and(|n| n <= FEW);
                let bytes = self.size(ty);
                let unneeded = matches!(how, Use::Ranged | Use::Dropped) || in_parts;
                if !unneeded && !self.is_static(x) {
                    self.hold(bytes);
                }
            }
        }
    }

    fn size_of_elements(&mut self, elem: TypeId, len: u64) -> u64 {
        let each = self.check.types.size_of(elem).unwrap_or(0);
        match each.saturating_mul(len) {
            all if all >= SMALLEST => all,
            _ => 0,
        }
    }

    /// Whether the literal is known before the program runs.
    fn is_static(&self, x: &Expr) -> bool {
        match &x.kind {
            ExprKind::Composite { elems, .. } => elems.iter().all(|e| self.is_static(&e.value)),
            _ => self.is_constant(x),
        }
    }

    /// How many values are stored to make the literal; `None` where large ones are.
    fn stores(&mut self, x: &Expr) -> Option<usize> {
        match &x.kind {
            ExprKind::Composite { elems, .. } => {
                let mut all = 0;
                for e in elems {
                    all += self.stores(&e.value)?;
                }
                Some(all)
            }
            _ => (self.size_of(x) == 0).then_some(1),
        }
    }

    fn call(&mut self, x: &'a Expr, fun: &'a Expr, args: &'a [Expr], how: Use) {
        let facts = self.check.info.types.get(&fun.id);
        match facts.map(|t| t.mode) {
            Some(Mode::TypeExpr) => {
                let same = self.type_of(x).map(|t| self.check.types.under(t));
                let boxed =
                    same.is_some_and(|t| matches!(self.check.types.get(t), Type::Interface(_)));
                let how = if boxed { Use::Other } else { how };
                return args.iter().for_each(|a| self.value(a, how));
            }
            Some(Mode::Builtin) => return self.builtin(fun, args),
            _ => {}
        }
        if let Some(body) = self
            .inlined
            .body(self.check, fun)
            .filter(|_| self.deep < DEEPEST)
        {
            args.iter().for_each(|a| self.value(a, Use::Stored));
            if let ExprKind::Selector { x, .. } = &unparen(fun).kind {
                self.value(x, Use::Stored);
            }
            if let ExprKind::Func { ty, body } = &unparen(fun).kind {
                // One that captures nothing is compiled all the same.
                match inline::captures(self.check, body) {
                    true => self.found.entry(ty.pos).or_default().gone = true,
                    false => self.function(ty.pos, &body.stmts),
                }
            }
            self.deep += 1;
            body.stmts.iter().for_each(|s| self.stmt(s));
            self.deep -= 1;
            return;
        }
        self.passed(fun, args, Use::Passed);
        let Some(sig) = self.signature(fun) else {
            return;
        };
        let (inputs, results) = sig;
        let bytes = self.check.types.passed_on_stack(&inputs, &results);
        let bytes = bytes.filter(|&n| n >= SMALLEST).unwrap_or(0);
        self.frame.callee = self.frame.callee.max(bytes);
        if !matches!(how, Use::Assigned | Use::Dropped | Use::Part) {
            let results = self
                .signature(fun)
                .map_or(Vec::new(), |(_, results)| results);
            for t in results {
                let bytes = self.size(t);
                self.hold(bytes);
            }
        }
    }

    /// The bytes that a call of the function passes on the stack, if they are many.
    fn passed_on(&mut self, fun: &Expr) -> Option<u64> {
        let (inputs, results) = self.signature(fun)?;
        let bytes = self.check.types.passed_on_stack(&inputs, &results)?;
        (bytes >= SMALLEST).then_some(bytes)
    }

    fn passed(&mut self, fun: &'a Expr, args: &'a [Expr], how: Use) {
        match &unparen(fun).kind {
            ExprKind::Selector { x, .. } if self.receiver(fun).is_some() => self.value(x, how),
            _ => self.value(fun, Use::Other),
        }
        let params = self.params(fun);
        for (i, arg) in args.iter().enumerate() {
            let to = params.get(i).or(params.last()).copied();
            let from = self.check.info.types.get(&arg.id).map(|t| t.ty);
            let boxed = to
                .zip(from)
                .is_some_and(|(to, from)| self.is_boxed(to, from));
            self.value(arg, if boxed { Use::Other } else { how });
        }
    }

    /// The types of a function's parameters; of a variadic one, of the elements.
    fn params(&mut self, fun: &Expr) -> Vec<TypeId> {
        let Some(under) = self.type_of(fun).map(|t| self.check.types.under(t)) else {
            return Vec::new();
        };
        let Type::Signature(sig) = self.check.types.get(under) else {
            return Vec::new();
        };
        let (mut params, variadic) = (sig.params.clone(), sig.variadic);
        if let Some(last) = params.last_mut().filter(|_| variadic)
            && let Type::Slice(elem) = *self.check.types.get(*last)
        {
            *last = elem;
        }
        params
    }

    /// The type of the receiver that a call of a method passes, where that is a value of the declared type.
    fn receiver(&self, fun: &Expr) -> Option<TypeId> {
        let selection = self.check.info.selections.get(&unparen(fun).id)?;
        let ObjectKind::Func { .. } = self.check.types.object(selection.obj).kind else {
            return None;
        };
        let recv = self.check.func_sigs.get(&selection.obj)?.recv?;
        self.check.types.object(recv).ty
    }

    /// What a call passes and is given back.
    fn signature(&mut self, fun: &Expr) -> Option<(Vec<TypeId>, Vec<TypeId>)> {
        let ty = self.type_of(fun)?;
        let under = self.check.types.under(ty);
        let Type::Signature(sig) = self.check.types.get(under) else {
            return None;
        };
        let (params, results) = (sig.params.clone(), sig.results.clone());
        let mut inputs: Vec<TypeId> = self.receiver(fun).into_iter().collect();
        inputs.extend(params);
        let all = inputs.iter().chain(&results);
        let known = all.copied().all(|t| !self.check.types.mentions_tparams(t));
        known.then_some((inputs, results))
    }

    fn builtin(&mut self, fun: &'a Expr, args: &'a [Expr]) {
        let used = match &unparen(fun).kind {
            ExprKind::Selector { sel, .. } => self.check.info.uses.get(&sel.id),
            _ => self.check.info.uses.get(&unparen(fun).id),
        };
        let kind = used.map(|&o| self.check.types.object(o).kind.clone());
        let appends = matches!(kind, Some(ObjectKind::Builtin(Builtin::Append)));
        for (i, arg) in args.iter().enumerate() {
            self.value(arg, Use::Other);
            let in_place = matches!(
                unparen(arg).kind,
                ExprKind::Ident(_) | ExprKind::Call { .. } | ExprKind::Composite { .. }
            );
            if appends && i > 0 && !in_place {
                let bytes = self.size_of(arg);
                self.hold(bytes);
            }
        }
    }
}

fn unparen(x: &Expr) -> &Expr {
    match &x.kind {
        ExprKind::Paren(x) => unparen(x),
        _ => x,
    }
}
