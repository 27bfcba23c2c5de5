//! Which functions hand their format and arguments on to one that prints. Functions call each other in any order, so each
//! candidate keeps those that call it and tells them when it has been found to be one.

use gorun_grammar::ast::*;
use rustc_hash::FxHashMap;

use super::implementations::{self, Implementations, takes_anything};
use super::{Kind, Printer, library_kind};
use crate::types::info::Selection;
use crate::types::{Basic, ObjId, ObjectKind, Type, TypeId};
use crate::vet::nodes::{self, Node};
use crate::vet::pass::Pass;

/// A function, a variable that is given a function literal, or a method of an interface, whose last parameter is `...any`.
struct Candidate<'a> {
    is: Printer,
    /// A method of an interface has none: it calls, as it were, each method behind it.
    body: Option<&'a Block>,
    /// The parameter before the last, if it is a string.
    format: Option<ObjId>,
    args: Option<ObjId>,
    callers: Vec<Caller<'a>>,
}

#[derive(Clone, Copy)]
struct Caller<'a> {
    candidate: usize,
    /// None: the methods of an interface hand on what they get.
    call: Option<&'a Expr>,
}

/// Kinds of functions: those of other packages, and what has been found in this one.
pub struct Known {
    kinds: FxHashMap<Printer, Kind>,
}

impl Known {
    pub fn kind(&self, pass: &Pass<'_>, obj: ObjId, selection: Option<&Selection>) -> Option<Kind> {
        let known = self
            .kinds
            .get(&Printer::of(pass.types, obj, selection))
            .copied();
        known.or_else(|| library_kind(pass.types, obj, selection))
    }
}

pub fn find(pass: &mut Pass<'_>) -> Known {
    let mut known = Known {
        kinds: pass.facts.wrappers.0.clone(),
    };
    let files = pass.files;
    let mut gatherer = Gatherer {
        pass,
        candidates: Vec::new(),
        named: FxHashMap::default(),
        interfaces: false,
    };
    for (i, file) in files.iter().enumerate() {
        // As if it were a feature of the language: modules of old are not to be refused of a sudden.
        gatherer.interfaces = gatherer.pass.version(i) >= INTERFACES_SINCE;
        for d in &file.decls {
            gatherer.declaration(d);
        }
    }
    let mut candidates = gatherer.candidates;
    let by_printer: FxHashMap<Printer, usize> = (candidates.iter().enumerate())
        .map(|(i, c)| (c.is.clone(), i))
        .collect();
    let behind = match candidates.iter().any(|c| c.body.is_none()) {
        true => implementations::find(pass),
        false => Implementations::default(),
    };
    for i in 0..candidates.len() {
        let Some(body) = candidates[i].body else {
            let caller = Caller {
                candidate: i,
                call: None,
            };
            for printer in behind.get(&candidates[i].is).into_iter().flatten() {
                if let Some(&callee) = by_printer.get(printer) {
                    candidates[callee].callers.push(caller);
                }
                let kind = known.kinds.get(printer).copied();
                let kind = kind.or_else(|| match printer {
                    Printer::Object(obj) => library_kind(pass.types, *obj, None),
                    Printer::Method { .. } => None,
                });
                if let Some(kind) = kind {
                    propagate(pass, &candidates, caller, kind, &mut known);
                }
            }
            continue;
        };
        let mut scan = Scan {
            pass,
            format: candidates[i].format,
            args: candidates[i].args,
            calls: Vec::new(),
            changed: false,
        };
        nodes::of_stmts(&body.stmts, &mut |node| scan.node(node));
        for (call, obj, selection) in scan.calls {
            let caller = Caller {
                candidate: i,
                call: Some(call),
            };
            let printer = Printer::of(pass.types, obj, selection);
            if let Some(&callee) = by_printer.get(&printer) {
                candidates[callee].callers.push(caller);
            }
            if let Some(kind) = known.kind(pass, obj, selection) {
                propagate(pass, &candidates, caller, kind, &mut known);
            }
        }
    }
    let own = |printer: &Printer| printer.package(pass.types) == Some(pass.pkg);
    let found = known.kinds.iter().filter(|(printer, _)| own(printer));
    pass.facts
        .wrappers
        .0
        .extend(found.map(|(printer, &kind)| (printer.clone(), kind)));
    known
}

/// A candidate has called one of that kind: it is one itself, and so may be who calls it.
fn propagate(
    pass: &mut Pass<'_>,
    candidates: &[Candidate<'_>],
    caller: Caller<'_>,
    kind: Kind,
    known: &mut Known,
) {
    let candidate = &candidates[caller.candidate];
    if let Some(call) = caller.call
        && !forwards(pass, candidate, call, kind)
    {
        return;
    }
    if known.kinds.insert(candidate.is.clone(), kind) != Some(kind) {
        for &next in &candidate.callers {
            propagate(pass, candidates, next, kind, known);
        }
    }
}

/// Whether the call hands on the format and, behind `...`, the arguments.
fn forwards(pass: &mut Pass<'_>, candidate: &Candidate<'_>, call: &Expr, kind: Kind) -> bool {
    let ExprKind::Call {
        fun,
        args,
        ellipsis,
        ..
    } = &call.kind
    else {
        return false;
    };
    if kind != Kind::Print {
        let format = args.len().checked_sub(2).map(|i| &args[i]);
        let handed_on = format.and_then(|e| pass.identified(e));
        if handed_on.is_none() || handed_on != candidate.format {
            return false;
        }
    }
    if ellipsis.is_some() {
        return true;
    }
    let Type::Signature(sig) = pass.types.get(pass.type_of(fun)) else {
        return false;
    };
    // With more arguments than parameters it cannot have been meant.
    if args.len() <= sig.params.len() {
        let word = kind.word();
        let text = format!("missing ... in args forwarded to {word}-like function");
        pass.report(call.pos, text);
    }
    false
}

/// The language version from which on methods of interfaces count.
const INTERFACES_SINCE: (u32, u32) = (1, 26);

struct Gatherer<'p, 'a> {
    pass: &'p mut Pass<'a>,
    candidates: Vec<Candidate<'a>>,
    /// The declared types that interface literals belong to.
    named: FxHashMap<NodeId, TypeId>,
    /// Methods of interfaces are candidates.
    interfaces: bool,
}

impl<'a> Gatherer<'_, 'a> {
    fn declaration(&mut self, d: &'a Decl) {
        match d {
            Decl::Func(f) => {
                if let (Some(body), Some(&obj)) = (&f.body, self.pass.info.defs.get(&f.name.id)) {
                    self.candidate(obj, &f.ty, body);
                }
            }
            Decl::Var(specs) => self.specs(specs),
            Decl::Type(specs) => self.types(specs),
            _ => {}
        }
        nodes::of_decl(d, &mut |node| {
            match node {
                Node::Stmt(stmt) => self.statement(stmt),
                Node::Expr(x) if self.interfaces => self.interface(x),
                Node::Expr(_) => {}
            }
            true
        });
    }

    fn types(&mut self, specs: &[TypeSpec]) {
        for spec in specs.iter().filter(|s| !s.alias) {
            let obj = self.pass.info.defs.get(&spec.name.id);
            if let Some(ty) = obj.and_then(|&o| self.pass.types.object(o).ty) {
                self.named.insert(spec.ty.id, ty);
            }
        }
    }

    /// The methods of an interface type, where it is written.
    fn interface(&mut self, x: &Expr) {
        if !matches!(x.kind, ExprKind::InterfaceType { .. }) {
            return;
        }
        let types = &self.pass.types;
        let literal = self.pass.type_of(x);
        let of = types.canon(self.named.get(&x.id).copied().unwrap_or(literal));
        let Type::Interface(interface) = types.get(types.unalias(literal)) else {
            return;
        };
        let printing = interface.methods.iter().filter(
            |m| matches!(types.get(m.sig), Type::Signature(sig) if takes_anything(types, sig)),
        );
        self.candidates.extend(printing.map(|m| Candidate {
            is: Printer::method(of, &m.name),
            body: None,
            format: None,
            args: None,
            callers: Vec::new(),
        }));
    }

    fn specs(&mut self, specs: &'a [VarSpec]) {
        for spec in specs {
            for (name, value) in spec.names.iter().zip(&spec.values) {
                self.literal(self.pass.info.defs.get(&name.id).copied(), value);
            }
        }
    }

    fn statement(&mut self, stmt: &'a Stmt) {
        match &stmt.kind {
            StmtKind::Assign { lhs, rhs, .. } | StmtKind::Define { lhs, rhs, .. } => {
                for (left, value) in lhs.iter().zip(rhs) {
                    let variable = match &left.kind {
                        ExprKind::Ident(_) => self.pass.object(left.id),
                        ExprKind::Selector { sel, .. } => self.pass.object(sel.id),
                        _ => None,
                    };
                    self.literal(variable, value);
                }
            }
            StmtKind::Decl(Decl::Var(specs)) => self.specs(specs),
            StmtKind::Decl(Decl::Type(specs)) => self.types(specs),
            _ => {}
        }
    }

    /// A variable or field is given a value.
    fn literal(&mut self, variable: Option<ObjId>, value: &'a Expr) {
        if let (Some(obj), ExprKind::Func { ty, body }) = (variable, &value.kind)
            && matches!(self.pass.types.object(obj).kind, ObjectKind::Var(_))
        {
            self.candidate(obj, ty, body);
        }
    }

    fn candidate(&mut self, obj: ObjId, ty: &FuncType, body: &'a Block) {
        let fields = &ty.params.fields;
        let Some(last) = fields.last() else { return };
        let ExprKind::Ellipsis(Some(elem)) = &last.ty.kind else {
            return;
        };
        let pass = &*self.pass;
        let elem = pass.types.unalias(pass.type_of(elem));
        if !matches!(pass.types.get(elem), Type::Interface(i) if i.methods.is_empty() && i.embedded.is_empty())
        {
            return;
        }
        let declared = |name: Option<&Ident>| pass.info.defs.get(&name?.id).copied();
        let before = fields.len().checked_sub(2).map(|i| &fields[i]);
        let before =
            before.filter(|f| pass.types.canon(pass.type_of(&f.ty)) == TypeId::of(Basic::String));
        self.candidates.push(Candidate {
            is: Printer::Object(obj),
            body: Some(body),
            format: declared(before.and_then(|f| f.names.last())),
            args: declared(last.names.first()),
            callers: Vec::new(),
        });
    }
}

/// Looks through a candidate's body for calls that get its arguments.
struct Scan<'p, 'a> {
    pass: &'p Pass<'a>,
    format: Option<ObjId>,
    args: Option<ObjId>,
    calls: Vec<(&'a Expr, ObjId, Option<&'a Selection>)>,
    /// A parameter is assigned to or its address taken: what follows does not get what the caller gave.
    changed: bool,
}

impl Scan<'_, '_> {
    fn is_parameter(&self, e: &Expr) -> bool {
        let obj = self.pass.identified(e);
        obj.is_some() && (obj == self.format || obj == self.args)
    }
}

impl<'a> Scan<'_, 'a> {
    /// Whether to go on inside.
    fn node(&mut self, node: Node<'a>) -> bool {
        match node {
            Node::Expr(x) => self.expression(x),
            Node::Stmt(stmt) => {
                if let StmtKind::Assign { lhs, .. } | StmtKind::Define { lhs, .. } = &stmt.kind {
                    self.changed |= lhs.iter().any(|e| self.is_parameter(e));
                }
            }
        }
        !self.changed
    }

    fn expression(&mut self, x: &'a Expr) {
        match &x.kind {
            ExprKind::Unary {
                op: UnaryOp::Addr,
                x,
            } if self.is_parameter(x) => self.changed = true,
            ExprKind::Call { fun, args, .. } if !self.changed => {
                let last = args.last().and_then(|e| self.pass.identified(e));
                if last.is_some()
                    && last == self.args
                    && let Some((obj, selection)) = self.pass.used(fun)
                {
                    self.calls.push((x, obj, selection));
                }
            }
            _ => {}
        }
    }
}
