//! A text that need not be a whole file: declarations or statements too, which keep their indentation and the blank lines around
//! them. Each is made a file, formatted, and taken out again.

use super::{Options, Problem, printed};

const PACKAGE: &str = "package p;";
const FUNCTION: &str = "package p; func _() {";

pub fn format(text: &str, options: Options) -> Result<String, Vec<Problem>> {
    let sorts = !options.keeps_fragments_imports;
    let whole = printed(text, 0, options, true);
    let Err(problems) = &whole else { return whole };
    if begins_with_package(text) || text.starts_with("#!") {
        return whole;
    }
    if problems.is_empty() {
        return whole;
    }
    let (lead, indent) = lead(text);
    let declarations = format!("{PACKAGE}{text}");
    let wrong = match printed(&declarations, indent, options, sorts) {
        Ok(file) => {
            let start = indent as usize + "package p\n".len();
            return Ok(around(
                text,
                lead,
                indent,
                file.get(start..).unwrap_or_default(),
            ));
        }
        Err(wrong) => wrong,
    };
    if begins_with_declaration(text) {
        return Err(wrong);
    }
    let statements = format!("{FUNCTION}{text}\n\n}}");
    // The body of a function is one deeper than it shall be.
    let file = printed(&statements, indent - 1, options, sorts)?;
    let base = (indent - 1).max(0) as usize;
    let start = 2 * base + "package p\n\nfunc _() {".len();
    let end = file.len().saturating_sub("}\n".len());
    Ok(around(
        text,
        lead,
        indent,
        file.get(start..end).unwrap_or_default(),
    ))
}

/// The first word that is not in a comment.
fn first_word(text: &str) -> &str {
    let mut rest = text.trim_start();
    loop {
        rest = if let Some(comment) = rest.strip_prefix("//") {
            comment.split_once('\n').map_or("", |(_, rest)| rest)
        } else if let Some(comment) = rest.strip_prefix("/*") {
            comment.split_once("*/").map_or("", |(_, rest)| rest)
        } else {
            break;
        };
        rest = rest.trim_start();
    }
    let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_'));
    &rest[..end.unwrap_or(rest.len())]
}

fn begins_with_package(text: &str) -> bool {
    first_word(text) == "package"
}

fn begins_with_declaration(text: &str) -> bool {
    matches!(
        first_word(text),
        "import" | "const" | "var" | "type" | "func"
    )
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// The lines before the first one with something on it, and how far that is indented. Blanks are one step, if there are no tabs.
fn lead(text: &str) -> (&str, i32) {
    let code = text.find(|c| !is_space(c)).unwrap_or(text.len());
    let line = text[..code].rfind('\n').map_or(0, |at| at + 1);
    let own = &text[line..code];
    let tabs = own.matches('\t').count() as i32;
    let indent = match tabs {
        0 if own.contains(' ') => 1,
        tabs => tabs,
    };
    (&text[..line], indent)
}

fn around(text: &str, lead: &str, indent: i32, code: &str) -> String {
    let code = code.trim();
    if code.is_empty() {
        return text.to_string();
    }
    let tail = &text[text.trim_end_matches(is_space).len()..];
    let tabs = "\t".repeat(indent.max(0) as usize);
    format!("{lead}{tabs}{code}{tail}")
}
