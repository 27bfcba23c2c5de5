//! What stands where the parser resumed after a syntax error.

use super::stmt::{CaseHead, CommHead, Header};
use super::{stmt, types};
use crate::ast::*;
use crate::builder::Builder;

pub fn index(cx: &mut Builder, x: Expr, open: u32, close: u32) -> Expr {
    let bad = cx.bad(Pos(open));
    types::instance(cx, x, open, vec![bad], close)
}

pub fn paren(cx: &mut Builder, pos: u32) -> Expr {
    let bad = cx.bad(Pos(pos));
    types::paren(cx, pos, bad)
}

pub fn if_stmt(cx: &mut Builder, pos: u32, then: Block, els: Option<Stmt>) -> Stmt {
    let cond = cx.bad(Pos(pos));
    stmt::if_stmt(cx, pos, Header::single(stmt::expr(cond)), then, els)
}

pub fn case_head(cx: &mut Builder, pos: u32, colon: u32) -> CaseHead {
    let bad = cx.bad(Pos(pos));
    stmt::case_head(pos, Some(vec![bad]), colon)
}

pub fn comm_head(pos: u32, colon: u32) -> CommHead {
    stmt::comm_head(pos, Some(stmt::new(pos, StmtKind::Bad)), colon)
}
