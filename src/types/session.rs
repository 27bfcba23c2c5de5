//! Entries of a session (the REPL): each is checked as files of one package that goes on, whose names may be declared again.
//!
//! The package's own scope is new for each entry and lies inside the session's scope, which holds what earlier entries
//! declared. `merge` moves the new names there when the entry is taken; until then nothing of it is seen.

use gorun_grammar::Diagnostic;
use gorun_grammar::ast::{Expr, File, NodeId};
use smol_str::SmolStr;

use super::checker::Checker;
use super::info::Info;
use super::object::{ObjId, ObjectKind, PkgId, Receiver};
use super::operand::{OpMode, Operand};
use super::scope::ScopeId;
use super::store::Types;
use super::ty::{NamedId, Type, TypeId};
use super::{Config, Importer};

/// The package of all entries, and the scope of what they have declared so far.
#[derive(Clone, Copy, Debug)]
pub struct SessionScope {
    pub pkg: PkgId,
    pub names: ScopeId,
}

/// What an entry's last expression is.
#[derive(Clone, Debug)]
pub enum Shown {
    /// The types of its values, also as text.
    Values(Vec<(TypeId, String)>),
    /// A constant that no variable could hold: its value and its type.
    Constant(String, String),
    /// It denotes a type.
    Type(TypeId),
}

/// Objects and scopes that were made in one check.
#[derive(Default, Debug)]
pub struct Born {
    pub objects: Vec<ObjId>,
    pub scopes: Vec<ScopeId>,
    /// Objects that belong to types.
    pub(super) lasting: Vec<ObjId>,
    /// Types were declared as well, or generic ones instantiated.
    pub has_types: bool,
}

impl Born {
    pub fn of(objects: Vec<ObjId>) -> Born {
        Born {
            objects,
            ..Born::default()
        }
    }
}

/// A declared type's methods before an entry changed them.
pub type OldMethods = Vec<(NamedId, Vec<ObjId>)>;

/// An entry that has been checked.
pub struct CheckedEntry {
    pub info: Info,
    pub diagnostics: Vec<Diagnostic>,
    /// What it declares.
    pub scope: ScopeId,
    pub shown: Option<Shown>,
    pub old_methods: OldMethods,
}

/// What the checker does otherwise in an entry.
#[derive(Default)]
pub struct EntryState {
    /// The expression statement that may be any expression.
    pub shown: Option<NodeId>,
    result: Option<Shown>,
    old_methods: OldMethods,
}

impl Types {
    /// The package `main` of a session.
    pub fn new_session(&mut self) -> SessionScope {
        let pkg = self.new_package("main".into(), "main".into());
        let names = self.package(pkg).scope;
        self.begin_passing();
        SessionScope { pkg, names }
    }

    /// The names of an entry become the session's. For each name: the object, and the one whose name it takes.
    pub fn merge(
        &mut self,
        session: SessionScope,
        scope: ScopeId,
    ) -> Vec<(SmolStr, ObjId, Option<ObjId>)> {
        let names = std::mem::take(&mut self.scopes[scope.0 as usize].names);
        let mut out = Vec::new();
        for (name, obj) in names {
            let before = self.scopes[session.names.0 as usize]
                .names
                .insert(name.clone(), obj);
            out.push((name, obj, before));
        }
        out.sort();
        out
    }

    /// Gives a name in the session another meaning, or none.
    pub fn set_name(&mut self, session: SessionScope, name: &str, obj: Option<ObjId>) {
        let names = &mut self.scopes[session.names.0 as usize].names;
        match obj {
            Some(obj) => names.insert(name.into(), obj),
            None => names.remove(name),
        };
    }

    /// Objects and scopes made from here on are noted, until `tracked`.
    pub fn track(&mut self) {
        self.born = Some(Born::default());
    }

    /// What has been made since `track`.
    pub fn tracked(&mut self) -> Born {
        let mut born = self.born.take().unwrap_or_default();
        // Type parameters and aliases are mentioned by types, which stay.
        let is_type = |o: &ObjId| matches!(self.object(*o).kind, ObjectKind::TypeName { .. });
        let (types, others) = born.objects.into_iter().partition(is_type);
        born.objects = others;
        born.lasting = types;
        born
    }

    /// No syntax refers to these any more: their numbers are given out again. Objects that types may refer to are left to
    /// `forget_unreached`.
    pub fn forget(&mut self, born: Born) {
        let objects = match born.has_types {
            true => Vec::new(),
            false => born.objects,
        };
        for obj in &objects {
            self.shown_obj.remove(obj);
            if let Some(passing) = &mut self.passing {
                passing.objects.remove(obj);
            }
        }
        for scope in &born.scopes {
            self.scopes[scope.0 as usize].names = Default::default();
        }
        self.free_objects.extend(objects);
        self.free_scopes.extend(born.scopes);
    }

    pub fn restore_methods(&mut self, old: OldMethods) {
        for (named, methods) in old {
            self.named[named.0 as usize].methods = methods;
        }
    }
}

/// Checks an entry. `shown`: the expression statement whose value is to be shown.
pub fn check_entry(
    types: &mut Types,
    importer: &mut dyn Importer,
    config: &Config,
    session: SessionScope,
    files: &[File],
    shown: Option<NodeId>,
) -> CheckedEntry {
    let scope = types.new_scope(Some(session.names));
    types.packages[session.pkg.0 as usize].scope = scope;
    let (info, diagnostics, state) = {
        let mut check = Checker::of_package(&mut *types, importer, config, session.pkg, files);
        check.entry = Some(EntryState {
            shown,
            ..EntryState::default()
        });
        check.check_files();
        let state = check.entry.take().unwrap_or_default();
        (check.info, check.diagnostics, state)
    };
    let package = &mut types.packages[session.pkg.0 as usize];
    package.scope = session.names;
    package.complete = true;
    CheckedEntry {
        info,
        diagnostics,
        scope,
        shown: state.result,
        old_methods: state.old_methods,
    }
}

impl<'a> Checker<'a> {
    /// The type declared by an earlier entry that a receiver's base type name means.
    pub(super) fn older_base_type(&self, pointer: bool, name: &str) -> Option<(bool, ObjId)> {
        self.entry.as_ref()?;
        let mut scope = Some(self.types.package(self.pkg).scope);
        let obj = loop {
            let s = self.types.scope(scope?);
            match s.lookup(name) {
                Some(obj) => break obj,
                None => scope = s.parent,
            }
        };
        let o = self.types.object(obj);
        let is_type = matches!(o.kind, ObjectKind::TypeName { alias: false, .. });
        (is_type && o.pkg == self.pkg).then_some((pointer, obj))
    }

    /// Methods for types of earlier entries: each takes the place of the one of its name, if there is one.
    pub(super) fn methods_of_older_types(&mut self) {
        if self.entry.is_none() {
            return;
        }
        let older: Vec<ObjId> = self
            .methods
            .keys()
            .filter(|o| !self.obj_map.contains_key(o))
            .copied()
            .collect();
        for obj in older {
            let ty = self.types.object(obj).ty;
            let Some(base) = ty.and_then(|t| self.types.as_named(t)) else {
                continue;
            };
            let before = self.types.named(base).methods.clone();
            let mut methods = before.clone();
            for m in self.methods.remove(&obj).unwrap_or_default() {
                if let ObjectKind::Func {
                    recv: Some(Receiver { base: b, .. }),
                } = &mut self.types.object_mut(m).kind
                {
                    *b = base;
                }
                let name = self.types.object(m).name.clone();
                let same = |o: &&mut ObjId| self.types.object(**o).name == name;
                match methods.iter_mut().find(same) {
                    Some(place) => *place = m,
                    None => methods.push(m),
                }
            }
            self.types.named[base.0 as usize].methods = methods;
            if let Some(entry) = &mut self.entry {
                entry.old_methods.push((base, before));
            }
            self.later(move |c| c.check_field_uniqueness(base));
        }
    }

    /// If `e` is the expression to be shown: says what it is and that it is in order as a statement.
    pub(super) fn note_shown(&mut self, e: &'a Expr, x: &mut Operand<'a>) -> bool {
        if self.entry.as_ref().and_then(|s| s.shown) != Some(e.id) {
            return false;
        }
        let result = match x.mode {
            OpMode::Invalid => return true,
            OpMode::NoValue | OpMode::Builtin => return false,
            OpMode::TypeExpr => Shown::Type(x.ty),
            _ => {
                if let Type::Tuple(list) = self.types.get(x.ty) {
                    let list = list.clone();
                    Shown::Values(list.into_iter().map(|t| (t, self.type_str(t))).collect())
                } else if let Some(constant) = self.too_big(x) {
                    constant
                } else {
                    self.assignment(x, None, "expression");
                    if x.mode == OpMode::Invalid {
                        return true;
                    }
                    Shown::Values(vec![(x.ty, self.type_str(x.ty))])
                }
            }
        };
        if let Some(entry) = &mut self.entry {
            entry.result = Some(result);
        }
        true
    }

    /// An untyped constant that its default type cannot hold.
    fn too_big(&mut self, x: &mut Operand<'a>) -> Option<Shown> {
        if x.mode != OpMode::Constant || !self.types.is_untyped(x.ty) {
            return None;
        }
        let target = self.types.default_type(x.ty);
        let value = x.val.clone()?;
        match self.implicit_type_and_value(x, target) {
            Ok(_) => None,
            Err(_) => Some(Shown::Constant(value.to_string(), self.type_str(x.ty))),
        }
    }
}
