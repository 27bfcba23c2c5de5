//! `\p{name}`: the tables of package unicode by the names of its maps, which are read from its Go text when the first
//! such class is met.

use std::sync::OnceLock;

use regex_syntax::hir::{ClassUnicode, ClassUnicodeRange};
use rustc_hash::FxHashMap;

use crate::std::unicode::table::TABLES;

/// Numbers of tables by canonical name.
fn names() -> &'static FxHashMap<String, usize> {
    static NAMES: OnceLock<FxHashMap<String, usize>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let files = crate::std::sources("unicode").unwrap_or_default();
        let (_, text) = files
            .iter()
            .find(|(name, _)| name.ends_with("/tables.go"))
            .expect("its tables");
        let text = &text.read();
        let mut names = FxHashMap::default();
        for map in ["Scripts", "Categories"] {
            for (name, value) in entries(text, map) {
                let number = value
                    .strip_prefix("table(")
                    .and_then(|v| v.strip_suffix(')'));
                if let Some(number) = number.and_then(|n| n.parse().ok()) {
                    names.insert(canonical(name), number);
                }
            }
        }
        for map in ["ScriptAliases", "CategoryAliases"] {
            for (name, value) in entries(text, map) {
                let target = names.get(&canonical(value.trim_matches('"'))).copied();
                if let Some(number) = target {
                    names.entry(canonical(name)).or_insert(number);
                }
            }
        }
        names
    })
}

/// The lines `"key": value,` of a map.
fn entries<'a>(text: &'a str, map: &str) -> impl Iterator<Item = (&'a str, &'a str)> {
    let start = format!("var {map} = map[");
    let body = text.split_once(&start).map_or("", |s| s.1);
    let lines = body.lines().skip(1).take_while(|l| !l.starts_with('}'));
    lines.filter_map(|l| {
        let (key, value) = l.trim().trim_end_matches(',').split_once(':')?;
        Some((key.trim_matches('"'), value.trim()))
    })
}

/// Names are compared without case, underscores, dashes and spaces.
fn canonical(name: &str) -> String {
    let kept = name.chars().filter(|c| !matches!(c, '_' | '-' | ' '));
    kept.map(|c| c.to_ascii_lowercase()).collect()
}

/// The class of a name, and whether its complement is meant.
pub fn find(name: &str) -> Option<(ClassUnicode, bool)> {
    let name = canonical(name);
    let all = |a, b| ClassUnicode::new([ClassUnicodeRange::new(a, b)]);
    match &*name {
        "any" => return Some((all('\0', char::MAX), false)),
        "ascii" => return Some((all('\0', '\u{7f}'), false)),
        _ => {}
    }
    let inverted = name == "assigned";
    let number = *names().get(if inverted { "cn" } else { &name })?;
    let mut class = ClassUnicode::empty();
    TABLES[number].each_range(|lo, hi, stride| {
        if stride <= 1 {
            push(&mut class, lo, hi);
        } else {
            for r in (lo..=hi).step_by(stride as usize) {
                push(&mut class, r, r);
            }
        }
    });
    Some((class, inverted))
}

/// Surrogates are left out: no text has them.
fn push(class: &mut ClassUnicode, lo: u32, hi: u32) {
    const LOW: u32 = 0xD800;
    const HIGH: u32 = 0xDFFF;
    for (lo, hi) in [(lo, hi.min(LOW - 1)), (lo.max(HIGH + 1), hi)] {
        if lo <= hi
            && let (Some(lo), Some(hi)) = (char::from_u32(lo), char::from_u32(hi))
        {
            class.push(ClassUnicodeRange::new(lo, hi));
        }
    }
}
