//! Types that gc lays out only to find them too large: not go/types' affair, so they have no error codes. gc says so while it reads
//! declarations and bodies, at the place that it has set last: that of the declaration it reads, of the function, or of the variable that was
//! declared last in its body. So this goes through a package as gc's reader does: first what initialises variables, then the declarations,
//! then the bodies. Each type that is written is a new one to gc, which looks at it once; what has a name is looked at where it is declared,
//! and a named channel once more where its name is used first.

use gorun_grammar::Diagnostic;
use gorun_grammar::ast::{Block, Decl, Expr, ExprKind, FuncDecl, Pos, Stmt, StmtKind, VarSpec};
use rustc_hash::FxHashSet;

use super::checker::Checker;
use super::concrete::Concrete;
use super::constant::Const;
use super::info::Mode;
use super::object::{ObjId, ObjectKind, VarKind};
use super::store::Types;
use super::subst::SubstMap;
use super::ty::{NamedId, Type, TypeId};
use crate::format::walk::shared::{Visit, inside_expr, inside_stmt};

/// gc's limit for the size of a type.
const LARGEST: u64 = 1 << 50;
/// gc's limit for what a channel passes on.
const LARGEST_ELEMENT: u64 = 1 << 16;
/// gc's limit for keys and elements of maps.
const LARGEST_IN_MAP: u64 = 1 << 31;

impl<'a> Checker<'a> {
    /// Reports such types. Only for a package that is otherwise in order.
    pub(super) fn large_types(&mut self) {
        // Without an array of some size nothing is too large: programs without one need not be gone through.
        if !self.types.has_array_of(LARGEST_ELEMENT) {
            return;
        }
        let files = self.files;
        let instances = self.concrete_instances();
        let mut reader = Reader {
            check: self,
            at: Pos::NONE,
            read: FxHashSet::default(),
            used: FxHashSet::default(),
            met: FxHashSet::default(),
            given: FxHashSet::default(),
            pending: Vec::new(),
            declaring: 0,
            instances,
            env: SubstMap::default(),
            found: Vec::new(),
        };
        reader.initialisers();
        for decl in files.iter().flat_map(|f| &f.decls) {
            reader.declaration(decl);
        }
        for decl in files.iter().flat_map(|f| &f.decls) {
            if let Decl::Func(f) = decl {
                reader.function(f);
            }
        }
        let mut found = reader.found;
        found.sort_by_key(|f| f.0);
        let mut said = FxHashSet::default();
        found.retain(|f| said.insert(f.clone()));
        let found = found
            .into_iter()
            .map(|(pos, text)| Diagnostic::new(pos, text));
        self.diagnostics.extend(found);
    }
}

struct Reader<'x, 'a> {
    check: &'x mut Checker<'a>,
    /// Where gc would say something now.
    at: Pos,
    /// Objects that have been read.
    read: FxHashSet<ObjId>,
    /// Declared types that have been used.
    used: FxHashSet<TypeId>,
    /// Instances of functions that have been read.
    met: FxHashSet<(ObjId, Vec<TypeId>)>,
    /// Types written in the statement that is read which its variables or instances had first.
    given: FxHashSet<TypeId>,
    /// What is wrong with parts of the types that are being declared: said when all of them are known.
    pending: Vec<String>,
    declaring: u32,
    instances: Vec<Concrete>,
    /// The arguments of the instance whose body is read.
    env: SubstMap,
    found: Vec<(Pos, String)>,
}

impl<'a> Reader<'_, 'a> {
    fn types(&mut self) -> &mut Types {
        self.check.types
    }

    /// The values of package variables come first, in the order in which they are computed.
    fn initialisers(&mut self) {
        let files = self.check.files;
        for i in 0..self.check.info.init_order.len() {
            let init = self.check.info.init_order[i].clone();
            let at = init.at;
            let decl = files.get(at.file).and_then(|f| f.decls.get(at.decl));
            let Some(Decl::Var(specs)) = decl else {
                continue;
            };
            init.lhs.iter().for_each(|&obj| self.object(obj));
            let spec = specs.get(at.spec);
            if let Some(value) = spec.and_then(|s| s.values.get(at.value)) {
                self.expr(value);
                self.given.clear();
            }
        }
    }

    fn declaration(&mut self, decl: &Decl) {
        let ids: Vec<_> = match decl {
            Decl::Const(specs) => specs.iter().flat_map(|s| &s.names).map(|n| n.id).collect(),
            Decl::Var(specs) => specs.iter().flat_map(|s| &s.names).map(|n| n.id).collect(),
            Decl::Type(specs) => specs.iter().map(|s| s.name.id).collect(),
            Decl::Func(f) if f.recv.is_none() => vec![f.name.id],
            _ => Vec::new(),
        };
        for id in ids {
            if let Some(&obj) = self.check.info.defs.get(&id) {
                self.object(obj);
            }
        }
    }

    /// A function's body; a generic function's for each instance.
    fn function(&mut self, f: &'a FuncDecl) {
        let Some(body) = f.body.as_ref().filter(|_| f.name.name != "_") else {
            return;
        };
        let at = f.recv.as_ref().map_or(f.name.pos, |r| r.open);
        let Some(&obj) = self.check.info.defs.get(&f.name.id) else {
            return;
        };
        let Some(sig) = self.check.func_sigs.get(&obj).cloned() else {
            return;
        };
        let generic = match self.check.types.get(sig.ty) {
            Type::Signature(s) => s.tparams.clone(),
            _ => return,
        };
        let recv = sig.recv.and_then(|r| self.check.types.object(r).ty);
        if generic.is_empty() && !recv.is_some_and(|r| self.check.types.mentions_tparams(r)) {
            return self.body(at, body);
        }
        let known = self.instances.iter().filter(|c| c.function == obj);
        let known: Vec<SubstMap> = known.map(|c| c.env.clone()).collect();
        for env in known {
            self.env = env;
            self.at = at;
            self.parts(sig.ty);
            self.instance(at, body);
        }
    }

    /// A body with the arguments in `env`. What depends on these is in the instance's dictionary, which is read where the function is.
    fn instance(&mut self, at: Pos, body: &Block) {
        let before = self.found.len();
        self.body(at, body);
        let here = self.found[before..].iter();
        let here: Vec<_> = here.map(|(_, text)| (at, text.clone())).collect();
        self.found.extend(here);
        self.env = SubstMap::default();
    }

    fn body(&mut self, at: Pos, body: &Block) {
        let before = std::mem::replace(&mut self.at, at);
        for s in &body.stmts {
            self.stmt(s);
        }
        self.at = before;
    }

    /// Something declared in the package, where it is read first.
    fn object(&mut self, obj: ObjId) {
        let o = self.check.types.object(obj);
        let (pos, ty) = (o.pos, o.ty);
        if o.pkg != self.check.pkg || !self.read.insert(obj) {
            return;
        }
        let Some(ty) = ty else { return };
        match &o.kind {
            ObjectKind::TypeName { alias: true, .. } => {
                self.at = pos;
                self.ty_of_alias(ty);
            }
            ObjectKind::TypeName { .. } => {
                if let Type::Named(named) = *self.check.types.get(ty) {
                    self.declared_type(pos, named);
                }
            }
            ObjectKind::Func { .. } => {
                let generic =
                    matches!(self.check.types.get(ty), Type::Signature(s) if !s.tparams.is_empty());
                if !generic {
                    self.at = pos;
                    self.parts(ty);
                }
            }
            ObjectKind::Var(VarKind::Package) => {
                self.at = pos;
                let decl = self.check.obj_map.get(&obj);
                // A type that is not written is read where it is, in the value.
                if decl.is_some_and(|d| self.check.decls[d.0].vtyp.is_some()) {
                    self.ty(ty);
                }
            }
            ObjectKind::Const { .. } => self.at = pos,
            _ => {}
        }
    }

    /// An instance of a function, where it is mentioned first: the arguments, then the function where it is declared.
    fn function_instance(&mut self, obj: ObjId, targs: &[TypeId]) {
        let env = std::mem::take(&mut self.env);
        let targs = self.types().subst_list(targs, &env);
        self.env = env;
        let o = self.check.types.object(obj);
        let (pos, own) = (o.pos, o.pkg == self.check.pkg);
        if !self.met.insert((obj, targs.clone())) {
            return;
        }
        for t in targs {
            self.ty(t);
            self.given.insert(t);
        }
        if own {
            self.at = pos;
        }
    }

    fn ty_of_alias(&mut self, ty: TypeId) {
        match *self.check.types.get(ty) {
            Type::Alias { actual, .. } => self.ty(actual),
            _ => self.ty(ty),
        }
    }

    fn declared_type(&mut self, pos: Pos, named: NamedId) {
        let declared = self.check.types.named(named);
        if !declared.tparams.is_empty() || !declared.outer.is_empty() {
            return;
        }
        let methods = declared.methods.clone();
        let under = declared.underlying;
        self.at = pos;
        self.declaring += 1;
        if let Some(rhs) = self.check.from_rhs.get(&named).copied().or(under) {
            self.ty(rhs);
        }
        self.declaring -= 1;
        self.say_pending();
        for m in methods {
            if let Some(ty) = self.check.types.object(m).ty {
                self.parts(ty);
            }
        }
    }

    /// A type where it is written.
    fn ty(&mut self, ty: TypeId) {
        if self.given.contains(&ty) {
            return;
        }
        match *self.check.types.get(ty) {
            Type::TypeParam(_) => {}
            Type::Named(_) => {
                let env = std::mem::take(&mut self.env);
                let ty = self.types().subst(ty, &env);
                self.env = env;
                self.named(ty);
            }
            Type::Alias { obj, .. } => self.object(obj),
            _ => self.parts(ty),
        }
    }

    fn named(&mut self, ty: TypeId) {
        let Type::Named(id) = *self.check.types.get(ty) else {
            return;
        };
        let named = self.check.types.named(id);
        let (obj, origin) = (named.obj, named.origin.clone());
        if let Some((_, targs)) = &origin {
            targs.iter().for_each(|&t| self.ty(t));
        }
        self.object(obj);
        if self.check.types.mentions_tparams(ty) || !self.used.insert(ty) {
            return;
        }
        let under = self.check.types.under(ty);
        if origin.is_some() {
            // An instance is read as a declaration is.
            self.at = self.check.types.object(obj).pos;
            self.declaring += 1;
            self.parts(under);
            self.declaring -= 1;
            return self.say_pending();
        }
        if let Type::Chan { elem, .. } = *self.check.types.get(under) {
            self.channel(elem);
        }
    }

    /// The parts of a type that has no name, and the type itself.
    fn parts(&mut self, ty: TypeId) {
        match self.check.types.get(ty).clone() {
            Type::Pointer(elem) | Type::Slice(elem) => self.ty(elem),
            Type::Chan { elem, .. } => {
                self.ty(elem);
                self.channel(elem);
            }
            Type::Map { key, elem } => {
                self.ty(key);
                self.ty(elem);
                // While types are declared, the sizes of others are not known yet.
                if self.declaring == 0 {
                    for (part, name) in [(elem, "element"), (key, "key")] {
                        if self.is_at_least(part, LARGEST_IN_MAP) {
                            self.say(format!("map {name} type too large"));
                        }
                    }
                }
            }
            Type::Array { elem, .. } => {
                self.ty(elem);
                if self.is_at_least(ty, LARGEST) {
                    let shown = self.check.type_str(ty);
                    self.say(format!("type {shown} larger than address space"));
                }
            }
            Type::Struct(s) => s.fields.iter().for_each(|f| self.ty(f.ty)),
            Type::Signature(s) => {
                let passed = s.params.iter().chain(&s.results);
                passed.for_each(|&t| self.ty(t));
            }
            Type::Interface(i) => i.methods.iter().for_each(|m| self.parts(m.sig)),
            _ => {}
        }
    }

    fn channel(&mut self, elem: TypeId) {
        if self.is_at_least(elem, LARGEST_ELEMENT) {
            self.say("channel element type too large (>64kB)".into());
        }
    }

    fn is_at_least(&mut self, ty: TypeId, limit: u64) -> bool {
        let env = std::mem::take(&mut self.env);
        let ty = self.types().subst(ty, &env);
        self.env = env;
        let types = &self.check.types;
        !types.mentions_tparams(ty) && types.size_of(ty).is_none_or(|n| n >= limit)
    }

    fn say(&mut self, text: String) {
        match self.declaring {
            0 => self.found.push((self.at, text)),
            _ => self.pending.push(text),
        }
    }

    fn say_pending(&mut self) {
        if self.declaring == 0 {
            let at = self.at;
            let pending = self.pending.drain(..);
            self.found.extend(pending.map(|text| (at, text)));
        }
    }

    /// Variables that a statement declares. What type they have without writing it is that of the value: gc meets it here first.
    fn declare(
        &mut self,
        names: impl Iterator<Item = (gorun_grammar::ast::NodeId, Pos)>,
        values: &[Expr],
    ) {
        let mut written = Written {
            check: self.check,
            found: FxHashSet::default(),
        };
        values.iter().for_each(|v| written.expr(v));
        let written = written.found;
        for (id, pos) in names {
            let Some(&obj) = self.check.info.defs.get(&id) else {
                continue;
            };
            self.at = pos;
            if let Some(ty) = self
                .check
                .types
                .object(obj)
                .ty
                .filter(|t| written.contains(t))
            {
                self.ty(ty);
                self.given.insert(ty);
            }
        }
    }

    fn var_spec(&mut self, spec: &VarSpec) {
        for (i, name) in spec.names.iter().enumerate() {
            if spec.ty.is_some() && self.check.info.defs.contains_key(&name.id) {
                self.at = name.pos;
            }
            if let (0, Some(ty)) = (i, &spec.ty) {
                self.expr(ty);
            }
        }
        if spec.ty.is_none() {
            self.declare(spec.names.iter().map(|n| (n.id, n.pos)), &spec.values);
        }
        spec.values.iter().for_each(|v| self.expr(v));
        self.given.clear();
    }
}

impl Visit<'_> for Reader<'_, '_> {
    fn expr(&mut self, x: &Expr) {
        let facts = self.check.info.types.get(&x.id);
        let (mode, ty) = facts.map_or((None, None), |t| (Some(t.mode), Some(t.ty)));
        // Of a constant its value is read.
        if facts.is_some_and(|t| t.value.is_some()) {
            return;
        }
        if let (Some(Mode::TypeExpr), Some(ty)) = (mode, ty) {
            return self.ty(ty);
        }
        match &x.kind {
            ExprKind::Ident(_) => {
                let used = self.check.info.uses.get(&x.id).copied();
                if let (Some(obj), Some(instance)) = (used, self.check.info.instances.get(&x.id)) {
                    let targs = instance.targs.clone();
                    self.function_instance(obj, &targs);
                }
                let of_package = |o: &ObjId| {
                    let kind = &self.check.types.object(*o).kind;
                    matches!(
                        kind,
                        ObjectKind::Func { .. } | ObjectKind::Var(VarKind::Package)
                    )
                };
                if let Some(obj) = used.filter(of_package) {
                    self.object(obj);
                }
            }
            ExprKind::Func { ty: written, body } => {
                if let Some(ty) = ty {
                    self.parts(ty);
                }
                self.body(written.pos, body);
            }
            _ => inside_expr(self, x),
        }
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Decl(Decl::Var(specs)) => specs.iter().for_each(|s| self.var_spec(s)),
            StmtKind::Decl(_) => {}
            StmtKind::Define { lhs, rhs, .. } => {
                self.declare(lhs.iter().map(|x| (x.id, x.pos)), rhs);
                lhs.iter().chain(rhs).for_each(|x| self.expr(x));
                self.given.clear();
            }
            StmtKind::If(s) => {
                if let Some(init) = &s.init {
                    self.stmt(init);
                }
                self.expr(&s.cond);
                // What a constant excludes is not read.
                let facts = self.check.info.types.get(&s.cond.id);
                let known = match facts.and_then(|t| t.value.as_ref()) {
                    Some(Const::Bool(known)) => Some(*known),
                    _ => None,
                };
                if known != Some(false) {
                    s.then.stmts.iter().for_each(|s| self.stmt(s));
                }
                if let Some(els) = s.els.as_ref().filter(|_| known != Some(true)) {
                    self.stmt(els);
                }
            }
            StmtKind::Range(s) => {
                let names = [&s.key, &s.value].into_iter().flatten();
                self.declare(names.map(|x| (x.id, x.pos)), &[]);
                inside_stmt(self, stmt);
            }
            _ => inside_stmt(self, stmt),
        }
        self.given.clear();
    }
}

/// The types that are written in expressions, with all their parts.
struct Written<'x, 'a> {
    check: &'x Checker<'a>,
    found: FxHashSet<TypeId>,
}

impl Visit<'_> for Written<'_, '_> {
    fn expr(&mut self, x: &Expr) {
        match self.check.info.types.get(&x.id) {
            Some(facts) if facts.mode == Mode::TypeExpr => {
                self.found.insert(facts.ty);
            }
            _ => {}
        }
        inside_expr(self, x);
    }
}
