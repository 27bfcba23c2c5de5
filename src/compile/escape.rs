//! Which variables live in cells on the heap, and what each function literal captures. A variable needs a cell when its
//! address is taken (also by a method call or by slicing), or when it is captured and assigned other than by
//! its declaration; a captured variable that nobody assigns again is copied into the closure, and so is a loop's that only the loop's own post statement assigns. The body of a
//! range-over-func loop counts as a function literal.

use gorun_grammar::ast::{
    Block, Decl, Expr, ExprKind, FieldList, FuncDecl, FuncType, Ident, NodeId, Stmt, StmtKind,
    UnaryOp,
};
use rustc_hash::{FxHashMap, FxHashSet};

use super::function::Context;
use super::place::unparen;
use super::program::ProgramBuilder;
use crate::types::info::SelectionKind;
use crate::types::object::VarKind;
use crate::types::{Basic, ObjId, ObjectKind, Type, TypeId};

#[derive(Default, Debug)]
pub struct Escape {
    pub cells: FxHashSet<ObjId>,
    /// Of those, the interfaces whose address is only ever taken to look at the words (`(*[2]uintptr)(unsafe.Pointer(&x))`): their
    /// cells are as gc has them in memory (`IfaceToRaw`).
    pub raw: FxHashSet<ObjId>,
    /// Variables of surrounding functions that a literal (or range-over-func body, under the id of its
    /// range expression) mentions, in order of mention.
    pub captures: FxHashMap<NodeId, Vec<ObjId>>,
    /// Function literals (and `None` for the whole) that hold a defer statement of their own.
    pub defers: FxHashSet<Option<NodeId>>,
    /// Of those, which hold a range-over-func body with a return statement.
    pub far_returns: FxHashSet<Option<NodeId>>,
    /// And which hold one with a defer statement.
    pub far_defers: FxHashSet<Option<NodeId>>,
    /// Variables assigned other than by their declaration, and those captured by some literal.
    pub assigned: FxHashSet<ObjId>,
    pub captured: FxHashSet<ObjId>,
    /// The file is of a language version before 1.22: a loop's variables are the loop's, not the iteration's.
    pub old_loops: bool,
}

struct Walk<'x, 'a> {
    p: &'x mut ProgramBuilder<'a>,
    context: &'x Context<'a>,
    /// The literals around, innermost last.
    functions: Vec<NodeId>,
    /// Of those, which are real function literals.
    real: Vec<bool>,
    declared: FxHashMap<ObjId, usize>,
    assigned: FxHashSet<ObjId>,
    /// Of those, the ones that a closure made before could see change.
    changed: FxHashSet<ObjId>,
    captured: FxHashSet<ObjId>,
    /// In the statement at the end of a loop's turn: its variables, which are new there.
    renewed: Vec<ObjId>,
    /// Parameters and what plain declarations declare.
    plain: FxHashSet<ObjId>,
    /// Variables whose address is taken in another way than for `Escape::raw`.
    addressed: FxHashSet<ObjId>,
    out: Escape,
}

pub fn analyse<'a>(
    p: &mut ProgramBuilder<'a>,
    context: &Context<'a>,
    decl: &'a FuncDecl,
    old_loops: bool,
) -> Escape {
    let mut w = Walk::new(p, context);
    w.out.old_loops = old_loops;
    if let Some(r) = &decl.recv {
        w.fields(r, false);
    }
    w.signature(&decl.ty);
    if let Some(body) = &decl.body {
        w.block(body);
    }
    w.finish()
}

pub fn analyse_expr<'a>(
    p: &mut ProgramBuilder<'a>,
    context: &Context<'a>,
    e: &'a Expr,
    old_loops: bool,
) -> Escape {
    let mut w = Walk::new(p, context);
    w.out.old_loops = old_loops;
    w.expr(e);
    w.finish()
}

impl<'x, 'a> Walk<'x, 'a> {
    fn new(p: &'x mut ProgramBuilder<'a>, context: &'x Context<'a>) -> Self {
        Walk {
            p,
            context,
            functions: Vec::new(),
            real: Vec::new(),
            declared: FxHashMap::default(),
            assigned: FxHashSet::default(),
            changed: FxHashSet::default(),
            captured: FxHashSet::default(),
            renewed: Vec::new(),
            plain: FxHashSet::default(),
            addressed: FxHashSet::default(),
            out: Escape::default(),
        }
    }

    fn finish(mut self) -> Escape {
        for obj in &self.captured {
            if self.changed.contains(obj) {
                self.out.cells.insert(*obj);
            }
        }
        let (plain, addressed, captured) = (self.plain, self.addressed, &self.captured);
        self.out
            .raw
            .retain(|o| plain.contains(o) && !addressed.contains(o) && !captured.contains(o));
        self.out.assigned = self.assigned;
        self.out.captured = self.captured;
        self.out
    }

    fn innermost(&self) -> Option<NodeId> {
        self.functions
            .iter()
            .zip(&self.real)
            .rev()
            .find(|f| *f.1)
            .map(|f| *f.0)
    }

    fn declare(&mut self, id: &Ident) {
        if let Some(&obj) = self.context.info.defs.get(&id.id) {
            self.declared.insert(obj, self.functions.len());
            self.plain.insert(obj);
        }
    }
    fn fields(&mut self, list: &FieldList, results: bool) {
        for f in &list.fields {
            for name in &f.names {
                self.declare(name);
                if results && let Some(&obj) = self.context.info.defs.get(&name.id) {
                    self.plain.remove(&obj);
                    self.changes(obj);
                }
            }
        }
    }
    fn signature(&mut self, ty: &FuncType) {
        self.fields(&ty.params, false);
        if let Some(r) = &ty.results {
            self.fields(r, true);
        }
    }

    fn under(&mut self, e: &Expr) -> Type {
        let t = self
            .context
            .info
            .types
            .get(&e.id)
            .map_or(TypeId::INVALID, |tv| tv.ty);
        let t = self.context.env.subst(self.p.types, t);
        let u = self.p.types.underlying(t);
        self.p.types.get(u).clone()
    }
    fn is_pointer(&mut self, e: &Expr) -> bool {
        matches!(self.under(e), Type::Pointer(_))
    }

    fn variable(&self, id: NodeId) -> Option<ObjId> {
        let obj = *self
            .context
            .info
            .uses
            .get(&id)
            .or_else(|| self.context.info.defs.get(&id))?;
        match self.p.types.object(obj).kind {
            ObjectKind::Var(VarKind::Package | VarKind::Field) => None,
            ObjectKind::Var(_) => Some(obj),
            _ => None,
        }
    }
    fn mention(&mut self, id: NodeId) {
        let Some(obj) = self.variable(id) else { return };
        let depth = self.functions.len();
        let home = self.declared.get(&obj).copied().unwrap_or(0);
        if home < depth {
            self.captured.insert(obj);
            for &f in &self.functions[home..] {
                let list = self.out.captures.entry(f).or_default();
                if !list.contains(&obj) {
                    list.push(obj);
                }
            }
        }
    }

    /// The variable of which `e` is a part in memory, if it is one.
    fn root(&mut self, e: &Expr) -> Option<ObjId> {
        match &e.kind {
            ExprKind::Ident(_) => self.variable(e.id),
            ExprKind::Paren(x) => self.root(x),
            ExprKind::Selector { x, .. } => {
                let s = self.context.info.selections.get(&e.id)?;
                if s.indirect || s.kind != SelectionKind::Field || self.is_pointer(x) {
                    return None;
                }
                self.root(x)
            }
            ExprKind::Index { x, .. } => match self.under(x) {
                Type::Array { .. } => self.root(x),
                _ => None,
            },
            _ => None,
        }
    }
    fn address(&mut self, e: &Expr) {
        if let Some(obj) = self.root(e) {
            self.out.cells.insert(obj);
            self.addressed.insert(obj);
        }
    }
    /// The interface variable x of `(*T)(unsafe.Pointer(&x))`, where T is a struct or an array: it is taken apart.
    fn raw_interface(&mut self, fun: &Expr, args: &'a [Expr]) -> Option<(ObjId, &'a Expr)> {
        let [arg] = args else { return None };
        let ExprKind::Call { fun: to, args, .. } = &unparen(arg).kind else {
            return None;
        };
        let [arg] = args.as_slice() else { return None };
        let ExprKind::Unary {
            op: UnaryOp::Addr,
            x,
        } = &unparen(arg).kind
        else {
            return None;
        };
        let x = unparen(x);
        let ExprKind::Ident(_) = &x.kind else {
            return None;
        };
        let obj = self.variable(x.id)?;
        let Type::Pointer(elem) = self.under(fun) else {
            return None;
        };
        let elem = self.p.types.underlying(elem);
        let is_raw = matches!(self.p.types.get(elem), Type::Struct(_) | Type::Array { .. })
            && matches!(self.under(to), Type::Basic(Basic::UnsafePointer))
            && matches!(self.under(x), Type::Interface(_));
        is_raw.then_some((obj, x))
    }
    fn assign(&mut self, e: &'a Expr) {
        if let Some(obj) = self.root(e) {
            match self.renewed.contains(&obj) {
                true => _ = self.assigned.insert(obj),
                false => self.changes(obj),
            }
        }
        self.expr(e);
    }
    fn changes(&mut self, obj: ObjId) {
        self.assigned.insert(obj);
        self.changed.insert(obj);
    }

    fn function(&mut self, id: NodeId, real: bool, f: impl FnOnce(&mut Self)) {
        // One that is made at the end of a turn may see what that statement does.
        self.changed.extend(self.renewed.drain(..));
        self.functions.push(id);
        self.real.push(real);
        self.out.captures.entry(id).or_default();
        f(self);
        self.functions.pop();
        self.real.pop();
    }

    fn exprs(&mut self, list: &'a [Expr]) {
        for e in list {
            self.expr(e);
        }
    }
    fn option(&mut self, e: &'a Option<Box<Expr>>) {
        if let Some(e) = e {
            self.expr(e);
        }
    }
    fn expr(&mut self, e: &'a Expr) {
        match &e.kind {
            ExprKind::Ident(_) => self.mention(e.id),
            ExprKind::Composite { elems, .. } => {
                let is_struct = matches!(self.under_literal(e), Type::Struct(_));
                for el in elems {
                    if let Some(k) = &el.key
                        && !is_struct
                    {
                        self.expr(k);
                    }
                    self.expr(&el.value);
                }
            }
            ExprKind::Func { ty, body } => self.function(e.id, true, |w| {
                w.signature(ty);
                w.block(body);
            }),
            ExprKind::Paren(x) | ExprKind::Star(x) => self.expr(x),
            ExprKind::Selector { x, .. } => {
                if let Some(s) = self.context.info.selections.get(&e.id)
                    && s.kind == SelectionKind::MethodValue
                    && !s.indirect
                    && self.p.receiver(s.obj).is_some_and(|r| r.pointer)
                    && !self.is_pointer(x)
                {
                    self.address(x);
                }
                self.expr(x);
            }
            ExprKind::Index { x, indices, .. } => {
                self.expr(x);
                self.exprs(indices);
            }
            ExprKind::Slice { x, lo, hi, max, .. } => {
                if matches!(self.under(x), Type::Array { .. }) {
                    self.address(x);
                }
                self.expr(x);
                self.option(lo);
                self.option(hi);
                self.option(max);
            }
            ExprKind::TypeAssert { x, .. } => self.expr(x),
            ExprKind::Call { fun, args, .. } => {
                if let Some((obj, x)) = self.raw_interface(fun, args) {
                    self.out.raw.insert(obj);
                    self.out.cells.insert(obj);
                    return self.expr(x);
                }
                self.expr(fun);
                self.exprs(args);
            }
            ExprKind::Unary { op, x } => {
                if *op == UnaryOp::Addr {
                    self.address(x);
                }
                self.expr(x);
            }
            ExprKind::Binary { x, y, .. } => {
                self.expr(x);
                self.expr(y);
            }
            _ => {}
        }
    }
    fn under_literal(&mut self, e: &Expr) -> Type {
        match self.under(e) {
            Type::Pointer(t) => {
                let u = self.p.types.underlying(t);
                self.p.types.get(u).clone()
            }
            t => t,
        }
    }

    fn block(&mut self, b: &'a Block) {
        self.stmts(&b.stmts);
    }
    fn stmts(&mut self, list: &'a [Stmt]) {
        for s in list {
            self.stmt(s);
        }
    }
    fn option_stmt(&mut self, s: &'a Option<Stmt>) {
        if let Some(s) = s {
            self.stmt(s);
        }
    }
    /// The left side of `:=`: new variables and old ones.
    fn define(&mut self, lhs: &'a [Expr]) {
        for e in lhs {
            if self.context.info.defs.contains_key(&e.id) {
                if let Some(&obj) = self.context.info.defs.get(&e.id) {
                    self.declared.insert(obj, self.functions.len());
                }
            } else {
                self.assign(e);
            }
        }
    }
    fn stmt(&mut self, s: &'a Stmt) {
        match &s.kind {
            StmtKind::Expr(e) | StmtKind::Go(e) => self.expr(e),
            StmtKind::Defer(e) => {
                let f = self.innermost();
                self.out.defers.insert(f);
                if self.real.last() == Some(&false) {
                    self.out.far_defers.insert(f);
                }
                self.expr(e);
            }
            StmtKind::Decl(Decl::Var(specs)) => {
                for spec in specs {
                    self.exprs(&spec.values);
                    for n in &spec.names {
                        self.declare(n);
                    }
                }
            }
            StmtKind::Send { ch, value, .. } => {
                self.expr(ch);
                self.expr(value);
            }
            StmtKind::IncDec { x, .. } => self.assign(x),
            StmtKind::Assign { lhs, rhs, .. } => {
                for e in lhs {
                    self.assign(e);
                }
                self.exprs(rhs);
            }
            StmtKind::Define { lhs, rhs, .. } => {
                self.exprs(rhs);
                self.define(lhs);
                let new = lhs.iter().filter_map(|e| self.context.info.defs.get(&e.id));
                self.plain.extend(new);
            }
            StmtKind::Return(list) => {
                if self.real.last() == Some(&false) {
                    let f = self.innermost();
                    self.out.far_returns.insert(f);
                }
                self.exprs(list);
            }
            StmtKind::Block(b) => self.block(b),
            StmtKind::If(s) => {
                self.option_stmt(&s.init);
                self.expr(&s.cond);
                self.block(&s.then);
                self.option_stmt(&s.els);
            }
            StmtKind::Switch(s) => {
                self.option_stmt(&s.init);
                if let Some(t) = &s.tag {
                    self.expr(t);
                }
                for c in &s.clauses {
                    self.exprs(&c.values);
                    self.stmts(&c.body);
                }
            }
            StmtKind::TypeSwitch(s) => {
                self.option_stmt(&s.init);
                self.expr(&s.x);
                for (i, c) in s.clauses.iter().enumerate() {
                    if let Some(bind) = &s.bind
                        && let Some(&obj) = self.context.info.implicits.get(&(bind.id, i as u32))
                    {
                        self.declared.insert(obj, self.functions.len());
                    }
                    self.stmts(&c.body);
                }
            }
            StmtKind::Select(s) => {
                for c in &s.clauses {
                    self.option_stmt(&c.comm);
                    self.stmts(&c.body);
                }
            }
            StmtKind::For(s) => {
                self.option_stmt(&s.init);
                // Each turn has its own copies.
                let mut own = Vec::new();
                if let Some(StmtKind::Define { lhs, .. }) = s.init.as_ref().map(|s| &s.kind) {
                    for e in lhs {
                        if let Some(obj) = self.context.info.defs.get(&e.id) {
                            self.plain.remove(obj);
                            own.push(*obj);
                        }
                    }
                }
                if let Some(c) = &s.cond {
                    self.expr(c);
                }
                // The post statement works on the next turn's: closures of this one's body do not see it.
                if !self.out.old_loops {
                    self.renewed = own;
                }
                self.option_stmt(&s.post);
                self.renewed.clear();
                self.block(&s.body);
            }
            StmtKind::Range(s) => {
                self.expr(&s.x);
                let left = s.key.iter().chain(&s.value);
                let body = |w: &mut Self| {
                    for e in left {
                        if s.define {
                            w.define(std::slice::from_ref(e));
                            if w.out.old_loops
                                && let Some(&obj) = w.context.info.defs.get(&e.id)
                            {
                                w.changes(obj);
                            }
                        } else {
                            w.assign(e);
                        }
                    }
                    w.block(&s.body);
                };
                if matches!(self.under(&s.x), Type::Signature(_)) {
                    self.function(s.x.id, false, body);
                } else {
                    body(self);
                }
            }
            StmtKind::Labeled { stmt, .. } => self.stmt(stmt),
            _ => {}
        }
    }
}
