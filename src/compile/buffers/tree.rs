//! From the syntax tree to the graph: what each expression and statement makes flow where. One walk over a declared
//! function with the literals in it; the rules are those of cmd/compile/internal/escape without inlining.

use gorun_grammar::ast::{
    Block, Decl, Expr, ExprKind, FieldList, FuncType, NodeId, Stmt, StmtKind, UnaryOp,
};
use rustc_hash::FxHashMap;

use super::flow::{BLANK, CALLEE, Func, Graph, HEAP, Hole, Leaks, Loc, MUTATOR, RESULTS};
use super::functions::Functions;
use crate::compile::instances::Env;
use crate::compile::place::unparen;
use crate::compile::program::{DeclAt, ProgramBuilder};
use crate::types::info::{Mode, Selection, SelectionKind};
use crate::types::object::{Builtin, VarKind};
use crate::types::{Basic, Info, ObjId, ObjectKind, Type, TypeId};

const HEAP_HOLE: Hole = Hole::to(HEAP);
const DISCARD: Hole = Hole::to(BLANK);

/// Who is called.
enum Callee<'a> {
    Declared(ObjId),
    /// One of these literals.
    Literals(Vec<Func>),
    Method(ObjId, &'a Expr, &'a Selection),
    /// Through an interface or a func value that is not known.
    Unknown,
}

/// The literals that a variable of func type may hold; `None`: others too.
type Literals = Option<Vec<NodeId>>;

pub struct Tree<'x, 'a> {
    p: &'x mut ProgramBuilder<'a>,
    functions: &'x mut Functions,
    info: &'a Info,
    env: Option<&'x Env>,
    pub graph: Graph,
    /// `append` calls and the arrays they may allocate.
    pub appends: FxHashMap<NodeId, Loc>,
    vars: FxHashMap<ObjId, Loc>,
    /// The declared function that is walked.
    this: Option<(ObjId, Func)>,
    literals: FxHashMap<NodeId, Func>,
    func_vars: FxHashMap<ObjId, Literals>,
    /// Literals with where they flow and what they capture, decided at the end.
    closures: Vec<(Hole, Vec<Loc>)>,
    result_types: FxHashMap<Func, Vec<TypeId>>,
    /// The literals around: body, variables captured so far, loop depth where it stands.
    around: Vec<(Func, Vec<Loc>, i32)>,
    current: Func,
    loop_depth: i32,
}

impl<'x, 'a> Tree<'x, 'a> {
    pub fn new(
        p: &'x mut ProgramBuilder<'a>,
        functions: &'x mut Functions,
        env: Option<&'x Env>,
    ) -> Self {
        let info = &p.packages[0].info;
        Tree {
            p,
            functions,
            info,
            env,
            graph: Graph::new(),
            appends: FxHashMap::default(),
            vars: FxHashMap::default(),
            this: None,
            literals: FxHashMap::default(),
            func_vars: FxHashMap::default(),
            closures: Vec::new(),
            result_types: FxHashMap::default(),
            around: Vec::new(),
            current: 0,
            loop_depth: 1,
        }
    }

    /// Walks one declared function, which may call itself, and solves the graph.
    pub fn function(&mut self, obj: ObjId, at: &DeclAt<'a>) {
        self.info = at.info;
        let f = self.graph.add_body(None);
        self.current = f;
        self.this = Some((obj, f));
        if let Some(r) = &at.decl.recv {
            self.params(r);
        }
        self.signature(&at.decl.ty);
        if let Some(b) = &at.decl.body {
            self.block(b);
        }
        for (k, captured) in std::mem::take(&mut self.closures) {
            for loc in captured {
                let l = &self.graph.locs[loc];
                let by_reference = l.address_taken || l.reassigned;
                self.graph
                    .flow(if by_reference { k.addr() } else { k }, loc);
            }
        }
        self.graph.solve();
    }

    /// Where the function's parameters flow, the receiver first.
    pub fn leaks(&self) -> Vec<Leaks> {
        let Some((_, f)) = self.this else {
            return Vec::new();
        };
        let leaks = |&p: &Option<Loc>| match p {
            Some(l) if self.graph.escapes(l) => Leaks::UNKNOWN,
            Some(l) => self.graph.locs[l].leaks,
            None => Leaks::default(),
        };
        self.graph.bodies[f].params.iter().map(leaks).collect()
    }

    // --- variables

    fn declare(&mut self, obj: ObjId) -> Loc {
        let l = self.graph.add(self.current, self.loop_depth, true);
        self.vars.insert(obj, l);
        l
    }
    fn params(&mut self, list: &FieldList) {
        for f in &list.fields {
            if f.names.is_empty() {
                self.graph.bodies[self.current].params.push(None);
            }
            for n in &f.names {
                let obj = self.info.defs.get(&n.id).copied().filter(|_| !n.is_blank());
                let loc = obj.map(|o| self.declare(o));
                if let Some(l) = loc {
                    self.graph.locs[l].param = true;
                }
                self.graph.bodies[self.current].params.push(loc);
            }
        }
    }
    fn signature(&mut self, ty: &FuncType) {
        self.params(&ty.params);
        let Some(results) = &ty.results else { return };
        for f in &results.fields {
            let names = f.names.iter().map(Some).collect::<Vec<_>>();
            let names = if names.is_empty() { vec![None] } else { names };
            for n in names {
                let obj = n.and_then(|n| self.info.defs.get(&n.id).copied());
                let l = self.graph.add(self.current, 1, true);
                if let Some(obj) = obj {
                    self.vars.insert(obj, l);
                }
                let t = self
                    .info
                    .types
                    .get(&f.ty.id)
                    .map_or(TypeId::INVALID, |t| t.ty);
                let t = self.subst(t);
                self.result_types.entry(self.current).or_default().push(t);
                let body = &mut self.graph.bodies[self.current];
                body.results.push(l);
                self.graph.locs[l].result = Some(body.results.len() - 1);
            }
        }
    }
    fn object(&self, id: NodeId) -> Option<ObjId> {
        let info = self.info;
        info.uses.get(&id).or_else(|| info.defs.get(&id)).copied()
    }
    /// The location of a local variable that a name denotes; mentioning one of an outer function captures it.
    fn local(&mut self, id: NodeId) -> Option<Loc> {
        let obj = self.object(id)?;
        let loc = *self.vars.get(&obj)?;
        let home = self.graph.locs[loc].func;
        for (body, captured, depth) in self.around.iter_mut().rev() {
            if *body == home {
                break;
            }
            if !captured.contains(&loc) {
                captured.push(loc);
                let l = &mut self.graph.locs[loc];
                if !l.captured {
                    l.captured = true;
                    // What was assigned in a straight line before does not count.
                    if l.loop_depth == *depth {
                        l.reassigned = false;
                    }
                }
            }
        }
        Some(loc)
    }

    /// Keeps track of the literals that a variable of func type may hold.
    fn note_literal(&mut self, lhs: &Expr, rhs: &Expr) {
        let Some(obj) = self.object(unparen(lhs).id) else {
            return;
        };
        match &unparen(rhs).kind {
            ExprKind::Func { .. } => {
                if let Some(list) = self.func_vars.entry(obj).or_insert(Some(Vec::new())) {
                    list.push(unparen(rhs).id);
                }
            }
            _ => {
                self.func_vars.insert(obj, None);
            }
        }
    }

    // --- types

    fn type_of(&mut self, e: &Expr) -> TypeId {
        let t = self.info.types.get(&e.id).map_or(TypeId::INVALID, |t| t.ty);
        self.subst(t)
    }
    fn subst(&mut self, t: TypeId) -> TypeId {
        match self.env {
            Some(env) => env.subst(self.p.types, t),
            None => t,
        }
    }
    fn under(&mut self, t: TypeId) -> Type {
        let u = self.p.types.underlying(t);
        self.p.types.get(u).clone()
    }
    fn under_of(&mut self, e: &Expr) -> Type {
        let t = self.type_of(e);
        self.under(t)
    }
    fn is_interface(&mut self, t: TypeId) -> bool {
        !matches!(self.p.types.get(t), Type::TypeParam(_))
            && matches!(self.under(t), Type::Interface(_))
    }
    /// Values of such types are the data word of an interface themselves.
    fn is_direct(&mut self, t: TypeId) -> bool {
        match self.under(t) {
            Type::Pointer(_) | Type::Chan { .. } | Type::Map { .. } | Type::Signature(_) => true,
            Type::Basic(b) => b == Basic::UnsafePointer,
            Type::Struct(s) if s.fields.len() == 1 => self.is_direct(s.fields[0].ty),
            Type::Array { len: 1, elem } => self.is_direct(elem),
            _ => false,
        }
    }
    fn has_pointers(&mut self, t: TypeId) -> bool {
        if t == TypeId::INVALID || matches!(self.p.types.get(t), Type::TypeParam(_)) {
            return true;
        }
        match self.under(t) {
            Type::Basic(b) => matches!(
                b,
                Basic::String | Basic::UnsafePointer | Basic::UntypedString
            ),
            Type::Struct(s) => s.fields.iter().any(|f| {
                let t = self.subst(f.ty);
                self.has_pointers(t)
            }),
            Type::Array { len, elem } => len != 0 && self.has_pointers(elem),
            _ => true,
        }
    }

    // --- expressions

    /// `e` is evaluated for its effects.
    fn discard(&mut self, e: &'a Expr) {
        self.expr(DISCARD, e);
    }
    fn discards(&mut self, list: &'a [Expr]) {
        for e in list {
            self.discard(e);
        }
    }
    fn option(&mut self, e: &'a Option<Box<Expr>>) {
        if let Some(e) = e {
            self.discard(e);
        }
    }
    /// A place for what an expression allocates, whose address flows into `k`.
    fn spill(&mut self, k: Hole) -> Loc {
        let l = self.graph.add(self.current, self.loop_depth, false);
        self.graph.flow(k.addr(), l);
        l
    }
    /// A hole that flows into each of `holes`.
    fn tee(&mut self, holes: &[Hole]) -> Hole {
        match holes {
            [] => DISCARD,
            [k] => *k,
            _ => {
                let l = self.graph.add(self.current, self.loop_depth, false);
                for &k in holes {
                    self.graph.flow(k, l);
                }
                Hole::to(l)
            }
        }
    }

    /// The value of `e`, converted to type `to`, flows into `k`.
    fn value(&mut self, k: Hole, e: &'a Expr, to: TypeId) {
        let e = unparen(e);
        let from = self.type_of(e);
        if self.is_interface(to) && from != TypeId::INVALID && !self.is_interface(from) {
            let k = self.boxed(k, from);
            return self.expr(k, e);
        }
        self.expr(k, e);
    }
    /// Where a value of type `from` goes that becomes an interface.
    fn boxed(&mut self, k: Hole, from: TypeId) -> Hole {
        if self.is_direct(from) {
            k
        } else {
            Hole::to(self.spill(k))
        }
    }

    fn expr(&mut self, mut k: Hole, e: &'a Expr) {
        let e = unparen(e);
        let fact = self.info.types.get(&e.id);
        if let Some(f) = fact
            && (f.value.is_some() || matches!(f.mode, Mode::TypeExpr | Mode::Nil))
        {
            return;
        }
        if k.derefs >= 0 && fact.is_some() {
            let t = self.type_of(e);
            if !self.has_pointers(t) {
                k.dst = BLANK;
            }
        }
        match &e.kind {
            ExprKind::Ident(_) => {
                if let Some(l) = self.local(e.id) {
                    self.graph.flow(k, l);
                }
            }
            ExprKind::Composite { elems, .. } => self.composite(k, e, elems),
            ExprKind::Func { ty, body } => self.literal(k, e.id, ty, body),
            ExprKind::Selector { x, .. } => self.selector(k, e, x),
            ExprKind::Index { x, indices, .. } => {
                if self
                    .info
                    .types
                    .get(&x.id)
                    .is_none_or(|t| t.mode == Mode::TypeExpr)
                {
                    return;
                }
                match self.under_of(x) {
                    Type::Signature(_) => return,
                    Type::Array { .. } => self.expr(k, x),
                    Type::Map { .. } => self.discard(x),
                    _ => self.expr(k.deref(), x),
                }
                self.discards(indices);
            }
            ExprKind::Slice { x, lo, hi, max, .. } => {
                match self.under_of(x) {
                    Type::Array { .. } => self.expr(k.addr(), x),
                    _ => self.expr(k, x),
                }
                self.option(lo);
                self.option(hi);
                self.option(max);
            }
            ExprKind::TypeAssert { x, .. } => {
                let t = match self.info.types.get(&e.id).map(|t| t.ty) {
                    Some(t) => match self.p.types.get(t) {
                        Type::Tuple(list) => list.first().copied().unwrap_or(TypeId::INVALID),
                        _ => t,
                    },
                    None => TypeId::INVALID,
                };
                let t = self.subst(t);
                let k = self.unboxed(k, t);
                self.expr(k, x);
            }
            ExprKind::Call {
                fun,
                args,
                ellipsis,
                ..
            } => self.call(&[k], e, fun, args, ellipsis.is_some()),
            ExprKind::Star(x) => self.expr(k.deref(), x),
            ExprKind::Unary { op, x } => match op {
                UnaryOp::Addr if matches!(unparen(x).kind, ExprKind::Composite { .. }) => {
                    let l = self.spill(k);
                    self.expr(Hole::to(l), x);
                }
                UnaryOp::Addr => self.expr(k.addr(), x),
                _ => self.discard(x),
            },
            ExprKind::Binary { x, y, .. } => {
                if matches!(self.under_of(e), Type::Basic(Basic::String)) {
                    self.spill(k);
                }
                self.discard(x);
                self.discard(y);
            }
            _ => {}
        }
    }
    fn unboxed(&mut self, k: Hole, t: TypeId) -> Hole {
        if self.is_interface(t) || self.is_direct(t) {
            k
        } else {
            k.deref()
        }
    }

    fn composite(&mut self, mut k: Hole, e: &Expr, elems: &'a [gorun_grammar::ast::Element]) {
        let mut t = self.type_of(e);
        if let Type::Pointer(to) = self.under(t) {
            k = Hole::to(self.spill(k));
            t = to;
        }
        match self.under(t) {
            Type::Struct(s) => {
                for (i, el) in elems.iter().enumerate() {
                    let field = match &el.key {
                        Some(Expr {
                            kind: ExprKind::Ident(name),
                            ..
                        }) => s.fields.iter().find(|f| f.name == *name),
                        _ => s.fields.get(i),
                    };
                    let to = field.map_or(TypeId::INVALID, |f| f.ty);
                    let to = self.subst(to);
                    self.value(k, &el.value, to);
                }
            }
            Type::Slice(elem) => {
                let k = Hole::to(self.spill(k));
                for el in elems {
                    self.value(k, &el.value, elem);
                }
            }
            Type::Array { elem, .. } => {
                for el in elems {
                    self.value(k, &el.value, elem);
                }
            }
            Type::Map { key, elem } => {
                self.spill(k);
                for el in elems {
                    if let Some(x) = &el.key {
                        self.value(HEAP_HOLE, x, key);
                    }
                    self.value(HEAP_HOLE, &el.value, elem);
                }
            }
            _ => {}
        }
    }

    fn literal(&mut self, k: Hole, id: NodeId, ty: &'a FuncType, body: &'a Block) {
        let loc = self.spill(k);
        let f = self.graph.add_body(Some(self.current));
        self.graph.locs[loc].closure = Some(f);
        self.literals.insert(id, f);
        self.around.push((f, Vec::new(), self.loop_depth));
        let outer = (self.current, self.loop_depth);
        (self.current, self.loop_depth) = (f, 1);
        self.signature(ty);
        self.block(body);
        (self.current, self.loop_depth) = outer;
        if let Some((_, captured, _)) = self.around.pop() {
            self.closures.push((Hole::to(loc), captured));
        }
    }

    /// How often a selection's path follows a pointer, the operand's own included.
    fn hops(&mut self, s: &Selection, fields: usize) -> i32 {
        let mut t = self.subst(s.recv);
        let mut hops = 0;
        for &i in s.index.iter().take(fields) {
            if let Type::Pointer(to) = self.under(t) {
                hops += 1;
                t = to;
            }
            let Type::Struct(st) = self.under(t) else {
                break;
            };
            let Some(f) = st.fields.get(i as usize) else {
                break;
            };
            t = self.subst(f.ty);
        }
        hops
    }

    fn selector(&mut self, k: Hole, e: &'a Expr, x: &'a Expr) {
        let Some(s) = self.info.selections.get(&e.id) else {
            return;
        };
        match s.kind {
            SelectionKind::Field => {
                let hops = self.hops(s, s.index.len());
                self.expr(k.shift_up(hops), x);
            }
            SelectionKind::MethodExpr => {}
            SelectionKind::MethodValue => {
                // The receiver goes into the closure, and to the method, whose results go anywhere.
                let closure = Hole::to(self.spill(k));
                let params = self.param_hole(&[HEAP_HOLE; RESULTS], s.obj, 0);
                let k = self.tee(&[params, closure]);
                self.receiver(k, x, s);
            }
        }
    }

    /// The receiver as the method takes it: the operand, its address, or what it points to.
    fn receiver(&mut self, k: Hole, x: &'a Expr, s: &Selection) {
        let pointer = self.p.receiver(s.obj).is_some_and(|r| r.pointer);
        let path = s.index.len().saturating_sub(1);
        let mut t = self.subst(s.recv);
        let mut hops = self.hops(s, path);
        for &i in s.index.iter().take(path) {
            if let Type::Pointer(to) = self.under(t) {
                t = to;
            }
            if let Type::Struct(st) = self.under(t)
                && let Some(f) = st.fields.get(i as usize)
            {
                t = self.subst(f.ty);
            }
        }
        let have_pointer = matches!(self.under(t), Type::Pointer(_));
        let interface = self.is_interface(t);
        if pointer && !have_pointer {
            if hops > 0 {
                // The address of a field behind a pointer is as good as that pointer.
                hops -= 1;
                self.expr(k.shift_up(hops), x);
            } else {
                self.expr(k.addr(), x);
            }
            return;
        }
        if !pointer && have_pointer && !interface {
            hops += 1;
        }
        self.expr(k.shift_up(hops), x);
    }

    // --- calls

    fn callee(&mut self, fun: &'a Expr) -> Callee<'a> {
        let f = unparen(fun);
        let named = match &f.kind {
            ExprKind::Index { x, .. } => unparen(x),
            _ => f,
        };
        let obj = match &named.kind {
            ExprKind::Ident(_) => self.object(named.id),
            ExprKind::Selector { sel, .. } if !self.info.selections.contains_key(&named.id) => {
                self.info.uses.get(&sel.id).copied()
            }
            _ => None,
        };
        if let Some(obj) = obj {
            match self.p.types.object(obj).kind {
                ObjectKind::Func { recv: None } => return Callee::Declared(obj),
                ObjectKind::Var(VarKind::Local) => {
                    if let Some(Some(list)) = self.func_vars.get(&obj) {
                        let known: Vec<Func> = list
                            .iter()
                            .filter_map(|l| self.literals.get(l).copied())
                            .collect();
                        if known.len() == list.len() && !known.is_empty() {
                            return Callee::Literals(known);
                        }
                    }
                }
                _ => {}
            }
            return Callee::Unknown;
        }
        match &f.kind {
            ExprKind::Selector { x, .. } => match self.info.selections.get(&f.id) {
                Some(s)
                    if s.kind == SelectionKind::MethodValue
                        && self.p.receiver(s.obj).is_some()
                        && self.p.is_declared(s.obj) =>
                {
                    Callee::Method(s.obj, x, s)
                }
                _ => Callee::Unknown,
            },
            _ => Callee::Unknown,
        }
    }

    /// Where the argument for parameter `i` (the receiver is 0 where there is one) of a declared function goes.
    fn param_hole(&mut self, ks: &[Hole], obj: ObjId, i: usize) -> Hole {
        if let Some((this, f)) = self.this
            && this == obj
        {
            return match self.graph.bodies[f].params.get(i) {
                Some(&Some(l)) => Hole::to(l),
                Some(None) => DISCARD,
                None => HEAP_HOLE,
            };
        }
        let leaks = self.functions.leaks(self.p, obj, i);
        let mut holes = Vec::new();
        for (sink, derefs) in [
            (HEAP, leaks.heap()),
            (MUTATOR, leaks.mutator()),
            (CALLEE, leaks.callee()),
        ] {
            if let Some(d) = derefs {
                holes.push(Hole::to(sink).shift_up(d));
            }
        }
        for (r, &k) in ks.iter().enumerate().take(RESULTS) {
            if let Some(d) = leaks.result(r) {
                holes.push(k.shift_up(d));
            }
        }
        self.tee(&holes)
    }

    /// `ks`: where the results go.
    fn call(&mut self, ks: &[Hole], e: &'a Expr, fun: &'a Expr, args: &'a [Expr], ellipsis: bool) {
        let f = unparen(fun);
        match self.info.types.get(&f.id).map(|t| t.mode) {
            Some(Mode::TypeExpr) => {
                if let [x] = args {
                    let to = self.type_of(f);
                    self.conversion(ks.first().copied().unwrap_or(DISCARD), x, to);
                }
                return;
            }
            Some(Mode::Builtin) => {
                return self.builtin(ks.first().copied().unwrap_or(DISCARD), e, f, args, ellipsis);
            }
            _ => {}
        }
        let sig = match self.under_of(f) {
            Type::Signature(s) => s,
            _ => return,
        };
        let callee = self.callee(fun);
        // A literal is walked first, so that its parameters are known.
        let bodies: Vec<Func> = match &callee {
            Callee::Declared(obj) | Callee::Method(obj, ..) => self
                .this
                .filter(|t| t.0 == *obj)
                .map(|t| t.1)
                .into_iter()
                .collect(),
            Callee::Literals(list) => {
                self.discard(fun);
                list.clone()
            }
            Callee::Unknown => {
                let k = if ks.iter().any(|k| k.dst != BLANK) {
                    Hole::to(CALLEE)
                } else {
                    DISCARD
                };
                match &f.kind {
                    ExprKind::Func { ty, body } => {
                        self.literal(DISCARD, f.id, ty, body);
                        self.literals.get(&f.id).copied().into_iter().collect()
                    }
                    ExprKind::Selector { x, .. } if self.info.selections.contains_key(&f.id) => {
                        // Through an interface, or a field of func type.
                        let s = &self.info.selections[&f.id];
                        if s.kind == SelectionKind::MethodValue {
                            self.expr(HEAP_HOLE, x);
                        } else {
                            self.expr(k, f);
                        }
                        Vec::new()
                    }
                    _ => {
                        self.expr(k, f);
                        Vec::new()
                    }
                }
            }
        };
        for &b in &bodies {
            for (i, r) in self.graph.bodies[b].results.clone().into_iter().enumerate() {
                if let Some(&k) = ks.get(i) {
                    self.graph.flow(k, r);
                }
            }
        }
        let mut first = 0;
        let declared = match callee {
            Callee::Declared(obj) => Some(obj),
            Callee::Method(obj, x, s) => {
                let k = self.param_hole(ks, obj, 0);
                self.receiver(k, x, s);
                first = 1;
                Some(obj)
            }
            _ => None,
        };
        let n = sig.params.len();
        let mut holes = Vec::with_capacity(n);
        for i in 0..n {
            let hole = match declared {
                Some(obj) => self.param_hole(ks, obj, first + i),
                None if bodies.is_empty() => HEAP_HOLE,
                None => {
                    let list: Vec<Hole> = bodies
                        .iter()
                        .filter_map(|&b| self.graph.bodies[b].params.get(i).copied().flatten())
                        .map(Hole::to)
                        .collect();
                    self.tee(&list)
                }
            };
            holes.push(hole);
        }
        if let [x] = args
            && n > 1
            && matches!(
                self.p.types.get(self.info.types[&unparen(x).id].ty),
                Type::Tuple(_)
            )
            && let ExprKind::Call {
                fun,
                args,
                ellipsis,
                ..
            } = &unparen(x).kind
        {
            return self.call(&holes, unparen(x), fun, args, ellipsis.is_some());
        }
        let variadic = sig.variadic && !ellipsis;
        for (i, x) in args.iter().enumerate() {
            if variadic && i + 1 >= n {
                break;
            }
            if let (Some(&k), Some(&t)) = (holes.get(i), sig.params.get(i)) {
                self.value(k, x, t);
            }
        }
        if variadic && args.len() >= n && n > 0 {
            let k = Hole::to(self.spill(holes[n - 1]));
            let elem = match self.under(sig.params[n - 1]) {
                Type::Slice(t) => t,
                _ => TypeId::INVALID,
            };
            for x in &args[n - 1..] {
                self.value(k, x, elem);
            }
        }
    }

    fn conversion(&mut self, k: Hole, x: &'a Expr, to: TypeId) {
        let (from, target) = (self.under_of(x), self.under(to));
        let text = |t: &Type| matches!(t, Type::Basic(Basic::String | Basic::UntypedString));
        match (&from, &target) {
            (Type::Slice(_), Type::Array { .. }) => self.expr(k.deref(), x),
            (a, b)
                if text(a) != text(b)
                    && (text(a) || text(b))
                    && !matches!(b, Type::Interface(_)) =>
            {
                self.spill(k);
                self.discard(x);
            }
            _ => self.value(k, x, to),
        }
    }

    fn builtin(&mut self, k: Hole, e: &'a Expr, f: &'a Expr, args: &'a [Expr], ellipsis: bool) {
        let obj = match &f.kind {
            ExprKind::Selector { sel, .. } => self.info.uses.get(&sel.id).copied(),
            _ => self.object(f.id),
        };
        let Some(ObjectKind::Builtin(b)) = obj.map(|o| self.p.types.object(o).kind.clone()) else {
            return;
        };
        let has_pointers = |w: &mut Self, e: &Expr| match w.under_of(e) {
            Type::Slice(t) => w.has_pointers(t),
            _ => false,
        };
        match (b, args) {
            (Builtin::Append, [s, rest @ ..]) => {
                let pointers = has_pointers(self, e);
                let mut to = vec![k, Hole::to(MUTATOR)];
                if pointers {
                    to.push(HEAP_HOLE.deref());
                }
                let appendee = self.tee(&to);
                self.expr(appendee, s);
                let elem = match self.under_of(e) {
                    Type::Slice(t) => t,
                    _ => TypeId::INVALID,
                };
                for x in rest {
                    if !ellipsis {
                        self.value(HEAP_HOLE, x, elem);
                    } else if has_pointers(self, x) {
                        self.expr(HEAP_HOLE.deref(), x);
                    } else {
                        self.discard(x);
                    }
                }
                let array = self.spill(k);
                self.graph.locs[array].loop_depth = 0;
                self.appends.insert(e.id, array);
            }
            (Builtin::Copy, [to, from]) => {
                self.expr(Hole::to(MUTATOR), to);
                if has_pointers(self, from) {
                    self.expr(HEAP_HOLE.deref(), from);
                } else {
                    self.discard(from);
                }
            }
            (Builtin::Panic, [x]) => {
                let any = self.p.types.universe.any;
                self.value(HEAP_HOLE, x, any);
            }
            (Builtin::Min | Builtin::Max, list) => {
                for x in list {
                    self.expr(k, x);
                }
            }
            (Builtin::Clear, [x]) => self.expr(Hole::to(MUTATOR), x),
            (Builtin::New, [x]) => {
                let l = self.spill(k);
                if self
                    .info
                    .types
                    .get(&unparen(x).id)
                    .is_none_or(|t| t.mode != Mode::TypeExpr)
                {
                    self.expr(Hole::to(l), x);
                }
            }
            (Builtin::Make, list) => {
                self.spill(k);
                for x in list {
                    self.discard(x);
                }
            }
            (
                Builtin::SliceData
                | Builtin::StringData
                | Builtin::Add
                | Builtin::Slice
                | Builtin::String,
                [x, rest @ ..],
            ) => {
                self.expr(k, x);
                self.discards(rest);
            }
            (_, list) => self.discards(list),
        }
    }

    // --- statements

    /// Where what is assigned to `e` goes.
    fn place(&mut self, e: &'a Expr) -> Hole {
        let e = unparen(e);
        match &e.kind {
            ExprKind::Ident(name) if name == "_" => DISCARD,
            ExprKind::Ident(_) => self.local(e.id).map_or(HEAP_HOLE, Hole::to),
            ExprKind::Selector { x, .. } => match self.info.selections.get(&e.id) {
                Some(s) if self.hops(s, s.index.len()) == 0 => self.place(x),
                Some(_) => {
                    self.expr(Hole::to(MUTATOR), x);
                    HEAP_HOLE
                }
                None => HEAP_HOLE,
            },
            ExprKind::Index { x, indices, .. } => {
                match self.under_of(x) {
                    Type::Array { .. } => {
                        self.discards(indices);
                        return self.place(x);
                    }
                    Type::Map { key, .. } => {
                        self.discard(x);
                        for i in indices {
                            self.value(HEAP_HOLE, i, key);
                        }
                    }
                    _ => {
                        self.expr(Hole::to(MUTATOR), x);
                        self.discards(indices);
                    }
                }
                HEAP_HOLE
            }
            ExprKind::Star(x) => {
                self.expr(Hole::to(MUTATOR), x);
                HEAP_HOLE
            }
            _ => HEAP_HOLE,
        }
    }
    fn reassigned(&mut self, k: Hole) {
        self.graph.locs[k.dst].reassigned = true;
    }
    fn assign(&mut self, lhs: &'a [Expr], rhs: &'a [Expr]) {
        let ks: Vec<Hole> = lhs.iter().map(|e| self.place(e)).collect();
        self.values(&ks, lhs, rhs);
        for k in ks {
            self.reassigned(k);
        }
    }
    /// Values, or the several of one expression, into holes.
    fn values(&mut self, ks: &[Hole], lhs: &[Expr], rhs: &'a [Expr]) {
        if let [x] = rhs
            && ks.len() != 1
        {
            return self.several(ks, x);
        }
        for (i, x) in rhs.iter().enumerate() {
            let to = lhs.get(i).map_or(TypeId::INVALID, |e| self.left_type(e));
            if let Some(&k) = ks.get(i) {
                if let Some(l) = lhs.get(i) {
                    self.note_literal(l, x);
                }
                self.value(k, x, to);
            }
        }
    }
    fn left_type(&mut self, e: &Expr) -> TypeId {
        let e = unparen(e);
        if let Some(t) = self.info.types.get(&e.id) {
            let t = t.ty;
            return self.subst(t);
        }
        let t = self.object(e.id).and_then(|o| self.p.types.object(o).ty);
        self.subst(t.unwrap_or(TypeId::INVALID))
    }
    fn several(&mut self, ks: &[Hole], x: &'a Expr) {
        let x = unparen(x);
        match &x.kind {
            ExprKind::Call {
                fun,
                args,
                ellipsis,
                ..
            } => self.call(ks, x, fun, args, ellipsis.is_some()),
            _ => self.expr(ks.first().copied().unwrap_or(DISCARD), x),
        }
    }

    fn block(&mut self, b: &'a Block) {
        self.stmts(&b.stmts);
    }
    fn stmts(&mut self, list: &'a [Stmt]) {
        let depth = self.loop_depth;
        for s in list {
            self.stmt(s);
        }
        self.loop_depth = depth;
    }
    fn option_stmt(&mut self, s: &'a Option<Stmt>) {
        if let Some(s) = s {
            self.stmt(s);
        }
    }

    fn stmt(&mut self, s: &'a Stmt) {
        match &s.kind {
            StmtKind::Expr(e) => match &unparen(e).kind {
                ExprKind::Call {
                    fun,
                    args,
                    ellipsis,
                    ..
                } => self.call(&[], unparen(e), fun, args, ellipsis.is_some()),
                _ => self.discard(e),
            },
            StmtKind::Go(e) => self.start(e, HEAP_HOLE),
            StmtKind::Defer(e) if self.loop_depth > 1 => self.start(e, HEAP_HOLE),
            StmtKind::Defer(e) => {
                if let ExprKind::Call {
                    fun,
                    args,
                    ellipsis,
                    ..
                } = &unparen(e).kind
                {
                    self.call(&[], unparen(e), fun, args, ellipsis.is_some());
                }
            }
            StmtKind::Decl(Decl::Var(specs)) => {
                for spec in specs {
                    let objs: Vec<Option<ObjId>> = spec
                        .names
                        .iter()
                        .map(|n| self.info.defs.get(&n.id).copied())
                        .collect();
                    let ks: Vec<Hole> = objs
                        .iter()
                        .map(|o| o.map_or(DISCARD, |o| Hole::to(self.declare(o))))
                        .collect();
                    if let [x] = &spec.values[..]
                        && ks.len() != 1
                    {
                        self.several(&ks, x);
                        continue;
                    }
                    for (i, x) in spec.values.iter().enumerate() {
                        let t = objs.get(i).copied().flatten();
                        let t = t.and_then(|o| self.p.types.object(o).ty);
                        let t = self.subst(t.unwrap_or(TypeId::INVALID));
                        if let (Some(Some(obj)), ExprKind::Func { .. }) =
                            (objs.get(i), &unparen(x).kind)
                        {
                            self.func_vars.insert(*obj, Some(vec![unparen(x).id]));
                        }
                        if let Some(&k) = ks.get(i) {
                            self.value(k, x, t);
                        }
                    }
                }
            }
            StmtKind::Send { ch, value, .. } => {
                self.discard(ch);
                let elem = match self.under_of(ch) {
                    Type::Chan { elem, .. } => elem,
                    _ => TypeId::INVALID,
                };
                self.value(HEAP_HOLE, value, elem);
            }
            StmtKind::IncDec { x, .. } => {
                let k = self.place(x);
                self.reassigned(k);
            }
            StmtKind::Assign { lhs, rhs, .. } => self.assign(lhs, rhs),
            StmtKind::Define { lhs, rhs, .. } => {
                let mut old = Vec::new();
                let ks: Vec<Hole> = lhs
                    .iter()
                    .map(|e| match self.info.defs.get(&e.id).copied() {
                        Some(obj) => Hole::to(self.declare(obj)),
                        None => {
                            let k = self.place(e);
                            old.push(k);
                            k
                        }
                    })
                    .collect();
                self.values(&ks, lhs, rhs);
                for k in old {
                    self.reassigned(k);
                }
            }
            StmtKind::Return(list) => {
                let results = self.graph.bodies[self.current].results.clone();
                let ks: Vec<Hole> = results.into_iter().map(Hole::to).collect();
                if let [x] = &list[..]
                    && ks.len() != 1
                {
                    self.several(&ks, x);
                } else {
                    let types = self
                        .result_types
                        .get(&self.current)
                        .cloned()
                        .unwrap_or_default();
                    for ((x, &k), t) in list.iter().zip(&ks).zip(types) {
                        self.value(k, x, t);
                    }
                }
            }
            StmtKind::Block(b) => self.block(b),
            StmtKind::If(s) => {
                self.option_stmt(&s.init);
                self.discard(&s.cond);
                self.block(&s.then);
                self.option_stmt(&s.els);
            }
            StmtKind::Switch(s) => {
                self.option_stmt(&s.init);
                if let Some(t) = &s.tag {
                    self.discard(t);
                }
                for c in &s.clauses {
                    self.discards(&c.values);
                    self.stmts(&c.body);
                }
            }
            StmtKind::TypeSwitch(s) => {
                self.option_stmt(&s.init);
                let mut ks = Vec::new();
                for (i, _) in s.clauses.iter().enumerate() {
                    let Some(bind) = &s.bind else { break };
                    if let Some(&obj) = self.info.implicits.get(&(bind.id, i as u32)) {
                        let l = self.declare(obj);
                        let t = self.p.types.object(obj).ty.unwrap_or(TypeId::INVALID);
                        let t = self.subst(t);
                        if self.has_pointers(t) {
                            ks.push(self.unboxed(Hole::to(l), t));
                        }
                    }
                }
                let k = self.tee(&ks);
                self.expr(k, &s.x);
                for c in &s.clauses {
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
                self.loop_depth += 1;
                if let Some(c) = &s.cond {
                    self.discard(c);
                }
                self.option_stmt(&s.post);
                self.block(&s.body);
                self.loop_depth -= 1;
            }
            StmtKind::Range(s) => {
                let over = self.under_of(&s.x);
                let x = self.graph.add(self.current, self.loop_depth, true);
                let function = matches!(over, Type::Signature(_));
                self.expr(if function { HEAP_HOLE } else { Hole::to(x) }, &s.x);
                self.loop_depth += 1;
                for (i, e) in s.key.iter().chain(&s.value).enumerate() {
                    let k = match self.info.defs.get(&e.id).copied() {
                        Some(obj) if s.define => Hole::to(self.declare(obj)),
                        _ => self.place(e),
                    };
                    match over {
                        Type::Signature(_) | Type::Map { .. } | Type::Chan { .. } => {
                            self.graph.flow(k, HEAP);
                        }
                        Type::Array { .. } if i == 1 => self.graph.flow(k, x),
                        _ if i == 1 => self.graph.flow(k.deref(), x),
                        _ => {}
                    }
                    self.reassigned(k);
                }
                self.block(&s.body);
                self.loop_depth -= 1;
            }
            StmtKind::Labeled { stmt, .. } => {
                // A `goto` may jump back here: what follows counts as a loop.
                if !matches!(
                    stmt.kind,
                    StmtKind::For(_)
                        | StmtKind::Range(_)
                        | StmtKind::Switch(_)
                        | StmtKind::Select(_)
                        | StmtKind::TypeSwitch(_)
                ) {
                    self.loop_depth += 1;
                }
                self.stmt(stmt);
            }
            _ => {}
        }
    }

    /// A call that runs later: the function and its arguments are kept in `k`.
    fn start(&mut self, e: &'a Expr, k: Hole) {
        let ExprKind::Call { fun, args, .. } = &unparen(e).kind else {
            return;
        };
        match &unparen(fun).kind {
            ExprKind::Selector { x, .. } if self.info.selections.contains_key(&unparen(fun).id) => {
                self.expr(k, x);
            }
            _ => self.expr(k, fun),
        }
        for a in args {
            self.expr(k, a);
        }
    }
}
