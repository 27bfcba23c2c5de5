//! Methods: calls, method values, method expressions; glue functions around promoted and bound methods; and the
//! method tables of types that can be in an interface, of which only what someone calls is compiled.

use gorun_grammar::ast::{Expr, Ident, Pos};
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::call::{Prepared, Target};
use super::callee::Callee;
use super::function::{FnBuilder, Reg};
use super::instances::signature;
use super::layout::pkg_path;
use super::place::Place;
use super::program::{FnKey, ProgramBuilder};
use super::value::{Dest, Val};
use crate::bytecode::addition::Methods;
use crate::bytecode::function::Function;
use crate::bytecode::isa::Op;
use crate::bytecode::rtype::{
    Detail, Dispatch, Kind, MethodEntry, Selector, TypeArena, TypeRef, WordClass,
};
use crate::types::info::Selection;
use crate::types::lookup::{Lookup, LookupKind};
use crate::types::{ObjId, PkgId, Type, TypeId};

/// How a glue function gets its receiver.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Form {
    /// As its first parameter.
    Plain,
    /// As a pointer to a box in its first slot.
    Boxed,
    /// Out of the closure.
    Bound,
}

/// A method that an expression selects.
struct Method {
    obj: ObjId,
    /// See `Selection::index`.
    index: Vec<u32>,
    sig: TypeId,
    pkg: PkgId,
    /// The type arguments of a generic method.
    own: Vec<TypeId>,
}

impl Method {
    /// The embedded fields on the way to its receiver.
    fn path(&self) -> &[u32] {
        &self.index[..self.index.len().saturating_sub(1)]
    }
}

struct ExposedMethod {
    name: SmolStr,
    pkg: PkgId,
    path: Box<str>,
    selector: Selector,
    ty: TypeRef,
    function: Option<u32>,
}

/// Types that values in interfaces may have, and the selectors that someone calls.
#[derive(Default)]
pub struct Exposed {
    seen: FxHashSet<u32>,
    tables: Vec<(TypeRef, Vec<ExposedMethod>)>,
    /// In a session: types of entries that have no methods yet.
    without: Vec<TypeRef>,
    by_selector: FxHashMap<Selector, Vec<(usize, usize)>>,
    demanded: FxHashSet<Selector>,
    /// Package reflect or one that works like it is part of the program: it can reach the address of any value.
    pub reflecting: bool,
}

impl Exposed {
    /// Fills in the method tables.
    pub fn link(&self, arena: &mut TypeArena, functions: &[Box<Function>]) {
        for (t, methods) in &self.tables {
            let entries: Vec<MethodEntry> = methods
                .iter()
                .map(|m| MethodEntry {
                    name: m.name.as_str().into(),
                    pkg_path: m.path.clone(),
                    selector: m.selector,
                    ty: m.ty,
                    function: m
                        .function
                        .map_or(std::ptr::null(), |f| &raw const *functions[f as usize]),
                })
                .collect();
            let known: Vec<(Selector, *const Function)> = entries
                .iter()
                .filter(|e| !e.function.is_null())
                .map(|e| (e.selector, e.function))
                .collect();
            arena.edit(*t, |r| {
                r.methods = entries.into();
                if !known.is_empty() {
                    r.dispatch = Dispatch::build(&known);
                }
            });
        }
    }
}

/// For programs that grow.
impl Exposed {
    /// Functions of tables that are not there after all.
    pub fn forget(&mut self, gone: impl Fn(u32) -> bool) {
        for m in self.tables.iter_mut().flat_map(|t| &mut t.1) {
            m.function = m.function.filter(|&f| !gone(f));
        }
    }
    /// The functions of methods with that name, of the session's types.
    pub fn forget_named(&mut self, name: &str) {
        let own = |t: &&mut (TypeRef, Vec<ExposedMethod>)| t.0.name.contains("main.");
        for (_, methods) in self.tables.iter_mut().filter(own) {
            for m in methods.iter_mut().filter(|m| m.name == name) {
                m.function = None;
            }
        }
    }
    /// Notes the tables that refer to one of these functions.
    pub fn mark(&self, functions: &FxHashSet<u32>, tables: &mut FxHashSet<usize>) {
        let refers = |m: &ExposedMethod| m.function.is_some_and(|f| functions.contains(&f));
        for (i, (_, methods)) in self.tables.iter().enumerate() {
            if methods.iter().any(refers) {
                tables.insert(i);
            }
        }
    }
    /// A type's table as the machine wants it.
    pub fn entry(&self, table: usize, functions: &[*const Function]) -> Methods {
        let (ty, methods) = &self.tables[table];
        let entries: Vec<MethodEntry> = methods
            .iter()
            .map(|m| MethodEntry {
                name: m.name.as_str().into(),
                pkg_path: m.path.clone(),
                selector: m.selector,
                ty: m.ty,
                function: m
                    .function
                    .map_or(std::ptr::null(), |f| functions[f as usize]),
            })
            .collect();
        let known: Vec<(Selector, *const Function)> = entries
            .iter()
            .filter(|e| !e.function.is_null())
            .map(|e| (e.selector, e.function))
            .collect();
        Methods {
            ty: *ty,
            methods: entries.into(),
            dispatch: match known.is_empty() {
                true => Dispatch::empty(),
                false => Dispatch::build(&known),
            },
        }
    }
    /// The functions that the method tables of these types refer to.
    pub fn functions<'s>(
        &'s self,
        types: &'s FxHashSet<TypeRef>,
    ) -> impl Iterator<Item = u32> + 's {
        let tables = self.tables.iter().filter(|t| types.contains(&t.0));
        tables.flat_map(|t| &t.1).filter_map(|m| m.function)
    }
    /// These types and selectors have gone; `changed` are numbers of tables.
    pub fn forget_types(
        &mut self,
        gone: &FxHashSet<TypeRef>,
        selectors: &FxHashSet<Selector>,
        changed: &mut FxHashSet<usize>,
    ) {
        for t in gone {
            self.seen.remove(&t.id);
        }
        self.without.retain(|t| !gone.contains(t));
        // Where the tables go that stay.
        let mut next = 0;
        let moved: Vec<Option<usize>> = self
            .tables
            .iter()
            .map(|t| {
                let stays = !gone.contains(&t.0);
                next += stays as usize;
                stays.then(|| next - 1)
            })
            .collect();
        self.tables.retain(|t| !gone.contains(&t.0));
        *changed = changed.iter().filter_map(|&t| moved[t]).collect();
        self.by_selector.retain(|_, places| {
            places.retain_mut(|(table, _)| match moved[*table] {
                Some(to) => {
                    *table = to;
                    true
                }
                None => false,
            });
            !places.is_empty()
        });
        self.demanded.retain(|s| !selectors.contains(s));
    }
}

impl<'a> ProgramBuilder<'a> {
    /// In a session: types whose method sets have changed get new tables.
    pub fn refresh_methods(&mut self) {
        // Types without methods may have got some.
        for t in std::mem::take(&mut self.methods.without) {
            let id = self.id_of(t);
            self.expose_methods(t, id);
        }
        for table in 0..self.methods.tables.len() {
            let t = self.methods.tables[table].0;
            if !t.name.contains("main.") {
                continue;
            }
            let id = self.id_of(t);
            let set = self.types.method_set(id);
            let mut same = set.len() == self.methods.tables[table].1.len();
            let mut methods = Vec::with_capacity(set.len());
            for (i, m) in set.into_iter().enumerate() {
                let selector = self.layout.selector(self.types, &m.name, m.pkg, m.sig);
                let old = &self.methods.tables[table].1;
                same &= old.get(i).is_some_and(|o| o.selector == selector);
                let function = old
                    .iter()
                    .find(|o| o.selector == selector)
                    .and_then(|o| o.function);
                let ty = self.rtype(m.sig);
                let pkg = self.types.object(m.obj).pkg;
                methods.push(ExposedMethod {
                    path: pkg_path(self.types, &m.name, m.pkg),
                    name: m.name,
                    pkg,
                    selector,
                    ty,
                    function,
                });
            }
            if !same {
                for places in self.methods.by_selector.values_mut() {
                    places.retain(|p| p.0 != table);
                }
                for (i, m) in methods.iter().enumerate() {
                    let places = self.methods.by_selector.entry(m.selector).or_default();
                    places.push((table, i));
                }
                self.methods.tables[table].1 = methods;
                if let Some(session) = &mut self.session {
                    session.changed.insert(table);
                }
            }
            for i in 0..self.methods.tables[table].1.len() {
                let m = &self.methods.tables[table].1[i];
                if m.function.is_none() && self.methods.demanded.contains(&m.selector) {
                    self.request(table, i);
                }
            }
        }
    }

    /// Values of type `t` (and of what it is made of, by reflection) can be in interfaces.
    pub fn expose(&mut self, t: TypeRef) {
        let mut todo = vec![t];
        while let Some(t) = todo.pop() {
            if t.is_null() || !self.methods.seen.insert(t.id) {
                continue;
            }
            if !t.elem.is_null() {
                todo.push(t.elem);
            }
            match &t.detail {
                Detail::Map { key, .. } => todo.push(*key),
                Detail::Struct { fields } => todo.extend(fields.iter().map(|f| f.ty)),
                Detail::Array { slice, .. } => todo.push(*slice),
                Detail::Func {
                    params, results, ..
                } if self.methods.reflecting => todo.extend(params.iter().chain(results)),
                Detail::Interface { methods } if self.methods.reflecting => {
                    todo.extend(methods.iter().map(|m| m.ty))
                }
                _ => {}
            }
            if t.kind == Kind::Interface {
                continue;
            }
            let id = self.id_of(t);
            if self.may_have_methods(id) {
                self.expose_methods(t, id);
                if self.methods.reflecting && t.kind != Kind::Pointer {
                    let p = self.pointer_to(t);
                    todo.push(p);
                }
            }
        }
    }
    fn may_have_methods(&self, id: TypeId) -> bool {
        match self.types.get(id) {
            Type::Named(_) => true,
            Type::Pointer(e) => match self.types.get(*e) {
                Type::Named(_) => true,
                Type::Struct(s) => s.fields.iter().any(|f| f.embedded),
                _ => false,
            },
            Type::Struct(s) => s.fields.iter().any(|f| f.embedded),
            _ => false,
        }
    }
    fn expose_methods(&mut self, t: TypeRef, id: TypeId) {
        let set = self.types.method_set(id);
        if set.is_empty() {
            if self.session.is_some() && t.name.contains("main.") {
                self.methods.without.push(t);
            }
            return;
        }
        let index = self.methods.tables.len();
        let mut methods = Vec::with_capacity(set.len());
        for m in set {
            let selector = self.layout.selector(self.types, &m.name, m.pkg, m.sig);
            let ty = self.rtype(m.sig);
            let pkg = self.types.object(m.obj).pkg;
            self.methods
                .by_selector
                .entry(selector)
                .or_default()
                .push((index, methods.len()));
            methods.push(ExposedMethod {
                path: pkg_path(self.types, &m.name, m.pkg),
                name: m.name,
                pkg,
                selector,
                ty,
                function: None,
            });
        }
        let wanted: Vec<usize> = methods
            .iter()
            .enumerate()
            .filter(|(_, m)| self.methods.demanded.contains(&m.selector))
            .map(|(i, _)| i)
            .collect();
        self.methods.tables.push((t, methods));
        if let Some(session) = &mut self.session {
            session.changed.insert(index);
        }
        for i in wanted {
            self.request(index, i);
        }
    }

    /// Someone calls this selector through an interface.
    pub fn demand(&mut self, s: Selector) {
        if !self.methods.demanded.insert(s) {
            return;
        }
        for (t, m) in self
            .methods
            .by_selector
            .get(&s)
            .cloned()
            .unwrap_or_default()
        {
            self.request(t, m);
        }
    }
    fn request(&mut self, table: usize, method: usize) {
        if let Some(session) = &mut self.session {
            session.changed.insert(table);
        }
        let (t, methods) = &self.methods.tables[table];
        let (t, name, pkg) = (*t, methods[method].name.clone(), methods[method].pkg);
        let form = if t.direct { Form::Plain } else { Form::Boxed };
        let f = self.method_function(t, &name, pkg, form, Vec::new());
        self.methods.tables[table].1[method].function = Some(f);
    }
    /// More to compile, found when everything known has been: all methods, where reflection calls them by name.
    pub fn compile_demanded_methods(&mut self) -> bool {
        if !self.methods.reflecting || !self.calls_by_name() {
            return false;
        }
        let mut more = false;
        let mut table = 0;
        // Grows on the way: who finds a method finds the types of its parameters and results, and may make values of them.
        while table < self.methods.tables.len() {
            for m in 0..self.methods.tables[table].1.len() {
                let method = &self.methods.tables[table].1[m];
                if !method.path.is_empty() {
                    continue;
                }
                let (ty, missing) = (method.ty, method.function.is_none());
                self.expose(ty);
                if missing {
                    self.request(table, m);
                    more = true;
                }
            }
            table += 1;
        }
        more
    }
    /// Whether the program can call methods by name or number through package reflect.
    fn calls_by_name(&self) -> bool {
        let functions = &mut self.functions.iter().flatten();
        self.session.as_ref().is_some_and(|s| s.by_name)
            || functions.any(|f| super::session::calls_by_name(f))
    }

    /// Type arguments of the declared type `t` (or what it points to).
    pub fn receiver_args(&mut self, t: TypeId) -> Vec<TypeId> {
        let t = match self.types.get(self.types.canon(t)) {
            Type::Pointer(e) => *e,
            _ => t,
        };
        let Type::Named(n) = self.types.get(self.types.canon(t)) else {
            return Vec::new();
        };
        let Some((_, targs)) = self.types.named(*n).origin.clone() else {
            return Vec::new();
        };
        targs.into_iter().map(|t| self.norm(t)).collect()
    }

    pub fn find_method(&mut self, recv: TypeRef, name: &str, pkg: PkgId) -> Option<Lookup> {
        let id = self.id_of(recv);
        self.types.lookup(id, true, pkg, name)
    }

    /// A function that runs method `name` of `recv`, which it gets as `form` says; `own` are the type arguments
    /// of a generic method.
    pub fn method_function(
        &mut self,
        recv: TypeRef,
        name: &SmolStr,
        pkg: PkgId,
        form: Form,
        own: Vec<TypeId>,
    ) -> u32 {
        if form != Form::Bound
            && let Some(l) = self.find_method(recv, name, pkg)
            && l.index.len() == 1
            && l.kind == LookupKind::Method
            && let Some(r) = self.receiver(l.obj)
            && r.pointer == (recv.kind == Kind::Pointer)
        {
            let id = self.id_of(recv);
            let mut targs = self.receiver_args(id);
            targs.extend_from_slice(&own);
            let native = self.is_native(l.obj);
            if form == Form::Plain {
                return self.function_of(l.obj, targs);
            }
            if !native {
                return self.function(FnKey::Decl {
                    obj: l.obj,
                    targs,
                    boxed: true,
                });
            }
        }
        self.function(FnKey::Method {
            recv: recv.id,
            name: name.clone(),
            pkg,
            form,
            targs: own,
        })
    }

    /// The body of a glue function.
    pub fn compile_method_glue(
        &mut self,
        id: u32,
        recv: TypeRef,
        name: &SmolStr,
        pkg: PkgId,
        form: Form,
        own: &[TypeId],
    ) -> Function {
        let context = self.glue_context();
        let mut found = self.find_method(recv, name, pkg);
        if !own.is_empty()
            && let Some(l) = &mut found
        {
            l.ty = self.types.instantiate_signature(l.ty, own);
        }
        let full = match form {
            Form::Bound => format!("{}.{name}-fm", recv.name),
            _ => glue_name(recv, name),
        };
        let pos = found
            .as_ref()
            .map_or(Pos::NONE, |l| self.types.object(l.obj).pos);
        self.build(id, &context, &full, pos, |b| {
            b.wrapper = true;
            match &found {
                Some(l) => b.method_glue(recv, l, pkg, form, own),
                None => b.fail("internal error: no such method"),
            }
        })
    }

    /// A native as a function that can be a value.
    pub fn compile_native_value(&mut self, id: u32, n: u32) -> Function {
        let (params, results) = self.native_types[n as usize].clone();
        let name = format!(
            "{}.{}",
            self.natives[n as usize].package, self.natives[n as usize].name
        );
        let context = self.glue_context();
        self.build(id, &context, &name, Pos::NONE, |b| {
            b.wrapper = true;
            let at = b.signature(&params, &results);
            b.forward(Target::Native(n), None, &at, &params, &results);
        })
    }
}

/// As tracebacks show a method that the compiler made: `main.(*T).M`, type arguments as `[...]`.
fn glue_name(recv: TypeRef, name: &str) -> String {
    let (star, base) = match recv.name.strip_prefix('*') {
        Some(base) => (true, base),
        None => (false, &*recv.name),
    };
    let (base, args) = match base.split_once('[') {
        Some((base, _)) => (base, "[...]"),
        None => (base, ""),
    };
    match base.split_once('.') {
        Some((pkg, t)) if star => format!("{pkg}.(*{t}{args}).{name}"),
        _ => format!("{base}{args}.{name}"),
    }
}

impl<'p, 'a> FnBuilder<'p, 'a> {
    /// Calls `target` with the function's own parameters, and returns what it returns.
    pub fn forward(
        &mut self,
        target: Target,
        recv: Option<(Val, TypeRef)>,
        params: &[u16],
        types: &[TypeRef],
        results: &[TypeRef],
    ) {
        let mut slot = 1;
        if let Some((v, t)) = recv {
            let to = self.out(slot);
            self.need_out(slot + t.slots());
            self.own(v, t, Dest::To(to));
            slot += t.slots();
        } else if matches!(target, Target::Interface { .. }) {
            slot += 1;
        }
        for (&r, &t) in params.iter().zip(types) {
            let to = self.out(slot);
            self.need_out(slot + t.slots());
            self.mov_slots(to, r, t.slots());
            slot += t.slots();
        }
        self.emit_call(target, slot, results);
        let n: usize = results.iter().map(|t| t.slots()).sum();
        let from = self.out(1);
        self.mov_slots(1, from, n);
        self.emit(Op::Ret, 0, 0, 0);
    }

    fn method_glue(&mut self, recv: TypeRef, l: &Lookup, pkg: PkgId, form: Form, own: &[TypeId]) {
        let sig = self.p.rtype(l.ty);
        let (params, results, _) = signature(sig);
        let mut all = params.clone();
        match form {
            Form::Plain => all.insert(0, recv),
            Form::Boxed => {
                let pointer = self.basic(crate::types::Basic::UnsafePointer);
                all.insert(0, pointer);
            }
            Form::Bound => {}
        }
        let at = self.signature(&all, &results);
        let at_recv = at.first().copied().unwrap_or_default();
        let (place, at) = match form {
            Form::Plain if recv.in_memory => (
                Place::Mem {
                    base: at[0],
                    off: 0,
                    t: recv,
                    fresh: false,
                    nil: false,
                },
                &at[1..],
            ),
            Form::Plain => (
                Place::Reg {
                    reg: at[0],
                    t: recv,
                    fresh: false,
                },
                &at[1..],
            ),
            Form::Boxed => (
                Place::Mem {
                    base: at[0],
                    off: 0,
                    t: recv,
                    fresh: false,
                    nil: false,
                },
                &at[1..],
            ),
            Form::Bound => {
                let closure = self.local_of(&[WordClass::Pointer]);
                self.emit(Op::Closure, closure, 0, 0);
                let r = self.local(recv);
                for i in 0..recv.slots() {
                    self.emit(Op::Load64, r + i as u16, closure, 8 * (i as u16 + 1));
                }
                let p = if recv.in_memory {
                    Place::Mem {
                        base: r,
                        off: 0,
                        t: recv,
                        fresh: false,
                        nil: false,
                    }
                } else {
                    Place::Reg {
                        reg: r,
                        t: recv,
                        fresh: false,
                    }
                };
                (p, &at[..])
            }
        };
        let name = self.p.types.object(l.obj).name.clone();
        if form == Form::Plain && recv.kind == Kind::Pointer && l.index.len() == 1 {
            self.refuse_nil_receiver(at_recv, l.obj, &name);
        }
        let method = Method {
            obj: l.obj,
            index: l.index.clone(),
            sig: l.ty,
            pkg,
            own: own.to_vec(),
        };
        let (target, recv) = self.resolve(place, &method, &name, Dest::Stable);
        self.forward(target, recv, at, &params, &results);
    }

    /// A pointer on whose target a value method is called must not be nil; the panic names the method, as
    /// `runtime.panicwrap` does.
    fn refuse_nil_receiver(&mut self, pointer: Reg, method: ObjId, name: &str) {
        let Some(r) = self.p.receiver(method).filter(|r| !r.pointer) else {
            return;
        };
        let ok = self.label();
        self.jump_if(Op::JneI64K, pointer, 0, ok);
        let base = self.p.types.object(self.p.types.named(r.base).obj).clone();
        let pkg = &self.p.types.package(base.pkg).path;
        let args = if r.tparams.is_empty() { "" } else { "[...]" };
        let t = format!("{}{args}", base.name);
        let text = format!("value method {pkg}.{t}.{name} called using nil *{t} pointer");
        let string = self.basic(crate::types::Basic::String);
        let r = self.temp(string);
        self.string_to(r, text.as_bytes());
        self.emit(Op::PanicPlain, r, 0, 0);
        self.bind(ok);
    }

    /// The method found from a place: what to call, with which receiver.
    fn resolve(
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
        let (target, recv) = self.resolve(p, &method, &sel.name, dest);
        let t = self.p.rtype(method.sig);
        let (params, results, variadic) = signature(t);
        Prepared {
            attempt: None,
            target,
            recv,
            params,
            results,
            variadic,
        }
    }

    /// A call of a method through the interface `x`, which holds a `t`.
    pub fn known_method_call(&mut self, f: &'a Expr, t: TypeId, quiet: bool) -> Prepared {
        let gorun_grammar::ast::ExprKind::Selector { x, sel } = &f.kind else {
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
        let t = self.p.rtype(method.sig);
        let (params, results, variadic) = signature(t);
        Prepared {
            attempt: None,
            target,
            recv,
            params,
            results,
            variadic,
        }
    }

    /// `x.m` without call.
    pub fn method_value(&mut self, e: &'a Expr, sel: &'a Ident, dest: Dest) -> Val {
        let gorun_grammar::ast::ExprKind::Selector { x, .. } = &e.kind else {
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
        let classes = super::function::classes(t);
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
