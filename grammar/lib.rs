//! Go's syntax: text in, tree out. Nothing here knows types, packages or files on disk.
#![deny(unsafe_code)]

pub mod ast;
mod diagnostic;

pub use diagnostic::Diagnostic;

use ast::File;

/// One file to parse.
pub struct ParseInput<'a> {
    /// The text. Bytes that are not UTF-8 must have been refused before.
    pub text: &'a str,
    /// The `Pos` of the first byte; at least 1. Files of a run have disjoint ranges.
    pub base: u32,
}

/// Parses one file. The tree is as complete as the errors allow; with an empty list of diagnostics it is whole.
pub fn parse_file(input: ParseInput<'_>) -> (File, Vec<Diagnostic>) {
    let _ = input;
    todo!()
}
