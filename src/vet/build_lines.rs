//! `//go:build` and `// +build` lines that stand where they say nothing, or do not say the same.

use gorun_grammar::ast::{File, Pos};

use super::comments::groups;
use super::pass::Pass;
use crate::source::{Constraint, is_go_build, is_plus_build};
use crate::types::quote;

const GO_BUILD: &str = "//go:build";

pub fn check(pass: &mut Pass<'_>) {
    // Go's check looks no further when it comes upon one that is no Go.
    let left_out = pass.left_out.iter().map_while(Option::as_ref);
    for file in pass.files.iter().chain(left_out) {
        file_lines(pass, file);
    }
}

struct Lines<'p, 'a> {
    pass: &'p mut Pass<'a>,
    go_build_may_stand: bool,
    plus_build_may_stand: bool,
    inside_star: bool,
    /// Nothing wrong has been found: the two kinds are to be compared.
    comparable: bool,
    go_build: Option<(Pos, Option<Constraint>)>,
    plus_build: Option<(Pos, Option<Constraint>)>,
}

fn file_lines(pass: &mut Pass<'_>, file: &File) {
    let groups = groups(pass, file);
    let mut lines = Lines {
        pass,
        go_build_may_stand: true,
        plus_build_may_stand: true,
        inside_star: false,
        comparable: true,
        go_build: None,
        plus_build: None,
    };
    for group in groups {
        lines.plus_build_may_stand &= group.end.0 + 1 < file.package.0;
        lines.go_build_may_stand &= group.start() < file.package;
        for (pos, text) in &group.comments {
            lines.plus_build_may_stand &= text.starts_with("//");
            lines.comment(*pos, text);
        }
    }
    lines.compare();
}

impl Lines<'_, '_> {
    fn comment(&mut self, pos: Pos, text: &str) {
        if text.starts_with("//") {
            if text.contains("+build") {
                self.plus_build_line(pos, text.trim());
            }
            if text.contains(GO_BUILD) {
                self.go_build_line(pos, text);
            }
            return;
        }
        self.inside_star = true;
        let mut at = pos.0;
        for (i, line) in text.split_inclusive('\n').enumerate() {
            if i > 0 && line.starts_with("//") {
                self.comment(Pos(at), line);
            }
            at += line.len() as u32;
        }
        self.inside_star = false;
    }

    fn wrong(&mut self, pos: Pos, message: impl Into<String>) {
        self.pass.report(pos, message.into());
        self.comparable = false;
    }

    fn go_build_line(&mut self, pos: Pos, line: &str) {
        if !is_go_build(line) {
            let near = format!("//{}", line["//".len()..].trim());
            if !line.starts_with(GO_BUILD) && is_go_build(&near) {
                let text = "malformed //go:build line (space between // and go:build)";
                self.pass.report(pos, text.to_string());
            }
            return;
        }
        if !self.go_build_may_stand || self.inside_star {
            return self.wrong(pos, "misplaced //go:build comment");
        }
        let first = self.go_build.is_none();
        if !first {
            self.wrong(pos, "unexpected extra //go:build line");
        }
        match Constraint::parse(line.trim()[GO_BUILD.len()..].trim()) {
            Err(why) => {
                self.wrong(pos, why);
                self.go_build.get_or_insert((pos, None));
            }
            Ok(constraint) => {
                self.versions(pos, &constraint);
                self.go_build.get_or_insert((pos, Some(constraint)));
            }
        }
    }

    fn plus_build_line(&mut self, pos: Pos, line: &str) {
        if !is_plus_build(line) {
            if self.plus_build_may_stand {
                let text = "possible malformed +build comment";
                self.pass.report(pos, text.to_string());
            }
            return;
        }
        if !self.plus_build_may_stand {
            self.wrong(pos, "misplaced +build comment");
        }
        self.plus_build.get_or_insert((pos, None));
        for clause in line["//".len()..].split_whitespace().skip(1) {
            for tag in clause.split(',') {
                if tag.starts_with("!!") {
                    let text = format!("invalid double negative in build constraint: {clause}");
                    self.wrong(pos, text);
                    continue;
                }
                let tag = tag.strip_prefix('!').unwrap_or(tag);
                let allowed = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
                if !tag.chars().all(allowed) {
                    let text = format!("invalid non-alphanumeric build constraint: {clause}");
                    self.wrong(pos, text);
                }
            }
        }
        if !self.comparable {
            return;
        }
        if let Some(constraint) = Constraint::of_line(line) {
            self.versions(pos, &constraint);
            let all = self.plus_build.as_mut().map(|(_, all)| all);
            if let Some(all) = all {
                *all = Some(both(all.take(), constraint));
            }
        }
    }

    /// Tags that are meant to be versions of Go and are none.
    fn versions(&mut self, pos: Pos, constraint: &Constraint) {
        match constraint {
            Constraint::Tag(tag) if is_malformed(tag) => {
                let text = format!(
                    "invalid go version {tag} in build constraint",
                    tag = quote(tag)
                );
                self.pass.report(pos, text);
            }
            Constraint::Tag(_) => {}
            Constraint::Not(x) => self.versions(pos, x),
            Constraint::And(x, y) | Constraint::Or(x, y) => {
                self.versions(pos, x);
                self.versions(pos, y);
            }
        }
    }

    fn compare(&mut self) {
        let (Some((go_pos, go)), Some((plus_pos, plus))) =
            (self.go_build.take(), self.plus_build.take())
        else {
            return;
        };
        let (true, Some(go), Some(plus)) = (self.comparable, go, plus) else {
            return;
        };
        let Some(lines) = go.plus_lines() else {
            let text = "expression too complex for // +build lines";
            return self.pass.report(go_pos, text.to_string());
        };
        let wanted = lines.iter().filter_map(|line| Constraint::of_line(line));
        let wanted = wanted.fold(None, |all, one| Some(both(all, one)));
        if wanted.is_some_and(|w| w.to_string() != plus.to_string()) {
            let text = "+build lines do not match //go:build condition";
            self.pass.report(plus_pos, text.to_string());
        }
    }
}

fn both(x: Option<Constraint>, y: Constraint) -> Constraint {
    match x {
        Some(x) => Constraint::And(Box::new(x), Box::new(y)),
        None => y,
    }
}

fn is_malformed(tag: &str) -> bool {
    if tag.starts_with("go1") {
        return !is_version(tag);
    }
    let misspelt = ["go.", "g1.", "go"];
    let mut rests = misspelt.iter().filter_map(|word| tag.strip_prefix(word));
    rests.any(|rest| is_version(&format!("go1.{rest}")))
}

/// `go1` and `go1.N`.
fn is_version(tag: &str) -> bool {
    Constraint::Tag(tag.to_string()).min_version().is_some()
}
