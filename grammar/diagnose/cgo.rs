//! What gc says of cgo's directives: they are for files that cgo writes, and each has its operands.

/// All that it says of `go:cgo_...`.
pub fn refusals(text: &str) -> Vec<String> {
    let operands = &fields(text)[1..];
    let verb = text.split([' ', '\t']).next().unwrap_or(text);
    let mut all = Vec::new();
    // Systems other than ours cannot do without this one.
    if text.starts_with("go:cgo_import_dynamic ") && operands.len() >= 3 {
        let library = operands[2].trim_matches('"');
        if !library.is_empty() && !is_harmless(library) {
            all.push(format!(
                "invalid library name \"{library}\" in cgo_import_dynamic directive"
            ));
        }
    } else {
        all.push(format!("//{text} only allowed in cgo-generated code"));
    }
    if let Some(usage) = misused(verb, operands) {
        all.push(format!("usage: //{verb} {usage}"));
    }
    all
}

/// What should stand behind it, if something else does.
fn misused(verb: &str, operands: &[&str]) -> Option<&'static str> {
    let quoted: Vec<bool> = operands.iter().map(|o| is_quoted(o)).collect();
    let (usage, fits) = match verb {
        "go:cgo_export_static" | "go:cgo_export_dynamic" => (
            "local [remote]",
            matches!(quoted[..], [false] | [false, false]),
        ),
        "go:cgo_import_dynamic" => (
            "local [remote [\"library\"]]",
            matches!(quoted[..], [false] | [false, false] | [false, false, true]),
        ),
        "go:cgo_import_static" => ("local", matches!(quoted[..], [false])),
        "go:cgo_dynamic_linker" => ("\"path\"", matches!(quoted[..], [true])),
        "go:cgo_ldflag" => ("\"arg\"", matches!(quoted[..], [true])),
        _ => return None,
    };
    (!fits).then_some(usage)
}

fn is_quoted(operand: &str) -> bool {
    operand.len() >= 2 && operand.starts_with('"') && operand.ends_with('"')
}

/// No option of a linker.
fn is_harmless(library: &str) -> bool {
    let first = library.chars().next().unwrap_or('-');
    first.is_ascii_alphanumeric() || "._/".contains(first) || !first.is_ascii()
}

/// The directive and its operands: apart by blanks, and at quotes, within which blanks stay. What is not closed is none.
fn fields(text: &str) -> Vec<&str> {
    let mut all = Vec::new();
    for (i, part) in text.split('"').enumerate() {
        let start = part.as_ptr() as usize - text.as_ptr() as usize;
        let end = start + part.len();
        match i % 2 {
            0 => all.extend(
                part.split([' ', '\t', '\n', '\r'])
                    .filter(|w| !w.is_empty()),
            ),
            _ if end < text.len() => all.push(&text[start - 1..end + 1]),
            _ => {}
        }
    }
    all
}
