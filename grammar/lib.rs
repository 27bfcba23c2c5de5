//! Go's syntax: text in, tree out. Nothing here knows types, packages or files on disk.
//!
//! The text becomes words (`token`, `literal`), the words tokens with semicolons inserted (`lexer`), look-alikes
//! are told apart (`disambiguate`), and the generated parser of `go.lalrpop` calls `actions` to build the tree.
//! Errors are put into gc's words by `errors`. Others see `parse_file` and the tree only.
#![deny(unsafe_code)]

mod actions;
pub mod ast;
mod branches;
mod builder;
mod diagnostic;
mod disambiguate;
mod errors;
mod lexer;
mod literal;
mod print;
mod recovery;
mod skip;
mod teardown;
mod token;

pub use diagnostic::{Diagnostic, PLACE_MARK, place};

use ast::{File, FuncDecl, Ident, Name, NodeId, Pos};
use builder::Builder;
use disambiguate::{Disambiguate, Progress};
use lexer::Lexer;

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

/// Parses one file. The tree is as complete as the errors allow; with an empty list of diagnostics it is whole.
/// Diagnostics are in order of their places, and there is at most one syntax error for each line.
pub fn parse_file(input: ParseInput<'_>) -> (File, Vec<Diagnostic>) {
    parse(Lexer::new(input.text, input.base), input)
}

/// As `parse_file`, for a text known to be correct: the bodies of its top-level functions are left empty, at their places.
/// `parse_function` has them whole.
pub fn parse_declarations(input: ParseInput<'_>) -> (File, Vec<Diagnostic>) {
    parse(Lexer::without_bodies(input.text, input.base), input)
}

/// One function of a file that `parse_declarations` has read: `text` is its part of the file's, `base` the `Pos` of that part.
/// Its node numbers are its own, not those of the file.
pub fn parse_function(input: ParseInput<'_>) -> Option<Box<FuncDecl>> {
    let lexer = Lexer::of_declaration(input.text, input.base);
    let (file, diagnostics) = parse(lexer, input);
    match file.decls.into_iter().next() {
        Some(ast::Decl::Func(f)) if diagnostics.is_empty() => Some(f),
        _ => None,
    }
}

fn parse<'s>(lexer: Lexer<'s>, input: ParseInput<'s>) -> (File, Vec<Diagnostic>) {
    let ParseInput { text, base } = input;
    let progress = Progress::default();
    let mut cx = Builder::new(text, base, &progress);
    let mut tokens = Disambiguate::new(lexer, &progress);
    let parsed = go::FileParser::new().parse(&mut cx, &mut tokens);
    let end = Pos(base + text.len() as u32);
    let mut file = match parsed {
        Ok(file) => file,
        Err(failure) => {
            if tokens.too_deep.is_none() {
                errors::report(&mut cx, failure, errors::Place::File);
            }
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
                end,
            }
        }
    };
    file.end = end;
    file.directives = std::mem::take(&mut tokens.lexer.directives);
    for (at, message) in tokens.lexer.problems().drain(..).take(ENOUGH_PROBLEMS) {
        cx.error(Pos(base + at as u32), message);
    }
    if let Some((at, message)) = tokens.too_deep {
        cx.syntax_error(Pos(at), message);
    }
    (
        file,
        diagnostic::in_order(text, base, cx.into_diagnostics()),
    )
}
