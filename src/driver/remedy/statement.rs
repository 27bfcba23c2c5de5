//! Statements that say nearly what is meant: assignments, conditions, returns.

use super::{Edit, Remedy, Wrong};

pub fn remedies(wrong: &Wrong<'_>) -> Vec<Remedy> {
    let message = wrong.message;
    let found = if message.starts_with("no new variables on left side of :=") {
        operator(wrong, ":=", "=", "they are all declared: assign with =")
    } else if message.starts_with("assignment mismatch: ") {
        left_out(wrong)
    } else if message.starts_with("non-boolean condition in ") {
        return condition(wrong);
    } else if message.contains(" is not used") && wrong.line().contains("==") {
        operator(wrong, "==", "=", "to assign, write =")
    } else if message.contains("cannot use assignment")
        || message.contains(" = ") && message.ends_with(" as value")
    {
        operator(wrong, "=", "==", "to compare, write ==")
    } else if message == "missing return" {
        return missing_return(wrong);
    } else {
        None
    };
    found.into_iter().collect()
}

impl Wrong<'_> {
    /// The line of the error.
    fn line(&self) -> &str {
        let start = self.text[..self.offset].rfind('\n').map_or(0, |i| i + 1);
        let rest = &self.text[start..];
        &rest[..rest.find('\n').unwrap_or(rest.len())]
    }
}

/// Writes another operator, the one nearest to the error on its line.
fn operator(wrong: &Wrong<'_>, from: &str, to: &str, help: &str) -> Option<Remedy> {
    let line_start = wrong.text[..wrong.offset].rfind('\n').map_or(0, |i| i + 1);
    let line = line_start..line_start + wrong.line().len();
    let words = wrong.words;
    let first = words.from(line.start);
    let at = (first..words.len())
        .take_while(|&i| words.place(i).start < line.end)
        .filter(|&i| words.word(i) == from)
        .min_by_key(|&i| words.place(i).start.abs_diff(wrong.offset))?;
    Some(Remedy::new(help, vec![Edit::replace(words.place(at), to)]))
}

/// `assignment mismatch: 1 variable but f returns 2 values`.
fn left_out(wrong: &Wrong<'_>) -> Option<Remedy> {
    let mut numbers = wrong
        .message
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|n| n.parse::<usize>().ok());
    let wanted = numbers.next()?;
    let given = numbers.next_back()?;
    let missing = given.checked_sub(wanted).filter(|&n| n > 0 && n < 8)?;
    let words = wrong.words;
    let line_start = wrong.text[..wrong.offset].rfind('\n').map_or(0, |i| i + 1);
    let first = words.from(line_start);
    // The operator of the statement, at the error or around it.
    let at = (first..words.len())
        .take_while(|&i| words.place(i).start < line_start + wrong.line().len())
        .filter(|&i| matches!(words.word(i), "=" | ":="))
        .min_by_key(|&i| words.place(i).start.abs_diff(wrong.offset))?;
    let end = words.place(at.checked_sub(1)?).end;
    let blanks = ", _".repeat(missing);
    let from = (first..at)
        .rev()
        .take_while(|&i| !matches!(words.word(i), "{" | ";" | "if" | "for" | "switch" | "var"))
        .last()?;
    let left = wrong.text.get(words.place(from).start..end)?;
    let help = format!(
        "take all {given} values: {left}{blanks} {} ...",
        words.word(at)
    );
    Some(Remedy::new(help, vec![Edit::insert(end, blanks)]))
}

/// `non-boolean condition in if statement`.
fn condition(wrong: &Wrong<'_>) -> Vec<Remedy> {
    let words = wrong.words;
    let Some(at) = words.at(wrong.offset) else {
        return Vec::new();
    };
    let Some(open) = (at..words.len()).find(|&i| words.word(i) == "{") else {
        return Vec::new();
    };
    let Some(end) = open.checked_sub(1).map(|i| words.place(i).end) else {
        return Vec::new();
    };
    let start = words.place(at).start;
    let Some(name) = wrong.text.get(start..end) else {
        return Vec::new();
    };
    ["!= 0", "!= nil", "!= \"\""]
        .into_iter()
        .map(|test| {
            Remedy::new(
                format!("a condition is a bool: {name} {test}"),
                vec![Edit::insert(end, format!(" {test}"))],
            )
        })
        .collect()
}

/// At a function's closing brace: what it could return.
fn missing_return(wrong: &Wrong<'_>) -> Vec<Remedy> {
    let words = wrong.words;
    let Some(close) = words.at(wrong.offset) else {
        return Vec::new();
    };
    // The brace that this one closes, and the results in front of it.
    let mut depth = 0;
    let open = (0..=close).rev().find(|&i| {
        match words.word(i) {
            "}" => depth += 1,
            "{" => depth -= 1,
            _ => {}
        }
        depth == 0
    });
    let Some(open) = open.filter(|&i| i > 0) else {
        return Vec::new();
    };
    let results = results(wrong, open);
    let values: Vec<&str> = results.iter().map(|ty| zero(ty)).collect();
    let values = values.join(", ");
    let mut found = Vec::new();
    if !results.is_empty() {
        let what = match results.len() {
            1 => format!("a value of type {}", results[0]),
            _ => format!("values of types {}", results.join(", ")),
        };
        found.push(Remedy::new(
            format!("end it with return and {what}, or with panic"),
            vec![Edit::insert(
                words.place(close).start,
                format!("\nreturn {values}\n"),
            )],
        ));
    }
    found.push(Remedy::new(
        "end it with a return statement, or with panic",
        vec![Edit::insert(words.place(close).start, "\npanic(0)\n")],
    ));
    found
}

/// The types of the results that are written in front of a body's brace.
fn results(wrong: &Wrong<'_>, open: usize) -> Vec<String> {
    let words = wrong.words;
    let text = |from: usize, to: usize| {
        let range = words.place(from).start..words.place(to).end;
        wrong.text.get(range).unwrap_or_default().to_string()
    };
    if words.word(open - 1) != ")" {
        // One type without parentheses: back to those of the parameters.
        let start = (0..open).rev().find(|&i| words.word(i) == ")");
        return match start {
            Some(i) if i + 1 < open => vec![text(i + 1, open - 1)],
            _ => Vec::new(),
        };
    }
    let mut depth = 0;
    let begin = (0..open).rev().find(|&i| {
        match words.word(i) {
            ")" => depth += 1,
            "(" => depth -= 1,
            _ => {}
        }
        depth == 0
    });
    let Some(begin) = begin.filter(|&i| i > 0 && words.word(i - 1) == ")") else {
        return Vec::new();
    };
    let mut list = Vec::new();
    let (mut from, mut depth) = (begin + 1, 0);
    for i in begin + 1..open {
        match words.word(i) {
            "(" | "[" | "{" => depth += 1,
            "," if depth == 0 => {
                list.push(text(from, i - 1));
                from = i + 1;
            }
            ")" | "]" | "}" => {
                if depth == 0 {
                    if from < i {
                        list.push(text(from, i - 1));
                    }
                    break;
                }
                depth -= 1;
            }
            _ => {}
        }
    }
    list
}

/// A value that the type may have; where it has not, trying tells.
fn zero(ty: &str) -> &'static str {
    match ty {
        "string" => "\"\"",
        "bool" => "false",
        "error" | "any" => "nil",
        _ if ty.starts_with(['*', '[']) && !ty.starts_with(|c: char| c.is_alphanumeric()) => "nil",
        _ if ["map[", "chan ", "func(", "interface"]
            .iter()
            .any(|p| ty.starts_with(p)) =>
        {
            "nil"
        }
        _ => "0",
    }
}
