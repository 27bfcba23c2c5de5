//! Packages of the library are checked in two steps: the declarations when they are imported, a function's body when the
//! program reaches it. Most programs reach little of what they import.

use gorun_grammar::Diagnostic;
use gorun_grammar::ast::{File, FuncDecl};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::checker::{Checker, DeclId, Environment};
use super::info::Info;
use super::object::{ObjId, ObjectKind, PkgId};
use super::scope::ScopeId;
use super::store::Types;
use super::ty::{Type, TypeParamId};
use super::{Config, Importer};

/// Where the bodies are that were left out when a package was parsed.
pub trait Bodies {
    /// The whole of a function of which `decl` has an empty body.
    fn parse(&self, decl: &FuncDecl) -> Option<&FuncDecl>;
}

/// What the second step needs of a package: the file scope of each function.
pub type FileScopes = FxHashMap<ObjId, ScopeId>;

/// A function with its body checked. Its facts are about the syntax tree that was checked and about no other.
#[derive(Debug)]
pub struct CheckedFunction {
    pub info: Info,
    /// Its type parameters, those of its receiver first: others than those of the function's object.
    pub tparams: Vec<TypeParamId>,
}

/// The first step: everything but the bodies. Bodies that the order of initialisation depends on are looked at all the same.
pub fn check_declarations<'a>(
    types: &'a mut Types,
    importer: &'a mut dyn Importer,
    config: &'a Config,
    path: SmolStr,
    files: &'a [File],
    bodies: &'a dyn Bodies,
) -> (PkgId, Info, FileScopes, Vec<Diagnostic>) {
    let mut check = Checker::new(types, importer, config, path, files);
    check.bodies = Some(bodies);
    check.check_files();
    let functions = check
        .obj_map
        .iter()
        .filter(|(obj, _)| matches!(check.types.object(**obj).kind, ObjectKind::Func { .. }));
    let scopes = functions
        .map(|(&obj, id)| (obj, check.decls[id.0].scope))
        .collect();
    (check.pkg, check.info, scopes, check.diagnostics)
}

/// The second step: one function, declared in the file with that scope.
pub fn check_function(
    types: &mut Types,
    config: &Config,
    pkg: PkgId,
    scope: ScopeId,
    decl: &FuncDecl,
) -> (CheckedFunction, Vec<Diagnostic>) {
    let mut importer = NothingToImport;
    let mut check = Checker::of_package(types, &mut importer, config, pkg, &[]);
    check.env.scope = scope;
    check.env.version = config.version;
    let tparams = check.function(decl, None);
    check.record_untyped();
    check.finish();
    let checked = CheckedFunction {
        info: check.info,
        tparams,
    };
    (checked, check.diagnostics)
}

struct NothingToImport;

impl Importer for NothingToImport {
    fn import(&mut self, _: &mut Types, path: &str) -> Result<PkgId, String> {
        Err(format!("could not import {path}"))
    }
}

impl<'a> Checker<'a> {
    /// Checks signature and body in the current environment; the type parameters, the receiver's first.
    fn function(&mut self, decl: &'a FuncDecl, id: Option<DeclId>) -> Vec<TypeParamId> {
        let (sig, mut tparams) =
            self.func_type_of(None, decl.recv.as_ref(), &decl.tparams, &decl.ty);
        if let Type::Signature(s) = self.types.get(sig.ty) {
            tparams.extend(&s.tparams);
        }
        if let Some(body) = &decl.body {
            let outer = std::mem::replace(&mut self.outer_tparams, tparams.clone());
            self.func_body(id, &decl.name.name, &sig, body, None);
            self.process_delayed(0);
            self.outer_tparams = outer;
        }
        tparams
    }

    /// What the functions mention that initialisers of variables mention, directly or not.
    pub(super) fn dependencies_of_functions(&mut self) {
        let Some(bodies) = self.bodies else { return };
        let mut work: Vec<ObjId> = Vec::new();
        for &obj in &self.obj_list {
            if matches!(self.types.object(obj).kind, ObjectKind::Var(_)) {
                work.extend(&self.decls[self.obj_map[&obj].0].deps);
            }
        }
        let mut seen = rustc_hash::FxHashSet::default();
        while let Some(obj) = work.pop() {
            let id = self.obj_map[&obj];
            let d = &self.decls[id.0];
            let Some(shell) = d.fdecl.filter(|f| f.body.is_some()) else {
                continue;
            };
            if !seen.insert(obj) {
                continue;
            }
            let env = Environment {
                scope: d.scope,
                version: d.version,
                ..Environment::default()
            };
            let Some(whole) = bodies.parse(shell) else {
                continue;
            };
            // Only the dependencies are of interest: the facts come with the second step.
            let outer = std::mem::replace(&mut self.env, env);
            let info = std::mem::take(&mut self.info);
            let untyped = std::mem::take(&mut self.untyped);
            self.function(whole, Some(id));
            (self.env, self.info, self.untyped) = (outer, info, untyped);
            work.extend(&self.decls[id.0].deps);
        }
    }
}
