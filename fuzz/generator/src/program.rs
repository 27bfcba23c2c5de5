//! A whole program: which declarations, in which order, and how it ends.

use std::collections::HashSet;

use crate::generator::Gen;
use crate::helpers::{HELPERS, PACKAGES};

/// Seeds from here on are about what `scenario/wide.rs` has; those below mean the programs that they always meant.
pub const WIDE: u64 = 1_000_000;

/// Seeds from here on are about the order of evaluation: `scenario/order.rs`.
pub const ORDER: u64 = 2_000_000;

/// The program that belongs to the seed.
pub fn program(seed: u64) -> String {
    let mut g = Gen::new(seed);
    if seed >= ORDER {
        g.orders();
        return finish(g);
    }
    if seed >= WIDE {
        for _ in 0..g.rng.within(1, 2) {
            g.wide_scenario();
        }
        return finish(g);
    }
    for _ in 0..g.rng.below(2) {
        g.constant_group();
    }
    for _ in 0..g.rng.within(1, 3) {
        g.type_declaration();
    }
    if g.rng.chance(30) {
        g.interface_declaration();
    }
    for _ in 0..g.rng.below(2) {
        g.pure_function();
    }
    for _ in 0..g.rng.below(2) {
        g.generic_function();
    }
    for _ in 0..g.rng.below(3) {
        g.package_variable();
    }
    for _ in 0..g.rng.below(2) {
        g.procedure();
    }
    // Some programs are about everything, some about one thing.
    let (sections, scenarios) = *g
        .rng
        .pick(&[(1, 0), (1, 0), (2, 0), (1, 1), (0, 1), (0, 1)]);
    for _ in 0..sections {
        g.section();
    }
    for _ in 0..scenarios {
        g.scenario();
    }
    finish(g)
}

fn finish(mut g: Gen) -> String {
    let mut main = Vec::new();
    for section in g.sections.clone() {
        main.push(format!("protect(\"{section}\", {section})"));
    }
    let ending = g.ending();
    main.push(ending);
    g.declarations
        .push(format!("func main() {{\n{}\n}}", main.join("\n")));
    assemble(&g.declarations)
}

/// Declarations with the helpers and imports that they need, indented.
pub fn assemble(declarations: &[String]) -> String {
    let mut parts = declarations.to_vec();
    let mut known: HashSet<String> = HashSet::new();
    let mut helpers: Vec<&str> = Vec::new();
    let mut from = 0;
    while from < parts.len() {
        for part in &parts[from..] {
            known.extend(words(part).map(str::to_string));
        }
        from = parts.len();
        for (name, text) in HELPERS {
            if known.contains(*name) && !helpers.contains(name) {
                helpers.push(name);
                parts.push((*text).into());
            }
        }
    }
    let mut text = String::from("package main\n\nimport (\n");
    for path in PACKAGES {
        let name = path.rsplit('/').next().unwrap();
        if parts.iter().any(|p| uses(p, name)) {
            text.push_str(&format!("\t\"{path}\"\n"));
        }
    }
    text.push_str(")\n");
    for part in &parts {
        text.push('\n');
        text.push_str(&indent(part));
    }
    text
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|w| !w.is_empty())
}

/// Whether the text has `name.` as a word of its own.
pub fn uses(text: &str, name: &str) -> bool {
    let wanted = format!("{name}.");
    text.match_indices(&wanted).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '.')
    })
}

/// Lines indented by the braces at their ends.
pub fn indent(text: &str) -> String {
    let mut out = String::new();
    let mut depth = 0usize;
    for line in text.lines() {
        let line = line.trim();
        if line.starts_with(['}', ')']) {
            depth = depth.saturating_sub(1);
        }
        let label = line.starts_with("case ") || line == "default:";
        for _ in 0..depth.saturating_sub(usize::from(label)) {
            out.push('\t');
        }
        out.push_str(line);
        out.push('\n');
        if line.ends_with(['{', '(']) {
            depth += 1;
        }
    }
    out
}
