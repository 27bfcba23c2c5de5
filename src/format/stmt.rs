//! Statements and blocks.

use std::cell::Cell;
use std::rc::Rc;

use gorun_grammar::ast::*;

use super::ends;
use super::expr::without_parens;
use super::list::{Item, ListMode};
use super::printer::{Printer, Space};
use super::walk::shared::{self, Visit};

fn starts_with_type_name(x: &Expr) -> bool {
    match &x.kind {
        ExprKind::Ident(_) => true,
        ExprKind::Selector { x, .. } => starts_with_type_name(x),
        _ => false,
    }
}

/// Without parentheses that nothing needs: in front of a block, a composite literal needs them.
fn without_needless_parens(x: &Expr) -> &Expr {
    match &x.kind {
        ExprKind::Paren(inner) if !has_bare_literal(inner) => without_needless_parens(inner),
        _ => x,
    }
}

/// Whether there is a composite literal that begins with a type's name, outside of parentheses.
fn has_bare_literal(x: &Expr) -> bool {
    let mut search = BareLiteral(false);
    search.expr(x);
    search.0
}

struct BareLiteral(bool);

impl Visit<'_> for BareLiteral {
    fn expr(&mut self, x: &Expr) {
        match &x.kind {
            ExprKind::Paren(_) => {}
            ExprKind::Composite { ty, .. } => {
                self.0 |= ty.as_deref().is_some_and(starts_with_type_name);
            }
            _ => shared::inside_expr(self, x),
        }
    }
}

fn is_literal_like(x: &Expr) -> bool {
    match &without_parens(x).kind {
        ExprKind::Composite { .. } => true,
        ExprKind::Unary {
            op: UnaryOp::Addr,
            x,
        } => {
            matches!(without_parens(x).kind, ExprKind::Composite { .. })
        }
        _ => false,
    }
}

impl<'a> Printer<'a> {
    /// Statements on lines of their own, without a line break behind the last one.
    pub fn stmts(&mut self, list: &'a [Stmt], before_brace: bool) {
        self.space(Space::Indent);
        let line = Rc::new(Cell::new(0));
        let mut is_first = true;
        for (i, stmt) in list.iter().enumerate() {
            if matches!(stmt.kind, StmtKind::Empty) {
                continue;
            }
            if self.is_settled() {
                return;
            }
            let new_section = std::mem::take(&mut is_first) || self.lines_since(&line) > 0;
            self.break_before(stmt.pos, new_section);
            self.note_line(&line);
            self.stmt(stmt, before_brace && i + 1 == list.len());
            let mut labeled = stmt;
            while let StmtKind::Labeled { stmt, .. } = &labeled.kind {
                line.set(line.get() + 1);
                labeled = stmt;
            }
        }
        self.space(Space::Unindent);
    }

    fn break_before(&mut self, pos: Pos, new_section: bool) {
        if !self.out.is_empty() {
            self.line_break(self.line(pos), 1, Space::Nothing, new_section);
        }
    }

    /// A block on at least two lines.
    pub fn block(&mut self, block: &'a Block) {
        self.at(block.lbrace);
        self.op("{");
        self.stmts(&block.stmts, true);
        self.close_block(block.rbrace);
    }

    fn close_block(&mut self, rbrace: Pos) {
        self.line_break(self.line(rbrace), 1, Space::Nothing, true);
        self.at(rbrace);
        self.op("}");
    }

    /// `before_brace`: what follows is the brace that closes the block.
    pub fn stmt(&mut self, stmt: &'a Stmt, before_brace: bool) {
        if self.is_settled() {
            return;
        }
        self.at(stmt.pos);
        match &stmt.kind {
            StmtKind::Bad | StmtKind::Empty => {}
            StmtKind::Expr(x) => self.expr(x),
            StmtKind::Decl(decl) => self.decl(decl, stmt.pos),
            StmtKind::Send { ch, arrow, value } => {
                self.expr(ch);
                self.blank();
                self.at(*arrow);
                self.op("<-");
                self.blank();
                self.expr(value);
            }
            StmtKind::IncDec { x, op_pos, inc } => {
                self.expr0(x, 2);
                self.at(*op_pos);
                self.op(if *inc { "++" } else { "--" });
            }
            StmtKind::Assign {
                lhs,
                op_pos,
                op,
                rhs,
            } => self.assign(stmt.pos, lhs, (assign_op(*op), *op_pos), rhs),
            StmtKind::Define { lhs, op_pos, rhs } => {
                self.assign(stmt.pos, lhs, (":=", *op_pos), rhs);
            }
            StmtKind::Go(call) => {
                self.refuse_other_than_call(
                    call,
                    "expression in go must be function call",
                    "expression in go must not be parenthesized",
                );
                self.word_and("go", call);
            }
            StmtKind::Defer(call) => {
                self.refuse_other_than_call(
                    call,
                    "expression in defer must be function call",
                    "expression in defer must not be parenthesized",
                );
                self.word_and("defer", call);
            }
            StmtKind::Return(values) => self.return_stmt(values),
            StmtKind::Break(label) => self.branch("break", label.as_ref()),
            StmtKind::Continue(label) => self.branch("continue", label.as_ref()),
            StmtKind::Goto(label) => self.branch("goto", Some(label)),
            StmtKind::Fallthrough => self.op("fallthrough"),
            StmtKind::Block(block) => self.block(block),
            StmtKind::If(s) => self.if_stmt(s, before_brace),
            StmtKind::Switch(s) => self.switch(s),
            StmtKind::TypeSwitch(s) => self.type_switch(s),
            StmtKind::Select(s) => self.select(s),
            StmtKind::For(s) => {
                self.op("for");
                self.control(true, s.init.as_ref(), s.cond.as_ref(), s.post.as_ref());
                self.block(&s.body);
            }
            StmtKind::Range(s) => self.range(s),
            StmtKind::Labeled { label, stmt } => self.labeled(label, stmt, before_brace),
        }
    }

    /// gofmt's parser takes calls only, where gorun's leaves it to the checker to say so.
    fn refuse_other_than_call(&mut self, x: &Expr, other: &'static str, parens: &'static str) {
        match x.kind {
            ExprKind::Call { .. } => {}
            ExprKind::Paren(_) => self.lost = Some((x.pos, parens)),
            _ => self.lost = Some((x.pos, other)),
        }
    }

    fn word_and(&mut self, word: &'static str, x: &'a Expr) {
        self.op(word);
        self.blank();
        self.expr(x);
    }

    fn branch(&mut self, word: &'static str, label: Option<&Ident>) {
        self.op(word);
        if let Some(label) = label {
            self.blank();
            self.ident(label);
        }
    }

    fn assign(
        &mut self,
        start: Pos,
        lhs: &'a [Expr],
        (op, op_pos): (&'static str, Pos),
        rhs: &'a [Expr],
    ) {
        let depth = if lhs.len() > 1 && rhs.len() > 1 { 2 } else { 1 };
        self.exprs(start, lhs, depth, ListMode::default(), op_pos);
        self.blank();
        self.at(op_pos);
        self.op(op);
        self.blank();
        self.exprs(op_pos, rhs, depth, ListMode::default(), Pos::NONE);
    }

    fn return_stmt(&mut self, values: &'a [Expr]) {
        self.op("return");
        if values.is_empty() {
            return;
        }
        self.blank();
        // A line break before the first value would end the statement.
        if self.wants_indent(values) {
            self.space(Space::Indent);
            let mode = ListMode {
                no_indent: true,
                ..ListMode::default()
            };
            self.exprs(Pos::NONE, values, 1, mode, Pos::NONE);
            self.space(Space::Unindent);
        } else {
            self.exprs(Pos::NONE, values, 1, ListMode::default(), Pos::NONE);
        }
    }

    /// Whether a list looks better with all of its lines indented: several of its elements take several lines, or one begins on
    /// another line than that on which the one before ends.
    fn wants_indent(&self, list: &'a [Expr]) -> bool {
        let [first, .., last] = list else {
            return false;
        };
        let mut line = self.line(first.pos);
        if line >= self.line(self.source.expr_end(last)) {
            return false;
        }
        let mut long = 0;
        for x in list {
            let (start, end) = (self.line(x.pos), self.line(self.source.expr_end(x)));
            if line < start {
                return true;
            }
            if start < end && !is_literal_like(x) {
                long += 1;
            }
            line = end;
        }
        long > 1
    }

    fn labeled(&mut self, label: &'a Ident, stmt: &'a Stmt, before_brace: bool) {
        self.space(Space::Unindent);
        self.ident(label);
        let colon = self.source.next(ends::ident(label));
        self.at(colon);
        self.op(":");
        self.space(Space::Indent);
        if matches!(stmt.kind, StmtKind::Empty) {
            let next = self.source.next(Pos(colon.0 + 1));
            if before_brace {
                return self.at(next);
            }
            self.space(Space::Newline);
            self.at(next);
            return self.op(";");
        }
        self.line_break(self.line(stmt.pos), 1, Space::Nothing, true);
        self.stmt(stmt, before_brace);
    }

    /// What stands between `if`, `switch` or `for` and the block.
    fn control(
        &mut self,
        is_for: bool,
        init: Option<&'a Stmt>,
        cond: Option<&'a Expr>,
        post: Option<&'a Stmt>,
    ) {
        self.blank();
        let mut needs_blank = false;
        if init.is_none() && post.is_none() {
            if let Some(cond) = cond {
                self.expr(without_needless_parens(cond));
                needs_blank = true;
            }
        } else {
            if let Some(init) = init {
                self.stmt(init, false);
            }
            self.op(";");
            self.blank();
            if let Some(cond) = cond {
                self.expr(without_needless_parens(cond));
                needs_blank = true;
            }
            if is_for {
                self.op(";");
                self.blank();
                needs_blank = post.is_some();
                if let Some(post) = post {
                    self.stmt(post, false);
                }
            }
        }
        if needs_blank {
            self.blank();
        }
    }

    fn if_stmt(&mut self, s: &'a IfStmt, before_brace: bool) {
        self.op("if");
        self.control(false, s.init.as_ref(), Some(&s.cond), None);
        self.block(&s.then);
        if let Some(els) = &s.els {
            self.blank();
            self.op("else");
            self.blank();
            self.stmt(els, before_brace);
        }
    }

    fn switch(&mut self, s: &'a SwitchStmt) {
        self.op("switch");
        self.control(false, s.init.as_ref(), s.tag.as_ref(), None);
        self.case_block(s.lbrace, &s.clauses, s.rbrace);
    }

    fn type_switch(&mut self, s: &'a TypeSwitchStmt) {
        self.op("switch");
        if let Some(init) = &s.init {
            self.blank();
            self.stmt(init, false);
            self.op(";");
        }
        self.blank();
        let lparen = {
            let dot = self.source.next(self.source.expr_end(&s.x));
            self.source.next(Pos(dot.0 + 1))
        };
        let guard = Item::Guard { x: &s.x, lparen };
        if let Some(bind) = &s.bind {
            let op = self.source.next(ends::ident(bind));
            self.list(bind.pos, &[Item::Name(bind)], 1, ListMode::default(), op);
            self.blank();
            self.at(op);
            self.op(":=");
            self.blank();
            self.list(op, &[guard], 1, ListMode::default(), Pos::NONE);
        } else {
            self.at(s.x.pos);
            self.type_assert(&s.x, lparen, None, 1);
        }
        self.blank();
        self.case_block(s.lbrace, &s.clauses, s.rbrace);
    }

    fn case_block(&mut self, lbrace: Pos, clauses: &'a [CaseClause], rbrace: Pos) {
        self.at(lbrace);
        self.op("{");
        for (i, clause) in clauses.iter().enumerate() {
            self.break_before(clause.pos, true);
            self.at(clause.pos);
            if clause.default {
                self.op("default");
            } else {
                self.op("case");
                self.blank();
                let mode = ListMode::default();
                self.exprs(clause.pos, &clause.values, 1, mode, clause.colon);
            }
            self.at(clause.colon);
            self.op(":");
            self.stmts(&clause.body, i + 1 == clauses.len());
        }
        self.close_block(rbrace);
    }

    fn select(&mut self, s: &'a SelectStmt) {
        self.op("select");
        self.blank();
        self.at(s.lbrace);
        self.op("{");
        if s.clauses.is_empty() && !self.comment_before(self.source.place(s.rbrace)) {
            self.at(s.rbrace);
            return self.op("}");
        }
        for (i, clause) in s.clauses.iter().enumerate() {
            self.break_before(clause.pos, true);
            self.at(clause.pos);
            if let Some(comm) = &clause.comm {
                self.op("case");
                self.blank();
                self.stmt(comm, false);
            } else {
                self.op("default");
            }
            self.at(clause.colon);
            self.op(":");
            self.stmts(&clause.body, i + 1 == s.clauses.len());
        }
        self.close_block(s.rbrace);
    }

    fn range(&mut self, s: &'a RangeStmt) {
        if let Some(extra) = s.extra {
            self.lost = Some((extra, "expected at most 2 expressions"));
        }
        self.op("for");
        self.blank();
        if let Some(key) = &s.key {
            self.expr(key);
            if let Some(value) = &s.value {
                self.at(value.pos);
                self.op(",");
                self.blank();
                self.expr(value);
            }
            self.blank();
            self.at(s.op_pos);
            self.op(if s.define { ":=" } else { "=" });
            self.blank();
        }
        self.op("range");
        self.blank();
        self.expr(without_needless_parens(&s.x));
        self.blank();
        self.block(&s.body);
    }
}

fn assign_op(op: Option<BinaryOp>) -> &'static str {
    use BinaryOp::*;
    match op {
        Some(Add) => "+=",
        Some(Sub) => "-=",
        Some(Or) => "|=",
        Some(Xor) => "^=",
        Some(Mul) => "*=",
        Some(Div) => "/=",
        Some(Rem) => "%=",
        Some(And) => "&=",
        Some(AndNot) => "&^=",
        Some(Shl) => "<<=",
        Some(Shr) => ">>=",
        _ => "=",
    }
}
