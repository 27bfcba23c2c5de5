//! Says what is wrong with a file, in gc's words: once the grammar has found it wrong.
//!
//! The grammar decides whether a file is right, and builds the tree. gc's messages depend on how gc's parser, a recursive
//! descent, walks through the text, and where it goes on after an error; so this walks the same way. It builds no tree: of
//! an expression it keeps a `Shape`. It is cold: a file without errors never comes here.
//!
//! It must never accept a file that the grammar refuses (a test counts that as a failure), must take time in proportion to
//! the text, and bounds its own depth.

mod cgo;
mod decl;
mod directive;
mod expr;
mod params;
mod shape;
mod stmt;
mod types;

pub use directive::any_misplaceable;

use crate::ast::Pos;
use crate::diagnostic::Diagnostic;
use crate::lexer::Lexer;
use crate::token::{SemiKind, Token};

/// How deep constructs may nest: each level costs a few frames of the host's stack. As in `disambiguate`.
const MAX_DEPTH: u32 = 10_000;

/// Enough for that depth in an unoptimised build. Only what is used of it takes memory.
const STACK: usize = 512 << 20;

/// A file with more errors need not be read to its end.
const ENOUGH: usize = 1000;

/// The semicolon that a set of tokens means, written or not.
const SEMI: Token<'static> = Token::Semi(SemiKind::Written);
const NAME: Token<'static> = Token::Ident("");

/// Tokens at which gc resumes inside functions.
const STATEMENT_KEYWORDS: &[Token<'static>] = &[
    Token::Break,
    Token::Const,
    Token::Continue,
    Token::Defer,
    Token::Fallthrough,
    Token::For,
    Token::Go,
    Token::Goto,
    Token::If,
    Token::Return,
    Token::Select,
    Token::Switch,
    Token::Type,
    Token::Var,
];

pub struct Diagnosis {
    /// In gc's order, one syntax error a line. Lexical errors are not among them.
    pub errors: Vec<Diagnostic>,
    /// Bodies without errors: gc looks for misplaced branches in them.
    pub sound_bodies: Vec<(u32, u32)>,
    /// Directives that a declaration takes for which they are not: said when types are in order.
    pub misused: Vec<Diagnostic>,
    /// Where gc stopped reading, because the package clause or the first word behind it was wrong.
    pub read_to: Option<u32>,
}

/// Walks through the text on a stack of its own.
pub fn diagnose(text: &str, base: u32) -> Diagnosis {
    let walk = || {
        let mut diagnoser = Diagnoser::new(text, base);
        diagnoser.file();
        Diagnosis {
            errors: diagnoser.errors,
            sound_bodies: diagnoser.sound_bodies,
            misused: diagnoser.directives.misused,
            read_to: diagnoser.read_to,
        }
    };
    let nothing = || Diagnosis {
        errors: Vec::new(),
        sound_bodies: Vec::new(),
        misused: Vec::new(),
        read_to: None,
    };
    std::thread::scope(|scope| {
        let builder = std::thread::Builder::new().stack_size(STACK);
        match builder.spawn_scoped(scope, walk) {
            Ok(thread) => thread.join().unwrap_or_else(|_| nothing()),
            // The grammar's message will have to do.
            Err(_) => nothing(),
        }
    })
}

struct Diagnoser<'s> {
    tokens: Lexer<'s>,
    text: &'s str,
    base: u32,
    line_starts: Vec<u32>,
    /// `None` at the end of the text.
    token: Option<Token<'s>>,
    pos: u32,
    /// Where the token before ended.
    last_end: u32,
    end: u32,
    errors: Vec<Diagnostic>,
    /// Errors found, those included that are not shown because their line has one.
    raised: usize,
    /// The line of the last syntax error.
    last_line: Option<usize>,
    /// The line and the words of the last error of another kind: equal ones on one line are shown once.
    last_other: Option<(usize, String)>,
    /// Functions around this place.
    functions: u32,
    /// Brackets around this place; negative in the header of a statement, where `{` begins the body.
    brackets: i32,
    depth: u32,
    sound_bodies: Vec<(u32, u32)>,
    directives: directive::Directives,
    read_to: Option<u32>,
}

impl<'s> Diagnoser<'s> {
    fn new(text: &'s str, base: u32) -> Diagnoser<'s> {
        // Behind the first of two dots at the end of a line gc is on the next one.
        let twice = |end: usize| text[..end].ends_with("..").then(|| end - 1);
        let breaks = text.bytes().enumerate().filter(|(_, b)| *b == b'\n');
        let starts = breaks.flat_map(|(at, _)| twice(at).into_iter().chain([at + 1]));
        let line_starts = starts.map(|at| base + at as u32).collect();
        let mut diagnoser = Diagnoser {
            tokens: Lexer::new(text, base),
            text,
            base,
            line_starts,
            token: None,
            pos: base,
            last_end: base,
            end: base,
            errors: Vec::new(),
            raised: 0,
            last_line: None,
            last_other: None,
            functions: 0,
            brackets: 0,
            depth: 0,
            sound_bodies: Vec::new(),
            directives: directive::Directives::default(),
            read_to: None,
        };
        diagnoser.next();
        diagnoser
    }

    // Tokens

    fn next(&mut self) {
        self.last_end = self.end;
        let end = self.base + self.text.len() as u32;
        match self.tokens.next() {
            Some((start, token, end)) if self.raised < ENOUGH => {
                (self.token, self.pos, self.end) = (Some(token), start, end);
            }
            _ => (self.token, self.pos, self.end) = (None, end, end),
        }
        self.note_directives();
    }

    fn at(&self, token: Token) -> bool {
        let kind = std::mem::discriminant::<Token>(&token);
        self.token
            .is_some_and(|t| std::mem::discriminant::<Token>(&t) == kind)
    }

    fn at_any(&self, tokens: &[Token]) -> bool {
        tokens.iter().any(|t| self.at(*t))
    }

    fn at_end(&self) -> bool {
        self.token.is_none()
    }

    fn got(&mut self, token: Token) -> bool {
        let here = self.at(token);
        if here {
            self.next();
        }
        here
    }

    fn want(&mut self, token: Token) {
        if !self.got(token) {
            self.syntax_error(&format!("expected {}", named(token)));
            self.skip_one();
        }
    }

    /// `=`; `:=` is taken for it, with a complaint.
    fn got_assign(&mut self) -> bool {
        if self.at(Token::Define) {
            self.syntax_error("expected =");
            self.next();
            return true;
        }
        self.got(Token::Assign)
    }

    fn skip_one(&mut self) {
        if !self.at_end() {
            self.next();
        }
    }

    /// Goes on to one of the tokens; inside functions also to a statement's keyword.
    fn skip_to(&mut self, follow: &[Token]) {
        let stops = |d: &Self| {
            d.at_end() || d.at_any(follow) || d.functions > 0 && d.at_any(STATEMENT_KEYWORDS)
        };
        while !stops(self) {
            self.next();
        }
    }

    // Errors

    fn failed(&mut self) -> bool {
        let here = (self.end - self.base) as usize;
        let at_end = self.at_end();
        let problems = self.tokens.problems();
        self.raised > 0 || problems.iter().any(|(at, _)| *at < here || at_end)
    }

    /// Errors of all kinds up to here.
    fn error_count(&mut self) -> usize {
        self.raised + self.tokens.problems().len()
    }

    fn syntax_error(&mut self, message: &str) {
        self.syntax_error_at(self.pos, message);
    }

    /// A message that begins with "in", "at", "after" or "expected" follows the unexpected token.
    fn syntax_error_at(&mut self, pos: u32, message: &str) {
        if self.at_end() && self.failed() {
            return;
        }
        let follows = ["in ", "at ", "after "];
        let shown = self.token.map_or("EOF".into(), Token::describe);
        let message = if follows.iter().any(|word| message.starts_with(word)) {
            format!("unexpected {shown} {message}")
        } else if message.starts_with("expected ") {
            format!("unexpected {shown}, {message}")
        } else {
            message.into()
        };
        self.raised += 1;
        let line = self.line(pos);
        if self.last_line.replace(line) != Some(line) {
            let message = format!("syntax error: {message}");
            self.errors.push(Diagnostic::new(Pos(pos), message));
        }
    }

    /// An error that does not keep gc from checking types.
    fn error(&mut self, pos: u32, message: impl Into<String>) {
        self.raise(Diagnostic::new(Pos(pos), message));
    }

    fn raise(&mut self, found: Diagnostic) {
        self.raised += 1;
        self.show(found);
    }

    /// An error that gc's parser itself does not know of.
    fn show(&mut self, found: Diagnostic) {
        let line = (self.line(found.pos.0), found.message.clone());
        if self.last_other.as_ref() != Some(&line) {
            self.last_other = Some(line);
            self.errors.push(found);
        }
    }

    fn line(&self, pos: u32) -> usize {
        self.line_starts.partition_point(|start| *start <= pos)
    }

    // Depth

    fn nested<R>(&mut self, work: impl FnOnce(&mut Self) -> R) -> R {
        self.depth += 1;
        if self.depth > MAX_DEPTH && !self.at_end() {
            self.syntax_error("nested too deeply");
            self.raised += ENOUGH;
            self.next();
        }
        let result = work(self);
        self.depth -= 1;
        result
    }

    fn in_brackets<R>(&mut self, work: impl FnOnce(&mut Self) -> R) -> R {
        self.brackets += 1;
        let result = work(self);
        self.brackets -= 1;
        result
    }

    // Lists

    /// Items up to the closing bracket. An item that returns true is the last. Returns where the bracket is.
    fn list(
        &mut self,
        context: &str,
        separator: Token,
        close: Token,
        mut item: impl FnMut(&mut Self) -> bool,
    ) -> u32 {
        let mut done = false;
        while !self.at_end() && !self.at(close) && !done {
            done = item(self);
            if !self.got(separator) && !self.at(close) {
                let (separator, shut) = (named(separator), named(close));
                self.syntax_error(&format!(
                    "in {context}; possibly missing {separator} or {shut}"
                ));
                self.skip_to(&[Token::RParen, Token::RBrack, Token::RBrace]);
                if !self.at(close) {
                    return self.pos;
                }
            }
        }
        let pos = self.pos;
        self.want(close);
        pos
    }

    fn slice(&self, from: u32, to: u32) -> &'s str {
        let (from, to) = ((from - self.base) as usize, (to - self.base) as usize);
        self.text.get(from..to.max(from)).unwrap_or_default()
    }
}

/// The token when it is what was expected.
fn named(token: Token) -> String {
    match token {
        Token::Semi(_) => "semicolon or newline".into(),
        token => token.describe(),
    }
}
