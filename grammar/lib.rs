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
mod diagnose;
mod diagnostic;
mod disambiguate;
mod lexer;
mod literal;
mod print;
mod reparse;
mod skip;
mod teardown;
mod token;

pub use diagnostic::{Diagnostic, PLACE_MARK, place};

use ast::{File, FuncDecl, Ident, Name, NodeId, Pos};
use builder::{Branches, Builder};
use diagnose::{Diagnosis, diagnose};
use disambiguate::Disambiguate;
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
    let Parsed {
        file,
        builder,
        lexical,
        too_deep,
    } = read(lexer, text, base);
    let mut found = lexical;
    if let Some(too_deep) = too_deep {
        found.push(too_deep);
    } else if builder.is_wrong || file.is_none() {
        let Diagnosis {
            errors,
            sound_bodies,
        } = diagnose(text, base);
        found.extend(errors);
        if file.is_none() {
            let branches = |body| reparse::branches(text, base, body);
            found.extend(sound_bodies.into_iter().flat_map(branches));
        }
    }
    found.extend(branches_outside(builder.branches, &found));
    if !found.iter().any(Diagnostic::is_syntax_error) {
        found.extend(builder.late);
    }
    let file = file.unwrap_or_else(|| empty(text, base));
    (file, diagnostic::in_order(found))
}

/// What the grammar makes of a text.
struct Parsed {
    /// `None` if it is no Go.
    file: Option<File>,
    builder: Builder,
    lexical: Vec<Diagnostic>,
    too_deep: Option<Diagnostic>,
}

fn read<'s>(lexer: Lexer<'s>, text: &'s str, base: u32) -> Parsed {
    let mut builder = Builder::new(base, text);
    let mut tokens = Disambiguate::new(lexer);
    let mut file = go::FileParser::new().parse(&mut builder, &mut tokens).ok();
    // What the parser has not read may have lexical errors too.
    tokens.lexer.by_ref().for_each(drop);
    if let Some(file) = &mut file {
        file.end = Pos(base + text.len() as u32);
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
        end,
    }
}

/// A body with other errors may seem to have wrong branches because a part of it is missing.
fn branches_outside(branches: Vec<Branches>, errors: &[Diagnostic]) -> Vec<Diagnostic> {
    let sound = |(start, end): (Pos, Pos)| !errors.iter().any(|d| (start..=end).contains(&d.pos));
    let sound = branches.into_iter().filter(|b| sound(b.body));
    sound.flat_map(|b| b.found).collect()
}
