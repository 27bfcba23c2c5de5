//! `gorun fmt`: Go source text in the form that gofmt gives it, to the byte.
//!
//! The tree is printed with the line breaks and blank lines that its author chose, comments come in where they stood, and
//! columns are aligned at the end (decision 020). Nothing here knows types, packages or files on disk.

mod align;
mod build_lines;
mod comment_text;
mod comments;
mod decl;
mod diff;
mod doc_comment;
mod ends;
mod expr;
mod fields;
mod fragment;
mod imports;
mod list;
mod number;
mod printer;
mod signature;
mod simplify;
mod size;
mod source;
mod stmt;
pub mod walk;
mod whitespace;

pub use diff::unified_diff;
pub use doc_comment::standard as standard_doc;

use gorun_grammar::{Diagnostic, ParseInput, parse_written};

use printer::Printer;
use source::Source;

/// The number of the first byte: 0 is no place.
const BASE: u32 = 1;

#[derive(Clone, Copy, Default)]
pub struct Options {
    /// Also simplify, as gofmt -s.
    pub simplify: bool,
    /// The imports of fragments stay in their order, as with go/format.
    pub keeps_fragments_imports: bool,
}

/// What is wrong with a text, where: line and column from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub line: u32,
    pub column: u32,
    pub message: String,
}

/// Formats a whole file. A first line that begins with `#!` stays as it is.
pub fn file(text: &str, options: Options) -> Result<String, Vec<Problem>> {
    printed(text, 0, options, true)
}

/// Formats a file, or a list of declarations or statements, which keeps its indentation.
pub fn file_or_fragment(text: &str, options: Options) -> Result<String, Vec<Problem>> {
    fragment::format(text, options)
}

/// The text of a file, all of it `indent` deeper than usual, with its imports sorted or not.
fn printed(text: &str, indent: i32, options: Options, sorts: bool) -> Result<String, Vec<Problem>> {
    let (mut file, words) =
        parse_written(ParseInput { text, base: BASE }).map_err(|found| problems(text, &found))?;
    let mut source = Source::new(text, words);
    if options.simplify {
        simplify::simplify(&mut file, &mut source);
    }
    let imports = imports::sort(&file, &mut source, sorts);
    let mut printer = Printer::new(&source, indent);
    printer.file(&file, &imports);
    let marked = printer.finish().map_err(|lost| problems(text, &[lost]))?;
    let aligned = align::align(&marked);
    let formatted = String::from_utf8(aligned).expect("made of pieces of a string");
    Ok(match first_line_for_the_shell(text) {
        Some(line) => format!("{line}{formatted}"),
        None => formatted,
    })
}

/// `#!/usr/bin/env gorun`, with its line break and blank lines behind it.
fn first_line_for_the_shell(text: &str) -> Option<&str> {
    if !text.starts_with("#!") {
        return None;
    }
    let line = text.find('\n').map_or(text.len(), |at| at + 1);
    let rest = &text[line..];
    let blank = rest.starts_with('\n') || rest.starts_with("\r\n");
    let end = if blank {
        line + rest.find('\n')? + 1
    } else {
        line
    };
    text.get(..end)
}

fn problems(text: &str, found: &[Diagnostic]) -> Vec<Problem> {
    let lines = source::Lines::new(text);
    found
        .iter()
        .map(|d| {
            let place = lines.place(d.pos);
            Problem {
                line: place.line as u32,
                column: place.column as u32,
                message: d.message.clone(),
            }
        })
        .collect()
}
