//! Composite literals (spec: Composite literals).

use gorun_grammar::ast::{Element, Expr, ExprKind, Pos};
use num_bigint::BigInt;
use num_rational::BigRational;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

use super::checker::Checker;
use super::codes::Code;
use super::constant::Const;
use super::expr_string::{expr_string, start_pos};
use super::info::{Selection, SelectionKind};
use super::lookup::{Lookup, LookupKind, LookupOutcome};
use super::operand::{OpMode, Operand};
use super::predicates::is_exported;
use super::ty::{StructType, Type, TypeId};

/// A constant as a key: equal for constants of equal value, whatever their kind.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum ConstKey {
    Bool(bool),
    Str(Arc<[u8]>),
    Int(BigInt),
    Float(BigRational),
    Complex(BigRational, BigRational),
}

impl ConstKey {
    pub(super) fn of(val: &Const) -> Option<ConstKey> {
        Some(match val {
            Const::Bool(b) => ConstKey::Bool(*b),
            Const::Str(s) => ConstKey::Str(s.clone()),
            Const::Unknown => return None,
            _ => match val.to_int() {
                Const::Int(n) => ConstKey::Int(n),
                _ => match val.to_float() {
                    Const::Float(f) => ConstKey::Float(f),
                    _ => match val.to_complex() {
                        Const::Complex(re, im) => ConstKey::Complex(re, im),
                        _ => return None,
                    },
                },
            },
        })
    }
}

impl<'a> Checker<'a> {
    /// The literal `e` of the type written (`ty`), or of the element type `hint` of the literal around it.
    pub(super) fn composite_lit(
        &mut self,
        x: &mut Operand<'a>,
        e: &'a Expr,
        ty: Option<&'a Expr>,
        elems: &'a [Element],
        rbrace: Pos,
        hint: Option<TypeId>,
    ) {
        let mut open_array = false;
        let (mut typ, base) = match (ty, hint) {
            (Some(ty), _) => {
                let typ = match &ty.kind {
                    // [...]T: the literal says how long it is.
                    ExprKind::ArrayType { len: None, elem } => {
                        open_array = true;
                        let elem = self.var_type(elem);
                        self.types.intern(Type::Array { len: -1, elem })
                    }
                    _ => self.typ(ty),
                };
                (typ, typ)
            }
            (None, Some(hint)) => {
                // The elements of a []*T may be written without &T.
                let base = match self.types.common_under(hint).map(|u| self.types.get(u)) {
                    Ok(&Type::Pointer(to)) => to,
                    _ => hint,
                };
                (hint, base)
            }
            (None, None) => {
                self.errorf(e.pos, Code::UntypedLit, "missing type in composite literal");
                (TypeId::INVALID, TypeId::INVALID)
            }
        };
        if !self.is_complete(base) {
            x.invalidate();
            return;
        }

        let under = self.types.common_under(base);
        let invalid = || Type::Basic(super::ty::Basic::Invalid);
        let shape = under.map_or_else(|_| invalid(), |u| self.types.get(u).clone());
        match shape {
            Type::Struct(s) => {
                if let Ok(u) = under {
                    self.struct_lit(x, u, &s, base, elems, rbrace);
                }
            }
            Type::Array { len, elem } => {
                let n = self.indexed_elems(elems, elem, (len >= 0).then_some(len));
                if len < 0 {
                    let array = self.types.intern(Type::Array { len: n, elem });
                    if open_array {
                        typ = array;
                        if let Some(ty) = ty {
                            self.record_type_and_value(ty, OpMode::TypeExpr, typ, None);
                        }
                    } else if self.types.identical(typ, base) {
                        typ = array;
                    }
                }
            }
            Type::Slice(elem) => {
                self.indexed_elems(elems, elem, None);
            }
            Type::Map { key, elem } => self.map_lit(x, key, elem, elems),
            _ => {
                self.use_exprs(elems.iter().map(|el| &el.value));
                let known = match under {
                    Ok(u) => self.types.is_valid(u),
                    Err(_) => true,
                };
                if known {
                    let element = if ty.is_none() { " element" } else { "" };
                    let cause = if under.is_err() {
                        " (no common underlying type)"
                    } else {
                        ""
                    };
                    let text = format!(
                        "invalid composite literal{element} type {}{cause}",
                        self.type_str(typ)
                    );
                    self.errorf(start_pos(e), Code::InvalidLit, text);
                    x.invalidate();
                    return;
                }
            }
        }
        x.set_value(typ);
    }

    fn struct_lit(
        &mut self,
        x: &mut Operand<'a>,
        under: TypeId,
        s: &StructType,
        base: TypeId,
        elems: &'a [Element],
        rbrace: Pos,
    ) {
        let Some(first) = elems.first() else { return };
        if first.key.is_some() {
            self.keyed_fields(x, under, base, elems);
            return;
        }
        for (i, el) in elems.iter().enumerate() {
            if let Some(key) = &el.key {
                let text = "mixture of field:value and value elements in struct literal";
                self.errorf(start_pos(key), Code::MixedStructLit, text);
                continue;
            }
            self.generic_expr(x, &el.value, None);
            let Some(field) = s.fields.get(i) else {
                let text = format!(
                    "too many values in struct literal of type {}",
                    self.type_str(base)
                );
                self.errorf(x.pos(), Code::InvalidStructLit, text);
                break;
            };
            if self.is_foreign(field) {
                let text = format!(
                    "implicit assignment to unexported field {} in struct literal of type {}",
                    field.name,
                    self.type_str(base)
                );
                self.errorf(x.pos(), Code::UnexportedLitField, text);
                continue;
            }
            self.assignment(x, Some(field.ty), "struct literal");
        }
        if elems.len() < s.fields.len() {
            let hidden = s.fields.iter().any(|f| self.is_foreign(f));
            let hint = if hidden {
                " (type has unexported fields - use key:value pairs)"
            } else {
                ""
            };
            let text = format!(
                "too few values in struct literal of type {}{hint}",
                self.type_str(base)
            );
            self.errorf(rbrace, Code::InvalidStructLit, text);
        }
    }

    /// The field is unexported and of another package.
    fn is_foreign(&self, field: &super::ty::StructField) -> bool {
        !is_exported(&field.name) && field.pkg.is_some_and(|p| p != self.pkg)
    }

    fn keyed_fields(
        &mut self,
        x: &mut Operand<'a>,
        under: TypeId,
        base: TypeId,
        elems: &'a [Element],
    ) {
        // Paths of the fields given so far, with their names.
        let mut visited: Vec<(Vec<u32>, String)> = Vec::new();
        for el in elems {
            let Some(key) = &el.key else {
                let text = "mixture of field:value and value elements in struct literal";
                self.errorf(start_pos(&el.value), Code::MixedStructLit, text);
                continue;
            };
            self.generic_expr(x, &el.value, None);
            let ExprKind::Ident(name) = &key.kind else {
                let text = format!("invalid field name {} in struct literal", expr_string(key));
                self.errorf(start_pos(key), Code::InvalidLitField, text);
                continue;
            };
            let found = match self
                .types
                .lookup_field_or_method(under, false, self.pkg, name, false)
            {
                LookupOutcome::Found(found) => found,
                _ => {
                    let alt = self.spelled_alike(base, false, name, true);
                    let text = self.lookup_error(base, name, alt, true);
                    self.errorf(key.pos, Code::MissingLitField, text);
                    continue;
                }
            };
            let Lookup {
                obj,
                kind,
                index,
                indirect,
                ty,
            } = found;
            if kind != LookupKind::Field {
                self.errorf(
                    key.pos,
                    Code::MissingLitField,
                    format!("{name} is not a field"),
                );
                continue;
            }
            if index.len() > 1 && !self.allow_version((1, 27)) {
                let what = format!(
                    "use of promoted field {} in struct literal of type {}",
                    self.field_path(base, &index),
                    self.type_str(base)
                );
                self.version_errorf(key.pos, (1, 27), &what);
                continue;
            }
            if indirect {
                let text = format!("invalid implicit pointer indirection to reach {name}");
                self.errorf(start_pos(key), Code::InvalidLitField, text);
                continue;
            }
            self.record_use(key.id, obj);
            let selection = Selection {
                kind: SelectionKind::Field,
                recv: under,
                obj,
                index: index.clone(),
                indirect,
                ty,
            };
            self.info.selections.insert(key.id, selection);
            self.assignment(x, Some(ty), "struct literal");
            let clash = visited
                .iter()
                .find(|(path, _)| path.starts_with(&index) || index.starts_with(path));
            if let Some((path, other)) = clash {
                let text = match path.len().cmp(&index.len()) {
                    std::cmp::Ordering::Equal => {
                        format!("duplicate field name {name} in struct literal")
                    }
                    std::cmp::Ordering::Less => {
                        format!(
                            "cannot specify promoted field {name} and enclosing embedded field {other}"
                        )
                    }
                    std::cmp::Ordering::Greater => {
                        format!(
                            "cannot specify embedded field {name} and enclosed promoted field {other}"
                        )
                    }
                };
                self.errorf(key.pos, Code::DuplicateLitField, text);
                continue;
            }
            visited.push((index, name.to_string()));
        }
    }

    fn map_lit(
        &mut self,
        x: &mut Operand<'a>,
        key_ty: TypeId,
        elem_ty: TypeId,
        elems: &'a [Element],
    ) {
        // Keys of interface type may be equal in value and differ in type.
        let by_type = self.types.is_non_tparam_interface(key_ty);
        let mut visited: FxHashMap<ConstKey, Vec<TypeId>> = FxHashMap::default();
        for el in elems {
            let Some(key) = &el.key else {
                self.errorf(
                    start_pos(&el.value),
                    Code::MissingLitKey,
                    "missing key in map literal",
                );
                continue;
            };
            self.generic_expr(x, key, Some(key_ty));
            self.assignment(x, Some(key_ty), "map literal");
            if !x.is_valid() {
                continue;
            }
            if x.is_constant()
                && let Some(k) = ConstKey::of(&x.constant())
            {
                let seen = visited.entry(k).or_default();
                let ty = if by_type {
                    self.types.canon(x.ty)
                } else {
                    TypeId::INVALID
                };
                if seen.contains(&ty) {
                    let text = format!("duplicate key {} in map literal", x.constant());
                    self.errorf(x.pos(), Code::DuplicateLitKey, text);
                    continue;
                }
                seen.push(ty);
            }
            self.generic_expr(x, &el.value, Some(elem_ty));
            self.assignment(x, Some(elem_ty), "map literal");
        }
    }

    /// Checks the elements of an array or slice literal; the result is how long it makes the array.
    fn indexed_elems(&mut self, elems: &'a [Element], ty: TypeId, length: Option<i64>) -> i64 {
        let mut visited: FxHashSet<i64> = FxHashSet::default();
        let keyed = elems.iter().any(|el| el.key.is_some());
        let mut index: i64 = 0;
        let mut max: i64 = 0;
        for el in elems {
            let mut valid = true;
            if let Some(key) = &el.key {
                valid = false;
                match self.index(key, length) {
                    Some((_, Some(i))) => {
                        index = i;
                        valid = true;
                    }
                    Some((_, None)) => {
                        let text = format!("index {} must be integer constant", expr_string(key));
                        self.errorf(start_pos(key), Code::InvalidLitIndex, text);
                    }
                    None => {}
                }
            } else if let Some(length) = length
                && index >= length
            {
                let text = format!("index {index} is out of bounds (>= {length})");
                self.errorf(start_pos(&el.value), Code::OversizeArrayLit, text);
                valid = false;
            }
            // Without keys no index comes twice.
            if valid && keyed && !visited.insert(index) {
                let pos = el.key.as_ref().map_or(start_pos(&el.value), |k| k.pos);
                let text = format!("duplicate index {index} in array or slice literal");
                self.errorf(pos, Code::DuplicateLitKey, text);
            }
            index = index.saturating_add(1);
            max = max.max(index);

            let mut x = Operand::default();
            self.generic_expr(&mut x, &el.value, Some(ty));
            self.assignment(&mut x, Some(ty), "array or slice literal");
        }
        self.longest_literal = self.longest_literal.max(max);
        max
    }
}
