//! Files, declarations, and the lists that everything uses.
#![allow(
    clippy::vec_box,
    reason = "specifications come from the parser's stack, where they are boxed"
)]

use super::params;
use crate::ast::*;
use crate::builder::Builder;

pub fn one<T>(item: T) -> Vec<T> {
    vec![item]
}

pub fn more<T>(mut list: Vec<T>, item: T) -> Vec<T> {
    list.push(item);
    list
}

/// Directives and the end are added when the parser is done.
pub fn file((package, name): (u32, Ident), decls: Vec<Decl>) -> File {
    File {
        package: Pos(package),
        name,
        decls,
        directives: Vec::new(),
        misused: Vec::new(),
        end: Pos::NONE,
    }
}

pub fn top(cx: &mut Builder, decl: Decl) -> Decl {
    cx.imports_over = true;
    decl
}

pub fn imports(cx: &mut Builder, specs: Vec<ImportSpec>) -> Decl {
    if std::mem::take(&mut cx.imports_over) {
        cx.wrong();
    }
    Decl::Import(specs)
}

pub fn func(cx: &mut Builder, func: Box<FuncDecl>) -> Decl {
    if let Some(body) = &func.body {
        cx.branches_of(body);
    }
    cx.imports_over = true;
    Decl::Func(func)
}

pub fn import(cx: &mut Builder, pos: u32, name: Option<Ident>, path: BasicLit) -> ImportSpec {
    if path.kind != LitKind::String {
        cx.wrong();
    }
    ImportSpec {
        pos: Pos(pos),
        name,
        path,
    }
}

pub fn dot_import(cx: &mut Builder, pos: u32, path: BasicLit) -> ImportSpec {
    let name = cx.ident(pos, ".");
    import(cx, pos, Some(name), path)
}

/// Specifications are boxed on the parser's stack only: they are rare and large.
fn unboxed<T>(specs: Vec<Box<T>>) -> Vec<T> {
    specs.into_iter().map(|spec| *spec).collect()
}

pub fn vars(specs: Vec<Box<VarSpec>>) -> Decl {
    Decl::Var(unboxed(specs))
}

pub fn var_group(_: &mut Builder, open: u32, mut specs: Vec<Box<VarSpec>>) -> Decl {
    for spec in &mut specs {
        spec.group = Pos(open);
    }
    vars(specs)
}

pub fn types(specs: Vec<Box<TypeSpec>>) -> Decl {
    Decl::Type(unboxed(specs))
}

/// Numbers the lines of a group.
pub fn consts(specs: Vec<Box<ConstSpec>>) -> Decl {
    let mut specs = unboxed(specs);
    for (iota, spec) in specs.iter_mut().enumerate() {
        spec.iota = iota as u32;
    }
    Decl::Const(specs)
}

pub fn const_spec(names: Vec<Ident>, ty: Option<Expr>, values: Vec<Expr>) -> Box<ConstSpec> {
    Box::new(ConstSpec {
        names,
        ty,
        values,
        iota: 0,
    })
}

pub fn var_spec(names: Vec<Ident>, ty: Option<Expr>, values: Vec<Expr>) -> Box<VarSpec> {
    Box::new(VarSpec {
        names,
        ty,
        values,
        group: Pos::NONE,
    })
}

pub fn type_spec(name: Ident, tparams: Vec<Field>, alias: bool, ty: Expr) -> Box<TypeSpec> {
    Box::new(TypeSpec {
        name,
        tparams,
        alias,
        ty,
    })
}

#[allow(clippy::too_many_arguments)]
pub fn func_decl(
    cx: &mut Builder,
    pos: u32,
    recv: Option<FieldList>,
    name: Ident,
    tparams: Option<Vec<Field>>,
    params: FieldList,
    results: Option<FieldList>,
    body: Option<Block>,
) -> Box<FuncDecl> {
    let tparams = tparams.unwrap_or_default();
    let recv = recv.and_then(|list| params::receiver(cx, list));
    let ty = FuncType {
        pos: Pos(pos),
        params,
        results,
    };
    let left_out = cx.outline.then_some(ty.params.close);
    Box::new(FuncDecl {
        pos: Pos(pos),
        recv,
        name,
        tparams,
        ty,
        body,
        left_out,
    })
}
