//! Variables, imports and labels that nothing uses.

use super::{Edit, Remedy, Wrong};

pub fn remedies(wrong: &Wrong<'_>) -> Vec<Remedy> {
    let message = wrong.message;
    if let Some(name) = message.strip_prefix("declared and not used: ") {
        return variable(wrong, name);
    }
    if message.ends_with(" imported and not used")
        || message.contains(" imported as ") && message.ends_with(" and not used")
    {
        return import(wrong);
    }
    if message.starts_with("label ") && message.ends_with(" defined and not used") {
        let help = "delete the label";
        let place = wrong.words.at(wrong.offset).map(|i| {
            let colon = wrong.words.place(i + 1);
            wrong.words.place(i).start..colon.end
        });
        return place
            .map(|place| Remedy::new(help, vec![Edit::delete(place)]))
            .into_iter()
            .collect();
    }
    Vec::new()
}

fn variable(wrong: &Wrong<'_>, name: &str) -> Vec<Remedy> {
    let Some(at) = wrong.words.at(wrong.offset) else {
        return Vec::new();
    };
    let place = wrong.words.place(at);
    let mut found = Vec::new();
    // Alone on the left of `:=`.
    let before = match at {
        0 => "",
        _ => wrong.words.word(at - 1),
    };
    if wrong.words.word(at + 1) == ":=" && before != "," && before != "for" && before != "switch" {
        let edits = vec![Edit::replace(
            place.start..wrong.words.place(at + 1).end,
            "_ =",
        )];
        found.push(Remedy::new(
            format!("delete it, or write _ = {name} below to keep it"),
            edits,
        ));
    }
    if wrong.words.word(at + 1) == ":=" && before == "for" && wrong.words.word(at + 2) == "range" {
        let edits = vec![Edit::delete(place.start..wrong.words.place(at + 1).end)];
        found.push(Remedy::new("leave it out: for range", edits));
    }
    if wrong.words.word(at + 1) == ":=" && before == "switch" {
        let edits = vec![Edit::delete(place.start..wrong.words.place(at + 1).end)];
        found.push(Remedy::new(format!("leave {name} := out"), edits));
    }
    let of_several = before == "," || wrong.words.word(at + 1) == ",";
    if of_several {
        found.push(Remedy::new(
            format!("write _ instead of {name}"),
            vec![Edit::replace(place.clone(), "_")],
        ));
        // The last of a range's two.
        if before == "," && wrong.words.word(at + 1) == ":=" {
            let comma = wrong.words.place(at - 1);
            found.push(Remedy::new(
                format!("leave {name} out"),
                vec![Edit::delete(comma.start..place.end)],
            ));
        }
    }
    // A statement of its own below, or in the block that follows.
    let help = format!("use it, or write _ = {name} below to keep it");
    let line_end = wrong.text[place.end..]
        .find('\n')
        .map_or(wrong.text.len(), |i| place.end + i);
    let line = wrong.text[..line_end].trim_end();
    found.push(Remedy::new(
        help.clone(),
        vec![Edit::insert(line_end, format!("\n_ = {name}\n"))],
    ));
    if !line.ends_with('{')
        && let Some(open) = (at..wrong.words.len()).find(|&i| wrong.words.word(i) == "{")
    {
        let behind = wrong.words.place(open).end;
        found.push(Remedy::new(
            help,
            vec![Edit::insert(behind, format!(" _ = {name};"))],
        ));
    }
    found
}

fn import(wrong: &Wrong<'_>) -> Vec<Remedy> {
    let words = wrong.words;
    let Some(at) = words.at(wrong.offset) else {
        return Vec::new();
    };
    // The path, behind the name if there is one.
    let path = match words.word(at).starts_with(['"', '`']) {
        true => at,
        false => at + 1,
    };
    let alone = at > 0 && words.word(at - 1) == "import";
    let first = if alone { at - 1 } else { at };
    let mut end = words.place(path).end;
    if words.word(path + 1) == ";" {
        end = words.place(path + 1).end;
    }
    let edit = Edit::delete(words.place(first).start..end);
    let help = format!(
        "delete the import, or write _ {} for what it does by itself",
        words.word(path)
    );
    vec![Remedy::new(help, vec![edit])]
}
