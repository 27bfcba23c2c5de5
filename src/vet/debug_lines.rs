//! `//go:debug` lines that stand where they do nothing.

use gorun_grammar::ast::{File, Pos};

use super::comments::groups;
use super::pass::Pass;

pub fn check(pass: &mut Pass<'_>) {
    for file in pass.files.iter().chain(pass.left_out.iter().flatten()) {
        for group in groups(pass, file) {
            let in_header = group.start() < file.package;
            for (pos, text) in &group.comments {
                comment(pass, file, in_header, *pos, text);
            }
        }
    }
}

fn comment(pass: &mut Pass<'_>, file: &File, in_header: bool, pos: Pos, text: &str) {
    if !text.starts_with("//go:") {
        return;
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let verb = &text[..end];
    if let Some(space) = text[end..].chars().next()
        && !matches!(space, ' ' | '\t' | '\n')
    {
        let shown = match space {
            '\u{b}' => "\\v".to_string(),
            '\u{c}' => "\\f".to_string(),
            '\r' => "\\r".to_string(),
            c => format!("\\u{:04x}", c as u32),
        };
        pass.report(pos, format!("invalid space '{shown}' in {verb} directive"));
    }
    if verb != "//go:debug" {
        return;
    }
    let source = pass.source(pos);
    let of_test = source.is_some_and(|f| f.path.to_string_lossy().ends_with("_test.go"));
    let wrong = match () {
        () if file.name.name != "main" && !of_test => "in package main or test",
        () if !in_header => "before package declaration",
        () => return,
    };
    pass.report(pos, format!("//go:debug directive only valid {wrong}"));
}
