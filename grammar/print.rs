//! Expressions and simple statements as gc prints them inside error messages: bodies and elements shortened
//! to `…`, one line, blanks around binary operators.

use std::fmt::Write;

use crate::ast::*;

/// Deeper parts are left out: a message is for reading, and printing must not exhaust the stack.
const MAX_DEPTH: u32 = 100;

pub fn expr_string(x: &Expr) -> String {
    let mut printer = Printer::default();
    printer.expr(x);
    printer.out
}

/// A list of expressions; a single binary one in parentheses, so that the `=` beside it stands out.
pub fn emphasized(list: &[Expr]) -> String {
    match list {
        [
            x @ Expr {
                kind: ExprKind::Binary { .. },
                ..
            },
        ] => format!("({})", expr_string(x)),
        _ => {
            let mut printer = Printer::default();
            printer.list(list);
            printer.out
        }
    }
}

/// A simple statement; others are never printed.
pub fn stmt_string(stmt: &Stmt) -> String {
    let mut p = Printer::default();
    match &stmt.kind {
        StmtKind::Expr(x) => p.expr(x),
        StmtKind::Send { ch, value, .. } => {
            p.expr(ch);
            p.text(" <- ");
            p.expr(value);
        }
        StmtKind::IncDec { x, inc, .. } => {
            p.expr(x);
            p.text(if *inc { "++" } else { "--" });
        }
        StmtKind::Assign { lhs, op, rhs, .. } => {
            p.list(lhs);
            let _ = write!(p.out, " {}= ", op.map_or("", BinaryOp::as_str));
            p.list(rhs);
        }
        StmtKind::Define { lhs, rhs, .. } => {
            p.list(lhs);
            p.text(" := ");
            p.list(rhs);
        }
        _ => {}
    }
    p.out
}

#[derive(Default)]
struct Printer {
    out: String,
    depth: u32,
}

impl Printer {
    fn text(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn list(&mut self, list: &[Expr]) {
        for (i, x) in list.iter().enumerate() {
            if i > 0 {
                self.text(", ");
            }
            self.expr(x);
        }
    }

    fn prefixed(&mut self, prefix: &str, x: &Expr) {
        self.text(prefix);
        self.expr(x);
    }

    fn optional(&mut self, x: &Option<Box<Expr>>) {
        if let Some(x) = x {
            self.expr(x);
        }
    }

    fn expr(&mut self, x: &Expr) {
        if self.depth == MAX_DEPTH {
            return self.text("…");
        }
        self.depth += 1;
        self.kind(&x.kind);
        self.depth -= 1;
    }

    fn kind(&mut self, kind: &ExprKind) {
        match kind {
            ExprKind::Bad => self.text("<bad expr>"),
            ExprKind::Ident(name) => self.text(name),
            ExprKind::Lit { text, .. } => self.text(text),
            ExprKind::Composite { ty, elems, .. } => {
                self.optional(ty);
                self.text(if elems.is_empty() { "{}" } else { "{…}" });
            }
            ExprKind::Func { ty, body } => {
                self.text("func");
                self.signature(ty);
                self.text(if body.stmts.is_empty() {
                    " {}"
                } else {
                    " {…}"
                });
            }
            ExprKind::Paren(x) => {
                self.prefixed("(", x);
                self.text(")");
            }
            ExprKind::Selector { x, sel } => {
                self.expr(x);
                self.text(".");
                self.text(&sel.name);
            }
            ExprKind::Index { x, indices, .. } => {
                self.expr(x);
                self.text("[");
                self.list(indices);
                self.text("]");
            }
            ExprKind::Slice { x, lo, hi, max, .. } => {
                self.expr(x);
                self.text("[");
                self.optional(lo);
                self.text(":");
                self.optional(hi);
                if let Some(max) = max {
                    self.prefixed(":", max);
                }
                self.text("]");
            }
            ExprKind::TypeAssert { x, ty, .. } => {
                self.expr(x);
                self.text(".(");
                match ty {
                    Some(ty) => self.expr(ty),
                    None => self.text("type"),
                }
                self.text(")");
            }
            ExprKind::Call {
                fun,
                args,
                ellipsis,
                ..
            } => {
                self.expr(fun);
                self.text("(");
                self.list(args);
                self.text(if ellipsis.is_some() { "...)" } else { ")" });
            }
            ExprKind::Star(x) => self.prefixed("*", x),
            ExprKind::Unary { op, x } => self.prefixed(op.as_str(), x),
            ExprKind::Binary { op, x, y, .. } => {
                self.expr(x);
                let _ = write!(self.out, " {} ", op.as_str());
                self.expr(y);
            }
            ExprKind::ArrayType { len, elem } => {
                self.text("[");
                match len {
                    Some(len) => self.expr(len),
                    None => self.text("..."),
                }
                self.prefixed("]", elem);
            }
            ExprKind::SliceType(elem) => self.prefixed("[]", elem),
            ExprKind::StructType { fields } => {
                self.text("struct{");
                self.fields(&fields.fields, "; ");
                self.text("}");
            }
            ExprKind::FuncType(ty) => {
                self.text("func");
                self.signature(ty);
            }
            ExprKind::InterfaceType { elems, .. } => {
                self.text("interface{");
                for (i, elem) in elems.iter().enumerate() {
                    if i > 0 {
                        self.text("; ");
                    }
                    match elem {
                        InterfaceElem::Method { name, ty } => {
                            self.text(&name.name);
                            self.signature(ty);
                        }
                        InterfaceElem::Embedded(ty) => self.expr(ty),
                    }
                }
                self.text("}");
            }
            ExprKind::MapType { key, value } => {
                self.prefixed("map[", key);
                self.prefixed("]", value);
            }
            ExprKind::ChanType { dir, elem } => self.prefixed(
                match dir {
                    ChanDir::Both => "chan ",
                    ChanDir::Send => "chan<- ",
                    ChanDir::Recv => "<-chan ",
                },
                elem,
            ),
            ExprKind::Ellipsis(elem) => {
                self.text("...");
                self.optional(elem);
            }
        }
    }

    fn fields(&mut self, fields: &[Field], separator: &str) {
        for (i, field) in fields.iter().enumerate() {
            if i > 0 {
                self.text(separator);
            }
            for (j, name) in field.names.iter().enumerate() {
                if j > 0 {
                    self.text(", ");
                }
                self.text(&name.name);
            }
            if !field.names.is_empty() {
                self.text(" ");
            }
            self.expr(&field.ty);
        }
    }

    fn signature(&mut self, ty: &FuncType) {
        self.text("(");
        self.fields(&ty.params.fields, ", ");
        self.text(")");
        let Some(results) = &ty.results else { return };
        match &results.fields[..] {
            [only] if only.names.is_empty() => self.prefixed(" ", &only.ty),
            list => {
                self.text(" (");
                self.fields(list, ", ");
                self.text(")");
            }
        }
    }
}
