//! Parameters, results and type parameters.

use gorun_grammar::ast::*;

use super::ends;
use super::expr::without_parens;
use super::printer::{Printer, Space};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Parameters,
    OfFunction,
    /// Type parameters of a type, which must not look like an array's length.
    OfType,
}

/// Whether `name x` would be an expression too: `P *T`.
fn combines_with_name(x: &Expr) -> bool {
    match &x.kind {
        ExprKind::Star(x) | ExprKind::Paren(x) => !is_type_element(x),
        ExprKind::Binary { x, y, .. } => combines_with_name(x) && !is_type_element(y),
        _ => false,
    }
}

/// Whether this can be a type or a constraint only, and no value.
fn is_type_element(x: &Expr) -> bool {
    match &x.kind {
        ExprKind::ArrayType { .. }
        | ExprKind::SliceType(_)
        | ExprKind::StructType { .. }
        | ExprKind::FuncType(_)
        | ExprKind::InterfaceType { .. }
        | ExprKind::MapType { .. }
        | ExprKind::ChanType { .. } => true,
        ExprKind::Unary { op, .. } => *op == UnaryOp::Tilde,
        ExprKind::Binary { x, y, .. } => is_type_element(x) || is_type_element(y),
        ExprKind::Paren(x) => is_type_element(x),
        _ => false,
    }
}

impl<'a> Printer<'a> {
    /// Prints parameters and results; `tparams` are the type parameters of a function of this name.
    pub fn signature(&mut self, tparams: Option<(&Ident, &'a [Field])>, ty: &'a FuncType) {
        if let Some((name, fields)) = tparams.filter(|(_, fields)| !fields.is_empty()) {
            self.type_parameters(name, fields, Kind::OfFunction);
        }
        self.parameter_list(&ty.params);
        let Some(results) = &ty.results else { return };
        match &results.fields[..] {
            [] => {}
            [only] if only.names.is_empty() => {
                self.blank();
                self.expr(without_parens(&only.ty));
            }
            _ => {
                self.blank();
                self.parameter_list(results);
            }
        }
    }

    pub fn parameter_list(&mut self, list: &'a FieldList) {
        self.parameters((list.open, list.close), &list.fields, Kind::Parameters);
    }

    /// The type parameters of a type.
    pub fn parameters_of_type(&mut self, name: &Ident, fields: &'a [Field]) {
        self.type_parameters(name, fields, Kind::OfType);
    }

    fn type_parameters(&mut self, name: &Ident, fields: &'a [Field], kind: Kind) {
        let open = self.source.next(ends::ident(name));
        self.parameters((open, self.source.partner(open)), fields, kind);
    }

    fn parameters(&mut self, (open, close): (Pos, Pos), fields: &'a [Field], kind: Kind) {
        self.at(open);
        self.op(if kind == Kind::Parameters { "(" } else { "[" });
        if !fields.is_empty() {
            self.parameter_lines((open, close), fields, kind);
        }
        self.at(close);
        self.op(if kind == Kind::Parameters { ")" } else { "]" });
    }

    fn parameter_lines(&mut self, (open, close): (Pos, Pos), fields: &'a [Field], kind: Kind) {
        let mut indent = Space::Indent;
        let mut line_before = self.line(open);
        for (i, field) in fields.iter().enumerate() {
            let start = ends::field_start(field);
            let line = self.line(start);
            let needs_break = 0 < line_before && line_before < line;
            if i > 0 {
                if !needs_break {
                    self.at(start);
                }
                self.op(",");
            }
            if needs_break && self.line_break(line, 0, indent, true) > 0 {
                indent = Space::Nothing;
            } else if i > 0 {
                self.blank();
            }
            if !field.names.is_empty() {
                // Names on several lines are indented for themselves, unless all is already.
                self.names(&field.names, indent == Space::Indent);
                self.blank();
            }
            self.expr(without_parens(&field.ty));
            line_before = self.line(self.source.field_end(field));
        }
        let closing = self.line(close);
        if 0 < line_before && line_before < closing {
            self.op(",");
            self.line_break(closing, 0, Space::Nothing, true);
        } else if let (Kind::OfType, [Field { names, ty, .. }]) = (kind, fields)
            && names.len() <= 1
            && combines_with_name(without_parens(ty))
        {
            self.op(",");
        }
        if indent == Space::Nothing {
            self.space(Space::Unindent);
        }
    }
}
