//! Statements.

use crate::ast::*;
use crate::builder::Builder;
use crate::print::expr_string;

pub fn new(pos: u32, kind: StmtKind) -> Stmt {
    Stmt {
        pos: Pos(pos),
        kind,
    }
}

pub fn block(open: u32, stmts: Vec<Stmt>, close: u32) -> Block {
    Block {
        lbrace: Pos(open),
        stmts,
        rbrace: Pos(close),
    }
}

pub fn decl(pos: u32, decl: Decl) -> Stmt {
    new(pos, StmtKind::Decl(decl))
}

pub fn labeled(label: Ident, stmt: Stmt) -> Stmt {
    Stmt {
        pos: label.pos,
        kind: StmtKind::Labeled {
            label,
            stmt: Box::new(stmt),
        },
    }
}

pub fn labeled_empty(label: Ident, colon: u32) -> Stmt {
    labeled(label, new(colon, StmtKind::Empty))
}

pub fn go(cx: &mut Builder, pos: u32, x: Expr) -> Stmt {
    let x = unparenthesized(cx, x);
    new(pos, StmtKind::Go(x))
}

pub fn defer(cx: &mut Builder, pos: u32, x: Expr) -> Stmt {
    let x = unparenthesized(cx, x);
    new(pos, StmtKind::Defer(x))
}

fn unparenthesized(cx: &mut Builder, mut x: Expr) -> Expr {
    if matches!(x.kind, ExprKind::Paren(_)) {
        cx.wrong();
    }
    while let ExprKind::Paren(inner) = &mut x.kind {
        let bare = cx.bad(inner.pos);
        x = std::mem::replace(&mut **inner, bare);
    }
    x
}

pub fn ret(pos: u32, values: Option<Vec<Expr>>) -> Stmt {
    new(pos, StmtKind::Return(values.unwrap_or_default()))
}

pub fn expr(x: Expr) -> Stmt {
    Stmt {
        pos: x.pos,
        kind: StmtKind::Expr(x),
    }
}

pub fn send(ch: Expr, arrow: u32, value: Expr) -> Stmt {
    let pos = ch.pos;
    let (ch, value) = (Box::new(ch), Box::new(value));
    Stmt {
        pos,
        kind: StmtKind::Send {
            ch,
            arrow: Pos(arrow),
            value,
        },
    }
}

pub fn inc_dec(x: Expr, op_pos: u32, inc: bool) -> Stmt {
    Stmt {
        pos: x.pos,
        kind: StmtKind::IncDec {
            x,
            op_pos: Pos(op_pos),
            inc,
        },
    }
}

pub fn assign_op(x: Expr, op_pos: u32, op: BinaryOp, y: Expr) -> Stmt {
    Stmt {
        pos: x.pos,
        kind: StmtKind::Assign {
            lhs: vec![x],
            op_pos: Pos(op_pos),
            op: Some(op),
            rhs: vec![y],
        },
    }
}

pub fn assign(lhs: Vec<Expr>, op_pos: u32, rhs: Vec<Expr>) -> Stmt {
    Stmt {
        pos: start(&lhs),
        kind: StmtKind::Assign {
            lhs,
            op_pos: Pos(op_pos),
            op: None,
            rhs,
        },
    }
}

pub fn define(lhs: Vec<Expr>, op_pos: u32, rhs: Vec<Expr>) -> Stmt {
    Stmt {
        pos: start(&lhs),
        kind: StmtKind::Define {
            lhs,
            op_pos: Pos(op_pos),
            rhs,
        },
    }
}

fn start(list: &[Expr]) -> Pos {
    list.first().map_or(Pos::NONE, |x| x.pos)
}

fn is_name(x: &Expr) -> bool {
    matches!(x.kind, ExprKind::Ident(_) | ExprKind::Bad)
}

/// What stands between `if` or `switch` and the body. Boxed parts keep the parser's stack entries small.
#[derive(Default)]
pub struct Header {
    init: Option<Box<Stmt>>,
    cond: Option<Box<Stmt>>,
}

impl Header {
    pub fn single(cond: Stmt) -> Header {
        Header {
            cond: Some(Box::new(cond)),
            ..Header::default()
        }
    }

    pub fn double(init: Option<Stmt>, cond: Option<Stmt>) -> Header {
        Header {
            init: init.map(Box::new),
            cond: cond.map(Box::new),
        }
    }
}

/// A header's last part must be an expression.
fn condition(cx: &mut Builder, stmt: Stmt) -> Expr {
    if let StmtKind::Expr(x) = stmt.kind {
        return x;
    }
    cx.wrong();
    cx.bad(stmt.pos)
}

pub fn if_stmt(cx: &mut Builder, pos: u32, header: Header, then: Block, els: Option<Stmt>) -> Stmt {
    let cond = match header.cond {
        Some(stmt) => condition(cx, *stmt),
        None => {
            cx.wrong();
            cx.bad(then.lbrace)
        }
    };
    new(
        pos,
        StmtKind::If(Box::new(IfStmt {
            init: header.init.map(|init| *init),
            cond,
            then,
            els,
        })),
    )
}

pub fn for_loop(
    pos: u32,
    init: Option<Stmt>,
    cond: Option<Expr>,
    post: Option<Stmt>,
    body: Block,
) -> Stmt {
    new(
        pos,
        StmtKind::For(Box::new(ForStmt {
            init,
            cond,
            post,
            body,
        })),
    )
}

pub fn while_loop(cx: &mut Builder, pos: u32, cond: Stmt, body: Block) -> Stmt {
    let cond = condition(cx, cond);
    for_loop(pos, None, Some(cond), None, body)
}

pub fn for_clauses(
    cx: &mut Builder,
    pos: u32,
    init: Option<Stmt>,
    cond: Option<Stmt>,
    post: Option<Stmt>,
    body: Block,
) -> Stmt {
    if let Some(Stmt {
        kind: StmtKind::Define { .. },
        ..
    }) = post
    {
        cx.wrong();
    }
    let cond = cond.map(|stmt| condition(cx, stmt));
    for_loop(pos, init, cond, post, body)
}

/// `left` holds the iteration variables, the place of `=` or `:=`, and whether it is `:=`.
pub fn range(
    cx: &mut Builder,
    pos: u32,
    left: Option<(Vec<Expr>, u32, bool)>,
    range: u32,
    x: Expr,
    body: Block,
) -> Stmt {
    let (lhs, op_pos, define) = match left {
        Some((lhs, op_pos, define)) => (lhs, Pos(op_pos), define),
        None => (Vec::new(), Pos::NONE, false),
    };
    for x in lhs.iter().filter(|x| define && !is_name(x)) {
        cx.late_error(
            x.pos,
            format!("invalid syntax tree: cannot declare {}", expr_string(x)),
        );
    }
    let mut lhs = lhs.into_iter();
    let (key, value) = (lhs.next(), lhs.next());
    let extra = lhs.next().map(|x| x.pos);
    new(
        pos,
        StmtKind::Range(Box::new(RangeStmt {
            key,
            value,
            extra,
            define,
            op_pos,
            range: Pos(range),
            x,
            body,
        })),
    )
}

/// A clause of a switch or select.
pub struct Clause<H> {
    head: H,
    body: Vec<Stmt>,
}

pub fn clause<H>(head: H, body: Vec<Stmt>) -> Clause<H> {
    Clause { head, body }
}

pub struct CaseHead {
    pos: Pos,
    /// `None` for the default clause.
    values: Option<Vec<Expr>>,
    colon: Pos,
}

pub fn case_head(pos: u32, values: Option<Vec<Expr>>, colon: u32) -> CaseHead {
    CaseHead {
        pos: Pos(pos),
        values,
        colon: Pos(colon),
    }
}

pub struct CommHead {
    pos: Pos,
    comm: Option<Box<Stmt>>,
    colon: Pos,
}

pub fn comm_head(pos: u32, comm: Option<Stmt>, colon: u32) -> CommHead {
    CommHead {
        pos: Pos(pos),
        comm: comm.map(Box::new),
        colon: Pos(colon),
    }
}

pub fn switch(
    cx: &mut Builder,
    pos: u32,
    header: Header,
    open: u32,
    clauses: Vec<Clause<CaseHead>>,
    close: u32,
) -> Stmt {
    let clauses = clauses
        .into_iter()
        .map(|Clause { head, body }| CaseClause {
            pos: head.pos,
            default: head.values.is_none(),
            values: head.values.unwrap_or_default(),
            colon: head.colon,
            body,
        })
        .collect();
    let (init, lbrace, rbrace) = (header.init.map(|init| *init), Pos(open), Pos(close));
    let tag = match header.cond.map(|stmt| type_switch_guard(*stmt)) {
        Some(Ok((bind, x))) => {
            let stmt = TypeSwitchStmt {
                init,
                bind,
                x,
                lbrace,
                clauses,
                rbrace,
            };
            return new(pos, StmtKind::TypeSwitch(Box::new(stmt)));
        }
        Some(Err(stmt)) => Some(condition(cx, stmt)),
        None => None,
    };
    new(
        pos,
        StmtKind::Switch(Box::new(SwitchStmt {
            init,
            tag,
            lbrace,
            clauses,
            rbrace,
        })),
    )
}

/// Takes `v := x.(type)` or `x.(type)` apart; hands back what is neither.
fn type_switch_guard(mut stmt: Stmt) -> Result<(Option<Ident>, Expr), Stmt> {
    match &mut stmt.kind {
        StmtKind::Expr(guard) => match guarded(guard) {
            Some(x) => Ok((None, x)),
            None => Err(stmt),
        },
        StmtKind::Define { lhs, rhs, .. } => match (&mut lhs[..], &mut rhs[..]) {
            (
                [
                    Expr {
                        id,
                        pos,
                        kind: ExprKind::Ident(name),
                    },
                ],
                [guard],
            ) => match guarded(guard) {
                Some(x) => Ok((
                    Some(Ident {
                        id: *id,
                        pos: *pos,
                        name: name.clone(),
                    }),
                    x,
                )),
                None => Err(stmt),
            },
            _ => Err(stmt),
        },
        _ => Err(stmt),
    }
}

/// The x of `x.(type)`.
fn guarded(guard: &mut Expr) -> Option<Expr> {
    match &mut guard.kind {
        ExprKind::TypeAssert { x, ty: None, .. } => {
            let bad = Expr {
                id: x.id,
                pos: x.pos,
                kind: ExprKind::Bad,
            };
            Some(std::mem::replace(&mut **x, bad))
        }
        _ => None,
    }
}

pub fn select(pos: u32, open: u32, clauses: Vec<Clause<CommHead>>, close: u32) -> Stmt {
    let clauses = clauses
        .into_iter()
        .map(|Clause { head, body }| CommClause {
            pos: head.pos,
            comm: head.comm.map(|comm| *comm),
            colon: head.colon,
            body,
        })
        .collect();
    new(
        pos,
        StmtKind::Select(Box::new(SelectStmt {
            lbrace: Pos(open),
            clauses,
            rbrace: Pos(close),
        })),
    )
}
