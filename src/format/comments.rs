//! Comments between tokens: where they go, and what becomes of the white space around them.

use std::borrow::Cow;

use super::comment_text::block_lines;
use super::doc_comment;
use super::printer::{FORM_FEED, Printer, Space, Token, Upcoming, limited};
use super::source::{Comment, Group, INFINITY, Place};
use crate::source::{is_go_build, is_plus_build};

impl<'a> Printer<'a> {
    pub(super) fn next_comment(&mut self) {
        let after = self.upcoming.after;
        let Some(&group) = self.comments.get(after) else {
            self.upcoming.offset = INFINITY;
            return;
        };
        self.upcoming = Upcoming {
            after: after + 1,
            group: Some(group),
            offset: self.source.place(group.pos()).offset,
            has_break: self.has_break(group),
        };
    }

    fn has_break(&self, group: &Group) -> bool {
        let line = self.line(group.pos());
        group
            .list
            .iter()
            .any(|c| self.line(c.pos) != line || c.is_line() || c.text.contains('\n'))
    }

    /// Whether the next comment stands before a place, and can be printed without ending the statement.
    pub(super) fn comment_before(&self, next: Place) -> bool {
        self.upcoming.offset < next.offset && (!self.implied_semicolon || !self.upcoming.has_break)
    }

    /// The length of the comments before a place.
    pub(super) fn comments_size_before(&mut self, next: Place) -> usize {
        let saved = self.upcoming;
        let mut size = 0;
        while self.comment_before(next) {
            let group = self.upcoming.group.into_iter();
            size += group
                .flat_map(|g| &g.list)
                .map(|c| c.text.len())
                .sum::<usize>();
            self.next_comment();
        }
        self.upcoming = saved;
        size
    }

    /// The comment of a node comes next, where only nodes have comments.
    pub(super) fn node_comment(&mut self, group: Option<&'a Group<'a>>) {
        let Some(group) = group.filter(|_| self.node_comments) else {
            return;
        };
        if self.upcoming.after < self.comments.len() {
            self.flush(self.source.place(group.pos()), Token::None);
        }
        self.comments.clear();
        self.comments.push(group);
        self.upcoming.after = 0;
        if self.upcoming.offset == INFINITY {
            self.next_comment();
        }
    }

    /// Prints the comments before a place, where `token` follows. As `flush`.
    pub(super) fn write_comments(&mut self, next: Place, token: Token) -> (bool, bool) {
        let mut last: Option<Comment<'a>> = None;
        while self.comment_before(next) {
            let Some(group) = self.upcoming.group else {
                break;
            };
            let is_doc = token != Token::Name
                && token != Token::Op("import")
                && self.source.place(group.pos()).column == 1
                && self
                    .source
                    .place(gorun_grammar::ast::Pos(group.end().0 + 1))
                    == next;
            let list = match is_doc {
                true => doc_comment::format(&group.list),
                false => Cow::Borrowed(&group.list[..]),
            };
            if list.is_empty() {
                let place = self.source.place(group.pos());
                self.comment_prefix(place, next, last.as_ref(), token);
                self.pos = next;
                self.last = next;
                self.next_comment();
                return self.comment_suffix(false);
            }
            for comment in list.iter() {
                let place = self.source.place(comment.pos);
                self.comment_prefix(place, next, last.as_ref(), token);
                self.write_comment(comment, place);
                last = Some(comment.clone());
            }
            if is_doc {
                last = group.list.last().cloned();
                self.pos = self.source.place(group.end());
                self.last = self.pos;
            }
            self.next_comment();
        }
        let Some(last) = last else {
            return (false, false);
        };
        let mut needs_break = false;
        if !self.no_extra_blank
            && !last.is_line()
            && self.line(last.pos) == next.line
            && token != Token::Op(",")
            && (token != Token::Op(")") || self.open == Token::Op("("))
            && (token != Token::Op("]") || self.open == Token::Op("["))
        {
            if self.breaks_wait() && !self.no_extra_break && self.level == 0 {
                needs_break = true;
            } else {
                self.write_byte(b' ', 1);
            }
        }
        if last.is_line()
            || token == Token::EndOfFile
            || token == Token::Op("}") && !self.no_extra_break
        {
            needs_break = true;
        }
        self.comment_suffix(needs_break)
    }

    /// White space before a comment, of what waits as much as helps to place it. `previous` is the comment before it.
    fn comment_prefix(
        &mut self,
        place: Place,
        next: Place,
        previous: Option<&Comment>,
        token: Token,
    ) {
        if self.out.is_empty() {
            return;
        }
        if place.line == self.last.line && previous.is_none_or(|c| !c.is_line()) {
            self.same_line_prefix(place, next, previous.is_none());
        } else {
            self.new_line_prefix(place, next, previous, token);
        }
    }

    fn same_line_prefix(&mut self, place: Place, next: Place, is_first: bool) {
        let mut has_separator = false;
        if is_first {
            let mut used = 0;
            for i in 0..self.spaces.len() {
                match self.spaces[i] {
                    Space::Blank => self.spaces[i] = Space::Nothing,
                    Space::Cell => has_separator = true,
                    Space::Indent => {}
                    _ => {
                        used = i;
                        break;
                    }
                }
            }
            self.write_spaces(used);
        }
        if !has_separator {
            let byte = if place.line == next.line { b' ' } else { b'\t' };
            self.write_byte(byte, 1);
        }
    }

    fn new_line_prefix(
        &mut self,
        place: Place,
        next: Place,
        previous: Option<&Comment>,
        token: Token,
    ) {
        let mut dropped_break = false;
        let mut used = 0;
        for i in 0..self.spaces.len() {
            match self.spaces[i] {
                Space::Blank | Space::Cell => {
                    self.spaces[i] = Space::Nothing;
                    continue;
                }
                Space::Indent => continue,
                Space::Unindent => {
                    // Not the last one: it belongs to what came before.
                    if self.spaces.get(i + 1) == Some(&Space::Unindent) {
                        continue;
                    }
                    // Aligned with the token that follows, as a comment before a case.
                    if token != Token::Op("}") && place.column == next.column {
                        continue;
                    }
                }
                Space::Newline | Space::FormFeed => {
                    self.spaces[i] = Space::Nothing;
                    dropped_break = previous.is_none();
                }
                Space::Nothing => {}
            }
            used = i;
            break;
        }
        self.write_spaces(used);
        let mut breaks = 0;
        if place.is_known() && self.last.is_known() {
            breaks = (place.line - self.last.line).max(0);
        }
        if self.indent == 0 && dropped_break {
            breaks += 1;
        }
        if breaks == 0 && previous.is_some_and(Comment::is_line) {
            breaks = 1;
        }
        if breaks > 0 {
            self.write_byte(FORM_FEED, limited(breaks));
        }
    }

    fn write_comment(&mut self, comment: &Comment, place: Place) {
        let indent = self.indent;
        let mut place = place;
        // A line directive means something at the beginning of a line only.
        if comment.text.starts_with("//line ") && (!place.is_known() || place.column == 1) {
            self.indent = 0;
        }
        if comment.is_line() {
            if is_go_build(&comment.text) {
                self.go_build.push(self.out.len());
            } else if is_plus_build(&comment.text) {
                self.plus_build.push(self.out.len());
            }
            self.write_text(place, comment.text.trim_end(), true);
        } else {
            let was_at_margin = place.is_known() && place.column == 1 && self.indent > 0;
            let lines = block_lines(&comment.text, was_at_margin);
            for (i, line) in lines.iter().enumerate() {
                if i > 0 {
                    self.write_byte(FORM_FEED, 1);
                    place = self.pos;
                }
                if !line.is_empty() {
                    self.write_text(place, line.trim_end(), true);
                }
            }
        }
        self.indent = indent;
    }

    /// A line break behind the comment if it needs one, and the indentation that waits. As `flush`.
    fn comment_suffix(&mut self, needs_break: bool) -> (bool, bool) {
        let mut needs_break = needs_break;
        let (mut wrote_break, mut dropped_feed) = (false, false);
        for space in &mut self.spaces {
            match space {
                Space::Blank | Space::Cell => *space = Space::Nothing,
                Space::Newline | Space::FormFeed => {
                    if needs_break {
                        needs_break = false;
                        wrote_break = true;
                    } else {
                        dropped_feed |= *space == Space::FormFeed;
                        *space = Space::Nothing;
                    }
                }
                _ => {}
            }
        }
        self.write_spaces(self.spaces.len());
        if needs_break {
            self.write_byte(b'\n', 1);
            wrote_break = true;
        }
        (wrote_break, dropped_feed)
    }
}
