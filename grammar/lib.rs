//! Go's syntax: text in, tree out. Nothing here knows types, packages or files on disk.
//!
//! The text becomes words (`token`, `literal`), the words tokens with semicolons inserted (`lexer`), look-alikes
//! are told apart (`disambiguate`), and the generated parser of `go.lalrpop` calls `actions` to build the tree.
//! What is wrong with a file that the grammar refuses, `diagnose` says in gc's words. Others see `parse_file` and the tree only.
#![deny(unsafe_code)]

mod actions;
pub mod ast;
mod branches;
mod builder;
mod closed;
mod diagnose;
mod diagnostic;
mod disambiguate;
mod lexer;
mod line_directive;
mod literal;
mod print;
mod reparse;
mod skip;
mod teardown;
mod token;
pub mod written;

pub use diagnostic::{Diagnostic, PLACE_MARK, place};
pub use line_directive::LineDirective;
pub use literal::{is_digit, is_letter, is_printable};

use ast::{File, FuncDecl, Ident, Name, NodeId, Pos};
use builder::{Branches, Builder};
use diagnose::diagnose;
use disambiguate::Disambiguate;
use lalrpop_util::ParseError;
use lexer::Lexer;
use token::Token;

/// What lalrpop generates is not ours to tidy.
#[allow(
    clippy::all,
    clippy::undocumented_unsafe_blocks,
    unused_imports,
    unused_parens,
    unused_variables,
    dead_code
)]
mod go {
    include!(concat!(env!("OUT_DIR"), "/go.rs"));
}

/// A file full of bad characters need not be reported in full.
const ENOUGH_PROBLEMS: usize = 100;

/// gc looks for a third behind the two, and does not go back in the count of lines.
const DOTS: &str = "..\n";

/// One file to parse.
pub struct ParseInput<'a> {
    /// The text. Bytes that are not UTF-8 must have been refused before.
    pub text: &'a str,
    /// The `Pos` of the first byte; at least 1. Files of a run have disjoint ranges.
    pub base: u32,
}

/// The first byte of a token and the one behind it.
pub type Place = (u32, u32);
/// A byte offset, and what is wrong there.
pub type Problem = (usize, String);

/// Takes a text apart without parsing it: the places of its tokens (`Pos` numbers from 1, first byte and the one behind
/// the last), and lexical problems at their byte offsets. For tools, and for the fuzz target of the lexer.
pub fn scan(text: &str) -> (Vec<Place>, Vec<Problem>) {
    let mut lexer = Lexer::new(text, 1);
    let places = lexer.by_ref().map(|(from, _, to)| (from, to)).collect();
    (places, std::mem::take(lexer.problems()))
}

/// What the `//line` directives of a text say, each with the byte offset from which it holds. Two dots at the end of a line make gc count that
/// line twice: so does a directive of line 0 that stands for them.
pub fn line_directives(text: &str) -> Vec<(usize, LineDirective<'_>)> {
    if !["//line ", "/*line ", DOTS]
        .iter()
        .any(|d| text.contains(d))
    {
        return Vec::new();
    }
    let mut lexer = Lexer::new(text, 1);
    while let Some((start, token, _)) = lexer.next() {
        let start = start as usize - 1;
        if matches!(token, Token::Dot) && text[start..].starts_with(DOTS) {
            let again = LineDirective {
                file: None,
                line: 0,
                column: 2,
            };
            lexer.lines.push((start + 1, again));
        }
    }
    lexer.lines
}

/// Parses one file. With an empty list of diagnostics, or one without syntax errors, the tree is whole; otherwise it is
/// empty. Diagnostics are in the order in which gc's parser finds them: that of their places, but branches at the end of their
/// function's body. There is at most one syntax error for each line.
pub fn parse_file(input: ParseInput<'_>) -> (File, Vec<Diagnostic>) {
    let ParseInput { text, base } = input;
    let mut parsed = read(Lexer::new(text, base), text, base);
    let mut found = std::mem::take(&mut parsed.lexical);
    let mut in_bodies = Vec::new();
    let mut misused = Vec::new();
    if let Some(too_deep) = parsed.too_deep {
        found.push(too_deep);
    } else if wants_diagnosis(text, base, &parsed.builder, parsed.file.as_ref().ok()) {
        let diagnosis = diagnose(text, base);
        if parsed.file.is_err()
            && !found.is_empty()
            && diagnosis.read_to.is_none()
            && !diagnosis.errors.iter().any(Diagnostic::is_syntax_error)
            && let Some(closed) = closed::read(text, base)
        {
            parsed = closed;
        }
        if let Some(end) = diagnosis.read_to {
            found.retain(|lexical| lexical.pos.0 < end);
        }
        if let Err(refusal) = &parsed.file {
            let branches = |body| reparse::branches(text, base, body);
            in_bodies.extend(diagnosis.sound_bodies.into_iter().flat_map(branches));
            let told = diagnosis.errors.iter().any(Diagnostic::is_syntax_error);
            match found.last_mut() {
                // gc reads no further than an error before the first declaration, and says nothing of a text's end behind an error.
                Some(lexical) if !told => lexical.last = true,
                None if !told => found.push(refusal.clone()),
                _ => {}
            }
        }
        found.extend(diagnosis.errors);
        misused = diagnosis.misused;
    }
    in_bodies.extend(sound_branches(parsed.builder.branches, &found));
    let late = match found.iter().any(Diagnostic::is_syntax_error) {
        true => Vec::new(),
        false => parsed.builder.late,
    };
    let mut file = parsed.file.unwrap_or_else(|_| header(text, base));
    file.misused = misused;
    (file, diagnostic::as_found(found, in_bodies, late))
}

/// As `parse_file`, with all that the tree leaves out. The tree is whole. Labels, types and misplaced directives are not looked
/// at: only what is wrong with the text as such is an error.
pub fn parse_written(input: ParseInput<'_>) -> Result<(File, written::Words), Vec<Diagnostic>> {
    let ParseInput { text, base } = input;
    let mut builder = Builder::new(base, text);
    builder.as_written = true;
    let parsed = read_with(builder, Lexer::new(text, base), text, base);
    let mut found = parsed.lexical;
    if let Some(too_deep) = parsed.too_deep {
        found.push(too_deep);
    } else if parsed.builder.is_wrong || parsed.file.is_err() {
        let at = |pos: Pos| text.get((pos.0 - base) as usize..).unwrap_or_default();
        let is_ours = |d: &Diagnostic| !at(d.pos).starts_with("//");
        found.extend(diagnose(text, base).errors.into_iter().filter(is_ours));
    }
    match parsed.file {
        Ok(file) if found.is_empty() => Ok((file, written::words(text, base))),
        Err(refusal) if found.is_empty() => Err(vec![refusal]),
        _ => Err(diagnostic::in_order(found)),
    }
}

/// As `parse_file`, for a text known to be correct: the bodies of its top-level functions are left empty, at their places.
/// `parse_function` has them whole.
pub fn parse_declarations(input: ParseInput<'_>) -> (File, Vec<Diagnostic>) {
    let ParseInput { text, base } = input;
    let parsed = read(Lexer::without_bodies(text, base), text, base);
    match parsed.file {
        Ok(file) if !parsed.builder.is_wrong => (file, parsed.lexical),
        _ => parse_file(input),
    }
}

/// As `parse_declarations`, for a text that is formatted as gofmt does it and known to be correct: of its functions there is but the
/// receiver, the name, and whether they have a body (`FuncDecl::left_out`). `parse_signature` and `parse_function` have more.
pub fn parse_outline(input: ParseInput<'_>) -> (File, Vec<Diagnostic>) {
    let ParseInput { text, base } = input;
    let mut builder = Builder::new(base, text);
    builder.outline = true;
    let parsed = read_with(builder, Lexer::outline(text, base), text, base);
    match parsed.file {
        Ok(file) if !parsed.builder.is_wrong => (file, parsed.lexical),
        _ => parse_file(input),
    }
}

/// One function of a file that `parse_outline` has read, as `parse_function` has it but for the body, which is empty.
pub fn parse_signature(input: ParseInput<'_>) -> Option<Box<FuncDecl>> {
    lone_function(Lexer::of_signature(input.text, input.base), input)
}

/// One function of a file that `parse_declarations` or `parse_outline` has read: `text` is its part of the file's, `base` the `Pos` of that part.
/// Its node numbers are its own, not those of the file.
pub fn parse_function(input: ParseInput<'_>) -> Option<Box<FuncDecl>> {
    lone_function(Lexer::of_declaration(input.text, input.base), input)
}

fn lone_function<'s>(lexer: Lexer<'s>, input: ParseInput<'s>) -> Option<Box<FuncDecl>> {
    let ParseInput { text, base } = input;
    let parsed = read(lexer, text, base);
    let sound = parsed.lexical.is_empty() && !parsed.builder.is_wrong;
    match parsed.file.ok()?.decls.into_iter().next() {
        Some(ast::Decl::Func(f)) if sound => Some(f),
        _ => None,
    }
}

/// Whether gc may have something to say.
fn wants_diagnosis(text: &str, base: u32, builder: &Builder, file: Option<&File>) -> bool {
    let Some(file) = file else { return true };
    builder.is_wrong || diagnose::any_misplaceable(text, base, file.package.0, &file.directives)
}

/// What the grammar makes of a text.
struct Parsed {
    /// The grammar's own words, if it is no Go: `diagnose` has better ones.
    file: Result<File, Diagnostic>,
    builder: Builder,
    lexical: Vec<Diagnostic>,
    too_deep: Option<Diagnostic>,
}

fn read<'s>(lexer: Lexer<'s>, text: &'s str, base: u32) -> Parsed {
    read_with(Builder::new(base, text), lexer, text, base)
}

fn read_with<'s>(builder: Builder, lexer: Lexer<'s>, text: &'s str, base: u32) -> Parsed {
    read_tokens(builder, Disambiguate::new(lexer), text, base)
}

fn read_tokens(
    mut builder: Builder,
    mut tokens: Disambiguate<'_>,
    text: &str,
    base: u32,
) -> Parsed {
    let end = Pos(base + text.len() as u32);
    let parsed = go::FileParser::new().parse(&mut builder, &mut tokens);
    let mut file = parsed.map_err(|failure| {
        let (pos, token) = match failure {
            ParseError::UnrecognizedToken { token, .. } => (Pos(token.0), token.1.describe()),
            _ => (end, "EOF".into()),
        };
        Diagnostic::new(pos, format!("syntax error: unexpected {token}"))
    });
    // What the parser has not read may have lexical errors too.
    tokens.lexer.by_ref().for_each(drop);
    if let Ok(file) = &mut file {
        file.end = end;
        file.directives = std::mem::take(&mut tokens.lexer.directives);
    }
    let problems = tokens.lexer.problems().drain(..).take(ENOUGH_PROBLEMS);
    let place = |at: usize| Pos(base + at as u32);
    Parsed {
        file,
        builder,
        lexical: problems
            .map(|(at, message)| Diagnostic::new(place(at), message))
            .collect(),
        too_deep: tokens
            .too_deep
            .map(|(at, message)| Diagnostic::new(Pos(at), format!("syntax error: {message}"))),
    }
}
/// What is kept of a file that is no Go: its package clause and imports, if they at least are right.
fn header(text: &str, base: u32) -> File {
    // The first statement that is neither.
    let (mut begins, mut depth) = (true, 0usize);
    let first = Lexer::new(text, base).find(|word| {
        let other = begins && depth == 0 && !matches!(word.1, Token::Package | Token::Import);
        begins = matches!(word.1, Token::Semi(_));
        match word.1 {
            Token::LParen => depth += 1,
            Token::RParen => depth = depth.saturating_sub(1),
            _ => {}
        }
        other && !begins
    });
    let cut = first.map_or(text.len(), |(at, ..)| (at - base) as usize);
    let parse = |cut: usize| {
        let head = text.get(..cut).unwrap_or_default();
        read(Lexer::new(head, base), head, base).file
    };
    // An import may be followed by what is none.
    let parsed = parse(cut).or_else(|refusal| parse((refusal.pos.0 - base) as usize));
    match parsed {
        Ok(file) => File {
            end: Pos(base + text.len() as u32),
            ..file
        },
        Err(_) => empty(text, base),
    }
}

/// What stands for a file that is no Go.
fn empty(text: &str, base: u32) -> File {
    let end = Pos(base + text.len() as u32);
    let name = Ident {
        id: NodeId(end.0),
        pos: Pos(base),
        name: Name::new_static("_"),
    };
    File {
        package: Pos(base),
        name,
        decls: Vec::new(),
        directives: Vec::new(),
        misused: Vec::new(),
        end,
    }
}

/// A body with other errors may seem to have wrong branches because a part of it is missing.
fn sound_branches(
    branches: Vec<Branches>,
    errors: &[Diagnostic],
) -> impl Iterator<Item = Branches> {
    let sound = |(start, end): (Pos, Pos)| !errors.iter().any(|d| (start..=end).contains(&d.pos));
    branches.into_iter().filter(move |b| sound(b.body))
}
