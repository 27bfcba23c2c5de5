//! Lists of expressions: the author's line breaks stay, and neighbours of like size share columns.

use gorun_grammar::ast::*;

use super::ends;
use super::printer::{Printer, Space};
use super::size::TOO_WIDE;

/// An element of a list.
#[derive(Clone, Copy)]
pub enum Item<'a> {
    Expr(&'a Expr),
    Name(&'a Ident),
    /// An element with a key.
    Pair(&'a Element),
    /// `x.(type)`
    Guard {
        x: &'a Expr,
        lparen: Pos,
    },
}

#[derive(Clone, Copy, Default)]
pub struct ListMode {
    /// A comma may end the list.
    pub ends_with_comma: bool,
    /// Further lines are not indented more.
    pub no_indent: bool,
}

impl<'a> Item<'a> {
    fn start(self) -> Pos {
        match self {
            Item::Expr(x) | Item::Guard { x, .. } => x.pos,
            Item::Name(name) => name.pos,
            Item::Pair(pair) => pair.key.as_ref().map_or(pair.value.pos, |key| key.pos),
        }
    }

    fn end(self, printer: &Printer<'a>) -> Pos {
        match self {
            Item::Expr(x) => printer.source.expr_end(x),
            Item::Name(name) => ends::ident(name),
            Item::Pair(pair) => printer.source.expr_end(&pair.value),
            Item::Guard { lparen, .. } => Pos(printer.source.partner(lparen).0 + 1),
        }
    }
}

/// The mean size of the elements that share columns, as the sum of the logarithms.
#[derive(Default)]
struct Mean {
    logarithms: f64,
    count: u32,
}

impl Mean {
    fn add(&mut self, size: usize) {
        self.logarithms += rough_log2(size as f64);
        self.count += 1;
    }

    /// Whether an element differs too much from the ones before to share their columns.
    fn breaks(&self, before: usize, size: usize) -> bool {
        const SMALL: usize = 40;
        const RATIO: f64 = 2.5;
        if before == 0 || size == 0 {
            return true;
        }
        if self.count == 0 || before <= SMALL && size <= SMALL {
            return false;
        }
        let ratio = size as f64 / rough_exp2(self.logarithms / f64::from(self.count));
        RATIO * ratio <= 1.0 || RATIO <= ratio
    }
}

/// Straight lines between the powers of two: the same on every machine.
fn rough_log2(x: f64) -> f64 {
    let (fraction, exponent) = libm::frexp(x);
    f64::from(exponent) + 2.0 * (fraction - 1.0)
}

fn rough_exp2(x: f64) -> f64 {
    let whole = x.floor();
    libm::ldexp(1.0 + (x - whole), whole as i32)
}

impl<'a> Printer<'a> {
    pub fn exprs(&mut self, before: Pos, list: &'a [Expr], depth: i32, mode: ListMode, after: Pos) {
        let items: Vec<Item> = list.iter().map(Item::Expr).collect();
        self.list(before, &items, depth, mode, after);
    }

    pub fn names(&mut self, list: &'a [Ident], indent: bool) {
        let items: Vec<Item> = list.iter().map(Item::Name).collect();
        let mode = ListMode {
            no_indent: !indent,
            ..ListMode::default()
        };
        self.list(Pos::NONE, &items, 1, mode, Pos::NONE);
    }

    fn item(&mut self, item: Item<'a>, depth: i32) {
        match item {
            Item::Expr(x) => self.expr0(x, depth),
            Item::Name(name) => self.ident(name),
            Item::Pair(pair) => self.pair(pair),
            Item::Guard { x, lparen } => {
                self.at(x.pos);
                self.type_assert(x, lparen, None, depth);
            }
        }
    }

    /// Prints a list between two places, either of which may be unknown.
    pub fn list(&mut self, before: Pos, list: &[Item<'a>], depth: i32, mode: ListMode, after: Pos) {
        let (Some(first), Some(last)) = (list.first(), list.last()) else {
            return;
        };
        let before = self.line(before);
        let after = self.line(after);
        let first_line = self.line(first.start());
        if before > 0 && before == first_line && first_line == self.line(last.end(self)) {
            for (i, item) in list.iter().enumerate() {
                if i > 0 {
                    self.at(item.start());
                    self.op(",");
                    self.blank();
                }
                self.item(*item, depth);
            }
            return;
        }
        self.lines(before, list, depth, mode, after);
    }

    /// A list on several lines.
    fn lines(&mut self, before: i32, list: &[Item<'a>], depth: i32, mode: ListMode, after: i32) {
        let mut indent = match mode.no_indent {
            true => Space::Nothing,
            false => Space::Indent,
        };
        let first_line = self.line(list[0].start());
        // The element behind the last line break.
        let mut last_break: Option<usize> = None;
        if before > 0 && before < first_line && self.line_break(first_line, 0, indent, true) > 0 {
            indent = Space::Nothing;
            last_break = Some(0);
        }
        let mut size = 0;
        let mut mean = Mean::default();
        let mut line_before = before;
        for (i, &item) in list.iter().enumerate() {
            if self.is_settled() {
                return;
            }
            let line = self.line(item.start());
            let size_before = std::mem::replace(&mut size, self.size_in_list(item, before, after));
            let breaks_columns = mean.breaks(size_before, size);
            let needs_break = 0 < line_before && line_before < line;
            if i > 0 {
                if !needs_break {
                    self.at(item.start());
                }
                self.op(",");
                let mut needs_blank = true;
                if needs_break {
                    // Several elements on the line before, or one of another size: columns end.
                    let several = last_break.map_or(0, |at| at + 1) < i;
                    let count = self.line_break(line, 0, indent, breaks_columns || several);
                    if count > 0 {
                        indent = Space::Nothing;
                        last_break = Some(i);
                        needs_blank = false;
                    }
                    if count > 1 {
                        mean = Mean::default();
                    }
                }
                if needs_blank {
                    self.blank();
                }
            }
            match item {
                Item::Pair(pair) if list.len() > 1 && size > 0 && needs_break => {
                    self.key(pair, Space::Cell);
                }
                _ => self.item(item, depth),
            }
            if size > 0 {
                mean.add(size);
            }
            line_before = line;
        }
        let ends_with_comma = mode.ends_with_comma && after > 0 && self.pos.line < after;
        if ends_with_comma {
            self.op(",");
        }
        if indent == Space::Nothing && !mode.no_indent {
            self.space(Space::Unindent);
        }
        if ends_with_comma {
            self.space(Space::FormFeed);
        }
    }

    /// The size that counts for columns: of a pair, its key's; 0 if there is none to go by.
    fn size_in_list(&mut self, item: Item<'a>, before: i32, after: i32) -> usize {
        let size = self.item_size(item);
        if size > TOO_WIDE || before == 0 || after == 0 {
            return 0;
        }
        match item {
            Item::Pair(Element { key: Some(key), .. }) => self.expr_size(key, TOO_WIDE),
            _ => size,
        }
    }
}
