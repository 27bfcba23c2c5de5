//! Slice variables that alone refer to their array until one place in the function, where the slice is returned, assigned or
//! ranged over: up to there the array can be a buffer, and there it moves to the heap. As cmd/compile/internal/slice
//! finds them: every mention of the variable is counted, and those of known harmless forms are counted again; a variable whose
//! counts agree is exclusive.

use gorun_grammar::ast::{
    Block, Decl, Expr, ExprKind, FuncType, NodeId, Pos, Stmt, StmtKind, UnaryOp,
};
use rustc_hash::FxHashMap;

use super::functions::Functions;
use crate::bytecode::rtype::{Detail, TypeRef};
use crate::compile::function::Context;
use crate::compile::place::unparen;
use crate::compile::program::ProgramBuilder;
use crate::types::info::{Mode, SelectionKind};
use crate::types::object::{Builtin, VarKind};
use crate::types::{Info, ObjId, ObjectKind, Type, Types};

/// An `append` of single elements.
#[derive(Debug)]
pub struct Append<'a> {
    pub id: NodeId,
    /// The variable appended to, if it is one.
    pub variable: Option<ObjId>,
    /// `x = append(x, ...)`: the x.
    pub in_place: Option<&'a Expr>,
    /// The function around has a defer statement.
    defers: Option<NodeId>,
}

#[derive(Default, Debug)]
struct Uses {
    all: u32,
    harmless: u32,
    /// The only place where the variable stops being exclusive.
    transition: Option<Pos>,
    out: bool,
    appends: Vec<NodeId>,
    weight: i32,
    declared_at: i32,
    capacity_used: bool,
    /// Passed to these functions as that parameter: harmless if it does not leak there.
    passed: Vec<(ObjId, usize)>,
}

/// An exclusive variable that moves to the heap.
#[derive(Debug)]
pub struct Moved {
    pub appends: Vec<NodeId>,
    pub transition: Pos,
    pub capacity_used: bool,
}

/// What a walk over a function finds.
pub struct Found<'a> {
    /// In the order in which they stand in the source.
    pub appends: Vec<Append<'a>>,
    uses: FxHashMap<ObjId, Uses>,
}

struct Walk<'x, 'a> {
    info: &'a Info,
    types: &'x Types,
    appends: Vec<Append<'a>>,
    uses: FxHashMap<ObjId, Uses>,
    home: FxHashMap<ObjId, usize>,
    /// Numbers of the functions around; of each its literal, and its named results.
    functions: Vec<(usize, Option<NodeId>, Vec<ObjId>)>,
    count: usize,
    loop_depth: i32,
}

impl<'a> Found<'a> {
    pub fn in_function(info: &'a Info, types: &Types, ty: &'a FuncType, body: &'a Block) -> Self {
        let mut w = Walk {
            info,
            types,
            appends: Vec::new(),
            uses: FxHashMap::default(),
            home: FxHashMap::default(),
            functions: Vec::new(),
            count: 0,
            loop_depth: 0,
        };
        w.function(None, Some(ty), body);
        Found {
            appends: w.appends,
            uses: w.uses,
        }
    }

    /// The exclusive variables. Asks only about functions to which a variable that appends is passed.
    pub fn moved(
        &mut self,
        p: &mut ProgramBuilder<'a>,
        functions: &mut Functions,
    ) -> FxHashMap<ObjId, Moved> {
        let mut found = FxHashMap::default();
        for (obj, mut u) in std::mem::take(&mut self.uses) {
            let Some(transition) = u.transition else {
                continue;
            };
            if u.out || u.weight < 2 || u.harmless + (u.passed.len() as u32) < u.all {
                continue;
            }
            for (callee, i) in std::mem::take(&mut u.passed) {
                if !functions.leaks(p, callee, i).any() {
                    u.harmless += 1;
                    u.capacity_used = true;
                }
            }
            if u.harmless == u.all {
                found.insert(
                    obj,
                    Moved {
                        appends: u.appends,
                        transition,
                        capacity_used: u.capacity_used,
                    },
                );
            }
        }
        found
    }
}

impl<'x, 'a> Walk<'x, 'a> {
    // --- variables

    fn number(&self) -> usize {
        self.functions.last().map_or(0, |f| f.0)
    }
    fn object(&self, e: &Expr) -> Option<ObjId> {
        let info = self.info;
        info.uses
            .get(&e.id)
            .or_else(|| info.defs.get(&e.id))
            .copied()
    }
    fn slice_variable(&self, obj: ObjId) -> bool {
        let o = self.types.object(obj);
        matches!(
            o.kind,
            ObjectKind::Var(VarKind::Local | VarKind::Param | VarKind::Result | VarKind::Recv)
        ) && o.ty.is_some_and(|t| self.is_slice(t))
    }
    fn is_slice(&self, t: crate::types::TypeId) -> bool {
        matches!(self.types.get(self.types.underlying(t)), Type::Slice(_))
    }
    fn is_array(&self, e: &Expr) -> bool {
        self.info.types.get(&e.id).is_some_and(|t| {
            matches!(
                self.types.get(self.types.underlying(t.ty)),
                Type::Array { .. }
            )
        })
    }
    /// The slice variable of this function that `e` names, if it does.
    fn variable(&self, e: &Expr) -> Option<ObjId> {
        let e = unparen(e);
        let ExprKind::Ident(_) = e.kind else {
            return None;
        };
        let obj = self.object(e)?;
        (self.slice_variable(obj) && self.home.get(&obj) == Some(&self.number())).then_some(obj)
    }
    fn uses(&mut self, obj: ObjId) -> &mut Uses {
        self.uses.entry(obj).or_default()
    }
    fn harmless(&mut self, e: &Expr, times: u32) -> Option<&mut Uses> {
        let obj = self.variable(e)?;
        let u = self.uses(obj);
        u.harmless += times;
        Some(u)
    }
    fn transition(&mut self, e: &Expr, at: Pos) {
        let depth = self.loop_depth;
        if let Some(obj) = self.variable(e) {
            let u = self.uses(obj);
            u.harmless += 1;
            Self::leave(u, depth, at);
        }
    }
    fn leave(u: &mut Uses, depth: i32, at: Pos) {
        if u.transition.is_some() || depth > u.declared_at {
            u.out = true;
        }
        u.transition = Some(at);
    }
    fn declare(&mut self, obj: ObjId) {
        self.home.insert(obj, self.number());
        if self.slice_variable(obj) {
            let depth = self.loop_depth;
            let u = self.uses(obj);
            u.declared_at = depth;
        }
    }
    fn builtin(&self, fun: &Expr) -> Option<Builtin> {
        let f = unparen(fun);
        if self.info.types.get(&f.id)?.mode != Mode::Builtin {
            return None;
        }
        match self.types.object(self.object(f)?).kind {
            ObjectKind::Builtin(b) => Some(b),
            _ => None,
        }
    }
    /// The arguments of an `append` call.
    fn append_args(&self, e: &'a Expr) -> Option<(&'a [Expr], bool)> {
        match &unparen(e).kind {
            ExprKind::Call {
                fun,
                args,
                ellipsis,
                ..
            } if self.builtin(fun) == Some(Builtin::Append) && !args.is_empty() => {
                Some((args, ellipsis.is_some()))
            }
            _ => None,
        }
    }

    // --- functions and statements

    fn function(&mut self, id: Option<NodeId>, ty: Option<&'a FuncType>, body: &'a Block) {
        self.count += 1;
        self.functions.push((self.count, id, Vec::new()));
        let depth = std::mem::take(&mut self.loop_depth);
        if let Some(ty) = ty {
            let results = ty.results.iter().flat_map(|r| &r.fields);
            for (result, f) in
                (ty.params.fields.iter().map(|f| (false, f))).chain(results.map(|f| (true, f)))
            {
                for n in &f.names {
                    if let Some(&obj) = self.info.defs.get(&n.id) {
                        self.declare(obj);
                        if result && let Some(f) = self.functions.last_mut() {
                            f.2.push(obj);
                        }
                    }
                }
            }
        }
        self.stmts(&body.stmts);
        self.loop_depth = depth;
        self.functions.pop();
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

    /// `x = y`, or a declaration with that value, in the statement at `at`.
    fn assign(&mut self, x: Option<ObjId>, y: Option<&'a Expr>, at: Pos) {
        if let Some(obj) = x {
            let depth = self.loop_depth;
            let appended = y.and_then(|y| self.append_args(y));
            let own = |w: &Self, e: &Expr| w.variable(e) == Some(obj);
            match y.map(|y| &unparen(y).kind) {
                None => self.uses(obj).harmless += 1,
                Some(ExprKind::Composite { .. }) => {
                    let u = self.uses(obj);
                    u.harmless += 1;
                    u.capacity_used = true;
                }
                Some(ExprKind::Slice {
                    x, three: false, ..
                }) if own(self, x) => {
                    let u = self.uses(obj);
                    u.harmless += 2;
                    u.capacity_used = true;
                }
                Some(ExprKind::Call { .. }) => {
                    if let Some((args, _)) = appended
                        && own(self, &args[0])
                    {
                        let id = y.map(|y| unparen(y).id);
                        let u = self.uses(obj);
                        u.harmless += 2;
                        u.appends.extend(id);
                        u.weight += 1 + (depth - u.declared_at);
                    }
                }
                Some(_) => {
                    if y.is_some_and(|y| {
                        self.info
                            .types
                            .get(&unparen(y).id)
                            .is_some_and(|t| t.mode == Mode::Nil)
                    }) {
                        self.uses(obj).harmless += 1;
                    }
                }
            }
        }
        if let Some(y) = y {
            self.transition(y, at);
        }
    }

    fn stmt(&mut self, s: &'a Stmt) {
        match &s.kind {
            StmtKind::Expr(e) | StmtKind::Go(e) | StmtKind::Defer(e) => self.expr(e),
            StmtKind::Decl(Decl::Var(specs)) => {
                for spec in specs {
                    let pairs = spec.values.len() == spec.names.len() || spec.values.is_empty();
                    for (i, n) in spec.names.iter().enumerate() {
                        let Some(&obj) = self.info.defs.get(&n.id) else {
                            continue;
                        };
                        self.declare(obj);
                        if !self.slice_variable(obj) {
                            continue;
                        }
                        // The declaration and the assignment.
                        let u = self.uses(obj);
                        u.all += 2;
                        u.harmless += 1;
                        if pairs {
                            self.assign(Some(obj), spec.values.get(i), s.pos);
                        }
                    }
                    self.exprs(&spec.values);
                }
            }
            StmtKind::Send { ch, value, .. } => {
                self.expr(ch);
                self.expr(value);
            }
            StmtKind::IncDec { x, .. } => self.expr(x),
            StmtKind::Assign { lhs, op, rhs, .. } => {
                if op.is_none() && lhs.len() == rhs.len() {
                    for (x, y) in lhs.iter().zip(rhs) {
                        if lhs.len() == 1
                            && let Some((args, false)) = self.append_args(y)
                            && same(self.info, x, &args[0])
                        {
                            self.add_append(y, Some(x));
                        }
                        let x = self.variable(x);
                        self.assign(x, Some(y), s.pos);
                    }
                }
                self.exprs(lhs);
                self.exprs(rhs);
            }
            StmtKind::Define { lhs, rhs, .. } => {
                let mut targets = Vec::new();
                self.exprs(rhs);
                for x in lhs {
                    if let Some(&obj) = self.info.defs.get(&x.id) {
                        self.declare(obj);
                        if self.slice_variable(obj) {
                            let u = self.uses(obj);
                            u.all += 2;
                            u.harmless += 1;
                            targets.push(Some(obj));
                        } else {
                            targets.push(None);
                        }
                    } else {
                        self.expr(x);
                        targets.push(self.variable(x));
                    }
                }
                if lhs.len() == rhs.len() {
                    for (x, y) in targets.into_iter().zip(rhs) {
                        self.assign(x, Some(y), s.pos);
                    }
                }
            }
            StmtKind::Return(list) => {
                for e in list {
                    self.transition(e, s.pos);
                }
                if list.is_empty() {
                    let depth = self.loop_depth;
                    let named = self.functions.last().map_or(Vec::new(), |f| f.2.clone());
                    for obj in named {
                        if self.slice_variable(obj) {
                            Self::leave(self.uses(obj), depth, s.pos);
                        }
                    }
                }
                self.exprs(list);
            }
            StmtKind::Block(b) => self.stmts(&b.stmts),
            StmtKind::If(i) => {
                self.option_stmt(&i.init);
                self.expr(&i.cond);
                self.stmts(&i.then.stmts);
                self.option_stmt(&i.els);
            }
            StmtKind::Switch(i) => {
                self.option_stmt(&i.init);
                if let Some(t) = &i.tag {
                    self.expr(t);
                }
                for c in &i.clauses {
                    self.exprs(&c.values);
                    self.stmts(&c.body);
                }
            }
            StmtKind::TypeSwitch(i) => {
                self.option_stmt(&i.init);
                self.expr(&i.x);
                for (n, c) in i.clauses.iter().enumerate() {
                    if let Some(bind) = &i.bind
                        && let Some(&obj) = self.info.implicits.get(&(bind.id, n as u32))
                    {
                        self.declare(obj);
                    }
                    self.stmts(&c.body);
                }
            }
            StmtKind::Select(i) => {
                for c in &i.clauses {
                    self.option_stmt(&c.comm);
                    self.stmts(&c.body);
                }
            }
            StmtKind::For(i) => {
                self.loop_depth += 1;
                self.option_stmt(&i.init);
                if let Some(c) = &i.cond {
                    self.expr(c);
                }
                self.option_stmt(&i.post);
                self.stmts(&i.body.stmts);
                self.loop_depth -= 1;
            }
            StmtKind::Range(r) => {
                self.transition(&r.x, s.pos);
                self.expr(&r.x);
                let over = self.info.types.get(&unparen(&r.x).id).map(|t| t.ty);
                let function = over.is_some_and(|t| {
                    matches!(self.types.get(self.types.underlying(t)), Type::Signature(_))
                });
                self.loop_depth += 1;
                for e in r.key.iter().chain(&r.value) {
                    match self.info.defs.get(&e.id) {
                        Some(&obj) if r.define => {
                            self.declare(obj);
                            // Assigned by the loop: of no known form.
                            self.uses(obj).all += 1;
                        }
                        _ => self.expr(e),
                    }
                }
                if function {
                    // The body is a function of its own, which captures what it mentions.
                    self.function(self.functions.last().and_then(|f| f.1), None, &r.body);
                } else {
                    self.stmts(&r.body.stmts);
                }
                self.loop_depth -= 1;
            }
            StmtKind::Labeled { stmt, .. } => self.stmt(stmt),
            _ => {}
        }
    }

    // --- expressions

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

    /// `&e`: the address of an element is one more reference to the array.
    fn address(&mut self, e: &Expr) {
        match &unparen(e).kind {
            ExprKind::Selector { x, .. }
                if self
                    .info
                    .selections
                    .get(&unparen(e).id)
                    .is_some_and(|s| !s.indirect) =>
            {
                self.address(x);
            }
            ExprKind::Index { x, .. } if self.is_array(unparen(x)) => self.address(x),
            ExprKind::Index { x, .. } => {
                if let Some(obj) = self.variable(x) {
                    self.uses(obj).out = true;
                }
            }
            _ => {}
        }
    }

    fn add_append(&mut self, e: &'a Expr, in_place: Option<&'a Expr>) {
        let e = unparen(e);
        if self.appends.iter().any(|a| a.id == e.id) {
            return;
        }
        let Some((args, ellipsis)) = self.append_args(e) else {
            return;
        };
        if ellipsis || args.len() < 2 {
            return;
        }
        let variable = match unparen(&args[0]).kind {
            ExprKind::Ident(_) => self
                .object(unparen(&args[0]))
                .filter(|&o| self.slice_variable(o)),
            _ => None,
        };
        self.appends.push(Append {
            id: e.id,
            variable,
            in_place,
            defers: self.functions.last().and_then(|f| f.1),
        });
    }

    fn expr(&mut self, e: &'a Expr) {
        match &e.kind {
            ExprKind::Ident(_) => {
                if let Some(obj) = self.object(e)
                    && self.slice_variable(obj)
                {
                    self.uses(obj).all += 1;
                }
            }
            ExprKind::Composite { elems, .. } => {
                for el in elems {
                    if let Some(k) = &el.key
                        && self.info.types.contains_key(&k.id)
                    {
                        self.expr(k);
                    }
                    self.expr(&el.value);
                }
            }
            ExprKind::Func { ty, body } => self.function(Some(e.id), Some(ty), body),
            ExprKind::Paren(x) | ExprKind::Star(x) => self.expr(x),
            ExprKind::Selector { x, .. } => {
                if let Some(s) = self.info.selections.get(&e.id)
                    && s.kind == SelectionKind::MethodValue
                    && !s.indirect
                {
                    // A method with pointer receiver takes the operand's address.
                    self.address(x);
                }
                self.expr(x);
            }
            ExprKind::Index { x, indices, .. } => {
                self.harmless(x, 1);
                self.expr(x);
                self.exprs(indices);
            }
            ExprKind::Slice { x, lo, hi, max, .. } => {
                if self.is_array(unparen(x)) {
                    self.address(x);
                }
                self.expr(x);
                self.option(lo);
                self.option(hi);
                self.option(max);
            }
            ExprKind::TypeAssert { x, .. } => self.expr(x),
            ExprKind::Call {
                fun,
                args,
                ellipsis,
                ..
            } => {
                match self.builtin(fun) {
                    Some(Builtin::Len) => {
                        self.harmless(&args[0], 1);
                    }
                    Some(Builtin::Cap) => {
                        if let Some(u) = self.harmless(&args[0], 1) {
                            u.capacity_used = true;
                        }
                    }
                    Some(Builtin::Append) => self.add_append(e, None),
                    Some(_) => {}
                    None => self.arguments(fun, args, ellipsis.is_some()),
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

    /// Slice variables passed to a declared function.
    fn arguments(&mut self, fun: &'a Expr, args: &'a [Expr], ellipsis: bool) {
        let f = unparen(fun);
        let (obj, first) = match &f.kind {
            ExprKind::Selector { x, sel } => match self.info.selections.get(&f.id) {
                Some(s) if s.kind == SelectionKind::MethodValue => {
                    if let Some(v) = self.variable(x) {
                        self.uses(v).passed.push((s.obj, 0));
                    }
                    (Some(s.obj), 1)
                }
                Some(_) => (None, 0),
                None => (self.info.uses.get(&sel.id).copied(), 0),
            },
            ExprKind::Index { x, .. } => (self.object(unparen(x)), 0),
            _ => (self.object(f), 0),
        };
        let Some(obj) = obj else { return };
        let o = self.types.object(obj);
        if !matches!(o.kind, ObjectKind::Func { .. }) {
            return;
        }
        let Some(Type::Signature(sig)) = o.ty.map(|t| self.types.get(t).clone()) else {
            return;
        };
        for (i, a) in args.iter().enumerate() {
            let Some(v) = self.variable(a) else { continue };
            let Some(&t) = sig.params.get(i) else {
                continue;
            };
            if (sig.variadic && !ellipsis && i + 1 >= sig.params.len()) || !self.is_slice(t) {
                continue;
            }
            self.uses(v).passed.push((obj, first + i));
        }
    }
}

/// Whether two places are written alike and so are the same, nothing between them having an effect.
fn same(info: &Info, a: &Expr, b: &Expr) -> bool {
    let (a, b) = (unparen(a), unparen(b));
    let object = |e: &Expr| {
        info.uses
            .get(&e.id)
            .or_else(|| info.defs.get(&e.id))
            .copied()
    };
    match (&a.kind, &b.kind) {
        (ExprKind::Ident(_), ExprKind::Ident(_)) => object(a) == object(b),
        (ExprKind::Selector { x, sel }, ExprKind::Selector { x: y, sel: other }) => {
            sel.name == other.name && (!info.selections.contains_key(&a.id) || same(info, x, y))
        }
        (ExprKind::Star(x), ExprKind::Star(y)) => same(info, x, y),
        (
            ExprKind::Index { x, indices: i, .. },
            ExprKind::Index {
                x: y, indices: j, ..
            },
        ) => same(info, x, y) && i.len() == 1 && j.len() == 1 && same_index(info, &i[0], &j[0]),
        _ => false,
    }
}
fn same_index(info: &Info, a: &Expr, b: &Expr) -> bool {
    match (&unparen(a).kind, &unparen(b).kind) {
        (ExprKind::Lit { text, .. }, ExprKind::Lit { text: other, .. }) => text == other,
        _ => same(info, a, b),
    }
}

/// Whether gc keeps the slice appended to in registers. It grows what is in memory in place, on the heap.
pub fn in_registers(p: &mut ProgramBuilder<'_>, context: &Context<'_>, a: &Append<'_>) -> bool {
    let Some(mut e) = a.in_place.map(unparen) else {
        return true;
    };
    let info = context.info;
    loop {
        match &e.kind {
            ExprKind::Selector { x, .. } => match info.selections.get(&e.id) {
                Some(s) if !s.indirect => e = unparen(x),
                _ => return false,
            },
            ExprKind::Ident(_) => break,
            _ => return false,
        }
    }
    let Some(&obj) = info.uses.get(&e.id).or_else(|| info.defs.get(&e.id)) else {
        return false;
    };
    let o = p.types.object(obj);
    let ObjectKind::Var(kind) = o.kind else {
        return false;
    };
    if matches!(kind, VarKind::Package | VarKind::Field)
        || context.escape.cells.contains(&obj)
        || (kind == VarKind::Result && context.escape.defers.contains(&a.defers))
    {
        return false;
    }
    let Some(t) = o.ty else { return false };
    let t = context.env.subst(p.types, t);
    let t = p.rtype(t);
    fits_registers(t)
}

fn fits_registers(t: TypeRef) -> bool {
    if t.size > 32 {
        return false;
    }
    match &t.detail {
        Detail::Struct { fields, .. } => {
            fields.len() <= 4 && fields.iter().all(|f| fits_registers(f.ty))
        }
        Detail::Array { len, .. } => *len <= 1 && fits_registers(t.elem),
        _ => true,
    }
}
