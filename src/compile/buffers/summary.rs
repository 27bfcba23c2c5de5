//! What one look at a declared function tells: which variables of func type hold one literal for good, how variables are
//! used, whom it calls, whether it appends. Made once for each function.

use gorun_grammar::ast::{
    Decl, Expr, ExprKind, FieldList, FuncType, NodeId, Pos, RangeStmt, Stmt, StmtKind, UnaryOp,
};
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::children::{self, Child};
use crate::compile::declarations::DeclAt;
use crate::compile::place::unparen;
use crate::types::info::{Mode, SelectionKind};
use crate::types::object::{Builtin, VarKind};
use crate::types::{Info, ObjId, ObjectKind, Type, TypeId, Types};

#[derive(Clone, Default, Debug)]
pub struct Uses<'a> {
    pub all: u32,
    /// Calls of the variable in the function or literal that declares it, `go` and `defer` left out.
    pub calls: u32,
    /// Literals inside that from which it is called, once for each call.
    pub inner: Vec<NodeId>,
    /// Of a variable of func type, where it is an argument: what is called there, and which argument.
    pub passed: Vec<(&'a Expr, usize)>,
    /// The literal around the declaration.
    pub home: Option<NodeId>,
    /// The loops over functions that are around such calls and not around the declaration.
    pub loops: Vec<&'a RangeStmt>,
    /// How many are around the declaration.
    depth: usize,
}

#[derive(Default, Debug)]
pub struct Summary<'a> {
    /// Variables that hold this literal and never anything else.
    pub literals: FxHashMap<ObjId, &'a Expr>,
    /// Or this declared function.
    pub functions: FxHashMap<ObjId, ObjId>,
    pub reassigned: FxHashSet<ObjId>,
    /// Variables whose address is taken.
    pub addressed: FxHashSet<ObjId>,
    /// All that is assigned to variables of interface type, their first value included: an expression, and which of its values;
    /// `None` for what has no expression.
    pub assigned: FxHashMap<ObjId, Vec<Option<(&'a Expr, usize)>>>,
    pub uses: FxHashMap<ObjId, Uses<'a>>,
    /// For each literal: the one around it.
    pub around: FxHashMap<NodeId, Option<NodeId>>,
    /// The literals that mention variables of what is around them.
    pub capturing: FxHashSet<NodeId>,
    /// Declared functions that it mentions.
    pub callees: Vec<ObjId>,
    /// Labels with a `goto` behind them that leads back.
    pub looping: FxHashSet<Pos>,
    /// There are appends of single elements, or conversions of strings to slices.
    pub appends: bool,
    /// A literal stands in another, or in the body of a loop over a function, or is called where it stands or by the variable that
    /// it is in.
    pub nested: bool,
}

enum Value<'a> {
    Zero,
    Of(&'a Expr, usize),
    Unknown,
}

/// What the variable of that number gets of the values on the right.
fn value_of(values: &[Expr], names: usize, i: usize) -> Value<'_> {
    match values {
        [] => Value::Zero,
        _ if values.len() == names => Value::Of(&values[i], 0),
        // The first of the two that an assertion gives.
        [x] if i == 0 && matches!(unparen(x).kind, ExprKind::TypeAssert { .. }) => Value::Of(x, 0),
        [x] if matches!(unparen(x).kind, ExprKind::Call { .. }) => Value::Of(x, i),
        _ => Value::Unknown,
    }
}

struct Look<'x, 'a> {
    types: &'x Types,
    info: &'a Info,
    found: Summary<'a>,
    literal: Option<NodeId>,
    /// The loops over functions around, from the outermost one.
    loops: Vec<&'a RangeStmt>,
    labels: FxHashMap<(Option<NodeId>, SmolStr), Pos>,
}

/// Of what a package's variables begin with.
pub fn of_value<'a>(types: &Types, info: &'a Info, value: &'a Expr) -> Summary<'a> {
    let mut look = Look::new(types, info);
    look.expr(value);
    look.finish()
}

pub fn of_function<'a>(types: &Types, at: &DeclAt<'a>) -> Summary<'a> {
    let mut look = Look::new(types, at.info);
    if let Some(r) = &at.decl.recv {
        look.fields(r);
    }
    look.signature(&at.decl.ty);
    for s in at.decl.body.iter().flat_map(|b| &b.stmts) {
        look.stmt(s);
    }
    look.finish()
}

/// The built-in function that is called.
pub fn builtin(types: &Types, info: &Info, fun: &Expr) -> Option<Builtin> {
    let f = unparen(fun);
    if info.types.get(&f.id)?.mode != Mode::Builtin {
        return None;
    }
    let id = match &f.kind {
        ExprKind::Selector { sel, .. } => sel.id,
        _ => f.id,
    };
    match types.object(*info.uses.get(&id)?).kind {
        ObjectKind::Builtin(b) => Some(b),
        _ => None,
    }
}

/// Of what is called its name, without type arguments.
pub fn without_arguments(f: &Expr) -> &Expr {
    match &f.kind {
        ExprKind::Index { x, .. } => unparen(x),
        _ => f,
    }
}

/// The declared function or method that a call names, and the identifier under which type arguments are filed.
pub fn declared(types: &Types, info: &Info, fun: &Expr) -> Option<(ObjId, NodeId)> {
    let f = without_arguments(unparen(fun));
    let (obj, id) = match &f.kind {
        ExprKind::Ident(_) => (*info.uses.get(&f.id)?, f.id),
        ExprKind::Selector { sel, .. } => match info.selections.get(&f.id) {
            Some(s) => (s.obj, sel.id),
            None => (*info.uses.get(&sel.id)?, sel.id),
        },
        _ => return None,
    };
    matches!(types.object(obj).kind, ObjectKind::Func { .. }).then_some((obj, id))
}

impl<'x, 'a> Look<'x, 'a> {
    fn new(types: &'x Types, info: &'a Info) -> Self {
        Look {
            types,
            info,
            found: Summary::default(),
            literal: None,
            loops: Vec::new(),
            labels: FxHashMap::default(),
        }
    }
    fn finish(self) -> Summary<'a> {
        let mut found = self.found;
        let reassigned = std::mem::take(&mut found.reassigned);
        found.literals.retain(|obj, _| !reassigned.contains(obj));
        found.functions.retain(|obj, _| !reassigned.contains(obj));
        found.reassigned = reassigned;
        found
    }
    fn declare(&mut self, id: NodeId) -> Option<ObjId> {
        let obj = *self.info.defs.get(&id)?;
        let uses = self.found.uses.entry(obj).or_default();
        (uses.home, uses.depth) = (self.literal, self.loops.len());
        Some(obj)
    }
    fn fields(&mut self, list: &FieldList) {
        for n in list.fields.iter().flat_map(|f| &f.names) {
            self.declare(n.id);
        }
    }
    fn signature(&mut self, ty: &FuncType) {
        self.fields(&ty.params);
        if let Some(r) = &ty.results {
            self.fields(r);
        }
    }
    fn reassign(&mut self, e: &Expr) {
        if let Some(&obj) = self.info.uses.get(&unparen(e).id) {
            self.found.reassigned.insert(obj);
        }
    }

    fn stmt(&mut self, s: &'a Stmt) {
        match &s.kind {
            StmtKind::Go(e) | StmtKind::Defer(e) => {
                if let ExprKind::Call { fun, args, .. } = &unparen(e).kind {
                    self.expr(fun);
                    args.iter().for_each(|a| self.expr(a));
                }
                return;
            }
            StmtKind::Decl(Decl::Var(specs)) => {
                for spec in specs {
                    for (i, n) in spec.names.iter().enumerate() {
                        let obj = self.declare(n.id);
                        let value = spec.values.get(i);
                        self.assigned(obj, value_of(&spec.values, spec.names.len(), i));
                        if spec.values.len() == spec.names.len() {
                            self.holds(obj, value);
                        }
                    }
                }
            }
            StmtKind::Define { lhs, rhs, .. } => {
                for (i, x) in lhs.iter().enumerate() {
                    let obj = self.declare(x.id);
                    let target = obj.or_else(|| self.info.uses.get(&x.id).copied());
                    self.assigned(target, value_of(rhs, lhs.len(), i));
                    if obj.is_none() {
                        self.reassign(x);
                    } else if lhs.len() == rhs.len() {
                        self.holds(obj, rhs.get(i));
                    }
                }
            }
            StmtKind::Assign { lhs, rhs, .. } => {
                for (i, x) in lhs.iter().enumerate() {
                    let target = self.info.uses.get(&unparen(x).id).copied();
                    self.assigned(target, value_of(rhs, lhs.len(), i));
                    self.reassign(x);
                }
            }
            StmtKind::IncDec { x, .. } => self.reassign(x),
            StmtKind::Labeled { label, .. } => {
                let key = (self.literal, label.name.clone());
                self.labels.insert(key, label.pos);
            }
            StmtKind::Goto(label) => {
                let known = self.labels.get(&(self.literal, label.name.clone()));
                self.found.looping.extend(known);
            }
            StmtKind::Range(r) => {
                for x in r.key.iter().chain(&r.value) {
                    let obj = self.declare(x.id);
                    if obj.is_none() {
                        self.reassign(x);
                    }
                    let target = obj.or_else(|| self.info.uses.get(&unparen(x).id).copied());
                    self.assigned(target, Value::Unknown);
                }
            }
            StmtKind::TypeSwitch(i) => {
                for n in 0..i.clauses.len() {
                    let obj = i.bind.as_ref().and_then(|b| {
                        let variable = self.info.implicits.get(&(b.id, n as u32));
                        variable.copied()
                    });
                    self.assigned(obj, Value::Of(&i.x, 0));
                }
            }
            _ => {}
        }
        let mut parts = Vec::new();
        children::of_stmt(s, &mut |c| parts.push(c));
        let around = self.loops.len();
        if let StmtKind::Range(r) = &s.kind
            && self.is_loop(r)
        {
            self.loops.push(r);
        }
        self.parts(parts);
        self.loops.truncate(around);
    }
    /// Whether it is a loop over a function.
    fn is_loop(&self, r: &RangeStmt) -> bool {
        let t = self.info.types.get(&unparen(&r.x).id).map(|t| t.ty);
        let under = t.map(|t| self.types.get(self.types.underlying(t)));
        matches!(under, Some(Type::Signature(_)))
    }
    /// Argument number `i` of a call.
    fn passed(&mut self, fun: &'a Expr, argument: &Expr, i: usize) {
        let Some(obj) = self.info.uses.get(&unparen(argument).id) else {
            return;
        };
        let t = self.types.object(*obj).ty.map(|t| self.types.underlying(t));
        if let Some(Type::Signature(_)) = t.map(|t| self.types.get(t))
            && let Some(u) = self.found.uses.get_mut(obj)
            && u.home == self.literal
        {
            u.passed.push((fun, i));
        }
    }
    /// Whether a conversion may be one of a string to a slice.
    fn makes_text(&self, to: TypeId, args: &[Expr]) -> bool {
        let under = |t: TypeId| self.types.get(self.types.underlying(t));
        let from = args
            .first()
            .and_then(|x| self.info.types.get(&unparen(x).id));
        match (under(to), from.map(|t| under(t.ty))) {
            (Type::Slice(_), Some(from)) => !matches!(from, Type::Slice(_) | Type::Pointer(_)),
            // Of a type parameter.
            (Type::Interface(_), Some(from)) => {
                matches!(self.types.get(to), Type::TypeParam(_)) && !matches!(from, Type::Slice(_))
            }
            _ => false,
        }
    }
    /// Only what interfaces hold is of interest.
    fn assigned(&mut self, obj: Option<ObjId>, value: Value<'a>) {
        let Some(obj) = obj else { return };
        let t = self.types.object(obj).ty.map(|t| self.types.underlying(t));
        if !matches!(t.map(|t| self.types.get(t)), Some(Type::Interface(_))) {
            return;
        }
        let list = self.found.assigned.entry(obj).or_default();
        match value {
            Value::Zero => {}
            Value::Of(e, i) => list.push(Some((e, i))),
            Value::Unknown => list.push(None),
        }
    }
    fn holds(&mut self, obj: Option<ObjId>, value: Option<&'a Expr>) {
        let (Some(obj), Some(value)) = (obj, value) else {
            return;
        };
        let value = unparen(value);
        if let ExprKind::Func { .. } = value.kind {
            self.found.literals.insert(obj, value);
        } else if let Some((function, _)) = declared(self.types, self.info, value)
            && let None | Some(SelectionKind::MethodExpr) =
                self.info.selections.get(&value.id).map(|s| s.kind)
        {
            self.found.functions.insert(obj, function);
        }
    }
    /// A variable is mentioned here. `home`: the literal around its declaration, if that is known.
    fn captured(&mut self, obj: ObjId, home: Option<Option<NodeId>>) {
        let ObjectKind::Var(kind) = self.types.object(obj).kind else {
            return;
        };
        if matches!(kind, VarKind::Package | VarKind::Field) {
            return;
        }
        let mut around = self.literal;
        while let Some(literal) = around
            && home != Some(around)
        {
            self.found.capturing.insert(literal);
            around = self.found.around[&literal];
        }
    }
    fn parts(&mut self, parts: Vec<Child<'a>>) {
        for c in parts {
            match c {
                Child::Expr(e) => self.expr(e),
                Child::Stmt(s) => self.stmt(s),
            }
        }
    }

    fn expr(&mut self, e: &'a Expr) {
        if let ExprKind::Ident(_) | ExprKind::Selector { .. } = &e.kind
            && let Some((obj, _)) = declared(self.types, self.info, e)
        {
            self.found.callees.push(obj);
        }
        match &e.kind {
            ExprKind::Ident(_) => {
                if let Some(&obj) = self.info.uses.get(&e.id) {
                    let uses = self.found.uses.get_mut(&obj);
                    let home = uses.map(|u| {
                        u.all += 1;
                        u.home
                    });
                    self.captured(obj, home);
                }
            }
            ExprKind::Func { ty, .. } => {
                self.found.around.insert(e.id, self.literal);
                self.found.nested |= self.literal.is_some() || !self.loops.is_empty();
                let outer = self.literal.replace(e.id);
                self.signature(ty);
                let mut parts = Vec::new();
                children::of_expr(e, &mut |c| parts.push(c));
                self.parts(parts);
                self.literal = outer;
                return;
            }
            ExprKind::Unary {
                op: UnaryOp::Addr,
                x,
            } => {
                self.reassign(x);
                if let Some(&obj) = self.info.uses.get(&unparen(x).id) {
                    self.found.addressed.insert(obj);
                }
            }
            ExprKind::Call {
                fun,
                args,
                ellipsis,
                ..
            } => {
                if let Some(b) = builtin(self.types, self.info, fun) {
                    self.found.appends |=
                        b == Builtin::Append && args.len() > 1 && ellipsis.is_none();
                } else if let Some(to) = self.info.types.get(&unparen(fun).id)
                    && to.mode == Mode::TypeExpr
                {
                    self.found.appends |= self.makes_text(to.ty, args);
                } else if let ExprKind::Func { .. } = &unparen(fun).kind {
                    self.found.nested = true;
                } else if let Some(obj) = self.info.uses.get(&unparen(fun).id)
                    && let Some(u) = self.found.uses.get_mut(obj)
                {
                    self.found.nested |= self.found.literals.contains_key(obj);
                    match self.literal {
                        Some(l) if u.home != self.literal => u.inner.push(l),
                        _ => {
                            u.calls += 1;
                            u.loops.extend(&self.loops[u.depth..]);
                        }
                    }
                }
                for (i, a) in args.iter().enumerate() {
                    self.passed(fun, a, i);
                }
            }
            _ => {}
        }
        let mut parts = Vec::new();
        children::of_expr(e, &mut |c| parts.push(c));
        self.parts(parts);
    }
}
