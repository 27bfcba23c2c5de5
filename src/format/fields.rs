//! The insides of structs and interfaces: names, types, tags and comments in columns.

use std::cell::Cell;
use std::rc::Rc;

use gorun_grammar::ast::*;

use super::ends;
use super::printer::{Printer, Space};

/// What may stand on one line with its braces is no wider.
const ONE_LINE: usize = 30;

impl<'a> Printer<'a> {
    /// What stands between `struct` and its end.
    pub fn struct_fields(&mut self, list: &'a FieldList) {
        let FieldList {
            open,
            fields,
            close,
        } = list;
        let has_comments = self.comment_before(self.source.place(*close));
        if !has_comments && self.line(*open) == self.line(*close) {
            if fields.is_empty() {
                return self.no_fields(*open, *close);
            }
            if let [field] = &fields[..]
                && self.fits_one_line(field)
            {
                self.at(*open);
                self.op("{");
                self.blank();
                for (i, name) in field.names.iter().enumerate() {
                    if i > 0 {
                        self.op(",");
                        self.blank();
                    }
                    self.ident(name);
                }
                if !field.names.is_empty() {
                    self.blank();
                }
                self.expr(&field.ty);
                self.blank();
                self.at(*close);
                return self.op("}");
            }
        }
        self.open_fields(*open, has_comments || !fields.is_empty());
        let separator = if fields.len() == 1 {
            Space::Blank
        } else {
            Space::Cell
        };
        let line = Rc::new(Cell::new(0));
        for (i, field) in fields.iter().enumerate() {
            let start = ends::field_start(field);
            if i > 0 {
                let several = self.lines_since(&line) > 0;
                self.line_break(self.line(start), 1, Space::Nothing, several);
            }
            self.node_comment(self.source.doc(start));
            self.note_line(&line);
            self.struct_field(field, separator);
        }
        self.close_fields(*close);
    }

    fn struct_field(&mut self, field: &'a Field, separator: Space) {
        // So many columns lie between the type and a comment.
        let mut columns;
        if field.names.is_empty() {
            self.expr(&field.ty);
            columns = 2;
        } else {
            self.names(&field.names, false);
            self.space(separator);
            self.expr(&field.ty);
            columns = 1;
        }
        if let Some(tag) = &field.tag {
            if !field.names.is_empty() && separator == Space::Cell {
                self.space(separator);
            }
            self.space(separator);
            self.lit(tag.pos, tag.kind, &tag.text);
            columns = 0;
        }
        let comment = self.source.line_comment(self.source.field_end(field));
        if comment.is_some() {
            for _ in 0..columns {
                self.space(separator);
            }
            self.node_comment(comment);
        }
    }

    /// What stands between `interface` and its end.
    pub fn interface_elems(&mut self, open: Pos, elems: &'a [InterfaceElem], close: Pos) {
        let has_comments = self.comment_before(self.source.place(close));
        if !has_comments && self.line(open) == self.line(close) {
            if elems.is_empty() {
                return self.no_fields(open, close);
            }
            if let [elem] = elems
                && self.elem_fits_one_line(elem)
            {
                self.at(open);
                self.op("{");
                self.blank();
                self.interface_elem(elem);
                self.blank();
                self.at(close);
                return self.op("}");
            }
        }
        self.open_fields(open, has_comments || !elems.is_empty());
        let line = Rc::new(Cell::new(0));
        for (i, elem) in elems.iter().enumerate() {
            let (start, end) = match elem {
                InterfaceElem::Method { name, ty } => (name.pos, self.source.func_type_end(ty)),
                InterfaceElem::Embedded(x) => (x.pos, self.source.expr_end(x)),
            };
            if i > 0 {
                let several = self.lines_since(&line) > 0;
                self.line_break(self.line(start), 1, Space::Nothing, several);
            }
            self.node_comment(self.source.doc(start));
            self.note_line(&line);
            self.interface_elem(elem);
            self.node_comment(self.source.line_comment(end));
        }
        self.close_fields(close);
    }

    fn interface_elem(&mut self, elem: &'a InterfaceElem) {
        match elem {
            InterfaceElem::Method { name, ty } => {
                self.ident(name);
                self.signature(None, ty);
            }
            InterfaceElem::Embedded(x) => self.expr(x),
        }
    }

    fn no_fields(&mut self, open: Pos, close: Pos) {
        self.at(open);
        self.op("{");
        self.at(close);
        self.op("}");
    }

    fn open_fields(&mut self, open: Pos, has_lines: bool) {
        self.blank();
        self.at(open);
        self.op("{");
        self.space(Space::Indent);
        if has_lines {
            self.space(Space::FormFeed);
        }
    }

    fn close_fields(&mut self, close: Pos) {
        self.space(Space::Unindent);
        self.space(Space::FormFeed);
        self.at(close);
        self.op("}");
    }

    fn fits_one_line(&mut self, field: &'a Field) -> bool {
        if field.tag.is_some() {
            return false;
        }
        let end = self.source.field_end(field);
        self.source.line_comment(end).is_none()
            && names_width(&field.names) + self.expr_size(&field.ty, ONE_LINE) <= ONE_LINE
    }

    fn elem_fits_one_line(&mut self, elem: &'a InterfaceElem) -> bool {
        let (end, width) = match elem {
            InterfaceElem::Method { ty, .. } => {
                let width = 1 + self.func_type_size(ty, ONE_LINE);
                (self.source.func_type_end(ty), width)
            }
            InterfaceElem::Embedded(x) => (self.source.expr_end(x), self.expr_size(x, ONE_LINE)),
        };
        self.source.line_comment(end).is_none() && width <= ONE_LINE
    }
}

/// gofmt counts a blank for the names, however long they are.
fn names_width(names: &[Ident]) -> usize {
    usize::from(!names.is_empty())
}
