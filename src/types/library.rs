//! Packages of the library are checked in steps: the declarations when they are imported, a function's signature when somebody
//! mentions it, its body when the program reaches it. Most programs reach little of what they import.
//!
//! Of packages that come from GOROOT the signatures are checked with the other declarations: what they need may not be there.

use std::sync::Arc;

use gorun_grammar::ast::{File, FuncDecl, Pos};
use gorun_grammar::{Diagnostic, ParseInput, parse_signature};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::checker::{Checker, DeclId, Environment};
use super::info::Info;
use super::object::{ObjId, ObjectKind, PkgId};
use super::scope::ScopeId;
use super::store::Types;
use super::ty::{Type, TypeId, TypeParamId};
use super::{Config, Importer};
use crate::source::SourceMap;

/// What the library's packages are checked with.
pub const CONFIG: Config = Config {
    version: (1, 27),
    natives: true,
    lint: false,
    parsed_soundly: true,
    as_written: false,
};

/// Where that is which was left out when a package was parsed.
pub trait Bodies {
    /// The whole of a function of which `decl` has an empty body, or its name alone.
    fn parse(&self, decl: &FuncDecl) -> Option<&FuncDecl>;
    /// All but the body of a function of which `decl` has the name alone.
    fn signature(&self, decl: &FuncDecl) -> Option<&FuncDecl>;
    fn sources(&self) -> &Arc<SourceMap>;
}

/// Functions whose types nobody has asked for.
#[derive(Default, Debug)]
pub(super) struct Unread {
    functions: FxHashMap<ObjId, Declared>,
    sources: Vec<Arc<SourceMap>>,
}

/// Where a function is declared.
#[derive(Debug)]
struct Declared {
    scope: ScopeId,
    from: Pos,
    to: Pos,
    /// Which of the sources.
    sources: usize,
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
    let mut scopes = FileScopes::default();
    scopes.reserve(check.obj_map.len());
    let mut unread = std::mem::take(&mut check.types.unread);
    unread.sources.push(bodies.sources().clone());
    for (&obj, id) in &check.obj_map {
        let d = &check.decls[id.0];
        let Some(decl) = d.fdecl else { continue };
        scopes.insert(obj, d.scope);
        if let Some(to) = decl.left_out
            && check.types.object(obj).ty.is_none()
        {
            let declared = Declared {
                scope: d.scope,
                from: decl.pos,
                to,
                sources: unread.sources.len() - 1,
            };
            unread.functions.insert(obj, declared);
        }
    }
    check.types.unread = unread;
    (check.pkg, check.info, scopes, check.diagnostics)
}

impl Types {
    /// Gives all functions of a package their types.
    pub(super) fn read_signatures_of(&mut self, pkg: PkgId) {
        let unread = self.unread.functions.keys().copied();
        let own: Vec<ObjId> = unread.filter(|&o| self.object(o).pkg == pkg).collect();
        own.into_iter().for_each(|obj| self.read_signature(obj));
    }

    /// Gives a function of the library its type, if nobody has asked for it yet. Whoever comes upon a function otherwise than through
    /// an identifier or a method that was looked up has to call this first.
    pub fn read_signature(&mut self, obj: ObjId) {
        let Some(declared) = self.unread.functions.remove(&obj) else {
            return;
        };
        let sources = self.unread.sources[declared.sources].clone();
        let text = sources.text_between(declared.from, declared.to);
        let decl = text.and_then(|text| {
            parse_signature(ParseInput {
                text,
                base: declared.from.0,
            })
        });
        let Some(decl) = decl else {
            self.object_mut(obj).ty = Some(TypeId::INVALID);
            return;
        };
        // It stays when the entry of a session that asked for it goes.
        let born = self.born.take();
        let pkg = self.object(obj).pkg;
        let mut importer = NothingToImport;
        let mut check = Checker::of_package(self, &mut importer, &CONFIG, pkg, &[]);
        check.env.scope = declared.scope;
        check.env.version = CONFIG.version;
        check.declared_signature(obj, &decl);
        check.process_delayed(0);
        check.finish();
        check.types.settle_object(obj);
        debug_assert!(check.diagnostics.is_empty(), "{:?}", check.diagnostics);
        drop(check);
        self.born = born;
    }
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
    /// Declares a function of the package that is being checked, of which `decl` has the name alone.
    pub(super) fn outlined_func_decl(&mut self, obj: ObjId, decl: &'a FuncDecl) {
        let Some(whole) = self.bodies.and_then(|b| b.signature(decl)) else {
            self.types.object_mut(obj).ty = Some(TypeId::INVALID);
            return;
        };
        // Its nodes have numbers of their own: nobody asks for facts about them.
        let info = std::mem::take(&mut self.info);
        let untyped = std::mem::take(&mut self.untyped);
        let top = self.delayed.len();
        self.declared_signature(obj, whole);
        self.process_delayed(top);
        (self.info, self.untyped) = (info, untyped);
    }

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
            // In gorun's own packages bodies make no difference, as a test sees to.
            let whole = |f: &&FuncDecl| f.body.is_some() && f.left_out.is_none();
            let Some(shell) = d.fdecl.filter(whole) else {
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
