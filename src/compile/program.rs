//! The passes from packages to a linked program. Only what is reachable is compiled: a list of work that starts
//! at `main.main`, init functions and initialisers with effects, and grows as functions, variables and methods are mentioned.

use std::rc::Rc;

use gorun_grammar::Diagnostic;
use gorun_grammar::ast::{Decl, FuncDecl, Pos};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::CheckedPackage;
use super::buffers::{Plan, SiteId};
use super::declarations::{DeclAt, Library};
use super::escape::{self, Escape};
use super::function::{Context, FnBuilder, Home};
use super::instances::Env;
use super::layout::Layout;
use crate::bytecode::function::{Function, Inlined};
use crate::bytecode::isa::Op;
use crate::bytecode::program::{
    Global, GlobalWords, KnownTypes, NativeRef, Program, SelectTable, SwitchTable,
};
use crate::bytecode::rtype::{TypeRef, WordClass};
use crate::types::info::Info;
use crate::types::{ObjId, PkgId, Type, TypeId, Types};

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

pub struct ProgramBuilder<'a> {
    pub types: &'a mut Types,
    /// In dependency order; a session adds to them.
    pub packages: Vec<&'a CheckedPackage>,
    pub layout: Layout,
    pub(super) decls: FxHashMap<ObjId, DeclAt<'a>>,
    pub(super) library: &'a dyn Library,
    /// Names of variables are wanted.
    pub(super) names: bool,
    pub(super) small: FxHashMap<ObjId, super::inline::Small>,
    pub functions: Vec<Option<Box<Function>>>,
    pub(super) ids: FxHashMap<FnKey, u32>,
    pub(super) work: Vec<(FnKey, u32)>,
    pub(super) strings: Vec<Box<[u8]>>,
    pub(super) string_ids: FxHashMap<Box<[u8]>, u32>,
    pub(super) globals: FxHashMap<ObjId, u32>,
    pub(super) global_list: Vec<(ObjId, Global)>,
    pub(super) globals_size: usize,
    pub(super) globals_words: Vec<GlobalWords>,
    /// Initialisers that run only if someone mentions their variable.
    pub(super) lazy: FxHashMap<ObjId, FnKey>,
    pub(super) linknames: super::linkname::Linknames,
    pub natives: Vec<NativeRef>,
    pub(super) native_ids: FxHashMap<ObjId, u32>,
    /// See `attempt`.
    pub(super) attempts: FxHashMap<(ObjId, &'static str), Option<u32>>,
    pub native_types: Vec<(Vec<TypeRef>, Vec<TypeRef>)>,
    pub selects: Vec<SelectTable>,
    pub switches: Vec<SwitchTable>,
    pub methods: super::methods::Exposed,
    pub diagnostics: Vec<Diagnostic>,
    pub static_escape: Rc<Escape>,
    pub slice_flows: super::buffers::Functions<'a>,
    /// Of the packages whose variables' initial values have been looked at: what was found for each that has not been compiled yet.
    pub initial_plans: FxHashMap<usize, Vec<Option<Rc<Plan<'a>>>>>,
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

impl<'a> ProgramBuilder<'a> {
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
            small: FxHashMap::default(),
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
            initial_plans: FxHashMap::default(),
            no_plan: Default::default(),
            no_env: Rc::default(),
            session: None,
        }
    }

    /// What a declared function that is not generic is compiled with, apart from its escape analysis.
    pub fn context_of(&self, at: &DeclAt<'a>) -> Context<'a> {
        Context {
            info: at.info,
            ..self.package_context(at.package)
        }
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
        let inlined = match !self.packages[at.package].std
            && self.session.is_none()
            && super::buffers::is_inlined(self, &at)
        {
            true => Inlined::InWrappers,
            false => Inlined::Never,
        };
        self.build(id, &context, &name, decl.pos, |b| {
            // These stand between a deferring function and what the body of its loop has deferred, or a function made by
            // reflect.MakeFunc and what it does.
            b.wrapper = matches!(
                &*b.name,
                "runtime.runloopdefers" | "reflect.answer" | "internal/repl.run"
            );
            b.entry = is_entry;
            b.inlined = inlined;
            b.copied = inlined == Inlined::InWrappers;
            b.of_instance = decl.recv.is_some() && !targs.is_empty();
            let wrapped = |t: TypeRef| (boxed || t.direct) && !super::methods::is_one_pointer(t);
            b.boxed = recv.is_some_and(wrapped);
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
    pub(super) fn old_loops(&self, package: usize, file: usize) -> bool {
        let versions = &self.packages[package].info.versions;
        versions.get(file).is_some_and(|&v| v < (1, 22))
    }

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
            settings: String::new(),
            info: String::new(),
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
            if self.escape.raw.contains(&obj) {
                self.raw_cell(r, None);
            } else {
                self.emit(Op::New, r, 0, 0);
                self.ext_type(t);
            }
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
