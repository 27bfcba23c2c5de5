//! Every fact that the checker files about packages of Go's own library, one a line, to compare with what
//! go/types says of them. For developers: `GORUN_PKGS="sort" GORUN_OUT=facts.txt cargo test --test facts -- --ignored`.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use gorun::source::{SourceMap, resolve_places};
use gorun::types::constant::Const;
use gorun::types::expr_string::end_pos;
use gorun::types::info::{Info, Mode, SelectionKind};
use gorun::types::{
    Basic, Config, Importer, ObjId, ObjectKind, PkgId, Type, TypeId, Types, check_package,
};
use gorun_grammar::ast::*;
use gorun_grammar::{ParseInput, parse_file};

struct Done<'a>(&'a HashMap<String, PkgId>);

impl Importer for Done<'_> {
    fn import(&mut self, _: &mut Types, path: &str) -> Result<PkgId, String> {
        if path == "unsafe" {
            return Ok(PkgId::UNSAFE);
        }
        self.0
            .get(path)
            .copied()
            .ok_or_else(|| format!("could not import {path}"))
    }
}

/// Collects the text ranges of expressions and identifiers.
#[derive(Default)]
struct Walk<'a> {
    exprs: Vec<&'a Expr>,
    idents: Vec<&'a Ident>,
}

impl<'a> Walk<'a> {
    fn decl(&mut self, d: &'a Decl) {
        match d {
            Decl::Import(_) => {}
            Decl::Const(l) => l.iter().for_each(|s| {
                self.idents.extend(&s.names);
                self.opt(s.ty.as_ref());
                self.list(&s.values);
            }),
            Decl::Var(l) => l.iter().for_each(|s| {
                self.idents.extend(&s.names);
                self.opt(s.ty.as_ref());
                self.list(&s.values);
            }),
            Decl::Type(l) => l.iter().for_each(|s| {
                self.idents.push(&s.name);
                self.fields(&s.tparams);
                self.expr(&s.ty);
            }),
            Decl::Func(f) => {
                self.idents.push(&f.name);
                if let Some(r) = &f.recv {
                    self.fields(&r.fields);
                }
                self.fields(&f.tparams);
                self.func_type(&f.ty);
                if let Some(b) = &f.body {
                    self.stmts(&b.stmts);
                }
            }
        }
    }
    fn fields(&mut self, l: &'a [Field]) {
        for f in l {
            self.idents.extend(&f.names);
            self.expr(&f.ty);
        }
    }
    fn func_type(&mut self, t: &'a FuncType) {
        self.fields(&t.params.fields);
        if let Some(r) = &t.results {
            self.fields(&r.fields);
        }
    }
    fn list(&mut self, l: &'a [Expr]) {
        l.iter().for_each(|e| self.expr(e));
    }
    fn opt(&mut self, e: Option<&'a Expr>) {
        if let Some(e) = e {
            self.expr(e);
        }
    }
    fn expr(&mut self, e: &'a Expr) {
        self.exprs.push(e);
        match &e.kind {
            ExprKind::Bad | ExprKind::Ident(_) | ExprKind::Lit { .. } => {}
            ExprKind::Composite { ty, elems, .. } => {
                self.opt(ty.as_deref());
                for el in elems {
                    self.opt(el.key.as_ref());
                    self.expr(&el.value);
                }
            }
            ExprKind::Func { ty, body } => {
                self.func_type(ty);
                self.stmts(&body.stmts);
            }
            ExprKind::Paren(x)
            | ExprKind::Star(x)
            | ExprKind::Unary { x, .. }
            | ExprKind::SliceType(x) => self.expr(x),
            ExprKind::Selector { x, sel } => {
                self.expr(x);
                self.idents.push(sel);
            }
            ExprKind::Index { x, indices, .. } => {
                self.expr(x);
                self.list(indices);
            }
            ExprKind::Slice { x, lo, hi, max, .. } => {
                self.expr(x);
                [lo, hi, max]
                    .into_iter()
                    .for_each(|e| self.opt(e.as_deref()));
            }
            ExprKind::TypeAssert { x, ty, .. } => {
                self.expr(x);
                self.opt(ty.as_deref());
            }
            ExprKind::Call { fun, args, .. } => {
                self.expr(fun);
                self.list(args);
            }
            ExprKind::Binary { x, y, .. } => {
                self.expr(x);
                self.expr(y);
            }
            ExprKind::ArrayType { len, elem } => {
                self.opt(len.as_deref());
                self.expr(elem);
            }
            ExprKind::StructType { fields } => self.fields(&fields.fields),
            ExprKind::FuncType(t) => self.func_type(t),
            ExprKind::InterfaceType { elems, .. } => {
                for el in elems {
                    match el {
                        InterfaceElem::Method { name, ty } => {
                            self.idents.push(name);
                            self.func_type(ty);
                        }
                        InterfaceElem::Embedded(t) => self.expr(t),
                    }
                }
            }
            ExprKind::MapType { key, value } => {
                self.expr(key);
                self.expr(value);
            }
            ExprKind::ChanType { elem, .. } => self.expr(elem),
            ExprKind::Ellipsis(e) => self.opt(e.as_deref()),
        }
    }
    fn stmts(&mut self, l: &'a [Stmt]) {
        l.iter().for_each(|s| self.stmt(s));
    }
    fn stmt(&mut self, s: &'a Stmt) {
        match &s.kind {
            StmtKind::Expr(e)
            | StmtKind::Go(e)
            | StmtKind::Defer(e)
            | StmtKind::IncDec { x: e, .. } => self.expr(e),
            StmtKind::Decl(d) => self.decl(d),
            StmtKind::Send { ch, value, .. } => {
                self.expr(ch);
                self.expr(value);
            }
            StmtKind::Assign { lhs, rhs, .. } | StmtKind::Define { lhs, rhs, .. } => {
                self.list(lhs);
                self.list(rhs);
            }
            StmtKind::Return(l) => self.list(l),
            StmtKind::Block(b) => self.stmts(&b.stmts),
            StmtKind::If(s) => {
                s.init.iter().for_each(|i| self.stmt(i));
                self.expr(&s.cond);
                self.stmts(&s.then.stmts);
                s.els.iter().for_each(|i| self.stmt(i));
            }
            StmtKind::Switch(s) => {
                s.init.iter().for_each(|i| self.stmt(i));
                self.opt(s.tag.as_ref());
                for c in &s.clauses {
                    self.list(&c.values);
                    self.stmts(&c.body);
                }
            }
            StmtKind::TypeSwitch(s) => {
                s.init.iter().for_each(|i| self.stmt(i));
                self.expr(&s.x);
                for c in &s.clauses {
                    self.list(&c.values);
                    self.stmts(&c.body);
                }
            }
            StmtKind::Select(s) => {
                for c in &s.clauses {
                    c.comm.iter().for_each(|i| self.stmt(i));
                    self.stmts(&c.body);
                }
            }
            StmtKind::For(s) => {
                s.init.iter().for_each(|i| self.stmt(i));
                self.opt(s.cond.as_ref());
                s.post.iter().for_each(|i| self.stmt(i));
                self.stmts(&s.body.stmts);
            }
            StmtKind::Range(s) => {
                self.opt(s.key.as_ref());
                self.opt(s.value.as_ref());
                self.expr(&s.x);
                self.stmts(&s.body.stmts);
            }
            StmtKind::Labeled { stmt, .. } => self.stmt(stmt),
            _ => {}
        }
    }
}

struct Shown<'a> {
    types: &'a Types,
    sources: &'a SourceMap,
}

impl Shown<'_> {
    fn list(&self, l: &[TypeId]) -> String {
        l.iter().map(|&t| self.ty(t)).collect::<Vec<_>>().join(",")
    }
    fn ty(&self, t: TypeId) -> String {
        let t = self.types.canon(t);
        match self.types.get(t) {
            Type::Basic(b) => match b {
                Basic::Invalid => "invalid".into(),
                Basic::UntypedNil => "nil".into(),
                b if b.is_untyped() => self.ty(self.types.default_type(t)),
                _ => self.types.type_string(t, &|_| "unsafe".to_string()),
            },
            Type::Named(n) => {
                let n = self.types.named(*n);
                let obj = self.types.object(n.obj);
                let path = &self.types.package(obj.pkg).path;
                let mut s = if path.is_empty() {
                    obj.name.to_string()
                } else {
                    format!("{path}.{}", obj.name)
                };
                if let Some((_, targs)) = &n.origin {
                    let own = &targs[targs.len()
                        - self.types.named(n.origin.as_ref().unwrap().0).tparams.len()..];
                    if !own.is_empty() {
                        write!(s, "[{}]", self.list(own)).unwrap();
                    }
                }
                s
            }
            Type::Pointer(e) => format!("*{}", self.ty(*e)),
            Type::Slice(e) => format!("[]{}", self.ty(*e)),
            Type::Array { len, elem } => format!("[{len}]{}", self.ty(*elem)),
            Type::Map { key, elem } => format!("map[{}]{}", self.ty(*key), self.ty(*elem)),
            Type::Chan { dir, elem } => {
                let dir = match dir {
                    ChanDir::Both => 0,
                    ChanDir::Send => 1,
                    ChanDir::Recv => 2,
                };
                format!("chan{dir}({})", self.ty(*elem))
            }
            Type::Struct(s) => {
                let l: Vec<String> = s
                    .fields
                    .iter()
                    .map(|f| {
                        let e = if f.embedded { "!" } else { "" };
                        format!("{e}{} {}{:?}", f.name, self.ty(f.ty), f.tag.as_str())
                    })
                    .collect();
                format!("struct{{{}}}", l.join(";"))
            }
            Type::Tuple(l) => format!("({})", self.list(l)),
            Type::Signature(s) => {
                let g = if s.tparams.is_empty() {
                    String::new()
                } else {
                    format!("[{}]", s.tparams.len())
                };
                let v = if s.variadic { "..." } else { "" };
                format!(
                    "func{g}({}){v}({})",
                    self.list(&s.params),
                    self.list(&s.results)
                )
            }
            Type::Interface(i) => {
                let mut l: Vec<String> = i
                    .methods
                    .iter()
                    .map(|m| format!("{}{}", m.name, self.ty(m.sig)))
                    .collect();
                l.sort();
                l.extend(i.embedded.iter().map(|&e| self.ty(e)));
                format!("interface{{{}}}", l.join(";"))
            }
            Type::Union(l) => {
                let l: Vec<String> = l
                    .iter()
                    .map(|t| format!("{}{}", if t.tilde { "~" } else { "" }, self.ty(t.ty)))
                    .collect();
                l.join("|")
            }
            Type::TypeParam(p) => format!("${}", self.types.object(self.types.tparam(*p).obj).name),
            Type::Alias { .. } => "alias!".into(),
        }
    }
    fn constant(&self, c: &Const) -> String {
        match c {
            Const::Bool(b) => b.to_string(),
            Const::Str(s) => s.iter().map(|b| format!("{b:02x}")).collect(),
            Const::Int(n) => n.to_string(),
            Const::Float(_) => match c.to_int() {
                Const::Int(n) => n.to_string(),
                _ => format!("f{:e}", c.to_f64()),
            },
            Const::Complex(re, im) => {
                format!(
                    "c({},{})",
                    self.constant(&Const::Float(re.clone())),
                    self.constant(&Const::Float(im.clone()))
                )
            }
            _ => "?".into(),
        }
    }
    fn place(&self, p: Pos) -> String {
        let at = self.sources.position(p).unwrap();
        let name = at
            .file
            .path
            .file_name()
            .unwrap()
            .to_string_lossy()
            .into_owned();
        format!("{name}:{}", p.0 - at.file.base)
    }
    fn range(&self, a: Pos, b: Pos) -> String {
        format!(
            "{}-{}",
            self.place(a),
            b.0 - self.sources.position(a).unwrap().file.base
        )
    }
    fn kind(&self, o: ObjId) -> &'static str {
        match self.types.object(o).kind {
            ObjectKind::PkgName { .. } => "pkg",
            ObjectKind::Const { .. } => "const",
            ObjectKind::TypeName { .. } => "type",
            ObjectKind::Var(_) => "var",
            ObjectKind::Func { .. } => "func",
            ObjectKind::Label => "label",
            ObjectKind::Builtin(_) => "builtin",
            ObjectKind::Nil => "nil",
        }
    }
}

fn dump(
    shown: &Shown,
    path: &str,
    pkg: PkgId,
    files: &[File],
    info: &Info,
    out: &mut BTreeSet<String>,
) {
    let mut walk = Walk::default();
    files
        .iter()
        .flat_map(|f| &f.decls)
        .for_each(|d| walk.decl(d));
    let mut idents: Vec<(NodeId, Pos, Pos, &str)> = walk
        .idents
        .iter()
        .map(|i| (i.id, i.pos, i.end(), i.name.as_str()))
        .collect();
    for e in &walk.exprs {
        if let ExprKind::Ident(name) = &e.kind {
            idents.push((e.id, e.pos, end_pos(e), name));
        }
        if let Some(tv) = info.types.get(&e.id) {
            let mode = match tv.mode {
                Mode::NoValue => "0",
                Mode::Builtin | Mode::Nil => continue,
                Mode::TypeExpr => "T",
                Mode::Constant => "C",
                Mode::Variable => "V",
                Mode::MapIndex => "M",
                Mode::Value => "R",
                Mode::CommaOk => "O",
            };
            let val = tv
                .value
                .as_ref()
                .map(|v| format!(" {}", shown.constant(v)))
                .unwrap_or_default();
            out.insert(format!(
                "t {path}/{} {mode} {}{val}",
                shown.range(e.pos, end_pos(e)),
                shown.ty(tv.ty)
            ));
        }
        if let Some(s) = info.selections.get(&e.id)
            && matches!(e.kind, ExprKind::Selector { .. })
        {
            let kind = match s.kind {
                SelectionKind::Field => "field",
                SelectionKind::MethodValue => "mval",
                SelectionKind::MethodExpr => "mexpr",
            };
            let index: Vec<String> = s.index.iter().map(|i| i.to_string()).collect();
            out.insert(format!(
                "s {path}/{} {kind} {} [{}] {} {}",
                shown.range(e.pos, end_pos(e)),
                shown.ty(s.recv),
                index.join(" "),
                s.indirect,
                shown.ty(s.ty)
            ));
        }
    }
    for (id, a, b, name) in idents {
        if let Some(&o) = info.uses.get(&id) {
            let object = shown.types.object(o);
            let kind = shown.kind(o);
            let member = matches!(
                object.kind,
                ObjectKind::Var(gorun::types::object::VarKind::Field)
            ) || matches!(object.kind, ObjectKind::Func { recv: Some(_) });
            let method = kind == "func" && !object.pos.is_known();
            let at = if object.pkg == pkg && kind != "pkg" && !member && !method {
                format!("@{}", shown.place(object.pos))
            } else {
                String::new()
            };
            out.insert(format!(
                "u {path}/{} {kind} {}{at}",
                shown.range(a, b),
                object.name
            ));
        }
        if let Some(&o) = info.defs.get(&id)
            && name != "_"
        {
            let kind = shown.kind(o);
            let ty = match kind {
                "var" | "const" => format!(
                    " {}",
                    shown.ty(shown.types.object(o).ty.unwrap_or(TypeId::INVALID))
                ),
                _ => String::new(),
            };
            out.insert(format!("d {path}/{} {kind}{ty}", shown.range(a, b)));
        }
        if let Some(i) = info.instances.get(&id) {
            out.insert(format!(
                "i {path}/{} {} {}",
                shown.range(a, b),
                shown.list(&i.targs),
                shown.ty(i.ty)
            ));
        }
    }
}

#[test]
#[ignore = "needs an installed Go"]
fn facts() {
    let work = || {
        let wanted = std::env::var("GORUN_PKGS").unwrap_or("sort".into());
        let wanted: Vec<&str> = wanted.split_whitespace().collect();
        let go = std::env::var("GORUN_GO").unwrap_or_else(|_| "go".into());
        let listed = Command::new(go)
            .env("CGO_ENABLED", "0")
            .args(["list", "-deps", "-f", "{{.ImportPath}}\t{{.Dir}}\t{{join .GoFiles \" \"}}\t{{range $k, $v := .ImportMap}}{{$k}}={{$v}} {{end}}"])
            .args(&wanted)
            .output()
            .expect("no go: set GORUN_GO");
        let mut sources = SourceMap::new();
        let mut types = Types::new();
        let mut done = HashMap::new();
        let mut out = BTreeSet::new();
        for line in String::from_utf8_lossy(&listed.stdout).lines() {
            let parts: Vec<&str> = line.split('\t').collect();
            let &[path, dir, names, map] = parts.as_slice() else {
                continue;
            };
            for entry in map.split_whitespace() {
                if let Some((from, to)) = entry.split_once('=')
                    && let Some(&id) = done.get(to)
                {
                    done.insert(from.to_string(), id);
                }
            }
            let files: Vec<File> = names
                .split_whitespace()
                .map(|n| {
                    let file = PathBuf::from(dir).join(n);
                    let text = fs::read_to_string(&file).unwrap();
                    let id = sources
                        .add(n.to_string(), file, text.as_str().into())
                        .unwrap();
                    parse_file(ParseInput {
                        text: &text,
                        base: sources.file(id).base,
                    })
                    .0
                })
                .collect();
            let config = Config {
                version: (1, 27),
                natives: true,
                lint: true,
                parsed_soundly: true,
                as_written: false,
            };
            let (id, info, errors) =
                check_package(&mut types, &mut Done(&done), &config, path.into(), &files);
            for e in errors.iter().take(3) {
                eprintln!("{path}: {}", resolve_places(&e.message, |_| String::new()));
            }
            done.insert(path.to_string(), id);
            if wanted.contains(&path) {
                dump(
                    &Shown {
                        types: &types,
                        sources: &sources,
                    },
                    path,
                    id,
                    &files,
                    &info,
                    &mut out,
                );
            }
        }
        let text: Vec<String> = out.into_iter().collect();
        fs::write(
            std::env::var("GORUN_OUT").unwrap_or("facts.txt".into()),
            text.join("\n") + "\n",
        )
        .unwrap();
    };
    let thread = std::thread::Builder::new()
        .stack_size(1 << 30)
        .spawn(work)
        .unwrap();
    if let Err(panic) = thread.join() {
        std::panic::resume_unwind(panic);
    }
}
