//! What `go test` says of a test file that cannot be parsed: it reads test files itself, with go/parser, and says the first
//! thing that is wrong in that package's words. Here the library's go/parser says it, in a program of its own.

use super::child::{self, Output, Work};
use crate::driver::folder::SourceText;
use crate::driver::{Failure, RunOptions, Selection};
use crate::source::ReportStyle;

/// Prints line, column and message of the first error. What is wrong up to the imports is said by whoever looks for packages.
const PROGRAM: &str = r#"package main

import (
	"errors"
	"fmt"
	"go/parser"
	"go/scanner"
	"go/token"
)

func main() {
	for _, mode := range []parser.Mode{parser.ImportsOnly, 0} {
		_, err := parser.ParseFile(token.NewFileSet(), FILE, nil, mode|parser.ParseComments|parser.SkipObjectResolution)
		var list scanner.ErrorList
		if errors.As(err, &list) {
			if first := list[0]; mode == 0 {
				fmt.Printf("%d:%d: %s", first.Pos.Line, first.Pos.Column, first.Msg)
			}
			return
		}
	}
}
"#;

/// `line:column: message`. `None`: go/parser finds nothing wrong, whoever else does.
pub fn first_error(file: &SourceText) -> Option<String> {
    let name = crate::types::quote(&file.path.to_string_lossy());
    let text = PROGRAM.replace("FILE", &name);
    let dir = std::env::current_dir().ok()?;
    let built = super::on_deep_stack(|| {
        let input = crate::driver::read_snippet(text, &Selection::default())?;
        let checked = crate::driver::check(crate::driver::load(input)?)
            .map_err(|_| Failure::new("go/parser does not check"))?;
        crate::driver::build(checked, ReportStyle::default(), false)
    });
    let work = Work {
        built: built.ok()?,
        dir,
        options: RunOptions::default(),
    };
    let mut output = Output::Kept(Vec::new());
    child::run(work, &mut output, None).ok()?;
    match output {
        Output::Kept(text) if !text.is_empty() => Some(String::from_utf8_lossy(&text).into_owned()),
        _ => None,
    }
}
