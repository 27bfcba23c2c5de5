//! What a session can tell about names, expressions and types without running anything: for completion, hints, `:type`,
//! `:doc` and `:list`.

use gorun_grammar::ast::Pos;
use gorun_grammar::{ParseInput, parse_file};

use super::{CONFIG, Entry, Lent, NothingToImport, Session, last_statement};
use crate::driver::{Failure, on_deep_stack};
use crate::types::quote;
use crate::types::session::{Shown, check_entry};
use crate::types::{LookupKind, ObjId, ObjectKind, PkgId, Type, TypeId, is_exported};

/// What an expression is.
pub enum Described {
    Value(Vec<TypeId>),
    Constant(String, String),
    Type(TypeId),
}

impl Session {
    /// All names that an entry can use by themselves.
    pub fn names(&self) -> Vec<String> {
        let types = &*self.builder.types;
        let own = types.scope(self.scope.names).names.keys();
        let universe = types.scope(types.universe.scope).names.keys();
        own.chain(universe).map(|n| n.to_string()).collect()
    }

    /// The package that a name stands for: as it is imported, else the standard one of that name.
    fn package(&mut self, name: &str) -> Option<PkgId> {
        if let Some(obj) = self.lookup(name) {
            return match self.builder.types.object(obj).kind {
                ObjectKind::PkgName { imported } => Some(imported),
                _ => None,
            };
        }
        let path = match self.packages.contains_key(name) {
            true => name,
            false => standard_package(name)?,
        };
        self.load(path).ok()
    }

    /// The exported names of a package.
    pub fn package_members(&mut self, name: &str) -> Option<Vec<String>> {
        let pkg = self.package(name)?;
        let types = &*self.builder.types;
        let names = types.scope(types.package(pkg).scope).names.keys();
        let mut list: Vec<String> = names
            .filter(|n| is_exported(n))
            .map(|n| n.to_string())
            .collect();
        list.sort();
        Some(list)
    }

    /// Fields and methods of the value (or type) that an expression denotes.
    pub fn members(&mut self, expression: &str) -> Vec<String> {
        let ty = match self.describe(expression) {
            Ok(Described::Value(list)) if list.len() == 1 => list[0],
            Ok(Described::Type(ty)) => ty,
            _ => return Vec::new(),
        };
        let own = self.scope.pkg;
        let types = &mut *self.builder.types;
        let pointer = types.intern(Type::Pointer(ty));
        let mut names: Vec<String> = Vec::new();
        for t in [ty, pointer] {
            let methods = types.method_set(t);
            let visible =
                |m: &crate::types::MethodEntry| is_exported(&m.name) || m.pkg == Some(own);
            names.extend(
                methods
                    .iter()
                    .filter(|m| visible(m))
                    .map(|m| m.name.to_string()),
            );
        }
        let mut work = vec![ty];
        let mut seen = Vec::new();
        while let Some(t) = work.pop() {
            let (t, _) = types.deref(t);
            if seen.contains(&t) {
                continue;
            }
            seen.push(t);
            let under = types.underlying(t);
            if let Type::Struct(s) = types.get(under) {
                for f in &s.fields {
                    if is_exported(&f.name) || f.pkg == Some(own) {
                        names.push(f.name.to_string());
                    }
                    if f.embedded {
                        work.push(f.ty);
                    }
                }
            }
        }
        names.sort();
        names.dedup();
        names
    }

    /// The fields that literals of a struct type can name.
    pub fn fields(&mut self, ty: &str) -> Vec<String> {
        let named = self.object(ty).filter(|&o| {
            let kind = &self.builder.types.object(o).kind;
            matches!(kind, ObjectKind::TypeName { .. })
        });
        let ty = match (named, self.describe(ty)) {
            (Some(obj), _) => self.builder.types.obj_type(obj),
            (None, Ok(Described::Type(ty))) => ty,
            _ => return Vec::new(),
        };
        let own = self.scope.pkg;
        let types = &*self.builder.types;
        match types.get(types.underlying(ty)) {
            Type::Struct(s) => {
                let visible = s
                    .fields
                    .iter()
                    .filter(|f| is_exported(&f.name) || f.pkg == Some(own));
                visible.map(|f| f.name.to_string()).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The parameters and results of the function that an expression denotes, with their names where they are known.
    pub fn signature(&mut self, expression: &str) -> Option<String> {
        let ty = match self.object(expression) {
            Some(obj) => match self.builder.types.object(obj).kind {
                ObjectKind::Func { .. } | ObjectKind::Var(_) => {
                    self.builder.types.read_signature(obj);
                    self.builder.types.obj_type(obj)
                }
                _ => return None,
            },
            None => match self.describe(expression).ok()? {
                Described::Value(list) if list.len() == 1 => list[0],
                _ => return None,
            },
        };
        let under = self.builder.types.underlying(ty);
        match self.builder.types.get(under) {
            Type::Signature(_) => {
                let text = self.type_text(ty);
                text.strip_prefix("func").map(str::to_string)
            }
            _ => None,
        }
    }

    /// What `name`, `package.name` or `value.method` denotes.
    fn object(&mut self, expression: &str) -> Option<ObjId> {
        let Some((left, right)) = expression.rsplit_once('.') else {
            return self.lookup(expression.trim());
        };
        if let Some(pkg) = left
            .chars()
            .all(|c| c.is_alphanumeric() || "_/".contains(c))
            .then(|| self.package(left))
            .flatten()
        {
            let types = &*self.builder.types;
            return types.scope(types.package(pkg).scope).lookup(right);
        }
        let ty = match self.describe(left).ok()? {
            Described::Value(list) if list.len() == 1 => list[0],
            Described::Type(ty) => ty,
            _ => return None,
        };
        let found = self.builder.types.lookup(ty, true, self.scope.pkg, right)?;
        (found.kind != LookupKind::Field).then_some(found.obj)
    }

    /// The type of an expression, as text.
    pub fn describe_expression(&mut self, expression: &str) -> Result<String, Failure> {
        Ok(match self.describe(expression)? {
            Described::Value(list) => match &list[..] {
                [one] => self.type_text(*one),
                list => {
                    let list: Vec<String> = list.iter().map(|&t| self.type_text(t)).collect();
                    format!("({})", list.join(", "))
                }
            },
            Described::Constant(value, ty) => format!("{ty}, the constant {value}"),
            Described::Type(ty) => format!("type {}", self.describe_type(ty)),
        })
    }

    fn describe(&mut self, expression: &str) -> Result<Described, Failure> {
        let before = "package main;func _(){";
        let whole = format!("{before}{expression}\n}}");
        let map = crate::source::SourceMap::starting_after(self.end + super::GAP);
        let mut map = map;
        let text: std::sync::Arc<str> = expression.into();
        let id = map
            .add("expression".into(), "expression".into(), text.clone())
            .map_err(Failure::new)?;
        let entry = Entry {
            base: map.file(id).base,
            sources: map.into(),
            text,
        };
        let lent = Lent(&mut *self);
        on_deep_stack(move || {
            let lent = lent;
            let session = lent.0;
            let base = entry.base - before.len() as u32;
            let (file, errors) = parse_file(ParseInput { text: &whole, base });
            if !errors.is_empty() {
                return Err(session.failure(&entry, &errors));
            }
            let Some(shown) = last_statement(&file) else {
                return Err(Failure::new("this is no expression"));
            };
            session.builder.types.track();
            let checked = check_entry(
                session.builder.types,
                &mut NothingToImport,
                &CONFIG,
                session.scope,
                &[file],
                Some(shown),
            );
            let born = session.builder.types.tracked();
            if checked.diagnostics.is_empty() {
                session.builder.types.forget(born);
            } else {
                session.builder.types.forget(born);
                return Err(session.failure(&entry, &checked.diagnostics));
            }
            match checked.shown {
                Some(Shown::Values(list)) => {
                    Ok(Described::Value(list.into_iter().map(|v| v.0).collect()))
                }
                Some(Shown::Constant(value, ty)) => Ok(Described::Constant(value, ty)),
                Some(Shown::Type(ty)) => Ok(Described::Type(ty)),
                None => Err(Failure::new("this has no value")),
            }
        })
    }

    /// A type as the session's entries would write it.
    pub fn type_text(&self, ty: TypeId) -> String {
        let pkg = self.scope.pkg;
        let types = &*self.builder.types;
        let qualify = |p: PkgId| match p == pkg || p == PkgId::UNIVERSE {
            true => String::new(),
            false => types.package(p).name.to_string(),
        };
        types.type_string(ty, &qualify)
    }

    pub(super) fn describe_type(&self, ty: TypeId) -> String {
        let types = &*self.builder.types;
        let name = self.type_text(ty);
        match types.as_named(ty).and_then(|n| types.named(n).underlying) {
            Some(under) => format!("{name} {}", self.type_text(under)),
            None => name,
        }
    }

    /// What the session has declared, one line each: imports, types, constants, variables, functions.
    pub fn list(&mut self) -> Vec<String> {
        let names = &self.builder.types.scope(self.scope.names).names;
        let all = names.values().copied().collect();
        self.declarations(all)
    }

    /// Objects as declarations, sorted.
    fn declarations(&mut self, objects: Vec<ObjId>) -> Vec<String> {
        let mut all: Vec<(u8, String)> = objects
            .into_iter()
            .map(|obj| self.declaration(obj))
            .collect();
        all.sort();
        all.into_iter().map(|a| a.1).collect()
    }

    /// An object as a declaration, and where it stands in a list.
    fn declaration(&mut self, obj: ObjId) -> (u8, String) {
        self.builder.types.read_signature(obj);
        let o = self.builder.types.object(obj).clone();
        let ty = self.type_text(self.builder.types.obj_type(obj));
        let types = &*self.builder.types;
        match &o.kind {
            ObjectKind::PkgName { imported } => {
                let p = types.package(*imported);
                let name = match p.name == o.name {
                    true => String::new(),
                    false => format!("{} ", o.name),
                };
                (0, format!("import {name}{}", quote(p.public_path())))
            }
            ObjectKind::TypeName { .. } => {
                let text = match o.ty {
                    Some(t) => self.describe_type(t),
                    None => o.name.to_string(),
                };
                let methods = o.ty.and_then(|t| types.as_named(t));
                let methods = methods.map_or(Vec::new(), |n| types.named(n).methods.clone());
                let mut text = format!("type {text}");
                for m in methods {
                    text.push_str(&format!("\n    {}", self.declaration(m).1));
                }
                (1, text)
            }
            ObjectKind::Const { value } => {
                let value = value.as_ref().map_or(String::new(), |v| format!(" = {v}"));
                (2, format!("const {} {ty}{value}", o.name))
            }
            ObjectKind::Func { recv } => {
                let sig = ty.strip_prefix("func").unwrap_or(&ty);
                let recv = recv.as_ref().map_or(String::new(), |r| {
                    let base = &types.object(types.named(r.base).obj).name;
                    let star = if r.pointer { "*" } else { "" };
                    format!("({star}{base}) ")
                });
                (4, format!("func {recv}{}{sig}", o.name))
            }
            ObjectKind::Var(_) => (3, format!("var {} {ty}", o.name)),
            ObjectKind::Builtin(_) => (5, format!("func {} (built in)", o.name)),
            _ => (6, o.name.to_string()),
        }
    }

    /// What is written about a name: its declaration and the comment above it. For a package: all that it exports.
    pub fn doc(&mut self, what: &str) -> Result<String, Failure> {
        let is_path = what.contains('/');
        if self.lookup(what).is_none() && is_path {
            self.load(what)?;
        }
        let obj = if is_path && !what.rsplit('/').next().is_some_and(|l| l.contains('.')) {
            None
        } else {
            self.object(what)
        };
        let obj = obj.filter(|&o| {
            !matches!(
                self.builder.types.object(o).kind,
                ObjectKind::PkgName { .. }
            )
        });
        if let Some(obj) = obj {
            let declaration = self.declaration(obj).1;
            let pos = self.builder.types.object(obj).pos;
            let comment = self.comment_above(pos);
            return Ok(match comment.is_empty() {
                true => declaration,
                false => format!("{declaration}\n{comment}"),
            });
        }
        let universe = self.builder.types.universe.scope;
        if let Some(obj) = self.builder.types.scope(universe).lookup(what) {
            return Ok(self.declaration(obj).1);
        }
        let Some(pkg) = self.package(what) else {
            return Err(Failure::new(format!("nothing is known about {what}")));
        };
        let types = &*self.builder.types;
        let p = types.package(pkg);
        let mut out = format!("package {} // import {}\n", p.name, quote(p.public_path()));
        let names = types.scope(p.scope).names.iter();
        let all = names.filter(|(n, _)| is_exported(n)).map(|(_, &o)| o);
        let all = all.collect();
        for line in self.declarations(all) {
            out.push_str(&format!(
                "    {}\n",
                line.lines().next().unwrap_or_default()
            ));
        }
        Ok(out.trim_end().to_string())
    }

    /// The lines of comment directly above the line of a position.
    fn comment_above(&self, pos: Pos) -> String {
        let Some(map) = self.sources.find(pos) else {
            return String::new();
        };
        let Some(p) = map.position(pos) else {
            return String::new();
        };
        let mut lines = Vec::new();
        for line in (1..p.line).rev() {
            let text = p.file.line_text(line).trim();
            match text.strip_prefix("//") {
                Some(comment) if !comment.starts_with("go:") => {
                    lines.push(format!("    {}", comment.trim_start()))
                }
                Some(_) => {}
                None => break,
            }
        }
        lines.reverse();
        lines.join("\n")
    }
}

/// The package of the standard library that people mean by a name.
pub fn standard_package(name: &str) -> Option<&'static str> {
    crate::std::known_packages()
        .filter(|path| path.rsplit('/').next() == Some(name))
        .filter(|path| !path.split('/').any(|part| part == "internal"))
        .min_by_key(|path| path.len())
}
