//! The passes from packages to a linked program. Only what is reachable is compiled: a list of work that starts
//! at `main.main`, init functions and initialisers with effects, and grows as functions, variables and methods are mentioned.

use std::rc::Rc;

use gorun_grammar::Diagnostic;
use gorun_grammar::ast::{self, Decl, FuncDecl, Pos};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::CheckedPackage;
use super::buffers::{Plan, SiteId};
use super::escape::{self, Escape};
use super::function::{Context, FnBuilder, Home};
use super::instances::Env;
use super::layout::{Layout, type_name};
use crate::bytecode::function::Function;
use crate::bytecode::isa::Op;
use crate::bytecode::program::{
    Global, GlobalWords, KnownTypes, NativeRef, Program, SelectTable, SwitchTable,
};
use crate::bytecode::rtype::{TypeRef, WordClass};
use crate::types::info::{Info, Initializer};
use crate::types::library::CheckedFunction;
use crate::types::object::Receiver;
use crate::types::ty::TypeParamId;
use crate::types::{ObjId, ObjectKind, PkgId, Type, TypeId, Types};

/// In bytes, for one variable of a package: the limit of Go's own linker.
const LARGEST_GLOBAL: usize = 2_000_000_000;

/// What a function is made from.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum FnKey {
    /// A declared function or method. A method's type arguments are its receiver's and then its own.
    /// `boxed`: the receiver comes as the data word of an interface.
    Decl {
        obj: ObjId,
        targs: Vec<TypeId>,
        boxed: bool,
    },
    /// An `init` function: package, file, declaration.
    Init(usize, usize, usize),
    /// The initialiser of package-level variables: package, index in its order.
    Var(usize, usize),
    /// What sets a variable with a `//go:embed` line: package, index in its list.
    Embed(usize, usize),
    /// Glue around a method: receiver type by descriptor number; the type arguments of a generic method.
    Method {
        recv: u32,
        name: SmolStr,
        pkg: PkgId,
        form: super::methods::Form,
        targs: Vec<TypeId>,
    },
    /// A native as a function value.
    Native(u32),
}

#[derive(Clone, Copy, Debug)]
pub enum Callee {
    Function(u32),
    Native(u32),
}

#[derive(Clone, Debug)]
pub struct DeclAt<'a> {
    pub package: usize,
    pub file: usize,
    pub decl: &'a FuncDecl,
    /// The facts about the declaration: its package's, or its own.
    pub info: &'a Info,
    /// Type parameters as the facts know them, the receiver's first.
    pub tparams: Rc<[TypeParamId]>,
    /// The body, or all but the name, is still to be had from the library; so are facts and type parameters.
    pending: bool,
}

/// The functions of packages whose bodies were left out.
pub trait Library {
    /// A function with its body, checked. `decl` is what its package has of it.
    fn function(
        &self,
        types: &mut Types,
        package: &CheckedPackage,
        obj: ObjId,
        decl: &FuncDecl,
    ) -> Result<Whole<'_>, Vec<Diagnostic>>;
}

/// What the library answers.
pub struct Whole<'a> {
    pub decl: &'a FuncDecl,
    pub checked: &'a CheckedFunction,
}

pub struct ProgramBuilder<'a> {
    pub types: &'a mut Types,
    /// In dependency order; a session adds to them.
    pub packages: Vec<&'a CheckedPackage>,
    pub layout: Layout,
    pub(super) decls: FxHashMap<ObjId, DeclAt<'a>>,
    library: &'a dyn Library,
    /// Names of variables are wanted.
    pub(super) names: bool,
    pub(super) simple: FxHashMap<ObjId, bool>,
    pub functions: Vec<Option<Box<Function>>>,
    pub(super) ids: FxHashMap<FnKey, u32>,
    pub(super) work: Vec<(FnKey, u32)>,
    pub(super) strings: Vec<Box<[u8]>>,
    pub(super) string_ids: FxHashMap<Box<[u8]>, u32>,
    globals: FxHashMap<ObjId, u32>,
    global_list: Vec<(ObjId, Global)>,
    globals_size: usize,
    pub(super) globals_words: Vec<GlobalWords>,
    /// Initialisers that run only if someone mentions their variable.
    lazy: FxHashMap<ObjId, FnKey>,
    pub(super) linknames: super::linkname::Linknames,
    pub natives: Vec<NativeRef>,
    native_ids: FxHashMap<ObjId, u32>,
    /// See `attempt`.
    attempts: FxHashMap<ObjId, Option<u32>>,
    pub native_types: Vec<(Vec<TypeRef>, Vec<TypeRef>)>,
    pub selects: Vec<SelectTable>,
    pub switches: Vec<SwitchTable>,
    pub methods: super::methods::Exposed,
    pub diagnostics: Vec<Diagnostic>,
    pub static_escape: Rc<Escape>,
    pub slice_flows: super::buffers::Functions<'a>,
    pub no_plan: Rc<super::buffers::Plan<'a>>,
    pub no_env: Rc<Env>,
    /// The program goes on growing while it runs.
    pub session: Option<Box<super::session::Session>>,
}

/// Compiles and links what `main` (the package) can reach. `packages` are in dependency order.
pub fn compile_program<'a>(
    types: &'a mut Types,
    packages: &'a [CheckedPackage],
    main: PkgId,
    library: &'a dyn Library,
    names: bool,
) -> Result<Program, Vec<Diagnostic>> {
    let mut p = ProgramBuilder::new(types, packages, library);
    p.names = names;
    p.collect_declarations(0);
    p.linknames = super::linkname::Linknames::new(p.types, &p.packages);
    let roots = p.add_roots(0, Some(main));
    let known = p.known_types();
    p.compile_reachable();
    let entry = p.compile_entry(&roots);
    if !p.diagnostics.is_empty() {
        return Err(p.diagnostics);
    }
    Ok(p.link(entry, known))
}

/// Whether a package has code that runs by itself before the program: init functions, or variables whose values have
/// to be computed.
pub fn has_initialisers(package: &CheckedPackage, types: &Types) -> bool {
    let files = &package.files;
    let init = |d: &Decl| matches!(d, Decl::Func(f) if f.recv.is_none() && f.name.name == "init");
    files.iter().flat_map(|f| &f.decls).any(init)
        || package.info.init_order.iter().any(|i| {
            let value = value_at(files, i);
            !value.is_some_and(|v| super::constant::is_pure(package, types, v))
        })
}

fn value_at<'a>(files: &'a [ast::File], init: &Initializer) -> Option<&'a ast::Expr> {
    let at = init.at;
    match files.get(at.file)?.decls.get(at.decl)? {
        Decl::Var(specs) => specs.get(at.spec)?.values.get(at.value),
        _ => None,
    }
}

/// Compiles everything in a package that is not generic, whether something reaches it or not, and throws it away:
/// for packages that are no programs.
pub fn compile_package<'a>(
    types: &'a mut Types,
    packages: &'a [CheckedPackage],
    id: PkgId,
    library: &'a dyn Library,
) -> Result<(), Vec<Diagnostic>> {
    let mut p = ProgramBuilder::new(types, packages, library);
    p.collect_declarations(0);
    // In a package that is not to run, `main` is a name like any other.
    p.add_roots(0, None);
    p.add_all_of(id);
    p.compile_reachable();
    if p.diagnostics.is_empty() {
        Ok(())
    } else {
        Err(p.diagnostics)
    }
}

/// What the entry function calls, in order.
pub(super) enum Root {
    Key(FnKey),
    Main(u32),
}

impl<'a> ProgramBuilder<'a> {
    /// The types of package variables that have come since the last link.
    pub(super) fn global_types(&self) -> impl Iterator<Item = TypeRef> + '_ {
        self.global_list.iter().map(|g| g.1.ty)
    }

    pub(super) fn new(
        types: &'a mut Types,
        packages: &'a [CheckedPackage],
        library: &'a dyn Library,
    ) -> Self {
        ProgramBuilder {
            types,
            packages: packages.iter().collect(),
            layout: Layout::default(),
            decls: FxHashMap::default(),
            library,
            names: false,
            simple: FxHashMap::default(),
            functions: Vec::new(),
            ids: FxHashMap::default(),
            work: Vec::new(),
            strings: Vec::new(),
            string_ids: FxHashMap::default(),
            globals: FxHashMap::default(),
            global_list: Vec::new(),
            globals_size: 0,
            globals_words: Vec::new(),
            lazy: FxHashMap::default(),
            linknames: Default::default(),
            natives: Vec::new(),
            native_ids: FxHashMap::default(),
            attempts: FxHashMap::default(),
            native_types: Vec::new(),
            selects: Vec::new(),
            switches: Vec::new(),
            methods: Default::default(),
            diagnostics: Vec::new(),
            static_escape: Rc::default(),
            slice_flows: Default::default(),
            no_plan: Default::default(),
            no_env: Rc::default(),
            session: None,
        }
    }

    /// Of the packages from number `from` on.
    pub(super) fn collect_declarations(&mut self, from: usize) {
        let files = self.packages[from..].iter().flat_map(|p| &p.files);
        let count = files.map(|f| f.decls.len()).sum();
        self.decls.reserve(count);
        for package in from..self.packages.len() {
            self.collect_declarations_of(package);
        }
    }

    pub(super) fn collect_declarations_of(&mut self, package: usize) {
        let p = self.packages[package];
        let none: Rc<[TypeParamId]> = Rc::default();
        for (file, f) in p.files.iter().enumerate() {
            for decl in &f.decls {
                if let Decl::Func(decl) = decl
                    && let Some(&obj) = p.info.defs.get(&decl.name.id)
                {
                    let pending =
                        p.bodies_pending && (decl.body.is_some() || decl.left_out.is_some());
                    let tparams = match pending {
                        true => none.clone(),
                        false => self.tparams_of(obj).into(),
                    };
                    let at = DeclAt {
                        package,
                        file,
                        decl,
                        info: &p.info,
                        tparams,
                        pending,
                    };
                    self.decls.insert(obj, at);
                }
            }
        }
    }

    /// The declaration of a function, whole.
    pub fn decl(&mut self, obj: ObjId) -> Option<DeclAt<'a>> {
        let at = self.decls.get(&obj)?;
        if !at.pending {
            return Some(at.clone());
        }
        let mut at = at.clone();
        at.pending = false;
        let package = self.packages[at.package];
        match self.library.function(self.types, package, obj, at.decl) {
            Ok(whole) => {
                at.decl = whole.decl;
                at.info = &whole.checked.info;
                at.tparams = whole.checked.tparams.as_slice().into();
            }
            Err(errors) => self.diagnostics.extend(errors),
        }
        self.decls.insert(obj, at.clone());
        Some(at)
    }
    /// Whether calls of the function are compiled in place (`inline.rs`).
    pub fn is_simple(&mut self, obj: ObjId) -> bool {
        if let Some(&simple) = self.simple.get(&obj) {
            return simple;
        }
        let at = if self.is_native(obj) {
            None
        } else {
            self.decl(obj)
        };
        // What a session declares may be declared again, and its callers then call that.
        let own = |s: &super::session::Session| s.is_own(self.types.object(obj).pkg);
        let simple = !self.session.as_deref().is_some_and(own)
            && at.is_some_and(|at| super::inline::is_simple(self.types, &at));
        self.simple.insert(obj, simple);
        simple
    }
    /// What a declared function that is not generic is compiled with, apart from its escape analysis.
    pub fn context_of(&self, at: &DeclAt<'a>) -> Context<'a> {
        Context {
            info: at.info,
            ..self.package_context(at.package)
        }
    }
    /// Whether Rust does the function's work.
    pub fn is_native(&self, obj: ObjId) -> bool {
        self.decls
            .get(&obj)
            .is_some_and(|at| at.decl.body.is_none())
    }
    /// Whether it is declared in a package of the program's own.
    pub fn is_users(&self, obj: ObjId) -> bool {
        let at = self.decls.get(&obj);
        at.is_some_and(|at| !self.packages[at.package].std)
    }
    /// The methods with a body that the program's own packages declare.
    pub fn users_methods(&self) -> impl Iterator<Item = ObjId> + '_ {
        let users = self.decls.iter().filter(|(_, at)| {
            at.decl.recv.is_some() && at.decl.body.is_some() && !self.packages[at.package].std
        });
        users.map(|(&obj, _)| obj)
    }
    pub fn is_declared(&self, obj: ObjId) -> bool {
        self.decls.contains_key(&obj)
    }

    /// Everything that runs by itself in the packages from number `from` on, in order.
    pub(super) fn add_roots(&mut self, from: usize, main: Option<PkgId>) -> Vec<Root> {
        let mut roots = Vec::new();
        self.methods.reflecting = self.packages.iter().any(|p| {
            matches!(
                self.types.package(p.id).path.as_str(),
                "reflect" | "encoding/json"
            )
        });
        for i in from..self.packages.len() {
            let p = self.packages[i];
            for (n, embedded) in p.embedded.iter().enumerate() {
                let key = FnKey::Embed(i, n);
                self.lazy.insert(embedded.variable, key.clone());
                roots.push(Root::Key(key));
            }
            for (n, init) in p.info.init_order.iter().enumerate() {
                let key = FnKey::Var(i, n);
                let value = self.initial_value(i, init);
                // The library's initialisers only make values: what has effects is in its init functions.
                let lazy = !init.lhs.is_empty()
                    && value.is_some_and(|v| p.std || super::constant::is_pure(p, self.types, v));
                if lazy {
                    for &obj in &init.lhs {
                        self.lazy.insert(obj, key.clone());
                    }
                } else {
                    self.function(key.clone());
                }
                roots.push(Root::Key(key));
            }
            for (f, file) in p.files.iter().enumerate() {
                for (d, decl) in file.decls.iter().enumerate() {
                    if let Decl::Func(decl) = decl
                        && decl.recv.is_none()
                        && decl.name.name == "init"
                    {
                        let key = FnKey::Init(i, f, d);
                        self.function(key.clone());
                        roots.push(Root::Key(key));
                    }
                }
            }
            if Some(p.id) == main {
                let scope = self.types.package(p.id).scope;
                if let Some(obj) = self.types.scope(scope).lookup("main") {
                    let f = self.function(FnKey::Decl {
                        obj,
                        targs: Vec::new(),
                        boxed: false,
                    });
                    roots.push(Root::Main(f));
                }
            }
        }
        roots
    }

    /// Asks for every function, method and variable of a package.
    fn add_all_of(&mut self, id: PkgId) {
        for i in 0..self.packages.len() {
            let p = self.packages[i];
            if p.id != id {
                continue;
            }
            for n in 0..p.info.init_order.len() {
                self.function(FnKey::Var(i, n));
            }
            for decl in p.files.iter().flat_map(|f| &f.decls) {
                if let Decl::Func(decl) = decl
                    && decl.body.is_some()
                    && let Some(&obj) = p.info.defs.get(&decl.name.id)
                    && (decl.recv.is_some() || decl.name.name != "init")
                    && self.is_plain(obj)
                {
                    self.function(FnKey::Decl {
                        obj,
                        targs: Vec::new(),
                        boxed: false,
                    });
                }
            }
        }
    }

    pub fn initial_value(&self, package: usize, init: &Initializer) -> Option<&'a ast::Expr> {
        value_at(&self.packages[package].files, init)
    }

    pub(super) fn compile_reachable(&mut self) {
        loop {
            while let Some((key, id)) = self.work.pop() {
                let f = self.compile(&key, id);
                self.functions[id as usize] = Some(Box::new(f));
                if self.diagnostics.len() > 20 {
                    return;
                }
            }
            if !self.compile_demanded_methods() {
                return;
            }
        }
    }

    /// The number of a function, which is put on the list of work when it is first asked for.
    pub fn function(&mut self, key: FnKey) -> u32 {
        if let Some(&id) = self.ids.get(&key) {
            return id;
        }
        let id = self.reserve();
        self.ids.insert(key.clone(), id);
        self.work.push((key, id));
        id
    }
    /// A number for a function that the caller compiles at once.
    pub fn reserve(&mut self) -> u32 {
        match &mut self.session {
            Some(session) => session.functions.take(&mut self.functions, || None),
            None => {
                self.functions.push(None);
                self.functions.len() as u32 - 1
            }
        }
    }
    pub fn add_select(&mut self, table: SelectTable) -> u32 {
        let Some(session) = &mut self.session else {
            self.selects.push(table);
            return self.selects.len() as u32 - 1;
        };
        let n = (session.selects).take(&mut self.selects, SelectTable::empty);
        self.selects[n as usize] = table;
        n
    }
    pub fn add_switch(&mut self, table: SwitchTable) -> u32 {
        let Some(session) = &mut self.session else {
            self.switches.push(table);
            return self.switches.len() as u32 - 1;
        };
        let n = (session.switches).take(&mut self.switches, SwitchTable::empty);
        self.switches[n as usize] = table;
        n
    }

    /// Builds a function, a second time with far jumps when the first attempt is too long for short ones.
    pub fn build(
        &mut self,
        id: u32,
        context: &Context<'a>,
        name: &str,
        pos: Pos,
        mut body: impl FnMut(&mut FnBuilder<'_, 'a>),
    ) -> Function {
        for far in [false, true] {
            let mut b = FnBuilder::new(self, context, name.to_string(), pos, far);
            body(&mut b);
            if let Some(f) = b.finish(id) {
                return f;
            }
        }
        unreachable!("far jumps always reach")
    }

    pub fn package_context(&self, package: usize) -> Context<'a> {
        let p = self.packages[package];
        Context {
            info: &p.info,
            pkg: p.id,
            env: self.no_env.clone(),
            escape: self.static_escape.clone(),
            plan: self.no_plan.clone(),
            site: 0,
        }
    }
    /// For glue that belongs to no package.
    pub fn glue_context(&self) -> Context<'a> {
        self.package_context(0)
    }

    fn compile(&mut self, key: &FnKey, id: u32) -> Function {
        match key {
            FnKey::Decl { obj, targs, boxed } => self.compile_decl(id, *obj, targs, *boxed, None),
            &FnKey::Init(package, file, at) => {
                let p = self.packages[package];
                let Decl::Func(decl) = &p.files[file].decls[at] else {
                    unreachable!("an init function is a function")
                };
                let before = p.files[..file]
                    .iter()
                    .flat_map(|f| &f.decls)
                    .chain(&p.files[file].decls[..at])
                    .filter(
                        |d| matches!(d, Decl::Func(d) if d.recv.is_none() && d.name.name == "init"),
                    )
                    .count();
                let path = &self.types.package(p.id).path;
                let name = format!("{path}.init.{before}");
                let obj = p.info.defs.get(&decl.name.id);
                match obj.and_then(|&obj| self.decl(obj)) {
                    Some(at) => self.compile_body(id, at, &[], None, false, name, None),
                    None => unreachable!("an init function has an object"),
                }
            }
            &FnKey::Var(package, n) => self.compile_initializer(id, package, n),
            &FnKey::Embed(package, n) => self.compile_embed(id, package, n),
            FnKey::Method {
                recv,
                name,
                pkg,
                form,
                targs,
            } => {
                let recv = self.layout.arena.get(*recv);
                self.compile_method_glue(id, recv, name, *pkg, *form, targs)
            }
            &FnKey::Native(n) => self.compile_native_value(id, n),
        }
    }

    /// The receiver of a declared method.
    pub fn receiver(&self, obj: ObjId) -> Option<Receiver> {
        match &self.types.object(obj).kind {
            ObjectKind::Func { recv } => recv.clone(),
            _ => None,
        }
    }

    /// The receiver's type parameters, then those of the function or method itself.
    fn tparams_of(&self, obj: ObjId) -> Vec<TypeParamId> {
        let mut list = self.receiver(obj).map_or_else(Vec::new, |r| r.tparams);
        list.extend_from_slice(self.own_tparams(obj));
        list
    }

    /// Whether a function has no type parameters.
    fn is_plain(&mut self, obj: ObjId) -> bool {
        self.types.read_signature(obj);
        self.tparams_of(obj).is_empty()
    }

    fn own_tparams(&self, obj: ObjId) -> &[TypeParamId] {
        match self.types.object(obj).ty.map(|t| self.types.get(t)) {
            Some(Type::Signature(s)) => &s.tparams,
            _ => &[],
        }
    }

    /// `version`: for an inlined body of another function's plan.
    pub(super) fn compile_decl(
        &mut self,
        id: u32,
        obj: ObjId,
        targs: &[TypeId],
        boxed: bool,
        version: Option<(Rc<Plan<'a>>, SiteId)>,
    ) -> Function {
        let Some(at) = self.decl(obj) else {
            unreachable!("only declared functions are asked for")
        };
        let name = self.function_name(obj);
        let recv = self.receiver(obj).map(|r| {
            let base = match &targs[..r.tparams.len()] {
                [] => self.types.intern(Type::Named(r.base)),
                own => self.types.instantiate(r.base, own),
            };
            let t = if r.pointer {
                self.types.intern(Type::Pointer(base))
            } else {
                base
            };
            self.rtype(t)
        });
        self.compile_body(id, at, targs, recv, boxed, name, version)
    }

    /// As tracebacks show it.
    pub fn function_name(&self, obj: ObjId) -> String {
        let o = self.types.object(obj);
        let path = &self.types.package(o.pkg).path;
        let generic = |n: usize| if n > 0 { "[...]" } else { "" };
        let own = generic(self.own_tparams(obj).len());
        match self.receiver(obj) {
            Some(r) => {
                let base = &self.types.object(self.types.named(r.base).obj).name;
                let g = generic(r.tparams.len());
                if r.pointer {
                    format!("{path}.(*{base}{g}).{}{own}", o.name)
                } else {
                    format!("{path}.{base}{g}.{}{own}", o.name)
                }
            }
            None => format!("{path}.{}{own}", o.name),
        }
    }

    #[allow(clippy::too_many_arguments)] // What tells one version of a function from another.
    fn compile_body(
        &mut self,
        id: u32,
        at: DeclAt<'a>,
        targs: &[TypeId],
        recv: Option<TypeRef>,
        boxed: bool,
        name: String,
        version: Option<(Rc<Plan<'a>>, SiteId)>,
    ) -> Function {
        let mut context = self.package_context(at.package);
        context.info = at.info;
        let decl = at.decl;
        if !at.tparams.is_empty() {
            context.env = Rc::new(Env::new(&at.tparams, targs));
        }
        let Some(body) = &decl.body else {
            // A native's code is Rust; asked for here only as a method behind an interface.
            return self.build(id, &context, &name, decl.pos, |b| {
                b.fail("function without a body")
            });
        };
        let old_loops = self.old_loops(at.package, at.file);
        let mut found = escape::analyse(self, &context, decl, old_loops);
        let is_entry = self.is_statements(at.decl, at.info);
        let name = match is_entry {
            true => "main.entry".to_string(),
            false => name,
        };
        if let Some(session) = self.session.as_deref().filter(|_| is_entry) {
            found.cells.extend(&session.statements().variables);
        }
        context.escape = Rc::new(found);
        if let Some((plan, site)) = &version {
            (context.plan, context.site) = (plan.clone(), *site);
        } else if !self.packages[at.package].std
            && self.session.is_none()
            && let Some(plan) = super::buffers::analyse(self, &context, &at)
        {
            context.plan = plan;
        }
        self.build(id, &context, &name, decl.pos, |b| {
            // These stand between a deferring function and what the body of its loop has deferred, or a function made by
            // reflect.MakeFunc and what it does.
            b.wrapper = matches!(
                &*b.name,
                "runtime.runloopdefers" | "reflect.answer" | "internal/repl.run"
            );
            b.entry = is_entry;
            b.takes_cells = version.is_some();
            b.declared_function(decl.recv.as_ref(), recv, boxed, &decl.ty, body)
        })
    }

    /// Whether this is the function that holds a session entry's statements.
    fn is_statements(&self, decl: &FuncDecl, info: &Info) -> bool {
        let obj = info.defs.get(&decl.name.id).copied();
        let session = self.session.as_deref();
        obj.is_some() && session.is_some_and(|s| s.statements().function == obj)
    }

    /// Whether a file's language version is from before loop variables were made anew for each iteration.
    fn old_loops(&self, package: usize, file: usize) -> bool {
        let versions = &self.packages[package].info.versions;
        versions.get(file).is_some_and(|&v| v < (1, 22))
    }

    fn compile_initializer(&mut self, id: u32, package: usize, n: usize) -> Function {
        let init = &self.packages[package].info.init_order[n];
        let mut context = self.package_context(package);
        let name = format!("{}.init", self.types.package(context.pkg).path);
        let Some(value) = self.initial_value(package, init) else {
            return self.build(id, &context, &name, Pos::NONE, |b| b.emit(Op::Ret, 0, 0, 0));
        };
        let old_loops = self.old_loops(package, init.at.file);
        context.escape = Rc::new(escape::analyse_expr(self, &context, value, old_loops));
        if !self.packages[package].std
            && self.session.is_none()
            && let Some(plan) = super::buffers::analyse_value(self, &context, &init.lhs, value)
        {
            context.plan = plan;
        }
        self.build(id, &context, &name, value.pos, |b| {
            b.initializer(&init.lhs, value)
        })
    }

    pub(super) fn compile_entry(&mut self, roots: &[Root]) -> u32 {
        let id = self.reserve();
        let context = self.glue_context();
        let calls: Vec<u32> = roots
            .iter()
            .filter_map(|r| match r {
                Root::Key(k) => self.ids.get(k).copied(),
                Root::Main(f) => Some(*f),
            })
            .collect();
        let f = self.build(id, &context, "runtime.main", Pos::NONE, |b| {
            b.signature(&[], &[]);
            b.wrapper = true;
            for &f in &calls {
                let base = b.out(0);
                b.emit_wide(Op::Call, base, f);
            }
            b.emit(Op::Ret, 0, 0, 0);
        });
        self.functions[id as usize] = Some(Box::new(f));
        id
    }

    // --- shared tables

    pub fn string(&mut self, s: &[u8]) -> u32 {
        if let Some(&id) = self.string_ids.get(s) {
            return id;
        }
        let id = match &mut self.session {
            Some(session) => session.strings.take(&mut self.strings, Box::default),
            None => {
                self.strings.push(Box::default());
                self.strings.len() as u32 - 1
            }
        };
        self.strings[id as usize] = s.into();
        self.string_ids.insert(s.into(), id);
        id
    }

    /// The offset of a package-level variable. Its initialiser becomes reachable.
    pub fn global(&mut self, obj: ObjId) -> u32 {
        if let Some(&at) = self.globals.get(&obj) {
            return at;
        }
        if let Some(key) = self.lazy.get(&obj).cloned() {
            self.function(key);
        }
        let o = self.types.object(obj).clone();
        let t = self.rtype(o.ty.unwrap_or(TypeId::INVALID));
        self.say_too_large(o.pos);
        let at = self.globals_size;
        let name = format!("{}.{}", self.types.package(o.pkg).path, o.name);
        if t.size > LARGEST_GLOBAL {
            let size = t.size;
            let text = format!("{name}: symbol too large ({size} bytes > {LARGEST_GLOBAL} bytes)");
            self.diagnostics.push(Diagnostic::new(o.pos, text));
            self.globals.insert(obj, at as u32);
            return at as u32;
        }
        self.globals_size += t.size.next_multiple_of(8).max(8);
        if !t.words.is_empty() {
            self.globals_words.push(GlobalWords {
                at: at / 8,
                words: t.words[..].into(),
            });
        }
        self.global_list.push((
            obj,
            Global {
                name: name.into(),
                offset: at,
                ty: t,
            },
        ));
        self.globals.insert(obj, at as u32);
        if self.globals_size > u32::MAX as usize {
            self.diagnostics.push(Diagnostic::new(
                o.pos,
                "package-level variables are too big",
            ));
        }
        at as u32
    }

    /// Reports a type that no value can have.
    pub fn say_too_large(&mut self, pos: Pos) {
        if let Some(text) = self.layout.too_large.take() {
            self.diagnostics.push(Diagnostic::new(pos, text));
        }
    }

    /// What a call of a declared function runs.
    pub fn callee(&mut self, obj: ObjId, targs: Vec<TypeId>) -> Callee {
        let obj = self.successor(obj);
        let obj = match self.is_native(obj) {
            true => self.linknames.resolve(self.types, obj).unwrap_or(obj),
            false => obj,
        };
        self.types.read_signature(obj);
        match self.is_native(obj) {
            true => Callee::Native(self.native(obj)),
            false => Callee::Function(self.function(FnKey::Decl {
                obj,
                targs,
                boxed: false,
            })),
        }
    }
    /// A declared function as something that has a number.
    pub fn function_of(&mut self, obj: ObjId, targs: Vec<TypeId>) -> u32 {
        match self.callee(obj, targs) {
            Callee::Function(f) => f,
            Callee::Native(n) => self.function(FnKey::Native(n)),
        }
    }

    /// The native that is tried first where this function of the library is called: `tryF`, declared beside an `F` that has a
    /// body. It gives what the function would, or declines.
    pub fn attempt(&mut self, obj: ObjId) -> Option<u32> {
        if self.is_native(obj) || self.is_users(obj) {
            return None;
        }
        if let Some(&known) = self.attempts.get(&obj) {
            return known;
        }
        let o = self.types.object(obj);
        let scope = self.types.package(o.pkg).scope;
        let name = format!("try{}", o.name);
        let found = self.types.scope(scope).lookup(&name);
        let native = found.filter(|&f| self.is_native(f)).map(|f| {
            self.types.read_signature(f);
            self.native(f)
        });
        self.attempts.insert(obj, native);
        native
    }

    fn native(&mut self, obj: ObjId) -> u32 {
        if let Some(&n) = self.native_ids.get(&obj) {
            return n;
        }
        let o = self.types.object(obj).clone();
        let sig = self.rtype(o.ty.unwrap_or(TypeId::INVALID));
        let (mut params, results, variadic) = super::instances::signature(sig);
        let mut name = o.name.to_string();
        if let Some(r) = self.receiver(obj) {
            let base = self.types.intern(Type::Named(r.base));
            let base_name = self.types.object(self.types.named(r.base).obj).name.clone();
            let t = if r.pointer {
                self.types.intern(Type::Pointer(base))
            } else {
                base
            };
            name = if r.pointer {
                format!("(*{base_name}).{name}")
            } else {
                format!("{base_name}.{name}")
            };
            let t = self.rtype(t);
            params.insert(0, t);
        }
        let shown = |types: &Types, layout: &Layout, list: &[TypeRef]| {
            list.iter()
                .map(|&t| type_name(types, layout.id_of(t), false))
                .collect::<Vec<_>>()
                .join(",")
        };
        let _ = variadic;
        let signature = format!(
            "func({})({})",
            shown(self.types, &self.layout, &params),
            shown(self.types, &self.layout, &results)
        );
        let slots = |l: &[TypeRef]| l.iter().map(|t| t.slots() as u16).sum();
        let n = self.natives.len() as u32;
        self.natives.push(NativeRef {
            package: self.types.package(o.pkg).path.as_str().into(),
            name: name.into(),
            signature: signature.into(),
            params: slots(&params),
            results: slots(&results),
        });
        self.native_types.push((params, results));
        self.native_ids.insert(obj, n);
        n
    }

    /// The instruction that calls a native.
    pub fn native_call(&self, native: u32) -> Op {
        let native = &self.natives[native as usize];
        match (&*native.package, &*native.name) {
            ("sync", "(*Mutex).Lock") => Op::CallLock,
            ("sync", "(*Mutex).Unlock") => Op::CallUnlock,
            ("sync", "(*RWMutex).RLock") => Op::CallRLock,
            ("sync", "(*RWMutex).RUnlock") => Op::CallRUnlock,
            _ => Op::CallNative,
        }
    }

    // --- types that the runtime knows

    pub(super) fn known_types(&mut self) -> KnownTypes {
        let runtime = self
            .packages
            .iter()
            .map(|p| p.id)
            .find(|&p| self.types.package(p).path == "runtime");
        let named = |p: &mut Self, name: &str, pointer: bool| {
            let obj = runtime.and_then(|r| {
                let scope = p.types.package(r).scope;
                p.types.scope(scope).lookup(name)
            });
            let Some(ty) = obj.and_then(|o| p.types.object(o).ty) else {
                p.diagnostics.push(Diagnostic::new(
                    Pos::NONE,
                    format!("package runtime has no type {name}"),
                ));
                return TypeRef::NULL;
            };
            let ty = if pointer {
                p.types.intern(Type::Pointer(ty))
            } else {
                ty
            };
            let t = p.rtype(ty);
            p.expose(t);
            t
        };
        let u = self.types.universe;
        let slice = |p: &mut Self, t: TypeId| {
            let s = p.types.intern(Type::Slice(t));
            p.rtype(s)
        };
        let known = KnownTypes {
            error_string: named(self, "errorString", false),
            plain_error: named(self, "plainError", false),
            bounds_error: named(self, "boundsError", false),
            type_assertion_error: named(self, "TypeAssertionError", true),
            panic_nil_error: named(self, "PanicNilError", true),
            native_error: named(self, "nativeError", true),
            string: self.rtype(TypeId::of(crate::types::Basic::String)),
            int: self.rtype(TypeId::of(crate::types::Basic::Int)),
            error: self.rtype(u.error),
            any: self.rtype(u.any),
            byte_slice: slice(self, u.byte),
            rune_slice: slice(self, u.rune),
            string_slice: slice(self, TypeId::of(crate::types::Basic::String)),
            any_slice: slice(self, u.any),
        };
        // What printing a panic calls.
        let string = self
            .types
            .intern(Type::Signature(crate::types::ty::Signature {
                tparams: Vec::new(),
                params: Vec::new(),
                results: vec![TypeId::of(crate::types::Basic::String)],
                variadic: false,
                names: Vec::new(),
            }));
        for name in ["Error", "String"] {
            let s = self.layout.selector(self.types, &name.into(), None, string);
            self.demand(s);
        }
        known
    }

    // --- linking

    /// Sets entries and methods, and hands everything over.
    fn link(mut self, entry: u32, known: KnownTypes) -> Program {
        self.link_first(entry, known)
    }

    /// The same, leaving what compiling more needs.
    pub(super) fn link_first(&mut self, entry: u32, known: KnownTypes) -> Program {
        let mut functions: Vec<Box<Function>> =
            self.functions.iter_mut().filter_map(Option::take).collect();
        for f in &mut functions {
            f.entry = f.code.as_ptr();
        }
        debug_assert!(
            functions
                .iter()
                .enumerate()
                .all(|(i, f)| f.id as usize == i)
        );
        self.methods.link(&mut self.layout.arena, &functions);
        self.global_list.sort_by_key(|g| g.1.offset);
        Program {
            functions,
            types: std::mem::take(&mut self.layout.arena),
            strings: std::mem::take(&mut self.strings),
            globals_size: self.globals_size,
            globals_words: std::mem::take(&mut self.globals_words),
            globals: self.global_list.drain(..).map(|g| g.1).collect(),
            natives: std::mem::take(&mut self.natives),
            selects: std::mem::take(&mut self.selects),
            switches: std::mem::take(&mut self.switches),
            entry,
            known,
        }
    }
}

impl<'p, 'a> FnBuilder<'p, 'a> {
    /// `lhs = value` at package level.
    fn initializer(&mut self, lhs: &[ObjId], value: &'a ast::Expr) {
        self.signature(&[], &[]);
        let roots = match lhs {
            [_] => vec![value],
            _ => self.parts(value),
        };
        self.order.piecewise = true;
        self.ordered(&roots, |b| b.initialise(lhs, value));
    }

    fn initialise(&mut self, lhs: &[ObjId], value: &'a ast::Expr) {
        match lhs {
            [] => {
                self.discard(value);
            }
            [obj] => {
                let blank = self.p.types.object(*obj).name == "_";
                let t = self.obj_type(*obj);
                if blank {
                    self.expr_as(value, t, super::value::Dest::Any);
                } else {
                    let base = self.package_variable(*obj);
                    self.expr_to_memory(value, t, base, 0);
                }
            }
            list => {
                let values = self.multi(value);
                for (&obj, v) in list.iter().zip(values) {
                    if self.p.types.object(obj).name == "_" {
                        continue;
                    }
                    let t = self.obj_type(obj);
                    let v = self.convert_value(v.0, v.1, t, super::value::Dest::Stable);
                    let base = self.package_variable(obj);
                    self.store(base, 0, v, t);
                }
            }
        }
        self.emit(Op::Ret, 0, 0, 0);
    }

    /// The address of a variable declared outside of functions.
    pub fn package_variable(&mut self, obj: ObjId) -> super::function::Reg {
        if let Some(word) = self.p.variable_word(obj) {
            return self.variable_address(word);
        }
        let at = self.p.global(obj);
        let base = self.pointer();
        self.emit_wide(Op::GlobalAddr, base, at);
        base
    }

    /// A variable of type `t` that has just been declared: its home, as `escape` decided. Zero if `zero`.
    pub fn declare(&mut self, obj: ObjId, t: TypeRef, zero: bool) -> Home {
        let home = if t.in_memory || self.escape.cells.contains(&obj) {
            let r = self.local_of(&[WordClass::Pointer]);
            self.emit(Op::New, r, 0, 0);
            self.ext_type(t);
            Home::Mem(r)
        } else {
            let r = self.local(t);
            if zero {
                self.zero(r, t);
            }
            Home::Reg(r)
        };
        self.vars.insert(obj, home);
        home
    }
}
