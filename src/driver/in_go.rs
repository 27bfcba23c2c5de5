//! What Go's own packages say of a text, where theirs are the words that count: the go command and gofmt read files with go/parser,
//! whose errors are not gc's. gorun's go/parser is the same, and says it in a program of its own.

use super::folder::SourceText;
use super::test::child::{self, Output, Work};
use super::{Failure, RunOptions, Selection};
use crate::source::ReportStyle;
use crate::types::quote;

/// Prints line, column and message of the first error. What is wrong up to the imports is said by whoever looks for packages.
const FIRST_ERROR: &str = r#"package main

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

/// Prints for each text whether it is Go to go/parser, how many bytes follow, and these: the formatted text, or the errors.
const FORMATTED: &str = r##"package main

import (
	"bytes"
	"errors"
	"fmt"
	"go/format"
	"go/parser"
	"go/scanner"
	"go/token"
	"os"
)

func errorsOf(name string, src []byte, fragment bool) error {
	if fragment {
		_, err := format.Source(src)
		var list scanner.ErrorList
		if errors.As(err, &list) {
			for _, e := range list {
				e.Pos.Filename = name
			}
		}
		return err
	}
	_, err := parser.ParseFile(token.NewFileSet(), name, src, MODE|parser.ParseComments|parser.SkipObjectResolution)
	return err
}

func say(kind string, text []byte) {
	fmt.Println(kind, len(text))
	os.Stdout.Write(text)
}

func main() {
	for i := 1; i+2 < len(os.Args); i += 3 {
		src, name, fragment := []byte(os.Args[i]), os.Args[i+1], os.Args[i+2] == "fragment"
		// A line for the system, which is none of Go's, stays before all else.
		var first []byte
		if bytes.HasPrefix(src, []byte("#!")) {
			line, _, _ := bytes.Cut(src, []byte("\n"))
			src = src[len(line):]
			first = append(line[:len(line):len(line)], '\n')
			if bytes.HasPrefix(src, []byte("\n\n")) {
				first = append(first, '\n')
			}
		}
		if err := errorsOf(name, src, fragment); err != nil {
			var out bytes.Buffer
			scanner.PrintError(&out, err)
			say("errors", out.Bytes())
			continue
		}
		out, err := format.Source(src)
		if err != nil {
			say("errors", []byte(name+": "+err.Error()+"\n"))
			continue
		}
		say("text", append(first, out...))
	}
}
"##;

/// `line:column: message`. `None`: go/parser finds nothing wrong, whoever else does.
pub fn first_error(file: &SourceText) -> Option<String> {
    let name = quote(&file.path.to_string_lossy());
    let text = run(FIRST_ERROR.replace("FILE", &name), Vec::new())?;
    (!text.is_empty()).then(|| String::from_utf8_lossy(&text).into_owned())
}

/// A text that gorun's parser refuses.
pub struct Refused<'a> {
    pub text: &'a str,
    /// As messages name its file.
    pub shown: &'a str,
    /// It may be less than a file.
    pub fragment: bool,
}

/// What gofmt makes of the texts, one after the other: what it prints, or (`Err`) what it says against them. `all`: more than ten errors,
/// and more than one on a line. `None`: there is nobody to ask.
pub fn gofmt(texts: &[Refused<'_>], all: bool) -> Option<Vec<Result<String, String>>> {
    let mode = if all { "parser.AllErrors" } else { "0" };
    let mut args = vec!["gofmt".to_string()];
    for Refused {
        text,
        shown,
        fragment,
    } in texts
    {
        let kind = if *fragment { "fragment" } else { "file" };
        args.extend([text, shown, kind].map(|s| s.to_string()));
    }
    let said = run(FORMATTED.replace("MODE", mode), args)?;
    let mut rest = String::from_utf8(said).ok()?;
    let mut found = Vec::new();
    while !rest.is_empty() {
        let (head, behind) = rest.split_once('\n')?;
        let (kind, bytes) = head.split_once(' ')?;
        let (text, next) = behind.split_at_checked(bytes.parse().ok()?)?;
        found.push(match kind {
            "text" => Ok(text.to_string()),
            _ => Err(text.to_string()),
        });
        rest = next.to_string();
    }
    (found.len() == texts.len()).then_some(found)
}

/// What such a program prints.
fn run(text: String, args: Vec<String>) -> Option<Vec<u8>> {
    let dir = std::env::current_dir().ok()?;
    let built = super::on_deep_stack(|| {
        let input = super::read_snippet(text, &Selection::default())?;
        let checked = super::check(super::load(input)?)
            .map_err(|_| Failure::new("go/parser does not check"))?;
        super::build(checked, ReportStyle::default(), false)
    });
    let work = Work {
        built: built.ok()?,
        dir,
        options: RunOptions {
            args,
            ..RunOptions::default()
        },
    };
    let mut output = Output::Kept(Vec::new());
    child::run(work, &mut output, None).ok()?;
    match output {
        Output::Kept(text) => Some(text),
        _ => None,
    }
}
