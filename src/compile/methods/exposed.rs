//! The method tables of types that can be in an interface, of which only what someone calls is compiled.

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::Form;
use crate::bytecode::addition::Methods;
use crate::bytecode::function::Function;
use crate::bytecode::rtype::{Detail, Dispatch, Kind, MethodEntry, Selector, TypeArena, TypeRef};
use crate::compile::layout::pkg_path;
use crate::compile::program::ProgramBuilder;
use crate::types::{PkgId, Type, TypeId};

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
        for table in 0..self.tables.len() {
            let made = self.entry(table, |f| &raw const *functions[f as usize]);
            arena.edit(made.ty, |r| {
                r.methods = made.methods;
                r.dispatch = made.dispatch;
            });
        }
    }

    /// A type's table as the machine wants it; `address` is that of a function by its number.
    pub fn entry(&self, table: usize, address: impl Fn(u32) -> *const Function) -> Methods {
        let (ty, methods) = &self.tables[table];
        let entries: Vec<MethodEntry> = methods
            .iter()
            .map(|m| MethodEntry {
                name: m.name.as_str().into(),
                pkg_path: m.path.clone(),
                selector: m.selector,
                ty: m.ty,
                function: m.function.map_or(std::ptr::null(), &address),
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
            || functions.any(|f| crate::compile::session::calls_by_name(f))
    }
}
