//! Expression switches.

use gorun_grammar::ast::{BinaryOp, Expr, Pos, SwitchStmt};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::types::checker::Checker;
use crate::types::codes::Code;
use crate::types::composite::ConstKey;
use crate::types::constant::Const;
use crate::types::errors::ErrorDesc;
use crate::types::expr_string::node_pos;
use crate::types::operand::{Operand, OperandExpr};
use crate::types::ty::TypeId;

/// Constant case values seen, with the places and types at which each stood.
type SeenValues = FxHashMap<ConstKey, Vec<(Pos, TypeId)>>;

impl<'a> Checker<'a> {
    pub(super) fn switch_stmt(&mut self, s: &'a SwitchStmt) {
        self.open_block();
        if let Some(init) = &s.init {
            self.stmt(init);
        }
        let mut x = Operand::default();
        match &s.tag {
            Some(tag) => {
                self.expr(None, &mut x, tag);
                self.assignment(&mut x, None, "switch expression");
                if x.is_valid() && !self.types.comparable(x.ty) && !self.types.has_nil(x.ty) {
                    let text = format!(
                        "cannot switch on {} ({} is not comparable)",
                        self.operand_str(&x),
                        self.type_str(x.ty)
                    );
                    self.errorf(x.pos(), Code::InvalidExprSwitch, text);
                    x.invalidate();
                }
            }
            None => {
                x.set_true();
                let pos = s.clauses.first().map_or(s.rbrace, |c| c.pos);
                x.expr = OperandExpr::Described(pos, SmolStr::new_static("true"));
            }
        }
        self.multiple_case_defaults(&s.clauses);
        let mut seen = SeenValues::default();
        for clause in &s.clauses {
            self.case_values(&x, &clause.values, &mut seen);
            self.open_block();
            self.stmt_list(&clause.body);
            self.close_scope();
        }
        self.close_scope();
    }

    fn case_values(&mut self, x: &Operand<'a>, values: &'a [Expr], seen: &mut SeenValues) {
        for e in values {
            let mut v = Operand::default();
            self.expr(None, &mut v, e);
            if !x.is_valid() || !v.is_valid() {
                continue;
            }
            self.convert_untyped(&mut v, x.ty);
            if !v.is_valid() {
                continue;
            }
            // The case value comes first, so that errors stand at it.
            let mut res = v.clone();
            self.comparison(&mut res, &mut x.clone(), BinaryOp::Eq, true);
            if !res.is_valid() || !v.is_constant() {
                continue;
            }
            let val = v.constant();
            if !matches!(val, Const::Int(_) | Const::Float(_) | Const::Str(_)) {
                continue;
            }
            let Some(key) = ConstKey::of(&val) else {
                continue;
            };
            let list = seen.entry(key).or_default();
            let previous = list
                .iter()
                .find(|(_, ty)| self.types.identical(*ty, v.ty))
                .copied();
            match previous {
                Some((pos, _)) => {
                    let mut err = ErrorDesc::new(Code::DuplicateCase);
                    err.add(
                        v.pos(),
                        format!(
                            "duplicate case {} in expression switch",
                            self.operand_str(&v)
                        ),
                    );
                    err.add(pos, "previous case");
                    self.report(err);
                }
                None => list.push((node_pos(e), v.ty)),
            }
        }
    }
}
