//! Expressions as messages show them: one line, with bodies and elements of literals left out.
//! The spelling is gc's, not the source's: spaces are its own.

use gorun_grammar::ast::{
    ChanDir, Expr, ExprKind, Field, FieldList, FuncType, InterfaceElem, UnaryOp,
};

/// `e` on one line.
pub fn expr_string(e: &Expr) -> String {
    let mut out = String::new();
    write_expr(&mut out, e);
    out
}

fn write_list(out: &mut String, list: &[Expr]) {
    for (i, e) in list.iter().enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        write_expr(out, e);
    }
}

fn write_expr(out: &mut String, e: &Expr) {
    match &e.kind {
        ExprKind::Bad => out.push_str("<bad expr>"),
        ExprKind::Ident(name) => out.push_str(name),
        ExprKind::Lit { text, .. } => out.push_str(text),
        ExprKind::Composite { ty, elems, .. } => {
            if let Some(ty) = ty {
                write_expr(out, ty);
            }
            out.push_str(if elems.is_empty() { "{}" } else { "{…}" });
        }
        ExprKind::Func { ty, body } => {
            out.push_str("func");
            write_signature(out, ty);
            out.push_str(if body.stmts.is_empty() {
                " {}"
            } else {
                " {…}"
            });
        }
        ExprKind::Paren(x) => {
            out.push('(');
            write_expr(out, x);
            out.push(')');
        }
        ExprKind::Selector { x, sel } => {
            write_expr(out, x);
            out.push('.');
            out.push_str(&sel.name);
        }
        ExprKind::Index { x, indices, .. } => {
            write_expr(out, x);
            out.push('[');
            write_list(out, indices);
            out.push(']');
        }
        ExprKind::Slice { x, lo, hi, max, .. } => {
            write_expr(out, x);
            out.push('[');
            if let Some(lo) = lo {
                write_expr(out, lo);
            }
            out.push(':');
            if let Some(hi) = hi {
                write_expr(out, hi);
            }
            if let Some(max) = max {
                out.push(':');
                write_expr(out, max);
            }
            out.push(']');
        }
        ExprKind::TypeAssert { x, ty, .. } => {
            write_expr(out, x);
            out.push_str(".(");
            match ty {
                Some(ty) => write_expr(out, ty),
                None => out.push_str("type"),
            }
            out.push(')');
        }
        ExprKind::Call {
            fun,
            args,
            ellipsis,
            ..
        } => {
            write_expr(out, fun);
            out.push('(');
            write_list(out, args);
            if ellipsis.is_some() {
                out.push_str("...");
            }
            out.push(')');
        }
        ExprKind::Star(x) => {
            out.push('*');
            write_expr(out, x);
        }
        ExprKind::Unary { op, x } => {
            out.push_str(UnaryOp::as_str(*op));
            write_expr(out, x);
        }
        ExprKind::Binary { op, x, y, .. } => {
            write_expr(out, x);
            out.push(' ');
            out.push_str(op.as_str());
            out.push(' ');
            write_expr(out, y);
        }
        ExprKind::ArrayType { len, elem } => {
            out.push('[');
            match len {
                Some(len) => write_expr(out, len),
                None => out.push_str("..."),
            }
            out.push(']');
            write_expr(out, elem);
        }
        ExprKind::SliceType(elem) => {
            out.push_str("[]");
            write_expr(out, elem);
        }
        ExprKind::StructType { fields } => {
            out.push_str("struct{");
            for (i, field) in fields.fields.iter().enumerate() {
                if i > 0 {
                    out.push_str("; ");
                }
                write_field(out, field);
                if let Some(tag) = &field.tag {
                    out.push(' ');
                    out.push_str(&tag.text);
                }
            }
            out.push('}');
        }
        ExprKind::FuncType(ty) => {
            out.push_str("func");
            write_signature(out, ty);
        }
        ExprKind::InterfaceType { elems, .. } => {
            out.push_str("interface{");
            for (i, elem) in elems.iter().enumerate() {
                if i > 0 {
                    out.push_str("; ");
                }
                match elem {
                    InterfaceElem::Method { name, ty } => {
                        out.push_str(&name.name);
                        write_signature(out, ty);
                    }
                    InterfaceElem::Embedded(ty) => write_expr(out, ty),
                }
            }
            out.push('}');
        }
        ExprKind::MapType { key, value } => {
            out.push_str("map[");
            write_expr(out, key);
            out.push(']');
            write_expr(out, value);
        }
        ExprKind::ChanType { dir, elem } => {
            out.push_str(match dir {
                ChanDir::Both => "chan ",
                ChanDir::Send => "chan<- ",
                ChanDir::Recv => "<-chan ",
            });
            // chan (<-chan T) without parentheses would read as chan<- (chan T).
            let ambiguous = *dir == ChanDir::Both
                && matches!(
                    elem.kind,
                    ExprKind::ChanType {
                        dir: ChanDir::Recv,
                        ..
                    }
                );
            if ambiguous {
                out.push('(');
            }
            write_expr(out, elem);
            if ambiguous {
                out.push(')');
            }
        }
        ExprKind::Ellipsis(elem) => {
            out.push_str("...");
            if let Some(elem) = elem {
                write_expr(out, elem);
            }
        }
    }
}

fn write_field(out: &mut String, field: &Field) {
    for (i, name) in field.names.iter().enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        out.push_str(&name.name);
    }
    if !field.names.is_empty() {
        out.push(' ');
    }
    write_expr(out, &field.ty);
}

fn write_params(out: &mut String, list: &FieldList) {
    out.push('(');
    for (i, field) in list.fields.iter().enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        write_field(out, field);
    }
    out.push(')');
}

fn write_signature(out: &mut String, ty: &FuncType) {
    write_params(out, &ty.params);
    if let Some(results) = &ty.results {
        out.push(' ');
        match results.fields.as_slice() {
            [only] if only.names.is_empty() => write_expr(out, &only.ty),
            _ => write_params(out, results),
        }
    }
}

/// `e` without the parentheses around it.
pub fn unparen(mut e: &Expr) -> &Expr {
    while let ExprKind::Paren(x) = &e.kind {
        e = x;
    }
    e
}

/// Position just past the expression's text, as far as the tree knows it.
pub fn end_pos(e: &Expr) -> gorun_grammar::ast::Pos {
    use gorun_grammar::ast::Pos;
    match &e.kind {
        ExprKind::Ident(name) => Pos(e.pos.0 + name.len() as u32),
        ExprKind::Lit { text, .. } => Pos(e.pos.0 + text.len() as u32),
        ExprKind::Composite { rbrace, .. } => Pos(rbrace.0 + 1),
        ExprKind::Func { body, .. } => Pos(body.rbrace.0 + 1),
        ExprKind::Paren(x) => Pos(end_pos(x).0 + 1),
        ExprKind::Selector { sel, .. } => sel.end(),
        ExprKind::Index { rbrack, .. } | ExprKind::Slice { rbrack, .. } => Pos(rbrack.0 + 1),
        ExprKind::TypeAssert { x, ty, .. } => Pos(end_pos(ty.as_deref().unwrap_or(x)).0 + 1),
        ExprKind::Call { rparen, .. } => Pos(rparen.0 + 1),
        ExprKind::Star(x) | ExprKind::Unary { x, .. } => end_pos(x),
        ExprKind::Binary { y, .. } => end_pos(y),
        ExprKind::ArrayType { elem, .. }
        | ExprKind::SliceType(elem)
        | ExprKind::ChanType { elem, .. } => end_pos(elem),
        ExprKind::MapType { value, .. } => end_pos(value),
        ExprKind::StructType { fields } => Pos(fields.close.0 + 1),
        ExprKind::InterfaceType { close, .. } => Pos(close.0 + 1),
        ExprKind::FuncType(ty) => match &ty.results {
            Some(results) if results.close.is_known() => Pos(results.close.0 + 1),
            Some(results) => results.fields.last().map_or(e.pos, |f| end_pos(&f.ty)),
            None => Pos(ty.params.close.0 + 1),
        },
        ExprKind::Ellipsis(Some(elem)) => end_pos(elem),
        ExprKind::Ellipsis(None) => Pos(e.pos.0 + 3),
        ExprKind::Bad => e.pos,
    }
}

/// Where gc's tree places the node: at its operator, bracket or parenthesis. Most errors stand at the start
/// of an expression's text instead, a few do not.
pub fn node_pos(e: &Expr) -> gorun_grammar::ast::Pos {
    use gorun_grammar::ast::Pos;
    match &e.kind {
        ExprKind::Index { lbrack, .. } | ExprKind::Slice { lbrack, .. } => *lbrack,
        ExprKind::Call { lparen, .. } => *lparen,
        ExprKind::TypeAssert { lparen, .. } => Pos(lparen.0.saturating_sub(1)),
        ExprKind::Selector { sel, .. } => Pos(sel.pos.0.saturating_sub(1)),
        ExprKind::Binary { op_pos, .. } => *op_pos,
        ExprKind::Composite { lbrace, .. } => *lbrace,
        _ => e.pos,
    }
}

/// Where gc's messages place an expression: where its text starts, except that a slice expression starts at
/// its bracket and a function type at its parameters.
pub fn start_pos(e: &Expr) -> gorun_grammar::ast::Pos {
    let mut e = e;
    loop {
        e = match &e.kind {
            ExprKind::Selector { x, .. }
            | ExprKind::Index { x, .. }
            | ExprKind::TypeAssert { x, .. }
            | ExprKind::Binary { x, .. }
            | ExprKind::Call { fun: x, .. }
            | ExprKind::Composite { ty: Some(x), .. } => x,
            ExprKind::Slice { lbrack, .. } => return *lbrack,
            ExprKind::FuncType(ty) => return ty.params.open,
            _ => return e.pos,
        };
    }
}
