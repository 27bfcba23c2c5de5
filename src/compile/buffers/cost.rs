//! What gc's inliner thinks a function costs: the nodes of its tree, calls dearer. The numbers are those of
//! cmd/compile/internal/inline of Go 1.27; what each construct is made of in gc's tree stands at the construct.

use std::rc::Rc;

use gorun_grammar::ast::{BinaryOp, Block, Element, Expr, ExprKind, NodeId, UnaryOp};

use smol_str::SmolStr;

mod calls;
mod loops;
mod statements;

use loops::InBody;

use super::functions::Functions;
use super::summary::{self, Summary};
use crate::compile::place::unparen;
use crate::compile::program::ProgramBuilder;
use crate::types::info::{Mode, SelectionKind};
use crate::types::object::Builtin;
use crate::types::{Basic, Info, ObjId, Type, TypeId};

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
}
