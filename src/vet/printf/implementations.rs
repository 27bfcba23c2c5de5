//! Which methods stand behind the methods of the package's interfaces, by what the package assigns to variables of such types: a
//! method of an interface prints if one behind it does.

use gorun_grammar::ast::*;
use rustc_hash::FxHashMap;

use super::Printer;
use crate::types::ty::Signature;
use crate::types::{Basic, LookupKind, Type, TypeId, Types};
use crate::vet::names::interface_of;
use crate::vet::nodes::{self, Node};
use crate::vet::pass::Pass;

/// Methods of interfaces, and those behind them.
pub type Implementations = FxHashMap<Printer, Vec<Printer>>;

/// Whether a function takes any number of arguments of any type.
pub fn takes_anything(types: &Types, sig: &Signature) -> bool {
    let last = sig.params.last().filter(|_| sig.variadic);
    let elem = last.map(|&t| types.get(types.unalias(t)));
    let Some(&Type::Slice(elem)) = elem else {
        return false;
    };
    matches!(types.get(types.unalias(elem)), Type::Interface(i) if i.methods.is_empty() && i.embedded.is_empty())
}

pub fn find(pass: &mut Pass<'_>) -> Implementations {
    let mut gatherer = Gatherer {
        pass,
        results: Vec::new(),
        found: Vec::new(),
    };
    for file in gatherer.pass.files {
        for d in &file.decls {
            gatherer.declaration(d);
        }
    }
    let assigned = gatherer.found;
    let mut implementations = Implementations::default();
    for (interface, value) in assigned {
        behind(pass, interface, value, &mut implementations);
    }
    implementations
}

/// The methods with which `value` implements those of an interface that are the package's own.
fn behind(pass: &mut Pass<'_>, interface: TypeId, value: TypeId, all: &mut Implementations) {
    let under = pass.types.under(interface);
    let methods = pass.types.type_set(under).methods.clone();
    for method in methods {
        let name = method.name.as_str();
        let printer = interface_of(pass.types, interface, &[], name);
        let Some(of) = printer.filter(|&of| is_own(pass, of)) else {
            continue;
        };
        match pass.types.get(method.sig) {
            Type::Signature(sig) if takes_anything(pass.types, sig) => {}
            _ => continue,
        }
        let Some(found) = pass.types.lookup(value, false, pass.pkg, name) else {
            continue;
        };
        let implementation = match found.kind {
            LookupKind::Field => continue,
            LookupKind::Method => Printer::Object(found.obj),
            LookupKind::InterfaceMethod => {
                let path = found.index.split_last().map_or(&[][..], |(_, path)| path);
                match interface_of(pass.types, value, path, name) {
                    Some(of) => Printer::method(of, name),
                    None => continue,
                }
            }
        };
        let list = all.entry(Printer::method(of, name)).or_default();
        if !list.contains(&implementation) {
            list.push(implementation);
        }
    }
}

fn is_own(pass: &Pass<'_>, interface: TypeId) -> bool {
    let types = &pass.types;
    let named = types.as_named(interface);
    named.is_none_or(|n| types.object(types.named(n).obj).pkg == pass.pkg)
}

/// Collects what is assigned to what, where the left side is an interface.
struct Gatherer<'p, 'a> {
    pass: &'p Pass<'a>,
    /// The results of the function that is looked at.
    results: Vec<TypeId>,
    found: Vec<(TypeId, TypeId)>,
}

impl<'a> Gatherer<'_, 'a> {
    fn declaration(&mut self, d: &'a Decl) {
        match d {
            Decl::Func(f) => {
                let ty = self.pass.info.defs.get(&f.name.id);
                let ty = ty.and_then(|&o| self.pass.types.object(o).ty);
                if let Some(body) = &f.body {
                    self.function(ty, body);
                }
            }
            d => {
                if let Decl::Var(specs) = d {
                    self.specs(specs);
                }
                let mut inner = Vec::new();
                nodes::of_decl(d, &mut |node| self.node(node, &mut inner));
                self.functions(inner);
            }
        }
    }

    fn function(&mut self, ty: Option<TypeId>, body: &'a Block) {
        let results = ty.and_then(|t| self.signature(t)).map(|s| s.results);
        let around = std::mem::replace(&mut self.results, results.unwrap_or_default());
        let mut inner = Vec::new();
        nodes::of_stmts(&body.stmts, &mut |node| self.node(node, &mut inner));
        self.functions(inner);
        self.results = around;
    }

    fn functions(&mut self, literals: Vec<&'a Expr>) {
        for x in literals {
            if let ExprKind::Func { body, .. } = &x.kind {
                self.function(Some(self.pass.type_of(x)), body);
            }
        }
    }

    /// Whether to go on inside.
    fn node(&mut self, node: Node<'a>, literals: &mut Vec<&'a Expr>) -> bool {
        match node {
            Node::Expr(x) => {
                if let ExprKind::Func { .. } = &x.kind {
                    literals.push(x);
                    return false;
                }
                self.expression(x);
            }
            Node::Stmt(s) => self.statement(s),
        }
        true
    }

    fn signature(&self, t: TypeId) -> Option<Signature> {
        match self.pass.types.under_ty(t) {
            Type::Signature(s) => Some(s.clone()),
            _ => None,
        }
    }

    fn assign(&mut self, to: TypeId, value: TypeId) {
        let types = &self.pass.types;
        let nothing = [TypeId::INVALID, TypeId::of(Basic::UntypedNil)];
        if types.is_non_tparam_interface(to)
            && !nothing.contains(&value)
            && !types.identical(to, value)
        {
            self.found.push((to, value));
        }
    }

    /// Values, or the results of a call, for as many places.
    fn assign_all(&mut self, to: &[TypeId], values: &'a [Expr]) {
        if let ([value], [_, _, ..]) = (values, to)
            && let Type::Tuple(types) = self.pass.types.get(self.pass.type_of(value))
        {
            for (&to, value) in to.iter().zip(types.clone()) {
                self.assign(to, value);
            }
            return;
        }
        for (&to, value) in to.iter().zip(values) {
            self.assign(to, self.pass.type_of(value));
        }
    }

    fn specs(&mut self, specs: &'a [VarSpec]) {
        for spec in specs {
            if let Some(ty) = &spec.ty {
                let to = vec![self.pass.type_of(ty); spec.names.len()];
                self.assign_all(&to, &spec.values);
            }
        }
    }

    fn statement(&mut self, s: &'a Stmt) {
        match &s.kind {
            StmtKind::Assign {
                lhs, op: None, rhs, ..
            }
            | StmtKind::Define { lhs, rhs, .. } => {
                let to: Vec<TypeId> = lhs.iter().map(|x| self.variable(x)).collect();
                self.assign_all(&to, rhs);
            }
            StmtKind::Decl(Decl::Var(specs)) => self.specs(specs),
            StmtKind::Return(values) => {
                let to = self.results.clone();
                self.assign_all(&to, values);
            }
            StmtKind::Send { ch, value, .. } => {
                if let &Type::Chan { elem, .. } = self.pass.types.under_ty(self.pass.type_of(ch)) {
                    self.assign(elem, self.pass.type_of(value));
                }
            }
            StmtKind::TypeSwitch(s) => {
                let from = self.pass.type_of(&s.x);
                for value in s.clauses.iter().flat_map(|c| &c.values) {
                    self.assert(from, value);
                }
            }
            _ => {}
        }
    }

    /// The type of what is assigned to. (Names that are declared there have no type as expressions.)
    fn variable(&self, x: &Expr) -> TypeId {
        let declared = self.pass.identified(x);
        let ty = declared.and_then(|o| self.pass.types.object(o).ty);
        ty.unwrap_or_else(|| self.pass.type_of(x))
    }

    /// What is found in a variable of an interface type has been put there.
    fn assert(&mut self, from: TypeId, ty: &Expr) {
        let to = self.pass.type_of(ty);
        if self.pass.is_type(ty) && !self.pass.types.is_interface(to) {
            self.assign(from, to);
        }
    }

    fn expression(&mut self, x: &'a Expr) {
        match &x.kind {
            ExprKind::Call {
                fun,
                args,
                ellipsis,
                ..
            } => self.call(fun, args, ellipsis.is_some()),
            ExprKind::TypeAssert {
                x: from,
                ty: Some(ty),
                ..
            } => self.assert(self.pass.type_of(from), ty),
            ExprKind::Composite { elems, .. } => self.composite(self.pass.type_of(x), elems),
            ExprKind::Binary { op, x, y, .. } if op.is_comparison() => {
                let (x, y) = (self.pass.type_of(x), self.pass.type_of(y));
                self.assign(x, y);
                self.assign(y, x);
            }
            _ => {}
        }
    }

    fn call(&mut self, fun: &'a Expr, args: &'a [Expr], open: bool) {
        let callee = self.pass.type_of(fun);
        if self.pass.is_type(fun) {
            return self.assign_all(&[callee], args);
        }
        let Some(sig) = self.signature(callee) else {
            return;
        };
        let mut to = sig.params;
        if let Some(list) = to.pop_if(|_| sig.variadic && !open) {
            let elem = match self.pass.types.under_ty(list) {
                &Type::Slice(elem) => elem,
                _ => list,
            };
            to.resize(to.len().max(args.len()), elem);
        }
        self.assign_all(&to, args);
    }

    fn composite(&mut self, ty: TypeId, elems: &'a [Element]) {
        let types = &self.pass.types;
        // An element that leaves out `&T` has the pointer's type.
        let ty = types.as_pointer(types.under(ty)).unwrap_or(ty);
        match types.under_ty(ty).clone() {
            Type::Struct(s) => {
                for (i, e) in elems.iter().enumerate() {
                    let field = match e.key.as_ref().map(|k| &k.kind) {
                        Some(ExprKind::Ident(name)) => {
                            s.fields.iter().find(|f| f.name == name.as_str())
                        }
                        _ => s.fields.get(i),
                    };
                    if let Some(field) = field {
                        self.assign(field.ty, self.pass.type_of(&e.value));
                    }
                }
            }
            Type::Slice(elem) | Type::Array { elem, .. } => {
                for e in elems {
                    self.assign(elem, self.pass.type_of(&e.value));
                }
            }
            Type::Map { key, elem } => {
                for e in elems {
                    if let Some(k) = &e.key {
                        self.assign(key, self.pass.type_of(k));
                    }
                    self.assign(elem, self.pass.type_of(&e.value));
                }
            }
            _ => {}
        }
    }
}
