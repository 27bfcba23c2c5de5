//! What is printed next: tokens, each with the white space and comments that come before it.
//!
//! White space is not written when it is asked for but held until a token comes: comments that stand before the token may use
//! it up or replace it. The text that results still has alignment marks in it (`align`). Nodes of the tree print themselves
//! through `space`, `op`, `name` and `literal` only.

use std::cell::Cell;
use std::rc::Rc;

use gorun_grammar::Diagnostic;
use gorun_grammar::ast::{LitKind, Pos};

use super::size::Sizes;
use super::source::{Group, INFINITY, Place, Source};

/// Encloses text that is to pass through the alignment as it is. Occurs in no UTF-8.
pub const ESCAPE: u8 = 0xff;
/// Ends a cell of a column; without text, it takes no room.
pub const CELL: u8 = b'\x0b';
/// Ends a line, and all columns.
pub const FORM_FEED: u8 = b'\x0c';

/// At most so many line breaks stay of those in the source.
const MAX_BREAKS: i32 = 2;

pub fn limited(breaks: i32) -> i32 {
    breaks.min(MAX_BREAKS)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Space {
    Nothing,
    Blank,
    /// The end of a cell.
    Cell,
    Newline,
    /// A line break that ends all columns.
    FormFeed,
    Indent,
    Unindent,
}

/// A token that has been printed, as far as anyone asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    /// White space.
    None,
    Name,
    Int,
    Literal,
    Op(&'static str),
    EndOfFile,
}

/// The comments that are still to come, the next one first.
#[derive(Clone, Copy)]
pub(super) struct Upcoming<'a> {
    /// The index of the one behind the next.
    pub after: usize,
    pub group: Option<&'a Group<'a>>,
    /// Where it begins, or infinity.
    pub offset: i32,
    /// It needs a line break.
    pub has_break: bool,
}

pub struct Printer<'a> {
    pub(super) source: &'a Source<'a>,
    pub(super) out: Vec<u8>,
    /// Added to all lines.
    base_indent: i32,
    pub(super) indent: i32,
    /// How deep in composite literals.
    pub(super) level: i32,
    pub(super) no_extra_blank: bool,
    pub(super) no_extra_break: bool,
    /// Columns end with this line.
    end_alignment: bool,
    /// A line break here would end the statement.
    pub(super) implied_semicolon: bool,
    pub(super) last_token: Token,
    /// The `(` or `[` that was the last token but for white space.
    pub(super) open: Token,
    pub(super) spaces: Vec<Space>,
    /// Where in the output the lines `//go:build` and `// +build` begin.
    pub(super) go_build: Vec<usize>,
    pub(super) plus_build: Vec<usize>,
    /// In the source, where the next token stands; estimated where the tree does not say.
    pub(super) pos: Place,
    /// Where the last token ended.
    pub(super) last: Place,
    pub(super) out_line: i32,
    pub(super) out_column: i32,
    /// The next token notes its line in the output here.
    line_wanted: Option<Rc<Cell<i32>>>,
    pub(super) comments: Vec<&'a Group<'a>>,
    pub(super) upcoming: Upcoming<'a>,
    /// Without comments of its own, the comments of nodes are printed.
    pub(super) node_comments: bool,
    pub(super) sizes: Sizes,
    /// Only the width on one line is wanted: nothing more need be printed once there is a second line.
    pub(super) one_line: bool,
    pub(super) broken: bool,
    /// What gofmt refuses: what the tree has lost, so that printing it would take it away, and what only the checker refuses here.
    pub(super) lost: Option<(Pos, &'static str)>,
}

impl<'a> Printer<'a> {
    /// Prints a file.
    pub fn new(source: &'a Source<'a>, base_indent: i32) -> Printer<'a> {
        let mut printer = Printer::bare(source);
        printer.base_indent = base_indent;
        printer.comments = source.groups.iter().collect();
        printer.node_comments = printer.comments.is_empty();
        printer.next_comment();
        printer
            .out
            .reserve(source.text.len() + source.text.len() / 4);
        printer
    }

    /// Prints one node, without the comments around it.
    pub(super) fn bare(source: &'a Source<'a>) -> Printer<'a> {
        let start = Place {
            offset: 0,
            line: 1,
            column: 1,
        };
        Printer {
            source,
            out: Vec::new(),
            base_indent: 0,
            indent: 0,
            level: 0,
            no_extra_blank: false,
            no_extra_break: false,
            end_alignment: false,
            implied_semicolon: false,
            last_token: Token::None,
            open: Token::None,
            spaces: Vec::new(),
            go_build: Vec::new(),
            plus_build: Vec::new(),
            pos: start,
            last: Place::default(),
            out_line: 1,
            out_column: 1,
            line_wanted: None,
            comments: Vec::new(),
            upcoming: Upcoming {
                after: 0,
                group: None,
                offset: INFINITY,
                has_break: false,
            },
            node_comments: true,
            sizes: Sizes::default(),
            one_line: false,
            broken: false,
            lost: None,
        }
    }

    /// Prints what is left, and gives the text with its alignment marks.
    pub fn finish(mut self) -> Result<Vec<u8>, Diagnostic> {
        self.end_of_text();
        self.fix_build_lines();
        match self.lost {
            None => Ok(self.out),
            Some((pos, message)) => Err(Diagnostic::new(pos, message)),
        }
    }

    pub(super) fn end_of_text(&mut self) {
        self.implied_semicolon = false;
        let end = Place {
            offset: INFINITY,
            line: INFINITY,
            column: 0,
        };
        self.flush(end, Token::EndOfFile);
    }

    pub fn line(&self, pos: Pos) -> i32 {
        self.source.line(pos)
    }

    /// Says where the next token stands.
    pub fn at(&mut self, pos: Pos) {
        if pos.is_known() {
            self.pos = self.source.place(pos);
        }
    }

    /// The line of the next token in the output will be noted.
    pub fn note_line(&mut self, line: &Rc<Cell<i32>>) {
        self.line_wanted = Some(line.clone());
    }

    /// Lines in the output since a noted one.
    pub fn lines_since(&self, line: &Rc<Cell<i32>>) -> i32 {
        self.out_line - line.get()
    }

    fn note_open(&mut self) {
        match self.last_token {
            Token::None => {}
            token @ Token::Op("(" | "[") => self.open = token,
            _ => self.open = Token::None,
        }
    }

    pub fn space(&mut self, space: Space) {
        const ENOUGH: usize = 16;
        self.note_open();
        if space == Space::Nothing {
            return;
        }
        if self.spaces.len() == ENOUGH {
            self.write_spaces(ENOUGH);
        }
        self.spaces.push(space);
        if matches!(space, Space::Newline | Space::FormFeed) {
            self.implied_semicolon = false;
        }
        self.last_token = Token::None;
    }

    pub fn blank(&mut self) {
        self.space(Space::Blank);
    }

    /// Switches two of the rules for what follows a `/*` comment.
    pub fn toggle(&mut self, extra_blank: bool, extra_break: bool) {
        self.note_open();
        self.no_extra_blank ^= extra_blank;
        self.no_extra_break ^= extra_break;
    }

    /// Prints an operator, a bracket or a keyword.
    pub fn op(&mut self, op: &'static str) {
        self.note_open();
        if joins(self.last_token, op) {
            self.spaces.clear();
            self.spaces.push(Space::Blank);
        }
        self.last_token = Token::Op(op);
        let ends = matches!(
            op,
            "break" | "continue" | "fallthrough" | "return" | "++" | "--" | ")" | "]" | "}"
        );
        self.token(op, false, ends);
    }

    pub fn name(&mut self, name: &str) {
        self.note_open();
        self.last_token = Token::Name;
        self.token(name, false, true);
    }

    pub fn literal(&mut self, kind: LitKind, text: &str) {
        self.note_open();
        self.last_token = match kind {
            LitKind::Int => Token::Int,
            _ => Token::Literal,
        };
        self.token(text, true, true);
    }

    fn token(&mut self, text: &str, escaped: bool, ends_statement: bool) {
        let next = self.pos;
        let mut ends_statement = ends_statement;
        let (wrote_break, dropped_feed) = self.flush(next, self.last_token);
        if !self.implied_semicolon {
            let mut breaks = limited(next.line - self.pos.line);
            if wrote_break && breaks == MAX_BREAKS {
                breaks -= 1;
            }
            if breaks > 0 {
                let byte = if dropped_feed { FORM_FEED } else { b'\n' };
                self.write_byte(byte, breaks);
                ends_statement = false;
            }
        }
        if let Some(line) = self.line_wanted.take() {
            line.set(self.out_line);
        }
        self.write_text(next, text, escaped);
        self.implied_semicolon = ends_statement;
    }

    /// Writes the comments before a place, and white space. Whether a line break has been written, and whether one that ends
    /// columns has been left out.
    pub(super) fn flush(&mut self, next: Place, token: Token) -> (bool, bool) {
        if self.comment_before(next) {
            return self.write_comments(next, token);
        }
        self.write_spaces(self.spaces.len());
        (false, false)
    }

    /// Prints as many line breaks as it takes to get to a line of the source, at least `min`, with `space` before them. 0 if
    /// there was none to print, 1 if it was one plain break, more if columns end.
    pub fn line_break(&mut self, line: i32, min: i32, space: Space, new_section: bool) -> i32 {
        let mut count = limited(line - self.pos.line).max(min);
        if count <= 0 {
            return 0;
        }
        let mut worth = count;
        self.space(space);
        if new_section {
            self.space(Space::FormFeed);
            count -= 1;
            worth = count + 2;
        }
        for _ in 0..count {
            self.space(Space::Newline);
        }
        worth
    }

    fn write_indent(&mut self) {
        let count = self.base_indent + self.indent;
        for _ in 0..count {
            self.out.push(b'\t');
        }
        let count = count.max(0);
        self.pos.offset += count;
        self.pos.column += count;
        self.out_column += count;
    }

    /// Writes white space.
    pub(super) fn write_byte(&mut self, byte: u8, count: i32) {
        let mut byte = byte;
        if self.end_alignment {
            match byte {
                b'\t' | CELL => byte = b' ',
                b'\n' | FORM_FEED => {
                    byte = FORM_FEED;
                    self.end_alignment = false;
                }
                _ => {}
            }
        }
        if self.out_column == 1 {
            self.write_indent();
        }
        self.out.extend((0..count).map(|_| byte));
        self.pos.offset += count;
        if matches!(byte, b'\n' | FORM_FEED) {
            self.broken = true;
            self.pos.line += count;
            self.out_line += count;
            self.pos.column = 1;
            self.out_column = 1;
            return;
        }
        self.pos.column += count;
        self.out_column += count;
    }

    /// Writes a token or a comment that stands at a place of the source.
    pub(super) fn write_text(&mut self, place: Place, text: &str, escaped: bool) {
        if self.out_column == 1 {
            self.write_indent();
        }
        if place.is_known() {
            self.pos = place;
        }
        if escaped {
            self.out.push(ESCAPE);
        }
        self.out.extend_from_slice(text.as_bytes());
        if escaped {
            self.out.push(ESCAPE);
        }
        self.pos.offset += text.len() as i32;
        let is_break = |b: u8| b == b'\n' || b == FORM_FEED;
        let breaks = text.bytes().filter(|b| is_break(*b)).count() as i32;
        if breaks > 0 {
            // A break in a literal ends the columns, whatever follows on its last line.
            self.end_alignment = true;
            self.broken = true;
            self.pos.line += breaks;
            self.out_line += breaks;
            let last = text.bytes().rposition(is_break).unwrap_or(0);
            let column = (text.len() - last) as i32;
            self.pos.column = column;
            self.out_column = column;
        } else {
            self.pos.column += text.len() as i32;
            self.out_column += text.len() as i32;
        }
        self.last = self.pos;
    }
}

/// Whether two tokens without a blank between them would be another one.
fn joins(last: Token, next: &str) -> bool {
    let first = next.as_bytes()[0];
    match last {
        Token::Int => first == b'.',
        Token::Op("+") => first == b'+',
        Token::Op("-") => first == b'-',
        Token::Op("/") => first == b'*',
        Token::Op("<") => matches!(first, b'-' | b'<'),
        Token::Op("&") => matches!(first, b'&' | b'^'),
        _ => false,
    }
}
