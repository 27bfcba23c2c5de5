//! What gc's inliner thinks a function costs: the nodes of its tree, calls dearer. The numbers are those of
//! cmd/compile/internal/inline of Go 1.27; what each construct is made of in gc's tree stands at the construct.

use std::rc::Rc;

use gorun_grammar::ast::{
    BinaryOp, Block, Decl, Element, Expr, ExprKind, NodeId, Stmt, StmtKind, UnaryOp,
};

use smol_str::SmolStr;

mod loops;

use loops::{InBody, LEAVE_FAR};

use super::functions::Functions;
use super::library::{self, Price};
use super::summary::{self, Summary};
use crate::compile::place::unparen;
use crate::compile::program::ProgramBuilder;
use crate::types::info::{Mode, SelectionKind};
use crate::types::object::{Builtin, VarKind};
use crate::types::{Basic, Info, ObjId, ObjectKind, Type, TypeId};

/// A declared function is inlined up to this cost, a function literal up to twice it, one that is called in one place up
/// to ten times.
pub const BUDGET: i32 = 80;
const CALL: i32 = 57;
const PARAMETER_CALL: i32 = 17;

/// Calls that the back end makes one or a few instructions of.
fn is_intrinsic(package: &str, name: &str) -> bool {
    match package {
        "math" => matches!(
            name,
            "Sqrt" | "Abs" | "Floor" | "Ceil" | "Trunc" | "RoundToEven" | "Copysign" | "FMA"
        ),
        "math/bits" => [
            "TrailingZeros",
            "Len",
            "OnesCount",
            "ReverseBytes",
            "RotateLeft",
            "Add64",
            "Sub64",
            "Mul64",
            "Div64",
        ]
        .iter()
        .any(|p| name.starts_with(p)),
        "sync/atomic" => [
            "Load",
            "Store",
            "Add",
            "Swap",
            "CompareAndSwap",
            "And",
            "Or",
        ]
        .iter()
        .any(|p| name.starts_with(p)),
        _ => false,
    }
}

pub struct Cost<'x, 'a> {
    pub p: &'x mut ProgramBuilder<'a>,
    pub functions: &'x mut Functions<'a>,
    pub info: &'a Info,
    pub summary: Rc<Summary<'a>>,
    /// The literal whose body is looked at.
    pub literal: Option<NodeId>,
    /// The declared function that it is.
    pub function: Option<ObjId>,
    pub results: Vec<TypeId>,
    pub sum: i32,
    /// Whether what is looked at is the body of a loop over a function.
    in_body: Option<InBody>,
    /// The label before the statement.
    label: Option<SmolStr>,
    /// The variable that says where such loops are left to has been counted.
    has_next: bool,
    pub impossible: bool,
}

impl<'x, 'a> Cost<'x, 'a> {
    pub fn new(
        p: &'x mut ProgramBuilder<'a>,
        functions: &'x mut Functions<'a>,
        info: &'a Info,
        summary: Rc<Summary<'a>>,
    ) -> Self {
        Cost {
            p,
            functions,
            info,
            summary,
            literal: None,
            function: None,
            results: Vec::new(),
            sum: 0,
            in_body: None,
            label: None,
            has_next: false,
            impossible: false,
        }
    }
    pub fn body(&mut self, body: &'a Block) {
        self.stmts(&body.stmts);
    }

    // --- types

    fn type_of(&self, e: &Expr) -> TypeId {
        let e = unparen(e);
        match self.info.types.get(&e.id) {
            Some(t) => t.ty,
            None => self
                .object(e)
                .and_then(|o| self.p.types.object(o).ty)
                .unwrap_or(TypeId::INVALID),
        }
    }
    fn under(&self, t: TypeId) -> &Type {
        self.p.types.get(self.p.types.underlying(t))
    }
    fn object(&self, e: &Expr) -> Option<ObjId> {
        let e = unparen(e);
        let info = self.info;
        info.uses
            .get(&e.id)
            .or_else(|| info.defs.get(&e.id))
            .copied()
    }
    fn is_interface(&self, t: TypeId) -> bool {
        matches!(self.under(t), Type::Interface(_))
    }
    fn is_constant(&self, e: &Expr) -> bool {
        let t = self.info.types.get(&unparen(e).id);
        t.is_some_and(|t| t.value.is_some())
    }
    fn is_pointer(&self, t: TypeId) -> bool {
        matches!(self.under(t), Type::Pointer(_))
    }
    fn is_string(&self, t: TypeId) -> bool {
        matches!(
            self.under(t),
            Type::Basic(Basic::String | Basic::UntypedString)
        )
    }

    // --- statements

    fn stmts(&mut self, list: &'a [Stmt]) {
        for s in list {
            if self.impossible || self.sum > 10 * BUDGET {
                return;
            }
            self.stmt(s);
        }
    }
    fn option_stmt(&mut self, s: &'a Option<Stmt>) {
        if let Some(s) = s {
            self.stmt(s);
        }
    }
    /// The place assigned to. A new variable is declared as well: the declaration, and the name in it.
    fn place(&mut self, e: &'a Expr) {
        if self.info.defs.contains_key(&e.id) {
            self.sum += 3;
        } else if matches!(&unparen(e).kind, ExprKind::Ident(n) if n == "_") {
            self.sum += 1;
        } else {
            self.expr(e);
        }
    }
    fn assign(&mut self, lhs: &'a [Expr], rhs: &'a [Expr]) {
        self.sum += 1;
        for l in lhs {
            self.place(l);
        }
        for (i, r) in rhs.iter().enumerate() {
            match lhs.get(i) {
                Some(l) if lhs.len() == rhs.len() => {
                    let to = self.type_of(l);
                    self.converted(r, to);
                }
                _ => self.expr(r),
            }
        }
    }

    fn stmt(&mut self, s: &'a Stmt) {
        match &s.kind {
            StmtKind::Expr(e) => self.expr(e),
            StmtKind::Go(_) | StmtKind::Defer(_) => self.impossible = true,
            StmtKind::Decl(Decl::Var(specs)) => {
                for spec in specs {
                    let new = |n: &gorun_grammar::ast::Ident| if n.is_blank() { 1 } else { 3 };
                    if spec.values.is_empty() {
                        self.sum += spec.names.iter().map(|n| new(n) + 1).sum::<i32>();
                        continue;
                    }
                    self.sum += 1 + spec.names.iter().map(new).sum::<i32>();
                    for (i, v) in spec.values.iter().enumerate() {
                        let obj = spec.names.get(i).and_then(|n| self.info.defs.get(&n.id));
                        let t = obj.and_then(|&o| self.p.types.object(o).ty);
                        match t {
                            Some(t) if spec.values.len() == spec.names.len() => {
                                self.converted(v, t);
                            }
                            _ => self.expr(v),
                        }
                    }
                }
            }
            StmtKind::Send { ch, value, .. } => {
                self.sum += 1;
                self.expr(ch);
                match *self.under(self.type_of(ch)) {
                    Type::Chan { elem, .. } => self.converted(value, elem),
                    _ => self.expr(value),
                }
            }
            StmtKind::IncDec { x, .. } => {
                self.sum += 2;
                self.expr(x);
            }
            StmtKind::Assign { lhs, rhs, .. } | StmtKind::Define { lhs, rhs, .. } => {
                self.assign(lhs, rhs);
            }
            StmtKind::Return(list) if self.in_body.is_some() => {
                // The results are assigned, and the function around returns.
                self.sum += LEAVE_FAR + 2 * list.len() as i32;
                self.exprs(list);
            }
            StmtKind::Return(list) => {
                self.sum += 1;
                let results = self.results.clone();
                if list.len() == 1 && results.len() > 1 {
                    // Through variables: each declared, set, and mentioned.
                    self.sum += 1 + 4 * results.len() as i32;
                }
                for (i, e) in list.iter().enumerate() {
                    match results.get(i) {
                        Some(&t) if list.len() == results.len() => self.converted(e, t),
                        _ => self.expr(e),
                    }
                }
            }
            StmtKind::Break(label) => self.jump(label.is_some(), |b| b.breakable),
            StmtKind::Continue(label) => self.jump(label.is_some(), |b| b.loops),
            StmtKind::Goto(_) => self.sum += 1,
            StmtKind::Block(b) => self.stmts(&b.stmts),
            StmtKind::If(i) => {
                self.option_stmt(&i.init);
                let value = self.info.types.get(&unparen(&i.cond).id);
                if let Some(crate::types::constant::Const::Bool(b)) =
                    value.and_then(|v| v.value.as_ref())
                {
                    if *b {
                        self.stmts(&i.then.stmts);
                    } else {
                        self.option_stmt(&i.els);
                    }
                    return;
                }
                self.sum += 1;
                self.expr(&i.cond);
                self.stmts(&i.then.stmts);
                self.option_stmt(&i.els);
            }
            StmtKind::Switch(i) => {
                self.sum += 1;
                self.option_stmt(&i.init);
                if let Some(t) = &i.tag {
                    self.expr(t);
                }
                for c in &i.clauses {
                    self.sum += 1;
                    c.values.iter().for_each(|v| self.expr(v));
                    self.within(false, |w| w.stmts(&c.body));
                }
            }
            StmtKind::TypeSwitch(i) => {
                self.sum += 2 + i32::from(i.bind.is_some());
                self.option_stmt(&i.init);
                self.expr(&i.x);
                for c in &i.clauses {
                    self.sum += 1 + i32::from(i.bind.is_some());
                    self.within(false, |w| w.stmts(&c.body));
                }
            }
            StmtKind::Select(i) => {
                self.sum += 1;
                for c in &i.clauses {
                    self.sum += 1;
                    self.option_stmt(&c.comm);
                    self.within(false, |w| w.stmts(&c.body));
                }
            }
            StmtKind::For(i) => {
                self.sum += 1;
                self.option_stmt(&i.init);
                if let Some(c) = &i.cond {
                    self.expr(c);
                }
                self.option_stmt(&i.post);
                self.within(true, |c| c.stmts(&i.body.stmts));
            }
            StmtKind::Range(r) if self.is_loop(r) => self.loop_over(r),
            StmtKind::Range(r) => {
                self.sum += 1;
                for e in r.key.iter().chain(&r.value) {
                    self.place(e);
                }
                self.expr(&r.x);
                self.within(true, |c| c.stmts(&r.body.stmts));
            }
            StmtKind::Labeled { label, stmt } => {
                self.sum += 1;
                let of_loop = matches!(&stmt.kind, StmtKind::Range(r) if self.is_loop(r));
                self.label = of_loop.then(|| label.name.clone());
                self.stmt(stmt);
            }
            _ => {}
        }
    }

    // --- expressions

    fn exprs(&mut self, list: &'a [Expr]) {
        list.iter().for_each(|e| self.expr(e));
    }

    /// A value where type `to` is wanted: becoming an interface is a node.
    fn converted(&mut self, e: &'a Expr, to: TypeId) {
        let from = self.type_of(e);
        if to != TypeId::INVALID
            && self.is_interface(to)
            && from != TypeId::INVALID
            && !self.is_nil(e)
            && from != to
        {
            self.sum += 1;
        }
        self.expr(e);
    }
    fn is_nil(&self, e: &Expr) -> bool {
        let t = self.info.types.get(&unparen(e).id);
        t.is_some_and(|t| t.mode == Mode::Nil)
    }

    fn expr(&mut self, e: &'a Expr) {
        let e = unparen(e);
        if self.is_constant(e) || self.is_nil(e) {
            self.sum += 1;
            return;
        }
        match &e.kind {
            ExprKind::Ident(_) => self.sum += 1,
            ExprKind::Composite { elems, .. } => self.composite(e, elems),
            ExprKind::Func { .. } => self.sum += 16,
            ExprKind::Selector { x, .. } => match self.info.selections.get(&e.id) {
                None => self.sum += 1,
                Some(s) if s.kind == SelectionKind::MethodExpr => {}
                Some(s) => {
                    let value = s.kind == SelectionKind::MethodValue;
                    self.sum += s.index.len() as i32 + i32::from(value);
                    self.expr(x);
                }
            },
            ExprKind::Index { x, indices, .. } => {
                if self.mode(x) == Some(Mode::TypeExpr)
                    || matches!(self.under(self.type_of(x)), Type::Signature(_))
                {
                    self.sum += 1;
                    return;
                }
                // An array behind a pointer is followed.
                self.sum += 1 + i32::from(self.is_pointer(self.type_of(x)));
                self.expr(x);
                self.exprs(indices);
            }
            ExprKind::Slice { x, lo, hi, max, .. } => {
                self.sum += 1;
                if matches!(self.under(self.type_of(x)), Type::Array { .. }) {
                    self.sum += 1;
                }
                self.expr(x);
                if let Some(lo) = lo {
                    self.expr(lo);
                    let value = self.info.types.get(&unparen(lo).id);
                    let value = value.and_then(|v| v.value.as_ref());
                    self.sum -= i32::from(
                        matches!(value, Some(crate::types::constant::Const::Int(n)) if *n == 0.into()),
                    );
                }
                for i in [hi, max].into_iter().flatten() {
                    self.expr(i);
                }
                // `x[:len(x)]` of a variable is `x`.
                if let Some(hi) = hi
                    && let ExprKind::Call { fun, args, .. } = &unparen(hi).kind
                    && summary::builtin(self.p.types, self.info, fun) == Some(Builtin::Len)
                    && let (Some(a), Some(b)) = (self.object(x), self.object(&args[0]))
                    && a == b
                {
                    self.sum -= 2;
                }
            }
            ExprKind::TypeAssert { x, .. } => {
                self.sum += 1;
                self.expr(x);
            }
            ExprKind::Call {
                fun,
                args,
                ellipsis,
                ..
            } => {
                self.call(e, fun, args, ellipsis.is_some());
            }
            ExprKind::Star(x) => {
                // `*(*T)(unsafe.Pointer(&x))` is cheap.
                let mut pointer = unparen(x);
                while let ExprKind::Call { fun, args, .. } = &pointer.kind
                    && self.mode(fun) == Some(Mode::TypeExpr)
                    && let [x] = &args[..]
                {
                    pointer = unparen(x);
                }
                let of_address = matches!(
                    pointer.kind,
                    ExprKind::Unary {
                        op: UnaryOp::Addr,
                        ..
                    }
                );
                self.sum += 1 - i32::from(of_address);
                self.expr(x);
            }
            ExprKind::Unary {
                op: UnaryOp::Addr,
                x,
            } => {
                self.sum += 1;
                // The address of a struct's first field is the struct's.
                if let ExprKind::Selector { x: inner, .. } = &unparen(x).kind
                    && let Some(s) = self.info.selections.get(&unparen(x).id)
                    && s.index.iter().all(|&i| i == 0)
                    && s.index.len() == 1
                    && matches!(unparen(inner).kind, ExprKind::Ident(_))
                {
                    self.sum -= 2;
                }
                self.expr(x);
            }
            ExprKind::Unary { x, .. } => {
                self.sum += 1;
                self.expr(x);
            }
            ExprKind::Binary { op, x, y, .. } => {
                // A sum of strings is one node however many there are.
                let inner = matches!(
                    &unparen(x).kind,
                    ExprKind::Binary {
                        op: BinaryOp::Add,
                        ..
                    }
                ) && !self.is_constant(x);
                if !(*op == BinaryOp::Add && inner && self.is_string(self.type_of(e))) {
                    self.sum += 1;
                }
                if op.is_comparison() {
                    let (a, b) = (self.type_of(x), self.type_of(y));
                    self.converted(x, b);
                    self.converted(y, a);
                } else {
                    self.expr(x);
                    self.expr(y);
                }
            }
            _ => {}
        }
    }
    fn mode(&self, e: &Expr) -> Option<Mode> {
        self.info.types.get(&unparen(e).id).map(|t| t.mode)
    }

    fn composite(&mut self, e: &'a Expr, elems: &'a [Element]) {
        self.sum += 1;
        let mut t = self.type_of(e);
        if let Type::Pointer(to) = *self.under(t) {
            // `&` that was left out.
            self.sum += 1;
            t = to;
        }
        match self.under(t).clone() {
            Type::Struct(s) => {
                for (i, el) in elems.iter().enumerate() {
                    self.sum += 1;
                    let field = match &el.key {
                        Some(Expr {
                            kind: ExprKind::Ident(name),
                            ..
                        }) => s.fields.iter().find(|f| f.name == *name),
                        _ => s.fields.get(i),
                    };
                    let to = field.map_or(TypeId::INVALID, |f| f.ty);
                    self.converted(&el.value, to);
                }
            }
            Type::Slice(elem) | Type::Array { elem, .. } => {
                self.sum += i32::from(matches!(self.under(t), Type::Slice(_)));
                for el in elems {
                    self.sum += 2 * i32::from(el.key.is_some());
                    self.converted(&el.value, elem);
                }
            }
            Type::Map { key, elem } => {
                for el in elems {
                    self.sum += 1;
                    if let Some(k) = &el.key {
                        self.converted(k, key);
                    }
                    self.converted(&el.value, elem);
                }
            }
            _ => {}
        }
    }

    // --- calls

    fn call(&mut self, e: &'a Expr, fun: &'a Expr, args: &'a [Expr], ellipsis: bool) {
        let f = unparen(fun);
        match self.mode(f) {
            Some(Mode::TypeExpr) => return self.conversion(f, args),
            Some(Mode::Builtin) => return self.builtin(e, f, args, ellipsis),
            _ => {}
        }
        self.sum += 1;
        self.callee(f);
        self.arguments(f, args, ellipsis);
    }

    /// What is called, and what its body costs here.
    fn callee(&mut self, f: &'a Expr) {
        let types = &*self.p.types;
        let Some((obj, id)) = summary::declared(types, self.info, f) else {
            let extra = match self
                .object(f)
                .map(|o| (o, self.p.types.object(o).kind.clone()))
            {
                Some((o, ObjectKind::Var(kind))) if kind != VarKind::Package => {
                    let home = self.summary.uses.get(&o).and_then(|u| u.home);
                    let function = self.summary.functions.get(&o).copied();
                    if let Some(cost) = function.and_then(|f| self.functions.cost(self.p, f))
                        && cost <= BUDGET
                    {
                        cost
                    } else if let Some(&literal) = self.summary.literals.get(&o)
                        && home == self.literal
                        && let Some(cost) =
                            self.functions
                                .literal_cost(self.p, self.info, &self.summary, literal)
                        && cost <= 2 * BUDGET
                    {
                        cost
                    } else if matches!(kind, VarKind::Param | VarKind::Recv) || home != self.literal
                    {
                        PARAMETER_CALL
                    } else {
                        CALL
                    }
                }
                _ => match &f.kind {
                    ExprKind::Func { .. } => {
                        let cost = self
                            .functions
                            .literal_cost(self.p, self.info, &self.summary, f);
                        cost.filter(|&c| c <= 2 * BUDGET).unwrap_or(CALL)
                    }
                    _ => CALL,
                },
            };
            self.sum += extra;
            return self.expr(f);
        };
        let o = self.p.types.object(obj);
        let name = o.name.clone();
        let package = self.p.types.package(o.pkg);
        let path = package.public_path().to_string();
        let named = summary::without_arguments(f);
        if let ExprKind::Selector { x, .. } = &named.kind
            && let Some(s) = self.info.selections.get(&named.id)
            && s.kind == SelectionKind::MethodValue
        {
            let Some(receiver) = self.p.receiver(obj) else {
                // Through an interface.
                self.sum += CALL + s.index.len() as i32;
                return self.expr(x);
            };
            self.sum += self.declared(obj).unwrap_or(CALL);
            // Embedded fields on the way, and the address or what the pointer points to.
            self.sum += s.index.len() as i32 - 1;
            if self.is_pointer(s.recv) != receiver.pointer && s.index.len() == 1 {
                self.sum += 1;
            }
            if !receiver.tparams.is_empty() || self.is_generic(obj) {
                self.sum += self.dictionary(id, s.recv);
            }
            return self.expr(x);
        }
        if is_intrinsic(&path, &name) {
            self.sum += 1;
            return;
        }
        self.sum += self.declared(obj).unwrap_or(CALL);
        let selection = self.info.selections.get(&f.id).map(|s| s.kind);
        self.sum += i32::from(selection != Some(SelectionKind::MethodExpr));
        if self.is_generic(obj) {
            self.sum += self.dictionary(id, TypeId::INVALID);
        }
    }
    fn is_generic(&self, obj: ObjId) -> bool {
        let t = self.p.types.object(obj).ty.map(|t| self.p.types.get(t));
        matches!(t, Some(Type::Signature(s)) if !s.tparams.is_empty())
    }
    /// What says of the instance that is called which one it is: a variable's address; where it depends on the type parameters
    /// of the text around, an element of what says so of that. `id`: where type arguments are filed.
    fn dictionary(&self, id: NodeId, recv: TypeId) -> i32 {
        let targs = self.info.instances.get(&id).map_or(&[][..], |i| &i.targs);
        let mut all = targs.iter().chain([&recv]);
        let derived = all.any(|&t| t != TypeId::INVALID && self.p.types.mentions_tparams(t));
        if derived { 4 } else { 2 }
    }
    fn declared(&mut self, obj: ObjId) -> Option<i32> {
        if !self.p.is_users(obj) {
            match library::cost(self.p, obj) {
                Price::Is(c) => return Some(c),
                Price::TooMuch => return None,
                Price::Unknown => {}
            }
        }
        if let Some(caller) = self.function
            && caller != obj
            && self.p.is_users(caller)
            && self.functions.is_later(self.p, caller, obj)
        {
            return None;
        }
        self.functions.cost(self.p, obj).filter(|&c| c <= BUDGET)
    }

    fn arguments(&mut self, f: &'a Expr, args: &'a [Expr], ellipsis: bool) {
        let Type::Signature(sig) = self.under(self.type_of(f)).clone() else {
            return self.exprs(args);
        };
        let n = sig.params.len();
        if let [x] = args
            && let Type::Tuple(list) = self.p.types.get(self.type_of(x))
        {
            self.sum += 1 + 4 * list.len() as i32;
            return self.expr(x);
        }
        let fixed = if sig.variadic && !ellipsis { n - 1 } else { n };
        for (a, &t) in args.iter().zip(&sig.params).take(fixed) {
            self.converted(a, t);
        }
        if fixed < n {
            let rest = &args[fixed.min(args.len())..];
            // A nil slice, or a slice literal.
            self.sum += if rest.is_empty() { 1 } else { 2 };
            let elem = match *self.under(sig.params[n - 1]) {
                Type::Slice(t) => t,
                _ => TypeId::INVALID,
            };
            for a in rest {
                self.converted(a, elem);
            }
        }
    }

    fn conversion(&mut self, f: &'a Expr, args: &'a [Expr]) {
        let [x] = args else { return };
        let (from, to) = (self.type_of(x), self.type_of(f));
        let types = &self.p.types;
        // What is the same in a register: gc knows int as int64, uint and uintptr as uint64, and one kind of pointer.
        let form = |t: TypeId| match self.under(t) {
            Type::Pointer(_) | Type::Basic(Basic::UnsafePointer) => Some(Basic::UnsafePointer),
            Type::Basic(Basic::Int | Basic::Int64) => Some(Basic::Int64),
            Type::Basic(Basic::Uint | Basic::Uint64 | Basic::Uintptr) => Some(Basic::Uint64),
            _ => None,
        };
        let (a, b) = (form(from), form(to));
        let address = |t: TypeId| matches!(self.under(t), Type::Basic(Basic::Uintptr));
        let same = types.underlying(from) == types.underlying(to)
            || (a.is_some() && a == b)
            || (a == Some(Basic::UnsafePointer) && address(to))
            || (address(from) && b == Some(Basic::UnsafePointer));
        let boxed = self.is_interface(to) && !self.is_interface(from);
        if (!same || boxed) && !self.is_nil(x) {
            self.sum += 1;
        }
        self.expr(x);
    }

    fn builtin(&mut self, e: &'a Expr, f: &'a Expr, args: &'a [Expr], ellipsis: bool) {
        self.sum += 1;
        match summary::builtin(self.p.types, self.info, f) {
            Some(Builtin::Recover) => self.impossible = true,
            Some(Builtin::Panic) => {
                self.sum += 1;
                self.exprs(args);
            }
            Some(Builtin::Append) => {
                let elem = match *self.under(self.type_of(e)) {
                    Type::Slice(t) => t,
                    _ => TypeId::INVALID,
                };
                for (i, a) in args.iter().enumerate() {
                    if i > 0 && !ellipsis {
                        self.converted(a, elem);
                    } else {
                        self.expr(a);
                    }
                }
            }
            Some(Builtin::Make) => self.exprs(&args[1..]),
            Some(Builtin::New) if args.iter().any(|a| self.mode(a) == Some(Mode::TypeExpr)) => {}
            _ => self.exprs(args),
        }
    }
}
