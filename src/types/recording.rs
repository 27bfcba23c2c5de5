//! Filing facts for the compiler, as go/types' recording.go.

use gorun_grammar::ast::{Expr, ExprKind, Ident, NodeId};

use super::checker::Checker;
use super::const_expr::represent;
use super::constant::Const;
use super::expr_string::unparen;
use super::info::{Instance, Mode, Selection, TypeAndValue};
use super::object::ObjId;
use super::operand::{OpMode, Operand};
use super::ty::{Basic, Type, TypeId};

/// Constant strings longer than this stay only at the top of the expression that makes them.
const LONG_STRING: usize = 256;

impl<'a> Checker<'a> {
    pub fn record(&mut self, x: &Operand<'a>) {
        let Some(e) = x.expr.expr() else {
            return;
        };
        let (ty, val) = match x.mode {
            OpMode::Invalid => (TypeId::of(Basic::Invalid), None),
            OpMode::NoValue => (self.types.intern(Type::Tuple(Vec::new())), None),
            OpMode::Constant => (x.ty, x.val.clone()),
            _ => (x.ty, None),
        };
        if let Some(Const::Str(text)) = &val
            && text.len() > LONG_STRING
        {
            self.forget_operands(e);
        }
        if self.types.is_untyped(ty) {
            self.remember_untyped(e, false, x.mode, ty, val);
        } else {
            self.record_type_and_value(e, x.mode, ty, val);
        }
    }

    /// The parts of a long constant string are nothing that anyone asks for: a sum of many terms would keep every
    /// partial sum otherwise.
    fn forget_operands(&mut self, e: &Expr) {
        let ExprKind::Binary { x, y, .. } = &unparen(e).kind else {
            return;
        };
        for operand in [x, y] {
            let mut operand: &Expr = operand;
            loop {
                if let Some(info) = self.untyped.get_mut(&operand.id) {
                    info.val = Some(Const::Unknown);
                }
                if let Some(tv) = self.info.types.get_mut(&operand.id)
                    && tv.value.is_some()
                {
                    tv.value = Some(Const::Unknown);
                }
                match &operand.kind {
                    ExprKind::Paren(inner) => operand = inner,
                    _ => break,
                }
            }
        }
    }

    /// Files what is still untyped at the end: operands of constants, and what is never made a value. They
    /// take their default type if it can hold them.
    pub fn record_untyped(&mut self) {
        for (_, i) in std::mem::take(&mut self.untyped) {
            let ty = self.types.default_type(i.ty);
            let kind = self.types.as_basic(ty);
            let fits = match (&i.val, kind) {
                (Some(val), Some(kind)) => represent(val, kind),
                _ => None,
            };
            match (fits, i.val) {
                (Some(val), _) => self.record_type_and_value(i.expr, i.mode, ty, Some(val)),
                (None, None) => self.record_type_and_value(i.expr, i.mode, ty, None),
                (None, val) => self.record_type_and_value(i.expr, i.mode, i.ty, val),
            }
        }
    }

    pub fn record_type_and_value(
        &mut self,
        e: &Expr,
        mode: OpMode,
        ty: TypeId,
        val: Option<Const>,
    ) {
        let mode = match mode {
            OpMode::Invalid => return,
            OpMode::NoValue => Mode::NoValue,
            OpMode::Builtin => Mode::Builtin,
            OpMode::TypeExpr => Mode::TypeExpr,
            OpMode::Constant => Mode::Constant,
            OpMode::Variable => Mode::Variable,
            OpMode::MapIndex => Mode::MapIndex,
            OpMode::Value => Mode::Value,
            OpMode::Nil => Mode::Nil,
            OpMode::CommaOk => Mode::CommaOk,
        };
        self.info.types.insert(
            e.id,
            TypeAndValue {
                mode,
                ty,
                value: val,
            },
        );
    }

    /// Files the signature of a builtin at a call, for the identifier and parentheses around it.
    pub fn record_builtin_type(&mut self, f: &Expr, sig: TypeId) {
        let mut f = f;
        loop {
            self.record_type_and_value(f, OpMode::Builtin, sig, None);
            match &f.kind {
                ExprKind::Paren(x) => f = x,
                _ => return,
            }
        }
    }

    /// `x` is used in its comma-ok form: its type is the pair.
    pub fn record_comma_ok_types(&mut self, x: &Expr, t0: TypeId, t1: TypeId) {
        if t0 == TypeId::of(Basic::Invalid) {
            return;
        }
        let pair = self.types.intern(Type::Tuple(vec![t0, t1]));
        let mut x = x;
        loop {
            if let Some(tv) = self.info.types.get_mut(&x.id) {
                tv.ty = pair;
            }
            match &x.kind {
                ExprKind::Paren(y) => x = y,
                _ => return,
            }
        }
    }

    /// `e` is an identifier, a selector, or an index expression over one of them.
    pub fn record_instance(&mut self, e: &Expr, targs: &[TypeId], ty: TypeId) {
        let mut e = e;
        let id = loop {
            match &e.kind {
                ExprKind::Index { x, .. } | ExprKind::Paren(x) => e = x,
                ExprKind::Ident(_) => break e.id,
                ExprKind::Selector { sel, .. } => break sel.id,
                _ => return,
            }
        };
        self.info.instances.insert(
            id,
            Instance {
                targs: targs.to_vec(),
                ty,
            },
        );
    }

    pub fn record_def(&mut self, id: NodeId, obj: ObjId) {
        self.info.defs.insert(id, obj);
    }

    pub fn record_use(&mut self, id: NodeId, obj: ObjId) {
        self.info.uses.insert(id, obj);
    }

    /// The object that the bind of a type switch declares in clause `clause`.
    pub fn record_implicit(&mut self, bind: NodeId, clause: u32, obj: ObjId) {
        self.info.implicits.insert((bind, clause), obj);
    }

    /// `e` is the whole selector expression.
    pub fn record_selection(&mut self, e: &Expr, sel: &Ident, s: Selection) {
        self.record_use(sel.id, s.obj);
        self.info.selections.insert(e.id, s);
    }
}
