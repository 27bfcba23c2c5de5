//! `for range` over arrays, slices, strings, maps, channels, integers and functions.

use gorun_grammar::ast::{Expr, ExprKind, Pos, RangeStmt};

use crate::types::checker::Checker;
use crate::types::codes::Code;
use crate::types::expr_string::{expr_string, start_pos};
use crate::types::operand::{Operand, OperandExpr};
use crate::types::reason::Reason;
use crate::types::ty::{Basic, ChanDir, Type, TypeId};

impl<'a> Checker<'a> {
    pub(super) fn range_stmt(&mut self, pos: Pos, s: &'a RangeStmt) {
        let mut x = Operand::default();
        self.expr(None, &mut x, &s.x);

        let (mut key, mut val) = (None, None);
        if x.is_valid() {
            match self.range_key_val(x.ty) {
                Err(cause) => {
                    let mut text = format!("cannot range over {}", self.operand_str(&x));
                    if !cause.is_empty() {
                        text = format!("{text}: {cause}");
                    }
                    self.soft_errorf(x.pos(), Code::InvalidRangeExpr, text);
                }
                Ok((k, v)) => {
                    (key, val) = (k, v);
                    if let (None, Some(e)) = (k, &s.key) {
                        let text = format!(
                            "range over {} permits no iteration variables",
                            self.operand_str(&x)
                        );
                        self.soft_errorf(start_pos(e), Code::InvalidIterVar, text);
                    } else if let (None, Some(e)) = (v, &s.value) {
                        let text = format!(
                            "range over {} permits only one iteration variable",
                            self.operand_str(&x)
                        );
                        self.soft_errorf(start_pos(e), Code::InvalidIterVar, text);
                    } else if let Some(pos) = s.extra {
                        let text = "range clause permits at most two iteration variables";
                        self.soft_errorf(pos, Code::InvalidIterVar, text);
                    }
                }
            }
        }

        // The variables live in a scope that does not hold the range expression.
        self.open_block();
        let over_int = self.types.is_integer(x.ty);
        let pairs = [(s.key.as_ref(), key), (s.value.as_ref(), val)];
        if s.define {
            self.range_define(pos, pairs, over_int, &mut x);
        } else if s.key.is_some() || s.value.is_some() {
            for (lhs, ty) in pairs {
                let (Some(lhs), Some(ty)) = (lhs, ty) else {
                    continue;
                };
                if !self.types.is_valid(ty) {
                    continue;
                }
                if over_int {
                    self.assign_var(lhs, &mut x, "range clause");
                    if x.is_valid() && !self.types.is_integer(x.ty) {
                        let text = format!(
                            "cannot use iteration variable of type {}",
                            self.type_str(x.ty)
                        );
                        self.soft_errorf(start_pos(lhs), Code::InvalidRangeExpr, text);
                    }
                } else {
                    let mut y = Operand::value(ty, lhs.into());
                    self.assign_var(lhs, &mut y, "assignment");
                }
            }
        } else if over_int {
            // No variable: the operand still has to be a value of some integer type.
            self.assignment(&mut x, None, "range clause");
        }
        self.block_stmt(&s.body.stmts);
        self.close_scope();
    }

    fn range_define(
        &mut self,
        pos: Pos,
        pairs: [(Option<&'a Expr>, Option<TypeId>); 2],
        over_int: bool,
        x: &mut Operand<'a>,
    ) {
        let mut vars = Vec::new();
        for (lhs, ty) in pairs {
            let Some(lhs) = lhs else { continue };
            let obj = match &lhs.kind {
                ExprKind::Ident(name) => {
                    let obj = self.new_local(name.clone(), lhs.pos);
                    if name != "_" {
                        self.record_def(lhs.id, obj);
                        vars.push(obj);
                    }
                    obj
                }
                _ => {
                    let text = format!("invalid syntax tree: cannot declare {}", expr_string(lhs));
                    self.errorf(start_pos(lhs), Code::BadDecl, text);
                    self.new_local("_".into(), lhs.pos)
                }
            };
            match ty {
                Some(ty) if self.types.is_valid(ty) => {
                    if over_int {
                        self.init_var(obj, x, "range clause");
                    } else {
                        let mut y = Operand::value(ty, OperandExpr::Expr(lhs));
                        self.init_var(obj, &mut y, "assignment");
                    }
                }
                _ => {
                    self.set_object_type(obj, TypeId::INVALID);
                    self.used_vars.insert(obj);
                }
            }
        }
        if vars.is_empty() {
            self.errorf(pos, Code::NoNewVar, "no new variables on left side of :=");
        }
        let scope = self.env.scope;
        for obj in vars {
            self.declare(scope, None, obj);
        }
    }

    /// The types of the values that a range over a `ty` produces, or why there is none (empty: no reason).
    fn range_key_val(&mut self, ty: TypeId) -> Result<(Option<TypeId>, Option<TypeId>), String> {
        let types = &*self.types;
        let found = types.common_under_if(ty, |t, u| match (t, u.map(|u| types.get(u))) {
            (
                Some(t),
                Some(Type::Chan {
                    dir: ChanDir::Send, ..
                }),
            ) => Err(Reason::Before("receive from send-only channel", t)),
            _ => Ok(()),
        });
        let under = match found {
            Ok(u) => self.array_ptr_deref(u),
            Err(reason) => return Err(reason.message(self)),
        };
        let int = Some(TypeId::of(Basic::Int));
        match self.types.get(under) {
            Type::Basic(kind) if kind.is_string() => Ok((int, Some(self.types.universe.rune))),
            Type::Basic(kind) if kind.is_integer() => {
                if !self.allow_version((1, 22)) {
                    return Err(self.version_needed((1, 22)));
                }
                Ok((Some(ty), None))
            }
            &Type::Array { elem, .. } | &Type::Slice(elem) => Ok((int, Some(elem))),
            &Type::Map { key, elem } => Ok((Some(key), Some(elem))),
            &Type::Chan { elem, .. } => Ok((Some(elem), None)),
            Type::Signature(sig) => {
                let (params, results) = (sig.params.clone(), sig.results.len());
                if !self.allow_version((1, 23)) {
                    return Err(self.version_needed((1, 23)));
                }
                self.yield_types(&params, results)
            }
            _ => Err(String::new()),
        }
    }

    /// The parameters of the `yield` that an iterator function with these parameters takes.
    fn yield_types(
        &mut self,
        params: &[TypeId],
        results: usize,
    ) -> Result<(Option<TypeId>, Option<TypeId>), String> {
        let bad = |text: &str| Err(format!("func must be func(yield func(...) bool): {text}"));
        let &[yield_ty] = params else {
            return bad("wrong argument count");
        };
        if results != 0 {
            return bad("unexpected results");
        }
        let under = match self.types.common_under(yield_ty) {
            Ok(u) => u,
            Err(e) => {
                let cause = e.message(self);
                return bad(&format!("in yield type, {cause}"));
            }
        };
        let Some(sig) = self.signature(under).cloned() else {
            return bad("argument is not func");
        };
        if sig.params.len() > 2 {
            return bad("yield func has too many parameters");
        }
        let is_bool = |r: TypeId| self.types.identical(r, TypeId::of(Basic::Bool));
        match *sig.results.as_slice() {
            [r] if is_bool(r) => {}
            [r] if self.types.is_boolean(r) => {
                return bad("yield func returns user-defined boolean, not bool");
            }
            _ => return bad("yield func does not return bool"),
        }
        if sig.variadic {
            return Err(format!(
                "yield func of type {} cannot be variadic",
                self.type_str(under)
            ));
        }
        Ok((sig.params.first().copied(), sig.params.get(1).copied()))
    }
}
