//! A text with the places of its lines, tokens and comments, and which comments belong to which token.

use std::borrow::Cow;
use std::cell::Cell;

use gorun_grammar::ast::Pos;
use gorun_grammar::written::{Word, WordKind, Words};

use super::BASE;

/// Behind everything.
pub const INFINITY: i32 = 1 << 30;

/// A place in the text, or where the printer believes to be: byte offset from 0, line and column from 1. Line 0 is no place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    pub offset: i32,
    pub line: i32,
    pub column: i32,
}

impl Place {
    pub fn is_known(self) -> bool {
        self.line > 0
    }
}

/// Where the lines begin. Lines can be joined, as if the break between them had never been.
pub struct Lines {
    starts: Vec<i32>,
    length: i32,
    /// The line asked for last: the next one is near.
    last: Cell<usize>,
}

impl Lines {
    pub fn new(text: &str) -> Lines {
        let breaks = memchr::memchr_iter(b'\n', text.as_bytes());
        let starts = std::iter::once(0).chain(breaks.map(|at| at as i32 + 1));
        Lines {
            starts: starts.collect(),
            length: text.len() as i32,
            last: Cell::new(0),
        }
    }

    fn index(&self, offset: i32) -> usize {
        let last = self.last.get();
        let begins = |i: usize| self.starts.get(i).copied().unwrap_or(INFINITY);
        if begins(last) <= offset && offset < begins(last + 1) {
            return last;
        }
        let index = self.starts.partition_point(|start| *start <= offset) - 1;
        self.last.set(index);
        index
    }

    pub fn place(&self, pos: Pos) -> Place {
        if !pos.is_known() {
            return Place::default();
        }
        let offset = ((pos.0 - BASE) as i32).min(self.length);
        let index = self.index(offset);
        Place {
            offset,
            line: index as i32 + 1,
            column: offset - self.starts[index] + 1,
        }
    }

    /// 0 for no place.
    pub fn line(&self, pos: Pos) -> i32 {
        self.place(pos).line
    }

    pub fn count(&self) -> i32 {
        self.starts.len() as i32
    }

    /// Where a line begins.
    pub fn start(&self, line: i32) -> Pos {
        Pos(self.starts[line as usize - 1] as u32 + BASE)
    }

    /// Takes away the break between a line and the next.
    pub fn join(&mut self, line: i32) {
        if line < self.count() {
            self.starts.remove(line as usize);
            self.last.set(0);
        }
    }
}

#[derive(Clone, Debug)]
pub struct Comment<'a> {
    pub pos: Pos,
    /// Without carriage returns.
    pub text: Cow<'a, str>,
}

impl Comment<'_> {
    /// `//`, not `/*`.
    pub fn is_line(&self) -> bool {
        self.text.as_bytes().get(1) == Some(&b'/')
    }

    /// Carriage returns do not count.
    pub fn end(&self) -> Pos {
        Pos(self.pos.0 + self.text.len() as u32)
    }
}

/// Comments with no blank line and no token between them.
#[derive(Clone, Debug)]
pub struct Group<'a> {
    pub list: Vec<Comment<'a>>,
}

impl Group<'_> {
    pub fn pos(&self) -> Pos {
        self.list[0].pos
    }
    pub fn end(&self) -> Pos {
        self.list[self.list.len() - 1].end()
    }
}

/// The number of a group, if a token has one.
type GroupIndex = Option<u32>;

/// The comments around a token.
#[derive(Clone, Copy, Default)]
struct Around {
    /// On the lines right above it.
    lead: GroupIndex,
    /// Behind the token before it, with nothing else behind on that line.
    trail: GroupIndex,
}

pub struct Source<'a> {
    pub text: &'a str,
    pub lines: Lines,
    pub groups: Vec<Group<'a>>,
    tokens: Vec<Word>,
    around: Vec<Around>,
    /// The closing bracket for an opening one, by the number of the token.
    partners: Vec<u32>,
    /// Where the top-level declarations begin.
    pub decls: Vec<Pos>,
}

impl<'a> Source<'a> {
    pub fn new(text: &'a str, words: Words) -> Source<'a> {
        let lines = Lines::new(text);
        let mut groups = Grouping {
            text,
            lines: &lines,
            comments: words.comments.iter().copied().peekable(),
            groups: Vec::new(),
        };
        let mut before = None;
        let around = words
            .tokens
            .iter()
            .map(|token| groups.before(token, before.replace(*token)))
            .collect();
        let groups = groups.groups;
        let partners = partners(&words.tokens);
        let decls = declarations(&words.tokens);
        Source {
            text,
            lines,
            groups,
            tokens: words.tokens,
            around,
            partners,
            decls,
        }
    }

    pub fn place(&self, pos: Pos) -> Place {
        self.lines.place(pos)
    }

    pub fn line(&self, pos: Pos) -> i32 {
        self.lines.line(pos)
    }

    /// The first token at a place or behind it.
    fn token_at(&self, pos: Pos) -> usize {
        self.tokens
            .partition_point(|t| t.start < pos)
            .min(self.tokens.len() - 1)
    }

    /// Where the first token at a place or behind it begins.
    pub fn next(&self, pos: Pos) -> Pos {
        self.tokens[self.token_at(pos)].start
    }

    /// The bracket that closes the one at a place.
    pub fn partner(&self, open: Pos) -> Pos {
        match self.partners[self.token_at(open)] {
            0 => Pos::NONE,
            close => self.tokens[close as usize].start,
        }
    }

    /// The parentheses of a declaration group, whose keyword begins at a place.
    pub fn parentheses(&self, keyword: Pos) -> Option<(Pos, Pos)> {
        let open = self.token_at(keyword) + 1;
        let token = self.tokens.get(open)?;
        (token.kind == WordKind::Open).then(|| (token.start, self.partner(token.start)))
    }

    /// Whether the tokens in two ranges are the same.
    pub fn is_written_alike(&self, a: (Pos, Pos), b: (Pos, Pos)) -> bool {
        let tokens = |(start, end): (Pos, Pos)| {
            let from = self.token_at(start);
            (from..).take_while(move |&i| self.tokens[i].start < end)
        };
        // What may stand before a closing bracket, or may not, says nothing.
        let is_needed = |i: &usize| {
            let before_close = self
                .tokens
                .get(i + 1)
                .is_some_and(|t| t.kind == WordKind::Close);
            !(before_close && matches!(self.word(*i), ";" | ","))
        };
        let words = |range| tokens(range).filter(is_needed).map(|i| self.word(i));
        words(a).eq(words(b))
    }

    /// Of the statements between two braces, which are empty.
    pub fn empty_statements(&self, lbrace: Pos, rbrace: Pos) -> Vec<bool> {
        let (from, to) = (self.token_at(lbrace) + 1, self.token_at(rbrace));
        let (mut depth, mut is_empty) = (0, true);
        let mut found = Vec::new();
        for token in &self.tokens[from.min(to)..to] {
            match token.kind {
                WordKind::Semicolon | WordKind::LineEnd if depth == 0 => {
                    found.push(std::mem::replace(&mut is_empty, true));
                    continue;
                }
                WordKind::Open => depth += 1,
                WordKind::Close => depth -= 1,
                _ => {}
            }
            is_empty = false;
        }
        if !is_empty {
            found.push(false);
        }
        found
    }

    fn word(&self, token: usize) -> &'a str {
        let Word { kind, start, end } = self.tokens[token];
        match kind {
            WordKind::LineEnd => ";",
            _ => &self.text[(start.0 - BASE) as usize..(end.0 - BASE) as usize],
        }
    }

    /// The comment above a declaration or field that begins at a place.
    pub fn doc(&self, start: Pos) -> Option<&Group<'a>> {
        let index = self.around[self.token_at(start)].lead?;
        self.groups.get(index as usize)
    }

    /// The comment behind a declaration or field that ends at a place, on its line.
    pub fn line_comment(&self, end: Pos) -> Option<&Group<'a>> {
        let next = self.token_at(end);
        let holder = match self.tokens[next].kind {
            WordKind::LineEnd => next,
            WordKind::Semicolon => next + 1,
            _ => return None,
        };
        let index = self.around.get(holder)?.trail?;
        self.groups.get(index as usize)
    }
}

/// Comments into groups, as Go's parser makes them.
struct Grouping<'a, 'l, I: Iterator<Item = (Pos, Pos)>> {
    text: &'a str,
    lines: &'l Lines,
    comments: std::iter::Peekable<I>,
    groups: Vec<Group<'a>>,
}

impl<'a, I: Iterator<Item = (Pos, Pos)>> Grouping<'a, '_, I> {
    /// Takes the comments in front of a token; `previous` stands before them.
    fn before(&mut self, token: &Word, previous: Option<Word>) -> Around {
        let mut around = Around::default();
        if self.next(token).is_none() {
            return around;
        }
        let line = self.lines.line(token.start);
        // At the beginning of a file a comment has no token before it.
        let previous = previous.map_or(0, |p| self.lines.line(p.start));
        if self.next(token).map(|c| self.lines.line(c.0)) == Some(previous) {
            let end = self.group(token, 0);
            let next = match self.next(token) {
                Some(comment) => self.lines.line(comment.0),
                None => line,
            };
            let ends = matches!(
                token.kind,
                WordKind::LineEnd | WordKind::Semicolon | WordKind::EndOfFile
            );
            if next != end || ends && self.next(token).is_none() {
                around.trail = self.last();
            }
        }
        let mut end = -1;
        while self.next(token).is_some() {
            end = self.group(token, 1);
        }
        if end + 1 == line {
            around.lead = self.last();
        }
        around
    }

    fn last(&self) -> GroupIndex {
        self.groups.len().checked_sub(1).map(|i| i as u32)
    }

    /// The next comment in front of a token. A comment in which a statement ends comes before that end.
    fn next(&mut self, token: &Word) -> Option<(Pos, Pos)> {
        let comment = *self.comments.peek()?;
        (comment.0 < token.start || token.kind == WordKind::EndOfFile).then_some(comment)
    }

    /// Takes comments as long as no more than `gap` line breaks are between them. The line where they end.
    fn group(&mut self, token: &Word, gap: i32) -> i32 {
        let mut list = Vec::new();
        let mut end = i32::MAX - 1;
        while let Some((start, stop)) = self.next(token) {
            let line = self.lines.line(start);
            if !list.is_empty() && line > end + gap {
                break;
            }
            self.comments.next();
            let range = (start.0 - BASE) as usize..(stop.0 - BASE) as usize;
            let text = &self.text[range];
            let breaks = match text.starts_with("/*") {
                true => memchr::memchr_iter(b'\n', text.as_bytes()).count(),
                false => 0,
            };
            end = line + breaks as i32;
            list.push(Comment {
                pos: start,
                text: without_returns(text),
            });
        }
        self.groups.push(Group { list });
        end
    }
}

/// A comment's text as Go's scanner has it.
fn without_returns(text: &str) -> Cow<'_, str> {
    if !text.contains('\r') {
        return Cow::Borrowed(text);
    }
    if text.starts_with("//") {
        return Cow::Owned(text.replace('\r', ""));
    }
    // A carriage return between `*` and `/` stays: without it the comment would end there.
    let mut kept = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let guards = kept.len() > "/*".len() && kept.ends_with('*') && rest.peek() == Some(&'/');
        if c != '\r' || guards {
            kept.push(c);
        }
    }
    Cow::Owned(kept)
}

fn partners(tokens: &[Word]) -> Vec<u32> {
    let mut partners = vec![0; tokens.len()];
    let mut open = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        match token.kind {
            WordKind::Open => open.push(i),
            WordKind::Close => {
                if let Some(from) = open.pop() {
                    partners[from] = i as u32;
                }
            }
            _ => {}
        }
    }
    partners
}

/// Behind every semicolon outside of brackets stands a declaration; the package clause comes first.
fn declarations(tokens: &[Word]) -> Vec<Pos> {
    let mut found = Vec::new();
    let (mut depth, mut expected) = (0, false);
    for token in tokens {
        match token.kind {
            WordKind::Semicolon | WordKind::LineEnd if depth == 0 => {
                expected = true;
                continue;
            }
            WordKind::EndOfFile => break,
            WordKind::Open => depth += 1,
            WordKind::Close => depth -= 1,
            _ => {}
        }
        if std::mem::take(&mut expected) {
            found.push(token.start);
        }
    }
    found
}
