//! What stands where the parser resumed after a syntax error.

use super::decl::more;
use super::stmt::{
    CaseHead, Clause, CommHead, Header, case_head as case, comm_head as comm, for_loop,
};
use crate::ast::*;
use crate::builder::Builder;
use crate::errors::report;
pub use crate::errors::{Place, Recovery};

/// Items are lost with the error.
pub fn list<T>(cx: &mut Builder, error: Recovery, place: Place) -> Vec<T> {
    report(cx, error.error, place);
    Vec::new()
}

pub fn top(cx: &mut Builder, error: Recovery) -> Option<Decl> {
    report(cx, error.error, Place::File);
    cx.bodiless_func = false;
    None
}

pub fn field(cx: &mut Builder, error: Recovery) -> Option<Field> {
    report(cx, error.error, Place::Struct);
    None
}

pub fn interface_elem(cx: &mut Builder, error: Recovery) -> Option<InterfaceElem> {
    report(cx, error.error, Place::Interface);
    None
}

pub fn index(cx: &mut Builder, x: Expr, open: u32, error: Recovery, close: u32) -> Expr {
    report(cx, error.error, Place::Index);
    let bad = cx.bad(Pos(open));
    super::types::instance(cx, x, open, vec![bad], close)
}

pub fn paren(cx: &mut Builder, pos: u32, error: Recovery) -> Expr {
    report(cx, error.error, Place::Paren);
    let bad = cx.bad(Pos(pos));
    super::types::paren(cx, pos, bad)
}

pub fn stmt(cx: &mut Builder, pos: u32, error: Recovery) -> Stmt {
    report(cx, error.error, Place::Block);
    super::stmt::new(pos, StmtKind::Bad)
}

/// A header that has been reported.
fn bad_header(cx: &mut Builder, error: Recovery, place: Place) -> Stmt {
    let start = error
        .dropped_tokens
        .first()
        .map_or(cx.base, |(start, ..)| *start);
    report(cx, error.error, place);
    super::stmt::new(start, StmtKind::Bad)
}

pub fn if_stmt(
    cx: &mut Builder,
    pos: u32,
    error: Recovery,
    then: Block,
    els: Option<Stmt>,
) -> Stmt {
    let cond = bad_header(cx, error, Place::Header("if"));
    super::stmt::if_stmt(cx, pos, Header::single(cond), then, els)
}

pub fn for_stmt(cx: &mut Builder, pos: u32, error: Recovery, body: Block) -> Stmt {
    bad_header(cx, error, Place::Header("for"));
    for_loop(pos, None, None, None, body)
}

pub fn switch(cx: &mut Builder, pos: u32, error: Recovery) -> Stmt {
    bad_header(cx, error, Place::Header("switch"));
    super::stmt::new(pos, StmtKind::Bad)
}

pub fn select(cx: &mut Builder, pos: u32, error: Recovery) -> Stmt {
    bad_header(cx, error, Place::Header("select"));
    super::stmt::new(pos, StmtKind::Bad)
}

pub fn clauses<H>(cx: &mut Builder, error: Recovery, clauses: Vec<Clause<H>>) -> Vec<Clause<H>> {
    report(cx, error.error, Place::Clauses);
    clauses
}

pub fn case_head(cx: &mut Builder, pos: u32, error: Recovery, colon: u32) -> CaseHead {
    report(cx, error.error, Place::Case);
    let bad = cx.bad(Pos(pos));
    case(pos, Some(more(Vec::new(), bad)), colon)
}

pub fn comm_head(cx: &mut Builder, pos: u32, error: Recovery, colon: u32) -> CommHead {
    report(cx, error.error, Place::Case);
    comm(pos, Some(super::stmt::new(pos, StmtKind::Bad)), colon)
}
