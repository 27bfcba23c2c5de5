//! `//go:build` and `// +build` lines: brought together at the top of the file, in normal form.

use super::printer::{ESCAPE, FORM_FEED, Printer};
use crate::source::Constraint;

fn is_break(byte: u8) -> bool {
    byte == b'\n' || byte == FORM_FEED
}

/// Adds whole lines, but no second blank one in a row.
fn add_lines(out: &mut Vec<u8>, lines: &[u8]) {
    let mut lines = lines;
    let after_blank = match &out[..] {
        [] => true,
        [.., a, b] => is_break(*a) && is_break(*b),
        _ => false,
    };
    if after_blank && lines.first().is_some_and(|b| is_break(*b)) {
        lines = &lines[1..];
    }
    out.extend_from_slice(lines);
}

impl Printer<'_> {
    pub(super) fn fix_build_lines(&mut self) {
        if self.go_build.is_empty() && self.plus_build.is_empty() {
            return;
        }
        let latest = self.latest_place();
        let mut place = latest;
        for first in [self.go_build.first(), self.plus_build.first()]
            .into_iter()
            .flatten()
        {
            if *first < latest {
                place = *first;
                break;
            }
        }
        let mut text = self.out[..place].to_vec();
        text.extend(self.build_block());
        let mut lines: Vec<usize> = [&self.go_build[..], &self.plus_build].concat();
        lines.sort_unstable();
        let mut after = Vec::new();
        let mut start = place;
        for line in lines {
            if line < start {
                continue;
            }
            add_lines(&mut after, &self.out[start..line]);
            start = line + self.line_at(line).len();
        }
        add_lines(&mut after, &self.out[start..]);
        if let [.., a, b] = &after[..]
            && is_break(*a)
            && is_break(*b)
        {
            after.pop();
        }
        text.extend(after);
        self.out = text;
    }

    /// Behind the last blank line before what is no comment.
    fn latest_place(&self) -> usize {
        let out = &self.out;
        let (mut place, mut at) = (0, 0);
        loop {
            while matches!(out.get(at), Some(b' ' | b'\t')) {
                at += 1;
            }
            let is_comment = out[at..].starts_with(&[ESCAPE, b'/', b'/']);
            if is_comment {
                at += out[at..].iter().take_while(|b| !is_break(**b)).count();
            }
            if !out.get(at).is_some_and(|b| is_break(*b)) {
                return place;
            }
            at += 1;
            if !is_comment {
                place = at;
            }
        }
    }

    fn build_block(&self) -> Vec<u8> {
        let mut block = Vec::new();
        let mut line = |text: &str| {
            block.push(ESCAPE);
            block.extend_from_slice(text.as_bytes());
            block.extend([ESCAPE, b'\n']);
        };
        match self.constraint() {
            Some(x) => {
                line(&format!("//go:build {x}"));
                if !self.plus_build.is_empty() {
                    match x.plus_lines() {
                        Some(lines) => lines.iter().for_each(|text| line(text)),
                        None => line("// +build error: expression too complex for // +build lines"),
                    }
                }
            }
            // Not understood: together, but as they are.
            None => {
                for &at in self.go_build.iter().chain(&self.plus_build) {
                    block.extend_from_slice(self.line_at(at));
                }
            }
        }
        block.push(b'\n');
        block
    }

    /// What the lines say.
    fn constraint(&self) -> Option<Constraint> {
        match &self.go_build[..] {
            [] => self
                .plus_build
                .iter()
                .map(|&at| Constraint::of_line(&self.comment_at(at)))
                .reduce(|x, y| Some(Constraint::And(Box::new(x?), Box::new(y?))))?,
            [only] => Constraint::of_line(&self.comment_at(*only)),
            _ => None,
        }
    }

    fn line_at(&self, start: usize) -> &[u8] {
        let rest = &self.out[start..];
        let end = rest.iter().position(|b| is_break(*b));
        &rest[..end.map_or(rest.len(), |at| at + 1)]
    }

    fn comment_at(&self, start: usize) -> String {
        let rest = &self.out[start..];
        let rest = rest.strip_prefix(&[ESCAPE]).unwrap_or(rest);
        let end = rest.iter().position(|b| *b == ESCAPE || is_break(*b));
        String::from_utf8_lossy(&rest[..end.unwrap_or(rest.len())]).into_owned()
    }
}
