//! Collecting the package's objects: imports, declarations, methods and their base types.

use gorun_grammar::ast::{
    self, ConstSpec, Decl, Expr, ExprKind, FuncDecl, Ident, ImportSpec, Pos, VarSpec,
};
use smol_str::SmolStr;

use super::checker::{Checker, DeclId, DeclInfo, Environment, Version};
use super::codes::Code;
use super::errors::ErrorDesc;
use super::expr_string::{node_pos, unparen};
use super::info::ValueAt;
use super::object::{ObjId, ObjectKind, PkgId, VarKind};
use super::predicates::is_exported;
use super::quote;
use super::scope::ScopeId;
use super::signature::unpack_recv;

/// A method whose base type is to be found.
struct Method {
    obj: ObjId,
    ptr: bool,
    recv: SmolStr,
}

/// Where a declaration stands.
#[derive(Clone, Copy)]
struct Here {
    file: usize,
    scope: ScopeId,
    version: Version,
    decl: usize,
}

impl<'a> Checker<'a> {
    pub(super) fn collect_objects(&mut self) {
        let files = self.files;
        let mut methods: Vec<Method> = Vec::new();
        let mut scopes = Vec::new();
        let pkg_scope = self.types.package(self.pkg).scope;
        let pkg_name = self.types.package(self.pkg).name.clone();
        let count = files.iter().map(|f| f.decls.len()).sum();
        self.decls.reserve(count);
        self.obj_map.reserve(count);
        self.obj_list.reserve(count);
        self.info.defs.reserve(count);
        for (file, f) in files.iter().enumerate() {
            let version = self.file_version(f);
            self.info.versions.push(version);
            self.embedding |= f.directives.iter().any(|d| d.text.starts_with("go:embed"));
            self.env = Environment {
                scope: pkg_scope,
                version,
                ..Environment::default()
            };
            if f.name.is_blank() {
                self.errorf(f.name.pos, Code::BlankPkgName, "invalid package name _");
            } else if f.name.name != pkg_name {
                let msg = format!("package {}; expected package {pkg_name}", f.name.name);
                self.errorf(f.name.pos, Code::MismatchedPkgName, msg);
            }
            let scope = self.types.new_scope(Some(pkg_scope));
            scopes.push(scope);
            for (decl, d) in f.decls.iter().enumerate() {
                let here = Here {
                    file,
                    scope,
                    version,
                    decl,
                };
                match d {
                    Decl::Import(specs) => specs.iter().for_each(|s| self.collect_import(here, s)),
                    Decl::Const(specs) => self.collect_consts(here, specs),
                    Decl::Var(specs) => specs
                        .iter()
                        .enumerate()
                        .for_each(|(i, s)| self.collect_vars(here, i, s)),
                    Decl::Type(specs) => {
                        for s in specs {
                            let kind = ObjectKind::TypeName {
                                alias: s.alias,
                                alias_tparams: Vec::new(),
                            };
                            let obj = self.types.new_object(
                                s.name.name.clone(),
                                s.name.pos,
                                self.pkg,
                                None,
                                kind,
                            );
                            let mut info = here.info();
                            info.tdecl = Some(s);
                            let id = self.new_decl(info);
                            self.declare_pkg_obj(&s.name, obj, id);
                        }
                    }
                    Decl::Func(f) => self.collect_func(here, f, &mut methods),
                }
            }
        }
        self.check_file_scopes(&scopes);
        for m in methods {
            let base = self
                .resolve_base_type_name(m.ptr, m.recv.clone())
                .or_else(|| self.older_base_type(m.ptr, &m.recv));
            if let Some((ptr, base)) = base {
                if let ObjectKind::Func { recv } = &mut self.types.object_mut(m.obj).kind {
                    // The base type's number follows when the type is declared.
                    let base = super::ty::NamedId(u32::MAX);
                    *recv = Some(super::object::Receiver {
                        base,
                        pointer: ptr,
                        name: SmolStr::default(),
                        tparams: Vec::new(),
                    });
                }
                self.methods.entry(base).or_default().push(m.obj);
            }
        }
    }

    /// The version of a file: the package's, unless the file says so itself in a build constraint.
    fn file_version(&mut self, f: &ast::File) -> Version {
        let Some(v) = super::version::file_constraint(f) else {
            return self.config.version;
        };
        if v > super::version::CURRENT {
            let msg = format!("file requires newer Go version go{}.{}", v.0, v.1);
            self.errorf(f.name.pos, Code::TooNew, msg);
        }
        v.max((1, 21))
    }

    fn new_decl(&mut self, info: DeclInfo<'a>) -> DeclId {
        self.decls.push(info);
        DeclId(self.decls.len() - 1)
    }

    fn track(&mut self, obj: ObjId, id: DeclId) {
        self.obj_map.insert(obj, id);
        self.obj_list.push(obj);
    }

    fn declare_pkg_obj(&mut self, ident: &Ident, obj: ObjId, id: DeclId) {
        if ident.name == "init" {
            self.errorf(
                ident.pos,
                Code::InvalidInitDecl,
                "cannot declare init - must be func",
            );
            return;
        }
        if ident.name == "main" && self.types.package(self.pkg).name == "main" {
            self.errorf(
                ident.pos,
                Code::InvalidMainDecl,
                "cannot declare main - must be func",
            );
            return;
        }
        let scope = self.types.package(self.pkg).scope;
        self.declare(scope, Some(ident), obj);
        self.track(obj, id);
    }

    fn collect_import(&mut self, here: Here, s: &'a ImportSpec) {
        let path = match validated_import_path(&s.path.text) {
            Ok(p) => p,
            Err(why) => {
                self.errorf(
                    s.path.pos,
                    Code::BadImportPath,
                    format!("invalid import path ({why})"),
                );
                return;
            }
        };
        let mut fake = false;
        let imported = if path == "unsafe" {
            PkgId::UNSAFE
        } else {
            match self.importer.import(self.types, &path) {
                Ok(p) => p,
                Err(why) => {
                    self.errorf(s.path.pos, Code::BrokenImport, why);
                    fake = true;
                    let name = path
                        .trim_end_matches('/')
                        .rsplit('/')
                        .next()
                        .unwrap_or("")
                        .to_string();
                    self.types.new_package(path.as_str().into(), name.into())
                }
            }
        };
        if fake {
            self.fake_pkgs.insert(imported);
        }
        let mut name = self.types.package(imported).name.clone();
        if let Some(n) = &s.name {
            name = n.name.clone();
            if path == "C" {
                self.errorf(n.pos, Code::ImportCRenamed, "cannot rename import \"C\"");
                return;
            }
        }
        if name == "init" {
            let msg = "cannot import package as init - init must be a func";
            self.errorf(s.pos, Code::InvalidInitDecl, msg);
            return;
        }
        let imports = &mut self.types.packages[self.pkg.0 as usize].imports;
        if !imports.contains(&imported) {
            imports.push(imported);
        }
        let pos = s.name.as_ref().map_or(s.path.pos, |n| n.pos);
        let obj = self.types.new_object(
            name.clone(),
            pos,
            self.pkg,
            None,
            ObjectKind::PkgName { imported },
        );
        if let Some(n) = &s.name {
            self.record_def(n.id, obj);
        }
        if fake {
            self.used_pkg_names.insert(obj);
        }
        self.imports.push(obj);
        if name != "." {
            self.declare(here.scope, None, obj);
            return;
        }
        let from = self.types.package(imported).scope;
        let mut names: Vec<(SmolStr, ObjId)> = self
            .types
            .scope(from)
            .names
            .iter()
            .map(|(n, o)| (n.clone(), *o))
            .collect();
        names.sort();
        for (n, o) in names.into_iter().filter(|(n, _)| is_exported(n)) {
            if let Some(alt) = self.types.insert(here.scope, o) {
                let mut err = ErrorDesc::new(Code::DuplicateDecl);
                err.add(pos, format!("{n} redeclared in this block"));
                self.add_alt_decl(&mut err, alt);
                self.report(err);
            } else {
                self.dot_imports.insert((here.scope, n), obj);
            }
        }
    }

    fn collect_consts(&mut self, here: Here, specs: &'a [ConstSpec]) {
        let mut last: Option<&'a ConstSpec> = None;
        for (spec, s) in specs.iter().enumerate() {
            let inherited = s.ty.is_none() && s.values.is_empty() && last.is_some();
            if !inherited {
                last = Some(s);
            }
            let source = last.unwrap_or(s);
            for (i, name) in s.names.iter().enumerate() {
                let obj = self.types.new_object(
                    name.name.clone(),
                    name.pos,
                    self.pkg,
                    None,
                    ObjectKind::Const { value: None },
                );
                let mut info = here.info();
                info.vtyp = source.ty.as_ref();
                info.init = source.values.get(i);
                info.inherited = inherited;
                info.iota = s.iota;
                info.at = Some(ValueAt {
                    file: here.file,
                    decl: here.decl,
                    spec,
                    value: i,
                });
                let id = self.new_decl(info);
                self.declare_pkg_obj(name, obj, id);
            }
            self.arity(s.names[0].pos, &s.names, &source.values, true, inherited);
        }
    }

    fn collect_vars(&mut self, here: Here, spec: usize, s: &'a VarSpec) {
        let lhs: Vec<ObjId> = s
            .names
            .iter()
            .map(|n| {
                let kind = ObjectKind::Var(VarKind::Package);
                self.types
                    .new_object(n.name.clone(), n.pos, self.pkg, None, kind)
            })
            .collect();
        let at = |value| {
            Some(ValueAt {
                file: here.file,
                decl: here.decl,
                spec,
                value,
            })
        };
        // One value for all names: they share the declaration, and so its dependencies.
        let shared = (s.values.len() == 1).then(|| {
            let mut info = here.info();
            info.lhs = Some(lhs.clone());
            info.vtyp = s.ty.as_ref();
            info.init = s.values.first();
            info.at = at(0);
            self.new_decl(info)
        });
        for (i, (name, &obj)) in s.names.iter().zip(&lhs).enumerate() {
            let id = shared.unwrap_or_else(|| {
                let mut info = here.info();
                info.vtyp = s.ty.as_ref();
                info.init = s.values.get(i);
                info.at = at(i);
                self.new_decl(info)
            });
            self.declare_pkg_obj(name, obj, id);
        }
        if s.ty.is_none() || !s.values.is_empty() {
            self.arity(s.names[0].pos, &s.names, &s.values, false, false);
        }
    }

    fn collect_func(&mut self, here: Here, f: &'a FuncDecl, methods: &mut Vec<Method>) {
        let name = &f.name.name;
        let obj = self.types.new_object(
            name.clone(),
            f.name.pos,
            self.pkg,
            None,
            ObjectKind::Func { recv: None },
        );
        let main = self.types.package(self.pkg).name == "main";
        match &f.recv {
            None => {
                if name == "init" || name == "main" && main {
                    let code = if name == "main" {
                        Code::InvalidMainDecl
                    } else {
                        Code::InvalidInitDecl
                    };
                    if let Some(p) = f.tparams.first() {
                        let pos = p.names.first().map_or(p.ty.pos, |n| n.pos);
                        self.soft_errorf(
                            pos,
                            code,
                            format!("func {name} must have no type parameters"),
                        );
                    }
                    let results = f.ty.results.as_ref().is_some_and(|r| !r.fields.is_empty());
                    if !f.ty.params.fields.is_empty() || results {
                        let msg =
                            format!("func {name} must have no arguments and no return values");
                        self.soft_errorf(f.name.pos, code, msg);
                    }
                } else if let Some(p) = f.tparams.first() {
                    let pos = p.names.first().map_or(p.ty.pos, |n| n.pos);
                    self.verify_version(pos, (1, 18), "type parameter");
                }
                if name == "init" {
                    self.record_def(f.name.id, obj);
                    if f.body.is_none() {
                        self.soft_errorf(
                            f.name.pos,
                            Code::MissingInitBody,
                            "func init must have a body",
                        );
                    }
                } else {
                    let scope = self.types.package(self.pkg).scope;
                    self.declare(scope, Some(&f.name), obj);
                }
            }
            Some(recv) => {
                if let Some(r) = recv.fields.first() {
                    let (ptr, base, _) = unpack_recv(&r.ty);
                    if let ExprKind::Ident(base) = &base.kind
                        && name != "_"
                    {
                        methods.push(Method {
                            obj,
                            ptr,
                            recv: base.clone(),
                        });
                    }
                }
                if let Some(p) = f.tparams.first() {
                    let pos = p.names.first().map_or(p.ty.pos, |n| n.pos);
                    self.verify_version(pos, (1, 27), "generic method");
                }
                self.record_def(f.name.id, obj);
            }
        }
        let mut info = here.info();
        info.fdecl = Some(f);
        let id = self.new_decl(info);
        self.track(obj, id);
    }

    /// Names of file scopes (imports) must differ from those of the package.
    fn check_file_scopes(&mut self, scopes: &[ScopeId]) {
        let pkg_scope = self.types.package(self.pkg).scope;
        for &scope in scopes {
            let mut names: Vec<(SmolStr, ObjId)> = self
                .types
                .scope(scope)
                .names
                .iter()
                .map(|(n, o)| (n.clone(), *o))
                .collect();
            names.sort();
            for (name, obj) in names {
                let Some(alt) = self.types.scope(pkg_scope).lookup(&name) else {
                    continue;
                };
                let pos = self.types.object(alt).pos;
                let mut err = ErrorDesc::new(Code::DuplicateDecl);
                let o = self.types.object(obj).clone();
                match o.kind {
                    ObjectKind::PkgName { imported } => {
                        let p = self.types.package(imported);
                        let what = format!("package {} ({})", p.name, quote(&p.path));
                        err.add(
                            pos,
                            format!("{name} already declared through import of {what}"),
                        );
                        self.add_alt_decl(&mut err, obj);
                    }
                    _ => {
                        let p = self.types.package(o.pkg);
                        let what = format!("package {} ({})", p.name, quote(&p.path));
                        err.add(
                            pos,
                            format!("{name} already declared through dot-import of {what}"),
                        );
                        self.add_alt_decl(&mut err, obj);
                    }
                }
                self.report(err);
            }
        }
    }

    /// The declared type that a receiver's base type name leads to, through aliases, and whether a pointer is on
    /// the way.
    fn resolve_base_type_name(&self, ptr: bool, name: SmolStr) -> Option<(bool, ObjId)> {
        let (mut ptr, mut name) = (ptr, name);
        let scope = self.types.package(self.pkg).scope;
        let mut seen: Vec<ObjId> = Vec::new();
        loop {
            let obj = self.types.scope(scope).lookup(&name)?;
            let tdecl = self.obj_map.get(&obj).and_then(|d| self.decls[d.0].tdecl)?;
            if seen.contains(&obj) {
                return None;
            }
            if !tdecl.alias {
                return Some((ptr, obj));
            }
            if !tdecl.tparams.is_empty() {
                return None;
            }
            seen.push(obj);
            let mut t = unparen(&tdecl.ty);
            if let ExprKind::Star(x) = &t.kind {
                if ptr {
                    return None;
                }
                ptr = true;
                t = unparen(x);
            }
            let ExprKind::Ident(n) = &t.kind else {
                return None;
            };
            name = n.clone();
        }
    }

    pub(super) fn package_objects(&mut self) {
        self.direct_cycles();
        self.methods_of_older_types();
        // Declared types first, then aliases, then everything else.
        let list = self.obj_list.clone();
        let tdecl = |c: &Self, o: ObjId| c.obj_map.get(&o).and_then(|d| c.decls[d.0].tdecl);
        for &obj in &list {
            if tdecl(self, obj).is_some_and(|t| !t.alias) {
                self.obj_decl(obj);
            }
        }
        for &obj in &list {
            if tdecl(self, obj).is_some_and(|t| t.alias) {
                self.obj_decl(obj);
            }
        }
        self.wrap_bounds();
        let left_out = |c: &Self, o: ObjId| {
            let fdecl = c.obj_map.get(&o).and_then(|d| c.decls[d.0].fdecl);
            fdecl.is_some_and(|f| f.left_out.is_some())
        };
        for &obj in &list {
            if tdecl(self, obj).is_none() && !left_out(self, obj) {
                self.obj_decl(obj);
            }
        }
        self.methods.clear();
    }

    pub(super) fn unused_imports(&mut self) {
        for obj in self.imports.clone() {
            let o = self.types.object(obj).clone();
            if o.name == "_" || self.used_pkg_names.contains(&obj) {
                continue;
            }
            let ObjectKind::PkgName { imported } = o.kind else {
                continue;
            };
            let path = self.types.package(imported).path.clone();
            let elem = path.rsplit('/').next().unwrap_or("");
            let quoted = super::typestring::quote(&path);
            let msg = if o.name == "." || o.name == elem {
                format!("{quoted} imported and not used")
            } else {
                format!("{quoted} imported as {} and not used", o.name)
            };
            self.soft_errorf(o.pos, Code::UnusedImport, msg);
        }
    }

    /// Leaves canonical types to the compiler, keeping for messages what was written.
    pub(super) fn finish(&mut self) {
        let canon = |c: &Self, t: super::ty::TypeId| c.types.canon(t);
        let mut info = std::mem::take(&mut self.info);
        for (id, tv) in &mut info.types {
            let written = tv.ty;
            tv.ty = canon(self, written);
            if self.config.as_written && written != tv.ty {
                info.written.insert(*id, written);
            }
        }
        for s in info.selections.values_mut() {
            s.recv = canon(self, s.recv);
            s.ty = canon(self, s.ty);
        }
        for i in info.instances.values_mut() {
            i.ty = canon(self, i.ty);
            for t in &mut i.targs {
                *t = self.types.canon(*t);
            }
        }
        self.info = info;
        let new = (self.first_object..self.types.objects.len()).map(|i| ObjId(i as u32));
        let own: Vec<ObjId> = match &self.types.born {
            Some(born) => [&born.objects[..], &born.lasting[..]].concat(),
            None => new.collect(),
        };
        for obj in own {
            self.types.settle_object(obj);
        }
        let complete = self.diagnostics.is_empty();
        self.types.packages[self.pkg.0 as usize].complete = complete;
    }

    /// Reports when the numbers of names and values in a declaration differ.
    pub fn arity(
        &mut self,
        pos: Pos,
        names: &'a [Ident],
        inits: &'a [Expr],
        const_decl: bool,
        inherited: bool,
    ) {
        let (l, r) = (names.len(), inits.len());
        if l < r {
            let n = &inits[l];
            if inherited {
                let msg = format!("extra init expr at {}", crate::source::place(node_pos(n)));
                self.errorf(pos, Code::WrongAssignCount, msg);
            } else {
                let msg = format!("extra init expr {}", self.expr_str(n));
                self.errorf(n.pos, Code::WrongAssignCount, msg);
            }
        } else if l > r && (const_decl || r != 1) {
            let n = &names[r];
            self.errorf(
                n.pos,
                Code::WrongAssignCount,
                format!("missing init expr for {}", n.name),
            );
        }
    }

    /// Puts `obj` into `scope` (reporting a redeclaration) and files it as declared by `id`.
    pub fn declare(&mut self, scope: ScopeId, id: Option<&Ident>, obj: ObjId) {
        let o = self.types.object(obj);
        if o.name != "_" {
            let (name, pos) = (o.name.clone(), o.pos);
            if let Some(alt) = self.types.insert(scope, obj) {
                let mut err = ErrorDesc::new(Code::DuplicateDecl);
                err.add(pos, format!("{name} redeclared in this block"));
                self.add_alt_decl(&mut err, alt);
                self.report(err);
                return;
            }
        }
        if let Some(id) = id {
            self.record_def(id.id, obj);
        }
    }
}

impl Here {
    fn info<'a>(&self) -> DeclInfo<'a> {
        DeclInfo {
            file: self.file,
            scope: self.scope,
            version: self.version,
            lhs: None,
            vtyp: None,
            init: None,
            inherited: false,
            iota: 0,
            tdecl: None,
            fdecl: None,
            recv_base: None,
            deps: Vec::new(),
            dep_set: Default::default(),
            at: None,
        }
    }
}

fn validated_import_path(text: &str) -> Result<String, String> {
    let bytes = super::constant::unquote(text).ok_or("invalid syntax")?;
    let path = String::from_utf8(bytes).map_err(|_| "invalid character U+FFFD '\u{fffd}'")?;
    if path.is_empty() {
        return Err("empty string".into());
    }
    const ILLEGAL: &str = "!\"#$%&'()*,:;<=>?[\\]^{|}`\u{fffd}";
    for c in path.chars() {
        if c.is_control() || c.is_whitespace() || ILLEGAL.contains(c) {
            let shown = if c.is_control() {
                String::new()
            } else {
                format!(" '{c}'")
            };
            return Err(format!("invalid character U+{:04X}{shown}", c as u32));
        }
    }
    Ok(path)
}
