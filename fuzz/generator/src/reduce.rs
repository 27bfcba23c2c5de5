//! Makes a program that differs smaller, as long as it differs. Works on the lines, which the generator (and gofmt) write one
//! statement each: a line that opens a brace, all up to the one that closes it, is one thing.

use crate::compare::{Gorun, How};
use crate::oracle::Oracle;
use crate::program::{indent, uses};
use crate::run::difference;

pub struct Reducer<'a> {
    pub oracle: &'a Oracle,
    pub gorun: &'a Gorun,
    pub how: How,
    pub tries: usize,
    /// In what the two differ: another difference that turns up on the way is not the one looked for.
    pub kind: Option<String>,
}

impl Reducer<'_> {
    /// The smallest program that was found to differ, and how it does.
    pub fn reduce(&mut self, text: &str) -> Option<(String, String)> {
        let mut best: Vec<String> = body(text);
        let mut why = self.differs(&best)?;
        loop {
            let before = best.len() + best.iter().map(String::len).sum::<usize>();
            self.shrink(&mut best, &mut why, Self::without_things);
            self.shrink(&mut best, &mut why, Self::unwrapped);
            self.shrink(&mut best, &mut why, Self::simpler_lines);
            let after = best.len() + best.iter().map(String::len).sum::<usize>();
            if after == before {
                return Some((whole(&best), why));
            }
        }
    }

    /// Tries each variant of the kind; what still differs becomes the program.
    fn shrink(
        &mut self,
        best: &mut Vec<String>,
        why: &mut String,
        variants: fn(&[String], usize) -> Vec<Vec<String>>,
    ) {
        let mut at = best.len();
        while at > 0 {
            at -= 1;
            if at >= best.len() {
                continue;
            }
            for variant in variants(best, at) {
                if let Some(new) = self.differs(&variant) {
                    *best = variant;
                    *why = new;
                    break;
                }
            }
        }
    }

    /// Without the thing that starts at the line, or without a longer run of lines before it.
    fn without_things(lines: &[String], at: usize) -> Vec<Vec<String>> {
        let end = end_of(lines, at);
        let mut out = Vec::new();
        let without = |from: usize, to: usize| {
            let mut shorter = lines[..from].to_vec();
            shorter.extend_from_slice(&lines[to..]);
            shorter
        };
        if !closes(&lines[at]) {
            out.push(without(at, end));
            // A variable goes with the `_ = v` that follows.
            if end < lines.len() && lines[end].starts_with("_ = ") {
                out.push(without(at, end + 1));
            }
        }
        out
    }

    /// The inside of a block in its place.
    fn unwrapped(lines: &[String], at: usize) -> Vec<Vec<String>> {
        let end = end_of(lines, at);
        if end <= at + 1 || closes(&lines[at]) || lines[at].starts_with("func ") {
            return Vec::new();
        }
        let mut out = lines[..at].to_vec();
        out.extend(
            lines[at + 1..end - 1]
                .iter()
                .filter(|l| !l.starts_with("} else"))
                .cloned(),
        );
        out.extend_from_slice(&lines[end..]);
        vec![out]
    }

    /// The line with one of its parenthesised operations replaced by an operand, or an argument left out.
    fn simpler_lines(lines: &[String], at: usize) -> Vec<Vec<String>> {
        let line = &lines[at];
        let mut out = Vec::new();
        let mut variants = Vec::new();
        for (open, _) in line.match_indices('(') {
            let Some(close) = matching(line, open) else {
                continue;
            };
            let inside = &line[open + 1..close];
            for (from, to) in operands(inside) {
                variants.push(format!(
                    "{}{}{}",
                    &line[..open],
                    &inside[from..to],
                    &line[close + 1..]
                ));
            }
            let parts = arguments(inside);
            if parts.len() > 1 {
                for n in 0..parts.len() {
                    let mut fewer = parts.clone();
                    fewer.remove(n);
                    variants.push(format!(
                        "{}({}){}",
                        &line[..open],
                        fewer.join(","),
                        &line[close + 1..]
                    ));
                }
            }
            // The call's argument instead of the call.
            let word = line[..open]
                .rfind(|c: char| !c.is_alphanumeric() && !"._[]".contains(c))
                .map_or(0, |n| n + 1);
            if word < open && !line.starts_with("func ") {
                variants.push(format!("{}{inside}{}", &line[..word], &line[close + 1..]));
            }
        }
        variants.retain(|v| v.len() < line.len());
        variants.sort_by_key(String::len);
        for variant in variants.into_iter().take(40) {
            let mut copy = lines.to_vec();
            copy[at] = variant;
            out.push(copy);
        }
        out
    }

    fn differs(&mut self, lines: &[String]) -> Option<String> {
        let text = whole(lines);
        self.tries += 1;
        // gorun's checker is quicker than the real compiler.
        let got = self.gorun.run(9, &text, &self.how);
        if got.stderr.starts_with("# command-line-arguments") {
            return None;
        }
        let want = self.oracle.run_batch(&[&text]).remove(0).ok()?;
        if want.code < 0 {
            return None;
        }
        let why = difference(&got, &want)?;
        let kind = format!("{} {:?}", &why[..10], got.code == want.code);
        if self.kind.as_ref().is_some_and(|k| *k != kind) {
            return None;
        }
        self.kind = Some(kind);
        Some(why)
    }
}

/// Lines without package clause and imports.
fn body(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut importing = false;
    for line in text.lines().map(str::trim) {
        if line.starts_with("import (") {
            importing = true;
        } else if importing {
            importing = line != ")";
        } else if !line.is_empty() && !line.starts_with("package ") && !line.starts_with("import ")
        {
            lines.push(line.to_string());
        }
    }
    lines
}

/// The program of the lines, with the imports that they need.
fn whole(lines: &[String]) -> String {
    let mut text = String::from("package main\n\n");
    for path in crate::helpers::PACKAGES {
        let name = path.rsplit('/').next().unwrap();
        if lines.iter().any(|l| uses(l, name)) {
            text.push_str(&format!("import \"{path}\"\n"));
        }
    }
    text.push('\n');
    text.push_str(&indent(&lines.join("\n")));
    text
}

fn closes(line: &str) -> bool {
    line.starts_with(['}', ')'])
}

fn opens(line: &str) -> bool {
    line.ends_with(['{', '('])
}

/// The line after the thing that starts here.
fn end_of(lines: &[String], at: usize) -> usize {
    let mut depth = 0usize;
    for (n, line) in lines.iter().enumerate().skip(at) {
        if closes(line) && n > at {
            depth = depth.saturating_sub(1);
        }
        if opens(line) {
            depth += 1;
        }
        if depth == 0 {
            return n + 1;
        }
    }
    lines.len()
}

fn matching(line: &str, open: usize) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in line[open..].char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(open + at);
        }
    }
    None
}

/// Operands of the operation that the text is, where it is one: split at operators outside of brackets.
fn operands(text: &str) -> Vec<(usize, usize)> {
    let mut cuts = Vec::new();
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            ' ' if depth == 0 => cuts.push(at),
            _ => {}
        }
    }
    match cuts[..] {
        [first, second] => vec![(0, first), (second + 1, text.len())],
        _ => Vec::new(),
    }
}

fn arguments(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut from) = (0, 0);
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&text[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[from..]);
    parts
}
