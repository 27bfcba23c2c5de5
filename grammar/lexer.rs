//! Words into tokens: semicolons are inserted where lines end, comments disappear, directives are kept.
//!
//! Knows nothing of the grammar. What a token means in its place is `disambiguate`'s business.

use logos::Logos;

use crate::ast::{Directive, LitKind, Name, Pos};
use crate::line_directive::{self, LineDirective};
use crate::skip::{self, Bodies, Heads};
use crate::token::{Problems, Raw, SemiKind, Token};

/// A token with the positions of its first byte and of the byte behind it.
pub type Spanned<'s> = (u32, Token<'s>, u32);

pub struct Lexer<'s> {
    raw: logos::Lexer<'s, Raw>,
    text: &'s str,
    base: u32,
    /// A line break here ends the statement.
    statement_may_end: bool,
    pub directives: Vec<Directive>,
    /// What `//line` says, with the byte offset from which it holds.
    pub lines: Vec<(usize, LineDirective<'s>)>,
    skips: Skips,
    /// The last token opened a body that is left out.
    in_body: bool,
    /// Tokens that stand for what was left out, the last first.
    instead: Vec<Spanned<'s>>,
    /// Tokens to come before those of the text.
    prefix: &'static [Token<'static>],
    /// Where comments begin and end, if someone wants to know.
    pub comments: Option<Vec<(u32, u32)>>,
}

/// What is left out of top-level functions.
enum Skips {
    Nothing,
    Bodies(Bodies),
    /// The body of the only function, and with it the rest of the text.
    Body(Bodies),
    /// All that follows their names.
    Functions(Heads),
}

/// What makes a lone body of a function a file; without the last four, a lone declaration.
const FUNCTION: &[Token<'static>] = &[
    Token::Package,
    Token::Ident("_"),
    Token::Semi(SemiKind::Written),
    Token::Func,
    Token::Ident("_"),
    Token::LParen,
    Token::RParen,
];

impl<'s> Lexer<'s> {
    pub fn new(text: &'s str, base: u32) -> Lexer<'s> {
        let mut raw = Raw::lexer(text);
        if text.starts_with('\u{feff}') {
            raw.bump('\u{feff}'.len_utf8());
        }
        if raw.remainder().starts_with("#!") {
            let line = raw.remainder().find('\n').unwrap_or(raw.remainder().len());
            raw.bump(line);
        }
        report_forbidden_characters(text, &mut raw.extras);
        Lexer {
            raw,
            text,
            base,
            statement_may_end: false,
            directives: Vec::new(),
            lines: Vec::new(),
            skips: Skips::Nothing,
            in_body: false,
            instead: Vec::new(),
            prefix: &[],
            comments: None,
        }
    }

    /// The bodies of top-level functions are empty.
    pub fn without_bodies(text: &'s str, base: u32) -> Lexer<'s> {
        Lexer {
            skips: Skips::Bodies(Bodies::default()),
            ..Lexer::new(text, base)
        }
    }

    /// Of top-level functions there is the head up to the name, then an empty list of parameters whose closing parenthesis is at
    /// the declaration's end, and an empty body where there is one. For texts that gofmt would not change.
    pub fn outline(text: &'s str, base: u32) -> Lexer<'s> {
        Lexer {
            skips: Skips::Functions(Heads::default()),
            ..Lexer::new(text, base)
        }
    }

    /// A function without package clause, of which the body is left out.
    pub fn of_signature(text: &'s str, base: u32) -> Lexer<'s> {
        Lexer {
            skips: Skips::Body(Bodies::default()),
            ..Lexer::of_declaration(text, base)
        }
    }

    /// A text without package clause.
    pub fn of_declaration(text: &'s str, base: u32) -> Lexer<'s> {
        Lexer {
            prefix: &FUNCTION[..3],
            ..Lexer::new(text, base)
        }
    }

    pub fn with_comments(text: &'s str, base: u32) -> Lexer<'s> {
        Lexer {
            comments: Some(Vec::new()),
            ..Lexer::new(text, base)
        }
    }

    /// The body of a function.
    pub fn of_body(text: &'s str, base: u32) -> Lexer<'s> {
        Lexer {
            prefix: FUNCTION,
            ..Lexer::new(text, base)
        }
    }

    /// The text behind the last token.
    pub fn rest(&self) -> &'s str {
        self.raw.remainder()
    }

    /// Lexical errors met so far: byte offsets and messages.
    pub fn problems(&mut self) -> &mut Problems {
        &mut self.raw.extras
    }

    /// Behind the brace that opens a body.
    fn end_with_empty_body(&mut self) {
        let end = self.base + self.text.len() as u32;
        self.raw.bump(self.raw.remainder().len());
        self.statement_may_end = false;
        let semicolon = Token::Semi(SemiKind::EndOfFile);
        self.instead = vec![(end, semicolon, end), (end - 1, Token::RBrace, end)];
    }

    /// Behind the name of a function: goes to the end of its declaration.
    fn leave_out_rest(&mut self, name_end: u32) {
        let rest = self.raw.remainder();
        let left_out = skip::function_end(rest);
        self.raw.bump(left_out.len);
        let end = name_end + left_out.len as u32;
        self.statement_may_end = true;
        if left_out.body {
            self.instead.push((end, Token::RBrace, end));
            self.instead.push((end, Token::LBrace, end));
        }
        self.instead.push((end, Token::RParen, end));
        self.instead.push((name_end, Token::LParen, name_end));
    }

    fn comment(&mut self, text: &'s str, start: u32) {
        let Some(body) = text.strip_prefix("//") else {
            return;
        };
        if body.starts_with("go:") || body.starts_with("export ") {
            self.directives.push(Directive {
                pos: Pos(start),
                text: Name::from(body.trim_end_matches('\r')),
            });
        }
        let before = &self.text.as_bytes()[..(start - self.base) as usize];
        if let Some(place) = body.strip_prefix("line ")
            && before.last().is_none_or(|&b| b == b'\n')
        {
            // The line break belongs to the comment.
            let end = self.raw.span().end + 1;
            self.line_directive(place.trim_end_matches('\r'), start, end);
        }
    }

    fn line_directive(&mut self, place: &'s str, start: u32, end: usize) {
        const BEFORE: usize = "//line ".len();
        match line_directive::parse(place) {
            Ok(Some(directive)) => self.lines.push((end, directive)),
            Ok(None) => {}
            Err((at, message)) => {
                let start = (start - self.base) as usize;
                self.problems().push((start + BEFORE + at, message));
            }
        }
    }
}

/// NUL and a byte order mark are errors wherever they stand, comments included.
fn report_forbidden_characters(text: &str, problems: &mut Problems) {
    const ENOUGH: usize = 10;
    if text.as_bytes().contains(&0) {
        let places = text
            .bytes()
            .enumerate()
            .filter(|(_, b)| *b == 0)
            .take(ENOUGH);
        problems.extend(places.map(|(at, _)| (at, "invalid NUL character".to_string())));
    }
    let marks = text
        .match_indices('\u{feff}')
        .filter(|(at, _)| *at > 0)
        .take(ENOUGH);
    problems.extend(marks.map(|(at, _)| (at, "invalid BOM in the middle of the file".to_string())));
}

impl<'s> Iterator for Lexer<'s> {
    type Item = Spanned<'s>;

    #[inline]
    fn next(&mut self) -> Option<Spanned<'s>> {
        if let [first, rest @ ..] = self.prefix {
            self.prefix = rest;
            return Some((self.base, *first, self.base));
        }
        if let Some(token) = self.instead.pop() {
            return Some(token);
        }
        if std::mem::take(&mut self.in_body)
            && let Some(brace) = skip::body_end(&mut self.raw)
        {
            self.statement_may_end = true;
            let place = |at: usize| self.base + at as u32;
            return Some((place(brace.start), Token::RBrace, place(brace.end)));
        }
        loop {
            let Some(raw) = self.raw.next() else {
                let end = self.base + self.text.len() as u32;
                if std::mem::take(&mut self.statement_may_end) {
                    return Some((end, Token::Semi(SemiKind::EndOfFile), end));
                }
                return None;
            };
            let span = self.raw.span();
            let (start, end) = (self.base + span.start as u32, self.base + span.end as u32);
            // Every character begins some word, so an error of logos itself cannot be; it would be skipped.
            let Ok(raw) = raw else { continue };
            if let (Some(comments), Raw::LineComment | Raw::BlockComment(_)) =
                (&mut self.comments, raw)
            {
                comments.push((start, end));
            }
            let token = match raw {
                Raw::Newline if self.statement_may_end => Token::Semi(SemiKind::Newline),
                Raw::Newline => continue,
                Raw::BlockComment(breaks_line) => {
                    let text = self.raw.slice();
                    if let Some(place) = text.strip_prefix("/*line ") {
                        let place = place.strip_suffix("*/").unwrap_or(place);
                        self.line_directive(place, start, span.end);
                    }
                    if !breaks_line || !self.statement_may_end {
                        continue;
                    }
                    Token::Semi(SemiKind::Newline)
                }
                Raw::LineComment => {
                    self.comment(self.raw.slice(), start);
                    continue;
                }
                Raw::Word => Token::of_word(self.raw.slice()),
                Raw::WideWord(true) => Token::Ident(self.raw.slice()),
                Raw::Number(kind) => Token::Lit(kind, self.raw.slice()),
                Raw::Quoted | Raw::Backquoted => Token::Lit(LitKind::String, self.raw.slice()),
                Raw::Rune => Token::Lit(LitKind::Char, self.raw.slice()),
                Raw::Stray | Raw::WideWord(false) => continue,
                Raw::LParen => Token::LParen,
                Raw::LBrack => Token::LBrack,
                Raw::LBrace => Token::LBrace,
                Raw::RParen => Token::RParen,
                Raw::RBrack => Token::RBrack,
                Raw::RBrace => Token::RBrace,
                Raw::Comma => Token::Comma,
                Raw::Semi => Token::Semi(SemiKind::Written),
                Raw::Colon => Token::Colon,
                Raw::Dot => Token::Dot,
                Raw::Ellipsis => Token::Ellipsis,
                Raw::Define => Token::Define,
                Raw::Assign => Token::Assign,
                Raw::Arrow => Token::Arrow,
                Raw::Star => Token::Star,
                Raw::Not => Token::Not,
                Raw::Tilde => Token::Tilde,
                Raw::IncDec(inc) => Token::IncDec(inc),
                Raw::Pipe => Token::Pipe,
                Raw::Sign(op) => Token::Sign(op),
                Raw::Binary(op) => Token::Binary(op),
                Raw::AssignOp(op) => Token::AssignOp(op),
            };
            self.statement_may_end = token.ends_statement();
            match &mut self.skips {
                Skips::Nothing => {}
                Skips::Bodies(bodies) => self.in_body = bodies.opens_body(token),
                Skips::Body(bodies) => {
                    if bodies.opens_body(token) {
                        self.end_with_empty_body();
                    }
                }
                Skips::Functions(heads) => {
                    let line_start =
                        span.start == 0 || self.text.as_bytes()[span.start - 1] == b'\n';
                    if heads.ends_at(token, line_start) {
                        self.leave_out_rest(end);
                    }
                }
            }
            return Some((start, token, end));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_left_out() {
        let text = "func f(x struct{ a int }) interface{ M() } {\n\tx := \"}\" // }\n\tif a { b }\n}\nvar v = func() { g() }\nfunc h()\n";
        let left: Vec<_> = Lexer::without_bodies(text, 1).collect();
        let close = text.find("\n}\nvar").unwrap() as u32 + 2;
        let brace = left
            .iter()
            .position(|t| *t == (close, Token::RBrace, close + 1));
        let brace = brace.expect("the body's end");
        assert_eq!(left[brace - 1].1, Token::LBrace);
        assert!(matches!(left[brace + 1].1, Token::Semi(_)));
        // A literal keeps its body.
        assert!(left.iter().any(|t| t.1 == Token::Ident("g")));
        assert!(!left.iter().any(|t| t.1 == Token::Ident("b")));
    }

    fn tokens(text: &str) -> Vec<Spanned<'_>> {
        Lexer::new(text, 1).collect()
    }

    #[test]
    fn lines_end_statements() {
        let semis = |text| -> Vec<u32> {
            let tokens = tokens(text).into_iter();
            tokens
                .filter(|(_, token, _)| matches!(token, Token::Semi(_)))
                .map(|(start, ..)| start)
                .collect()
        };
        assert_eq!(semis("x\ny"), [2, 4]);
        assert_eq!(semis("x // c\n"), [7]);
        assert_eq!(semis("x /* a\nb */ y"), [3, 14]);
        assert_eq!(semis("x /* a */ +\n y;"), [15]);
        assert_eq!(semis("return\n}\n"), [7, 9]);
        assert_eq!(semis("+\n\n("), []);
    }

    #[test]
    fn beginnings_of_files() {
        assert_eq!(
            tokens("\u{feff}package").first(),
            Some(&(4, Token::Package, 11))
        );
        assert_eq!(
            tokens("#!/usr/bin/env gorun\npackage").first(),
            Some(&(22, Token::Package, 29))
        );
        assert!(Lexer::new("\u{feff}x", 1).problems().is_empty());
        assert_eq!(Lexer::new("x\u{feff}", 1).problems().len(), 1);
    }

    #[test]
    fn directives_are_kept() {
        let text =
            "//go:build linux\r\n\n//export f\n// go:no\n//line x.go:5\nvar x int //go:embed a\n";
        let mut lexer = Lexer::new(text, 1);
        while lexer.next().is_some() {}
        let found: Vec<(u32, &str)> = lexer
            .directives
            .iter()
            .map(|d| (d.pos.0, d.text.as_str()))
            .collect();
        assert_eq!(
            found,
            [(1, "go:build linux"), (20, "export f"), (64, "go:embed a")]
        );
    }

    #[test]
    fn places_that_lines_are_said_to_have() {
        let text =
            "//line x.go:5\nvar x = `\n//line a:1\n` //line b:1\n\t/*line :2:3*/ /*line q\n:3*/\n";
        let mut lexer = Lexer::new(text, 1);
        lexer.by_ref().for_each(drop);
        let found: Vec<(usize, u32)> = lexer.lines.iter().map(|(at, d)| (*at, d.line)).collect();
        let block = text.find(" /*line q").unwrap();
        assert_eq!(found, [(14, 5), (block, 2), (text.len() - 1, 3)]);
    }

    #[test]
    fn letters_of_all_scripts() {
        assert_eq!(tokens("été").first(), Some(&(1, Token::Ident("été"), 6)));
        assert_eq!(tokens("ifé").first(), Some(&(1, Token::Ident("ifé"), 5)));
        assert_eq!(
            tokens("世界2").first(),
            Some(&(1, Token::Ident("世界2"), 8))
        );
    }
}
