//! A session: a program that runs from the beginning and takes entries one by one (decision 017). This is the part that
//! knows packages, types and the machine; what an entry's text means is told by `repl`.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use elsa::FrozenVec;
use gorun_grammar::ast::{Decl, ExprKind, File, FuncDecl, NodeId, Pos, StmtKind};
use gorun_grammar::{Diagnostic, ParseInput, parse_file};
use parking_lot::RwLock;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

mod memory;
mod mend;
mod query;

pub use query::standard_package;

use super::build::check_more;
use super::library::LibraryBodies;
use super::{Failure, on_deep_stack, report_all};
use crate::bytecode::addition::Addition;
use crate::bytecode::program::NativeRef;
use crate::compile::session::Statements;
use crate::compile::{CheckedPackage, Library, ProgramBuilder, Whole};
use crate::source::{ReportStyle, SourceMap, report};
use crate::types::object::VarKind;
use crate::types::session::{Born, CheckedEntry, SessionScope, Shown, check_entry};
use crate::types::{Config, Importer, ObjId, ObjectKind, PkgId, Types};
use crate::vm::config::Positions;
use crate::vm::native_call::NativeCode;
use crate::vm::session::End;
use crate::vm::{self, Machine};

/// A part of an entry that is checked and run as one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UnitKind {
    /// Declarations as they stand outside of functions, imports left out.
    Declarations,
    /// Statements; the variables that they declare outermost are the session's.
    Statements,
}

impl UnitKind {
    /// What stands before and behind it to make it a file.
    fn frame(self) -> (&'static str, &'static str) {
        match self {
            UnitKind::Declarations => ("package main;", "\n"),
            UnitKind::Statements => ("package main;func _(){", "\n}"),
        }
    }
}

/// How a unit was taken.
#[derive(Debug)]
pub enum Outcome {
    /// It runs: wait for its end.
    Running,
    /// There is nothing to run; what the expression is, if it was one.
    Constant(String, String),
    Type(String),
}

/// All source texts of a session.
#[derive(Default)]
pub struct Sources {
    maps: RwLock<Vec<Arc<SourceMap>>>,
    style: ReportStyle,
}

impl Sources {
    fn add(&self, map: Arc<SourceMap>) {
        self.maps.write().push(map);
    }
    fn find(&self, pos: Pos) -> Option<Arc<SourceMap>> {
        let maps = self.maps.read();
        let after = maps.partition_point(|m| m.end() <= pos.0);
        maps.get(after).filter(|m| m.covers(pos)).cloned()
    }
    /// `file:line` of a position.
    pub fn place(&self, pos: Pos) -> Option<(PathBuf, usize)> {
        let map = self.find(pos)?;
        let p = map.position(pos)?;
        Some((p.file.path.clone(), p.line))
    }
}

impl Positions for Sources {
    fn resolve(&self, pos: Pos) -> Option<(String, u32)> {
        let map = self.find(pos)?;
        let place = map.position(pos)?.named();
        Some((place.path.to_str()?.to_string(), place.line as u32))
    }
    fn is_library(&self, pos: Pos) -> bool {
        let map = self.find(pos);
        let place = map.as_ref().and_then(|m| m.position(pos));
        place.is_none_or(|p| p.file.path.starts_with("$GOROOT"))
    }
    fn shown(&self, pos: Pos) -> Option<String> {
        Some(self.find(pos)?.position(pos)?.named().to_string())
    }
    fn excerpt(&self, pos: Pos) -> Option<String> {
        let mut out = String::new();
        self.find(pos)?.excerpt(&mut out, pos, "", self.style);
        Some(out).filter(|text| !text.is_empty())
    }
}

/// The bodies of all packages' functions that have been left out.
#[derive(Default)]
struct Libraries(FrozenVec<Box<LibraryBodies>>);

impl Library for Libraries {
    fn function(
        &self,
        types: &mut Types,
        package: &CheckedPackage,
        obj: ObjId,
        decl: &FuncDecl,
    ) -> Result<Whole<'_>, Vec<Diagnostic>> {
        match self.0.iter().find(|l| l.covers(decl.pos)) {
            Some(bodies) => bodies.function(types, package, obj, decl),
            None => Err(vec![Diagnostic::new(
                decl.pos,
                "the body of this function is lost",
            )]),
        }
    }
}

struct NothingToImport;

impl Importer for NothingToImport {
    fn import(&mut self, _: &mut Types, path: &str) -> Result<PkgId, String> {
        Err(format!("could not import {path}"))
    }
}

const CONFIG: Config = Config {
    version: (1, 27),
    natives: false,
    lint: false,
    parsed_soundly: true,
    as_written: false,
};

/// Space between positions of entries, for what is put around their units to be parsed.
const GAP: u32 = 64;

/// An entry whose units are being run.
pub struct Entry {
    sources: Arc<SourceMap>,
    base: u32,
    text: Arc<str>,
}

/// Names to be given their old meaning if the unit that runs does not get as far as to declare them.
struct Declared {
    name: SmolStr,
    obj: ObjId,
    before: Option<ObjId>,
}

pub struct Session {
    builder: ProgramBuilder<'static>,
    library: &'static Libraries,
    machine: Arc<Machine>,
    scope: SessionScope,
    packages: FxHashMap<String, PkgId>,
    sources: Arc<Sources>,
    end: u32,
    count: usize,
    declared: Vec<Declared>,
    memory: memory::Memory,
    /// Stands where an entry's package was.
    stand_in: &'static CheckedPackage,
    style: ReportStyle,
    _world: std::thread::JoinHandle<i32>,
}

// SAFETY: what is not `Send` (counted references of the compiler) is reached through the session alone, which moves as a whole.
unsafe impl Send for Session {}

fn find_native(native: &NativeRef) -> Option<NativeCode> {
    crate::std::resolve(native).ok().map(|n| n.code)
}

impl Session {
    /// Starts the world.
    pub fn start(args: Vec<String>, style: ReportStyle) -> Result<Session, Failure> {
        let input = super::input::session()?;
        on_deep_stack(move || {
            let loaded = super::load::load_after(input, 0)?;
            let types: &'static mut Types = Box::leak(Box::new(Types::new()));
            let mut packages = FxHashMap::default();
            let more = check_more(types, loaded, &mut packages)
                .map_err(|(errors, sources)| report_all(&errors, &sources, style))?;
            let sources = Arc::new(Sources {
                style,
                ..Sources::default()
            });
            let end = more.sources.end();
            sources.add(more.sources);
            let library: &'static Libraries = Box::leak(Box::default());
            library.0.push(Box::new(more.library));
            let checked: &'static [CheckedPackage] = Box::leak(more.packages.into());
            let scope = types.new_session();
            let (builder, program) = ProgramBuilder::for_session(
                types, checked, more.main, library,
            )
            .map_err(|errors| {
                let first = errors.first().map(|e| e.message.clone());
                Failure::new(first.unwrap_or_default())
            })?;
            let config = vm::Config {
                args,
                positions: sources.clone(),
                explain: match style.excerpts {
                    true => vm::config::Explain::Shown,
                    false => vm::config::Explain::Off,
                },
                session: Some(find_native),
                ..super::run::from_environment()
            };
            let machine = Machine::new(program, config, &|native| {
                crate::std::resolve(native).map(|n| n.code)
            })
            .map_err(|missing| {
                let list = missing.join("\n");
                Failure::new(format!(
                    "gorun: the standard library does not fit together:\n{list}"
                ))
            })?;
            let running = machine.clone();
            let world = std::thread::Builder::new()
                .name("world".into())
                .spawn(move || running.run_main())
                .map_err(|e| Failure::new(format!("gorun: cannot start a thread: {e}")))?;
            Ok(Session {
                builder,
                library,
                machine,
                scope,
                packages,
                sources,
                end,
                count: 0,
                declared: Vec::new(),
                memory: Default::default(),
                stand_in: Box::leak(Box::new(no_package(scope.pkg, empty_file()))),
                style,
                _world: world,
            })
        })
    }

    pub fn machine(&self) -> &Arc<Machine> {
        &self.machine
    }

    pub fn types(&mut self) -> &mut Types {
        self.builder.types
    }

    /// What a name means in the session.
    pub fn lookup(&self, name: &str) -> Option<ObjId> {
        self.builder.types.scope(self.scope.names).lookup(name)
    }

    // --- imports

    /// Imports a package under its own name or another; `_` for no name, `.` for all of its names.
    pub fn import(&mut self, path: &str, name: Option<&str>) -> Result<(), Failure> {
        let imported = if path == "unsafe" {
            PkgId::UNSAFE
        } else {
            self.load(path)?
        };
        match name {
            Some("_") => {}
            Some(".") => {
                let scope = self.builder.types.package(imported).scope;
                let names: Vec<(SmolStr, ObjId)> = self
                    .builder
                    .types
                    .scope(scope)
                    .names
                    .iter()
                    .filter(|(n, _)| crate::types::is_exported(n))
                    .map(|(n, o)| (n.clone(), *o))
                    .collect();
                for (n, o) in names {
                    self.builder.types.set_name(self.scope, &n, Some(o));
                }
            }
            name => {
                let types = &mut *self.builder.types;
                let name = name.map_or_else(|| types.package(imported).name.clone(), SmolStr::new);
                let before = types.scope(self.scope.names).lookup(&name);
                let same = |o| matches!(types.object(o).kind, ObjectKind::PkgName { imported: p } if p == imported);
                if before.is_some_and(same) {
                    return Ok(());
                }
                let kind = ObjectKind::PkgName { imported };
                let pkg = self.scope.pkg;
                // It goes when the name means something else.
                types.track();
                let obj = types.new_object(name.clone(), Pos::NONE, pkg, None, kind);
                types.tracked();
                types.set_name(self.scope, &name, Some(obj));
            }
        }
        Ok(())
    }

    fn load(&mut self, path: &str) -> Result<PkgId, Failure> {
        if let Some(&id) = self.packages.get(path) {
            return Ok(id);
        }
        let input = super::input::import(path.to_string())?;
        let (after, style) = (self.end, self.style);
        let (types, packages) = (Lent(&mut *self.builder.types), &mut self.packages);
        let more = on_deep_stack(move || {
            let types = types;
            let loaded = super::load::load_after(input, after)?;
            check_more(types.0, loaded, packages)
                .map_err(|(errors, sources)| report_all(&errors, &sources, style))
        })?;
        self.end = more.sources.end();
        self.sources.add(more.sources);
        self.library.0.push(Box::new(more.library));
        let checked: &'static [CheckedPackage] = Box::leak(more.packages.into());
        self.builder.add_packages(checked);
        Ok(more.main)
    }

    // --- entries

    /// Takes note of an entry's text. `name` is what errors call it, if it is a file.
    pub fn begin(&mut self, text: &str, file: Option<PathBuf>) -> Result<Entry, Failure> {
        self.tidy();
        self.count += 1;
        let (shown, path) = match file {
            Some(path) => (super::shown::in_reports(&path), path),
            None => {
                let name = format!("entry{}", self.count);
                (name.clone(), name.into())
            }
        };
        let mut map = SourceMap::starting_after(self.end + GAP);
        let text: Arc<str> = text.into();
        let id = map.add(shown, path, text.clone()).map_err(Failure::new)?;
        let base = map.file(id).base;
        self.end = map.end() + GAP;
        let sources = Arc::new(map);
        self.sources.add(sources.clone());
        Ok(Entry {
            sources,
            base,
            text,
        })
    }

    /// Checks, compiles and starts a part of the entry: bytes `from..to` of its text.
    pub fn run_unit(
        &mut self,
        entry: &Entry,
        kind: UnitKind,
        (from, to): (usize, usize),
        show: bool,
    ) -> Result<Outcome, Failure> {
        let text = &entry.text[from..to];
        let (before, after) = kind.frame();
        let whole = format!("{before}{text}{after}");
        let base = entry.base + from as u32 - before.len() as u32;
        let lent = Lent(&mut *self);
        on_deep_stack(move || {
            let lent = lent;
            let session = lent.0;
            let (file, errors) = parse_file(ParseInput { text: &whole, base });
            if !errors.is_empty() {
                // What follows the end of the text is not the user's.
                let end = entry.base + to as u32;
                let mut errors = errors;
                let inside = errors.iter().filter(|e| e.pos.0 < end).count();
                errors.truncate(inside.max(1));
                return Err(session.mended_failure(entry, kind, (from, to), errors));
            }
            session.take_unit(entry, kind, (from, to), file, show)
        })
    }

    fn take_unit(
        &mut self,
        entry: &Entry,
        kind: UnitKind,
        range: (usize, usize),
        mut file: File,
        show: bool,
    ) -> Result<Outcome, Failure> {
        let shown = match kind {
            UnitKind::Statements if show => last_expression(&file),
            _ => None,
        };
        let files = vec![file];
        self.builder.types.track();
        let checked = check_entry(
            self.builder.types,
            &mut NothingToImport,
            &CONFIG,
            self.scope,
            &files,
            shown,
        );
        let born = self.builder.types.tracked();
        file = files.into_iter().next().unwrap_or_else(empty_file);
        if !checked.diagnostics.is_empty() {
            self.builder.types.restore_methods(checked.old_methods);
            self.builder.types.forget(born);
            return Err(self.mended_failure(entry, kind, range, checked.diagnostics));
        }
        let only_shown = matches!(&file.decls[..], [Decl::Func(f)] if f.body.as_ref().is_some_and(|b| b.stmts.len() == 1));
        match &checked.shown {
            Some(Shown::Constant(value, ty)) if only_shown => {
                self.builder.types.forget(born);
                return Ok(Outcome::Constant(value.clone(), ty.clone()));
            }
            Some(Shown::Type(ty)) if only_shown => {
                let ty = *ty;
                self.builder.types.forget(born);
                return Ok(Outcome::Type(self.describe_type(ty)));
            }
            Some(Shown::Constant(..) | Shown::Type(_)) => {
                // It does nothing.
                if let Some(Decl::Func(f)) = file.decls.first_mut()
                    && let Some(body) = &mut f.body
                {
                    body.stmts.pop();
                }
            }
            _ => {}
        }
        self.compile_and_run(entry, kind, file, checked, shown, born)
    }

    fn compile_and_run(
        &mut self,
        entry: &Entry,
        kind: UnitKind,
        file: File,
        checked: CheckedEntry,
        shown: Option<NodeId>,
        born: Born,
    ) -> Result<Outcome, Failure> {
        let types = &mut *self.builder.types;
        let mut statements = Statements::default();
        let mut declared = Vec::new();
        if kind == UnitKind::Statements
            && let Some(Decl::Func(f)) = file.decls.first()
        {
            statements.function = checked.info.defs.get(&f.name.id).copied();
            statements.variables = outermost_variables(f, &checked.info);
            if let (Some(id), Some(Shown::Values(list))) = (shown, &checked.shown) {
                let types: Vec<&str> = list.iter().map(|v| v.1.as_str()).collect();
                statements.shown = Some((id, types.join("\n")));
            }
            for &obj in &statements.variables {
                let name = types.object(obj).name.clone();
                let before = types.scope(self.scope.names).lookup(&name);
                types.set_name(self.scope, &name, Some(obj));
                declared.push(Declared { name, obj, before });
            }
        } else {
            for (name, obj, before) in types.merge(self.scope, checked.scope) {
                declared.push(Declared { name, obj, before });
            }
        }
        for d in &declared {
            self.replace(d);
        }
        for (named, before) in &checked.old_methods {
            self.replace_methods(*named, before);
        }
        let package = Box::into_raw(Box::new(CheckedPackage {
            info: checked.info,
            ..no_package(self.scope.pkg, file)
        }));
        // SAFETY: freed by `memory` when the builder has forgotten it.
        let number = self.builder.add_entry(unsafe { &*package });
        let variables = statements.variables.clone();
        let compiled = self.builder.compile_session_entry(number, statements);
        let compiled = match compiled {
            Ok(addition) => missing_natives(&addition).map_or(Ok(addition), Err),
            Err(errors) => Err(self.failure(entry, &errors)),
        };
        for &obj in &variables {
            self.builder.types.object_mut(obj).kind = ObjectKind::Var(VarKind::Package);
        }
        match compiled {
            Ok(addition) => {
                self.declared = declared;
                self.keep_unit(kind, number, package, born, &variables);
                self.machine.run_entry(addition);
                Ok(Outcome::Running)
            }
            Err(failure) => {
                for d in declared.iter().rev() {
                    self.builder.types.set_name(self.scope, &d.name, d.before);
                }
                self.builder.types.restore_methods(checked.old_methods);
                self.drop_unit(number, package, born);
                Err(failure)
            }
        }
    }

    /// A name has been declared again: what stays the same for those who use it already.
    fn replace(&mut self, d: &Declared) {
        let types = &*self.builder.types;
        let of = |obj: ObjId| {
            let o = types.object(obj);
            (o.kind.clone(), o.ty.map(|t| types.canon(t)))
        };
        let (kind, ty) = of(d.obj);
        let before = d.before.map(|b| (b, of(b)));
        let same = before.filter(|(_, (_, t))| *t == ty && ty.is_some());
        match kind {
            ObjectKind::Var(_) => {
                let old = same.filter(|(_, (k, _))| matches!(k, ObjectKind::Var(_)));
                self.builder.declare_variable(d.obj, old.map(|o| o.0));
            }
            ObjectKind::Func { .. } => {
                if let Some((old, (ObjectKind::Func { .. }, _))) = same {
                    self.builder.replace_function(old, d.obj);
                }
            }
            _ => {}
        }
    }

    fn replace_methods(&mut self, named: crate::types::NamedId, before: &[ObjId]) {
        let types = &*self.builder.types;
        let mut pairs = Vec::new();
        for &new in &types.named(named).methods {
            if before.contains(&new) {
                continue;
            }
            let o = types.object(new);
            let old = before
                .iter()
                .copied()
                .find(|&b| types.object(b).name == o.name);
            let pointer = |obj: ObjId| match &types.object(obj).kind {
                ObjectKind::Func { recv: Some(r) } => r.pointer,
                _ => false,
            };
            let same = |&old: &ObjId| {
                let canon = |obj: ObjId| types.object(obj).ty.map(|t| types.canon(t));
                canon(old) == canon(new) && pointer(old) == pointer(new)
            };
            pairs.push((o.name.clone(), old.filter(same), new));
        }
        for (name, old, new) in pairs {
            if let Some(old) = old {
                self.builder.replace_function(old, new);
            }
            self.builder.method_changed(&name);
        }
    }

    /// Waits for the unit that runs, but not longer than `limit`.
    pub fn wait(&mut self, limit: Duration) -> Option<End> {
        let end = self.machine.wait_for_end(limit)?;
        // What it did not come to declare is as before.
        for d in std::mem::take(&mut self.declared).into_iter().rev() {
            let word = self.builder.variable_word(d.obj);
            if end != End::Done && word.is_some_and(|w| self.machine.variable_word(w) == 0) {
                self.builder.types.set_name(self.scope, &d.name, d.before);
            }
        }
        Some(end)
    }

    fn failure(&self, entry: &Entry, errors: &[Diagnostic]) -> Failure {
        let text = report(&entry.sources, "", errors, self.style);
        let text = text.strip_prefix("# \n").unwrap_or(&text);
        Failure::new(text.trim_end())
    }
}

/// Moves to the thread with the deep stack and back.
struct Lent<T>(T);
// SAFETY: the lender waits for that thread (`on_deep_stack`), so nothing is used by two.
unsafe impl<T> Send for Lent<T> {}

fn no_package(id: PkgId, file: File) -> CheckedPackage {
    CheckedPackage {
        id,
        files: vec![file],
        info: Default::default(),
        std: false,
        bodies_pending: false,
        scopes: Default::default(),
        embedded: Vec::new(),
    }
}

fn empty_file() -> File {
    parse_file(ParseInput {
        text: "package main\n",
        base: 1,
    })
    .0
}

/// The expression that the statements end with, if its value is of interest.
fn last_expression(file: &File) -> Option<NodeId> {
    let e = last_expr(file)?;
    (!prints(e)).then_some(e.id)
}

/// The statement that an entry's statements end with, if it is an expression.
fn last_statement(file: &File) -> Option<NodeId> {
    last_expr(file).map(|e| e.id)
}

fn last_expr(file: &File) -> Option<&gorun_grammar::ast::Expr> {
    let Some(Decl::Func(f)) = file.decls.last() else {
        return None;
    };
    let mut stmts = f.body.as_ref()?.stmts.iter().rev();
    let last = stmts.find(|s| !matches!(s.kind, StmtKind::Empty))?;
    match &last.kind {
        StmtKind::Expr(e) => Some(e),
        _ => None,
    }
}

/// A call whose results nobody wants to see: `fmt.Print…`.
fn prints(e: &gorun_grammar::ast::Expr) -> bool {
    match &e.kind {
        ExprKind::Paren(e) => prints(e),
        ExprKind::Call { fun, .. } => matches!(&fun.kind, ExprKind::Selector { x, sel }
            if matches!(&x.kind, ExprKind::Ident(p) if p == "fmt")
                && (sel.name.starts_with("Print") || sel.name.starts_with("Fprint"))),
        _ => false,
    }
}

/// The variables that a function's body declares at its outermost level.
fn outermost_variables(f: &FuncDecl, info: &crate::types::Info) -> Vec<ObjId> {
    let mut out = Vec::new();
    for stmt in f.body.iter().flat_map(|b| &b.stmts) {
        let mut stmt = stmt;
        while let StmtKind::Labeled { stmt: inner, .. } = &stmt.kind {
            stmt = inner;
        }
        match &stmt.kind {
            StmtKind::Define { lhs, .. } => {
                out.extend(lhs.iter().filter_map(|e| info.defs.get(&e.id).copied()));
            }
            StmtKind::Decl(Decl::Var(specs)) => {
                let names = specs.iter().flat_map(|s| &s.names);
                let named = names.filter(|n| !n.is_blank());
                out.extend(named.filter_map(|n| info.defs.get(&n.id).copied()));
            }
            _ => {}
        }
    }
    out
}

fn missing_natives(addition: &Addition) -> Option<Failure> {
    let lost = addition.natives.iter().find(|n| find_native(n).is_none())?;
    Some(Failure::new(format!(
        "{}.{}: gorun does not have this function",
        lost.package, lost.name
    )))
}
