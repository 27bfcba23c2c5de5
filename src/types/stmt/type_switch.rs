//! Type switches. The bound name is a variable of its own in every clause.

use gorun_grammar::ast::{Expr, ExprKind, Pos, TypeSwitchStmt};

use crate::types::checker::Checker;
use crate::types::codes::Code;
use crate::types::errors::ErrorDesc;
use crate::types::expr_string::{start_pos, unparen};
use crate::types::object::ObjectKind;
use crate::types::operand::Operand;
use crate::types::ty::TypeId;

impl<'a> Checker<'a> {
    pub(super) fn type_switch_stmt(&mut self, s: &'a TypeSwitchStmt) {
        self.open_block();
        if let Some(init) = &s.init {
            self.stmt(init);
        }
        let mut bind = s.bind.as_ref();
        if let Some(name) = bind
            && name.is_blank()
        {
            self.soft_errorf(
                name.pos,
                Code::NoNewVar,
                "no new variable on left side of :=",
            );
            bind = None;
        }

        let mut x = Operand::default();
        self.expr(None, &mut x, &s.x);
        let mut subject = None;
        if x.is_valid() {
            if self.types.is_tparam(x.ty) {
                let text = format!(
                    "cannot use type switch on type parameter value {}",
                    self.operand_str(&x)
                );
                self.errorf(x.pos(), Code::InvalidTypeSwitch, text);
            } else if self.types.is_interface(x.ty) {
                subject = Some(&x);
            } else {
                let text = format!("{} is not an interface", self.operand_str(&x));
                self.errorf(x.pos(), Code::InvalidTypeSwitch, text);
            }
        }

        self.multiple_case_defaults(&s.clauses);
        let mut vars = Vec::new();
        // `None` is the case nil.
        let mut seen: Vec<(Option<TypeId>, Pos)> = Vec::new();
        for (i, clause) in s.clauses.iter().enumerate() {
            let ty = self.case_types(subject, &clause.values, &mut seen);
            self.open_block();
            if let Some(name) = bind {
                let obj = self.new_local(name.name.clone(), name.pos);
                self.set_object_type(obj, ty);
                let scope = self.env.scope;
                self.declare(scope, None, obj);
                self.record_implicit(name.id, i as u32, obj);
                vars.push(obj);
            }
            self.stmt_list(&clause.body);
            self.close_scope();
        }

        if let Some(name) = bind {
            // The clauses' variables count as one.
            let used = vars.iter().any(|v| self.used_vars.contains(v));
            self.used_vars.extend(vars);
            if !used && self.config.lint {
                let text = format!("{} declared and not used", name.name);
                self.soft_errorf(name.pos, Code::UnusedVar, text);
            }
        }
        self.close_scope();
    }

    /// Whether `e` is the predeclared nil.
    fn denotes_nil(&self, e: &Expr) -> bool {
        match &unparen(e).kind {
            ExprKind::Ident(name) => self
                .lookup(name)
                .is_some_and(|obj| matches!(self.types.object(obj).kind, ObjectKind::Nil)),
            _ => false,
        }
    }

    /// Checks the types of a clause; the result is the type of the bound variable in it.
    fn case_types(
        &mut self,
        x: Option<&Operand<'a>>,
        list: &'a [Expr],
        seen: &mut Vec<(Option<TypeId>, Pos)>,
    ) -> TypeId {
        let mut last = None;
        for e in list {
            let ty = if self.denotes_nil(e) {
                let mut dummy = Operand::default();
                self.expr(None, &mut dummy, e);
                None
            } else {
                let ty = self.var_type(e);
                if !self.types.is_valid(ty) {
                    last = Some(ty);
                    continue;
                }
                Some(ty)
            };
            last = ty;
            let previous = seen.iter().find(|(other, _)| match (ty, *other) {
                (None, None) => true,
                (Some(a), Some(b)) => self.types.identical(a, b),
                _ => false,
            });
            if let Some(&(_, pos)) = previous {
                let what = ty.map_or_else(|| "nil".to_string(), |t| self.type_str(t));
                let mut err = ErrorDesc::new(Code::DuplicateCase);
                err.add(
                    start_pos(e),
                    format!("duplicate case {what} in type switch"),
                );
                err.add(pos, "previous case");
                self.report(err);
                continue;
            }
            seen.push((ty, start_pos(e)));
            if let (Some(x), Some(ty)) = (x, ty) {
                self.type_assertion(e, x, ty, true);
            }
        }
        match (last, list) {
            (Some(ty), [_]) => ty,
            _ => x.map_or(TypeId::INVALID, |x| x.ty),
        }
    }
}
