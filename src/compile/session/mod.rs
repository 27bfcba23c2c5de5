//! A program that grows while it runs: what the REPL compiles entry by entry (decision 017).
//!
//! One `ProgramBuilder` lives as long as the session. Each entry is a package of its own to it, although all of them are
//! one package to the checker; what compiling it added comes out as an `Addition`, which the machine takes over
//! with the world stopped. Numbers of functions, strings and tables are given out again when a sweep (`sweep.rs`) has found that
//! nothing refers to them.
//!
//! A variable of the session is a word that points to its memory: to declare it again makes new memory for the same
//! word, so that functions see the new variable and pointers to the old one stay good.

use gorun_grammar::Diagnostic;
use gorun_grammar::ast::{NodeId, Pos};
use rustc_hash::{FxHashMap, FxHashSet};

mod numbers;
mod removal;
mod variables;

pub use numbers::{Code, Numbers};

use super::initial::Root;
use super::program::{FnKey, ProgramBuilder};
use super::{CheckedPackage, Library};
use crate::bytecode::addition::{Addition, Dead, VARIABLES_AT};
use crate::bytecode::function::Function;
use crate::bytecode::isa::Op;
use crate::bytecode::program::{Program, SelectTable, SwitchTable};
use crate::types::{ObjId, PkgId, Types};

/// What there is to run in an entry, apart from its package's initialisers.
#[derive(Default)]
pub struct Statements {
    /// The function that holds the statements.
    pub function: Option<ObjId>,
    /// The variables that they declare at the outermost level, in the order of declaration.
    pub variables: Vec<ObjId>,
    /// The expression whose value is to be shown, and the text of its static type.
    pub shown: Option<(NodeId, String)>,
}

#[derive(Default)]
pub struct Session {
    pkg: Option<PkgId>,
    pub(super) variables: FxHashMap<ObjId, u32>,
    /// Functions whose place others have taken, and which: code compiled from now on calls those.
    successors: FxHashMap<ObjId, ObjId>,
    pub(super) free_variables: Vec<u32>,
    free_packages: Vec<usize>,
    pub(super) next_variable: u32,
    statements: Statements,
    /// `internal/repl.show`.
    show: Option<ObjId>,
    roots: Vec<Root>,
    /// By number; null where there is none.
    pub linked: Vec<*const Function>,
    pub functions: Numbers,
    pub strings: Numbers,
    pub selects: Numbers,
    pub switches: Numbers,
    natives: usize,
    globals: usize,
    pub(super) dead: Dead,
    /// Every function that has been added and is not known to be dead, by address.
    pub(super) code: FxHashMap<usize, Code>,
    /// Some function calls methods by name.
    pub by_name: bool,
    /// Method tables that have changed.
    pub changed: FxHashSet<usize>,
    /// Method sets may have changed, or functions of tables have been given up.
    stale: bool,
}

impl Session {
    pub fn statements(&self) -> &Statements {
        &self.statements
    }
    pub(super) fn own_package(&self) -> Option<PkgId> {
        self.pkg
    }
    pub fn is_own(&self, pkg: PkgId) -> bool {
        self.pkg == Some(pkg)
    }
}

impl<'a> ProgramBuilder<'a> {
    /// A builder for a session, with the program that waits for its entries: `main` is the package of its function `main`.
    pub fn for_session(
        types: &'a mut Types,
        packages: &'a [CheckedPackage],
        main: PkgId,
        library: &'a dyn Library,
    ) -> Result<(ProgramBuilder<'a>, Program), Vec<Diagnostic>> {
        let mut p = ProgramBuilder::new(types, packages, library);
        p.collect_declarations(0);
        p.linknames = super::linkname::Linknames::new(p.types, &p.packages);
        let roots = p.add_roots(0, Some(main));
        // Entries may ask for anything.
        p.methods.reflecting = true;
        let known = p.known_types();
        p.compile_reachable();
        let entry = p.compile_entry(&roots);
        if !p.diagnostics.is_empty() {
            return Err(p.diagnostics);
        }
        let scope = p.types.package(main).scope;
        let mut session = Session {
            show: p.types.scope(scope).lookup("show"),
            roots: roots.into_iter().filter(|r| !p.is_asked_for(r)).collect(),
            natives: p.natives.len(),
            ..Session::default()
        };
        let mut program = p.link_first(entry, known);
        p.functions.resize_with(program.functions.len(), || None);
        p.strings = program.strings.clone();
        p.natives = program.natives.clone();
        p.selects
            .resize_with(program.selects.len(), SelectTable::empty);
        p.switches
            .resize_with(program.switches.len(), SwitchTable::empty);
        p.globals_words = program.globals_words.clone();
        p.layout.arena = std::mem::take(&mut program.types);
        program.types = p.layout.arena.share();
        session.globals = program.globals_words.len();
        session.linked = program.functions.iter().map(|f| &raw const **f).collect();
        session.by_name = program.functions.iter().any(|f| calls_by_name(f));
        p.session = Some(Box::new(session));
        Ok((p, program))
    }

    fn is_asked_for(&self, root: &Root) -> bool {
        match root {
            Root::Key(key) => self.ids.contains_key(key),
            Root::Main(_) => true,
        }
    }

    /// Packages that entries import, in dependency order.
    pub fn add_packages(&mut self, packages: impl IntoIterator<Item = &'a CheckedPackage>) {
        let from = self.packages.len();
        self.packages.extend(packages);
        self.collect_declarations(from);
        self.linknames = super::linkname::Linknames::new(self.types, &self.packages);
        // None is the main package: nobody runs its main function.
        let roots = self.add_roots(from, None);
        if let Some(session) = &mut self.session {
            session.roots.extend(roots);
        }
    }

    /// Adds an entry's package and gives its number.
    pub fn add_entry(&mut self, package: &'a CheckedPackage) -> usize {
        let free = self.session.as_mut().and_then(|session| {
            session.pkg = Some(package.id);
            session.free_packages.pop()
        });
        let number = free.unwrap_or(self.packages.len());
        match free {
            Some(number) => self.packages[number] = package,
            None => self.packages.push(package),
        }
        self.collect_declarations_of(number);
        number
    }

    /// A variable's word: that of `before`, which it replaces and whose type is the same, else one of its own.
    pub fn declare_variable(&mut self, obj: ObjId, before: Option<ObjId>) {
        let Some(session) = &mut self.session else {
            return;
        };
        let word = before
            .and_then(|b| session.variables.get(&b).copied())
            .or_else(|| session.free_variables.pop())
            .unwrap_or_else(|| {
                session.next_variable += 1;
                session.next_variable - 1
            });
        session.variables.insert(obj, word);
    }

    /// Where the word of a session's variable lies among the globals.
    pub fn variable_word(&self, obj: ObjId) -> Option<u32> {
        let word = self.session.as_ref()?.variables.get(&obj)?;
        Some(VARIABLES_AT + word * 8)
    }

    /// A function (or method) takes the place of one with the same signature: whoever called that calls this.
    pub fn replace_function(&mut self, before: ObjId, now: ObjId) {
        if let Some(session) = &mut self.session {
            for to in session.successors.values_mut().filter(|to| **to == before) {
                *to = now;
            }
            session.successors.insert(before, now);
        }
        let keys: Vec<(FnKey, u32)> = self
            .ids
            .iter()
            .filter(|(k, _)| matches!(k, FnKey::Decl { obj, .. } if *obj == before))
            .map(|(k, &id)| (k.clone(), id))
            .collect();
        for (key, id) in keys {
            self.ids.remove(&key);
            let FnKey::Decl { targs, boxed, .. } = key else {
                continue;
            };
            let key = FnKey::Decl {
                obj: now,
                targs,
                boxed,
            };
            self.ids.insert(key.clone(), id);
            self.work.push((key, id));
            if let Some(session) = &mut self.session {
                session.functions.added.push(id);
            }
        }
    }

    /// A method of the session's types has come, or another has taken its place: glue around it is made anew.
    pub fn method_changed(&mut self, method: &str) {
        self.ids
            .retain(|k, _| !matches!(k, FnKey::Method { name, .. } if name == method));
        self.methods.forget_named(method);
        if let Some(session) = &mut self.session {
            session.stale = true;
        }
    }

    /// Whether code that has been compiled calls the function.
    pub fn is_called(&self, function: ObjId) -> bool {
        let is = |k: &FnKey| matches!(k, FnKey::Decl { obj, .. } if *obj == function);
        self.ids.keys().any(is)
    }

    /// Compiles what the entry, package `number`, has to run, and everything that it reaches.
    pub fn compile_session_entry(
        &mut self,
        number: usize,
        statements: Statements,
    ) -> Result<Addition, Vec<Diagnostic>> {
        let package = self.packages[number];
        let function = statements.function;
        if let Some(session) = &mut self.session {
            session.statements = statements;
        }
        let mut own: Vec<u32> = Vec::new();
        for n in 0..package.info.init_order.len() {
            own.push(self.function(FnKey::Var(number, n)));
        }
        for (f, file) in package.files.iter().enumerate() {
            for (d, decl) in file.decls.iter().enumerate() {
                if let gorun_grammar::ast::Decl::Func(decl) = decl
                    && decl.recv.is_none()
                    && decl.name.name == "init"
                {
                    own.push(self.function(FnKey::Init(number, f, d)));
                }
            }
        }
        if let Some(obj) = function {
            own.push(self.function(FnKey::Decl {
                obj,
                targs: Vec::new(),
                boxed: false,
            }));
        }
        if let Some(session) = &mut self.session
            && std::mem::take(&mut session.stale)
        {
            self.refresh_methods();
        }
        self.compile_reachable();
        let zeroed: Vec<ObjId> = package_variables(package);
        let entry = self.compile_session_start(&zeroed, &own);
        let result = if self.diagnostics.is_empty() {
            Ok(self.take_addition(entry))
        } else {
            self.forget_unlinked();
            Err(std::mem::take(&mut self.diagnostics))
        };
        // The entry's own code runs once.
        self.ids.retain(|k, _| match k {
            FnKey::Var(p, _) | FnKey::Init(p, ..) => *p != number,
            FnKey::Decl { obj, .. } => Some(*obj) != function,
            _ => true,
        });
        if let Some(session) = &mut self.session {
            session.statements = Statements::default();
        }
        // It refers to syntax that may be freed.
        self.slice_flows = Default::default();
        result
    }

    /// The function that runs the initialisers that have become reachable and then the entry.
    fn compile_session_start(&mut self, zeroed: &[ObjId], own: &[u32]) -> u32 {
        let id = self.reserve();
        let Some(session) = &mut self.session else {
            return id;
        };
        let (now, later): (Vec<Root>, Vec<Root>) = std::mem::take(&mut session.roots)
            .into_iter()
            .partition(|r| matches!(r, Root::Key(k) if self.ids.contains_key(k)));
        session.roots = later;
        let calls: Vec<u32> = now
            .iter()
            .filter_map(|r| match r {
                Root::Key(k) => self.ids.get(k).copied(),
                Root::Main(_) => None,
            })
            .collect();
        let context = self.glue_context();
        let f = self.build(id, &context, "main", Pos::NONE, |b| {
            b.signature(&[], &[]);
            b.wrapper = true;
            for &f in &calls {
                let base = b.out(0);
                b.emit_wide(Op::Call, base, f);
            }
            for &obj in zeroed {
                b.make_variable(obj);
            }
            for &f in own {
                let base = b.out(0);
                b.emit_wide(Op::Call, base, f);
            }
            b.emit(Op::Ret, 0, 0, 0);
        });
        self.functions[id as usize] = Some(Box::new(f));
        id
    }

    /// Compiling has failed: what it began is given up.
    fn forget_unlinked(&mut self) {
        self.work.clear();
        let Some(mut session) = self.session.take() else {
            return;
        };
        let is_linked = |session: &Session, id: u32| {
            session
                .linked
                .get(id as usize)
                .is_some_and(|f| !f.is_null())
        };
        for id in session.functions.added.drain(..).collect::<Vec<_>>() {
            self.functions[id as usize] = None;
            if !is_linked(&session, id) {
                session.functions.used.remove(&id);
                session.functions.free.push(id);
            }
        }
        session.functions.free.sort_unstable();
        session.functions.free.dedup();
        self.ids.retain(|_, id| is_linked(&session, *id));
        self.methods.forget(|id| !is_linked(&session, id));
        session.stale = true;
        self.session = Some(session);
    }

    fn take_addition(&mut self, entry: u32) -> Addition {
        let Some(mut session) = self.session.take() else {
            return Addition::default();
        };
        let mut out = Addition {
            entry,
            dead: std::mem::take(&mut session.dead),
            variables: session.next_variable,
            ..Addition::default()
        };
        let mut replaced = FxHashSet::default();
        session
            .linked
            .resize(self.functions.len(), std::ptr::null());
        for id in session.functions.added.drain(..) {
            let Some(f) = self.functions[id as usize].take() else {
                continue;
            };
            session.by_name |= calls_by_name(&f);
            let place = &mut session.linked[id as usize];
            if !place.is_null() {
                replaced.insert(id);
            }
            *place = &raw const *f;
            let code = Code::of(&f, &self.selects, &self.layout.arena);
            session.code.insert(*place as usize, code);
            out.functions.push(f);
        }
        let copy = |list: &[Box<[u8]>], id: u32| (id, list[id as usize].clone());
        out.strings = session
            .strings
            .added
            .drain(..)
            .map(|id| copy(&self.strings, id))
            .collect();
        for id in session.selects.added.drain(..) {
            let table = std::mem::replace(&mut self.selects[id as usize], SelectTable::empty());
            out.selects.push((id, table));
        }
        for id in session.switches.added.drain(..) {
            let table = std::mem::replace(&mut self.switches[id as usize], SwitchTable::empty());
            out.switches.push((id, table));
        }
        out.natives = self.natives[session.natives..].to_vec();
        session.natives = self.natives.len();
        out.types = self.layout.arena.take_added();
        out.globals = self.globals_words[session.globals.min(self.globals_words.len())..].to_vec();
        session.globals = session.globals.max(self.globals_words.len());
        if !replaced.is_empty() {
            self.methods.mark(&replaced, &mut session.changed);
        }
        out.methods = session
            .changed
            .drain()
            .map(|table| self.methods.entry(table, |f| session.linked[f as usize]))
            .collect();
        self.session = Some(session);
        out
    }
}

/// The variables that a package declares outside of functions.
fn package_variables(package: &CheckedPackage) -> Vec<ObjId> {
    let decls = package.files.iter().flat_map(|f| &f.decls);
    let specs = decls.filter_map(|d| match d {
        gorun_grammar::ast::Decl::Var(specs) => Some(specs),
        _ => None,
    });
    specs
        .flatten()
        .flat_map(|s| &s.names)
        .filter(|n| !n.is_blank())
        .filter_map(|n| package.info.defs.get(&n.id).copied())
        .collect()
}

/// The functions of package reflect that find methods by their names or numbers.
pub fn calls_by_name(f: &Function) -> bool {
    matches!(
        &*f.name,
        "reflect.Value.Method" | "reflect.Value.MethodByName" | "reflect.(*rtype).Method"
    )
}
