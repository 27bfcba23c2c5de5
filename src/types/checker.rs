//! The checker's state for one package and the list of its passes. Everything else is in the file of the
//! construct it belongs to, as `impl Checker` blocks.

use std::rc::Rc;

use gorun_grammar::Diagnostic;
use gorun_grammar::ast::{self, Expr, File, FuncDecl, NodeId, Pos, TypeSpec};
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::constant::Const;
use super::info::{Info, ValueAt};
use super::object::{ObjId, PkgId};
use super::operand::OpMode;
use super::scope::ScopeId;
use super::store::Types;
use super::ty::{NamedId, TypeId};
use super::{Config, Importer};

/// A language version such as (1, 27).
pub type Version = (u32, u32);

/// What the declaration of a package-level object (or method) says, kept until the object is checked.
pub struct DeclInfo<'a> {
    /// Index of the file, and its scope.
    pub file: usize,
    pub scope: ScopeId,
    pub version: Version,
    /// The variables on the left when one call initialises several.
    pub lhs: Option<Vec<ObjId>>,
    pub vtyp: Option<&'a Expr>,
    pub init: Option<&'a Expr>,
    /// The constant's expression is that of an earlier line.
    pub inherited: bool,
    pub iota: u32,
    pub tdecl: Option<&'a TypeSpec>,
    pub fdecl: Option<&'a FuncDecl>,
    /// The receiver's base type name, for a method.
    pub recv_base: Option<ObjId>,
    /// Package-level objects that the initialiser or body mentions, in the order of mention.
    pub deps: Vec<ObjId>,
    pub dep_set: FxHashSet<ObjId>,
    pub at: Option<ValueAt>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DeclId(pub usize);

/// A function type with what a body needs of it.
#[derive(Debug)]
pub struct FuncSig {
    /// Its `Type::Signature`.
    pub ty: TypeId,
    /// The scope that holds parameters and results: the parent of the body's scope.
    pub scope: ScopeId,
    pub recv: Option<ObjId>,
    pub params: Vec<ObjId>,
    pub results: Vec<ObjId>,
}

/// Where an object is being checked. Saved and restored around declarations and function bodies.
#[derive(Clone, Default)]
pub struct Environment {
    /// The package-level declaration that collects dependencies.
    pub decl: Option<DeclId>,
    pub scope: ScopeId,
    pub version: Version,
    /// Set in constant declarations.
    pub iota: Option<Const>,
    /// Where to report errors of an inherited constant expression.
    pub errpos: Option<Pos>,
    pub in_tparam_list: bool,
    /// The signature of the function whose body is checked.
    pub sig: Option<Rc<FuncSig>>,
    /// Calls of the builtin `panic` (for missing-return analysis).
    pub is_panic: FxHashSet<NodeId>,
    pub has_label: bool,
    pub has_call_or_recv: bool,
}

/// An untyped expression whose final type is not yet known.
#[derive(Clone, Debug)]
pub struct ExprInfo<'a> {
    pub expr: &'a Expr,
    /// The left operand of a shift whose check is delayed.
    pub is_lhs: bool,
    pub mode: OpMode,
    pub ty: TypeId,
    pub val: Option<Const>,
}

type Action<'a> = Box<dyn FnOnce(&mut Checker<'a>) + 'a>;

pub struct Delayed<'a> {
    pub version: Version,
    pub action: Option<Action<'a>>,
}

pub struct Checker<'a> {
    pub types: &'a mut Types,
    pub importer: &'a mut dyn Importer,
    pub config: &'a Config,
    pub files: &'a [File],
    pub pkg: PkgId,
    pub info: Info,
    pub diagnostics: Vec<Diagnostic>,

    /// Where the check stands; go/types' embedded `environment`.
    pub env: Environment,

    pub decls: Vec<DeclInfo<'a>>,
    /// Package-level objects and methods.
    pub obj_map: FxHashMap<ObjId, DeclId>,
    /// Keys of `obj_map` in source order.
    pub obj_list: Vec<ObjId>,
    /// Methods collected for each base type name, until the type is declared.
    pub methods: FxHashMap<ObjId, Vec<ObjId>>,
    /// Imports in source order, with the names by which they are known.
    pub imports: Vec<ObjId>,
    /// Objects that a file scope got by a dot import, and the import.
    pub dot_imports: FxHashMap<(ScopeId, SmolStr), ObjId>,
    pub used_vars: FxHashSet<ObjId>,
    /// Scopes opened in the function body that is checked: their variables have to be used.
    pub block_scopes: Vec<ScopeId>,
    pub used_pkg_names: FxHashSet<ObjId>,
    pub untyped: FxHashMap<NodeId, ExprInfo<'a>>,
    pub delayed: Vec<Delayed<'a>>,
    /// Objects being declared, outermost first.
    pub obj_path: Vec<ObjId>,
    pub obj_path_idx: FxHashMap<ObjId, usize>,
    /// Signatures of the package's functions and methods once declared.
    pub func_sigs: FxHashMap<ObjId, Rc<FuncSig>>,
    /// Function literals, with their types.
    pub func_lits: Vec<(Pos, TypeId)>,
    /// Elements of the longest literal of an array or slice.
    pub longest_literal: i64,
    /// Arguments of `print` and `println` that gc's back end refuses, or may refuse in an instance.
    pub(super) unprintable: Vec<super::unprintable::Unprintable>,
    /// Type parameters in scope of the function being checked: what a local type depends on.
    pub outer_tparams: Vec<super::ty::TypeParamId>,
    /// Aliases under declaration, and type declarations that wait for them.
    pub aliases_pending: u32,
    pub(super) deferred_types: Vec<super::decl::DeferredType<'a>>,
    /// Packages that could not be imported: whatever is selected from them is no further error.
    pub fake_pkgs: FxHashSet<PkgId>,
    pub mono: super::mono::MonoGraph,
    /// What the package's declared types are declared as.
    pub from_rhs: FxHashMap<NamedId, TypeId>,
    /// Where instances were first written.
    pub inst_pos: FxHashMap<NamedId, Pos>,
    /// Constraints of type parameters that may have to be made interfaces.
    pub(super) pending_bounds: Vec<(Vec<super::ty::TypeParamId>, TypeId)>,
    /// Some file has a `//go:embed` line; then the var declarations in function bodies are kept.
    pub embedding: bool,
    pub local_specs: Vec<&'a ast::VarSpec>,
    /// Functions without a body that should have one; reported only where all else is in order, as gc does.
    pub missing_bodies: Vec<Pos>,
    /// Objects from this number on belong to the package.
    pub first_object: usize,
    /// The package's functions come without their bodies, which are to be had here.
    pub bodies: Option<&'a dyn super::library::Bodies>,
    /// Interface types as written: where they begin and end.
    pub interface_literals: Vec<(Pos, Pos, TypeId)>,
    /// Named types of which it is known whether their size depends on type parameters.
    pub var_sizes: FxHashMap<NamedId, bool>,
    /// Named types found valid (of finite size).
    pub valid_types: FxHashSet<NamedId>,
    /// Package paths known by each package name, for qualification in messages.
    pub pkg_paths: Option<FxHashMap<SmolStr, FxHashSet<SmolStr>>>,
    /// The files are an entry of a session.
    pub(super) entry: Option<super::session::EntryState>,
}

impl<'a> Checker<'a> {
    /// For a package not seen before.
    pub(super) fn new(
        types: &'a mut Types,
        importer: &'a mut dyn Importer,
        config: &'a Config,
        path: SmolStr,
        files: &'a [File],
    ) -> Self {
        let name = files
            .first()
            .map_or_else(SmolStr::default, |f| f.name.name.clone());
        let first_object = types.objects.len();
        let pkg = types.new_package(path, name);
        let mut check = Checker::of_package(types, importer, config, pkg, files);
        check.first_object = first_object;
        check
    }

    /// For a package whose declarations are known.
    pub(super) fn of_package(
        types: &'a mut Types,
        importer: &'a mut dyn Importer,
        config: &'a Config,
        pkg: PkgId,
        files: &'a [File],
    ) -> Self {
        let first_object = types.objects.len();
        Checker {
            types,
            importer,
            config,
            files,
            pkg,
            info: Info::default(),
            diagnostics: Vec::new(),
            env: Environment::default(),
            decls: Vec::new(),
            obj_map: Default::default(),
            obj_list: Vec::new(),
            methods: Default::default(),
            imports: Vec::new(),
            dot_imports: Default::default(),
            used_vars: Default::default(),
            block_scopes: Vec::new(),
            used_pkg_names: Default::default(),
            untyped: Default::default(),
            delayed: Vec::new(),
            obj_path: Vec::new(),
            obj_path_idx: Default::default(),
            func_sigs: Default::default(),
            func_lits: Vec::new(),
            longest_literal: 0,
            unprintable: Vec::new(),
            outer_tparams: Vec::new(),
            valid_types: Default::default(),
            var_sizes: Default::default(),
            interface_literals: Vec::new(),
            pkg_paths: None,
            aliases_pending: 0,
            deferred_types: Vec::new(),
            fake_pkgs: Default::default(),
            mono: Default::default(),
            from_rhs: Default::default(),
            inst_pos: Default::default(),
            embedding: false,
            local_specs: Vec::new(),
            missing_bodies: Vec::new(),
            pending_bounds: Vec::new(),
            first_object,
            entry: None,
            bodies: None,
        }
    }

    /// The passes over one package.
    pub(super) fn check_files(&mut self) {
        if self.config.lint {
            self.unreadable_embeds();
        }
        self.collect_objects();
        self.package_objects();
        self.process_delayed(0); // function bodies included
        self.dependencies_of_functions();
        self.init_order();
        if self.config.lint {
            self.unused_imports();
        }
        self.record_untyped();
        // What comes now, gc says only where all before is in order.
        if self.diagnostics.is_empty() {
            self.monomorph();
        }
        let sound = self.config.parsed_soundly;
        if sound && self.diagnostics.is_empty() {
            self.anonymous_cycles();
        }
        if sound && self.diagnostics.is_empty() {
            let embeddings = self.directives_and_bodies();
            if self.config.lint && self.diagnostics.is_empty() {
                self.large_types();
            }
            // The back end says of variables what is wrong with them beside what it has said of functions.
            let mut reached = self.config.lint && self.diagnostics.is_empty();
            if reached {
                self.unprintable_arguments();
                reached = self.diagnostics.is_empty();
                self.large_frames();
            }
            if self.diagnostics.is_empty() {
                self.embeddings(embeddings);
                reached &= self.diagnostics.is_empty();
            }
            if reached {
                self.large_variables();
            }
        }
        self.finish();
    }

    /// Runs `f` at the end of the current statement or declaration.
    pub fn later(&mut self, f: impl FnOnce(&mut Checker<'a>) + 'a) {
        self.delayed.push(Delayed {
            version: self.env.version,
            action: Some(Box::new(f)),
        });
    }

    /// Runs the delayed actions pushed after `top`; they may push more.
    pub fn process_delayed(&mut self, top: usize) {
        let saved = self.env.version;
        let mut i = top;
        while i < self.delayed.len() {
            self.env.version = self.delayed[i].version;
            if let Some(f) = self.delayed[i].action.take() {
                f(self);
            }
            i += 1;
        }
        self.delayed.truncate(top);
        self.env.version = saved;
    }

    pub fn push(&mut self, obj: ObjId) {
        self.obj_path_idx.insert(obj, self.obj_path.len());
        self.obj_path.push(obj);
    }

    pub fn pop(&mut self) {
        if let Some(obj) = self.obj_path.pop() {
            self.obj_path_idx.remove(&obj);
        }
    }

    /// Notes that the declaration being checked mentions `to`.
    pub fn add_decl_dep(&mut self, to: ObjId) {
        if let Some(from) = self.env.decl
            && self.obj_map.contains_key(&to)
        {
            let d = &mut self.decls[from.0];
            if d.dep_set.insert(to) {
                d.deps.push(to);
            }
        }
    }

    pub fn remember_untyped(
        &mut self,
        e: &'a ast::Expr,
        is_lhs: bool,
        mode: OpMode,
        ty: TypeId,
        val: Option<Const>,
    ) {
        self.untyped.insert(
            e.id,
            ExprInfo {
                expr: e,
                is_lhs,
                mode,
                ty,
                val,
            },
        );
    }

    pub fn open_scope(&mut self) {
        self.env.scope = self.types.new_scope(Some(self.env.scope));
    }

    pub fn close_scope(&mut self) {
        if let Some(parent) = self.types.scope(self.env.scope).parent {
            self.env.scope = parent;
        }
    }

    /// The object that `name` denotes here, and the scope that holds it.
    pub fn lookup_scope(&self, name: &str) -> Option<(ScopeId, ObjId)> {
        let mut s = Some(self.env.scope);
        while let Some(id) = s {
            let scope = self.types.scope(id);
            if let Some(&obj) = scope.names.get(name) {
                return Some((id, obj));
            }
            s = scope.parent;
        }
        None
    }

    pub fn lookup(&self, name: &str) -> Option<ObjId> {
        self.lookup_scope(name).map(|(_, obj)| obj)
    }
}
