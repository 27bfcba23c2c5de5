//! The declared functions of all packages: what is declared where, and what a body was left out of is fetched from the library.

use std::rc::Rc;

use gorun_grammar::Diagnostic;
use gorun_grammar::ast::{Decl, FuncDecl};

use super::CheckedPackage;
use super::inline::{self, Small};
use super::program::ProgramBuilder;
use crate::types::info::Info;
use crate::types::library::CheckedFunction;
use crate::types::object::Receiver;
use crate::types::ty::TypeParamId;
use crate::types::{ObjId, ObjectKind, PkgId, Type, Types};

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
    pub(super) pending: bool,
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

impl<'a> ProgramBuilder<'a> {
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
        self.small(obj) == Small::Simple
    }
    /// Whether callers ask its conditions themselves.
    pub fn is_guard(&mut self, obj: ObjId) -> bool {
        self.small(obj) == Small::Guard
    }
    fn small(&mut self, obj: ObjId) -> Small {
        if let Some(&small) = self.small.get(&obj) {
            return small;
        }
        let at = if self.is_native(obj) {
            None
        } else {
            self.decl(obj)
        };
        // What a session declares may be declared again, and its callers then call that.
        let own = |s: &super::session::Session| s.is_own(self.types.object(obj).pkg);
        let small = match at {
            _ if self.session.as_deref().is_some_and(own) => Small::No,
            Some(at) if inline::is_simple(self.types, &at) => Small::Simple,
            Some(at) if inline::is_guard(self.types, &at) => Small::Guard,
            _ => Small::No,
        };
        self.small.insert(obj, small);
        small
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

    pub fn is_users_package(&self, id: PkgId) -> bool {
        let package = self.packages.iter().rev().find(|p| p.id == id);
        package.is_some_and(|p| !p.std)
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

    /// The receiver of a declared method.
    pub fn receiver(&self, obj: ObjId) -> Option<Receiver> {
        match &self.types.object(obj).kind {
            ObjectKind::Func { recv } => recv.clone(),
            _ => None,
        }
    }

    /// The receiver's type parameters, then those of the function or method itself.
    pub(super) fn tparams_of(&self, obj: ObjId) -> Vec<TypeParamId> {
        let mut list = self.receiver(obj).map_or_else(Vec::new, |r| r.tparams);
        list.extend_from_slice(self.own_tparams(obj));
        list
    }

    /// Whether a function has no type parameters.
    pub(super) fn is_plain(&mut self, obj: ObjId) -> bool {
        self.types.read_signature(obj);
        self.tparams_of(obj).is_empty()
    }

    pub(super) fn own_tparams(&self, obj: ObjId) -> &[TypeParamId] {
        match self.types.object(obj).ty.map(|t| self.types.get(t)) {
            Some(Type::Signature(s)) => &s.tparams,
            _ => &[],
        }
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
}
