//! Where nodes begin and end, as go/ast has it.

use gorun_grammar::ast::*;

use super::source::Source;

fn after(pos: Pos) -> Pos {
    Pos(pos.0 + 1)
}

pub fn ident(x: &Ident) -> Pos {
    Pos(x.pos.0 + x.name.len() as u32)
}

pub fn lit(x: &BasicLit) -> Pos {
    Pos(x.pos.0 + x.text.len() as u32)
}

impl Source<'_> {
    pub fn expr_end(&self, x: &Expr) -> Pos {
        match &x.kind {
            ExprKind::Bad => x.pos,
            ExprKind::Ident(name) => Pos(x.pos.0 + name.len() as u32),
            ExprKind::Lit { text, .. } => Pos(x.pos.0 + text.len() as u32),
            ExprKind::Composite { rbrace, .. } => after(*rbrace),
            ExprKind::Func { body, .. } => after(body.rbrace),
            ExprKind::Paren(_) => after(self.partner(x.pos)),
            ExprKind::Selector { sel, .. } => ident(sel),
            ExprKind::Index { rbrack, .. } | ExprKind::Slice { rbrack, .. } => after(*rbrack),
            ExprKind::TypeAssert { lparen, .. } => after(self.partner(*lparen)),
            ExprKind::Call { rparen, .. } => after(*rparen),
            ExprKind::Star(x) | ExprKind::Unary { x, .. } => self.expr_end(x),
            ExprKind::Binary { y, .. } => self.expr_end(y),
            ExprKind::ArrayType { elem, .. }
            | ExprKind::SliceType(elem)
            | ExprKind::ChanType { elem, .. }
            | ExprKind::MapType { value: elem, .. }
            | ExprKind::Ellipsis(Some(elem)) => self.expr_end(elem),
            ExprKind::Ellipsis(None) => Pos(x.pos.0 + "...".len() as u32),
            ExprKind::StructType { fields } => after(fields.close),
            ExprKind::FuncType(ty) => self.func_type_end(ty),
            ExprKind::InterfaceType { close, .. } => after(*close),
        }
    }

    pub fn func_type_end(&self, ty: &FuncType) -> Pos {
        match &ty.results {
            Some(list) if list.close.is_known() => after(list.close),
            Some(FieldList { fields, .. }) if !fields.is_empty() => {
                self.field_end(&fields[fields.len() - 1])
            }
            _ => after(ty.params.close),
        }
    }

    pub fn field_end(&self, field: &Field) -> Pos {
        match &field.tag {
            Some(tag) => lit(tag),
            None => self.expr_end(&field.ty),
        }
    }

    pub fn func_decl_end(&self, decl: &FuncDecl) -> Pos {
        match &decl.body {
            Some(body) => after(body.rbrace),
            None => self.func_type_end(&decl.ty),
        }
    }
}

pub fn field_start(field: &Field) -> Pos {
    field.names.first().map_or(field.ty.pos, |name| name.pos)
}
