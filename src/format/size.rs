//! How wide a node is on one line: printed for itself, and measured.

use gorun_grammar::ast::*;
use rustc_hash::FxHashMap;

use super::list::Item;
use super::printer::{CELL, ESCAPE, FORM_FEED, Printer};

/// Wider than any line.
pub const TOO_WIDE: usize = 1_000_000;

/// What has been measured, by the node's address: nests are measured again and again otherwise.
pub type Sizes = FxHashMap<usize, usize>;

impl<'a> Printer<'a> {
    /// The width of an element of a list; more than `TOO_WIDE` if it takes several lines.
    pub(super) fn item_size(&mut self, item: Item<'a>) -> usize {
        match item {
            Item::Name(name) => name.name.len(),
            Item::Expr(x) => self.expr_size(x, TOO_WIDE),
            // Elements begin with their key, so the key has the same address.
            Item::Pair(pair) => self.size(address(pair) | 1, TOO_WIDE, |p| p.pair(pair)),
            Item::Guard { .. } => TOO_WIDE + 1,
        }
    }

    pub(super) fn expr_size(&mut self, x: &'a Expr, limit: usize) -> usize {
        match &x.kind {
            ExprKind::Ident(name) if name.len() <= limit => name.len(),
            ExprKind::Lit { text, .. } if text.len() <= limit && !text.contains('\n') => text.len(),
            _ => self.size(address(x), limit, |p| p.expr(x)),
        }
    }

    pub(super) fn stmt_size(&mut self, stmt: &'a Stmt, limit: usize) -> usize {
        // A statement's expression may have the same address.
        self.size(address(stmt) | 2, limit, |p| {
            if let StmtKind::Labeled { .. } = stmt.kind {
                p.indent = 1;
            }
            p.stmt(stmt, false)
        })
    }

    pub(super) fn func_type_size(&mut self, ty: &'a FuncType, limit: usize) -> usize {
        self.size(address(ty) | 4, limit, |p| {
            p.at(ty.pos);
            p.op("func");
            p.signature(None, ty);
        })
    }

    fn size(&mut self, key: usize, limit: usize, print: impl FnOnce(&mut Printer<'a>)) -> usize {
        if let Some(size) = self.sizes.get(&key) {
            return *size;
        }
        self.sizes.insert(key, limit + 1);
        let mut printer = Printer::bare(self.source);
        printer.one_line = true;
        printer.sizes = std::mem::take(&mut self.sizes);
        print(&mut printer);
        if !printer.is_settled() {
            printer.end_of_text();
        }
        let fits = !printer.broken;
        let width = width(&printer.out);
        self.sizes = printer.sizes;
        if fits && width <= limit {
            self.sizes.insert(key, width);
            return width;
        }
        limit + 1
    }

    /// The node takes several lines, and that is all that was asked.
    pub(super) fn is_settled(&self) -> bool {
        self.one_line && self.broken
    }
}

fn address<T>(node: &T) -> usize {
    std::ptr::from_ref(node).addr()
}

/// Bytes of one line without marks and without blanks at its end.
fn width(line: &[u8]) -> usize {
    let (mut width, mut blanks, mut escaped) = (0, 0, false);
    for byte in line {
        match *byte {
            ESCAPE => {
                escaped = !escaped;
                width += std::mem::take(&mut blanks);
            }
            b' ' | b'\t' | CELL if !escaped => blanks += 1,
            b'\n' | FORM_FEED if !escaped => blanks = 0,
            _ => width += 1 + std::mem::take(&mut blanks),
        }
    }
    width
}
