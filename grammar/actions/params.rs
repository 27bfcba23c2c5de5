//! Parameters, results and type parameters: `a, b int` is a list of entries until the last one says what
//! the earlier ones were.

use super::types::check_behind_name;
use crate::ast::*;
use crate::builder::Builder;

/// What stands between two commas: a type (or a name that may turn out to be one), or a name with its type.
pub struct Param {
    name: Option<Ident>,
    ty: Expr,
    /// In parentheses, which a name never is.
    enclosed: bool,
}

pub fn unnamed(start: u32, ty: Expr) -> Param {
    let enclosed = ty.pos != Pos(start);
    Param {
        name: None,
        ty,
        enclosed,
    }
}

pub fn named(cx: &mut Builder, name: Ident, ty: Expr) -> Param {
    check_behind_name(cx, &ty);
    Param {
        name: Some(name),
        ty,
        enclosed: false,
    }
}

pub struct TypeParam {
    name: Ident,
    constraint: Option<Expr>,
}

pub fn type_param(cx: &mut Builder, name: Ident, constraint: Option<Expr>) -> TypeParam {
    if let Some(constraint) = &constraint {
        check_behind_name(cx, constraint);
    }
    TypeParam { name, constraint }
}

pub fn params(cx: &mut Builder, open: u32, list: Vec<Param>, close: u32) -> FieldList {
    let mut fields = distribute(cx, list);
    check_variadic(cx, &mut fields, true);
    FieldList {
        open: Pos(open),
        fields,
        close: Pos(close),
    }
}

pub fn results(cx: &mut Builder, open: u32, list: Vec<Param>, close: u32) -> FieldList {
    let mut fields = distribute(cx, list);
    check_variadic(cx, &mut fields, false);
    FieldList {
        open: Pos(open),
        fields,
        close: Pos(close),
    }
}

pub fn single_result(ty: Expr) -> FieldList {
    FieldList {
        open: Pos::NONE,
        fields: vec![Field {
            names: Vec::new(),
            ty,
            tag: None,
        }],
        close: Pos::NONE,
    }
}

/// The list before a method's name; `receiver` counts it.
pub fn receiver_list(cx: &mut Builder, open: u32, list: Vec<Param>, close: u32) -> FieldList {
    FieldList {
        open: Pos(open),
        fields: distribute(cx, list),
        close: Pos(close),
    }
}

/// The one field of a receiver; of several the first, but for the formatter.
pub fn receiver(cx: &mut Builder, mut list: FieldList) -> Option<FieldList> {
    check_variadic(cx, &mut list.fields, false);
    if cx.as_written {
        return Some(list);
    }
    let count: usize = list.fields.iter().map(|f| f.names.len().max(1)).sum();
    if count != 1 {
        cx.wrong();
    }
    list.fields.truncate(1);
    if let Some(field) = list.fields.first_mut() {
        field.names.truncate(1);
    }
    (count > 0).then_some(list)
}

pub fn variadic_type_param(cx: &mut Builder, name: Ident, ty: Expr) -> TypeParam {
    cx.wrong();
    type_param(cx, name, Some(ty))
}

/// Gives the names without a type the type that follows them.
fn distribute(cx: &mut Builder, list: Vec<Param>) -> Vec<Field> {
    let named = list.iter().filter(|p| p.name.is_some()).count();
    if named == 0 {
        return list
            .into_iter()
            .map(|p| Field {
                names: Vec::new(),
                ty: p.ty,
                tag: None,
            })
            .collect();
    }
    let mut fields = Vec::with_capacity(list.len());
    let mut waiting: Vec<Ident> = Vec::new();
    let mut nameless = false;
    for param in list {
        match param.name {
            Some(name) => {
                let mut names = std::mem::take(&mut waiting);
                names.push(name);
                fields.push(Field {
                    names,
                    ty: param.ty,
                    tag: None,
                });
            }
            None => match into_name(param) {
                Ok(name) => waiting.push(name),
                Err(ty) => {
                    nameless = true;
                    let mut names = std::mem::take(&mut waiting);
                    names.push(Ident {
                        id: ty.id,
                        pos: ty.pos,
                        name: Name::new_static("_"),
                    });
                    fields.push(Field {
                        names,
                        ty,
                        tag: None,
                    });
                }
            },
        }
    }
    if nameless || !waiting.is_empty() {
        cx.wrong();
    }
    if let Some(last) = waiting.last() {
        let ty = Expr {
            id: last.id,
            pos: last.pos,
            kind: ExprKind::Bad,
        };
        fields.push(Field {
            names: waiting,
            ty,
            tag: None,
        });
    }
    fields
}

fn into_name(param: Param) -> Result<Ident, Expr> {
    let mut ty = param.ty;
    match std::mem::replace(&mut ty.kind, ExprKind::Bad) {
        ExprKind::Ident(name) if !param.enclosed => Ok(Ident {
            id: ty.id,
            pos: ty.pos,
            name,
        }),
        kind => {
            ty.kind = kind;
            Err(ty)
        }
    }
}

/// Takes misplaced `...` away.
fn check_variadic(cx: &mut Builder, fields: &mut [Field], allowed: bool) {
    let count = fields.len();
    for (i, field) in fields.iter_mut().enumerate() {
        let last = i + 1 == count && field.names.len() <= 1;
        let ExprKind::Ellipsis(elem) = &mut field.ty.kind else {
            continue;
        };
        if allowed && last {
            continue;
        }
        let pos = field.ty.pos;
        let elem = elem.take().map_or_else(|| cx.bad(pos), |e| *e);
        field.ty = elem;
        cx.wrong();
    }
}

pub fn type_params(cx: &mut Builder, list: Vec<TypeParam>) -> Vec<Field> {
    let mut fields = Vec::new();
    let mut waiting: Vec<Ident> = Vec::new();
    for TypeParam { name, constraint } in list {
        waiting.push(name);
        if let Some(ty) = constraint {
            fields.push(Field {
                names: std::mem::take(&mut waiting),
                ty,
                tag: None,
            });
        }
    }
    if let Some(last) = waiting.last() {
        cx.wrong();
        let ty = Expr {
            id: last.id,
            pos: last.pos,
            kind: ExprKind::Bad,
        };
        fields.push(Field {
            names: waiting,
            ty,
            tag: None,
        });
    }
    fields
}

pub fn no_type_params(cx: &mut Builder) -> Vec<Field> {
    cx.wrong();
    Vec::new()
}
