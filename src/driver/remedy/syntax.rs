//! What is no Go, but nearly.

use super::{Edit, Remedy, Wrong};

pub fn remedies(wrong: &Wrong<'_>) -> Vec<Remedy> {
    let message = wrong.message;
    let words = wrong.words;
    let found = if message.contains("non-declaration statement outside function body") {
        short_declaration(wrong)
    } else if message.contains("possibly missing comma") {
        let end = words.from(wrong.offset).checked_sub(1);
        end.map(|i| {
            let edit = Edit::insert(words.place(i).end, ",");
            Remedy::new("end the line with a comma", vec![edit])
        })
    } else if message.contains("unexpected semicolon or newline before {")
        || message.contains("unexpected newline, expected { after")
    {
        let open = (words.from(wrong.offset)..words.len()).find(|&i| words.word(i) == "{");
        open.and_then(|i| joined(wrong, i, "the { belongs on the same line"))
    } else if message.contains("unexpected else") || message.contains("unexpected keyword else") {
        let at = (words.from(wrong.offset)..words.len()).find(|&i| words.word(i) == "else");
        at.and_then(|i| joined(wrong, i, "else belongs on the line of the }"))
    } else if message.starts_with("more than one character in rune literal") {
        wrong
            .word()
            .strip_prefix('\'')
            .and_then(|w| w.strip_suffix('\''))
            .map(|inner| {
                let at = wrong.offset..wrong.offset + wrong.word().len();
                let text = format!("\"{inner}\"");
                Remedy::new(
                    "text stands in double quotes",
                    vec![Edit::replace(at, text)],
                )
            })
    } else {
        None
    };
    found.into_iter().collect()
}

/// `x := 1` among the declarations.
fn short_declaration(wrong: &Wrong<'_>) -> Option<Remedy> {
    let words = wrong.words;
    let at = words.at(wrong.offset)?;
    let operator = (at..words.len().min(at + 20)).find(|&i| words.word(i) == ":=")?;
    let name = wrong
        .text
        .get(words.place(at).start..words.place(operator - 1).end)?;
    if name.contains('\n') {
        return None;
    }
    let help = format!("outside of functions it is var {name} = ...");
    let edits = vec![
        Edit::insert(words.place(at).start, "var "),
        Edit::replace(words.place(operator), "="),
    ];
    Some(Remedy::new(help, edits))
}

/// Word `i` on the line of the one before it.
fn joined(wrong: &Wrong<'_>, i: usize, help: &str) -> Option<Remedy> {
    let before = wrong.words.place(i.checked_sub(1)?).end;
    let at = before..wrong.words.place(i).start;
    Some(Remedy::new(help, vec![Edit::replace(at, " ")]))
}
