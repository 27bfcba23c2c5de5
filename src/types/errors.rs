//! Reporting: how errors are built and when one is left out because it follows from another.

use gorun_grammar::Diagnostic;
use gorun_grammar::ast::{Expr, Pos};

use super::checker::Checker;
use super::codes::Code;
use super::go_library;
use super::object::{ObjId, PkgId};
use super::quote;
use super::ty::TypeId;
use super::version::speaks_of_version;

/// An error under construction: the first part is the message, further parts are lines below it.
#[derive(Debug)]
pub struct ErrorDesc {
    pub code: Code,
    pub parts: Vec<(Pos, String)>,
}

impl ErrorDesc {
    pub fn new(code: Code) -> ErrorDesc {
        ErrorDesc {
            code,
            parts: Vec::new(),
        }
    }
    pub fn add(&mut self, pos: Pos, msg: impl Into<String>) -> &mut ErrorDesc {
        self.parts.push((pos, msg.into()));
        self
    }
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

impl Checker<'_> {
    /// Reports `msg` at `pos` (for an expression: `e.pos`, where its text starts).
    pub fn errorf(&mut self, pos: Pos, code: Code, msg: impl Into<String>) {
        let mut err = ErrorDesc::new(code);
        err.add(pos, msg);
        self.report(err);
    }

    /// Like `errorf`, for errors that do not keep a program from being understood (unused things).
    pub fn soft_errorf(&mut self, pos: Pos, code: Code, msg: impl Into<String>) {
        self.errorf(pos, code, msg);
    }

    /// Adds the place of the other declaration of `obj`.
    pub fn add_alt_decl(&self, err: &mut ErrorDesc, obj: ObjId) {
        let o = self.types.object(obj);
        if o.pos.is_known() {
            err.add(o.pos, format!("other declaration of {}", o.name));
        }
    }

    pub fn report(&mut self, err: ErrorDesc) {
        let code = err.code;
        let mut parts = err.parts.into_iter();
        let Some((mut pos, message)) = parts.next() else {
            return;
        };
        // Messages that mention what is already invalid follow from an earlier error.
        if !self.diagnostics.is_empty() {
            let follows = |what: &str| message.find(what).is_some_and(|i| i > 0);
            if follows("invalid operand") || follows("invalid type") {
                return;
            }
        }
        if let Some(errpos) = self.env.errpos {
            pos = errpos;
        }
        let mut message = message;
        for (pos, text) in parts {
            message.push_str("\n\t");
            if pos.is_known() {
                message.push_str(&crate::source::place(pos));
                message.push_str(": ");
            }
            message.push_str(&text);
        }
        if speaks_of_version(&message) {
            message.push_str(&self.version_origin(pos));
        }
        self.diagnostics
            .push(Diagnostic::new(pos, message).with_code(code.name()));
    }

    /// The type as gc shows it in messages about the package being checked.
    pub fn type_str(&mut self, t: TypeId) -> String {
        self.prepare_qualifier();
        let q = |pkg: PkgId| self.qualify(pkg);
        self.types.type_string(t, &q)
    }

    /// The expression as gc shows it in messages.
    pub fn expr_str(&self, e: &Expr) -> String {
        super::expr_string::expr_string(e)
    }

    /// How the name of `pkg` stands before names of it; empty for the package being checked.
    pub fn qualify(&self, pkg: PkgId) -> String {
        if pkg == self.pkg || pkg == PkgId::UNIVERSE {
            return String::new();
        }
        let p = self.types.package(pkg);
        match self.pkg_paths.as_ref().and_then(|m| m.get(&p.name)) {
            Some(paths) if paths.len() > 1 => quote(p.public_path()),
            _ => p.name.to_string(),
        }
    }

    /// Collects which package names are ambiguous; done at the first message only.
    pub fn prepare_qualifier(&mut self) {
        if self.pkg_paths.is_some() {
            return;
        }
        let mut map: rustc_hash::FxHashMap<
            smol_str::SmolStr,
            rustc_hash::FxHashSet<smol_str::SmolStr>,
        > = Default::default();
        let mut seen = rustc_hash::FxHashSet::default();
        let mut work = vec![self.pkg];
        let mut library = Vec::new();
        while let Some(p) = work.pop() {
            if !seen.insert(p) {
                continue;
            }
            let p = self.types.package(p);
            // What gorun's library imports is not what Go's does.
            if go_library::has(p.public_path()) {
                library.push(p.public_path());
                continue;
            }
            map.entry(p.name.clone())
                .or_default()
                .insert(p.public_path().into());
            work.extend(p.imports.iter().copied());
        }
        for (path, name) in go_library::reached(library) {
            map.entry(name.into()).or_default().insert(path.into());
        }
        self.pkg_paths = Some(map);
    }
}
