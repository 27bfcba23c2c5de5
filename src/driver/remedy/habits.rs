//! What is written so in other languages.

use super::{Edit, Remedy, Wrong, import_of};

pub fn remedies(wrong: &Wrong<'_>) -> Vec<Remedy> {
    let message = wrong.message;
    if message.ends_with("must be function call") {
        return called(wrong).into_iter().collect();
    }
    if message.starts_with("cannot assign to struct field ") && message.ends_with(" in map") {
        return field_in_map(wrong).into_iter().collect();
    }
    if message.ends_with(" can only be compared to nil)") {
        return compared(wrong).into_iter().collect();
    }
    if message.starts_with("cannot use nil as ") {
        return zero(wrong);
    }
    if message.starts_with("cannot use ") && message.contains(" as string value") {
        return quoted(wrong).into_iter().collect();
    }
    let Some(at) = wrong.words.at(wrong.offset) else {
        return Vec::new();
    };
    let word = wrong.words.word(at);
    let found = if message.contains("syntax error: unexpected") || message.starts_with("unexpected")
    {
        match word {
            ":=" if message.contains("expected )") => bare_header(wrong, at),
            ":=" if message.contains("expected =") => Some(Remedy::new(
                "what is declared with a keyword takes its value with =",
                vec![Edit::replace(wrong.words.place(at), "=")],
            )),
            ":" => Some(Remedy::new(
                "the type follows the name, without a colon",
                vec![Edit::delete(wrong.words.place(at))],
            )),
            "++" | "--" if message.contains("at end of statement") => step_behind(wrong, at),
            "++" | "--" => step_in_front(wrong, at),
            "in" => each(wrong, at),
            _ if message.contains("at end of statement") => loop_or_type(wrong, at),
            _ => None,
        }
    } else {
        None
    };
    found.into_iter().collect()
}

/// The words from `from` to `to`, both included, as they stand.
fn text<'a>(wrong: &'a Wrong<'_>, from: usize, to: usize) -> &'a str {
    let words = wrong.words;
    wrong
        .text
        .get(words.place(from).start..words.place(to).end)
        .unwrap_or_default()
}

/// The last word of the line of word `i`.
fn line_end(wrong: &Wrong<'_>, i: usize) -> usize {
    let words = wrong.words;
    let breaks = |j: &usize| {
        let between = words.place(*j).end..words.place(j + 1).start;
        j + 1 >= words.len() || wrong.text.get(between).is_none_or(|t| t.contains('\n'))
    };
    (i..words.len()).find(breaks).unwrap_or(i)
}

fn starts_line(wrong: &Wrong<'_>, i: usize) -> bool {
    let before = &wrong.text[..wrong.words.place(i).start];
    before.trim_end_matches([' ', '\t']).ends_with('\n')
}

/// `go f` and `defer f`.
fn called(wrong: &Wrong<'_>) -> Option<Remedy> {
    let at = wrong.words.at(wrong.offset)?;
    let end = line_end(wrong, at);
    let what = text(wrong, at, end);
    let help = match what.contains('\n') || what.len() > 40 {
        true => "call it: add ()".to_string(),
        false => format!("call it: {what}()"),
    };
    Some(Remedy::new(
        help,
        vec![Edit::insert(wrong.words.place(end).end, "()")],
    ))
}

/// `m[k].f = x`: an element of a map has no address.
fn field_in_map(wrong: &Wrong<'_>) -> Option<Remedy> {
    let words = wrong.words;
    let at = words.at(wrong.offset).filter(|&i| starts_line(wrong, i))?;
    let end = line_end(wrong, at);
    let assigned = (at..end).find(|&i| words.word(i).ends_with('='))?;
    let close = (at..assigned).rev().find(|&i| words.word(i) == "]")?;
    let element = text(wrong, at, close).to_string();
    let edits = vec![
        Edit::replace(
            words.place(at).start..words.place(close).end,
            format!("{{ v := {element}; v"),
        ),
        Edit::insert(words.place(end).end, format!("; {element} = v }}")),
    ];
    Some(Remedy::new(
        format!("take it out, change it, put it back: v := {element}; ...; {element} = v"),
        edits,
    ))
}

/// Slices and maps.
fn compared(wrong: &Wrong<'_>) -> Option<Remedy> {
    let at = wrong.operand("invalid operation: ")?;
    let package = match wrong.message {
        m if m.contains("(slice can") => "slices",
        m if m.contains("(map can") => "maps",
        _ => return None,
    };
    let whole = &wrong.text[at.clone()];
    let (not, (left, right)) = match whole.split_once("==") {
        Some(sides) => ("", sides),
        None => ("!", whole.split_once("!=")?),
    };
    let call = format!("{not}{package}.Equal({}, {})", left.trim(), right.trim());
    let mut edits = vec![Edit::replace(at, call.clone())];
    edits.extend(import_of(wrong, package));
    Some(Remedy::new(
        format!("to compare what is in them: {call}"),
        edits,
    ))
}

/// `var i int = nil`.
fn zero(wrong: &Wrong<'_>) -> Vec<Remedy> {
    let Some((to, _)) = wrong.message["cannot use nil as ".len()..].split_once(" value") else {
        return Vec::new();
    };
    let Some(at) = wrong
        .words
        .at(wrong.offset)
        .filter(|&i| wrong.words.word(i) == "nil")
    else {
        return Vec::new();
    };
    ["0", "\"\"", "false", &format!("{to}{{}}")]
        .into_iter()
        .map(|zero| {
            Remedy::new(
                format!("the zero value of {to} is {zero}"),
                vec![Edit::replace(wrong.words.place(at), zero)],
            )
        })
        .collect()
}

/// A number or a character where text is wanted.
fn quoted(wrong: &Wrong<'_>) -> Option<Remedy> {
    let word = wrong.word();
    let inner = match word.strip_prefix('\'') {
        Some(rest) => rest.strip_suffix('\'')?,
        None => word
            .starts_with(|c: char| c.is_ascii_digit())
            .then_some(word)?,
    };
    if inner == "\"" {
        return None;
    }
    let at = wrong.offset..wrong.offset + word.len();
    let text = format!("\"{inner}\"");
    Some(Remedy::new(
        format!("text stands in double quotes: {text}"),
        vec![Edit::replace(at, text)],
    ))
}

/// `for (i := 0; ...) {`, and `if` and `switch` likewise; the error is at the `:=`.
fn bare_header(wrong: &Wrong<'_>, at: usize) -> Option<Remedy> {
    let words = wrong.words;
    let open = (0..at).rev().find(|&i| words.word(i) == "(")?;
    let keyword = words.word(open.checked_sub(1)?);
    if !matches!(keyword, "for" | "if" | "switch") {
        return None;
    }
    let close = words.closing(open)?;
    Some(Remedy::new(
        format!("no parentheses around what follows {keyword}"),
        vec![
            Edit::delete(words.place(open)),
            Edit::delete(words.place(close)),
        ],
    ))
}

/// `j := i++`.
fn step_behind(wrong: &Wrong<'_>, at: usize) -> Option<Remedy> {
    let words = wrong.words;
    let name = at.checked_sub(1)?;
    let assigned = name.checked_sub(1)?;
    if !matches!(words.word(assigned), ":=" | "=") || line_end(wrong, at) != at {
        return None;
    }
    let (name, step) = (words.word(name), words.word(at));
    Some(Remedy::new(
        format!("{name}{step} is a statement of its own"),
        vec![Edit::replace(words.place(at), format!("; {name}{step}"))],
    ))
}

/// `++i`.
fn step_in_front(wrong: &Wrong<'_>, at: usize) -> Option<Remedy> {
    let words = wrong.words;
    let end = line_end(wrong, at);
    if !starts_line(wrong, at) || end == at {
        return None;
    }
    let (name, step) = (text(wrong, at + 1, end).to_string(), words.word(at));
    Some(Remedy::new(
        format!("write {name}{step}"),
        vec![
            Edit::delete(words.place(at)),
            Edit::insert(words.place(end).end, step),
        ],
    ))
}

/// `for (v in list) {` and `for v in list {`.
fn each(wrong: &Wrong<'_>, at: usize) -> Option<Remedy> {
    let words = wrong.words;
    let name = at.checked_sub(1)?;
    let mut before = name.checked_sub(1)?;
    let mut edits = Vec::new();
    if words.word(before) == "(" {
        edits.push(Edit::delete(words.place(words.closing(before)?)));
        edits.push(Edit::delete(words.place(before)));
        before = before.checked_sub(1)?;
    }
    if words.word(before) != "for" {
        return None;
    }
    let name_is = words.word(name);
    edits.push(Edit::insert(words.place(name).start, "_, "));
    edits.push(Edit::replace(words.place(at), ":= range"));
    edits.sort_by_key(|e| e.at.start);
    Some(Remedy::new(
        format!("to go through a list: for _, {name_is} := range ..."),
        edits,
    ))
}

/// `while x {`, and `int x = 5`.
fn loop_or_type(wrong: &Wrong<'_>, at: usize) -> Option<Remedy> {
    let words = wrong.words;
    let first = at.checked_sub(1).filter(|&i| starts_line(wrong, i))?;
    if words.word(first) == "while" {
        let edit = Edit::replace(words.place(first), "for");
        return Some(Remedy::new("Go's while is for", vec![edit]));
    }
    let (ty, name) = (words.word(first), words.word(at));
    let edit = Edit::replace(
        words.place(first).start..words.place(at).end,
        format!("var {name} {ty}"),
    );
    Some(Remedy::new(
        format!("the type comes after the name: var {name} {ty}"),
        vec![edit],
    ))
}
