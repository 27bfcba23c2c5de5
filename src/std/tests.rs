//! Every Go declaration without a body has its native, every native its declaration, and their types agree.

use super::*;

#[test]
fn packages_and_natives_are_named_once() {
    let mut paths: Vec<_> = known_packages().collect();
    paths.sort();
    paths.windows(2).for_each(|w| assert_ne!(w[0], w[1]));
    for p in packages() {
        let mut names: Vec<_> = p.natives.iter().map(|n| n.name).collect();
        names.sort();
        names
            .windows(2)
            .for_each(|w| assert_ne!(w[0], w[1], "{}", p.path));
    }
}

#[test]
fn declarations_and_natives_agree() {
    let mut faults = Vec::new();
    for p in packages() {
        let mut declared = Vec::new();
        for (file, text) in p.files.iter().chain(super::wide_sources(p.path)) {
            let mut linked = false;
            for line in text.read().lines() {
                // Another package's function under a name of its own.
                let linked = std::mem::replace(&mut linked, line.starts_with("//go:linkname "));
                let Some(rest) = line.strip_prefix("func ").filter(|_| !linked) else {
                    continue;
                };
                let rest = rest.split("//").next().unwrap_or("").trim_end();
                if rest.contains('{') && !rest.ends_with("interface{}") {
                    continue;
                }
                let (name, params, results) = declaration(rest);
                match p.natives.iter().find(|n| n.name == name) {
                    None => faults.push(format!("{file}: {name} has no native")),
                    Some(native) => {
                        let s = (native.signature)();
                        let go = format!("func({})({})", params.join(","), results.join(","));
                        if !s.fits(&go, s.param_slots, s.result_slots) {
                            faults.push(format!("{file}: {name} is {go}, its native {s:?}"));
                        }
                    }
                }
                declared.push(name);
            }
        }
        for n in p.natives {
            if !declared.iter().any(|d| d == n.name) {
                faults.push(format!("{}: {} is not declared", p.path, n.name));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// These are short, and called often: they are to stay plain (decision 029).
#[test]
fn short_natives_need_no_context() {
    for (package, name) in [
        ("strings", "HasPrefix"),
        ("strings", "TrimSpace"),
        ("strings", "Contains"),
        ("strings", "IndexByte"),
        ("strconv", "tryAtoi"),
        ("strconv", "tryAppendInt"),
        ("sort", "SearchInts"),
        ("slices", "tryBinarySearchInt"),
    ] {
        let native = super::native(package, name).expect("a native of that name");
        assert!(
            matches!(native.code, crate::vm::NativeCode::Plain(_)),
            "{package}.{name}"
        );
    }
    for (package, name) in [("strconv", "Itoa"), ("fmt", "trySprintf")] {
        let native = super::native(package, name).expect("a native of that name");
        assert!(
            matches!(native.code, crate::vm::NativeCode::Making(_)),
            "{package}.{name}"
        );
    }
}

/// Name, parameter types (receiver first) and result types of a function's heading.
fn declaration(text: &str) -> (String, Vec<String>, Vec<String>) {
    let (receiver, rest) = match text.strip_prefix('(') {
        Some(r) => {
            let (inside, rest) = r.split_once(')').expect("a receiver");
            (types(inside), rest.trim())
        }
        None => (Vec::new(), text),
    };
    let open = rest.find('(').expect("parameters");
    let name = &rest[..open];
    let mut depth = 0;
    let close = rest
        .char_indices()
        .find_map(|(i, c)| {
            depth += (c == '(') as i32 - (c == ')') as i32;
            (c == ')' && depth == 0).then_some(i)
        })
        .expect("the end of the parameters");
    let results = rest[close + 1..].trim();
    let results = match results.strip_prefix('(') {
        Some(r) => types(r.strip_suffix(')').expect("the end of the results")),
        None if results.is_empty() => Vec::new(),
        None => vec![results.to_string()],
    };
    let name = match receiver.first() {
        Some(r) if r.starts_with('*') => format!("({r}).{name}"),
        Some(r) => format!("{r}.{name}"),
        None => name.to_string(),
    };
    let params = receiver
        .into_iter()
        .chain(types(&rest[open + 1..close]))
        .collect();
    (name, params, results)
}

/// The types of a parameter list, names removed.
fn types(list: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let (mut depth, mut start) = (0, 0);
    for (i, c) in list.char_indices() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(list[start..i].trim());
                start = i + 1;
            }
            _ => {}
        }
    }
    if !list[start..].trim().is_empty() {
        parts.push(list[start..].trim());
    }
    let named = |p: &str| {
        p.split_once(' ').is_some_and(|(n, _)| {
            n.chars().all(|c| c.is_alphanumeric() || c == '_') && n != "chan" && n != "func"
        })
    };
    if !parts.iter().any(|p| named(p)) {
        return parts.into_iter().map(String::from).collect();
    }
    let mut out = Vec::new();
    let mut ty = "";
    for p in parts.iter().rev() {
        if let Some((_, t)) = p.split_once(' ') {
            ty = t;
        }
        out.push(ty.trim().to_string());
    }
    out.reverse();
    out
}
