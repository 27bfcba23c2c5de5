//! What every check works with: a package, its facts, and what has been found.

use gorun_grammar::ast::{Decl, Expr, ExprKind, File, FuncDecl, NodeId, Pos, StmtKind, VarSpec};
use rustc_hash::FxHashMap;

use super::Facts;
use super::nodes::{self, Node};
use crate::format::{Options, file_or_fragment};
use crate::source::{SourceFile, SourceMap};
use crate::types::expr_string::{end_pos, expr_string, unparen};
use crate::types::info::{Mode, Selection, TypeAndValue};
use crate::types::object::{Builtin, ObjectKind};
use crate::types::{Basic, Info, ObjId, PkgId, TypeId, Types};

/// A package that has been checked.
#[derive(Clone, Copy)]
pub struct Package<'a> {
    pub id: PkgId,
    pub files: &'a [File],
    pub info: &'a Info,
    pub sources: &'a SourceMap,
    /// The version in its module's `go` line: `1.22`, `1.22.3`.
    pub go: &'a str,
    /// Its files that build constraints exclude (none in the place of one that is no Go), and their sources.
    pub left_out: &'a [Option<File>],
    pub left_out_sources: &'a SourceMap,
}

/// Something that a check has to say.
#[derive(Clone, Debug)]
pub struct Finding {
    pub pos: Pos,
    pub message: String,
}

pub struct Pass<'a> {
    pub types: &'a mut Types,
    pub pkg: PkgId,
    pub files: &'a [File],
    pub info: &'a Info,
    pub sources: &'a SourceMap,
    pub go: &'a str,
    pub left_out: &'a [Option<File>],
    left_out_sources: &'a SourceMap,
    pub facts: &'a mut Facts,
    pub found: Vec<Finding>,
}

impl<'a> Pass<'a> {
    pub fn new(types: &'a mut Types, package: &Package<'a>, facts: &'a mut Facts) -> Pass<'a> {
        Pass {
            types,
            pkg: package.id,
            files: package.files,
            info: package.info,
            sources: package.sources,
            go: package.go,
            left_out: package.left_out,
            left_out_sources: package.left_out_sources,
            facts,
            found: Vec::new(),
        }
    }

    pub fn report(&mut self, pos: Pos, message: String) {
        self.found.push(Finding { pos, message });
    }

    /// The file that a position is in, one that is left out too.
    pub fn source(&self, pos: Pos) -> Option<&'a SourceFile> {
        match self.left_out_sources.covers(pos) {
            true => self.left_out_sources.file_at(pos),
            false => self.sources.file_at(pos),
        }
    }

    /// The language version of a file.
    pub fn version(&self, file: usize) -> (u32, u32) {
        self.info.versions.get(file).copied().unwrap_or((0, 0))
    }

    pub fn fact(&self, e: &Expr) -> Option<&'a TypeAndValue> {
        self.info.types.get(&e.id)
    }

    /// The type as it was written.
    pub fn type_of(&self, e: &Expr) -> TypeId {
        let t = self.fact(e).map_or(TypeId::INVALID, |f| f.ty);
        // An interface's nil has no type of its own.
        let nil = || {
            self.identified(unparen(e))
                .map(|o| &self.types.object(o).kind)
        };
        match self.types.is_interface(t) && matches!(nil(), Some(ObjectKind::Nil)) {
            true => TypeId::of(Basic::UntypedNil),
            false => self.info.written.get(&e.id).copied().unwrap_or(t),
        }
    }

    pub fn is_type(&self, e: &Expr) -> bool {
        self.fact(e).is_some_and(|f| f.mode == Mode::TypeExpr)
    }

    /// The value of a constant string.
    pub fn string(&self, e: &Expr) -> Option<String> {
        let bytes = self.fact(e)?.value.as_ref()?.as_bytes()?;
        Some(String::from_utf8_lossy(bytes).into_owned())
    }

    /// The object that an identifier uses or declares.
    pub fn object(&self, id: NodeId) -> Option<ObjId> {
        let uses = self.info.uses.get(&id).or_else(|| self.info.defs.get(&id));
        uses.copied()
    }

    /// The object of an expression that is an identifier.
    pub fn identified(&self, e: &Expr) -> Option<ObjId> {
        match e.kind {
            ExprKind::Ident(_) => self.object(e.id),
            _ => None,
        }
    }

    /// What a name, a selector or an instance of one stands for, and how it was selected.
    pub fn used(&self, e: &Expr) -> Option<(ObjId, Option<&'a Selection>)> {
        let mut e = unparen(e);
        if let ExprKind::Index { x, indices, .. } = &e.kind
            && indices.first().is_some_and(|i| self.is_type(i))
        {
            e = unparen(x);
        }
        let id = match &e.kind {
            ExprKind::Ident(_) => e.id,
            ExprKind::Selector { sel, .. } => sel.id,
            _ => return None,
        };
        let obj = *self.info.uses.get(&id)?;
        Some((obj, self.info.selections.get(&e.id)))
    }

    /// Whether a call's callee is that function of that package.
    pub fn calls(&self, fun: &Expr, package: &str, names: &[&str]) -> bool {
        self.used(fun).is_some_and(|(obj, selection)| {
            let o = self.types.object(obj);
            selection.is_none()
                && self.types.package(o.pkg).public_path() == package
                && names.contains(&o.name.as_str())
        })
    }

    /// Whether a call's callee is that method of that package's type.
    pub fn calls_method(&self, fun: &Expr, package: &str, of: &str, name: &str) -> bool {
        self.used(fun).is_some_and(|(obj, _)| {
            let o = self.types.object(obj);
            let ObjectKind::Func { recv: Some(recv) } = &o.kind else {
                return false;
            };
            let base = self.types.object(self.types.named(recv.base).obj);
            let path = self.types.package(base.pkg).public_path();
            o.name == name && base.name == of && path == package
        })
    }

    /// The built-in function that a call's callee is, one of package unsafe too.
    pub fn builtin(&self, fun: &Expr) -> Option<Builtin> {
        let (obj, _) = self.used(fun)?;
        match self.types.object(obj).kind {
            ObjectKind::Builtin(b) => Some(b),
            _ => None,
        }
    }

    /// Whether a file of the package imports the path.
    pub fn imports(&self, path: &str) -> bool {
        let decls = self.files.iter().flat_map(|f| &f.decls);
        let specs = decls.filter_map(|d| match d {
            Decl::Import(specs) => Some(specs),
            _ => None,
        });
        let mut paths = specs
            .flatten()
            .map(|s| s.path.text.trim_matches(['"', '`']));
        paths.any(|p| p == path)
    }

    /// The variables of a file and the values that they are declared with, where `fits` takes the numbers of names and values. A
    /// value for several names is that of each.
    pub fn declared_with(
        &self,
        file: &'a File,
        fits: fn(usize, usize) -> bool,
    ) -> Vec<(ObjId, &'a Expr)> {
        let mut found = Vec::new();
        let mut add = |names: &mut dyn Iterator<Item = NodeId>, values: &'a [Expr]| {
            for (i, name) in names.enumerate() {
                let value = values.get(i).or(values.first());
                found.extend(self.info.defs.get(&name).copied().zip(value));
            }
        };
        let mut see = |stmt: Declared<'a>| match stmt {
            Declared::Var(specs) => {
                for s in specs.iter().filter(|s| fits(s.names.len(), s.values.len())) {
                    add(&mut s.names.iter().map(|n| n.id), &s.values);
                }
            }
            Declared::Define(lhs, rhs) if fits(lhs.len(), rhs.len()) => {
                add(&mut lhs.iter().map(|l| l.id), rhs);
            }
            Declared::Define(..) => {}
        };
        for decl in &file.decls {
            if let Decl::Var(specs) = decl {
                see(Declared::Var(specs));
            }
        }
        nodes::of_file(file, &mut |node| {
            if let Node::Stmt(stmt) = node {
                match &stmt.kind {
                    StmtKind::Decl(Decl::Var(specs)) => see(Declared::Var(specs)),
                    StmtKind::Define { lhs, rhs, .. } => see(Declared::Define(lhs, rhs)),
                    _ => {}
                }
            }
            true
        });
        found
    }

    /// The expression as gofmt prints it.
    pub fn shown(&self, e: &Expr) -> String {
        // A list of statements stays one: what is printed behind the `=` is the expression alone.
        const LEAD: &str = "_ = ";
        let text = self.sources.text_between(e.pos, end_pos(e));
        let printed = text
            .and_then(|text| file_or_fragment(&format!("{LEAD}{text}"), Options::default()).ok());
        match printed
            .as_deref()
            .and_then(|p| p.trim_end().strip_prefix(LEAD))
        {
            Some(text) => text.to_string(),
            None => expr_string(e),
        }
    }

    /// The declarations of the package's methods and functions.
    pub fn declarations(&self) -> FxHashMap<ObjId, &'a FuncDecl> {
        let decls = self.files.iter().flat_map(|f| &f.decls);
        let functions = decls.filter_map(|d| match d {
            Decl::Func(f) => Some((*self.info.defs.get(&f.name.id)?, &**f)),
            _ => None,
        });
        functions.collect()
    }
}

/// What declares variables.
enum Declared<'a> {
    Var(&'a [VarSpec]),
    Define(&'a [Expr], &'a [Expr]),
}
