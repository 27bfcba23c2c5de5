//! Values of one type where another is wanted.

use std::ops::Range;

use super::{Edit, Remedy, Wrong, import_of};

/// Puts `before` and `after` around part of the text.
fn around(at: &Range<usize>, before: &str, after: &str) -> Vec<Edit> {
    vec![Edit::insert(at.start, before), Edit::insert(at.end, after)]
}

pub fn remedies(wrong: &Wrong<'_>) -> Vec<Remedy> {
    let message = wrong.message;
    if message.starts_with("cannot use ") {
        return used_as(wrong);
    }
    if message.contains("(mismatched types ") {
        return mismatched(wrong);
    }
    let through_pointer = message.starts_with("cannot range over ")
        || message.contains("cannot index ")
        || message.contains("cannot slice ");
    if through_pointer {
        let operand = ["cannot range over ", "cannot index ", "cannot slice "]
            .iter()
            .find_map(|before| wrong.operand(before));
        if let Some(at) = operand.filter(|_| message.contains(" *")) {
            let name = &wrong.text[at.clone()];
            return vec![Remedy::new(
                format!("it is a pointer: write (*{name})"),
                around(&at, "(*", ")"),
            )];
        }
    }
    Vec::new()
}

/// `string` made of a number is a character, which is hardly ever meant.
fn sensible(from: &str, to: &str) -> bool {
    let whole = |t: &str| {
        t.split(|c: char| !c.is_alphanumeric()).any(|w| {
            w.strip_prefix('u')
                .unwrap_or(w)
                .strip_prefix("int")
                .is_some_and(|bits| bits.chars().all(|c| c.is_ascii_digit()))
                || matches!(w, "rune" | "byte" | "uintptr")
        })
    };
    !(whole(from) && to.contains("string"))
}

fn converted(name: &str, to: &str, from: &str) -> String {
    let cuts = from.contains("float") && (to.starts_with("int") || to.starts_with("uint"));
    let what = match to.starts_with(|c: char| c.is_alphabetic()) {
        true => format!("{to}({name})"),
        false => format!("({to})({name})"),
    };
    match cuts {
        true => format!("convert it: {what} (the fraction is cut off)"),
        false => format!("convert it: {what}"),
    }
}

/// `cannot use X (variable of type A) as B value in ...`.
fn used_as(wrong: &Wrong<'_>) -> Vec<Remedy> {
    let message = wrong.message;
    let Some(at) = wrong.operand("cannot use ") else {
        return Vec::new();
    };
    let name = wrong.text[at.clone()].to_string();
    let Some((from, rest)) = message.split_once(") as ") else {
        return Vec::new();
    };
    let from = from.rsplit_once(" (").map_or("", |(_, from)| from);
    let Some((to, why)) = rest.split_once(" value") else {
        return Vec::new();
    };
    let simple = wrong
        .words
        .at(at.start)
        .is_some_and(|i| wrong.words.place(i).end == at.end);
    let mut found = Vec::new();
    if message.contains("has pointer receiver)") {
        let shown = if simple || name.ends_with('}') {
            name.clone()
        } else {
            format!("({name})")
        };
        found.push(Remedy::new(
            format!("the method is one of the pointer: use &{shown}"),
            around(&at, "&", ""),
        ));
        return found;
    }
    if why.contains("need type assertion") {
        found.push(Remedy::new(
            format!("take the value out of the interface: {name}.({to})"),
            around(&at, "", &format!(".({to})")),
        ));
        return found;
    }
    if from.contains(&format!("*{to}")) {
        found.push(Remedy::new(
            format!("it is a pointer: use *{name}"),
            around(&at, "*", ""),
        ));
    }
    if to.starts_with('*') && from.ends_with(&to[1..]) {
        found.push(Remedy::new(
            format!("a pointer is wanted: use &{name}"),
            around(&at, "&", ""),
        ));
    }
    if from.contains("func(") {
        found.push(Remedy::new(
            format!("call it: {name}()"),
            around(&at, "", "()"),
        ));
    }
    // One character in the wrong quotes.
    if from.starts_with("untyped string constant")
        && let Some(inner) = name.strip_prefix('"').and_then(|n| n.strip_suffix('"'))
        && inner != "'"
    {
        let quoted = format!("'{inner}'");
        found.push(Remedy::new(
            format!("a single character is written {quoted}"),
            vec![Edit::replace(at.clone(), quoted)],
        ));
    }
    if to == "string" && (from.ends_with(" int") || from == "int") {
        let mut edits = around(&at, "strconv.Itoa(", ")");
        edits.extend(import_of(wrong, "strconv"));
        found.push(Remedy::new(
            format!("as text it is strconv.Itoa({name})"),
            edits,
        ));
    }
    if sensible(from, to) {
        let (open, close) = match to.starts_with(|c: char| c.is_alphabetic()) {
            true => (format!("{to}("), ")"),
            false => (format!("({to})("), ")"),
        };
        found.push(Remedy::new(
            converted(&name, to, from),
            around(&at, &open, close),
        ));
    }
    found
}

/// `invalid operation: a + b (mismatched types A and B)`.
fn mismatched(wrong: &Wrong<'_>) -> Vec<Remedy> {
    let Some((_, types)) = wrong.message.split_once("(mismatched types ") else {
        return Vec::new();
    };
    let Some((left, right)) = types.strip_suffix(')').unwrap_or(types).split_once(" and ") else {
        return Vec::new();
    };
    let Some(whole) = wrong.operand("invalid operation: ") else {
        return Vec::new();
    };
    let words = wrong.words;
    let (Some(first), Some(last)) = (words.at(whole.start), words.at(whole.end - 1)) else {
        return Vec::new();
    };
    // The operator that binds least stands between the two.
    let mut depth = 0;
    let mut operators: Vec<(u8, usize)> = Vec::new();
    for i in first..=last {
        match words.word(i) {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            word if depth == 0 && i > first => {
                if let Some(binds) = precedence(word) {
                    operators.push((binds, i));
                }
            }
            _ => {}
        }
    }
    // Of several that bind alike the last is the outermost.
    let least = operators.iter().map(|o| o.0).min();
    let Some(&(_, operator)) = operators.iter().rfind(|o| Some(o.0) == least) else {
        return Vec::new();
    };
    if operator == first || operator == last {
        return Vec::new();
    }
    let x = whole.start..words.place(operator - 1).end;
    let y = words.place(operator + 1).start..whole.end;
    // Towards the type that holds more.
    let mut sides = [(x, left, right), (y, right, left)];
    if rank(left) > rank(right) {
        sides.swap(0, 1);
    }
    let mut found = Vec::new();
    for (at, from, to) in sides {
        if sensible(from, to) && !from.starts_with("untyped") {
            let name = &wrong.text[at.clone()];
            found.push(Remedy::new(
                converted(name, to, from),
                around(&at, &format!("{to}("), ")"),
            ));
        }
        if to.contains("string") && from == "int" {
            let name = &wrong.text[at.clone()];
            let mut edits = around(&at, "strconv.Itoa(", ")");
            edits.extend(import_of(wrong, "strconv"));
            found.push(Remedy::new(
                format!("as text it is strconv.Itoa({name})"),
                edits,
            ));
        }
    }
    found
}

fn precedence(word: &str) -> Option<u8> {
    Some(match word {
        "||" => 1,
        "&&" => 2,
        "==" | "!=" | "<" | "<=" | ">" | ">=" => 3,
        "+" | "-" | "|" | "^" => 4,
        "*" | "/" | "%" | "<<" | ">>" | "&" | "&^" => 5,
        _ => return None,
    })
}

/// Types that hold more come later; what is no plain number is what is wanted.
fn rank(ty: &str) -> usize {
    const ORDER: &[&str] = &[
        "int8",
        "uint8",
        "byte",
        "int16",
        "uint16",
        "int32",
        "rune",
        "uint32",
        "int",
        "uint",
        "int64",
        "uint64",
        "float32",
        "float64",
        "complex64",
        "complex128",
    ];
    ORDER.iter().position(|t| *t == ty).unwrap_or(ORDER.len())
}
